//! Going on where an earlier run stopped, after a crash or for an audit of which only a part is asked again.
//!
//! What was published stands: an ended query is rebuilt from its events and asked nobody, one that was cut is asked
//! again and gives only the sections that are missing.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Duration,
};

use async_stream::stream;
use futures::{Stream, StreamExt as _};
use jiff::Timestamp;
use llm::Usage;
use model::{
    AuditId, Brief, Event, EventBody, Outcome, QueryPerformance, Section, SectionName, Verification,
};
use serde_json::Value;

use crate::{
    Analyst, Auditor,
    analyst::Task,
    plan::Query,
    query::{self, Answer, Begun, Step, milliseconds},
    run,
};

/// Why a query is asked again that was in flight when the process ended.
const RESTARTED: &str = "restarted";
/// The attempt of a query that was answered in the audit that is retried, and is not asked now.
const KEPT: u32 = 0;

impl Auditor {
    /// The providers that will see a brief; empty where the rules answer alone.
    pub fn recipients(&self) -> Vec<String> {
        self.analyst().recipients()
    }

    /// Goes on with an audit of which these events have been told already; numbers and times follow them.
    ///
    /// Queries that ended are not asked again; sections that were published stand. Gives nothing where the last event
    /// is among them. As with [`run`](Self::run), dropping the stream cancels.
    pub fn resume(
        &self,
        audit_id: AuditId,
        brief: Brief,
        earlier: &[Event],
    ) -> impl Stream<Item = Event> + Send + 'static {
        run::events(self.clone(), audit_id, brief, Earlier::read(earlier))
    }

    /// Audits a brief anew, but asks only what failed or was cut in `origin`, the events of another audit of it. What
    /// was answered there is told once more, with attempt 0, no time and no tokens. `earlier` is as in
    /// [`resume`](Self::resume).
    pub fn retry(
        &self,
        audit_id: AuditId,
        brief: Brief,
        origin: &[Event],
        earlier: &[Event],
    ) -> impl Stream<Item = Event> + Send + 'static {
        let origin = Earlier::read(origin);
        let earlier = Earlier { origin: origin.queries, ..Earlier::read(earlier) };
        run::events(self.clone(), audit_id, brief, earlier)
    }
}

/// What earlier events say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Earlier {
    /// Number of the last event.
    pub(crate) last: u64,
    /// From `started` to the last event.
    pub(crate) elapsed: Duration,
    told: BTreeSet<Told>,
    queries: BTreeMap<String, Past>,
    /// Queries of the audit that is retried.
    origin: BTreeMap<String, Past>,
}

/// What a run tells once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Told {
    Started,
    Assessed,
    ContextPrepared,
    Merging,
    End,
}

/// What earlier events say of one query.
#[derive(Clone, Debug, Default)]
pub(crate) struct Past {
    provider: String,
    model: Option<String>,
    /// Highest attempt, `None` where it was not begun.
    attempt: Option<u32>,
    begun_at: Option<Timestamp>,
    last_at: Option<Timestamp>,
    percent: u8,
    /// Output tokens of an attempt that may have been cut.
    tokens: u64,
    sections: BTreeMap<SectionName, Published>,
    end: Option<End>,
}

/// A section as it was told.
#[derive(Clone, Debug)]
struct Published {
    value: Value,
    contradictions: Vec<Verification>,
    claimed: Option<Value>,
}

#[derive(Clone, Debug)]
struct End {
    time_ms: f64,
    outcome: Outcome,
    tokens: Usage,
    error: Option<String>,
}

/// What is known of a query before it is asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Before {
    own: Past,
    origin: Past,
    /// Tokens of the shared context, for the estimate of what a cut attempt has cost.
    context_tokens: u64,
}

impl Earlier {
    fn read(events: &[Event]) -> Self {
        let mut earlier = Self::default();
        let mut began = None;
        for event in events {
            earlier.last = event.seq;
            let told = match &event.body {
                EventBody::Started { .. } => {
                    began = Some(event.timestamp);
                    Told::Started
                }
                EventBody::Assessed { .. } => Told::Assessed,
                EventBody::ContextPrepared { .. } => Told::ContextPrepared,
                EventBody::Merging => Told::Merging,
                body if body.is_last() => Told::End,
                body => {
                    earlier.query(body, event.timestamp);
                    continue;
                }
            };
            earlier.told.insert(told);
        }
        earlier.elapsed = between(began, events.last().map(|event| event.timestamp));
        earlier
    }

