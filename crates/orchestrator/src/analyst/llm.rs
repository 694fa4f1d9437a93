//! A provider's model as an analyst: its token stream is cut into sections while it arrives.

use std::sync::Arc;

use async_stream::stream;
use futures::{StreamExt as _, stream::BoxStream};
use llm::{Chunk, Provider, Request, Schema, Stop, json_stream, repair, tokens};
use model::{Section, SectionName, Severity, sections::Warning};
use serde_json::Value;

use super::{Analyst, Task, Tokens, Update};

/// A reply without a single section is asked for once more.
const ATTEMPTS: u32 = 2;

/// Asks a provider's model.
#[derive(Clone, Debug)]
pub struct LlmAnalyst {
    provider: Arc<dyn Provider>,
}

impl LlmAnalyst {
    /// An analyst that asks `provider`.
    pub fn new(provider: Arc<dyn Provider>) -> Self {
        Self { provider }
    }
}

impl Analyst for LlmAnalyst {
    fn recipients(&self) -> Vec<String> {
        vec![self.provider.name().to_owned()]
    }

    fn answer(&self, task: Task) -> BoxStream<'static, Update> {
        let provider = Arc::clone(&self.provider);
        stream! {
            let mut used = Tokens::default();
            for attempt in 1..=ATTEMPTS {
                yield Update::Asked {
                    provider: provider.name().to_owned(),
                    model: Some(provider.model().to_owned()),
                    attempt,
                };
                let mut reply = Reply::new(&task, provider.as_ref(), used);
                let mut chunks = provider.stream(request(&task));
                let stop = loop {
                    match chunks.next().await {
                        Some(Ok(Chunk::Content(text))) => {
                            for update in reply.content(&text) {
                                yield update;
                            }
                        }
                        Some(Ok(Chunk::Usage(usage))) => yield Update::Usage(reply.usage(usage)),
                        Some(Ok(Chunk::Stop(stop))) => break Ok(stop),
                        Some(Err(error)) => break Err(describe(&error)),
                        None => break Err("the answer ended without a reason".to_owned()),
                    }
                };
                drop(chunks);
                let end = reply.end(&stop);
                for update in end.updates {
                    yield update;
                }
                used = end.used;
                yield Update::Usage(used);
                match end.again {
                    Some(reason) if attempt < ATTEMPTS => {
                        yield Update::Retrying {
                            attempt: attempt + 1,
                            reason,
                            wait: std::time::Duration::ZERO,
                            provider: provider.name().to_owned(),
                        };
                    }
                    Some(reason) => {
                        yield Update::Ended(Err(reason));
                        return;
                    }
                    None => {
                        yield Update::Ended(end.result);
                        return;
                    }
                }
            }
        }
        .boxed()
    }
}

fn request(task: &Task) -> Request {
    Request {
        system: task.prompt.text.clone(),
        user: task.context.to_string(),
        temperature: Some(task.prompt.temperature),
        max_output_tokens: task.prompt.max_output_tokens,
        schema: Some(Schema { name: task.prompt.id.clone(), schema: task.prompt.schema().clone() }),
    }
}

/// An error with its causes on one line.
fn describe(error: &llm::Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text = format!("{text}: {inner_text}");
        }
        cause = inner.source();
    }
    text
}

/// One attempt's answer while it arrives.
struct Reply<'a> {
    task: &'a Task,
    provider: &'a dyn Provider,
    scanner: json_stream::Sections,
    /// The answer so far, for a repair of the whole.
    text: String,
    received: Vec<SectionName>,
    characters: u64,
    received_nothing: bool,
    /// Tokens of the attempts before.
    before: Tokens,
    reported: Option<llm::Usage>,
}

/// How an attempt ended.
struct End {
    updates: Vec<Update>,
    used: Tokens,
    result: Result<(), String>,
    /// Why the query should be asked again, where it should.
    again: Option<String>,
}

impl<'a> Reply<'a> {
    fn new(task: &'a Task, provider: &'a dyn Provider, before: Tokens) -> Self {
        Self {
            task,
            provider,
            scanner: json_stream::Sections::default(),
            text: String::new(),
            received: Vec::new(),
            characters: 0,
            received_nothing: true,
            before,
            reported: None,
        }
    }

    fn content(&mut self, text: &str) -> Vec<Update> {
        if self.text.len() <= json_stream::LONGEST_TEXT {
            self.text.push_str(text);
        }
        let mut updates = Vec::new();
        if self.received_nothing {
            self.received_nothing = false;
            // What is known if the stream never gets to tell: the question was read.
            updates.push(Update::Usage(self.used()));
        }
        self.characters += text.chars().count() as u64;
        updates.push(Update::Received { tokens: self.characters.div_ceil(4) });
        for (key, raw) in self.scanner.feed(text) {
            updates.extend(self.member(&key, &raw));
        }
        updates
    }

