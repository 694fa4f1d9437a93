//! The kinds of fault, as data: a name and a function that breaks one claim of a correct answer, or finds it has none.

mod checks;
mod money;
mod technical;

use serde_json::{Number, Value, json};

/// A kind of fault.
pub(super) struct Mutant {
    pub(super) name: &'static str,
    /// The answer with one claim broken; `None` where it has no such claim.
    pub(super) mutate: fn(&Value) -> Option<Value>,
}

/// Every kind.
pub(super) fn all() -> Vec<Mutant> {
    let tables = [technical::SPECIFICATION, technical::ANALYSES, money::MONEY, checks::CHECKS, checks::LISTS];
    let rows = tables.into_iter().flatten();
    rows.map(|(name, mutate)| Mutant { name, mutate: *mutate }).collect()
}

type Row = (&'static str, fn(&Value) -> Option<Value>);

const CLASSES: &[&str] =
    &["C8/10", "C12/15", "C16/20", "C20/25", "C25/30", "C30/37", "C35/45", "C40/50", "C45/55", "C50/60"];

/// The answer with the value at the pointer changed; `None` where there is none or nothing changes.
fn change(answer: &Value, pointer: &str, with: impl FnOnce(&Value) -> Option<Value>) -> Option<Value> {
    let mut broken = answer.clone();
    let place = broken.pointer_mut(pointer)?;
    let value = with(place)?;
    *place = value;
    Some(broken)
}

fn text(value: &Value) -> Option<&str> {
    value.as_str()
}

/// A number, also one written as text.
fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.replace([' ', '\u{a0}'], "").replace(',', ".").parse().ok())
}

fn figure(number: f64) -> Option<Value> {
    Number::from_f64((number * 10_000.0).round() / 10_000.0).map(Value::Number)
}

/// The number at the pointer changed.
fn numeric(answer: &Value, pointer: &str, with: fn(f64) -> f64) -> Option<Value> {
    change(answer, pointer, |value| figure(with(number(value)?)))
}

/// The first strength class of a text, one step lower.
fn one_class_lower(written: &str) -> Option<String> {
    let plain = written.replace("C ", "C");
    let (index, class) = CLASSES.iter().enumerate().rev().find(|(_, class)| plain.contains(**class))?;
    let lower = CLASSES.get(index.checked_sub(1)?)?;
    Some(plain.replacen(class, lower, 1))
}

/// The answer with something added at the end of a list.
fn push(answer: &Value, pointer: &str, item: Value) -> Option<Value> {
    let mut broken = answer.clone();
    broken.pointer_mut(pointer)?.as_array_mut()?.push(item);
    Some(broken)
}

/// Every exposure class of the analysis renamed by `rename`, the first that it changes.
fn rename_class(answer: &Value, lists: &[&str], rename: fn(&str) -> Option<String>) -> Option<Value> {
    let mut broken = answer.clone();
    let analysis = broken.get_mut("exposure_analysis")?;
    let named = |analysis: &Value| -> Option<(String, String)> {
        let entries = lists.iter().filter_map(|list| analysis.get(*list)?.as_array()).flatten();
        let names = entries.filter_map(|entry| entry.get("class").and_then(text).or_else(|| text(entry)));
        names.into_iter().find_map(|class| Some((class.to_owned(), rename(class)?)))
    };
    let (old, new) = named(analysis)?;
    for list in ["exposure_classes", "certain", "assumed"] {
        let Some(entries) = analysis.get_mut(list).and_then(Value::as_array_mut) else { continue };
        if new.is_empty() {
            entries.retain(|entry| entry.get("class").and_then(text).or_else(|| text(entry)) != Some(&old));
        }
        for entry in entries {
            match entry.get("class").and_then(text) {
                Some(class) if class == old => entry["class"] = json!(new),
                None if text(entry) == Some(&old) => *entry = json!(new),
                _ => {}
            }
        }
    }
    Some(broken)
}
