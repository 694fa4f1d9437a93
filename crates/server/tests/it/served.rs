//! A running service on a free port with a journal of its own, and a client for it.

use std::{sync::Arc, time::Duration};

use futures::StreamExt as _;
use journal::{Journal, Sqlite};
use llm::{OpenAi, OpenAiConfig};
use metrics_exporter_prometheus::PrometheusBuilder;
use model::Options;
use orchestrator::{Analyst, Auditor, LlmAnalyst, RulesAnalyst, Settings};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::{Map, Value, json};
use server::{Auditors, Config, Limits, Service};
use simulated_upstream::{Received, Reply, Upstream};
use tempfile::TempDir;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// A service that runs until it is dropped.
pub(crate) struct Served {
    pub(crate) base: String,
    pub(crate) journal: Arc<dyn Journal>,
    pub(crate) closing: CancellationToken,
    client: reqwest::Client,
    tasks: JoinSet<()>,
    folder: Option<TempDir>,
}

/// One server-sent event.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sse {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) data: Value,
}

pub(crate) fn config() -> Config {
    Config {
        token_required: false,
        providers: vec!["auto".to_owned(), "rules".to_owned()],
        limits: Limits::default(),
        keep_days: None,
        drain: Duration::from_millis(200),
        worker: true,
        figures: PrometheusBuilder::new().build_recorder().handle(),
    }
}

/// Auditors that ask the rules.
pub(crate) fn rules() -> Auditors {
    made(Arc::new(RulesAnalyst))
}

/// Auditors that ask the upstream.
pub(crate) fn asking(upstream: &Upstream) -> Auditors {
    let provider = OpenAi::new(OpenAiConfig::new(upstream.base_url(), "gpt-6-luna")).unwrap();
    made(Arc::new(LlmAnalyst::new(Arc::new(provider))))
}

fn made(analyst: Arc<dyn Analyst>) -> Auditors {
    let auditor = Auditor::new(analyst, Settings::new().unwrap());
    Auditors::new(move |options: &Options| match options.provider.as_deref() {
        None | Some("auto" | "rules") => Ok(auditor.clone()),
        Some(other) => Err(format!("provider {other:?} is not known here")),
    })
}

/// Every section asked for, most of them empty.
pub(crate) fn answer(request: &Received) -> Reply {
    let schema = &request.body["response_format"]["json_schema"]["schema"]["properties"];
    let sections = schema.as_object().unwrap().keys().map(|name| {
        let value = match name.as_str() {
            "compliance_status" => json!({ "overall": "CONDITIONAL", "summary": "Data are missing." }),
            "confidence" => json!(0.5),
            name if name.ends_with("analysis")
                || name.ends_with("summary")
                || name.ends_with("breakdown") =>
            {
                json!({})
            }
            "final_specification" => json!({ "element": "strip", "concrete_class": "C20/25" }),
            _ => json!([]),
        };
        (name.clone(), value)
    });
    Reply::json(&Value::Object(sections.collect::<Map<_, _>>())).paced(60, Duration::ZERO)
}

/// Whether a request is the compliance query.
pub(crate) fn is_compliance(request: &Received) -> bool {
    request.body["response_format"]["json_schema"]["name"] == "compliance_risks"
}

pub(crate) fn brief() -> Value {
    json!({ "project_description": "Foundation strip 45 m × 0.8 m × 0.6 m, outdoor, groundwater pH 6.2" })
}

impl Served {
    pub(crate) async fn rules() -> Self {
        Self::with(rules(), config()).await
    }

