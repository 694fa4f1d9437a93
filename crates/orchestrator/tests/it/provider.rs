//! A provider without a socket: each request is answered by the next of the test's own replies, on tokio's clock.

use std::{borrow::Cow, collections::VecDeque, sync::Arc, sync::Mutex, time::Duration};

use futures::{StreamExt as _, stream, stream::BoxStream};
use llm::{Chunk, Error, Provider, Request, Stop, Usage};
use serde_json::{Map, Value};

use crate::scripted::value_of;

/// What a request is answered with.
#[derive(Debug)]
pub(crate) enum Reply {
    /// All sections of the schema, and the counts.
    Whole,
    /// The first section, the counts, and then the error.
    CutBy(Error),
    /// An error at once.
    Fails(Error),
    /// Text in place of JSON.
    Text(&'static str),
    /// Nothing, and a reason why.
    Stops(Stop),
    /// Nothing at all.
    Hangs,
}

#[derive(Debug)]
pub(crate) struct Told {
    name: &'static str,
    replies: Mutex<VecDeque<Reply>>,
}

/// After the last reply every answer is whole.
pub(crate) fn provider(name: &'static str, replies: Vec<Reply>) -> Arc<Told> {
    Arc::new(Told { name, replies: Mutex::new(replies.into()) })
}

pub(crate) fn status(status: u16, retry_after: Option<Duration>) -> Error {
    let retryable = status == 429 || status >= 500;
    Error::Status { host: "host".into(), status, message: "no".into(), retry_after, retryable }
}

pub(crate) const USAGE: Usage =
    Usage { input: 1_000, output: 500, cached: 0, cache_written: 0, reasoning: 0, estimated: false };

impl Told {
    /// Replies that nobody has asked for yet.
    pub(crate) fn left(&self) -> usize {
        self.replies.lock().unwrap().len()
    }
}

impl Provider for Told {
    fn name(&self) -> &str {
        self.name
    }

    fn model(&self) -> &str {
        match self.name {
            "gemini" => "gemini-2.5-flash",
            "claude" => "claude-sonnet-5-5",
            _ => "a-model-of-ours",
        }
    }

    fn stream(&self, request: Request) -> BoxStream<'static, Result<Chunk, Error>> {
        let sections = request.schema.unwrap().schema["properties"].as_object().unwrap().clone();
        let names: Vec<String> = sections.keys().cloned().collect();
        let answer = |names: &[String]| {
            let members = names.iter().map(|name| (name.clone(), value_of(name.parse().unwrap())));
            Value::Object(members.collect::<Map<_, _>>()).to_string()
        };
        let chunks = match self.replies.lock().unwrap().pop_front().unwrap_or(Reply::Whole) {
            Reply::Whole => {
                vec![Ok(Chunk::Content(answer(&names))), Ok(Chunk::Usage(USAGE)), Ok(Chunk::Stop(Stop::End))]
            }
            Reply::CutBy(error) => {
                let one = answer(&names[..1]);
                let cut = format!("{}, \"ri", one.strip_suffix('}').unwrap());
                vec![Ok(Chunk::Content(cut)), Ok(Chunk::Usage(USAGE)), Err(error)]
            }
            Reply::Fails(error) => vec![Err(error)],
            Reply::Text(text) => {
                vec![Ok(Chunk::Content(text.into())), Ok(Chunk::Usage(USAGE)), Ok(Chunk::Stop(Stop::End))]
            }
            Reply::Stops(stop) => vec![Ok(Chunk::Usage(USAGE)), Ok(Chunk::Stop(stop))],
            Reply::Hangs => return stream::pending().boxed(),
        };
        stream::iter(chunks).boxed()
    }

    fn without_secrets<'a>(&self, text: &'a str) -> Cow<'a, str> {
        Cow::Borrowed(text)
    }
}
