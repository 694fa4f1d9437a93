//! Logs and traces: what is told about a run, to whom, and that neither key nor content is in it.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpListener,
    sync::{Arc, Mutex},
};

use serde_json::Value;
use simulated_upstream::{Reply, Upstream};

use crate::{
    dozor::example,
    providers::{dozor_for, plain, run},
};

/// A collector on loopback that keeps what it is sent. Its thread ends with the test's process.
struct Collector {
    address: String,
    received: Arc<Mutex<Vec<(String, Value)>>>,
}

impl Collector {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let received = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&received);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut reader = BufReader::new(stream.unwrap());
                let (mut head, mut length) = (String::new(), 0);
                loop {
                    let mut line = String::new();
                    if reader.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
                        break;
                    }
                    if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                        length = value.trim().parse().unwrap();
                    }
                    head.push_str(&line);
                }
                let mut body = vec![0; length];
                reader.read_exact(&mut body).unwrap();
                kept.lock().unwrap().push((head, serde_json::from_slice(&body).unwrap()));
                let answer = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";
                let _ = reader.into_inner().write_all(answer.as_bytes());
            }
        });
        Self { address, received }
    }

    /// All spans, each with its name and attributes.
    fn spans(&self) -> Vec<(String, Value)> {
        let received = self.received.lock().unwrap();
        let spans = received.iter().flat_map(|(_, body)| {
            body["resourceSpans"].as_array().unwrap().iter().flat_map(|resource| {
                resource["scopeSpans"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .flat_map(|scope| scope["spans"].as_array().unwrap())
            })
        });
        spans.map(|span| (span["name"].as_str().unwrap().to_owned(), span.clone())).collect()
    }

    fn text(&self) -> String {
        format!("{:?}", self.received.lock().unwrap())
    }
}

fn attribute<'a>(span: &'a Value, name: &str) -> Option<&'a Value> {
    let attributes = span["attributes"].as_array().unwrap();
    let found = attributes.iter().find(|attribute| attribute["key"] == name)?;
    found["value"].as_object().unwrap().values().next()
}

