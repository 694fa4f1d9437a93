//! The rate of VAT that a brief gives: in its specifications, else in its text. Rates that differ are told, never one of
//! them silently taken.

use std::sync::LazyLock;

use model::{Brief, Lang, Number, Severity, sections::DocumentIssue};
use regex::Regex;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::{
    code::Code,
    facts::{numbers::pattern, source::Folded},
    finding::Finding,
    text::{say, shown},
};

static RATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:dph|vat)\b[^0-9%.,;\n]{0,25}?(\d{1,2}(?:[.,]\d+)?) ?%|\b(\d{1,2}(?:[.,]\d+)?) ?% ?(?:dph|vat)\b|\b(?:sazba|sazbou|rate of) (?:dph |vat )?(\d{1,2}(?:[.,]\d+)?) ?%",
    )
});

/// What a brief says of VAT.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Given {
    /// The rate to take, as a fraction: the specified one, else the only one of the texts.
    pub(super) rate: Option<Number>,
    /// Every rate that the brief names, where these are several.
    pub(super) rivals: Vec<Number>,
}

/// Reads the brief.
pub(super) fn given(brief: &Brief) -> Given {
    let specified = brief.specifications.iter().find_map(|(key, value)| {
        let key = Folded::new(key).text;
        let is_rate =
            key.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| matches!(word, "vat" | "dph"));
        if is_rate { rate_of(value) } else { None }
    });
    let texts = std::iter::once(&brief.project_description)
        .chain(brief.documents.iter().map(|document| &document.text));
    let mut rates: Vec<Number> = texts.flat_map(|text| rates_in(text)).chain(specified).collect();
    rates.sort();
    rates.dedup();
    match rates.as_slice() {
        [] => Given::default(),
        [only] => Given { rate: Some(*only), rivals: Vec::new() },
        _ => Given { rate: specified, rivals: rates },
    }
}

impl Given {
    /// The rates as percentages, for people; empty where they do not differ.
    pub(super) fn rivals(&self, lang: Lang) -> String {
        let percents = self.rivals.iter().map(|rate| (**rate * Decimal::ONE_HUNDRED).normalize());
        percents.map(|percent| format!("{} %", shown(lang, percent))).collect::<Vec<_>>().join(", ")
    }

    /// That the brief gives several rates.
    pub(super) fn conflict(&self, lang: Lang) -> Option<Finding> {
        if self.rivals.is_empty() {
            return None;
        }
        let rates = self.rivals(lang);
        Some(Finding::Issue(DocumentIssue {
            kind: "contradiction".to_owned(),
            severity: Severity::Low,
            location: say!(lang, "project description, specifications", "popis projektu, specifikace"),
            description: say!(
                lang,
                "several rates of VAT are given: {rates}",
                "uvedeny jsou různé sazby DPH: {rates}"
            ),
            impact: say!(lang, "the total with VAT may be wrong", "celková cena s DPH může být chybná"),
            recommendation: say!(
                lang,
                "say which rate applies to which part of the work",
                "uvést, která sazba platí pro kterou část díla"
            ),
            code: Some(Code::Contradiction.to_string()),
        }))
    }
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
    use model::{Brief, Lang};

    use super::{Given, given};

    fn of(description: &str) -> Given {
        given(&Brief { project_description: description.to_owned(), ..Brief::default() })
    }

    #[test]
    fn a_rate_is_read_from_czech_and_english_text() {
        for text in [
            "Sazba DPH 12 %.",
            "Sazba DPH na krycím listu je 12 %.",
            "DPH: 12%",
            "včetně 12 % DPH",
            "VAT rate 12 %",
            "12% VAT applies",
            "DPH ve výši 12,0 %",
        ] {
            assert_eq!(of(text).rate.map(|rate| rate.to_string()).as_deref(), Some("0.12"), "{text}");
        }
    }

    #[test]
    fn a_percentage_of_something_else_is_no_rate() {
        for text in ["Ceny bez DPH. Sleva 5 %.", "private 12 % of area"] {
            assert_eq!(of(text), Given::default(), "{text}");
        }
    }

    #[test]
    fn two_rates_of_a_text_are_told_and_none_is_taken() {
        let found = of("DPH 21 %, sociální bydlení DPH 12 %");
        assert_eq!(found.rate, None);
        assert_eq!(found.rivals(Lang::Cs), "12 %, 21 %");
        assert!(found.conflict(Lang::Cs).is_some());
    }

    #[test]
    fn specifications_come_first_as_fraction_or_percent_and_a_conflict_is_told() {
        for (value, expected) in [("0.12", "0.12"), ("12", "0.12"), ("\"12 %\"", "0.12"), ("0", "0")] {
            let text = format!("project_description = \"DPH 21 %\"\n[specifications]\nvat_rate = {value}\n");
            let found = given(&Brief::from_toml(&text).unwrap());
            assert_eq!(found.rate.unwrap().to_string(), expected, "{value}");
            assert!(found.conflict(Lang::En).is_some(), "{value}");
        }
    }
}
