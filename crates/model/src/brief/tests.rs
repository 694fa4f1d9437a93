use proptest::prelude::*;
use serde_json::json;

use super::{Brief, BriefError};

fn error(text: &str) -> String {
    Brief::from_toml(text).unwrap_err().to_string()
}

#[test]
fn the_contracts_toml_is_read() {
    let brief = Brief::from_toml(
        r#"
project_description = "Foundation strip 45 m × 0.8 m × 0.6 m, outdoor, groundwater pH 6.2"
[[positions]]
code = "272321511"
item_name = "Concrete C30/37"
quantity = 22.5
unit = "m³"
unit_price = "2 850,00"
section = "Foundations"
[specifications]
concrete_class = "C30/37"
checked_on = 2026-11-23
[options]
lang = "cs"
timeout_s = 2.5
"#,
    )
    .unwrap();
    let position = &brief.positions[0];
    assert_eq!(position.quantity.unwrap().to_string(), "22.5");
    assert_eq!(position.price().unwrap().to_string(), "64125");
    assert_eq!(brief.specifications["concrete_class"], json!("C30/37"));
    assert_eq!(brief.specifications["checked_on"], json!("2026-11-23"));
    assert_eq!(brief.options.lang, Some(crate::Lang::Cs));
}

#[test]
fn question_and_context_are_the_same_brief() {
    let plain = Brief::from_json(
        r#"{"project_description": "Strop 200 mm", "positions": [{"item_name": "Beton"}], "specifications": {"a": 1}}"#,
    );
    let wrapped = Brief::from_json(
        r#"{"question": "Strop 200 mm", "context": {"positions": [{"item_name": "Beton"}], "specifications": {"a": 1}}}"#,
    );
    assert_eq!(plain.unwrap(), wrapped.unwrap());
}

#[test]
fn what_dozor_boq_prints_is_accepted() {
    let position = crate::Position {
        code: Some("272321511".into()),
        item_name: "Beton".into(),
        unit_original: Some("M3".into()),
        row: Some(7),
        measurement: vec![crate::Measurement { text: "2*3".into(), quantity: crate::Number::parse("6") }],
        ..Default::default()
    };
    let text = json!({ "project_description": "Strop", "positions": [position] }).to_string();
    assert_eq!(Brief::from_json(&text).unwrap().positions[0], position);
}

#[test]
fn a_wrong_brief_is_refused_with_field_and_line() {
    for (text, expected) in [
        ("", "field project_description is missing"),
        ("project_description = \"ab\"", "has 2 characters; it needs at least 3"),
        ("project_description = 5", "line 1, field project_description: invalid type: integer `5`"),
        ("project_description = \"Strop\"\nprojekt = 1", "line 2, field projekt: unknown field `projekt`"),
        (
            "project_description = \"Strop\"\n[[positions]]\nitem_name = \"a\"\nquantity = nan",
            "line 4, field positions[0].quantity: invalid value: floating point `NaN`, expected a finite number",
        ),
        (
            "project_description = \"Strop\"\n[[positions]]\nitem_name = \"a\"\nquantity = \"many\"",
            "line 4, field positions[0].quantity: invalid value: string \"many\", expected a finite number",
        ),
        (
            "project_description = \"Strop\"\n[[positions]]\nquantity = 2",
            "line 2, field positions[0]: missing field `item_name`",
        ),
        (
            "project_description = \"Strop\"\n[specifications]\ncover = [1, inf]",
            "line 3, field specifications.cover[1]: invalid value: floating point `inf`",
        ),
        ("project_description = \"Strop", "line 1, "),
        (
            "project_description = \"Strop\"\n[options]\nprofile = \"din\"",
            "line 3, field options.profile: unknown variant `din`",
        ),
    ] {
        let message = error(text);
        assert!(message.contains(expected), "{text}\n  gave {message}\n  not  {expected}");
    }
}

#[test]
fn json_faults_name_field_and_line_too() {
    let message =
        Brief::from_json("{\"project_description\": \"Strop\",\n \"positions\": [{\"item_name\": 1}]}");
    assert_eq!(
        message.unwrap_err().to_string(),
        "line 2, field positions[0].item_name: invalid type: integer `1`, expected a string"
    );
    let twice = r#"{"project_description": "Strop", "specifications": {"a": 1, "a": 2}}"#;
    assert!(Brief::from_json(twice).unwrap_err().to_string().contains("duplicate field `a`"));
    let message = Brief::from_json("{\"project_description\": \"Strop\"} x").unwrap_err().to_string();
    assert!(message.contains("line 1, trailing characters"), "{message}");
}

#[test]
fn descriptions_are_limited_but_documents_are_not() {
    let long = "a".repeat(20_001);
    let message = Brief::from_json(&json!({ "project_description": long }).to_string()).unwrap_err();
    assert_eq!(message, BriefError::DescriptionTooLong { characters: 20_001 });
    let document = json!({ "documents": [{ "name": "report.md", "text": long }] }).to_string();
    assert!(Brief::from_json(&document).is_ok());
}

#[test]
fn positions_given_twice_are_refused() {
    let text = r#"{"question": "Strop", "positions": [], "context": {"positions": []}}"#;
    assert_eq!(Brief::from_json(text).unwrap_err(), BriefError::GivenTwice { field: "positions" });
}

proptest! {
    #[test]
    fn no_text_panics(text in ".{0,200}") {
        let _ = Brief::from_toml(&text);
        let _ = Brief::from_json(&text);
    }
}
