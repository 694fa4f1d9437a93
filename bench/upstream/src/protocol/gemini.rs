//! Google's Generative Language API. Every frame carries the counts so far.

use serde_json::{Value, json};

use super::{Counts, Frame, Told};
use crate::reply::{Body, Failure};

/// A frame with one part, when the answer so far has this many tokens.
pub(super) fn part(told: &Told<'_>, part: &Value, answer: u64) -> Frame {
    let candidate = json!({"content": {"parts": [part], "role": "model"}, "index": 0});
    frame(told, &candidate, told.counts().map(|counts| Counts { answer, ..counts }))
}

/// The last frame: no text, the reason and the counts. Unstreamed, the text is in it too.
pub(super) fn closing(told: &Told<'_>) -> Frame {
    let text = if told.received.wants_stream() { "" } else { told.text };
    let content = json!({"parts": [{"text": text}], "role": "model"});
    let candidate = json!({"content": content, "finishReason": told.reason(), "index": 0});
    frame(told, &candidate, told.counts())
}

pub(super) fn error(status: u16, failure: &Failure) -> Value {
    let (message, name) = match (failure, status) {
        (Failure::Plain(message) | Failure::Overloaded(message), 503) => (message.as_str(), "UNAVAILABLE"),
        (Failure::Plain(message) | Failure::Overloaded(message), 400) => {
            (message.as_str(), "INVALID_ARGUMENT")
        }
        (Failure::Plain(message) | Failure::Overloaded(message), _) => (message.as_str(), "UNKNOWN"),
        (Failure::RateLimit(_) | Failure::UsedUp, _) => {
            ("You exceeded your current quota", "RESOURCE_EXHAUSTED")
        }
        (Failure::Blocked, _) => ("The prompt was filtered", "INVALID_ARGUMENT"),
    };
    let quota = |id: &str, delay: &str| {
        let metric = "generativelanguage.googleapis.com/generate_content_free_tier_requests";
        json!([
            {
                "@type": "type.googleapis.com/google.rpc.QuotaFailure",
                "violations": [{"quotaMetric": metric, "quotaId": id, "quotaValue": "1500"}],
            },
            {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": delay},
        ])
    };
    let details = match failure {
        Failure::RateLimit(Some(after)) => {
            quota("GenerateRequestsPerMinutePerProjectPerModel", &format!("{}s", after.as_secs_f64()))
        }
        Failure::UsedUp => quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier", "22s"),
        _ => json!([]),
    };
    json!({"error": {"code": status, "message": message, "status": name, "details": details}})
}

/// What is answered to a prompt that the filter stops.
fn blocked(told: &Told<'_>) -> Frame {
    let feedback = json!({"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}});
    with_counts(feedback, told.counts().map(|counts| Counts { answer: 0, ..counts }))
}

fn frame(told: &Told<'_>, candidate: &Value, counts: Option<Counts>) -> Frame {
    if matches!(told.reply.body, Body::BlockedPrompt) {
        return blocked(told);
    }
    with_counts(json!({"candidates": [candidate], "modelVersion": told.received.model()}), counts)
}

fn with_counts(mut frame: Value, counts: Option<Counts>) -> Frame {
    if let (Some(fields), Some(counts)) = (frame.as_object_mut(), counts) {
        let total = counts.input + counts.answer + counts.thoughts;
        let mut usage = json!({"promptTokenCount": counts.input, "totalTokenCount": total});
        if let Some(usage) = usage.as_object_mut() {
            let rest = [
                ("candidatesTokenCount", counts.answer),
                ("thoughtsTokenCount", counts.thoughts),
                ("cachedContentTokenCount", counts.cached),
            ];
            for (name, count) in rest.into_iter().filter(|(_, count)| *count > 0) {
                usage.insert(name.to_owned(), json!(count));
            }
        }
        fields.insert("usageMetadata".to_owned(), usage);
    }
    Frame::data(&frame)
}
