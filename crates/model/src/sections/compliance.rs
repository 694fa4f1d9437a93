//! Compliance with the standards: the verdict, the standards looked at, the single checks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Overall;

/// The verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ComplianceStatus {
    /// The worse of the model's and the rules' verdict.
    pub overall: Overall,
    /// Why, in one or two sentences.
    #[serde(default)]
    pub summary: String,
    /// A model's `NON_COMPLIANT` of which every failed check is contradicted by a rule.
    #[serde(default)]
    #[schemars(extend("x-ours" = true))]
    pub disputed: bool,
}

/// A standard that the brief cites or that applies to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct StandardChecked {
    /// Designation, such as `ČSN EN 206+A2`.
    pub standard: String,
    /// Whether it may be designed to today.
    #[serde(default)]
    pub status: StandardState,
    /// What it decides here, or what replaces it.
    #[serde(default)]
    pub note: String,
}

/// Standing of a standard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum StandardState {
    /// In force.
    Current,
    /// Replaced by a newer edition.
    Superseded,
    /// No longer in force.
    Withdrawn,
    /// Of another country's system.
    Foreign,
    /// Not told.
    #[default]
    Unknown,
}

/// Checks of one kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline)]
pub struct CheckGroup {
    /// What they are about, such as `durability`.
    pub category: String,
    /// The checks.
    pub items: Vec<CheckItem>,
}

/// One check: what is required against what was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct CheckItem {
    /// What is checked.
    pub check: String,
    /// The requirement.
    #[serde(default)]
    pub required: String,
    /// What the documents give.
    #[serde(default)]
    pub found: String,
    /// The result.
    pub status: CheckStatus,
    /// Which standard asks for it.
    #[serde(default)]
    pub standard: String,
    /// Clause or table.
    #[serde(default)]
    pub clause: String,
    /// The rule engine's code; never a model's.
    #[serde(default)]
    #[schemars(extend("x-ours" = true))]
    pub code: Option<String>,
}

/// The result of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[schemars(inline)]
pub enum CheckStatus {
    /// Holds.
    Pass,
    /// Violated.
    Fail,
    /// Cannot be told from what is given.
    Unknown,
}
