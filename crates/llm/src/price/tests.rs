//! Prices: the shipped table, and how a request is charged.

use rust_decimal::Decimal;

use super::PriceTable;
use crate::Usage;

fn usage(input: u64, output: u64, cached: u64) -> Usage {
    Usage { input, output, cached, ..Usage::default() }
}

fn cost(model: &str, usage: Usage, date: &str) -> Option<String> {
    PriceTable::embedded().unwrap().cost_usd(model, &usage, date).as_ref().map(Decimal::to_string)
}

#[test]
fn every_row_of_the_shipped_table_is_dated_sourced_and_alone() {
    let table = PriceTable::embedded().unwrap();
    assert!(table.rows.len() >= 24, "{}", table.rows.len());
    for row in &table.rows {
        assert!(row.output > row.input && row.input > Decimal::ZERO, "{row:?}");
        assert!(row.cached.is_none_or(|cached| cached < row.input), "{row:?}");
    }
}

#[test]
fn input_cache_and_output_are_charged_each_at_its_price() {
    assert_eq!(cost("gpt-5.4", usage(1_000_000, 0, 0), "2026-11-23").as_deref(), Some("2.5"));
    // 2,000 of 3,000 at 0.25 and the rest at 2.50, 1,200 out at 15.
    assert_eq!(cost("gpt-5.4", usage(3_000, 1_200, 2_000), "2026-11-23").as_deref(), Some("0.021"));
}

#[test]
fn what_is_written_to_the_cache_has_its_own_price_or_none_that_is_known() {
    let written = Usage { cache_written: 1_000_000, ..usage(2_000_000, 0, 0) };
    // A million at 2 and a million at 2.50.
    assert_eq!(cost("claude-sonnet-5-5", written, "2026-11-23").as_deref(), Some("4.5"));
    assert_eq!(cost("gpt-5.4", written, "2026-11-23"), None, "what its cache charges is not known");
}

#[test]
fn an_unknown_model_has_no_price_rather_than_none_to_pay() {
    assert_eq!(cost("gpt-17", usage(1, 1, 0), "2026-11-23"), None);
    assert_eq!(cost("gpt-5.4", usage(1, 1, 0), "yesterday"), None);
    assert_eq!(cost("gemini-2.5-flash", usage(10, 1, 5), "2026-11-23"), None, "its cache has no known price");
}

#[test]
fn a_long_prompt_reprices_the_whole_request() {
    let short = cost("claude-haiku-5-5", usage(100_000, 0, 0), "2026-11-23");
    let long = cost("claude-haiku-5-5", usage(100_001, 0, 0), "2026-11-23");
    assert_eq!((short.as_deref(), long.as_deref()), (Some("0.01"), Some("0.0500005")));
    assert_eq!(cost("gpt-6-sol", usage(272_001, 0, 0), "2026-11-23"), None, "dearer, by an amount not known");
}

#[test]
fn a_price_holds_from_its_day_to_its_day() {
    let at = |date| cost("gemini-3.8-flash", usage(1_000_000, 0, 0), date);
    assert_eq!(at("2026-12-31").as_deref(), Some("0.75"));
    assert_eq!(at("2027-01-01").as_deref(), Some("1.5"));
}

#[test]
fn a_table_with_a_fault_names_the_row_and_the_fault() {
    let row = |fields: &str| format!("[[price]]\nmodel = \"m\"\noutput = \"2\"\n{fields}\n");
    let good = row("input = \"1\"\nas_of = \"2026-11-23\"\nsource = \"s\"");
    PriceTable::from_toml(&good).unwrap();
    let cases = [
        (good.repeat(2), "two rows"),
        (row("input = \"1,5\"\nas_of = \"2026-11-23\"\nsource = \"s\""), "input is not a price"),
        (row("input = \"-1\"\nas_of = \"2026-11-23\"\nsource = \"s\""), "input is not a price"),
        (row("input = \"1\"\nas_of = \"2026-13-01\"\nsource = \"s\""), "as_of is not a date"),
        (row("input = \"1\"\nas_of = \"2026-11-23\"\nsource = \" \""), "source is empty"),
        (row("input = \"1\"\nas_of = \"2026-11-23\""), "missing field `source`"),
    ];
    for (text, expected) in cases {
        let message = PriceTable::from_toml(&text).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
    }
}
