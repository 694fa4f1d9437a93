//! The Messages API as values: the body of a request, and a decoder of the frames of an answer.
//! No I/O, so that recorded frames can be replayed.

#[cfg(test)]
mod tests;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{
    Capabilities, Chunk, Error, Request, SchemaSupport, Stop, Thinking, Usage,
    answer::{self, Fault, Fed, ending},
    provider::shortest,
    reported::ReportedError,
    schema::{told, unions, with_keywords},
};

/// What Claude's constrained decoding knows of JSON Schema; anything else is answered with status 400.
const KEYWORDS: [&str; 13] = [
    "type",
    "enum",
    "const",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "anyOf",
    "$ref",
    "$defs",
    "format",
    "title",
    "description",
];
/// A schema with more places that take several types is refused.
const MOST_UNIONS: usize = 16;
/// A smaller budget for thinking is refused.
const LEAST_THINKING: u32 = 1024;

/// The body of a request. What is the same for every question comes first and is marked for the provider's cache.
pub(super) fn body(request: &Request, model: &str, capabilities: &Capabilities) -> Value {
    let schema = request.schema.as_ref();
    let enforced = schema.filter(|schema| {
        capabilities.schema == SchemaSupport::JsonSchema && unions(&schema.schema) <= MOST_UNIONS
    });
    let system = match (schema, enforced) {
        (Some(schema), None) => told(&request.system, schema),
        _ => request.system.clone(),
    };
    let budget = match capabilities.thinking {
        Thinking::Budget => Some(capabilities.thinking_tokens).filter(|tokens| *tokens >= LEAST_THINKING),
        _ => None,
    };
    let mut body = json!({
        "model": model,
        "max_tokens": capabilities.most_output(request.max_output_tokens),
        "stream": true,
    });
    let Some(fields) = body.as_object_mut() else { return body };
    let mut output = Map::new();
    if let Thinking::Level(level) = &capabilities.thinking {
        output.insert("effort".to_owned(), json!(level));
    }
    if let Some(schema) = enforced {
        let schema = with_keywords(&schema.schema, &KEYWORDS);
        output.insert("format".to_owned(), json!({"type": "json_schema", "schema": schema}));
    }
    if !output.is_empty() {
        fields.insert("output_config".to_owned(), Value::Object(output));
    }
    if let Some(tokens) = budget {
        fields.insert("thinking".to_owned(), json!({"type": "enabled", "budget_tokens": tokens}));
    }
    // One who thinks by a budget takes no temperature.
    if let Some(temperature) = request.temperature.filter(|_| capabilities.temperature && budget.is_none()) {
        fields.insert("temperature".to_owned(), shortest(temperature));
    }
    if !system.is_empty() {
        let block = json!({"type": "text", "text": system, "cache_control": {"type": "ephemeral"}});
        fields.insert("system".to_owned(), json!([block]));
    }
    fields.insert("messages".to_owned(), json!([{"role": "user", "content": request.user}]));
    body
}

/// Reads the frames of one answer.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    stop: Option<Stop>,
    has_content: bool,
    counts: Counts,
}

impl answer::Decoder for Decoder {
    fn has_stopped(&self) -> bool {
        self.stop.is_some()
    }

    fn feed(&mut self, data: &str) -> Result<Fed, Fault> {
        let frame: Frame = serde_json::from_str(data)?;
        if let Some(error) = frame.error.as_ref().and_then(ReportedError::from_value) {
            return Err(Fault::Reported(error));
        }
        let mut chunks = Vec::new();
        let usage = frame.message.and_then(|message| message.usage).or(frame.usage);
        if let Some(usage) = usage {
            self.counts.update(&usage);
            chunks.push(Chunk::Usage(self.counts.usage()));
        }
        if let Some(reason) = frame.delta.as_ref().and_then(|delta| delta.stop_reason.clone()) {
            self.stop = Some(stop(reason));
        }
        let texts = [frame.content_block, frame.delta].into_iter().flatten();
        for part in texts.filter(|part| matches!(part.kind.as_deref(), Some("text" | "text_delta"))) {
            if let Some(text) = part.text.filter(|text| !text.is_empty()) {
                self.has_content |= !text.trim().is_empty();
                chunks.push(Chunk::Content(text));
            }
        }
        Ok(Fed { chunks, done: frame.kind == "message_stop" })
    }

    fn end(self) -> Result<Stop, Error> {
        ending(self.stop, self.has_content)
    }
}

/// The latest of each count; the counts of the answer are cumulative and repeat.
#[derive(Debug, Default)]
struct Counts {
    input: u64,
    written: u64,
    read: u64,
    output: u64,
    thinking: u64,
}

impl Counts {
    fn update(&mut self, usage: &Value) {
        let fields = [
            ("/input_tokens", &mut self.input),
            ("/cache_creation_input_tokens", &mut self.written),
            ("/cache_read_input_tokens", &mut self.read),
            ("/output_tokens", &mut self.output),
            ("/output_tokens_details/thinking_tokens", &mut self.thinking),
        ];
        for (path, count) in fields {
            if let Some(given) = usage.pointer(path).and_then(Value::as_u64) {
                *count = given;
            }
        }
    }

    /// Anthropic counts what went through the cache apart from the input.
    fn usage(&self) -> Usage {
        Usage {
            input: self.input.saturating_add(self.written).saturating_add(self.read),
            output: self.output,
            cached: self.read,
            cache_written: self.written,
            reasoning: self.thinking.min(self.output),
            estimated: false,
        }
    }
}

fn stop(reason: String) -> Stop {
    match reason.as_str() {
        "end_turn" | "stop_sequence" => Stop::End,
        "max_tokens" | "model_context_window_exceeded" => Stop::Length,
        "refusal" => Stop::Refusal,
        _ => Stop::Other(reason),
    }
}

/// One frame; which fields there are depends on its kind, and kinds that are not known bring nothing.
#[derive(Deserialize)]
struct Frame {
    #[serde(rename = "type", default)]
    kind: String,
    message: Option<Message>,
    usage: Option<Value>,
    content_block: Option<Part>,
    delta: Option<Part>,
    error: Option<Value>,
}

#[derive(Deserialize)]
struct Message {
    usage: Option<Value>,
}

#[derive(Deserialize)]
struct Part {
    #[serde(rename = "type")]
    kind: Option<String>,
    text: Option<String>,
    stop_reason: Option<String>,
}
