//! Risks, by severity.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Severity;

/// Something that can go wrong, and what to do about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Risk {
    /// Number within the audit, such as `R1`.
    #[serde(default)]
    #[schemars(extend("x-ours" = true))]
    pub id: String,
    /// How grave.
    pub severity: Severity,
    /// `safety`, `durability`, `cost`, `time`, `documents` ...
    #[serde(default)]
    pub category: String,
    /// In a few words.
    pub title: String,
    /// What was found, and where.
    #[serde(default)]
    pub description: String,
    /// What follows if nothing is done.
    #[serde(default)]
    pub impact: String,
    /// What to do.
    #[serde(default)]
    pub recommendation: String,
    /// What that takes.
    #[serde(default)]
    pub estimated_effort: String,
    /// Whether work may go on before it is settled.
    #[serde(default)]
    pub can_proceed: bool,
    /// The rule engine's code; never a model's.
    #[serde(default)]
    #[schemars(extend("x-ours" = true))]
    pub code: Option<String>,
}
