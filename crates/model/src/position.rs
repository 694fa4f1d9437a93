//! One row of a bill of quantities.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Measurement, Number};

/// A work or material item of a bill of quantities.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Catalogue code (ÚRS, OTSKP, RTS or own), as written.
    #[serde(default)]
    pub code: Option<String>,
    /// Whose catalogue the code is from, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_system: Option<CodeSystem>,
    /// What the item is.
    pub item_name: String,
    /// Quantity in `unit`; negative is a deduction.
    #[serde(default)]
    pub quantity: Option<Number>,
    /// Unit in its usual symbol, such as `m³`.
    #[serde(default)]
    pub unit: Option<String>,
    /// Unit as the file has it.
    #[serde(default)]
    pub unit_original: Option<String>,
    /// CZK per unit, without VAT.
    #[serde(default)]
    pub unit_price: Option<Number>,
    /// CZK without VAT, as the file has it.
    #[serde(default)]
    pub total_price: Option<Number>,
    /// Section of the bill that the item stands in.
    #[serde(default)]
    pub section: Option<String>,
    /// Sheet or object of the file.
    #[serde(default)]
    pub sheet: Option<String>,
    /// Row in that sheet, from 1.
    #[serde(default)]
    pub row: Option<u32>,
    /// How the quantity was measured, row by row (výkaz výměr).
    #[serde(default)]
    pub measurement: Vec<Measurement>,
    /// The project's own note to the item; price-book texts are left out.
    #[serde(default)]
    pub note: Option<String>,
}

/// Whose catalogue a code belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CodeSystem {
    /// CS ÚRS.
    Urs,
    /// OTSKP, the catalogue of transport structures.
    Otskp,
    /// RTS.
    Rts,
    /// TSKP, the classification of structures and works.
    Tskp,
    /// An own item.
    Own,
}

impl Position {
    /// CZK without VAT: the file's own total, else quantity × unit price rounded to hellers; `None` if not priced.
    pub fn price(&self) -> Option<Number> {
        self.total_price.or_else(|| self.computed_price())
    }

    /// Quantity × unit price in CZK, rounded half up to hellers; `None` where either is missing or out of range.
    pub fn computed_price(&self) -> Option<Number> {
        let product = self.quantity?.checked_mul(*self.unit_price?)?;
        Some(Number::from(product).to_hellers())
    }
}
