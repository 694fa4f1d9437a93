//! What it costs, with sums made by code.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Number;

/// Cost in CZK. Subtotal = direct + indirect + profit + site; total = subtotal + VAT; sums hold to the heller.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CostSummary {
    /// Direct costs; of a priced bill the sum of its positions without site costs.
    pub direct_costs_czk: Option<Number>,
    /// Indirect costs; 0 for a priced bill, whose prices hold them.
    pub indirect_costs_czk: Option<Number>,
    /// Profit; 0 for a priced bill, whose prices hold it.
    pub profit_czk: Option<Number>,
    /// Site costs of a priced bill (VRN), apart from its direct costs.
    #[schemars(extend("x-ours" = true))]
    pub site_costs_czk: Option<Number>,
    /// Without VAT.
    #[schemars(extend("x-ours" = true))]
    pub subtotal_excl_vat_czk: Option<Number>,
    /// As a fraction: 0.21.
    pub vat_rate: Option<Number>,
    /// Whether the rate was given or assumed.
    #[schemars(extend("x-ours" = true))]
    pub vat_rate_assumed: bool,
    /// VAT.
    #[schemars(extend("x-ours" = true))]
    pub vat_czk: Option<Number>,
    /// With VAT.
    pub total_incl_vat_czk: Option<Number>,
    /// Subtotal per m³ of concrete; `null` where no volume is known.
    #[schemars(extend("x-ours" = true))]
    pub cost_per_m3_concrete_czk: Option<Number>,
    /// Which prices, of which date, and what they do not hold.
    #[schemars(extend("x-ours" = true))]
    pub price_basis: String,
}