    fn query(&mut self, body: &EventBody, at: Timestamp) {
        let (EventBody::QueryStarted { query, .. }
        | EventBody::QueryProgress { query, .. }
        | EventBody::SectionCompleted { query, .. }
        | EventBody::QueryRetrying { query, .. }
        | EventBody::QueryCompleted { query, .. }
        | EventBody::QueryFailed { query, .. }) = body
        else {
            return;
        };
        let past = self.queries.entry(query.clone()).or_default();
        past.last_at = Some(at);
        past.take(body, at);
    }

    /// Whether it has been told already.
    pub(crate) fn has_told(&self, told: Told) -> bool {
        self.told.contains(&told)
    }

    /// What is known of the query with that id.
    pub(crate) fn before(&self, id: &str, context_tokens: u64) -> Before {
        Before {
            own: self.queries.get(id).cloned().unwrap_or_default(),
            origin: self.origin.get(id).cloned().unwrap_or_default(),
            context_tokens,
        }
    }
}

impl Past {
    fn take(&mut self, body: &EventBody, at: Timestamp) {
        match body {
            EventBody::QueryStarted { provider, model, attempt, .. } => {
                self.begun_at.get_or_insert(at);
                self.provider.clone_from(provider);
                self.model.clone_from(model);
                self.attempt = self.attempt.max(Some(*attempt));
            }
            EventBody::QueryProgress { progress, tokens, .. } => {
                self.percent = *progress;
                self.tokens = *tokens;
            }
            EventBody::SectionCompleted { section, value, contradictions, claimed, .. } => {
                let (value, contradictions, claimed) =
                    (value.clone(), contradictions.clone(), claimed.clone());
                self.sections.insert(*section, Published { value, contradictions, claimed });
            }
            EventBody::QueryCompleted { time_ms, outcome, tokens_input, tokens_output, .. } => {
                let tokens = Usage { input: *tokens_input, output: *tokens_output, ..Usage::default() };
                self.end = Some(End { time_ms: *time_ms, outcome: *outcome, tokens, error: None });
            }
            EventBody::QueryFailed { time_ms, error, .. } => {
                let (outcome, error) = (Outcome::Failed, Some(error.clone()));
                self.end = Some(End { time_ms: *time_ms, outcome, tokens: Usage::default(), error });
            }
            _ => {}
        }
    }

    fn is_whole(&self) -> bool {
        self.end.as_ref().is_some_and(|end| end.outcome == Outcome::Complete)
    }

    /// The answer as far as it had come. Sections are those that were published; what the rules say of the model's own
    /// values is asked once more, because events tell contradictions only.
    fn answer(&self, query: Query, task: &Task) -> Answer {
        let mut answer = Answer::new(query, task);
        answer.performance = QueryPerformance {
            provider: self.provider.clone(),
            model: self.model.clone(),
            attempts: self.attempt.unwrap_or(0),
            ..QueryPerformance::default()
        };
        for (name, published) in &self.sections {
            let read = |value: &Value| Section::from_published(*name, value.clone()).ok();
            let Some(section) = read(&published.value) else { continue };
            if self.model.is_some() {
                let claimed = published.claimed.as_ref().and_then(read);
                answer.verify(claimed.unwrap_or_else(|| section.clone()), task);
            }
            answer.sections.insert(*name, section);
        }
        answer
    }

    fn ended_answer(&self, end: &End, query: Query, task: &Task) -> Answer {
        let mut answer = self.answer(query, task);
        let performance = &mut answer.performance;
        performance.time_ms = end.time_ms;
        performance.outcome = end.outcome;
        performance.error.clone_from(&end.error);
        if end.outcome == Outcome::Partial {
            performance.error = Some("the answer left sections out".to_owned());
        }
        answer.attempts = vec![(self.model.clone(), end.tokens)];
        answer.count();
        answer
    }
}

