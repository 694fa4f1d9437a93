//! Runs against a simulated provider over real sockets.

use std::{sync::Arc, time::Duration};

use llm::{OpenAi, OpenAiConfig};
use model::{Audit, AuditId, EventBody, Outcome};
use orchestrator::{Auditor, LlmAnalyst, PlanName, Settings};
use proptest::prelude::*;
use serde_json::{Map, Value};
use simulated_upstream::{Received, Reply, Upstream};

use crate::scripted::{COMPLIANCE, COMPREHENSIVE, SETTINGS, brief, settings, value_of};

/// The prompt of which query a request carries.
pub(crate) fn query_of(request: &Received) -> &'static str {
    let asked = [COMPREHENSIVE, COMPLIANCE];
    asked
        .into_iter()
        .find(|id| request.system_prompt().starts_with(&SETTINGS.prompts.get(id).unwrap().text))
        .unwrap()
}

pub(crate) fn answer_to(query: &str) -> Value {
    let sections = SETTINGS.prompts.get(query).unwrap().sections.clone();
    Value::Object(sections.into_iter().map(|name| (name.to_string(), value_of(name))).collect::<Map<_, _>>())
}

fn auditor(upstream: &Upstream, settings: Settings) -> Auditor {
    let provider = OpenAi::new(OpenAiConfig::new(upstream.base_url(), "gpt-6-luna")).unwrap();
    Auditor::new(Arc::new(LlmAnalyst::new(Arc::new(provider))), settings)
}

async fn audit(upstream: &Upstream, settings: Settings) -> Audit {
    auditor(upstream, settings).audit(brief()).await.unwrap()
}

#[tokio::test]
async fn an_audit_by_a_model_has_its_sections_tokens_and_money() {
    let upstream =
        Upstream::start(|request| Reply::json(&answer_to(query_of(request))).usage(1_000, 500, 200));
    let upstream = upstream.await.unwrap();
    let audit = audit(&upstream, settings(PlanName::Hybrid)).await;
    assert_eq!(audit.performance.tokens_total, 3_000);
    assert_eq!(audit.versions.models[COMPREHENSIVE], "gpt-6-luna");
    assert!(audit.performance.cost.amount.unwrap() > model::Number::ZERO);
    let query = &audit.performance.queries[COMPREHENSIVE];
    assert_eq!((query.tokens_cached, query.tokens_estimated, query.attempts), (200, false, 1));
    assert!(query.time_to_first_token_ms.unwrap() <= query.time_ms);
    let request = upstream.received().into_iter().find(|request| query_of(request) == COMPREHENSIVE).unwrap();
    let user = request.user_prompt();
    assert!(user.starts_with("PROJECT DESCRIPTION:\nFoundation strip 45 m"), "{user}");
    assert!(user.contains("FACTS FROM THE RULE ENGINE"), "{user}");
}

#[tokio::test]
async fn tokens_are_estimated_and_marked_where_the_provider_counts_none() {
    let upstream = Upstream::start(|request| Reply::json(&answer_to(query_of(request))).without_usage());
    let audit = audit(&upstream.await.unwrap(), settings(PlanName::Hybrid)).await;
    let query = &audit.performance.queries[COMPLIANCE];
    assert!(query.tokens_estimated && query.tokens_input > 1_000 && query.tokens_output > 50, "{query:?}");
}

#[tokio::test]
async fn a_query_that_runs_out_of_time_is_really_cancelled() {
    let upstream = Upstream::start(|request| match query_of(request) {
        COMPREHENSIVE => Reply::json(&answer_to(COMPREHENSIVE)).paced(20, Duration::ZERO).stalled_after(3),
        other => Reply::json(&answer_to(other)),
    });
    let upstream = upstream.await.unwrap();
    let mut settings = settings(PlanName::Hybrid);
    settings.plan = settings.plan.with_timeout(Duration::from_millis(300));
    let audit = audit(&upstream, settings).await;
    assert_eq!(audit.performance.queries[COMPREHENSIVE].error.as_deref(), Some("timed out after 0.3 s"));
    assert_eq!(audit.performance.queries[COMPLIANCE].outcome, Outcome::Complete);
    let cut = &audit.performance.queries[COMPREHENSIVE];
    assert!(
        cut.tokens_estimated && cut.tokens_input > 1_000 && cut.tokens_output > 0,
        "a cut answer is not free: {cut:?}"
    );
    let stalled = upstream.received().into_iter().find(|request| query_of(request) == COMPREHENSIVE).unwrap();
    let ending = upstream.wait_for_closed(stalled.number).await;
    assert_eq!(ending, simulated_upstream::Ending::ClosedByClient, "the upstream sees the connection closed");
}

