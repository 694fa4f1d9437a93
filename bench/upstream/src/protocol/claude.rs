//! Anthropic's Messages API.

use serde_json::{Value, json};

use super::{Counts, Frame, Told};
use crate::reply::Failure;

pub(super) fn opening(told: &Told<'_>) -> Vec<Frame> {
    let mut message = message(told);
    // What the question took is known at once; of the answer a first token.
    let usage = told.counts().map(|counts| usage(Counts { answer: 1, thoughts: 0, ..counts }));
    if let (Some(fields), Some(usage)) = (message.as_object_mut(), usage) {
        fields.insert("usage".to_owned(), usage);
    }
    vec![
        event("message_start", json!({"message": message})),
        event("content_block_start", json!({"index": 0, "content_block": {"type": "text", "text": ""}})),
        ping(),
    ]
}

pub(super) fn text(piece: &str) -> Frame {
    event("content_block_delta", json!({"index": 0, "delta": {"type": "text_delta", "text": piece}}))
}

pub(super) fn thought(text: &str) -> Frame {
    event("content_block_delta", json!({"index": 0, "delta": {"type": "thinking_delta", "thinking": text}}))
}

pub(super) fn ping() -> Frame {
    event("ping", json!({}))
}

pub(super) fn closing(told: &Told<'_>) -> Vec<Frame> {
    let mut delta = json!({"delta": {"stop_reason": told.reason(), "stop_sequence": null}});
    if let (Some(fields), Some(counts)) = (delta.as_object_mut(), told.counts()) {
        fields.insert("usage".to_owned(), usage(counts));
    }
    let mut frames = vec![event("content_block_stop", json!({"index": 0}))];
    frames.extend((0..told.reply.usage_times).map(|_| event("message_delta", delta.clone())));
    if told.reply.done {
        frames.push(event("message_stop", json!({})));
    }
    frames
}

pub(super) fn whole(told: &Told<'_>) -> String {
    let mut message = message(told);
    if let Some(fields) = message.as_object_mut() {
        fields.insert("content".to_owned(), json!([{"type": "text", "text": told.text}]));
        fields.insert("stop_reason".to_owned(), json!(told.reason()));
        fields.extend(told.counts().map(|counts| ("usage".to_owned(), usage(counts))));
    }
    message.to_string()
}

pub(super) fn error(status: u16, failure: &Failure) -> Value {
    let (kind, message) = match (failure, status) {
        (Failure::Overloaded(message), _) | (Failure::Plain(message), 529) => {
            ("overloaded_error", message.as_str())
        }
        (Failure::Plain(message), 400..=499) => ("invalid_request_error", message.as_str()),
        (Failure::Plain(message), _) => ("api_error", message.as_str()),
        (Failure::RateLimit(_), _) => {
            ("rate_limit_error", "Number of request tokens has exceeded your limit")
        }
        (Failure::UsedUp, _) => ("billing_error", "Your credit balance is used up"),
        (Failure::Blocked, _) => ("invalid_request_error", "The prompt was filtered"),
    };
    json!({"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_1"})
}

fn message(told: &Told<'_>) -> Value {
    let id = format!("msg_{}", told.received.number);
    json!({"id": id, "type": "message", "role": "assistant", "model": told.received.model(), "content": []})
}

fn event(name: &'static str, mut data: Value) -> Frame {
    if let Some(fields) = data.as_object_mut() {
        fields.shift_insert(0, "type".to_owned(), json!(name));
    }
    Frame { event: Some(name), data: data.to_string() }
}

fn usage(counts: Counts) -> Value {
    json!({
        "input_tokens": counts.input - counts.cached.min(counts.input),
        "cache_creation_input_tokens": 0,
        "cache_read_input_tokens": counts.cached,
        "output_tokens": counts.answer + counts.thoughts,
        "output_tokens_details": {"thinking_tokens": counts.thoughts},
    })
}