fn number(span: &Value, name: &str) -> Option<u64> {
    let value = attribute(span, name)?;
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collector_receives_each_attempt_by_the_conventions_names_and_no_content() {
    let collector = Collector::start();
    let upstream = Upstream::start(plain).await.unwrap();
    let dozor = dozor_for(&upstream).with_environment("OTEL_EXPORTER_OTLP_ENDPOINT", &collector.address);
    let brief = example("parking-deck.toml");
    let run = run(dozor, &["audit", &brief, "--format", "json"]).await;
    run.json();
    assert!(!run.stderr.contains("traces could not be sent"), "{}", run.stderr);
    assert!(collector.received.lock().unwrap()[0].0.starts_with("POST /v1/traces "));

    let spans = collector.spans();
    let chats: Vec<&Value> =
        spans.iter().filter(|(name, _)| name == "chat gpt-6-luna").map(|(_, span)| span).collect();
    assert_eq!(chats.len(), 2, "{spans:?}");
    for chat in &chats {
        assert_eq!(chat["kind"], 3, "a client's span");
        for (name, value) in [
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.provider.name", "openai"),
            ("gen_ai.request.model", "gpt-6-luna"),
            ("gen_ai.output.type", "json"),
        ] {
            assert_eq!(attribute(chat, name).and_then(Value::as_str), Some(value), "{name}");
        }
        assert_eq!(number(chat, "gen_ai.usage.input_tokens"), Some(1_000));
        assert_eq!(number(chat, "gen_ai.usage.output_tokens"), Some(100));
        assert!(attribute(chat, "gen_ai.response.time_to_first_chunk").unwrap().as_f64().unwrap() > 0.0);
        let parent = spans.iter().find(|(_, span)| span["spanId"] == chat["parentSpanId"]).unwrap();
        assert_eq!(parent.0, "query");
    }
    assert!(spans.iter().any(|(name, _)| name == "invoke_workflow hybrid"));
    let text = collector.text();
    for content in ["k3y", "Parking", "FACTS FROM", "technical supervisor", "a title only the model has"] {
        assert!(!text.contains(content), "{content} left this machine");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn content_is_traced_only_where_the_operator_asks_for_it_and_never_the_key() {
    let collector = Collector::start();
    let upstream = Upstream::start(|request| plain(request).header("x-echo", "none")).await.unwrap();
    let dozor = dozor_for(&upstream)
        .with_environment("OTEL_EXPORTER_OTLP_ENDPOINT", &collector.address)
        .with_environment("DOZOR_TRACE_CONTENT", "1");
    run(dozor, &["audit", &example("parking-deck.toml"), "--format", "json"]).await.json();
    let text = collector.text();
    for content in ["gen_ai.input.messages", "FACTS FROM", "a title only the model has"] {
        assert!(text.contains(content), "{content}");
    }
    assert!(!text.contains("k3y"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_attempt_carries_its_class_and_not_the_providers_words() {
    let collector = Collector::start();
    let refusal = "your brief about a Parking deck is not allowed";
    let upstream = Upstream::start(move |_| Reply::error(403, refusal)).await.unwrap();
    let dozor = dozor_for(&upstream).with_environment("OTEL_EXPORTER_OTLP_ENDPOINT", &collector.address);
    let brief = example("parking-deck.toml");
    run(dozor, &["audit", &brief, "--provider", "openai,rules", "--format", "json"]).await.json();
    let spans = collector.spans();
    let (_, chat) = spans.iter().find(|(name, _)| name.starts_with("chat")).unwrap();
    assert_eq!(attribute(chat, "error.type").and_then(Value::as_str), Some("403"));
    assert_eq!(chat["status"]["code"], 2);
    assert!(!collector.text().contains("Parking"));
}

#[tokio::test(flavor = "multi_thread")]
async fn offline_sends_no_traces_and_a_dead_collector_hurts_nobody() {
    let collector = Collector::start();
    let upstream = Upstream::start(plain).await.unwrap();
    let brief = example("parking-deck.toml");
    let dozor = || dozor_for(&upstream).with_environment("DOZOR_LANG", "en");
    let offline = dozor().with_environment("OTEL_EXPORTER_OTLP_ENDPOINT", &collector.address);
    let offline = run(offline, &["audit", &brief, "--offline", "--format", "json"]).await;
    assert!(
        offline.stderr.contains("OTEL_EXPORTER_OTLP_ENDPOINT is ignored, because offline is on"),
        "{offline:?}"
    );
    assert_eq!(collector.received.lock().unwrap().len(), 0);

    let dead = dozor().with_environment("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9");
    run(dead, &["audit", &brief, "--format", "json"]).await.json();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_at_trace_holds_no_key_and_is_silent_unless_asked_for() {
    let upstream = Upstream::start(plain).await.unwrap();
    let brief = example("parking-deck.toml");
    let silent = run(dozor_for(&upstream), &["audit", &brief, "--format", "json"]).await;
    assert!(!silent.stderr.contains("INFO"), "{}", silent.stderr);
    let dozor = dozor_for(&upstream).with_environment("DOZOR_LOG", "trace");
    // `run` looks for the key in all that was written.
    let logged = run(dozor, &["audit", &brief, "--format", "json"]).await;
    assert!(logged.stderr.contains("query ended"), "{}", logged.stderr);
    assert!(logged.stderr.contains("TRACE"), "{}", logged.stderr);

    let wrong = dozor_for(&upstream).with_environment("DOZOR_LOG", "orchestrator=loud");
    let wrong = run(wrong, &["audit", &brief]).await;
    assert!(wrong.code == 1 && wrong.stderr.contains("DOZOR_LOG"), "{wrong:?}");
}
