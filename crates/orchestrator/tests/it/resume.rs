//! A run that goes on after its process died, and an audit of which only a part is asked again.

use std::{collections::BTreeMap, sync::Arc};

use futures::StreamExt as _;
use model::{Audit, AuditId, Event, EventBody, Outcome};
use orchestrator::{Analyst, Auditor, PlanName, RulesAnalyst};

use crate::scripted::{
    COMPLIANCE, COMPREHENSIVE, MODEL, Scripted, Step, both, brief, ms, run, settings, whole,
};

async fn events_of(analyst: impl Analyst + 'static, plan: PlanName) -> Vec<Event> {
    run(analyst, settings(plan)).await.into_iter().map(|(_, event)| event).collect()
}

async fn resumed(analyst: Arc<dyn Analyst>, plan: PlanName, earlier: &[Event]) -> Vec<Event> {
    let auditor = Auditor::new(analyst, settings(plan));
    let later = auditor.resume(AuditId::nil(), brief(), earlier);
    earlier.iter().cloned().chain(later.collect::<Vec<_>>().await).collect()
}

/// The audit that the events end with, but for its times and tokens.
fn result(events: &[Event]) -> Audit {
    let Some(EventBody::FinalResult(audit)) = events.last().map(|event| event.body.clone()) else {
        panic!("no audit at the end of {events:?}");
    };
    let mut audit = *audit;
    audit.performance = model::Performance::default();
    audit.execution_time_seconds = 0.0;
    audit.created_at = jiff::Timestamp::UNIX_EPOCH;
    // A mean of fewer queries' equal figures may differ in its last digit.
    audit.confidence = (audit.confidence * 1e9).round() / 1e9;
    audit
}

fn performance(events: &[Event], query: &str) -> model::QueryPerformance {
    match &events.last().unwrap().body {
        EventBody::FinalResult(audit) => audit.performance.queries[query].clone(),
        other => panic!("{other:?}"),
    }
}

fn assert_same(found: &[Event], expected: &[Event], when: &str) {
    let [found, expected] = [found, expected].map(|events| serde_json::to_value(result(events)).unwrap());
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&found[name], value, "{name} {when}");
    }
}

/// Numbers without a gap, no section twice, one end for each query.
fn assert_consistent(events: &[Event]) {
    let numbers: Vec<u64> = events.iter().map(|event| event.seq).collect();
    assert_eq!(numbers, (1..=events.len() as u64).collect::<Vec<_>>());
    let mut told: BTreeMap<String, u32> = BTreeMap::new();
    for event in events {
        let what = match &event.body {
            EventBody::SectionCompleted { query, section, .. } => format!("{query} {section}"),
            EventBody::QueryCompleted { query, .. } | EventBody::QueryFailed { query, .. } => {
                format!("end of {query}")
            }
            EventBody::Started { .. } => "started".to_owned(),
            EventBody::Assessed { .. } => "assessed".to_owned(),
            EventBody::ContextPrepared { .. } => "context_prepared".to_owned(),
            EventBody::Merging => "merging".to_owned(),
            _ => continue,
        };
        *told.entry(what).or_default() += 1;
    }
    let doubled: Vec<_> = told.iter().filter(|(_, times)| **times > 1).collect();
    assert!(doubled.is_empty(), "{doubled:?}");
}

#[tokio::test(start_paused = true)]
async fn a_run_resumed_after_any_event_ends_with_the_same_audit() {
    for (plan, step) in [(PlanName::Hybrid, 1), (PlanName::Staged, 5)] {
        let analyst = || -> Scripted {
            let ids = ["document_validator", "structural_engineer", "concrete_specialist", "cost_estimator"];
            let rest = ["construction_planner", "standards_checker", COMPREHENSIVE, COMPLIANCE];
            ids.into_iter().chain(rest).enumerate().fold(Scripted::default(), |analyst, (index, id)| {
                analyst.with(id, whole(id, ms(10 * index as u64)))
            })
        };
        let complete = events_of(analyst(), plan).await;
        for cut in (0..complete.len()).step_by(step) {
            let again = Arc::new(analyst());
            let events = resumed(Arc::clone(&again) as Arc<dyn Analyst>, plan, &complete[..cut]).await;
            assert_consistent(&events);
            assert_same(&events, &complete, &format!("after event {cut} of plan {plan}"));
            for (query, _) in again.asked.lock().unwrap().iter() {
                let ended = complete[..cut].iter().any(
                    |event| matches!(&event.body, EventBody::QueryCompleted { query: done, .. } if done == query),
                );
                assert!(!ended, "{query} had ended before event {cut} and was asked again");
            }
        }
        let nothing = resumed(Arc::new(RulesAnalyst), plan, &complete).await;
        assert_eq!(nothing.len(), complete.len(), "nothing follows the last event");
    }
}

