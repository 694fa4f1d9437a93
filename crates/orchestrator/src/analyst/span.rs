//! One attempt as a span with the names of OpenTelemetry's conventions for generative AI, as of July 2026 (they are in
//! development and have no release). No key, and no content unless the operator asked for it.

use std::time::Duration;

use llm::{Provider, Request, Usage};
use serde_json::json;
use tracing::{Span, field::Empty};

use super::Task;

/// The span of a request to a provider.
#[derive(Debug)]
pub(super) struct AttemptSpan {
    span: Span,
    with_content: bool,
}

impl AttemptSpan {
    pub(super) fn new(task: &Task, provider: &dyn Provider, request: &Request, attempt: u32) -> Self {
        let span = tracing::info_span!(
            parent: &task.span,
            "chat",
            otel.name = format!("chat {}", provider.model()),
            otel.kind = "client",
            otel.status_code = Empty,
            "error.type" = Empty,
            gen_ai.operation.name = "chat",
            gen_ai.provider.name = provider_name(provider.name()),
            gen_ai.request.model = provider.model(),
            gen_ai.request.max_tokens = request.max_output_tokens,
            gen_ai.request.temperature = request.temperature.map(f64::from),
            gen_ai.request.stream = true,
            gen_ai.output.r#type = "json",
            gen_ai.response.time_to_first_chunk = Empty,
            gen_ai.usage.input_tokens = Empty,
            gen_ai.usage.output_tokens = Empty,
            gen_ai.usage.cache_read.input_tokens = Empty,
            gen_ai.system_instructions = Empty,
            gen_ai.input.messages = Empty,
            gen_ai.output.messages = Empty,
            dozor.query = task.prompt.id,
            dozor.attempt = attempt,
        );
        Self { span, with_content: false }
    }

    /// Records what is asked, and later what is answered.
    pub(super) fn with_content(mut self, request: &Request) -> Self {
        let text = |content: &str| json!([{ "type": "text", "content": content }]);
        self.span.record("gen_ai.system_instructions", text(&request.system).to_string());
        let messages = json!([{ "role": "user", "parts": text(&request.user) }]);
        self.span.record("gen_ai.input.messages", messages.to_string());
        self.with_content = true;
        self
    }

    pub(super) fn first_chunk(&self, after: Duration) {
        self.span.record("gen_ai.response.time_to_first_chunk", after.as_secs_f64());
    }

    /// Ends the span. `error` is a class of failure, never a message: a message may repeat what a provider said.
    pub(super) fn end(self, used: &Usage, error: Option<&str>, answer: &str) {
        self.span.record("gen_ai.usage.input_tokens", used.input);
        self.span.record("gen_ai.usage.output_tokens", used.output);
        self.span.record("gen_ai.usage.cache_read.input_tokens", used.cached);
        if let Some(error) = error {
            self.span.record("error.type", error);
            self.span.record("otel.status_code", "ERROR");
        }
        if self.with_content {
            let parts = json!([{ "type": "text", "content": answer }]);
            let messages = json!([{ "role": "assistant", "parts": parts }]);
            self.span.record("gen_ai.output.messages", messages.to_string());
        }
    }
}

/// The provider in the conventions' words.
fn provider_name(name: &str) -> &str {
    match name {
        "claude" => "anthropic",
        "gemini" => "gcp.gemini",
        other => other,
    }
}
