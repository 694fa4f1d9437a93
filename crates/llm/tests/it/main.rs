//! The three protocols against the simulated provider, over real sockets. Nothing sleeps: what is waited for is an
//! event, or a short timeout that is the subject itself.
#![expect(clippy::unwrap_used, reason = "tests")]

mod configuration;
mod faults;
mod logs;
mod matrix;
mod requests;
mod stream;

use std::{sync::Arc, time::Duration};

use futures::StreamExt;
use llm::{
    Chunk, Claude, ClaudeConfig, Error, Gemini, GeminiConfig, Limits, OpenAi, OpenAiConfig, Provider,
    Request, Schema, Stop,
};
use serde_json::{Value, json};
use simulated_upstream::{Reply, Upstream};

/// No test takes this long unless it hangs.
const DEADLINE: Duration = Duration::from_secs(20);
const KEY: &str = "sk-test-5f0c9a11e";

fn config(upstream: &Upstream) -> OpenAiConfig {
    OpenAiConfig { key: Some(KEY.to_owned().into()), ..OpenAiConfig::new(upstream.base_url(), "gpt-6-luna") }
}

/// The three providers, each asking this server in its protocol.
fn providers(upstream: &Upstream, limits: Limits) -> [Box<dyn Provider>; 3] {
    let key = || Some(KEY.to_owned().into());
    let openai = OpenAiConfig { limits, ..config(upstream) };
    let (base_url, v1beta) = (upstream.base_url(), upstream.gemini_base_url());
    let claude = ClaudeConfig { key: key(), limits, ..ClaudeConfig::new(base_url, "claude-haiku-5-5") };
    let gemini = GeminiConfig { key: key(), limits, ..GeminiConfig::new(v1beta, "gemini-3.8-flash") };
    [
        Box::new(OpenAi::new(openai).unwrap()),
        Box::new(Claude::new(claude).unwrap()),
        Box::new(Gemini::new(gemini).unwrap()),
    ]
}

fn request() -> Request {
    Request {
        system: "You audit.".to_owned(),
        user: "Strip foundation, vnější prostředí.".to_owned(),
        temperature: Some(0.3),
        max_output_tokens: 2000,
        schema: Some(Schema { name: "audit".to_owned(), schema: json!({"type": "object"}) }),
    }
}

fn content() -> Value {
    json!({"project_summary": "Základový pás ⌀ 12 – „C30/37“", "risks": [{"title": "příliš žluťoučký kůň 🚧"}]})
}

/// An answer that has ended, in whatever way.
#[derive(Debug)]
struct Answer {
    text: String,
    usage: Option<llm::Usage>,
    end: Result<Stop, Error>,
}

/// Reads an answer to its end, which must be a stop or an error with nothing after it.
async fn read(provider: &dyn Provider, request: Request) -> Answer {
    let read = async {
        let mut stream = provider.stream(request);
        let (mut text, mut usage, mut end) = (String::new(), None, None);
        while let Some(item) = stream.next().await {
            assert!(end.is_none(), "after {end:?} came {item:?}");
            match item {
                Ok(Chunk::Content(piece)) => text.push_str(&piece),
                Ok(Chunk::Usage(counts)) => usage = Some(counts),
                Ok(Chunk::Stop(stop)) => end = Some(Ok(stop)),
                Err(error) => end = Some(Err(error)),
            }
        }
        Answer { text, usage, end: end.unwrap() }
    };
    tokio::time::timeout(DEADLINE, read).await.unwrap()
}

/// Asks a provider that gives this reply.
async fn ask(reply: Reply) -> Answer {
    let (answer, _) = ask_upstream(reply).await;
    answer
}

async fn ask_upstream(reply: Reply) -> (Answer, Arc<Upstream>) {
    let upstream = Upstream::start(move |_| reply.clone()).await.unwrap();
    let provider = OpenAi::new(config(&upstream)).unwrap();
    (read(&provider, request()).await, Arc::new(upstream))
}

/// Everything that an error says about itself and its causes.
fn everything_said(error: &(dyn std::error::Error + 'static)) -> String {
    let mut said = format!("{error} {error:?} {error:#?}");
    let mut cause = error.source();
    while let Some(inner) = cause {
        said.extend([inner.to_string(), format!("{inner:?}")]);
        cause = inner.source();
    }
    said
}
