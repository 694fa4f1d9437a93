//! Chat completions as values: the body of a request, and a decoder of the frames of an answer.
//! No I/O, so that recorded frames can be replayed.

use serde::Deserialize;
use serde_json::{Value, json};

use super::MaxTokensField;
use crate::{
    Capabilities, Chunk, Error, Request, Schema, SchemaSupport, Stop, Thinking, Usage,
    answer::{self, Fault, Fed, ending},
    provider::shortest,
    reported::ReportedError,
    schema::told,
};

/// The body of a request. What is the same for every question comes first, so that the provider's cache serves it.
pub(super) fn body(
    request: &Request,
    model: &str,
    max_tokens: MaxTokensField,
    capabilities: &Capabilities,
) -> Value {
    let system = match &request.schema {
        Some(schema) if capabilities.schema != SchemaSupport::JsonSchema => told(&request.system, schema),
        _ => request.system.clone(),
    };
    let limit = match max_tokens {
        MaxTokensField::MaxCompletionTokens => "max_completion_tokens",
        MaxTokensField::MaxTokens => "max_tokens",
    };
    let mut body = json!({
        "model": model,
        "messages": [{"role": "system", "content": system}, {"role": "user", "content": request.user}],
        "stream": true,
        "stream_options": {"include_usage": true},
        limit: capabilities.most_output(request.max_output_tokens),
    });
    if let Some(fields) = body.as_object_mut() {
        if let Some(temperature) = request.temperature.filter(|_| capabilities.temperature) {
            fields.insert("temperature".to_owned(), shortest(temperature));
        }
        if let Thinking::Level(level) = &capabilities.thinking {
            fields.insert("reasoning_effort".to_owned(), json!(level));
        }
        if let Some(format) =
            request.schema.as_ref().and_then(|schema| response_format(schema, capabilities.schema))
        {
            fields.insert("response_format".to_owned(), format);
        }
    }
    body
}

fn response_format(schema: &Schema, support: SchemaSupport) -> Option<Value> {
    match support {
        SchemaSupport::JsonSchema => Some(json!({
            "type": "json_schema",
            "json_schema": {"name": schema.name, "strict": true, "schema": schema.schema},
        })),
        SchemaSupport::JsonObject => Some(json!({"type": "json_object"})),
        SchemaSupport::None => None,
    }
}

/// Reads the frames of one answer.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    stop: Option<Stop>,
    has_content: bool,
    refused: bool,
}

impl answer::Decoder for Decoder {
    fn has_stopped(&self) -> bool {
        self.stop.is_some()
    }

    fn feed(&mut self, data: &str) -> Result<Fed, Fault> {
        if data.trim() == "[DONE]" {
            return Ok(Fed { done: true, ..Fed::default() });
        }
        let frame: Frame = serde_json::from_str(data)?;
        if let Some(error) = frame.error.as_ref().and_then(ReportedError::from_value) {
            return Err(Fault::Reported(error));
        }
        let mut chunks = Vec::new();
        for choice in frame.choices.into_iter().flatten().filter(|choice| choice.index.unwrap_or(0) == 0) {
            let delta = choice.delta.unwrap_or_default();
            self.refused |= delta.refusal.is_some_and(|text| !text.is_empty());
            if let Some(text) = delta.content.filter(|text| !text.is_empty()) {
                self.has_content |= !text.trim().is_empty();
                chunks.push(Chunk::Content(text));
            }
            if let Some(reason) = choice.finish_reason {
                self.stop = Some(stop(reason));
            }
        }
        chunks.extend(frame.usage.as_ref().and_then(usage).map(Chunk::Usage));
        Ok(Fed { chunks, done: false })
    }

    fn end(self) -> Result<Stop, Error> {
        match self.stop {
            Some(Stop::End) if self.refused => Ok(Stop::Refusal),
            stop => ending(stop, self.has_content),
        }
    }
}

/// The counts, where the question's and the answer's are both given.
fn usage(counts: &Value) -> Option<Usage> {
    let count = |path: &str| counts.pointer(path).and_then(Value::as_u64);
    let (input, output) = (count("/prompt_tokens")?, count("/completion_tokens")?);
    let cached = count("/prompt_tokens_details/cached_tokens").unwrap_or(0).min(input);
    let cache_written = count("/prompt_tokens_details/cache_write_tokens").unwrap_or(0).min(input - cached);
    let reasoning = count("/completion_tokens_details/reasoning_tokens").unwrap_or(0).min(output);
    Some(Usage { input, output, cached, cache_written, reasoning, estimated: false })
}

fn stop(reason: String) -> Stop {
    match reason.as_str() {
        "stop" => Stop::End,
        "length" => Stop::Length,
        "content_filter" => Stop::ContentFilter,
        "refusal" => Stop::Refusal,
        _ => Stop::Other(reason),
    }
}

/// One frame; servers leave out fields or send null, so everything is optional.
#[derive(Deserialize)]
struct Frame {
    choices: Option<Vec<Choice>>,
    usage: Option<Value>,
    error: Option<Value>,
}

#[derive(Deserialize)]
struct Choice {
    index: Option<u32>,
    delta: Option<Delta>,
    finish_reason: Option<String>,
}

#[derive(Default, Deserialize)]
struct Delta {
    content: Option<String>,
    refusal: Option<String>,
}
