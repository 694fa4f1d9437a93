//! What is wrong in the documents, and what to ask their authors.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Severity;

/// A fault or contradiction in the documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct DocumentIssue {
    /// What kind of fault, such as `contradiction`, `quantity`, `missing`.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// How grave.
    pub severity: Severity,
    /// Where it stands: field, position, row.
    #[serde(default)]
    pub location: String,
    /// What is wrong.
    #[serde(default)]
    pub description: String,
    /// What follows.
    #[serde(default)]
    pub impact: String,
    /// What to do.
    #[serde(default)]
    pub recommendation: String,
    /// The rule engine's code; never a model's.
    #[serde(default)]
    #[schemars(extend("x-ours" = true))]
    pub code: Option<String>,
}

/// A request for information.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct RfiItem {
    /// Number within the audit, such as `Q1`.
    #[serde(default)]
    #[schemars(extend("x-ours" = true))]
    pub id: String,
    /// How urgent.
    pub priority: Severity,
    /// Who can answer: designer, geologist, owner ...
    #[serde(default)]
    pub to: String,
    /// The question.
    pub question: String,
    /// What the answer decides.
    #[serde(default)]
    pub needed_for: String,
    /// By when.
    #[serde(default)]
    pub deadline: String,
    /// The rule engine's code; never a model's.
    #[serde(default)]
    #[schemars(extend("x-ours" = true))]
    pub code: Option<String>,
}
