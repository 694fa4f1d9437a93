//! The JSON Schema of an answer, from the section types, as small as it can be: it is sent with every query.

use model::SectionName;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// Marks members that code fills and no model is asked for.
const OURS: &str = "x-ours";

/// The schema of one JSON object with these sections as members, in this order.
///
/// Inlined, without titles, descriptions and bounds; every member required and no other allowed, as the strict
/// modes of providers want it.
pub fn answer(sections: &[SectionName]) -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.inline_subschemas = true;
    let mut generator = settings.into_generator();
    let mut members = Map::new();
    for name in sections {
        members.insert(name.as_str().to_owned(), compact(name.schema(&mut generator).to_value()));
    }
    object(&members)
}

fn object(members: &Map<String, Value>) -> Value {
    let required: Vec<&String> = members.keys().collect();
    json!({ "type": "object", "required": required, "additionalProperties": false, "properties": members })
}

/// Keeps what constrains the answer: types, members, items, choices.
fn compact(schema: Value) -> Value {
    let Value::Object(mut schema) = schema else { return schema };
    if let Some(Value::Object(members)) = schema.remove("properties") {
        let asked = members.into_iter().filter(|(_, member)| member.get(OURS).is_none());
        return object(&asked.map(|(name, member)| (name, compact(member))).collect());
    }
    // A documented enum is a list of `const`s with descriptions, an optional one a choice with null.
    if let Some(Value::Array(choices)) = schema.remove("oneOf") {
        let words: Vec<Value> = choices.iter().filter_map(|choice| choice.get("const").cloned()).collect();
        return json!({ "type": "string", "enum": words });
    }
    if let Some(Value::Array(choices)) = schema.remove("anyOf") {
        let choices: Vec<Value> = choices.into_iter().map(compact).collect();
        return json!({ "anyOf": choices });
    }
    let mut small = Map::new();
    for keyword in ["type", "enum"] {
        if let Some(value) = schema.remove(keyword) {
            small.insert(keyword.to_owned(), value);
        }
    }
    if let Some(items) = schema.remove("items") {
        small.insert("items".to_owned(), compact(items));
    }
    Value::Object(small)
}
