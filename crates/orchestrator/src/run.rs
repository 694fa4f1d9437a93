//! One audit from the accepted brief to its last event.

use std::{fmt::Write as _, sync::Arc};

use ::rules::Assessment;
use async_stream::stream;
use futures::{Stream, StreamExt as _, stream::select_all};
use jiff::Timestamp;
use model::{Audit, AuditId, Brief, Event, EventBody, Outcome, Position};
use serde_json::{Map, Value};
use tokio::time::Instant;

use crate::{
    Analyst, Error, Plan, RulesAnalyst, Settings,
    accounts::Purse,
    analyst::Task,
    context::{self, Known},
    merge::{self, Material},
    metrics,
    query::{Answer, Step},
    resume::{self, Earlier, Told},
};

/// Audits briefs with one analyst and one set of settings.
#[derive(Clone, Debug)]
pub struct Auditor {
    analyst: Arc<dyn Analyst>,
    settings: Arc<Settings>,
}

impl Auditor {
    /// An auditor that asks `analyst`.
    pub fn new(analyst: Arc<dyn Analyst>, settings: Settings) -> Self {
        Self { analyst, settings: Arc::new(settings) }
    }

    /// Who answers.
    pub(crate) fn analyst(&self) -> &dyn Analyst {
        self.analyst.as_ref()
    }

    /// How it audits.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Audits a brief and tells each step. The last event is the audit, or an error.
    ///
    /// Nothing happens until the stream is polled. Dropping it cancels the audit and closes every connection.
    pub fn run(&self, audit_id: AuditId, brief: Brief) -> impl Stream<Item = Event> + Send + 'static {
        events(self.clone(), audit_id, brief, Earlier::default())
    }

    /// Audits a brief and gives the audit alone. Dropping the future cancels it.
    pub async fn audit(&self, brief: Brief) -> Result<Audit, Error> {
        brief.check()?;
        let mut events = std::pin::pin!(self.run(AuditId::now_v7(), brief));
        while let Some(event) = events.next().await {
            match event.body {
                EventBody::FinalResult(audit) => return Ok(*audit),
                EventBody::Error { message, causes, .. } => {
                    return Err(Error::AllQueriesFailed { message, causes });
                }
                _ => {}
            }
        }
        Err(Error::Cancelled)
    }
}

/// Audits a project with the rule engine alone: no key, no network (S12).
///
/// For a model's audit build an [`Auditor`] with an [`LlmAnalyst`](crate::LlmAnalyst) and call
/// [`Auditor::audit`].
///
/// # Errors
/// [`Error::Brief`] where the description is missing, shorter than 3 or longer than 20,000 characters.
pub async fn audit(
    description: &str,
    positions: Vec<Position>,
    specifications: Map<String, Value>,
) -> Result<Audit, Error> {
    let brief =
        Brief { project_description: description.to_owned(), positions, specifications, ..Brief::default() };
    Auditor::new(Arc::new(RulesAnalyst), Settings::new()?).audit(brief).await
}

/// The events that follow the earlier ones.
pub(crate) fn events(
    auditor: Auditor,
    audit_id: AuditId,
    brief: Brief,
    earlier: Earlier,
) -> impl Stream<Item = Event> + Send + 'static {
    let numbers = futures::stream::iter(earlier.last + 1..);
    steps(auditor, audit_id, brief, earlier).zip(numbers).map(move |(body, seq)| Event {
        audit_id,
        seq,
        timestamp: Timestamp::now(),
        body,
    })
}

