//! How a quantity was measured (výkaz výměr): the rows under a position, and what they come to when computed again.
//! Only what is understood completely is judged; a row that is prose makes the whole unjudged, never wrong.

mod expression;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Number, Position};

pub use expression::evaluate;

/// One row of a measurement.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measurement {
    /// The expression or text.
    pub text: String,
    /// The row's own result.
    #[serde(default)]
    pub quantity: Option<Number>,
}

/// A figure that the measurement states and that does not follow from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The row that states a wrong result, as written; `None` where the position's quantity is not the rows' sum.
    pub row: Option<String>,
    /// What is stated.
    pub stated: Number,
    /// What the expression, or the rows together, come to.
    pub computed: Number,
}

/// What a row of a measurement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// An expression, a figure or a remark.
    Line,
    /// A sum of the rows above.
    Sum,
    /// The sum multiplied, or otherwise made into the quantity.
    Converted,
}

/// Half of the last place that producers keep in a row.
const ROW_TOLERANCE: &str = "0.0051";

impl Position {
    /// The first figure of the measurement that does not follow from it, within the roundings of its rows.
    /// `None` also where a row is not understood, since then nothing can be said of the sum.
    pub fn measurement_mismatch(&self) -> Option<Mismatch> {
        if self.measurement.is_empty() {
            return None;
        }
        let tolerance = Number::parse(ROW_TOLERANCE)?;
        let is_tabular = self.measurement.iter().any(|row| row.quantity.is_some());
        let mut sums = Sums::default();
        for row in &self.measurement {
            let computed = evaluate(&row.text);
            match (kind(&row.text), row.quantity.or_else(|| expression::stated(&row.text))) {
                (Kind::Line, stated) => {
                    if let (Some(stated), Some(computed)) = (stated, computed)
                        && differs(stated, computed, tolerance)
                        // "tl. 0,2" beside a quantity of 30 names a figure, it does not compute one.
                        && is_computation(&row.text)
                    {
                        return Some(Mismatch { row: Some(row.text.clone()), stated, computed });
                    }
                    match stated.or(computed.filter(|_| !is_tabular)) {
                        Some(value) => sums.add(value),
                        // In a table a row without a result is a remark; elsewhere figures in it may count.
                        None if is_tabular || !has_digit(&row.text) => {}
                        None => return None,
                    }
                }
                (Kind::Sum, stated) => {
                    if let Some(stated) = stated {
                        if let Some(computed) = sums.wrong(stated, tolerance) {
                            return Some(Mismatch { row: Some(row.text.clone()), stated, computed });
                        }
                        sums.stated.push(stated);
                    }
                    sums.close();
                }
                (Kind::Converted, stated) => sums.stated.push(stated.or(computed)?),
            }
        }
        let (quantity, total) = (self.quantity?, sums.total);
        let is_measured = sums.lines > 0 && sums.wrong(quantity, tolerance).is_some();
        let is_stated = sums.stated.iter().any(|stated| !differs(*stated, quantity, tolerance));
        (is_measured && !is_stated).then_some(Mismatch { row: None, stated: quantity, computed: total })
    }
}

/// Running sums of the rows.
#[derive(Debug, Default)]
struct Sums {
    lines: u32,
    total: Number,
    /// Since the last sum row.
    block: Number,
    /// The blocks that sum rows have closed.
    closed: Vec<Number>,
    /// What sum rows state.
    stated: Vec<Number>,
}

impl Sums {
    fn add(&mut self, value: Number) {
        self.lines += 1;
        self.total = [self.total, value].into_iter().sum();
        self.block = [self.block, value].into_iter().sum();
    }

    fn close(&mut self) {
        self.closed.push(std::mem::take(&mut self.block));
    }

    /// The sum of all rows where `stated` is neither that, nor the sum of a block of them, nor stated before.
    fn wrong(&self, stated: Number, tolerance: Number) -> Option<Number> {
        let rows = Number::from(i64::from(self.lines) + 1);
        let allowed = tolerance.checked_mul(*rows).map_or(tolerance, Number::from);
        let mut sums = self.closed.iter().chain(&self.stated).chain([&self.total, &self.block]);
        let fits = sums.any(|sum| !differs(*sum, stated, allowed));
        (!fits).then_some(self.total)
    }
}

fn differs(left: Number, right: Number, tolerance: Number) -> bool {
    left.checked_sub(*right).is_none_or(|difference| difference.abs() > *tolerance)
}

fn has_digit(text: &str) -> bool {
    expression::without_remarks(text).chars().any(|c| c.is_ascii_digit())
}

fn is_computation(text: &str) -> bool {
    let text = expression::without_remarks(text);
    text.trim_start_matches(['-', '+', ' ']).contains(['*', '/', '+', '-', '×'])
}

fn kind(text: &str) -> Kind {
    let text = text.trim_start_matches(['"', '„', '“', ' ']).to_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
    if starts(&[
        "součet",
        "soucet",
        "mezisoučet",
        "mezisoucet",
        "celkem",
        "celkové množství",
        "celkove mnozstvi",
    ]) {
        Kind::Sum
    } else if starts(&["přepočtené", "prepoctene"]) || text.contains("koeficientem množství") {
        Kind::Converted
    } else {
        Kind::Line
    }
}

#[cfg(test)]
mod tests;