    pub(crate) async fn with(auditors: Auditors, config: Config) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let journal = Arc::new(Sqlite::open(&folder.path().join("journal.db")).unwrap());
        let mut served = Self::on(journal, auditors, config).await;
        served.folder = Some(folder);
        served
    }

    pub(crate) async fn on(journal: Arc<dyn Journal>, auditors: Auditors, config: Config) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let service = Service::bind("127.0.0.1:0".parse().unwrap(), Arc::clone(&journal), auditors, config);
        let service = service.await.unwrap();
        let base = format!("http://{}", service.address());
        let closing = CancellationToken::new();
        let mut tasks = JoinSet::new();
        tasks.spawn(service.run(closing.clone()));
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { base, journal, closing, client, tasks, folder: None }
    }

    /// Keeps the journal's folder for as long as this service lives.
    pub(crate) fn keep(&mut self, folder: Option<TempDir>) {
        self.folder = folder;
    }

    /// Stops in order, and gives what the next one needs.
    pub(crate) async fn stop(mut self) -> (Arc<dyn Journal>, Option<TempDir>) {
        self.closing.cancel();
        while let Some(done) = self.tasks.join_next().await {
            done.unwrap();
        }
        (self.journal, self.folder)
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.base))
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    pub(crate) async fn json(&self, path: &str) -> Value {
        let response = self.get(path).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        body(response).await
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> RequestBuilder {
        self.request(Method::POST, path).header("content-type", "application/json").body(body.to_string())
    }

    /// Starts an audit of the usual brief and gives its address.
    pub(crate) async fn submitted(&self) -> String {
        let response = self.post("/api/v1/audits", &brief()).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::ACCEPTED);
        response.headers()["location"].to_str().unwrap().to_owned()
    }

    /// All events of an audit after a number, to the end.
    pub(crate) async fn events(&self, audit: &str, after: u64) -> Vec<Sse> {
        let last = after.to_string();
        let request = self.request(Method::GET, &format!("{audit}/events"));
        read(request.header("last-event-id", last).send().await.unwrap()).await
    }

    /// Waits until the audit is in that state.
    pub(crate) async fn wait_for(&self, audit: &str, state: &str) -> Value {
        for _ in 0..1_000 {
            let shown = self.json(audit).await;
            if shown["state"] == state {
                return shown;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{audit} never was {state}: {}", self.json(audit).await["state"]);
    }
}

pub(crate) async fn body(response: Response) -> Value {
    serde_json::from_str(&response.text().await.unwrap()).unwrap()
}

/// The events of a stream, to its end.
pub(crate) async fn read(response: Response) -> Vec<Sse> {
    assert_eq!(response.status(), StatusCode::OK);
    parse(&response.text().await.unwrap())
}

/// The first events of a stream, as many as asked for; the connection is cut then.
pub(crate) async fn read_some(response: Response, count: usize) -> Vec<Sse> {
    assert_eq!(response.status(), StatusCode::OK);
    let mut text = String::new();
    let mut chunks = response.bytes_stream();
    loop {
        let whole = text.rfind("\n\n").map_or("", |end| &text[..end]);
        let events = parse(whole);
        if events.len() >= count {
            return events[..count].to_vec();
        }
        text.push_str(std::str::from_utf8(&chunks.next().await.unwrap().unwrap()).unwrap());
    }
}

fn parse(text: &str) -> Vec<Sse> {
    let blocks = text.split("\n\n").filter(|block| block.contains("data: "));
    let field = |block: &str, name: &str| {
        let lines = block.lines().filter_map(|line| line.strip_prefix(name)).map(str::to_owned);
        lines.collect::<Vec<_>>().join("\n")
    };
    let read = |block: &str| Sse {
        id: field(block, "id: ").parse().unwrap(),
        name: field(block, "event: "),
        data: serde_json::from_str(&field(block, "data: ")).unwrap(),
    };
    blocks.map(read).collect()
}

/// A refusal, which has to be problem+json in words for a person.
pub(crate) async fn refused(request: RequestBuilder, status: u16, code: &str) -> Response {
    let response = request.send().await.unwrap();
    let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
    let (headers, found) = (response.headers().clone(), response.status().as_u16());
    let text = response.text().await.unwrap();
    assert_eq!((found, kind.as_str()), (status, "application/problem+json"), "{text}");
    let problem: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(problem["type"], format!("urn:dozor:problem:{code}"), "{text}");
    assert_eq!(problem["status"], status);
    assert!(problem["detail"].as_str().unwrap().len() > 10, "{text}");
    if matches!(status, 429 | 503) {
        assert!(headers["retry-after"].to_str().unwrap().parse::<u64>().unwrap() >= 1);
    }
    let mut again = axum::http::Response::new(text);
    *again.headers_mut() = headers;
    again.into()
}
