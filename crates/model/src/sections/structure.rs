//! The structure and what its durability needs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the structure carries its loads, and the concrete that it needs for that.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct StructuralAnalysis {
    /// The structural system.
    pub system: String,
    /// Actions that govern, with values where they are given.
    pub actions: Vec<String>,
    /// Strength class needed for resistance; `null` where the brief does not let it be told.
    pub required_concrete_class: Option<String>,
    /// What else matters, such as missing calculations.
    pub notes: Vec<String>,
}

/// What the environment asks of the concrete.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DurabilityAnalysis {
    /// Design working life.
    pub design_life_years: Option<u32>,
    /// Strength class needed for durability.
    pub required_concrete_class: Option<String>,
    /// Measures beyond the mix: coating, drainage, curing, sulfate-resisting cement.
    pub measures: Vec<String>,
}
