//! Frames as Anthropic documents them, replayed without a network.

use serde_json::json;

use super::{Decoder, body};
use crate::{
    Capabilities, Chunk, Error, Request, Schema, SchemaSupport, Stop, Thinking, Usage,
    answer::{Decoder as _, Fault},
};

const START: &str = r#"{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","content":[],
    "model":"claude-haiku-5-5","stop_reason":null,"usage":{"input_tokens":40,"cache_creation_input_tokens":1000,
    "cache_read_input_tokens":500,"output_tokens":2}}}"#;
const OPEN: &str = r#"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#;
const THOUGHT: &str =
    r#"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"{\"a\""}}"#;
const SIGNATURE: &str =
    r#"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"EqQB"}}"#;
const TEXT: &str =
    r#"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"{\"b\": 1}"}}"#;
const PING: &str = r#"{"type": "ping"}"#;
const STRANGER: &str = r#"{"type":"a_kind_of_tomorrow","delta":{"type":"something","text":"no"}}"#;
const END: &str = r#"{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},
    "usage":{"output_tokens":90,"output_tokens_details":{"thinking_tokens":60}}}"#;
const STOP: &str = r#"{"type":"message_stop"}"#;

fn replay(frames: &[&str]) -> (Vec<Chunk>, Result<Stop, Error>) {
    let (mut decoder, mut chunks) = (Decoder::default(), Vec::new());
    for frame in frames {
        let fed = decoder.feed(frame).unwrap();
        chunks.extend(fed.chunks);
        assert_eq!(fed.done, *frame == STOP);
    }
    (chunks, decoder.end())
}

fn usage(output: u64, reasoning: u64) -> Chunk {
    let (input, cached, cache_written) = (1540, 500, 1000);
    Chunk::Usage(Usage { input, output, cached, cache_written, reasoning, estimated: false })
}

#[test]
fn an_answer_is_its_text_without_thoughts_and_its_counts_are_the_latest() {
    let (chunks, end) = replay(&[START, OPEN, PING, THOUGHT, SIGNATURE, STRANGER, TEXT, END, END, STOP]);
    let text = Chunk::Content("{\"b\": 1}".to_owned());
    assert_eq!(chunks, [usage(2, 0), text, usage(90, 60), usage(90, 60)]);
    assert_eq!(end.unwrap(), Stop::End);
}

#[test]
fn every_stop_reason_has_its_outcome() {
    let stopped = |reason: &str, frames: &[&str]| {
        let end = END.replace("end_turn", reason);
        replay(&[frames, &[&end]].concat()).1
    };
    assert_eq!(stopped("max_tokens", &[START, TEXT]).unwrap(), Stop::Length);
    assert_eq!(stopped("model_context_window_exceeded", &[START]).unwrap(), Stop::Length);
    assert_eq!(stopped("refusal", &[START]).unwrap(), Stop::Refusal);
    assert_eq!(stopped("pause_turn", &[START, TEXT]).unwrap(), Stop::Other("pause_turn".to_owned()));
    assert!(matches!(stopped("end_turn", &[START, THOUGHT]), Err(Error::Empty)));
    assert!(matches!(replay(&[START, TEXT]).1, Err(Error::Truncated)));
}

#[test]
fn an_error_after_a_good_beginning_is_reported() {
    let overloaded = r#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#;
    let fault = Decoder::default().feed(overloaded).unwrap_err();
    assert!(matches!(fault, Fault::Reported(error) if error.retryable && error.message == "Overloaded"));
    assert!(matches!(Decoder::default().feed("{\"type\":"), Err(Fault::Malformed(_))));
}

#[test]
fn a_schema_with_more_unions_than_are_allowed_is_told_in_the_prompt() {
    let member = json!({"type": ["string", "null"]});
    let schema = |unions: usize| {
        let members: serde_json::Map<_, _> = (0..unions).map(|n| (n.to_string(), member.clone())).collect();
        Schema { name: "s".to_owned(), schema: json!({"type": "object", "properties": members}) }
    };
    let asked = |unions| {
        let request = Request {
            system: "S".to_owned(),
            user: "U".to_owned(),
            temperature: Some(0.3),
            max_output_tokens: 100,
            schema: Some(schema(unions)),
        };
        let thinking = Thinking::Budget;
        let schema = SchemaSupport::JsonSchema;
        let able = Capabilities {
            temperature: true,
            schema,
            thinking,
            thinking_tokens: 2000,
            ..Capabilities::default()
        };
        body(&request, "m", &able)
    };
    assert_eq!(asked(16).pointer("/output_config/format/type").unwrap(), "json_schema");
    let told = asked(17);
    assert_eq!(told.get("output_config"), None);
    assert!(told.pointer("/system/0/text").unwrap().as_str().unwrap().contains("JSON Schema"));
    assert_eq!(told.get("thinking"), Some(&json!({"type": "enabled", "budget_tokens": 2000})));
    assert_eq!((told.get("temperature"), told.get("max_tokens")), (None, Some(&json!(2100))));
}
