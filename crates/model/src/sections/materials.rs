//! The main materials with their quantities and prices.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Number;

/// Concrete, reinforcement and formwork of the audited structure. Prices are CZK without VAT.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MaterialsBreakdown {
    /// Concrete; `null` where no volume is known.
    pub concrete: Option<ConcreteMaterial>,
    /// Reinforcement; `null` where no mass is known.
    pub reinforcement: Option<ReinforcementMaterial>,
    /// Formwork; `null` where no area is known.
    pub formwork: Option<FormworkMaterial>,
}

/// Concrete.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline)]
pub struct ConcreteMaterial {
    /// Strength class that the price is for.
    pub concrete_class: Option<String>,
    /// Net volume.
    pub volume_m3: Option<Number>,
    /// CZK per m³.
    pub unit_price_czk: Option<Number>,
    /// CZK.
    pub total_czk: Option<Number>,
    /// Where quantity and price come from.
    #[schemars(extend("x-ours" = true))]
    pub basis: String,
}

/// Reinforcement.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline)]
pub struct ReinforcementMaterial {
    /// Mass.
    pub total_tonnes: Option<Number>,
    /// CZK per tonne.
    pub unit_price_czk: Option<Number>,
    /// CZK.
    pub total_czk: Option<Number>,
    /// Where quantity and price come from.
    #[schemars(extend("x-ours" = true))]
    pub basis: String,
}

/// Formwork.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline)]
pub struct FormworkMaterial {
    /// Contact area.
    pub area_m2: Option<Number>,
    /// CZK per m².
    pub unit_price_czk: Option<Number>,
    /// CZK.
    pub total_czk: Option<Number>,
    /// Where quantity and price come from.
    #[schemars(extend("x-ours" = true))]
    pub basis: String,
}
