//! `streamGenerateContent` as values: the body of a request, and a decoder of the frames of an answer.
//! No I/O, so that recorded frames can be replayed.

#[cfg(test)]
mod tests;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{
    Capabilities, Chunk, Error, Request, SchemaSupport, Stop, Thinking, Usage,
    answer::{self, Fault, Fed, ending},
    error::one_line,
    provider::shortest,
    reported::ReportedError,
    schema::{told, with_keywords},
};

/// What `responseJsonSchema` knows of JSON Schema. A `const` is not among it: choices are an `enum`.
const KEYWORDS: [&str; 17] = [
    "type",
    "enum",
    "properties",
    "required",
    "additionalProperties",
    "propertyOrdering",
    "items",
    "prefixItems",
    "minItems",
    "maxItems",
    "minimum",
    "maximum",
    "anyOf",
    "$ref",
    "$defs",
    "format",
    "description",
];

/// The body of a request. What is the same for every question comes first, so that the provider's cache serves it.
pub(super) fn body(request: &Request, capabilities: &Capabilities) -> Value {
    let enforced = capabilities.schema == SchemaSupport::JsonSchema;
    let system = match &request.schema {
        Some(schema) if !enforced => told(&request.system, schema),
        _ => request.system.clone(),
    };
    let mut config = Map::new();
    let most_output = capabilities.most_output(request.max_output_tokens);
    config.insert("maxOutputTokens".to_owned(), json!(most_output));
    if let Some(temperature) = request.temperature.filter(|_| capabilities.temperature) {
        config.insert("temperature".to_owned(), shortest(temperature));
    }
    let thinking = match &capabilities.thinking {
        Thinking::Unlimited => None,
        Thinking::Budget => Some(json!({"thinkingBudget": capabilities.thinking_tokens})),
        Thinking::Level(level) => Some(json!({"thinkingLevel": level.to_uppercase()})),
    };
    config.extend(thinking.map(|thinking| ("thinkingConfig".to_owned(), thinking)));
    if let Some(schema) = &request.schema {
        if capabilities.schema != SchemaSupport::None {
            config.insert("responseMimeType".to_owned(), json!("application/json"));
        }
        if enforced {
            config.insert("responseJsonSchema".to_owned(), with_keywords(&schema.schema, &KEYWORDS));
        }
    }
    let mut body = Map::new();
    if !system.is_empty() {
        body.insert("systemInstruction".to_owned(), json!({"parts": [{"text": system}]}));
    }
    body.insert("contents".to_owned(), json!([{"role": "user", "parts": [{"text": request.user}]}]));
    body.insert("generationConfig".to_owned(), Value::Object(config));
    Value::Object(body)
}

/// Reads the frames of one answer.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    stop: Option<Stop>,
    blocked: Option<String>,
    has_content: bool,
    counts: Counts,
}

impl answer::Decoder for Decoder {
    fn has_stopped(&self) -> bool {
        self.stop.is_some() || self.blocked.is_some()
    }

    fn feed(&mut self, data: &str) -> Result<Fed, Fault> {
        let frame: Value = serde_json::from_str(data)?;
        // Errors sometimes come in an array of one.
        let frame = frame.get(0).cloned().unwrap_or(frame);
        let frame: Frame = serde_json::from_value(frame)?;
        if let Some(error) = frame.error.as_ref().and_then(ReportedError::from_value) {
            return Err(Fault::Reported(error));
        }
        let mut chunks = Vec::new();
        for candidate in frame.candidates.into_iter().flatten().filter(|one| one.index.unwrap_or(0) == 0) {
            let parts = candidate.content.and_then(|content| content.parts).unwrap_or_default();
            for part in parts.into_iter().filter(|part| !part.thought.unwrap_or(false)) {
                if let Some(text) = part.text.filter(|text| !text.is_empty()) {
                    self.has_content |= !text.trim().is_empty();
                    chunks.push(Chunk::Content(text));
                }
            }
            if let Some(reason) = candidate.finish_reason {
                self.stop = Some(stop(reason));
            }
        }
        if let Some(usage) = frame.usage_metadata {
            self.counts.update(&usage);
            chunks.push(Chunk::Usage(self.counts.usage()));
        }
        if let Some(reason) = frame.prompt_feedback.and_then(|feedback| feedback.block_reason) {
            self.blocked = Some(one_line(&reason, ""));
        }
        Ok(Fed { chunks, done: false })
    }

    fn end(self) -> Result<Stop, Error> {
        match self.blocked {
            Some(reason) if !self.has_content => Err(Error::Blocked { reason }),
            _ => ending(self.stop, self.has_content),
        }
    }
}

/// The latest of each count; they are cumulative and repeat.
#[derive(Debug, Default)]
struct Counts {
    prompt: u64,
    tools: u64,
    cached: u64,
    candidates: u64,
    thoughts: u64,
}

impl Counts {
    fn update(&mut self, usage: &Value) {
        let fields = [
            ("promptTokenCount", &mut self.prompt),
            ("toolUsePromptTokenCount", &mut self.tools),
            ("cachedContentTokenCount", &mut self.cached),
            ("candidatesTokenCount", &mut self.candidates),
            ("thoughtsTokenCount", &mut self.thoughts),
        ];
        for (name, count) in fields {
            if let Some(given) = usage.get(name).and_then(Value::as_u64) {
                *count = given;
            }
        }
    }

    /// Google counts thoughts apart from the answer, and charges for both.
    fn usage(&self) -> Usage {
        let input = self.prompt.saturating_add(self.tools);
        Usage {
            input,
            output: self.candidates.saturating_add(self.thoughts),
            cached: self.cached.min(input),
            cache_written: 0,
            reasoning: self.thoughts,
            estimated: false,
        }
    }
}

fn stop(reason: String) -> Stop {
    match reason.as_str() {
        "STOP" => Stop::End,
        "MAX_TOKENS" => Stop::Length,
        "SAFETY" | "RECITATION" | "BLOCKLIST" | "PROHIBITED_CONTENT" | "SPII" => Stop::ContentFilter,
        _ => Stop::Other(reason),
    }
}

/// One frame; everything in it is optional.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Frame {
    candidates: Option<Vec<Candidate>>,
    prompt_feedback: Option<PromptFeedback>,
    usage_metadata: Option<Value>,
    error: Option<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Candidate {
    index: Option<u32>,
    content: Option<Content>,
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct Content {
    parts: Option<Vec<Part>>,
}

#[derive(Deserialize)]
struct Part {
    text: Option<String>,
    thought: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PromptFeedback {
    block_reason: Option<String>,
}
