//! Advice: savings, catalogue codes, recommendations, warnings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Number, Priority, Severity};

/// A way to the same end for less.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline)]
pub struct ValueProposal {
    /// What to do differently.
    pub proposal: String,
    /// CZK without VAT; `null` where it cannot be told.
    pub saving_czk: Option<Number>,
    /// What it means for quality, time or risk.
    pub impact: String,
}

/// A code of the road-expert price book OTSKP-SPK for a part of the work.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline)]
pub struct OtskpCode {
    /// Five or six characters.
    pub code: String,
    /// What the code stands for.
    pub item: String,
    /// Unit of the item.
    pub unit: String,
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Recommendation {
    /// How strongly it is meant.
    pub priority: Priority,
    /// What to do.
    pub item: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// What it takes.
    #[serde(default)]
    pub effort: String,
}

/// A warning about the audit itself or its subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Warning {
    /// How grave.
    pub level: Severity,
    /// What it is about, such as `query`, `input`, `cost`.
    #[serde(default)]
    pub category: String,
    /// What happened.
    pub message: String,
    /// What to do about it.
    #[serde(default)]
    pub recommendation: String,
}
