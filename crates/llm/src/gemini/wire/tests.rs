//! Frames as Google documents them, replayed without a network.

use serde_json::json;

use super::{Decoder, body};
use crate::{
    Capabilities, Chunk, Error, Request, Schema, SchemaSupport, Stop, Thinking, Usage,
    answer::{Decoder as _, Fault},
};

const THOUGHT: &str = r#"{"candidates":[{"content":{"parts":[{"text":"{\"a\"","thought":true}],"role":"model"},"index":0}],
    "usageMetadata":{"promptTokenCount":900,"totalTokenCount":950,"thoughtsTokenCount":50,
    "promptTokensDetails":[{"modality":"TEXT","tokenCount":900}]},"modelVersion":"gemini-3.8-flash"}"#;
const TEXT: &str = r#"{"candidates":[{"content":{"parts":[{"text":"{\"b\""},{"text":": 1}"}],"role":"model"},"index":0}],
    "usageMetadata":{"promptTokenCount":900,"candidatesTokenCount":4,"totalTokenCount":954,"thoughtsTokenCount":50,
    "cachedContentTokenCount":700}}"#;
const END: &str = r#"{"candidates":[{"content":{"parts":[{"text":"","thoughtSignature":"x"}],"role":"model"},
    "finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":900,"candidatesTokenCount":9,
    "totalTokenCount":959,"thoughtsTokenCount":50,"cachedContentTokenCount":700}}"#;
const BLOCKED: &str = r#"{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},
    "usageMetadata":{"promptTokenCount":900,"totalTokenCount":900}}"#;

fn replay(frames: &[&str]) -> (Vec<Chunk>, Result<Stop, Error>) {
    let (mut decoder, mut chunks) = (Decoder::default(), Vec::new());
    for frame in frames {
        chunks.extend(decoder.feed(frame).unwrap().chunks);
    }
    (chunks, decoder.end())
}

fn usage(output: u64, cached: u64, reasoning: u64) -> Chunk {
    Chunk::Usage(Usage { input: 900, output, cached, reasoning, ..Usage::default() })
}

#[test]
fn an_answer_is_its_text_without_thoughts_and_its_counts_are_the_latest() {
    let (chunks, end) = replay(&[THOUGHT, TEXT, END, END]);
    let text = |text: &str| Chunk::Content(text.to_owned());
    let counts = usage(59, 700, 50);
    let expected =
        [usage(50, 0, 50), text("{\"b\""), text(": 1}"), usage(54, 700, 50), counts.clone(), counts];
    assert_eq!(chunks, expected);
    assert_eq!(end.unwrap(), Stop::End);
}

#[test]
fn every_finish_reason_has_its_outcome() {
    let stopped = |reason: &str, frames: &[&str]| {
        let end = END.replace("STOP", reason);
        replay(&[frames, &[&end]].concat()).1
    };
    assert_eq!(stopped("MAX_TOKENS", &[THOUGHT]).unwrap(), Stop::Length, "thoughts ate the answer");
    assert_eq!(stopped("SAFETY", &[TEXT]).unwrap(), Stop::ContentFilter);
    assert_eq!(stopped("RECITATION", &[]).unwrap(), Stop::ContentFilter);
    assert_eq!(stopped("NEW_REASON", &[TEXT]).unwrap(), Stop::Other("NEW_REASON".to_owned()));
    assert!(matches!(stopped("STOP", &[THOUGHT]), Err(Error::Empty)));
    assert!(matches!(replay(&[THOUGHT, TEXT]).1, Err(Error::Truncated)));
}

#[test]
fn a_prompt_that_is_blocked_is_an_error_of_its_own_and_is_counted() {
    let (chunks, end) = replay(&[BLOCKED]);
    assert_eq!(chunks, [usage(0, 0, 0)]);
    let error = end.unwrap_err();
    assert!(matches!(&error, Error::Blocked { reason } if reason == "PROHIBITED_CONTENT"), "{error:?}");
    assert!(!error.is_retryable());
}

#[test]
fn an_error_is_reported_also_in_an_array_of_one() {
    let error = r#"{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}"#;
    for frame in [error.to_owned(), format!("[{error}]")] {
        let fault = Decoder::default().feed(&frame).unwrap_err();
        assert!(matches!(fault, Fault::Reported(error) if error.retryable && error.status == Some(503)));
    }
    assert!(matches!(Decoder::default().feed("[1"), Err(Fault::Malformed(_))));
}

#[test]
fn what_a_model_cannot_do_is_not_asked_of_it() {
    let request = Request {
        system: "S".to_owned(),
        user: "U".to_owned(),
        temperature: Some(0.3),
        max_output_tokens: 100,
        schema: Some(Schema { name: "s".to_owned(), schema: json!({"type": "object", "$schema": "x"}) }),
    };
    let stranger = body(&request, &Capabilities::default());
    assert_eq!(stranger.get("generationConfig"), Some(&json!({"maxOutputTokens": 100})));
    assert!(
        stranger.pointer("/systemInstruction/parts/0/text").unwrap().as_str().unwrap().contains("Schema")
    );
    let budget = Capabilities {
        schema: SchemaSupport::JsonObject,
        thinking: Thinking::Budget,
        thinking_tokens: 512,
        ..Capabilities::default()
    };
    let config = json!({
        "maxOutputTokens": 612,
        "thinkingConfig": {"thinkingBudget": 512},
        "responseMimeType": "application/json",
    });
    assert_eq!(body(&request, &budget).get("generationConfig"), Some(&config));
}