fn steps(
    auditor: Auditor,
    audit_id: AuditId,
    brief: Brief,
    earlier: Earlier,
) -> impl Stream<Item = EventBody> + Send + 'static {
    stream! {
        let started = Instant::now();
        let Auditor { analyst, settings } = auditor;
        if earlier.has_told(Told::End) {
            return;
        }
        let purse = Purse::default();
        let span = tracing::info_span!(
            "audit",
            otel.name = format!("invoke_workflow {}", settings.plan.name),
            gen_ai.operation.name = "invoke_workflow",
            %audit_id,
        );
        if !earlier.has_told(Told::Started) {
            yield EventBody::Started {
                plan: settings.plan.name.to_string(),
                queries: settings.plan.queries().map(|query| query.id.to_owned()).collect(),
                recipients: analyst.recipients(),
            };
        }
        let assessment = Arc::new(assess(&brief, &settings));
        if !earlier.has_told(Told::Assessed) {
            yield EventBody::Assessed { findings: Box::new(assessment.findings()) };
        }
        let grounding = if settings.grounding { assessment.grounding() } else { String::new() };
        let known = Known { grounding, read_at: assessment.read_at() };
        let context = context::prepare(&brief, &known, settings.lang, settings.context);
        if !earlier.has_told(Told::ContextPrepared) {
            yield context_prepared(&context);
        }

        let mut stages: Vec<Vec<Answer>> = Vec::new();
        for stage in &settings.plan.stages {
            let text: Arc<str> = with_earlier_answers(&context.text, &stages).into();
            let text_tokens = llm::tokens::estimate(&text);
            let asked = stage.queries.iter().filter_map(|query| {
                let prompt = Arc::clone(settings.prompts.get(query.id)?);
                let task = Task {
                    prompt,
                    context: Arc::clone(&text),
                    assessment: Arc::clone(&assessment),
                    lang: settings.lang,
                    deadline: Instant::now() + query.timeout,
                    purse: purse.clone(),
                    span: tracing::info_span!(parent: &span, "query", query = query.id),
                };
                let before = earlier.before(query.id, text_tokens);
                Some(Box::pin(resume::ask(query.clone(), Arc::clone(&analyst), task, before)))
            });
            let mut queries = select_all(asked);
            let mut answers = Vec::new();
            while let Some(step) = queries.next().await {
                match step {
                    Step::Event(event) => yield event,
                    Step::Ended(answer) => answers.push(*answer),
                }
            }
            // In the plan's order, so that nothing in the audit depends on who was first.
            answers.sort_by_key(|answer| stage.queries.iter().position(|query| query.id == answer.query.id));
            stages.push(answers);
        }

        if stages.iter().flatten().all(|answer| answer.performance.outcome == Outcome::Failed) {
            yield all_failed(&settings.plan, &stages);
            return;
        }
        if !earlier.has_told(Told::Merging) {
            yield EventBody::Merging;
        }
        let material = Material { audit_id, settings: &settings, assessment: &assessment, stages: &stages };
        let mut audit = merge::merge(&material, Timestamp::now());
        let date = audit.created_at.strftime("%F").to_string();
        audit.performance = metrics::performance(&stages, earlier.elapsed + started.elapsed(), &settings.model_prices, &date);
        audit.execution_time_seconds = audit.performance.total_time_ms / 1_000.0;
        yield EventBody::FinalResult(Box::new(audit));
    }
}

fn assess(brief: &Brief, settings: &Settings) -> Assessment {
    let settings =
        ::rules::Settings { profile: settings.profile, lang: settings.lang, prices: settings.prices.clone() };
    ::rules::assess(brief, &settings)
}

fn context_prepared(context: &context::Context) -> EventBody {
    let count = |positions: usize| u32::try_from(positions).unwrap_or(u32::MAX);
    EventBody::ContextPrepared {
        characters: context.text.chars().count() as u64,
        tokens: llm::tokens::estimate(&context.text),
        positions_shown: count(context.positions_shown),
        positions_total: count(context.positions_total),
    }
}

/// The shared context, and below it what the stages before have answered.
fn with_earlier_answers(context: &str, stages: &[Vec<Answer>]) -> String {
    let mut text = context.to_owned();
    for answer in stages.iter().flatten() {
        let members = answer.sections.iter().map(|(name, section)| (name.to_string(), section.to_value()));
        let sections = Value::Object(members.collect());
        let _ = write!(text, "\nANSWER OF {}:\n{sections}\n", answer.query.id);
    }
    text
}

fn all_failed(plan: &Plan, stages: &[Vec<Answer>]) -> EventBody {
    EventBody::Error {
        code: "all_queries_failed".to_owned(),
        message: format!("All {} queries failed", plan.name),
        causes: stages
            .iter()
            .flatten()
            .map(|answer| format!("{}: {}", answer.query.id, answer.reason()))
            .collect(),
    }
}
