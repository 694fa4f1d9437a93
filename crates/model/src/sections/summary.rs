//! What the project is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the project is, in a few words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ProjectSummary {
    /// Short name of the project.
    pub title: String,
    /// Kind of structure, such as `strip foundation` or `road bridge`.
    pub structure_type: String,
    /// One to three sentences.
    pub summary: String,
}

/// The summary, or the contract's literal where the comprehensive query failed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ProjectSummarySection {
    /// The comprehensive query gave no summary.
    Failed {
        /// Always `Comprehensive analysis failed`.
        error: String,
    },
    /// What the project is.
    Known(ProjectSummary),
}
