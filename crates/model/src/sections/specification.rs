//! The concrete to order for the governing element.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Number;

/// The specification of the governing element's concrete, in the audit's profile.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FinalSpecification {
    /// The element that governs.
    pub element: String,
    /// The strictest strength class required, for certain and assumed exposure classes together.
    pub concrete_class: Option<String>,
    /// Exposure classes of the element.
    pub exposure_classes: Vec<String>,
    /// Highest water/cement ratio.
    pub w_c_ratio: Option<Number>,
    /// Least cement content.
    pub min_cement_kg_m3: Option<Number>,
    /// Least air content of fresh concrete; `null` where none is required.
    pub air_content_percent: Option<Number>,
    /// Nominal cover of the outermost reinforcement.
    pub cover_mm: Option<Number>,
    /// Whether sulfate-resisting cement (EN 197-1 SR types) is required.
    pub sulfate_resisting_cement: Option<bool>,
    /// Which requirement decides each value, with its clause.
    #[schemars(extend("x-ours" = true))]
    pub reasons: Vec<String>,
    /// Whether every limit behind the values was checked against the standard or two independent readings.
    #[schemars(extend("x-ours" = true))]
    pub limits_verified: Option<bool>,
}
