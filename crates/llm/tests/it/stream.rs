//! Answers that come to a proper end.

use std::time::Duration;

use futures::StreamExt;
use llm::{Chunk, Dialect, MaxTokensField, OpenAi, OpenAiConfig, Provider, SchemaSupport, Stop, Usage};
use simulated_upstream::{Ending, Reply, Upstream};
use tokio::time::timeout;

use super::{DEADLINE, ask, ask_upstream, config, content, read, request};

#[tokio::test]
async fn an_answer_arrives_whole_with_its_counts_and_its_reason() {
    let (answer, upstream) =
        ask_upstream(Reply::json(&content()).paced(7, Duration::ZERO).usage(812, 240, 512)).await;
    assert_eq!(answer.text, content().to_string());
    assert_eq!(answer.usage, Some(Usage { input: 812, output: 240, cached: 512, ..Usage::default() }));
    assert_eq!(answer.end.unwrap(), Stop::End);
    assert_eq!(upstream.wait_for_closed(1).await, Ending::Served);
}

#[tokio::test]
async fn the_same_text_arrives_however_the_bytes_come() {
    let reply = || Reply::json(&content()).paced(3, Duration::ZERO);
    for reply in [
        reply().bytes_per_write(1),
        reply().bytes_per_write(5),
        reply().crlf(),
        reply().crlf().bytes_per_write(1),
        reply().without_role(),
        reply().without_done(),
        reply().comments_every(Duration::from_millis(1)).lasting(Duration::from_millis(30)),
    ] {
        let shown = format!("{reply:?}");
        let answer = ask(reply).await;
        assert_eq!(answer.text, content().to_string(), "{shown}");
        assert_eq!(answer.end.unwrap(), Stop::End, "{shown}");
        assert!(answer.usage.is_some(), "{shown}");
    }
}

#[tokio::test]
async fn counts_that_are_missing_are_not_invented() {
    let answer = ask(Reply::json(&content()).without_usage()).await;
    assert_eq!(answer.usage, None);
    assert_eq!(answer.end.unwrap(), Stop::End);
}

#[tokio::test]
async fn every_finish_reason_has_its_stop() {
    let cases = [
        ("stop", Stop::End),
        ("length", Stop::Length),
        ("content_filter", Stop::ContentFilter),
        ("refusal", Stop::Refusal),
        ("tool_calls", Stop::Other("tool_calls".to_owned())),
    ];
    for (reason, stop) in cases {
        assert_eq!(ask(Reply::text("{}").finish(reason)).await.end.unwrap(), stop);
    }
    let refused = ask(Reply::refusal("I would rather not.")).await;
    assert_eq!((refused.text.as_str(), refused.end.unwrap()), ("", Stop::Refusal));
    assert_eq!(
        ask(Reply::text("").finish("length")).await.end.unwrap(),
        Stop::Length,
        "all tokens went into thoughts"
    );
}

#[tokio::test]
async fn nothing_is_sent_before_the_stream_is_polled_and_dropping_it_closes_the_connection() {
    let upstream =
        Upstream::start(|_| Reply::json(&content()).paced(5, Duration::ZERO).stalled_after(2)).await.unwrap();
    let provider = OpenAi::new(config(&upstream)).unwrap();
    let mut stream = provider.stream(request());
    assert!(upstream.received().is_empty());
    let first = timeout(DEADLINE, stream.next()).await.unwrap().unwrap().unwrap();
    assert!(matches!(first, Chunk::Content(_)), "{first:?}");
    assert_eq!(upstream.open_connections(), 1);
    drop(stream);
    assert_eq!(timeout(DEADLINE, upstream.wait_for_closed(1)).await.unwrap(), Ending::ClosedByClient);
    timeout(DEADLINE, upstream.wait_for_connections(0)).await.unwrap();
}

#[tokio::test]
async fn dropping_the_stream_before_the_answer_begins_closes_the_connection() {
    let upstream = Upstream::start(|_| Reply::text("late").without_headers()).await.unwrap();
    let provider = OpenAi::new(config(&upstream)).unwrap();
    let mut stream = provider.stream(request());
    tokio::select! {
        item = stream.next() => assert!(item.is_none(), "{item:?} came from a provider that says nothing"),
        _ = upstream.wait_for_request(1) => {}
    }
    drop(stream);
    assert_eq!(timeout(DEADLINE, upstream.wait_for_closed(1)).await.unwrap(), Ending::ClosedByClient);
}

