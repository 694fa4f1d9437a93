//! Answers that come to a proper end.

use std::time::Duration;

use futures::StreamExt;
use llm::{Chunk, Limits, OpenAi, OpenAiConfig, Provider, Stop, Usage};
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
    let limits = Limits { idle: Duration::from_millis(60), ..Limits::default() };
    let settings = OpenAiConfig { limits, ..config(&upstream) };
    let answer = read(&OpenAi::new(settings).unwrap(), request()).await;
    assert_eq!((answer.text, answer.end.unwrap()), (content().to_string(), Stop::End));
    assert_eq!(timeout(DEADLINE, upstream.wait_for_closed(1)).await.unwrap(), Ending::ClosedByClient);
}
