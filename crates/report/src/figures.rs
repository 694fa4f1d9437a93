//! Numbers as the two languages write them: `1,234.5` in English, `1 234,5` in Czech, always with their unit.
//!
//! Blanks inside a figure and before its unit are no-break spaces, so that no line ends within one.

use model::{Lang, Number};

use crate::words::words;

/// The blank that no line ends at.
pub(crate) const NO_BREAK: char = '\u{a0}';

/// `number` with at most `places` decimal places.
pub(crate) fn figure(lang: Lang, number: Number, places: u32) -> String {
    localized(lang, &number.rounded(places).to_string())
}

/// `number` with exactly `places` decimal places.
pub(crate) fn fixed(lang: Lang, number: Number, places: u32) -> String {
    let width = usize::try_from(places).unwrap_or_default();
    localized(lang, &format!("{:.width$}", *number.rounded(places)))
}

/// A figure with its unit.
pub(crate) fn quantity(lang: Lang, number: Number, places: u32, unit: &str) -> String {
    with_unit(&figure(lang, number, places), unit)
}

/// An amount in whole crowns.
pub(crate) fn crowns(lang: Lang, amount: Number) -> String {
    with_unit(&figure(lang, amount, 0), words(lang).crowns)
}

/// A share as percent: 0.21 is `21 %`.
pub(crate) fn percent(lang: Lang, share: Number) -> String {
    let hundredfold = share.checked_mul(*Number::from(100)).map_or(share, Number::from);
    quantity(lang, hundredfold, 1, "%")
}

/// A whole number.
pub(crate) fn count(lang: Lang, number: u64) -> String {
    localized(lang, &number.to_string())
}

/// A time in milliseconds, shown in the unit that suits it.
pub(crate) fn time(lang: Lang, milliseconds: f64) -> String {
    let (value, places, unit) = match milliseconds {
        long if long >= 1000.0 => (long / 1000.0, 1, "s"),
        middle if middle >= 10.0 => (middle, 0, "ms"),
        short => (short, 2, "ms"),
    };
    with_unit(&localized(lang, &format!("{value:.places$}")), unit)
}

/// `figure` and `unit` with a no-break space between them; only the figure where there is no unit.
pub(crate) fn with_unit(figure: &str, unit: &str) -> String {
    let unit = unit.trim().replace(' ', &NO_BREAK.to_string());
    if unit.is_empty() { figure.to_owned() } else { format!("{figure}{NO_BREAK}{unit}") }
}

fn localized(lang: Lang, plain: &str) -> String {
    let (thousands, point) = match lang {
        Lang::En => (',', '.'),
        Lang::Cs => (NO_BREAK, ','),
    };
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = sign.to_owned();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(thousands);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use model::{Lang, Number};

    use super::{crowns, figure, fixed, percent, time};

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn each_language_writes_numbers_its_own_way() {
        assert_eq!(figure(Lang::Cs, number("1234567.855"), 2), "1\u{a0}234\u{a0}567,86");
        assert_eq!(figure(Lang::En, number("1234567.855"), 2), "1,234,567.86");
        assert_eq!(figure(Lang::Cs, number("-999.50"), 3), "-999,5");
        assert_eq!(fixed(Lang::Cs, number("0.5"), 2), "0,50");
    }

    #[test]
    fn money_is_rounded_to_the_crown_and_names_its_currency() {
        assert_eq!(crowns(Lang::Cs, number("75924.5")), "75\u{a0}925\u{a0}Kč");
        assert_eq!(crowns(Lang::En, number("75924.49")), "75,924\u{a0}CZK");
        assert_eq!(percent(Lang::Cs, number("0.125")), "12,5\u{a0}%");
    }

    #[test]
    fn times_use_the_unit_that_suits_them() {
        assert_eq!(time(Lang::En, 0.314_159), "0.31\u{a0}ms");
        assert_eq!(time(Lang::En, 412.4), "412\u{a0}ms");
        assert_eq!(time(Lang::Cs, 9012.0), "9,0\u{a0}s");
    }
}
