//! One attempt's answer while it arrives: sections out of the token stream, and a judgement at its end.

use std::time::Duration;

use llm::{Provider, Stop, Usage, json_stream, repair, tokens};
use model::{Section, SectionName, Severity, sections::Warning};
use serde_json::Value;

use super::{Task, Update};

/// One attempt's answer while it arrives.
pub(super) struct Reply<'a> {
    task: &'a Task,
    provider: &'a dyn Provider,
    scanner: json_stream::Sections,
    /// The answer so far, for a repair of the whole.
    text: String,
    received: Vec<SectionName>,
    characters: u64,
    received_nothing: bool,
    reported: Option<Usage>,
}

/// How an attempt ended.
pub(super) struct End {
    pub(super) updates: Vec<Update>,
    pub(super) result: Result<(), Failure>,
}

/// Why an answer is not whole.
pub(super) struct Failure {
    /// For people.
    pub(super) reason: String,
    /// For machines: a status, or a word of our own that holds nothing of what anybody wrote.
    pub(super) class: String,
    pub(super) again: Again,
}

/// Who may be asked after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// The same provider after a wait, which it may have named.
    Later(Option<Duration>),
    /// The same provider once more: the model ended of itself, so a second answer may differ.
    Once,
    /// Another provider only.
    Elsewhere,
    /// Nobody: sections were published, and a second answer could contradict them.
    Never,
}

impl<'a> Reply<'a> {
    pub(super) fn new(task: &'a Task, provider: &'a dyn Provider) -> Self {
        Self {
            task,
            provider,
            scanner: json_stream::Sections::default(),
            text: String::new(),
            received: Vec::new(),
            characters: 0,
            received_nothing: true,
            reported: None,
        }
    }

    pub(super) fn content(&mut self, text: &str) -> Vec<Update> {
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

    pub(super) fn usage(&mut self, usage: Usage) -> Usage {
        self.reported = Some(usage);
        self.used()
    }

    /// The provider's figure, else an estimate marked as one; nothing where it answered nothing.
    pub(super) fn used(&self) -> Usage {
        match self.reported {
            Some(usage) => usage,
            None if self.received_nothing => Usage::default(),
            None => Usage {
                input: self.estimated_input(),
                output: self.characters.div_ceil(4),
                estimated: true,
                ..Usage::default()
            },
        }
    }

    /// Whether any content has come.
    pub(super) fn has_begun(&self) -> bool {
        !self.received_nothing
    }

    /// Whether a section has been published.
    pub(super) fn has_published(&self) -> bool {
        !self.received.is_empty()
    }

    /// The whole text so far.
    pub(super) fn text(&self) -> &str {
        &self.text
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
    pub(super) fn end(&mut self, stop: Result<Stop, Failure>) -> End {
        let ending = std::mem::take(&mut self.scanner).finish();
        let mut updates = Vec::new();
        let stop = match stop {
            Ok(stop) => stop,
            Err(failure) => return End { updates, result: Err(self.unless_published(failure)) },
        };
        // Where the model thinks that it has finished, the whole text may be JSON but for its punctuation.
        if stop == Stop::End && ending != json_stream::Ending::Complete {
            updates = self.mend_whole();
        }
        let (class, reason, again) = match (stop, &ending) {
            (Stop::End, json_stream::Ending::Complete) if self.has_published() => {
                return End { updates, result: Ok(()) };
            }
            (Stop::End, json_stream::Ending::Complete) => {
                ("malformed_reply", "the reply has none of the sections asked for".to_owned(), Again::Once)
            }
            (Stop::End, _) if !updates.is_empty() && self.has_published() => {
                return End { updates, result: Ok(()) };
            }
            (Stop::End, json_stream::Ending::NotJson { .. }) => {
                ("malformed_reply", "the reply is not the JSON asked for".to_owned(), Again::Once)
            }
            (Stop::End, json_stream::Ending::Cut { .. }) => {
                ("malformed_reply", "the JSON of the reply is broken".to_owned(), Again::Once)
            }
            (Stop::End, json_stream::Ending::TooLong) => {
                ("malformed_reply", "the reply is too long to be one".to_owned(), Again::Once)
            }
            (Stop::Length, _) => {
                ("length", "the reply reached the limit of output tokens".to_owned(), Again::Elsewhere)
            }
            (Stop::ContentFilter, _) => {
                ("content_filter", "the provider's filter held the reply back".to_owned(), Again::Elsewhere)
            }
            (Stop::Refusal, _) => ("refusal", "the model declined to answer".to_owned(), Again::Elsewhere),
            (Stop::Other(reason), _) => {
                let reason = self.provider.without_secrets(&reason).into_owned();
                ("other", format!("the reply ended with the reason {reason:?}"), Again::Elsewhere)
            }
        };
        let failure = Failure { reason, class: class.to_owned(), again };
        End { updates, result: Err(self.unless_published(failure)) }
    }

    fn unless_published(&self, failure: Failure) -> Failure {
        if self.has_published() { Failure { again: Again::Never, ..failure } } else { failure }
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
