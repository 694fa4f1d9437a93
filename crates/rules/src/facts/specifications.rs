//! The `specifications` table as text, so that one reader serves prose and tables: `cover_mm = 35` reads as
//! `cover: 35 mm`.

use serde_json::{Map, Value};

use crate::facts::source::{Place, Prose, Sentence, Voice};

/// Units at the end of a key, and how they are written behind the value.
const UNITS: &[(&str, &str)] = &[
    ("_kn_m2", "kN/m2"),
    ("_kn_m", "kN/m"),
    ("_knm", "kNm"),
    ("_kn", "kN"),
    ("_kg_m3", "kg/m3"),
    ("_kg_per_m3", "kg/m3"),
    ("_mg_l", "mg/l"),
    ("_mg_per_l", "mg/l"),
    ("_mg_kg", "mg/kg"),
    ("_percent", "%"),
    ("_pct", "%"),
    ("_years", "years"),
    ("_let", "let"),
    ("_mm", "mm"),
    ("_cm", "cm"),
    ("_m2", "m2"),
    ("_m3", "m3"),
    ("_m", "m"),
    ("_t", "t"),
];

/// The table as one text: a sentence for all plain values, and one for each table inside.
pub(crate) fn prose(table: &Map<String, Value>) -> Option<Prose> {
    if table.is_empty() {
        return None;
    }
    let mut plain = String::new();
    let mut inner = Vec::new();
    for (key, value) in table {
        match value {
            Value::Object(members) => {
                let mut text = format!("{}: ", key.replace('_', " "));
                write_members(members, &mut text);
                inner.push(text);
            }
            _ => write_member(key, value, &mut plain),
        }
    }
    let texts = std::iter::once(plain).chain(inner).filter(|text| !text.is_empty());
    let mut original = String::new();
    let mut ends = Vec::new();
    for text in texts {
        original.push_str(&text);
        original.push('\n');
        ends.push(original.len());
    }
    let mut prose = Prose::new(Place::Specification, original);
    prose.sentences = whole_lines(prose.text());
    Some(prose)
}

fn whole_lines(text: &str) -> Vec<Sentence> {
    let mut start = 0;
    let mut sentences = Vec::new();
    for line in text.split_inclusive('\n') {
        sentences.push(Sentence { range: start..start + line.len(), voice: Voice::Text });
        start += line.len();
    }
    sentences
}

fn write_members(members: &Map<String, Value>, text: &mut String) {
    for (key, value) in members {
        match value {
            Value::Object(inner) => write_members(inner, text),
            _ => write_member(key, value, text),
        }
    }
}

fn write_member(key: &str, value: &Value, text: &mut String) {
    let lower = key.to_lowercase();
    let unit = UNITS.iter().find(|(suffix, _)| lower.ends_with(suffix));
    let name = unit.map_or(lower.as_str(), |(suffix, _)| lower.strip_suffix(suffix).unwrap_or(&lower));
    let written = scalar(value);
    if written.is_empty() {
        return;
    }
    text.push_str(&name.replace('_', " "));
    text.push_str(": ");
    text.push_str(&written);
    if let Some((_, unit)) = unit.filter(|_| written.ends_with(|c: char| c.is_ascii_digit())) {
        text.push(' ');
        text.push_str(unit);
    }
    text.push_str(", ");
}

fn scalar(value: &Value) -> String {
    match value {
        Value::Null | Value::Object(_) => String::new(),
        Value::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.replace('\n', " "),
        Value::Array(items) => items.iter().map(scalar).collect::<Vec<_>>().join(", "),
    }
}
