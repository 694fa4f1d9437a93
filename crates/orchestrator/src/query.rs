//! One query from its start to its end: its time limit, its progress, the check of each section as it arrives.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use async_stream::stream;
use futures::{Stream, StreamExt as _};
use llm::Usage;
use model::{
    EventBody, Outcome, QueryPerformance, Section, SectionName, Verdict, Verification,
    sections::{CheckGroup, ComplianceStatus, CostSummary, MaterialsBreakdown, Warning},
};
use tokio::time::Instant;

use crate::{
    analyst::{Analyst, Task, Update},
    plan::Query,
};

/// Output tokens that a prompt asks for: what 100 % of an answer is expected to be.
const EXPECTED_TOKENS: u64 = 1_200;
/// Percent between two events of progress where no section closes.
const PROGRESS_STEP: u8 = 10;
/// Highest percent that the amount of text alone can give.
const PROGRESS_UNFINISHED: u8 = 95;

/// What a query tells the run.
#[derive(Debug)]
pub(crate) enum Step {
    /// Something to tell.
    Event(EventBody),
    /// It has ended; nothing follows.
    Ended(Box<Answer>),
}

/// What came of a query.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) query: Query,
    /// Sections that arrived whole, as verified.
    pub(crate) sections: BTreeMap<SectionName, Section>,
    /// Sections that the query owed, shared ones left out.
    pub(crate) owed: Vec<SectionName>,
    /// Sections that a rule changed or added to.
    pub(crate) changed: Vec<SectionName>,
    pub(crate) verifications: Vec<Verification>,
    /// The model's own verdict and checks, for the judgement of the whole.
    pub(crate) claimed_status: Option<ComplianceStatus>,
    pub(crate) claimed_checks: Vec<CheckGroup>,
    /// The model's own materials and costs, to be held against each other.
    claimed_materials: Option<MaterialsBreakdown>,
    claimed_costs: Option<CostSummary>,
    pub(crate) notes: Vec<Warning>,
    /// Each attempt with its model and its tokens; no model where the rules answered.
    pub(crate) attempts: Vec<(Option<String>, Usage)>,
    pub(crate) performance: QueryPerformance,
}

/// How far a query had come before it is asked; nothing for one that is new.
#[derive(Clone, Debug, Default)]
pub(crate) struct Begun {
    /// Sections that stand, and the attempts that were paid for.
    pub(crate) answer: Option<Answer>,
    pub(crate) attempts: u32,
    pub(crate) percent: u8,
    pub(crate) time: Duration,
}

impl Answer {
    /// Nothing yet.
    pub(crate) fn new(query: Query, task: &Task) -> Self {
        Self {
            query,
            sections: BTreeMap::new(),
            owed: task.prompt.sections.iter().copied().filter(|name| !name.is_shared()).collect(),
            changed: Vec::new(),
            verifications: Vec::new(),
            claimed_status: None,
            claimed_checks: Vec::new(),
            claimed_materials: None,
            claimed_costs: None,
            notes: Vec::new(),
            attempts: Vec::new(),
            performance: QueryPerformance::default(),
        }
    }

    /// Holds a model's section against the rules; gives it as the audit carries it, with what was wrong in it.
    pub(crate) fn verify(&mut self, section: Section, task: &Task) -> (Section, Vec<Verification>) {
        match &section {
            Section::ComplianceStatus(status) => self.claimed_status = Some(status.clone()),
            Section::ComplianceChecks(groups) => self.claimed_checks.clone_from(groups),
            Section::MaterialsBreakdown(materials) => self.claimed_materials = Some(materials.clone()),
            Section::CostSummary(costs) => self.claimed_costs = Some(costs.clone()),
            _ => {}
        }
        let is_money = matches!(section, Section::MaterialsBreakdown(_) | Section::CostSummary(_));
        let mut verified = task.assessment.verify(section);
        if let (true, Some(materials), Some(costs)) = (is_money, &self.claimed_materials, &self.claimed_costs)
        {
            verified.verifications.extend(task.assessment.verify_together(materials, costs));
        }
        if verified.changed {
            self.changed.push(verified.section.name());
        }
        let contradicted = |check: &&Verification| check.verdict == Verdict::Contradicted;
        let contradictions = verified.verifications.iter().filter(contradicted).cloned().collect();
        self.verifications.extend(verified.verifications);
        (verified.section, contradictions)
    }