#[tokio::test]
async fn a_connection_is_used_again_after_a_whole_answer() {
    let upstream = Upstream::start(|_| Reply::json(&content())).await.unwrap();
    let provider = OpenAi::new(config(&upstream)).unwrap();
    for _ in 0..5 {
        assert_eq!(read(&provider, request()).await.end.unwrap(), Stop::End);
        assert_eq!(upstream.open_connections(), 1);
    }
}

#[tokio::test]
async fn an_answer_is_over_when_it_says_so_though_the_server_keeps_the_connection_open() {
    let upstream = Upstream::start(|_| Reply::json(&content()).left_open()).await.unwrap();
    let settings = OpenAiConfig { idle_timeout: Duration::from_millis(60), ..config(&upstream) };
    let answer = read(&OpenAi::new(settings).unwrap(), request()).await;
    assert_eq!((answer.text, answer.end.unwrap()), (content().to_string(), Stop::End));
    assert_eq!(timeout(DEADLINE, upstream.wait_for_closed(1)).await.unwrap(), Ending::ClosedByClient);
}

/// What is asked, as the server reads it.
async fn body_in(dialect: Dialect) -> serde_json::Value {
    let upstream = Upstream::start(|_| Reply::text("{}")).await.unwrap();
    let provider = OpenAi::new(OpenAiConfig { dialect, ..config(&upstream) }).unwrap();
    read(&provider, request()).await.end.unwrap();
    let received = upstream.wait_for_request(1).await;
    assert_eq!(received.path, "/v1/chat/completions");
    assert_eq!(received.header("authorization"), Some("Bearer sk-test-5f0c9a11e"));
    received.body.clone()
}

#[tokio::test]
async fn the_request_is_what_openai_documents() {
    let dialect =
        Dialect { schema: SchemaSupport::JsonSchema, max_tokens: MaxTokensField::MaxCompletionTokens };
    insta::assert_json_snapshot!(body_in(dialect).await, @r#"
    {
      "model": "gpt-6-luna",
      "messages": [
        {
          "role": "system",
          "content": "You audit."
        },
        {
          "role": "user",
          "content": "Strip foundation, vnější prostředí."
        }
      ],
      "stream": true,
      "stream_options": {
        "include_usage": true
      },
      "max_completion_tokens": 2000,
      "temperature": 0.3,
      "response_format": {
        "type": "json_schema",
        "json_schema": {
          "name": "audit",
          "strict": true,
          "schema": {
            "type": "object"
          }
        }
      }
    }
    "#);
}

#[tokio::test]
async fn a_server_that_knows_no_schema_is_told_it_in_the_prompt() {
    let dialect = Dialect { schema: SchemaSupport::JsonObject, max_tokens: MaxTokensField::MaxTokens };
    insta::assert_json_snapshot!(body_in(dialect).await, @r#"
    {
      "model": "gpt-6-luna",
      "messages": [
        {
          "role": "system",
          "content": "You audit.\n\nAnswer with one JSON object that fits this JSON Schema:\n{\"type\":\"object\"}"
        },
        {
          "role": "user",
          "content": "Strip foundation, vnější prostředí."
        }
      ],
      "stream": true,
      "stream_options": {
        "include_usage": true
      },
      "max_tokens": 2000,
      "temperature": 0.3,
      "response_format": {
        "type": "json_object"
      }
    }
    "#);
    let nothing =
        body_in(Dialect { schema: SchemaSupport::None, max_tokens: MaxTokensField::MaxTokens }).await;
    assert_eq!(nothing.get("response_format"), None);
}

#[tokio::test]
async fn a_temperature_that_is_not_given_is_not_sent() {
    let upstream = Upstream::start(|_| Reply::text("{}")).await.unwrap();
    let provider = OpenAi::new(config(&upstream)).unwrap();
    let mut plain = request();
    (plain.temperature, plain.schema) = (None, None);
    read(&provider, plain).await.end.unwrap();
    let body = upstream.wait_for_request(1).await.body.clone();
    assert_eq!((body.get("temperature"), body.get("response_format")), (None, None));
}
