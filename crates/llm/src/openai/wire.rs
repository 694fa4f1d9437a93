//! Chat completions as values: the body of a request, and a decoder of the frames of an answer.
//! No I/O, so that recorded frames can be replayed.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Dialect, MaxTokensField, SchemaSupport};
use crate::{Chunk, Error, Request, Schema, Stop, Usage, transport::ReportedError};

/// The body of a request.
pub(super) fn body(request: &Request, model: &str, dialect: Dialect) -> Value {
    let told_in_prompt = dialect.schema != SchemaSupport::JsonSchema;
    let system = match &request.schema {
        Some(schema) if told_in_prompt => {
            let schema = &schema.schema;
            format!("{}\n\nAnswer with one JSON object that fits this JSON Schema:\n{schema}", request.system)
        }
        _ => request.system.clone(),
    };
    let mut body = json!({
        "model": model,
        "messages": [{"role": "system", "content": system}, {"role": "user", "content": request.user}],
        "stream": true,
        "stream_options": {"include_usage": true},
    });
    let limit = match dialect.max_tokens {
        MaxTokensField::MaxCompletionTokens => "max_completion_tokens",
        MaxTokensField::MaxTokens => "max_tokens",
    };
    if let Some(fields) = body.as_object_mut() {
        fields.insert(limit.to_owned(), json!(request.max_output_tokens));
        if let Some(temperature) = request.temperature {
            // Through the shortest text, so that 0.3 is not sent as 0.30000001192092896.
            let shortest = temperature.to_string().parse::<f64>().unwrap_or_default();
            fields.insert("temperature".to_owned(), json!(shortest));
        }
        if let Some(format) =
            request.schema.as_ref().and_then(|schema| response_format(schema, dialect.schema))
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

/// What one frame brought.
#[derive(Debug, Default)]
pub(super) struct Fed {
    pub(super) chunks: Vec<Chunk>,
    /// Nothing follows.
    pub(super) done: bool,
}

impl Decoder {
    /// Whether the answer has said why it ends; only counts can follow.
    pub(super) fn has_stopped(&self) -> bool {
        self.stop.is_some()
    }

    /// Reads the data of one event. What the provider said is in the error as it is: it is to be shortened.
    pub(super) fn feed(&mut self, data: &str) -> Result<Fed, Error> {
        if data.trim() == "[DONE]" {
            return Ok(Fed { done: true, ..Fed::default() });
        }
        let frame: Frame = serde_json::from_str(data).map_err(|error| Error::Malformed {
            detail: format!("an event is not the JSON expected ({error})"),
        })?;
        if let Some(error) = frame.error.as_ref().and_then(ReportedError::from_value) {
            return Err(Error::Stream { message: error.message, retryable: error.retryable });
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

    /// Why the answer ended. An answer that does not say is truncated, one without any text is empty.
    pub(super) fn end(self) -> Result<Stop, Error> {
        match self.stop {
            None => Err(Error::Truncated),
            Some(Stop::End) if self.refused => Ok(Stop::Refusal),
            Some(Stop::End) if !self.has_content => Err(Error::Empty),
            Some(stop) => Ok(stop),
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