    /// The sections that it owed and did not give.
    pub(crate) fn missing(&self) -> Vec<SectionName> {
        self.owed.iter().copied().filter(|name| !self.sections.contains_key(name)).collect()
    }

    /// Sums the tokens of all attempts.
    pub(crate) fn count(&mut self) {
        let sum = |tokens: fn(&Usage) -> u64| self.attempts.iter().map(|(_, used)| tokens(used)).sum();
        self.performance.tokens_input = sum(|used| used.input);
        self.performance.tokens_output = sum(|used| used.output);
        self.performance.tokens_cached = sum(|used| used.cached);
        self.performance.tokens_estimated = self.attempts.iter().any(|(_, used)| used.estimated);
    }

    /// Why it is not whole.
    pub(crate) fn reason(&self) -> &str {
        self.performance.error.as_deref().unwrap_or("no answer")
    }
}

/// Asks one query. Dropping the stream cancels it and closes its connections.
pub(crate) fn ask(
    query: Query,
    analyst: Arc<dyn Analyst>,
    task: Task,
    begun: Begun,
) -> impl Stream<Item = Step> + Send {
    stream! {
        let started = Instant::now();
        let deadline = task.deadline;
        let time_before = begun.time;
        let mut state = State::new(query, &task, begun);
        let mut updates = analyst.answer(task);
        let result = loop {
            match tokio::time::timeout_at(deadline, updates.next()).await {
                Ok(Some(Update::Ended(result))) => break result,
                Ok(Some(update)) => {
                    for event in state.take(update, started) {
                        yield Step::Event(event);
                    }
                }
                Ok(None) => break Err("the answer ended without a word".to_owned()),
                Err(_) => break Err(format!("timed out after {} s", state.answer.query.timeout.as_secs_f64())),
            }
        };
        // Closes the connection of a query that ran out of time before anything else is done.
        drop(updates);
        let (events, answer) = state.finish(result, milliseconds(time_before + started.elapsed()));
        for event in events {
            yield Step::Event(event);
        }
        yield Step::Ended(Box::new(answer));
    }
}

/// A query while it is answered.
struct State {
    task: Task,
    answer: Answer,
    percent: u8,
    last_shown: u8,
    tokens: u64,
    attempts_before: u32,
}

impl State {
    fn new(query: Query, task: &Task, begun: Begun) -> Self {
        let mut answer = begun.answer.unwrap_or_else(|| Answer::new(query, task));
        answer.count();
        Self {
            task: task.clone(),
            answer,
            percent: begun.percent,
            last_shown: begun.percent,
            tokens: 0,
            attempts_before: begun.attempts,
        }
    }

    fn id(&self) -> String {
        self.answer.query.id.to_owned()
    }

    fn take(&mut self, update: Update, started: Instant) -> Vec<EventBody> {
        match update {
            Update::Asked { provider, model, attempt } => {
                let attempt = self.attempts_before + attempt;
                let performance = &mut self.answer.performance;
                performance.provider.clone_from(&provider);
                performance.model.clone_from(&model);
                performance.attempts = attempt;
                performance.time_to_first_token_ms = None;
                // Nothing of an earlier attempt was used, so nothing of it needs a remark.
                self.answer.notes.clear();
                self.answer.attempts.push((model.clone(), Usage::default()));
                vec![EventBody::QueryStarted { query: self.id(), provider, model, attempt }]
            }
            Update::Received { tokens } => {
                let first = milliseconds(started.elapsed());
                self.answer.performance.time_to_first_token_ms.get_or_insert(first);
                // The provider's own count comes last, if it comes; a cut answer is not free.
                if let Some((_, used)) = self.answer.attempts.last_mut().filter(|(_, used)| used.estimated) {
                    used.output = tokens;
                }
                self.answer.count();
                self.tokens = tokens;
                self.progress(false)
            }
            Update::Section(section) => self.section(*section),
            Update::Note(note) => {
                self.answer.notes.push(note);
                Vec::new()
            }
            Update::Usage(usage) => {
                if let Some((_, used)) = self.answer.attempts.last_mut() {
                    *used = usage;
                }
                self.answer.count();
                Vec::new()
            }
            Update::Retrying { attempt, reason, wait, provider } => {
                vec![EventBody::QueryRetrying {
                    query: self.id(),
                    attempt: self.attempts_before + attempt,
                    reason,
                    wait_ms: milliseconds(wait),
                    provider,
                }]
            }
            Update::Ended(_) => Vec::new(),
        }
    }

