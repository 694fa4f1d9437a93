//! Fits a JSON Schema to what a provider enforces, or tells it in words where none is enforced.
//! What a provider cannot enforce is left out, never replaced: whoever reads the answer checks it anyway.

use serde_json::{Map, Value};

use crate::Schema;

/// The system's text with the schema at its end, for a model that is not held to it otherwise.
pub(crate) fn told(system: &str, schema: &Schema) -> String {
    let schema = &schema.schema;
    format!("{system}\n\nAnswer with one JSON object that fits this JSON Schema:\n{schema}")
}

/// The schema with `keywords` alone. Names of properties and definitions are not keywords.
pub(crate) fn with_keywords(schema: &Value, keywords: &[&str]) -> Value {
    match schema {
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(name, _)| keywords.contains(&name.as_str()));
            kept.map(|(name, value)| (name.clone(), fitted(name, value, keywords))).collect()
        }
        Value::Array(schemas) => schemas.iter().map(|schema| with_keywords(schema, keywords)).collect(),
        other => other.clone(),
    }
}

fn fitted(name: &str, value: &Value, keywords: &[&str]) -> Value {
    match (name, value) {
        ("properties" | "$defs", Value::Object(named)) => {
            let fitted = |(name, schema): (&String, &Value)| (name.clone(), with_keywords(schema, keywords));
            Value::Object(named.iter().map(fitted).collect::<Map<_, _>>())
        }
        ("items" | "anyOf" | "additionalProperties", schema) => with_keywords(schema, keywords),
        _ => value.clone(),
    }
}

/// How many places of the schema take values of more than one type.
pub(crate) fn unions(schema: &Value) -> usize {
    match schema {
        Value::Object(fields) => {
            let is_union = fields.get("type").is_some_and(Value::is_array) || fields.contains_key("anyOf");
            usize::from(is_union) + fields.values().map(unions).sum::<usize>()
        }
        Value::Array(schemas) => schemas.iter().map(unions).sum(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{unions, with_keywords};

    #[test]
    fn what_is_not_enforced_is_left_out_at_every_depth_and_names_of_properties_stay() {
        let schema = json!({
            "$schema": "x", "type": "object", "required": ["minimum"], "additionalProperties": false,
            "properties": {"minimum": {"type": ["number", "null"], "minimum": 0}},
            "items": {"anyOf": [{"type": "string", "pattern": "a"}, {"type": "null"}]},
        });
        let keywords = ["type", "required", "additionalProperties", "properties", "items", "anyOf"];
        let expected = json!({
            "type": "object", "required": ["minimum"], "additionalProperties": false,
            "properties": {"minimum": {"type": ["number", "null"]}},
            "items": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        });
        assert_eq!(with_keywords(&schema, &keywords), expected);
        assert_eq!(unions(&schema), 2);
    }
}