    fn usage(&mut self, usage: llm::Usage) -> Tokens {
        self.reported = Some(usage);
        self.used()
    }

    /// The provider's figure, else an estimate marked as one; nothing where it answered nothing.
    fn used(&self) -> Tokens {
        if self.reported.is_none() && self.received_nothing {
            return self.before;
        }
        let (input, output, cached, estimated) = match &self.reported {
            Some(usage) => (usage.input, usage.output, usage.cached, usage.estimated),
            None => (self.estimated_input(), self.characters.div_ceil(4), 0, true),
        };
        Tokens {
            input: self.before.input + input,
            output: self.before.output + output,
            cached: self.before.cached + cached,
            estimated: self.before.estimated || estimated,
        }
    }

    fn estimated_input(&self) -> u64 {
        let Task { prompt, context, .. } = self.task;
        let schema = prompt.schema().to_string();
        [prompt.text.as_str(), context, &schema].into_iter().map(tokens::estimate).sum()
    }

    /// A member of the answer's object whose value is whole.
    fn member(&mut self, key: &str, raw: &str) -> Vec<Update> {
        let Some(name) = self.asked(key) else { return Vec::new() };
        let raw = &*self.provider.without_secrets(raw);
        if let Ok(value) = serde_json::from_str(raw) {
            return self.section(name, value);
        }
        let Some(repaired) = repair::repair(raw) else {
            return vec![self.note(&format!("section {name} was not used: it is not JSON"))];
        };
        let mut updates = self.section(name, repaired.value);
        updates.push(self.note(&format!("section {name} was not quite JSON and has been mended")));
        updates
    }

    /// The section of that name, if it was asked for and has not arrived yet.
    fn asked(&self, key: &str) -> Option<SectionName> {
        key.parse().ok().filter(|name| self.task.owes(*name) && !self.received.contains(name))
    }

    fn section(&mut self, name: SectionName, value: Value) -> Vec<Update> {
        match Section::from_model(name, value) {
            Ok(section) => {
                self.received.push(name);
                vec![Update::Section(Box::new(section))]
            }
            Err(error) => vec![self.note(&format!("section {name} was not used: {error}"))],
        }
    }

    fn note(&self, message: &str) -> Update {
        Update::Note(Warning {
            level: Severity::Medium,
            category: "query".to_owned(),
            message: format!("{}: {message}", self.task.prompt.id),
            recommendation: String::new(),
        })
    }

    /// Judges the attempt once nothing more comes.
    fn end(mut self, stop: &Result<Stop, String>) -> End {
        let used = self.used();
        let ending = std::mem::take(&mut self.scanner).finish();
        let mut updates = Vec::new();
        // Where the model thinks that it has finished, the whole text may be JSON but for its punctuation.
        if *stop == Ok(Stop::End) && ending != json_stream::Ending::Complete {
            updates = self.mend_whole();
        }
        let problem = match (stop, &ending) {
            (Ok(Stop::End), json_stream::Ending::Complete) => None,
            (Ok(Stop::End), _) if !updates.is_empty() => None,
            (Ok(Stop::End), json_stream::Ending::NotJson { .. }) => {
                Some("the reply is not the JSON asked for")
            }
            (Ok(Stop::End), json_stream::Ending::Cut { .. }) => Some("the JSON of the reply is broken"),
            (Ok(Stop::End), json_stream::Ending::TooLong) => Some("the reply is too long to be one"),
            (Ok(Stop::Length), _) => Some("the reply reached the limit of output tokens"),
            (Ok(Stop::ContentFilter), _) => Some("the provider's filter held the reply back"),
            (Ok(Stop::Refusal), _) => Some("the model declined to answer"),
            (Ok(Stop::Other(reason)), _) => Some(reason.as_str()),
            (Err(error), _) => Some(error.as_str()),
        };
        // Nothing was published, so nothing can be contradicted by asking again; the model ended of itself, so a
        // second answer may differ.
        let nothing_usable = *stop == Ok(Stop::End) && self.received.is_empty();
        let again = nothing_usable
            .then(|| problem.unwrap_or("the reply has none of the sections asked for").to_owned());
        let result = problem.map_or(Ok(()), |problem| Err(problem.to_owned()));
        End { updates, used, result, again }
    }

    fn mend_whole(&mut self) -> Vec<Update> {
        let Some(Value::Object(members)) =
            repair::repair(&self.provider.without_secrets(&self.text)).map(|repaired| repaired.value)
        else {
            return Vec::new();
        };
        let mut updates = Vec::new();
        for (key, value) in members {
            if let Some(name) = self.asked(&key) {
                updates.extend(self.section(name, value));
            }
        }
        if !updates.is_empty() {
            updates.push(self.note("the reply was not quite JSON and has been mended"));
        }
        updates
    }
}
