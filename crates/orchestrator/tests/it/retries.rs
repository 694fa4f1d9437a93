//! Who is asked again, when, and who answers in the end.

use std::{sync::Arc, time::Duration};

use llm::{Error, Stop};
use model::{Audit, Event, EventBody, Outcome, SectionName};
use orchestrator::{LlmAnalyst, PlanName, analyst::Retries};

use crate::{
    provider::{Reply, Told, USAGE, provider, status},
    scripted::{self, COMPLIANCE, COMPREHENSIVE, ms},
};

/// The plan with one query alone would hide what two of them do to each other, so both run; a provider's replies are
/// taken in the order of the requests.
async fn run(analyst: LlmAnalyst) -> Vec<(Duration, Event)> {
    scripted::run(analyst, scripted::settings(PlanName::Hybrid)).await
}

/// Attempt, wait in milliseconds and provider of each retry of a query, and the reasons.
fn retries(events: &[(Duration, Event)], wanted: &str) -> (Vec<(u32, u64, String)>, Vec<String>) {
    let retry = |(_, event): &(Duration, Event)| match &event.body {
        EventBody::QueryRetrying { query, attempt, reason, wait_ms, provider } if query == wanted => {
            let wait = Duration::from_secs_f64(wait_ms / 1_000.0).as_millis();
            Some(((*attempt, u64::try_from(wait).unwrap(), provider.clone()), reason.clone()))
        }
        _ => None,
    };
    events.iter().filter_map(retry).unzip()
}

fn audit_of(events: Vec<(Duration, Event)>) -> Audit {
    match events.into_iter().next_back().unwrap().1.body {
        EventBody::FinalResult(audit) => *audit,
        other => panic!("the run ended with {other:?}"),
    }
}

fn two(reply: fn() -> Reply) -> Vec<Reply> {
    vec![reply(), reply()]
}

#[tokio::test(start_paused = true)]
async fn what_is_retryable_is_asked_again_after_a_wait_that_the_seed_decides() {
    let waits = async |seed: u64| {
        let gemini = provider("gemini", two(|| Reply::Fails(status(503, None))));
        let analyst = LlmAnalyst::new(gemini).with_retries(Retries { seed, ..Retries::default() });
        let events = run(analyst).await;
        let found = [COMPREHENSIVE, COMPLIANCE].map(|query| retries(&events, query).0);
        assert!(found.iter().flatten().all(|(attempt, wait, _)| *attempt == 2 && *wait < 500), "{found:?}");
        assert_eq!(audit_of(events).performance.queries_successful, 2);
        found
    };
    let first = waits(1).await;
    assert_ne!(first[0][0].1, first[1][0].1, "two queries do not come back together");
    assert_eq!(first, waits(1).await, "the same seed waits the same");
    assert_ne!(first, waits(2).await);
}

