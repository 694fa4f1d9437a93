//! What clients send, as schemas: tighter than the types that read it, so that what they allow is accepted.

use model::{Lang, Position, Profile, brief};
use orchestrator::PlanName;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::{Config, body};

pub(super) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

pub(super) fn json_of(schema: &Value) -> Value {
    json!({ "application/json": { "schema": schema } })
}

pub(super) fn body(name: &str) -> Value {
    json!({ "schema": reference(name) })
}

pub(super) fn file() -> Value {
    json!({ "multipart/form-data": { "schema": {
        "type": "object",
        "required": ["file"],
        "properties": { "file": { "type": "string", "contentMediaType": "application/octet-stream", "format": "binary" } },
    } } })
}

fn parameter(name: &str, place: &str, description: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": place, "required": place == "path", "description": description, "schema": schema })
}

pub(super) fn id() -> Value {
    parameter("id", "path", "The audit", &json!({ "type": "string", "format": "uuid" }))
}

pub(super) fn key() -> Value {
    let schema = json!({ "type": "string", "pattern": format!("^[!-~]{{1,{}}}$", body::KEY_LENGTH) });
    parameter("Idempotency-Key", "header", "The same request sent twice with one key is one audit", &schema)
}

pub(super) fn last_event_id() -> Value {
    let schema = json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX });
    parameter("Last-Event-ID", "header", "Go on after this event; a browser sends it by itself", &schema)
}

pub(super) fn after() -> Value {
    parameter(
        "after",
        "query",
        "Go on after this event",
        &json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
    )
}

pub(super) fn listing() -> [Value; 3] {
    [
        parameter(
            "cursor",
            "query",
            "next_cursor of the page before",
            &json!({ "type": "string", "format": "uuid" }),
        ),
        parameter(
            "limit",
            "query",
            "Audits of a page",
            &json!({ "type": "integer", "minimum": 1, "maximum": 100, "default": 20 }),
        ),
        parameter(
            "q",
            "query",
            "Words of the description, by their beginnings",
            &json!({ "type": "string", "maxLength": 200 }),
        ),
    ]
}

pub(super) fn days() -> [Value; 2] {
    let day = json!({ "type": "string", "format": "date" });
    [
        parameter("from", "query", "First day, in UTC", &day),
        parameter("to", "query", "Last day, in UTC; today where it is missing", &day),
    ]
}

/// The brief in its three spellings, a list of briefs, and a bill that was read.
pub(super) fn schemas(config: &Config) -> Map<String, Value> {
    let limits = &config.limits;
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
        settings.inline_subschemas = true;
    });
    let position = settings.into_generator().into_root_schema_for::<Position>().to_value();
    let positions = json!({ "type": "array", "maxItems": limits.positions, "items": reference("Position") });
    // Its length counts without the blanks around it.
    let text = json!({
        "type": "string",
        "minLength": brief::DESCRIPTION_MIN,
        "maxLength": brief::DESCRIPTION_MAX,
        "pattern": r"^[^\s\x00-\x1f][\s\S]+[^\s\x00-\x1f]$",
    });
    let lists = json!({ "positions": positions, "specifications": { "type": "object" } });
    let shared = json!({ "options": reference("Options"), "documents": { "type": "array", "items": reference("Document") } });
    let spelling = |name: &str, more: &[&Value]| {
        let mut properties = Map::new();
        properties.insert(name.to_owned(), text.clone());
        for part in more {
            properties.extend(part.as_object().cloned().unwrap_or_default());
        }
        json!({ "type": "object", "required": [name], "properties": properties, "additionalProperties": false })
    };
    let context =
        json!({ "context": { "type": "object", "properties": lists, "additionalProperties": false } });
    let mut in_context = spelling("question", &[&context, &shared]);
    if let Some(schema) = in_context.as_object_mut() {
        schema.insert("required".to_owned(), json!(["question", "context"]));
    }
    let named = [
        ("Position", position),
        (
            "Document",
            json!({
                "type": "object", "required": ["name", "text"], "additionalProperties": false,
                "properties": { "name": { "type": "string" }, "text": { "type": "string" } },
            }),
        ),
        ("Options", options(config)),
        (
            "Brief",
            json!({ "description": "A project to audit.", "oneOf": [
            spelling("project_description", &[&lists, &shared]),
            spelling("question", &[&lists, &shared]),
            in_context,
        ] }),
        ),
        (
            "Briefs",
            json!({ "description": "One brief, or several.", "anyOf": [
            reference("Brief"),
            { "type": "array", "minItems": 1, "maxItems": limits.briefs, "items": reference("Brief") },
        ] }),
        ),
        (
            "Bill",
            json!({
                "type": "object", "required": ["source", "positions", "skipped", "warnings"],
                "properties": {
                    "source": { "type": "string" },
                    "positions": { "type": "array", "items": reference("Position") },
                    "skipped": { "type": "object", "additionalProperties": { "type": "integer" } },
                    "warnings": { "type": "array", "items": {} },
                },
            }),
        ),
    ];
    named.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}

fn options(config: &Config) -> Value {
    let words = |words: Vec<&str>| json!({ "enum": words });
    let plans = PlanName::ALL.iter().map(|plan| plan.as_str()).collect();
    let profiles = Profile::ALL.iter().filter(|profile| **profile != Profile::Stavagent);
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "plan": words(plans),
            "profile": words(profiles.map(|profile| profile.as_str()).collect()),
            "provider": words(config.providers.iter().map(String::as_str).collect()),
            "lang": words(Lang::ALL.iter().map(|lang| lang.as_str()).collect()),
            "timeout_s": { "type": "number", "minimum": 0.001, "maximum": 3600 },
            "prices": { "type": "string", "pattern": "^[a-z0-9-]+$", "description": "A built-in price set" },
            "grounding": { "type": "boolean" },
        },
    })
}
