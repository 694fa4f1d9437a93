//! `dozor rules` and `dozor standards`: what the rules are and what they read.

use serde_json::Value;

use crate::dozor::Dozor;

fn shown(arguments: &[&str]) -> String {
    let run = Dozor::new().run(arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout
}

#[test]
fn a_rule_has_its_page_in_both_languages() {
    insta::assert_snapshot!("rule_en", shown(&["rules", "show", "COVER_LOW", "--lang", "en"]));
    insta::assert_snapshot!("rule_cs", shown(&["rules", "show", "sum_mismatch", "--lang", "cs"]));
}

#[test]
fn rules_and_tables_are_listed() {
    let rules = shown(&["rules"]);
    assert_eq!(rules, shown(&["rules", "list"]));
    assert!(rules.contains(" CLASS_LOW ") && rules.contains(" nominal-cover "), "{rules}");
    let tables = shown(&["standards", "--lang", "cs"]);
    assert!(tables.contains("mezní hodnoty betonu") && tables.contains("SZ TKP 18"), "{tables}");
}

#[test]
fn a_table_is_shown_with_its_sources() {
    insta::assert_snapshot!("table_en", shown(&["standards", "show", "cover"]));
    insta::assert_snapshot!("table_cs", shown(&["standards", "show", "codes", "--lang", "cs"]));
}

#[test]
fn programs_get_rules_and_tables_as_json() {
    let rules: Value = serde_json::from_str(&shown(&["rules", "list", "--format", "json"])).unwrap();
    let rule = rules.as_array().unwrap().iter().find(|rule| rule["id"] == "WC_HIGH").unwrap();
    for member in ["checks", "clause", "why", "example", "not_covered"] {
        assert!(rule[member].as_str().is_some_and(|text| !text.is_empty()), "{member}");
    }
    let limits: Value =
        serde_json::from_str(&shown(&["standards", "show", "limits", "--format", "json"])).unwrap();
    for part in limits["parts"].as_array().unwrap() {
        for row in part["rows"].as_array().unwrap() {
            assert!(row["source"].is_string() && row["verified"].is_string(), "{row}");
        }
    }
}

#[test]
fn what_is_not_there_is_answered_with_what_is() {
    let run = Dozor::new().run(&["standards", "show", "weather"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("known are exposure, limits"), "{}", run.stderr);
    assert!(Dozor::new().run(&["rules", "show", "NOPE"]).stderr.contains("no rule \"NOPE\""));
}