#[tokio::test(start_paused = true)]
async fn a_providers_own_wait_is_kept() {
    let replies = two(|| Reply::Fails(status(429, Some(Duration::from_secs(3)))));
    let events = run(LlmAnalyst::new(provider("gemini", replies))).await;
    assert_eq!(retries(&events, COMPLIANCE).0, [(2, 3_000, "gemini".to_owned())]);
    let (ended, _) = events.last().unwrap();
    assert_eq!(ended.as_secs(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_the_deadline_is_not_begun() {
    let replies = || two(|| Reply::Fails(status(429, Some(Duration::from_mins(1)))));
    let events = run(LlmAnalyst::new(provider("gemini", replies()))).await;
    let (ended, last) = events.last().unwrap();
    assert_eq!(*ended, Duration::ZERO, "nobody waits for what comes too late");
    let EventBody::Error { causes, .. } = &last.body else { panic!("{last:?}") };
    assert!(
        causes[0].contains("status 429") && causes[0].contains("in 60.0 s, which is too late"),
        "{causes:?}"
    );

    let analyst = LlmAnalyst::new(provider("gemini", replies())).then(provider("claude", vec![]));
    let events = run(analyst).await;
    assert_eq!(retries(&events, COMPREHENSIVE).0, [(2, 0, "claude".to_owned())]);
    assert_eq!(audit_of(events).versions.models[COMPREHENSIVE], "claude-sonnet-5-5");
}

#[tokio::test(start_paused = true)]
async fn what_cannot_get_better_goes_to_the_next_provider_at_once() {
    let quota = || Error::QuotaExhausted { host: "host".into(), status: 429, message: "per day".into() };
    let failures: [fn() -> Reply; 5] = [
        || Reply::Fails(status(401, None)),
        || Reply::Stops(Stop::Refusal),
        || Reply::Stops(Stop::Length),
        || Reply::Stops(Stop::ContentFilter),
        || Reply::Fails(Error::Blocked { reason: "SAFETY".into() }),
    ];
    let quota = [|| Reply::Fails(quota())].map(|reply| vec![reply(), reply()]);
    for replies in failures.into_iter().map(two).chain(quota) {
        let gemini = provider("gemini", replies);
        let analyst = LlmAnalyst::new(Arc::clone(&gemini) as Arc<_>).then(provider("claude", vec![]));
        let events = run(analyst).await;
        let (found, reasons) = retries(&events, COMPLIANCE);
        assert_eq!(found, [(2, 0, "claude".to_owned())], "{reasons:?}");
        assert_eq!(gemini.left(), 0, "each query asked once");
        let audit = audit_of(events);
        let query = &audit.performance.queries[COMPLIANCE];
        assert_eq!(
            (query.provider.as_str(), query.attempts, query.outcome),
            ("claude", 2, Outcome::Complete)
        );
        assert_eq!(audit.provenance[&SectionName::DocumentIssues], "claude-sonnet-5-5");
    }
}

#[tokio::test(start_paused = true)]
async fn a_malformed_reply_is_asked_for_once_more_and_then_given_up() {
    let chatter = || Reply::Text("I would rather talk about the weather.");
    let gemini = provider("gemini", (0..4).map(|_| chatter()).collect());
    let analyst = LlmAnalyst::new(Arc::clone(&gemini) as Arc<_>).then_rules();
    let events = run(analyst).await;
    let (found, reasons) = retries(&events, COMPLIANCE);
    assert_eq!(found, [(2, 0, "gemini".to_owned()), (3, 0, "rules".to_owned())]);
    assert_eq!(reasons[0], "the reply is not the JSON asked for");
    assert_eq!(gemini.left(), 0);
}

#[tokio::test(start_paused = true)]
async fn nobody_is_asked_again_once_a_section_was_published() {
    let claude: Arc<Told> = provider("claude", vec![]);
    let replies = vec![Reply::CutBy(status(500, None)), Reply::CutBy(Error::Truncated)];
    let analyst = LlmAnalyst::new(provider("gemini", replies)).then(claude).then_rules();
    let events = run(analyst).await;
    assert!(events.iter().all(|(_, event)| !matches!(event.body, EventBody::QueryRetrying { .. })));
    let audit = audit_of(events);
    for query in audit.performance.queries.values() {
        assert_eq!((query.outcome, query.provider.as_str(), query.attempts), (Outcome::Partial, "gemini", 1));
    }
    assert!(audit.exposure_analysis.is_some() || audit.project_summary.is_some());
    assert!(audit.cost_summary.is_none(), "what did not arrive is a default");
    assert_eq!(audit.provenance[&SectionName::CostSummary], "default");
}

#[tokio::test(start_paused = true)]
async fn rules_at_the_end_of_the_chain_answer_and_say_why() {
    let replies = two(|| Reply::Fails(status(400, None)));
    let events = run(LlmAnalyst::new(provider("gemini", replies)).then_rules()).await;
    let audit = audit_of(events);
    assert_eq!(audit.versions.models[COMPREHENSIVE], "rules");
    assert_eq!(audit.provenance[&SectionName::CostSummary], "rules");
    let query = &audit.performance.queries[COMPLIANCE];
    assert_eq!(
        (query.provider.as_str(), query.model.as_deref(), query.outcome),
        ("rules", None, Outcome::Complete)
    );
    assert!(audit.verification.is_empty(), "the rules do not check themselves");
    let told = "compliance_risks: the rule engine answered, because no model did (host answered with status 400: no)";
    assert!(audit.warnings.iter().any(|warning| warning.message == told), "{:?}", audit.warnings);
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_hangs_leaves_the_others_their_share_of_the_time() {
    let analyst = LlmAnalyst::new(provider("gemini", two(|| Reply::Hangs)))
        .then(provider("claude", two(|| Reply::Hangs)))
        .then_rules();
    let events = run(analyst).await;
    let asked: Vec<_> = events
        .iter()
        .filter_map(|(time, event)| match &event.body {
            EventBody::QueryStarted { query, provider, .. } if query == COMPLIANCE => {
                Some((time.as_millis(), provider.as_str()))
            }
            _ => None,
        })
        .collect();
    let [(0, "gemini"), (second, "claude"), (third, "rules")] = asked[..] else { panic!("{asked:?}") };
    assert!((7_450..7_550).contains(&second), "{asked:?}");
    assert!((14_900..15_000).contains(&third), "{asked:?}");
    assert_eq!(audit_of(events).performance.queries[COMPLIANCE].outcome, Outcome::Complete);
}

#[tokio::test(start_paused = true)]
async fn a_failed_attempts_tokens_and_money_are_counted_at_its_own_models_price() {
    let chatter = || Reply::Text("no");
    let gemini = provider("gemini", (0..4).map(|_| chatter()).collect());
    let analyst = LlmAnalyst::new(gemini).then(provider("claude", vec![]));
    let audit = audit_of(run(analyst).await);
    let query = &audit.performance.queries[COMPLIANCE];
    assert_eq!((query.tokens_input, query.tokens_output), (3 * USAGE.input, 3 * USAGE.output));
    // Two queries, each twice gemini-2.5-flash at 0.30/2.50 and once claude-sonnet-5-5 at 2/10 USD per million tokens.
    let flash = 1_000.0 * 0.30 + 500.0 * 2.50;
    let sonnet = 1_000.0 * 2.0 + 500.0 * 10.0;
    let expected = 2.0 * (2.0 * flash + sonnet) / 1e6;
    let amount = audit.performance.cost.amount.unwrap().to_f64();
    assert!((amount - expected).abs() < 1e-9, "{amount} {expected}");
}

#[tokio::test(start_paused = true)]
async fn a_chain_that_fails_names_every_provider_with_its_reason() {
    let gemini = provider("gemini", two(|| Reply::Fails(status(401, None))));
    let claude = provider("claude", two(|| Reply::Fails(Error::Blocked { reason: "policy".into() })));
    let events = run(LlmAnalyst::new(gemini).then(claude)).await;
    let EventBody::Error { causes, .. } = &events.last().unwrap().1.body else { panic!("no error") };
    let told = "gemini: host answered with status 401: no; claude: the provider blocked the question: policy";
    assert!(causes.iter().all(|cause| cause.ends_with(told)), "{causes:?}");
    assert_eq!(events.last().unwrap().0, ms(0));
}
