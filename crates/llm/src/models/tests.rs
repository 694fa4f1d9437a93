//! The table of models: the shipped one, the user's additions, and what is assumed of a stranger.

use super::{Capabilities, ModelTable, SchemaSupport, Thinking, shipped};
use crate::Usage;

const OWN: &str = r#"
[[model]]
id = "claude-sonnet-5-5"
temperature = true
schema = "none"
as_of = "2026-11-24"
source = "our own trial"

[[price]]
model = "gemini-3.8-flash"
input = "1"
output = "2"
as_of = "2026-11-24"
source = "our contract"
"#;

#[test]
fn every_model_with_a_price_has_its_capabilities_in_the_shipped_table() {
    let table = ModelTable::embedded().unwrap();
    for model in table.prices().models() {
        let found = table.get(model).unwrap_or_else(|| panic!("{model} has a price and no capabilities"));
        let longest = found.max_output.map(u64::from);
        assert!(longest.is_none() || found.context > longest, "{model}");
    }
}

#[test]
fn thoughts_have_room_beside_the_answer_within_what_the_model_can_write() {
    let flash = shipped("gemini-3.8-flash").unwrap();
    assert_eq!(flash.most_output(3000), 3000 + flash.thinking_tokens);
    assert_eq!(flash.most_output(u32::MAX), flash.max_output.unwrap());
    assert_eq!(Capabilities::default().most_output(3000), 3000);
}

#[test]
fn a_dated_version_can_what_its_model_can_and_another_model_is_a_stranger() {
    let table = ModelTable::embedded().unwrap();
    assert_eq!(table.get("gpt-6-luna-2026-09-22"), table.get("gpt-6-luna"));
    assert_eq!(table.get("claude-haiku-5-5-20261007"), table.get("claude-haiku-5-5"));
    for stranger in ["claude-opus-5-7", "gemini-2.5-flash-image", "gpt-6", "llama3"] {
        assert_eq!(table.get(stranger), None, "{stranger}");
    }
    let assumed = Capabilities::default();
    assert_eq!((assumed.temperature, assumed.schema), (false, SchemaSupport::None));
    assert_eq!(assumed.thinking, Thinking::Unlimited);
}

#[test]
fn the_users_rows_replace_those_of_the_same_model_and_leave_the_others() {
    let table = ModelTable::embedded().unwrap().with_toml(OWN).unwrap();
    assert!(table.get("claude-sonnet-5-5").unwrap().temperature);
    assert!(!table.get("claude-opus-5-5").unwrap().temperature);
    let usage = Usage { input: 1_000_000, output: 1_000_000, ..Usage::default() };
    let cost = |model| table.prices().cost_usd(model, &usage, "2026-11-24").map(|cost| cost.to_string());
    assert_eq!(cost("gemini-3.8-flash").as_deref(), Some("3"));
    assert_eq!(cost("claude-sonnet-5-5").as_deref(), Some("12"));
}

#[test]
fn a_file_with_a_fault_names_the_row_and_the_fault() {
    let row = |fields: &str| {
        format!(
            "[[model]]\nid = \"m\"\ntemperature = true\nas_of = \"2026-11-24\"\nsource = \"s\"\n{fields}\n"
        )
    };
    let good = row("schema = \"none\"");
    let cases = [
        (good.repeat(2), "m: two rows"),
        (good.replace("2026-11-24", "soon"), "m: as_of is not a date"),
        (good.replace("\"s\"", "\"\""), "m: source is empty"),
        (row("schema = \"xml\""), "unknown variant `xml`"),
        (row("schema = \"none\"\nthinking = \"budget\""), "m: thinking is a budget"),
        (row("schema = \"none\"\nprice = 1"), "unknown field `price`"),
    ];
    for (text, expected) in cases {
        let message = ModelTable::embedded().unwrap().with_toml(&text).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
    }
}
