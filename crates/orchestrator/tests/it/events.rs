//! What a run tells, when, and in which order.

use std::sync::Arc;

use futures::StreamExt as _;
use model::{AuditId, EventBody, Outcome};
use orchestrator::{Auditor, PlanName, RulesAnalyst};

use crate::scripted::{
    COMPLIANCE, COMPREHENSIVE, Script, Scripted, Step, both, brief, ms, run, settings, whole,
};

fn name(body: &EventBody) -> String {
    serde_json::to_value(body).unwrap()["event"].as_str().unwrap().to_owned()
}

#[tokio::test(start_paused = true)]
async fn both_queries_start_at_once_and_the_whole_takes_as_long_as_the_slower() {
    let events = run(both(ms(8_500), ms(7_200)), settings(PlanName::Hybrid)).await;
    for (at, event) in &events {
        if let EventBody::QueryStarted { .. } = event.body {
            assert_eq!(at.as_millis(), 0);
        }
    }
    let (_, last) = events.last().unwrap();
    let EventBody::FinalResult(audit) = &last.body else { panic!("no audit") };
    let performance = &audit.performance;
    assert!((performance.total_time_ms - 8_500.0).abs() < 2.0, "{performance:?}");
    assert!((performance.query_times[COMPLIANCE] - 7_200.0).abs() < 2.0);
    let efficiency = performance.parallel_efficiency.unwrap();
    assert!((efficiency - 184.7).abs() < 0.2, "{efficiency}");
    assert_eq!(
        (performance.queries_executed, performance.queries_successful, performance.queries_failed),
        (2, 2, 0)
    );
    assert_eq!(performance.tokens_total, 2 * (900 + 400));
}

#[tokio::test(start_paused = true)]
async fn a_query_is_told_complete_the_moment_it_completes_whatever_the_other_does() {
    for (comprehensive, compliance) in [(9_000, 100), (100, 9_000)] {
        let events = run(both(ms(comprehensive), ms(compliance)), settings(PlanName::Hybrid)).await;
        for (query, expected) in [(COMPREHENSIVE, comprehensive), (COMPLIANCE, compliance)] {
            let told = events.iter().find_map(|(at, event)| match &event.body {
                EventBody::QueryCompleted { query: id, .. } if id == query => Some(at.as_millis()),
                _ => None,
            });
            assert!(told.unwrap() - u128::from(expected) <= 1, "{query} told after {told:?} ms");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn events_are_numbered_without_gaps_and_come_in_the_contracts_order() {
    let events = run(both(ms(20), ms(10)), settings(PlanName::Hybrid)).await;
    for (index, (_, event)) in events.iter().enumerate() {
        assert_eq!(event.seq, index as u64 + 1);
        assert_eq!(event.body.is_last(), index + 1 == events.len());
    }
    let names: Vec<String> = events.iter().map(|(_, event)| name(&event.body)).collect();
    assert_eq!(names[..5], ["started", "assessed", "context_prepared", "query_started", "query_started"]);
    assert_eq!(names[names.len() - 2..], ["merging", "final_result"]);
    let timestamps: Vec<_> = events.iter().map(|(_, event)| event.timestamp).collect();
    assert!(timestamps.is_sorted());
}

#[tokio::test(start_paused = true)]
async fn progress_never_falls_and_ends_at_a_hundred() {
    let events = run(both(ms(20), ms(10)), settings(PlanName::Hybrid)).await;
    for wanted in [COMPREHENSIVE, COMPLIANCE] {
        let percents: Vec<u8> = events
            .iter()
            .filter_map(|(_, event)| match &event.body {
                EventBody::QueryProgress { query, progress, .. } if query == wanted => Some(*progress),
                _ => None,
            })
            .collect();
        assert!(percents.is_sorted() && percents.last() == Some(&100), "{percents:?}");
    }
}

#[tokio::test]
async fn the_rules_alone_answer_everything_without_tokens_and_money() {
    let events = run(RulesAnalyst, settings(PlanName::Hybrid)).await;
    let EventBody::Started { recipients, .. } = &events[0].1.body else { panic!("not started first") };
    assert!(recipients.is_empty());
    let EventBody::FinalResult(audit) = &events.last().unwrap().1.body else { panic!("no audit") };
    let performance = &audit.performance;
    assert_eq!(performance.tokens_total, 0);
    assert_eq!(performance.parallel_efficiency, None);
    assert_eq!(performance.cost.amount, Some(model::Number::ZERO));
    for query in performance.queries.values() {
        assert_eq!(
            (query.provider.as_str(), &query.model, query.outcome),
            ("rules", &None, Outcome::Complete)
        );
    }
    assert!(audit.provenance.values().all(|made_by| made_by == "rules"), "{:?}", audit.provenance);
    assert!(audit.verification.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_query_is_cut_after_fifteen_seconds_by_default() {
    let script: Script = vec![(ms(0), Step::Hangs)];
    let analyst =
        Scripted::default().with(COMPREHENSIVE, script).with(COMPLIANCE, whole(COMPLIANCE, ms(14_000)));
    let events = run(analyst, settings(PlanName::Hybrid)).await;
    let (at, error) = events
        .iter()
        .find_map(|(at, event)| match &event.body {
            EventBody::QueryFailed { query, error, .. } if query == COMPREHENSIVE => {
                Some((at.as_millis(), error))
            }
            _ => None,
        })
        .unwrap();
    assert!((15_000..=15_001).contains(&at), "{at}");
    assert_eq!(error, "timed out after 15 s");
    let completed =
        |event: &EventBody| matches!(event, EventBody::QueryCompleted { query, .. } if query == COMPLIANCE);
    assert!(events.iter().any(|(_, event)| completed(&event.body)), "the other query has a limit of its own");
}

#[tokio::test(start_paused = true)]
async fn dropping_the_run_cancels_it() {
    let analyst = Arc::new(both(ms(5_000), ms(5_000)));
    let auditor =
        Auditor::new(Arc::clone(&analyst) as Arc<dyn orchestrator::Analyst>, settings(PlanName::Hybrid));
    let mut events = Box::pin(auditor.run(AuditId::nil(), brief()));
    while let Some(event) = events.next().await {
        if matches!(event.body, EventBody::QueryStarted { .. }) {
            break;
        }
    }
    drop(events);
    drop(auditor);
    assert_eq!(Arc::strong_count(&analyst), 1, "nothing of the run is left");
}
