//! The seam for who answers a query: a provider's model or the rule engine. The runner does not know which it has.

mod llm;
mod reply;
mod retries;
mod rules;
mod span;

use std::{fmt, sync::Arc, time::Duration};

use ::llm::Usage;
use ::rules::Assessment;
use futures::stream::BoxStream;
use model::{Lang, Section, SectionName, sections::Warning};
use tokio::time::Instant;

pub use self::{llm::LlmAnalyst, retries::Retries, rules::RulesAnalyst};
use crate::{Prompt, accounts::Purse};

/// Answers queries.
pub trait Analyst: fmt::Debug + Send + Sync {
    /// The providers that will see the brief; empty where nobody outside does.
    fn recipients(&self) -> Vec<String>;

    /// Answers one query. The last update is [`Update::Ended`]. Dropping the stream cancels the answer and closes
    /// every connection made for it.
    fn answer(&self, task: Task) -> BoxStream<'static, Update>;
}

/// One query about one brief.
#[derive(Clone, Debug)]
pub struct Task {
    /// What is asked, and which sections are owed.
    pub prompt: Arc<Prompt>,
    /// The prepared text of the brief, and of earlier stages' answers.
    pub context: Arc<str>,
    /// What the rules say about the brief.
    pub assessment: Arc<Assessment>,
    /// Language of the texts for people.
    pub lang: Lang,
    /// When the answer is no longer waited for.
    pub deadline: Instant,
    /// The money of the audit.
    pub purse: Purse,
    /// The query's span in a trace.
    pub span: tracing::Span,
}

/// What an analyst tells while it answers.
#[derive(Clone, Debug)]
pub enum Update {
    /// Somebody was asked.
    Asked {
        /// Who.
        provider: String,
        /// Which model; `None` where the rules answer.
        model: Option<String>,
        /// From 1.
        attempt: u32,
    },
    /// More of the answer arrived.
    Received {
        /// Output tokens of this attempt so far, estimated.
        tokens: u64,
    },
    /// A section is whole and of its type.
    Section(Box<Section>),
    /// Something about the answer that a person should know.
    Note(Warning),
    /// Tokens of this attempt so far; a later count replaces it.
    Usage(Usage),
    /// The query will be asked again.
    Retrying {
        /// The attempt that follows.
        attempt: u32,
        /// Why.
        reason: String,
        /// Wait before it.
        wait: Duration,
        /// Who is asked next.
        provider: String,
    },
    /// Nothing follows. `Err` says why the answer is not whole.
    Ended(Result<(), String>),
}

impl Task {
    /// Whether the query is to give that section.
    fn owes(&self, name: SectionName) -> bool {
        self.prompt.sections.contains(&name)
    }
}
