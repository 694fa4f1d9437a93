//! What a reader of the bill should know: oddities that are kept as they are and reported.

use std::collections::BTreeMap;

use model::Lang;
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
    /// The oddity in English.
    pub message: String,
    /// The oddity in Czech.
    #[serde(skip)]
    message_cs: String,
}

/// The same words in both languages.
pub(crate) struct Words {
    pub(crate) en: String,
    pub(crate) cs: String,
}

/// Words without a figure in them.
pub(crate) fn words(en: &str, cs: &str) -> Words {
    Words { en: en.to_owned(), cs: cs.to_owned() }
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
    /// A row of totals states what its positions do not come to.
    SumDiffers,
    /// The measurement (výkaz výměr) comes to something else than the quantity or its own sum.
    MeasurementMismatch,
    /// A position repeats another of the same section in every column.
    Duplicate,
}

impl Warning {
    /// About a row, or about a whole sheet or file where `row` is `None`.
    pub(crate) fn new(code: WarningCode, sheet: Option<&str>, row: Option<u32>, words: Words) -> Self {
        Self {
            code,
            sheet: sheet.map(str::to_owned),
            row,
            rows: u32::from(row.is_some()),
            message: words.en,
            message_cs: words.cs,
        }
    }

    /// The oddity with its place, in a language.
    pub fn text(&self, lang: Lang) -> String {
        let (message, sheet_word, row_word) = match lang {
            Lang::En => (&self.message, "sheet", "row"),
            Lang::Cs => (&self.message_cs, "list", "řádek"),
        };
        match (&self.sheet, self.row) {
            (Some(sheet), Some(row)) => format!("{sheet_word} {sheet}, {row_word} {row}: {message}"),
            (Some(sheet), None) => format!("{sheet_word} {sheet}: {message}"),
            _ => message.clone(),
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
            warning.message_cs = format!("{} (takových řádků je {count}, toto je první)", warning.message_cs);
            warning.rows = count;
            kept.push(warning);
        }
    }
    kept
}
