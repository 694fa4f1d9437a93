//! OpenAI's chat completions.

use serde_json::{Value, json};

use super::{Counts, Frame, Told};
use crate::{
    Received,
    reply::{Body, Failure},
};

const CHUNK: &str = "chat.completion.chunk";

pub(super) fn opening(told: &Told<'_>) -> Vec<Frame> {
    let role = json!({"role": "assistant", "content": ""});
    if told.reply.role_first { vec![chunk(told.received, &role, None)] } else { Vec::new() }
}

pub(super) fn delta(told: &Told<'_>, field: &str, text: &str) -> Frame {
    chunk(told.received, &json!({ field: text }), None)
}

pub(super) fn closing(told: &Told<'_>) -> Vec<Frame> {
    let received = told.received;
    let mut frames = vec![chunk(received, &json!({}), Some(told.reason()))];
    for counts in
        told.counts().filter(|_| received.wants_usage()).into_iter().cycle().take(told.reply.usage_times)
    {
        frames.push(Frame::data(&object(received, CHUNK, &json!([]), Some(usage(counts)))));
    }
    if told.reply.done {
        frames.push(Frame { event: None, data: "[DONE]".to_owned() });
    }
    frames
}

pub(super) fn whole(told: &Told<'_>) -> String {
    let message = match told.reply.body {
        Body::Refusal(_) => json!({"role": "assistant", "content": null, "refusal": told.text}),
        _ => json!({"role": "assistant", "content": told.text}),
    };
    let choices = json!([{"index": 0, "message": message, "finish_reason": told.reason()}]);
    object(told.received, "chat.completion", &choices, told.counts().map(usage)).to_string()
}

pub(super) fn error(failure: &Failure) -> Value {
    let (message, kind, code) = match failure {
        Failure::Plain(message) => (message.as_str(), "simulated_error", None),
        Failure::Overloaded(message) => (message.as_str(), "server_error", None),
        Failure::RateLimit(_) => ("Rate limit reached", "requests", Some("rate_limit_exceeded")),
        Failure::UsedUp => ("You exceeded your quota", "insufficient_quota", Some("insufficient_quota")),
        Failure::Blocked => ("The prompt was filtered", "invalid_request_error", Some("content_filter")),
    };
    json!({"error": {"message": message, "type": kind, "code": code}})
}

fn chunk(received: &Received, delta: &Value, finish_reason: Option<&str>) -> Frame {
    let choices = json!([{"index": 0, "delta": delta, "finish_reason": finish_reason}]);
    Frame::data(&object(received, CHUNK, &choices, None))
}

fn object(received: &Received, kind: &str, choices: &Value, usage: Option<Value>) -> Value {
    let id = format!("chatcmpl-{}", received.number);
    let model = received.model();
    let mut object = json!({"id": id, "object": kind, "created": 0, "model": model, "choices": choices});
    if let (Some(fields), Some(usage)) = (object.as_object_mut(), usage) {
        fields.insert("usage".to_owned(), usage);
    }
    object
}

fn usage(counts: Counts) -> Value {
    let output = counts.answer + counts.thoughts;
    json!({
        "prompt_tokens": counts.input,
        "completion_tokens": output,
        "total_tokens": counts.input + output,
        "prompt_tokens_details": {"cached_tokens": counts.cached},
        "completion_tokens_details": {"reasoning_tokens": counts.thoughts},
    })
}
