//! What a reader of the bill should know: oddities that are kept as they are and reported.

use std::{collections::BTreeMap, fmt};

use schemars::JsonSchema;
use serde::Serialize;

/// One oddity, or many of the same code taken together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Warning {
    /// What kind of oddity it is.
    pub code: WarningCode,
    /// Sheet where it stands, or stands first.
    pub sheet: Option<String>,
    /// Row in that sheet, from 1; `None` where it concerns the whole sheet or file.
    pub row: Option<u32>,
    /// How many rows it concerns; 0 where it concerns the whole sheet or file.
    pub rows: u32,
    /// The oddity in words.
    pub message: String,
}

/// The kinds of oddities, as stable words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// A hidden sheet was left out.
    HiddenSheet,
    /// A list of figures (Seznam figur), which looks like a bill, was left out.
    FigureList,
    /// A bill's header was found, and no position under it.
    NoPositions,
    /// A cell of a number column holds text or an error value.
    UnreadableNumber,
    /// A position has no unit.
    UnitMissing,
    /// A position's unit is a number.
    UnitIsNumber,
    /// A position has no quantity.
    QuantityMissing,
    /// A position's quantity is zero.
    QuantityZero,
    /// A position's quantity is negative: a deduction (méněpráce) or a mistake.
    QuantityNegative,
    /// A position of a priced bill has no price.
    PriceMissing,
    /// A position of a priced bill costs nothing.
    PriceZero,
    /// Quantity × unit price is not the total that the file states.
    TotalDiffers,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.sheet, self.row) {
            (Some(sheet), Some(row)) => write!(f, "sheet {sheet:?}, row {row}: {}", self.message),
            (Some(sheet), None) => write!(f, "sheet {sheet:?}: {}", self.message),
            _ => f.write_str(&self.message),
        }
    }
}

impl WarningCode {
    /// How many warnings of this code are listed singly before they become one with a count.
    fn listed_singly(self) -> u32 {
        match self {
            Self::PriceMissing | Self::PriceZero => 1,
            _ => 20,
        }
    }
}

/// The same warnings, with those that are too many of one code joined into their first.
pub(crate) fn condensed(warnings: Vec<Warning>) -> Vec<Warning> {
    let mut counts: BTreeMap<WarningCode, u32> = BTreeMap::new();
    for warning in &warnings {
        *counts.entry(warning.code).or_default() += 1;
    }
    let mut kept: Vec<Warning> = Vec::new();
    for mut warning in warnings {
        let count = counts.get(&warning.code).copied().unwrap_or_default();
        if count <= warning.code.listed_singly() {
            kept.push(warning);
        } else if !kept.iter().any(|earlier| earlier.code == warning.code) {
            warning.message = format!("{} ({count} such rows in all, this is the first)", warning.message);
            warning.rows = count;
            kept.push(warning);
        }
    }
    kept
}
