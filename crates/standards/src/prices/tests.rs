//! Embedded and own price sets.

use rust_decimal::Decimal;

use super::{Basis, PriceError, PriceSet, Priced, TABLE, band};
use crate::{exposure::ExposureClass, strength::StrengthClass};

fn price_of(set: &PriceSet, class: &str, exposure: &str) -> Option<String> {
    let exposure: Vec<_> =
        exposure.split_whitespace().map(|class| ExposureClass::parse(class).unwrap()).collect();
    set.concrete(StrengthClass::parse(class).unwrap(), &exposure).map(|price| price.per_m3.to_string())
}

#[test]
fn every_key_of_the_embedded_sets_reads() {
    for embedded in [&TABLE.default, &TABLE.built_in] {
        assert_eq!(embedded.prices.check(), Ok(()));
        assert!(!embedded.prices.source.is_empty());
        assert_eq!(embedded.to_set().concrete.len(), embedded.prices.concrete_per_m3.len());
    }
}

#[test]
fn concrete_costs_what_the_cheapest_covering_row_says() {
    let set = PriceSet::embedded();
    assert_eq!(price_of(&set, "C25/30", "XC2").as_deref(), Some("3320"));
    assert_eq!(price_of(&set, "C25/30", "XC2 XC4 XF3 XA1").as_deref(), Some("3515"));
    assert_eq!(price_of(&set, "C30/37", "XC4 XD3 XF4").as_deref(), Some("3815"));
    assert_eq!(
        price_of(&set, "C25/30", "XC4 XD3 XF4").as_deref(),
        Some("3815"),
        "the next class that covers it"
    );
    assert_eq!(price_of(&set, "C45/55", "XC1"), None);
}

#[test]
fn the_users_own_prices_are_read() {
    let set = PriceSet::from_toml(
        "name = \"Mine\"\nas_of = \"2026-10-01\"\nbasis = \"supply\"\nreinforcement_per_t = 28500.50\n[concrete_per_m3]\n\"C25/30\" = 3333\n",
    )
    .unwrap();
    assert_eq!((set.id.as_str(), set.name.as_str(), set.basis), ("own", "Mine", Basis::Supply));
    assert_eq!(set.reinforcement_per_t, Some("28500.5".parse::<Decimal>().unwrap()));
    assert_eq!(price_of(&set, "C25/30", "XC4 XF1").as_deref(), Some("3333"));
    assert_eq!((set.vat_percent, set.indirect_percent), (None, Decimal::ZERO));
}

#[test]
fn a_wrong_price_file_is_answered_with_line_and_field() {
    let head = "name = \"M\"\nas_of = \"2026-10-01\"\nbasis = \"supply\"\n";
    for (text, line, field) in [
        (format!("{head}colour = 1\n[concrete_per_m3]\n"), 4, "colour"),
        (format!("{head}formwork_per_m2 = \"a\"\n[concrete_per_m3]\n"), 4, "formwork_per_m2"),
        (format!("{head}formwork_per_m2 = -1\n[concrete_per_m3]\n"), 4, "formwork_per_m2"),
        (format!("{head}formwork_per_m2 = nan\n[concrete_per_m3]\n"), 4, "formwork_per_m2"),
        (format!("{head}[concrete_per_m3]\n\"C27/35\" = 3000\n"), 5, "concrete_per_m3.C27/35"),
        (format!("{head}[concrete_per_m3]\n\"C25/30 XC9\" = 3000\n"), 5, "concrete_per_m3.C25/30 XC9"),
        (format!("{head}[concrete_per_m3]\n\"C25/30\" = 0\n"), 5, "concrete_per_m3.C25/30"),
        ("name = \"M\"\nas_of = \"spring\"\nbasis = \"supply\"\n[concrete_per_m3]\n".to_owned(), 2, "as_of"),
        ("name = ".to_owned(), 1, ""),
    ] {
        let PriceError::Invalid { line: found_line, field: found_field, problem } =
            PriceSet::from_toml(&text).unwrap_err();
        assert_eq!((found_line, found_field.as_str()), (line, field), "{text}: {problem}");
        assert!(!problem.is_empty());
    }
}

#[test]
fn built_in_prices_are_a_set_of_their_own() {
    let set = PriceSet::named("otskp-2025-ii").unwrap();
    assert_eq!(set.basis, Basis::BuiltIn);
    assert!(set.concrete_holds_formwork() && !PriceSet::embedded().concrete_holds_formwork());
    assert_eq!(PriceSet::named("nobody"), None);
}

#[test]
fn the_embedded_prices_lie_within_their_own_bands() {
    let set = PriceSet::embedded();
    assert!(set.concrete.iter().all(|price| band(Priced::Concrete(Basis::Supply)).holds(price.per_m3)));
    assert!(band(Priced::Reinforcement(Basis::Supply)).holds(set.reinforcement_per_t.unwrap()));
    assert!(band(Priced::Formwork).holds(set.formwork_per_m2.unwrap()));
    assert!(!band(Priced::Reinforcement(Basis::BuiltIn)).holds(set.reinforcement_per_t.unwrap()));
}
