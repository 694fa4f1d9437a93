//! The rate of VAT that a brief gives: in its specifications, else in its text. Two different rates are none.

use std::sync::LazyLock;

use model::{Brief, Number};
use regex::Regex;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::facts::{numbers::pattern, source::Folded};

static RATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:dph|vat)\b[^0-9%.,;\n]{0,25}?(\d{1,2}(?:[.,]\d+)?) ?%|\b(\d{1,2}(?:[.,]\d+)?) ?% ?(?:dph|vat)\b|\b(?:sazba|sazbou|rate of) (?:dph |vat )?(\d{1,2}(?:[.,]\d+)?) ?%",
    )
});

/// The one rate that the brief gives, as a fraction.
pub(super) fn given_rate(brief: &Brief) -> Option<Number> {
    let specified = brief.specifications.iter().find_map(|(key, value)| {
        let key = Folded::new(key).text;
        let is_rate =
            key.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| matches!(word, "vat" | "dph"));
        if is_rate { rate_of(value) } else { None }
    });
    specified.or_else(|| {
        let texts = std::iter::once(&brief.project_description)
            .chain(brief.documents.iter().map(|document| &document.text));
        let mut rates: Vec<Number> = texts.flat_map(|text| rates_in(text)).collect();
        rates.sort();
        rates.dedup();
        if let [rate] = rates[..] { Some(rate) } else { None }
    })
}

fn rate_of(value: &Value) -> Option<Number> {
    let number = match value {
        Value::Number(number) => Number::parse(&number.to_string())?,
        Value::String(text) => Number::parse(text.trim().trim_end_matches('%'))?,
        _ => return None,
    };
    let is_percent = *number >= Decimal::ONE;
    let fraction = if is_percent { *number / Decimal::ONE_HUNDRED } else { *number };
    let is_rate = fraction >= Decimal::ZERO && fraction <= Decimal::new(3, 1);
    is_rate.then(|| Number::from(fraction))
}

fn rates_in(text: &str) -> Vec<Number> {
    let folded = Folded::new(text);
    let found = RATE.captures_iter(&folded.text);
    let numbers = found.filter_map(|caught| (1..=3).find_map(|group| caught.get(group)));
    let percents = numbers.filter_map(|digits| Number::parse(digits.as_str()));
    percents
        .filter(|percent| **percent <= Decimal::from(30))
        .map(|percent| Number::from(*percent / Decimal::ONE_HUNDRED))
        .collect()
}

#[cfg(test)]
mod tests {
    use model::Brief;

    use super::given_rate;

    fn rate(description: &str) -> Option<String> {
        let brief = Brief { project_description: description.to_owned(), ..Brief::default() };
        given_rate(&brief).map(|rate| rate.to_string())
    }

    #[test]
    fn a_rate_is_read_from_czech_and_english_text() {
        for text in [
            "Sazba DPH 12 %.",
            "DPH: 12%",
            "včetně 12 % DPH",
            "VAT rate 12 %",
            "12% VAT applies",
            "DPH ve výši 12,0 %",
        ] {
            assert_eq!(rate(text).as_deref(), Some("0.12"), "{text}");
        }
    }

    #[test]
    fn no_rate_and_two_rates_are_none() {
        for text in
            ["Ceny bez DPH. Sleva 5 %.", "DPH 21 %, sociální bydlení DPH 12 %", "private 12 % of area"]
        {
            assert_eq!(rate(text), None, "{text}");
        }
    }

    #[test]
    fn specifications_come_first_as_fraction_or_percent() {
        for (value, expected) in [("0.12", "0.12"), ("12", "0.12"), ("\"12 %\"", "0.12"), ("0", "0")] {
            let text = format!("project_description = \"DPH 21 %\"\n[specifications]\nvat_rate = {value}\n");
            let brief = Brief::from_toml(&text).unwrap();
            assert_eq!(given_rate(&brief).unwrap().to_string(), expected, "{value}");
        }
    }
}