#[tokio::test(start_paused = true)]
async fn the_rules_own_run_resumes_after_any_event() {
    let complete = events_of(RulesAnalyst, PlanName::Hybrid).await;
    for cut in 0..complete.len() {
        let events = resumed(Arc::new(RulesAnalyst), PlanName::Hybrid, &complete[..cut]).await;
        assert_consistent(&events);
        assert_same(&events, &complete, &format!("after event {cut}"));
    }
}

#[tokio::test(start_paused = true)]
async fn a_query_cut_by_a_restart_says_so_and_takes_only_what_is_missing() {
    let complete = events_of(both(ms(10), ms(20)), PlanName::Hybrid).await;
    let third = complete
        .iter()
        .enumerate()
        .filter(|(_, event)| matches!(&event.body, EventBody::SectionCompleted { query, .. } if query == COMPREHENSIVE));
    let (cut, _) = third.clone().nth(2).unwrap();
    let events = resumed(Arc::new(both(ms(10), ms(20))), PlanName::Hybrid, &complete[..=cut]).await;
    let retrying: Vec<_> = events
        .iter()
        .filter_map(|event| match &event.body {
            EventBody::QueryRetrying { query, attempt, reason, .. } => {
                Some((query.as_str(), *attempt, reason.as_str()))
            }
            _ => None,
        })
        .collect();
    assert!(retrying.contains(&(COMPREHENSIVE, 2, "restarted")), "{retrying:?}");
    let performance = performance(&events, COMPREHENSIVE);
    assert_eq!((performance.attempts, performance.outcome), (2, Outcome::Complete));
    assert!(performance.tokens_output > 400, "the cut attempt was not free");
}

#[tokio::test(start_paused = true)]
async fn a_retry_asks_only_what_failed_and_tells_the_rest_again() {
    let failed = Scripted::default()
        .with(COMPREHENSIVE, vec![(ms(5), Step::Fails("the provider is overloaded"))])
        .with(COMPLIANCE, whole(COMPLIANCE, ms(10)));
    let origin = events_of(failed, PlanName::Hybrid).await;
    let expected = events_of(both(ms(10), ms(20)), PlanName::Hybrid).await;

    let retry = async |earlier: &[Event]| {
        let analyst = Arc::new(both(ms(10), ms(20)));
        let auditor = Auditor::new(Arc::clone(&analyst) as Arc<dyn Analyst>, settings(PlanName::Hybrid));
        let later: Vec<Event> = auditor.retry(AuditId::nil(), brief(), &origin, earlier).collect().await;
        let events: Vec<Event> = earlier.iter().cloned().chain(later).collect();
        let asked: Vec<String> = analyst.asked.lock().unwrap().keys().cloned().collect();
        (events, asked)
    };
    let (complete, asked) = retry(&[]).await;
    assert_eq!(asked, [COMPREHENSIVE]);
    assert_consistent(&complete);
    assert_same(&complete, &expected, "of the retry");
    let kept = performance(&complete, COMPLIANCE);
    assert_eq!((kept.model.as_deref(), kept.attempts, kept.tokens_input), (Some(MODEL), 0, 0));
    for cut in 0..complete.len() {
        let (events, asked) = retry(&complete[..cut]).await;
        assert_consistent(&events);
        assert_same(&events, &expected, &format!("after event {cut}"));
        assert!(!asked.contains(&COMPLIANCE.to_owned()));
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_keeps_the_sections_of_a_query_that_was_cut() {
    let mut script = whole(COMPREHENSIVE, ms(5));
    script.truncate(3);
    script.push((ms(0), Step::Fails("the connection was cut")));
    let cut = Scripted::default().with(COMPREHENSIVE, script).with(COMPLIANCE, whole(COMPLIANCE, ms(10)));
    let origin = events_of(cut, PlanName::Hybrid).await;
    let expected = events_of(both(ms(10), ms(20)), PlanName::Hybrid).await;
    let auditor = Auditor::new(Arc::new(both(ms(10), ms(20))), settings(PlanName::Hybrid));
    let events: Vec<Event> = auditor.retry(AuditId::nil(), brief(), &origin, &[]).collect().await;
    assert_consistent(&events);
    assert_same(&events, &expected, "of the retry");
    assert_eq!(performance(&events, COMPREHENSIVE).attempts, 1);
}