    fn section(&mut self, section: Section) -> Vec<EventBody> {
        let name = section.name();
        if self.answer.sections.contains_key(&name) {
            return Vec::new();
        }
        let by_a_model = self.answer.performance.model.is_some();
        let claimed = by_a_model.then(|| section.clone());
        let (section, contradictions) =
            if by_a_model { self.answer.verify(section, &self.task) } else { (section, Vec::new()) };
        let value = section.to_value();
        let claimed = claimed.filter(|claimed| *claimed != section).map(|claimed| claimed.to_value());
        self.answer.sections.insert(name, section);
        let query = self.id();
        let mut events =
            vec![EventBody::SectionCompleted { query, section: name, value, contradictions, claimed }];
        events.extend(self.progress(true));
        events
    }

    /// Percent from what has really arrived: sections that are whole, or text against what was asked for.
    fn progress(&mut self, section_closed: bool) -> Vec<EventBody> {
        let asked = self.task.prompt.sections.len().max(1);
        let by_sections = self.answer.sections.len() * 100 / asked;
        let by_text = (self.tokens * 100 / EXPECTED_TOKENS).min(PROGRESS_UNFINISHED.into());
        let arrived = u64::try_from(by_sections).unwrap_or(100).max(by_text).min(100);
        self.percent = self.percent.max(u8::try_from(arrived).unwrap_or(100));
        let show = section_closed || self.percent >= self.last_shown + PROGRESS_STEP;
        if !show {
            return Vec::new();
        }
        self.last_shown = self.percent;
        vec![EventBody::QueryProgress { query: self.id(), progress: self.percent, tokens: self.tokens }]
    }

    fn finish(mut self, result: Result<(), String>, time_ms: f64) -> (Vec<EventBody>, Answer) {
        let missing = self.answer.missing();
        let (outcome, error) = match (result, missing.is_empty()) {
            (_, true) => (Outcome::Complete, None),
            (Ok(()), false) => (outcome(&self.answer), Some("the answer left sections out".to_owned())),
            (Err(error), false) => (outcome(&self.answer), Some(error)),
        };
        tracing::info!(parent: &self.task.span, ?outcome, time_ms, "query ended");
        let performance = &mut self.answer.performance;
        performance.time_ms = time_ms;
        performance.outcome = outcome;
        performance.error.clone_from(&error);
        let query = self.answer.query.id.to_owned();
        let mut events = Vec::new();
        if outcome == Outcome::Failed {
            events.push(EventBody::QueryFailed { query, time_ms, error: error.unwrap_or_default() });
        } else {
            if outcome == Outcome::Complete && self.last_shown < 100 {
                let tokens = self.tokens;
                events.push(EventBody::QueryProgress { query: query.clone(), progress: 100, tokens });
            }
            events.push(EventBody::QueryCompleted {
                query,
                time_ms,
                outcome,
                tokens_input: performance.tokens_input,
                tokens_output: performance.tokens_output,
            });
        }
        (events, self.answer)
    }
}

/// Partial where at least one of the owed sections arrived.
fn outcome(answer: &Answer) -> Outcome {
    let arrived = answer.owed.iter().any(|name| answer.sections.contains_key(name));
    if arrived { Outcome::Partial } else { Outcome::Failed }
}

/// A duration as fractional milliseconds.
pub(crate) fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}
