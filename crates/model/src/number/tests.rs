use proptest::prelude::*;

use super::Number;

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

#[test]
fn numbers_are_read_as_people_write_them() {
    for (text, value) in [
        ("2850.00", "2850"),
        ("2 850,50", "2850.5"),
        ("3\u{a0}579,30", "3579.3"),
        ("1\u{202f}234.567", "1234.567"),
        ("-12,5", "-12.5"),
        ("0", "0"),
    ] {
        assert_eq!(number(text).to_string(), value, "{text:?}");
    }
}

#[test]
fn text_that_is_not_one_number_is_refused() {
    for text in [
        "", " ", "NaN", "inf", "1e5", "12 m3", "1.234,5", "1,2,3", "-", ".5", "5.", "0x10", "1 2 3", "12 34",
        "1 2345", "1234 567",
    ] {
        assert_eq!(Number::parse(text), None, "{text:?}");
    }
}

#[test]
fn cell_values_keep_their_shortest_text() {
    assert_eq!(Number::from_f64(3029.223).unwrap().to_string(), "3029.223");
    assert_eq!(Number::from_f64(f64::NAN), None);
    assert_eq!(Number::from_f64(f64::NEG_INFINITY), None);
    assert_eq!(Number::from_f64(1e300), None);
    assert_eq!(Number::from_f64(1e-300), None, "it would become 0 without a word");
    assert_eq!(Number::from_f64(0.0), Some(Number::ZERO));
}

#[test]
fn hellers_are_rounded_half_away_from_zero() {
    assert_eq!(number("0.005").to_hellers().to_string(), "0.01");
    assert_eq!(number("-2.675").to_hellers().to_string(), "-2.68");
}

#[test]
fn json_is_a_plain_number_and_text_is_accepted() {
    assert_eq!(serde_json::to_string(&number("249030991.11")).unwrap(), "249030991.11");
    assert_eq!(serde_json::to_string(&number("22.50")).unwrap(), "22.5");
    assert_eq!(serde_json::to_string(&number("21.0")).unwrap(), "21");
    assert_eq!(serde_json::from_str::<Number>("\"2 850,5\"").unwrap(), number("2850.5"));
    let error = serde_json::from_str::<Number>("\"many\"").unwrap_err().to_string();
    assert!(error.contains("a finite number"), "{error}");
}

proptest! {
    #[test]
    fn any_amount_of_money_survives_json(hellers in -1_000_000_000_000_i64..1_000_000_000_000) {
        let amount = Number::from(rust_decimal::Decimal::new(hellers, 2));
        let json = serde_json::to_string(&amount).unwrap();
        prop_assert_eq!(serde_json::from_str::<Number>(&json).unwrap(), amount);
    }

    #[test]
    fn no_text_panics(text in ".*") {
        let _ = Number::parse(&text);
    }
}
