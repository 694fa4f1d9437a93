//! The bill while it is read: positions in the file's order, rows left out by reason, warnings.
//! Every reader of a format writes into it; nothing here knows the formats.

use std::collections::BTreeMap;

use model::{Number, Position};

use crate::{
    BillOfQuantities, Error, Warning, WarningCode, checks,
    warning::{Words, condensed, words},
};

#[derive(Debug, Default)]
pub(crate) struct Bill {
    pub(crate) positions: Vec<Position>,
    skipped: BTreeMap<&'static str, u32>,
    warnings: Vec<Warning>,
    /// Whether anything looked like a bill, with or without positions.
    pub(crate) has_table: bool,
}

impl Bill {
    /// Counts rows that are no positions.
    pub(crate) fn skip(&mut self, reason: &'static str, rows: u32) {
        if rows > 0 {
            let count = self.skipped.entry(reason).or_default();
            *count = count.saturating_add(rows);
        }
    }

    pub(crate) fn warn(&mut self, code: WarningCode, sheet: Option<&str>, row: Option<u32>, words: Words) {
        self.warnings.push(Warning::new(code, sheet, row, words));
    }

    /// What was read from `source`, with its positions checked.
    pub(crate) fn finish(mut self, source: &str) -> Result<BillOfQuantities, Error> {
        if !self.has_table {
            return Err(Error::NoTable { file: source.to_owned() });
        }
        if !self.positions.iter().any(is_priced) {
            for position in &mut self.positions {
                position.unit_price = None;
                position.total_price = None;
            }
        }
        if self.positions.is_empty() {
            let message = words(
                "a bill was found, but no position in it",
                "rozpočet byl nalezen, ale není v něm žádná položka",
            );
            self.warn(WarningCode::NoPositions, None, None, message);
        }
        checks::check(&self.positions, &mut self.warnings);
        Ok(BillOfQuantities {
            source: source.to_owned(),
            positions: self.positions,
            skipped: self.skipped.into_iter().map(|(reason, rows)| (reason.to_owned(), rows)).collect(),
            warnings: condensed(self.warnings),
        })
    }
}

/// Whether the position has a price other than 0.
pub(crate) fn is_priced(position: &Position) -> bool {
    let given = |price: Option<Number>| price.is_some_and(|price| price != Number::ZERO);
    given(position.unit_price) || given(position.total_price)
}

/// Adds a note to those that a position has.
pub(crate) fn add_note(position: &mut Position, note: &str) {
    // The full text often repeats the short one word for word.
    if note == position.item_name {
        return;
    }
    match &mut position.note {
        Some(earlier) => {
            earlier.push('\n');
            earlier.push_str(note);
        }
        None => position.note = Some(note.to_owned()),
    }
}
