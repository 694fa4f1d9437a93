//! Serves canned answers on loopback, for trying a client of language models without a key.
//! Start at the manual; it must never listen for other machines.

use std::{fs, io::Write, net::SocketAddr, path::Path, path::PathBuf, time::Duration};

use anyhow::{Context, ensure};
use clap::Parser;
use serde::Deserialize;
use serde_json::Value;
use simulated_upstream::{Received, Reply, Upstream};

const MANUAL: &str = "\
A language model on loopback that gives canned answers through the protocols of OpenAI, Anthropic and Google.

ANSWERS is one of:
- a JSON file {\"TEXT\": ANSWER, ...}: the first ANSWER (any JSON, or a string as it is) whose TEXT
  occurs in the prompt;
- a folder of files TEXT.json, TEXT.md, TEXT.txt: the first in alphabetical order whose TEXT occurs
  in the prompt.
- in a file, an ANSWER may say how it is given: {\"simulate\": HOW, \"answer\": ANSWER} with HOW any of
  status (an HTTP error), latency_ms, stall_after, cut_after (chunks of 20 before nothing more comes,
  or the connection breaks).
Case does not matter. The TEXT `default` answers every other prompt, which is otherwise refused (404).

The base URL is printed once it listens. To have Dozor ask it:
  OPENAI_BASE_URL=http://127.0.0.1:8100/v1 OPENAI_API_KEY=none dozor audit --provider openai BRIEF";

/// Canned answers through the protocols of OpenAI, Anthropic and Google, on loopback.
#[derive(Debug, Parser)]
#[command(version, long_about = MANUAL)]
struct Arguments {
    /// JSON file or folder with the answers
    answers: PathBuf,
    /// Loopback address to listen on; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8100")]
    listen: SocketAddr,
    /// How long an answer takes from request to end, in milliseconds
    #[arg(long, default_value_t = 0)]
    latency_ms: u64,
}

/// One canned answer: the text that its prompt contains, in lower case, the content, and how it is given.
struct Answer {
    text: String,
    content: String,
    how: How,
}

/// How an answer is given; the plain way where nothing is said.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct How {
    status: Option<u16>,
    latency_ms: Option<u64>,
    stall_after: Option<usize>,
    cut_after: Option<usize>,
}

/// An answer that says how it is given.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Simulated {
    simulate: How,
    #[serde(default)]
    answer: Value,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let answers = read_answers(&arguments.answers)?;
    let latency = Duration::from_millis(arguments.latency_ms);
    let script = move |received: &Received| reply(&answers, received, latency);
    let upstream = Upstream::start_on(arguments.listen, script)
        .await
        .with_context(|| format!("cannot listen on {}", arguments.listen))?;
    writeln!(std::io::stdout(), "{}", upstream.base_url())?;
    tokio::signal::ctrl_c().await.context("cannot wait for Ctrl-C")?;
    Ok(())
}

fn reply(answers: &[Answer], received: &Received, latency: Duration) -> Reply {
    let prompt = format!("{}\n{}", received.system_prompt(), received.user_prompt()).to_lowercase();
    let chosen = answers.iter().find(|answer| answer.text != "default" && prompt.contains(&answer.text));
    let chosen = chosen.or_else(|| answers.iter().find(|answer| answer.text == "default"));
    chosen.map_or_else(
        || Reply::error(404, "no canned answer has a text that occurs in this prompt"),
        |answer| answer.reply(latency),
    )
}

impl Answer {
    fn reply(&self, latency: Duration) -> Reply {
        if let Some(status) = self.how.status {
            return Reply::error(status, "simulated failure");
        }
        let latency = self.how.latency_ms.map_or(latency, Duration::from_millis);
        let plain = Reply::text(self.content.as_str());
        let paced = if latency.is_zero() { plain } else { plain.lasting(latency) };
        match (self.how.stall_after, self.how.cut_after) {
            (Some(chunks), _) => paced.stalled_after(chunks),
            (None, Some(chunks)) => paced.closed_after(chunks),
            (None, None) => paced,
        }
    }
}

fn read_answers(path: &Path) -> anyhow::Result<Vec<Answer>> {
    let answers = if path.is_dir() { read_folder(path) } else { read_file(path) }
        .with_context(|| format!("cannot read the answers in {}", path.display()))?;
    ensure!(!answers.is_empty(), "{} holds no answers", path.display());
    Ok(answers)
}

fn read_folder(folder: &Path) -> anyhow::Result<Vec<Answer>> {
    let mut answers = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let known =
            path.extension().is_some_and(|ending| ending == "json" || ending == "md" || ending == "txt");
        if let (true, Some(stem)) = (known, path.file_stem()) {
            let content = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            answers.push(Answer {
                text: stem.to_string_lossy().to_lowercase(),
                content,
                how: How::default(),
            });
        }
    }
    answers.sort_by(|a, b| a.text.cmp(&b.text));
    Ok(answers)
}

fn read_file(file: &Path) -> anyhow::Result<Vec<Answer>> {
    let object: serde_json::Map<String, Value> = serde_json::from_str(&fs::read_to_string(file)?)?;
    let answers = object.into_iter().map(|(text, answer)| {
        let Simulated { simulate: how, answer } = if answer.get("simulate").is_some() {
            serde_json::from_value(answer).with_context(|| text.clone())?
        } else {
            Simulated { simulate: How::default(), answer }
        };
        let content = answer.as_str().map_or_else(|| answer.to_string(), str::to_owned);
        Ok(Answer { text: text.to_lowercase(), content, how })
    });
    answers.collect()
}
