//! What is mended, and what is not.

use serde_json::json;

use super::{Change, Repaired, repair};

#[test]
fn json_is_read_as_it_is() {
    assert_eq!(repair(" [1, 2] "), Some(Repaired { value: json!([1, 2]), changes: vec![] }));
}

#[test]
fn punctuation_is_mended() {
    let cases = [
        ("{\"a\": 1, \"b\": [1, 2,],}", json!({"a": 1, "b": [1, 2]})),
        ("{'a': 'x'}", json!({"a": "x"})),
        ("{a: 1}", json!({"a": 1})),
        ("{\"a\": 1 \"b\": 2}", json!({"a": 1, "b": 2})),
        ("{\"a\": \"deska 12\" tl.\", \"c\": 2}", json!({"a": "deska 12\" tl.", "c": 2})),
        ("{\"a\": \"two\nlines\"}", json!({"a": "two\nlines"})),
        ("{\"a\": \"beton „C30/37“\", \"b\": 1,}", json!({"a": "beton „C30/37“", "b": 1})),
    ];
    for (raw, value) in cases {
        assert_eq!(repair(raw), Some(Repaired { value, changes: vec![Change::Punctuation] }), "{raw}");
    }
}

#[test]
fn surroundings_are_left_out() {
    let raw = "<think>{\"a\": 2}</think>Here:\n```json\n{\"a\": 1}\n```\n";
    assert_eq!(repair(raw), Some(Repaired { value: json!({"a": 1}), changes: vec![Change::Surroundings] }));
}

#[test]
fn a_decimal_comma_is_mended_where_it_cannot_be_anything_else() {
    for (raw, value) in [("0,45", json!(0.45)), ("-1,5", json!(-1.5)), ("0,125", json!(0.125))] {
        assert_eq!(repair(raw), Some(Repaired { value, changes: vec![Change::DecimalComma] }), "{raw}");
    }
}

#[test]
fn what_is_not_certain_is_not_mended() {
    for raw in [
        "",
        "1,500",
        "1 500",
        "1,2,3",
        "None",
        "{\"w_c\": 0,45}",
        "{\"a\": [1, 2}",
        "{\"a\": {\"b\": 1}",
        "{\"a\": \"cut",
        "[1, 2",
        "{\"a\": None}",
        "{\"a\": „x“}",
        "I cannot help with that.",
        "{\"a\": 1, ... }",
    ] {
        assert_eq!(repair(raw), None, "{raw}");
    }
}