#[tokio::test]
async fn a_stream_that_is_cut_in_the_middle_is_partial() {
    let upstream = Upstream::start(|request| match query_of(request) {
        COMPREHENSIVE => Reply::json(&answer_to(COMPREHENSIVE)).paced(60, Duration::ZERO).cut_after(6),
        other => Reply::json(&answer_to(other)),
    });
    let audit = audit(&upstream.await.unwrap(), settings(PlanName::Hybrid)).await;
    let query = &audit.performance.queries[COMPREHENSIVE];
    assert_eq!(query.outcome, Outcome::Partial);
    assert!(
        query.error.as_deref().unwrap().contains("broke before the answer was whole"),
        "{:?}",
        query.error
    );
    assert!(audit.exposure_analysis.is_some(), "its first section had arrived whole");
    assert!(audit.cost_summary.is_none());
    assert_eq!(audit.performance.queries[COMPLIANCE].outcome, Outcome::Complete);
}

#[tokio::test]
async fn an_upstream_that_refuses_everything_is_one_clear_error() {
    let upstream = Upstream::start(|_| Reply::error(503, "overloaded")).await.unwrap();
    let error = auditor(&upstream, settings(PlanName::Hybrid)).audit(brief()).await.unwrap_err().to_string();
    assert!(error.starts_with("All hybrid queries failed\n  comprehensive_analysis: "), "{error}");
    assert_eq!(error.matches("overloaded").count(), 2, "{error}");
}

#[tokio::test]
async fn a_reply_that_is_no_json_is_asked_for_once_more() {
    let upstream = Upstream::start(|request| match request.number {
        1..=3 => Reply::text("I would rather talk about the weather."),
        _ => Reply::json(&answer_to(query_of(request))),
    });
    let upstream = upstream.await.unwrap();
    let mut retries = 0;
    let mut audit = None;
    let mut events = Box::pin(auditor(&upstream, settings(PlanName::Hybrid)).run(AuditId::nil(), brief()));
    while let Some(event) = futures::StreamExt::next(&mut events).await {
        match event.body {
            EventBody::QueryRetrying { attempt, reason, .. } => {
                assert_eq!((attempt, reason.as_str()), (2, "the reply is not the JSON asked for"));
                retries += 1;
            }
            EventBody::FinalResult(result) => audit = Some(result),
            _ => {}
        }
    }
    assert!(retries >= 1);
    let queries = audit.unwrap().performance.queries;
    let twice = queries.values().find(|query| query.attempts == 2).unwrap();
    let once = queries.values().map(|query| query.tokens_input).min().unwrap();
    assert!(twice.tokens_input >= once, "the failed attempt's tokens are counted too");
}

#[tokio::test]
async fn a_reply_in_fences_with_prose_around_it_is_read() {
    let upstream = Upstream::start(|request| {
        Reply::text(format!(
            "Here {{you}} are:\n```json\n{}\n```\nAnything else?",
            answer_to(query_of(request))
        ))
    });
    let audit = audit(&upstream.await.unwrap(), settings(PlanName::Hybrid)).await;
    assert_eq!(audit.performance.queries_successful, 2);
    assert!(audit.performance.queries.values().all(|query| query.outcome == Outcome::Complete));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_chunking_of_the_bytes_gives_the_same_audit(bytes in 1_usize..400, characters in 1_usize..200) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let sections = |reply: fn(Reply, usize, usize) -> Reply| {
            runtime.block_on(async {
                let upstream = Upstream::start(move |request| {
                    reply(Reply::json(&answer_to(query_of(request))), characters, bytes)
                });
                let mut audit = audit(&upstream.await.unwrap(), settings(PlanName::Hybrid)).await;
                audit.performance = model::Performance::default();
                audit.execution_time_seconds = 0.0;
                audit.created_at = jiff::Timestamp::UNIX_EPOCH;
                audit.audit_id = AuditId::nil();
                audit
            })
        };
        let at_once = sections(|reply, _, _| reply);
        let in_pieces =
            sections(|reply, characters, bytes| reply.paced(characters, Duration::ZERO).bytes_per_write(bytes));
        prop_assert_eq!(at_once, in_pieces);
    }
}
