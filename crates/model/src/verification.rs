//! What code found when it checked a model's claim.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Severity;

/// One claim of a model, held against a rule or arithmetic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Verification {
    /// Number within the audit, such as `V1`.
    pub id: String,
    /// What the claim is about, as a path into the audit: `final_specification.concrete_class`.
    pub subject: String,
    /// What the model said.
    pub claimed: String,
    /// What the rule or the sum gives.
    pub expected: String,
    /// The result of the check.
    pub verdict: Verdict,
    /// How grave a contradiction is; `low` for a confirmed claim.
    pub severity: Severity,
    /// Which text decides.
    pub source: Source,
    /// One sentence for a person, in the audit's language.
    pub note: String,
}

/// The result of checking a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The claim holds.
    Confirmed,
    /// The claim is wrong.
    Contradicted,
    /// Nothing here can decide it.
    Unverifiable,
}

/// The text that decides a claim or a check.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Standard, or `arithmetic`.
    pub standard: String,
    /// Clause or table; empty for arithmetic.
    pub clause: String,
    /// Whether the figure was checked against the standard or two independent readings of it.
    pub verified: bool,
}
