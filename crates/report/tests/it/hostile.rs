//! Texts that a model or a client made to deceive the reader's terminal.

use report::{Bill, bill, text};
use serde_json::Value;

use super::{WIDE, audit};

const ATTACK: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}fine\u{202e}\u{200b}\r\nCOMPLIANT\u{9b}1m";

/// Puts the attack behind every free text of the audit.
fn poison(value: &mut Value, key: &str) {
    let kept = ["mark", "overall", "verdict", "severity", "priority", "status", "level", "lang", "profile"];
    let fixed = ["audit_id", "created_at", "outcome", "provenance"];
    if (kept.contains(&key) && !value.is_object()) || fixed.contains(&key) {
        return;
    }
    match value {
        Value::String(text) => text.push_str(ATTACK),
        Value::Array(items) => items.iter_mut().for_each(|item| poison(item, "")),
        Value::Object(members) => members.iter_mut().for_each(|(key, member)| poison(member, key)),
        _ => {}
    }
}

#[test]
fn no_control_or_reordering_character_reaches_the_terminal() {
    for json in [include_str!("../data/rules_cs.json"), include_str!("../data/hybrid_en.json")] {
        let mut value: Value = serde_json::from_str(json).unwrap();
        poison(&mut value, "");
        for maker in value["provenance"].as_object_mut().unwrap().values_mut() {
            *maker = Value::String(format!("model{ATTACK}"));
        }
        let report = text(&audit(&value.to_string()), &WIDE);
        assert!(report.contains("fine") && !report.contains("owned"), "{report}");
        let bad =
            report.chars().find(|c| (c.is_control() && *c != '\n') || matches!(c, '\u{202e}' | '\u{200b}'));
        assert_eq!(bad, None, "{report}");
        assert!(!report.lines().any(|line| line.starts_with("COMPLIANT")), "{report}");
    }
}

#[test]
fn a_word_without_an_end_is_broken_and_cut() {
    let mut value: Value = serde_json::from_str(include_str!("../data/minimal.json")).unwrap();
    value["assumptions"] = serde_json::json!(["漢".repeat(5000), "x".repeat(5000)]);
    let report = text(&audit(&value.to_string()), &WIDE);
    assert!(report.lines().all(|line| line.chars().count() <= 100), "{report}");
    assert!(report.len() < 10_000);
}

#[test]
fn a_bill_is_cleaned_too() {
    let position = model::Position {
        code: Some(ATTACK.to_owned()),
        item_name: ATTACK.to_owned(),
        unit: Some(ATTACK.to_owned()),
        section: Some(ATTACK.to_owned()),
        quantity: Some(model::Number::from(1)),
        unit_price: Some(model::Number::from(1)),
        ..model::Position::default()
    };
    let skipped = [(ATTACK.to_owned(), 1)].into();
    let warnings = [ATTACK.to_owned()];
    let read = Bill { source: ATTACK, positions: &[position], skipped: &skipped, warnings: &warnings };
    let shown = bill(&read, model::Lang::En, &WIDE);
    assert!(!shown.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{shown:?}");
}
