//! What is asked, byte for byte as the server reads it: the body and the headers of each provider.

use llm::{Capabilities, Limits, MaxTokensField, OpenAi, OpenAiConfig, SchemaSupport};
use serde_json::{Value, json};
use simulated_upstream::{Received, Reply, Upstream};

use super::{config, providers, read, request};

/// Path, headers (without the server's own address and the length) and body.
fn shown(received: &Received) -> Value {
    let own = ["host", "content-length"];
    let headers = received.headers.iter().filter(|(name, _)| !own.contains(&name.as_str()));
    let mut headers: Vec<String> = headers.map(|(name, value)| format!("{name}: {value}")).collect();
    headers.sort();
    json!({"path": received.path, "headers": headers, "body": received.body})
}

#[tokio::test]
async fn the_requests_are_what_the_providers_document() {
    let upstream = Upstream::start(|_| Reply::text("{}")).await.unwrap();
    for (number, provider) in (1..).zip(providers(&upstream, Limits::default())) {
        read(provider.as_ref(), request()).await.end.unwrap();
        let received = upstream.wait_for_request(number).await;
        insta::assert_json_snapshot!(format!("request_to_{}", provider.name()), shown(&received));
    }
}

/// What a model that can do this is asked.
async fn body_for(capabilities: Capabilities) -> Value {
    let upstream = Upstream::start(|_| Reply::text("{}")).await.unwrap();
    let max_tokens = MaxTokensField::MaxCompletionTokens;
    let settings = OpenAiConfig { capabilities, max_tokens, ..config(&upstream) };
    read(&OpenAi::new(settings).unwrap(), request()).await.end.unwrap();
    upstream.wait_for_request(1).await.body.clone()
}

#[tokio::test]
async fn a_model_that_knows_no_schema_is_told_it_in_the_prompt() {
    for (schema, format) in
        [(SchemaSupport::JsonObject, Some(json!({"type": "json_object"}))), (SchemaSupport::None, None)]
    {
        let body = body_for(Capabilities { schema, temperature: true, ..Capabilities::default() }).await;
        assert_eq!(body.get("response_format"), format.as_ref());
        let system = body.pointer("/messages/0/content").unwrap().as_str().unwrap();
        assert!(system.ends_with("fits this JSON Schema:\n{\"type\":\"object\"}"), "{system}");
        assert_eq!(body.get("temperature"), Some(&json!(0.3)));
        assert_eq!(body.get("max_completion_tokens"), Some(&json!(2000)));
    }
}

#[tokio::test]
async fn a_local_model_that_no_table_knows_is_held_to_the_schema_at_the_temperature_asked_for() {
    let upstream = Upstream::start(|_| Reply::text("{}")).await.unwrap();
    let provider = OpenAi::new(OpenAiConfig::new(upstream.base_url(), "qwen3:8b")).unwrap();
    let mut plain = request();
    read(&provider, plain.clone()).await.end.unwrap();
    let body = upstream.wait_for_request(1).await.body.clone();
    assert_eq!(body.pointer("/response_format/type"), Some(&json!("json_schema")));
    assert_eq!(body.get("temperature"), Some(&json!(0.3)));
    assert_eq!((body.get("max_tokens"), body.get("reasoning_effort")), (Some(&json!(2000)), None));
    (plain.temperature, plain.schema) = (None, None);
    read(&provider, plain).await.end.unwrap();
    let body = upstream.wait_for_request(2).await.body.clone();
    assert_eq!((body.get("temperature"), body.get("response_format")), (None, None));
}