/// Asks a query as far as it has not been answered before. Dropping the stream cancels it.
pub(crate) fn ask(
    query: Query,
    analyst: Arc<dyn Analyst>,
    task: Task,
    before: Before,
) -> impl Stream<Item = Step> + Send {
    stream! {
        let Before { own, origin, context_tokens } = before;
        if let Some(end) = &own.end {
            yield Step::Ended(Box::new(own.ended_answer(end, query, &task)));
            return;
        }
        let kept = Kept::of(&own, &origin, &query);
        for event in kept.events {
            yield Step::Event(event);
        }
        let past = kept.past;
        if let Some(end) = &past.end {
            yield Step::Ended(Box::new(past.ended_answer(end, query, &task)));
            return;
        }
        let mut answer = past.answer(query.clone(), &task);
        let cut = past.attempt.is_some_and(|attempt| attempt > KEPT);
        if past.attempt.is_some() && answer.missing().is_empty() {
            let (events, answer) = whole(answer, &past);
            for event in events {
                yield Step::Event(event);
            }
            yield Step::Ended(Box::new(answer));
            return;
        }
        let mut begun = Begun { percent: past.percent, ..Begun::default() };
        if cut {
            begun.attempts = past.attempt.unwrap_or(0);
            begun.time = between(past.begun_at, past.last_at);
            if past.tokens > 0 {
                let paid = Usage {
                    input: context_tokens,
                    output: past.tokens,
                    estimated: true,
                    ..Usage::default()
                };
                answer.attempts.push((past.model.clone(), paid));
            }
            yield Step::Event(EventBody::QueryRetrying {
                query: query.id.to_owned(),
                attempt: begun.attempts + 1,
                reason: RESTARTED.to_owned(),
                wait_ms: 0.0,
                provider: past.provider.clone(),
            });
        }
        answer.performance = QueryPerformance::default();
        begun.answer = Some(answer);
        let mut steps = Box::pin(query::ask(query, analyst, task, begun));
        while let Some(step) = steps.next().await {
            yield step;
        }
    }
}

/// Every section had been published, and only the end of the query was lost.
fn whole(mut answer: Answer, past: &Past) -> (Vec<EventBody>, Answer) {
    let performance = &mut answer.performance;
    performance.time_ms = milliseconds(between(past.begun_at, past.last_at));
    performance.outcome = Outcome::Complete;
    let paid = Usage { output: past.tokens, estimated: past.model.is_some(), ..Usage::default() };
    answer.attempts = vec![(past.model.clone(), paid)];
    answer.count();
    let performance = &answer.performance;
    let event = EventBody::QueryCompleted {
        query: answer.query.id.to_owned(),
        time_ms: performance.time_ms,
        outcome: Outcome::Complete,
        tokens_input: performance.tokens_input,
        tokens_output: performance.tokens_output,
    };
    (vec![event], answer)
}

/// What the audit that is retried had answered already, and has to be told in this one.
struct Kept {
    events: Vec<EventBody>,
    /// This audit's own past with it.
    past: Past,
}

impl Kept {
    fn of(own: &Past, origin: &Past, query: &Query) -> Self {
        let mut kept = Self { events: Vec::new(), past: own.clone() };
        if origin.sections.is_empty() {
            return kept;
        }
        let query = query.id.to_owned();
        if own.attempt.is_none() {
            kept.tell(EventBody::QueryStarted {
                query: query.clone(),
                provider: origin.provider.clone(),
                model: origin.model.clone(),
                attempt: KEPT,
            });
        }
        for (section, published) in &origin.sections {
            if !own.sections.contains_key(section) {
                let Published { value, contradictions, claimed } = published.clone();
                kept.tell(EventBody::SectionCompleted {
                    query: query.clone(),
                    section: *section,
                    value,
                    contradictions,
                    claimed,
                });
            }
        }
        if origin.is_whole() {
            kept.tell(EventBody::QueryCompleted {
                query,
                time_ms: 0.0,
                outcome: Outcome::Complete,
                tokens_input: 0,
                tokens_output: 0,
            });
        }
        kept
    }

    fn tell(&mut self, body: EventBody) {
        self.past.take(&body, Timestamp::UNIX_EPOCH);
        self.events.push(body);
    }
}

fn between(from: Option<Timestamp>, to: Option<Timestamp>) -> Duration {
    let (Some(from), Some(to)) = (from, to) else { return Duration::ZERO };
    Duration::try_from(to.duration_since(from)).unwrap_or_default()
}
