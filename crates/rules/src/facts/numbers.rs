//! Numbers and patterns as briefs write them.

use model::Number;
use regex::Regex;

use crate::facts::source::DIAMETER_SIGN;

/// A decimal number with comma or point, blanks between thousands. For use inside larger patterns.
pub(crate) const NUMBER: &str = r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?";

/// A pattern for folded text, which is ASCII: classes without the rest of Unicode keep the automata small, and `ø`
/// stands for the sign that it is folded to.
fn ascii(source: &str) -> String {
    source
        .replace("[^", r"[\x00-\x7f--")
        .replace(r"\W", r"[\x00-\x7f--0-9a-z_]")
        .replace(r"\w", "[0-9a-z_]")
        .replace(r"\d", "[0-9]")
        .replace(r"\b", r"(?-u:\b)")
        .replace('ø', DIAMETER_SIGN)
}

/// Compiles a pattern of this crate for folded text.
#[expect(
    clippy::expect_used,
    reason = "patterns are constants of this crate; the tests of each reader compile them all"
)]
pub(crate) fn pattern(source: &str) -> Regex {
    Regex::new(&ascii(source)).expect("a pattern of the reader compiles")
}

/// The number that a pattern caught.
pub(crate) fn number(text: &str) -> Option<Number> {
    Number::parse(text)
}

/// Millimetres, centimetres or metres to metres; a missing unit counts as metres.
pub(crate) fn metres(value: Number, unit: &str) -> Number {
    let thousandth = rust_decimal::Decimal::new(1, 3);
    match unit {
        "mm" => Number::from(*value * thousandth),
        "cm" => Number::from(*value * thousandth * rust_decimal::Decimal::TEN),
        _ => value,
    }
}
