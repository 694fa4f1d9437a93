//! Mends JSON that a model wrote with small faults, and only where nothing but punctuation has to change.
//! It must never guess: what was cut off is not completed, and no letter, digit or bracket is added or lost.

#[cfg(test)]
mod tests;

use jsonrepair_rs::{RepairOptions, jsonrepair_with_options};
use serde_json::Value;

use crate::json_stream::LONGEST_TEXT;

/// JSON that has been read, and what it took.
#[derive(Clone, Debug, PartialEq)]
pub struct Repaired {
    /// What was read.
    pub value: Value,
    /// What was changed, empty where the text was JSON already.
    pub changes: Vec<Change>,
}

/// What a repair changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Prose, fences or thoughts around the JSON were left out.
    Surroundings,
    /// A decimal comma became a point.
    DecimalComma,
    /// Quotes, commas, colons or escapes were mended.
    Punctuation,
}

/// Reads `raw`: the value of one section, or a whole reply. `None` where the repair would not be certain.
pub fn repair(raw: &str) -> Option<Repaired> {
    if raw.len() > LONGEST_TEXT {
        return None;
    }
    let raw = raw.trim();
    if let Ok(value) = serde_json::from_str(raw) {
        return Some(Repaired { value, changes: Vec::new() });
    }
    if let Some(value) = decimal_comma(raw) {
        return Some(Repaired { value, changes: vec![Change::DecimalComma] });
    }
    let json = without_surroundings(raw)?;
    let mut changes = Vec::new();
    if json.len() < raw.len() {
        changes.push(Change::Surroundings);
    }
    if let Ok(value) = serde_json::from_str(json) {
        return Some(Repaired { value, changes });
    }
    // What stands after `#` or `//` may be content (a drawing's number, a URL), so it is never dropped as a comment.
    let options = RepairOptions::new().with_preserve_comment_markers(true);
    let mended = jsonrepair_with_options(json, options).ok()?;
    let value = serde_json::from_str(&mended).ok()?;
    changes.push(Change::Punctuation);
    is_certain(json, &mended).then_some(Repaired { value, changes })
}

/// A number such as `0,45`. Three digits after the comma may be thousands (`1,500`), unless a zero stands before it.
fn decimal_comma(raw: &str) -> Option<Value> {
    let (sign, digits) = raw.strip_prefix('-').map_or(("", raw), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once(',')?;
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let may_be_thousands = fraction.len() == 3 && whole != "0";
    if !all_digits(whole) || !all_digits(fraction) || may_be_thousands {
        return None;
    }
    serde_json::from_str(&format!("{sign}{whole}.{fraction}")).ok()
}

/// From the first opening bracket after a thought to the last closing one.
fn without_surroundings(raw: &str) -> Option<&str> {
    let answer = raw.rsplit_once("</think>").map_or(raw, |(_, answer)| answer);
    let (start, end) = (answer.find(['{', '['])?, answer.rfind(['}', ']'])?);
    answer.get(start..=end)
}

/// Whether the two differ in punctuation alone.
fn is_certain(raw: &str, mended: &str) -> bool {
    // „Quotes“ that delimit a text would end up inside it.
    let typographic = |text: &str| text.matches("\"„").count() + text.matches("“\"").count();
    content(raw) == content(mended) && typographic(raw) == typographic(mended)
}

/// Letters, digits, brackets and typographic quotes in their order; escapes left out.
fn content(text: &str) -> String {
    let mut characters = text.chars();
    let mut content = String::new();
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                characters.next();
            }
            '{' | '}' | '[' | ']' | '-' | '+' | '.' | '„' | '“' | '”' => content.push(character),
            other if other.is_alphanumeric() => content.push(other),
            _ => {}
        }
    }
    content
}
