//! Everything that can go wrong with a provider, through a whole run, on each protocol and in one query or in both: it
//! ends in time, once, in order; the good query is whole; nothing stays open; what was used is counted. One table.

use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};

use futures::{StreamExt as _, stream};
use llm::{Claude, ClaudeConfig, Gemini, GeminiConfig, ModelTable, OpenAi, OpenAiConfig, Provider};
use model::{AuditId, Event, EventBody, Outcome};
use orchestrator::{Accounts, Auditor, LlmAnalyst, PlanName, analyst::Retries};
use simulated_upstream::{Reply, Upstream};
use tokio::time::Instant;

use crate::{
    scripted::{COMPLIANCE, COMPREHENSIVE, brief, settings},
    sockets::{answer_to, query_of},
};

/// For each query.
const TIMEOUT: Duration = Duration::from_secs(30);
/// For a query that hangs, which lasts as long: enough for the first sections to arrive on a machine that is busy.
const SHORT: Duration = Duration::from_secs(5);
/// How many runs go on at a time.
const AT_ONCE: usize = 16;
/// Beyond the queries' own time: the merge, and a machine that does other things.
const MARGIN: Duration = Duration::from_secs(20);

static MODELS: LazyLock<ModelTable> = LazyLock::new(|| ModelTable::embedded().unwrap());

/// How the faulty query ends.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ends {
    /// Whole, because the fault is none, or mends.
    Whole,
    /// With the sections that had arrived.
    Partial,
    /// Without any, after one attempt.
    FailsAtOnce,
    /// Without any, after several attempts.
    FailsAfterRetries,
    /// Without any, when its time is up.
    TimesOut,
}

/// A fault, made of the well-behaved answer.
struct Row {
    name: &'static str,
    fault: fn(Reply) -> Reply,
    ends: Ends,
}

const fn row(name: &'static str, ends: Ends, fault: fn(Reply) -> Reply) -> Row {
    Row { name, fault, ends }
}

/// Chunks of 60 characters: after 6 of them the first section has arrived, after one none has.
const ROWS: &[Row] = &[
    row("no fault", Ends::Whole, |reply| reply),
    row("in small pieces", Ends::Whole, |reply| reply.bytes_per_write(97)),
    row("CR LF", Ends::Whole, Reply::crlf),
    row("usage repeated", Ends::Whole, Reply::usage_repeated),
    row("no last frame", Ends::Whole, Reply::without_done),
    row("left open", Ends::Whole, Reply::left_open),
    row("no usage", Ends::Whole, Reply::without_usage),
    row("thoughts first", Ends::Whole, |reply| reply.thoughts("{\"thought\": 1}")),
    row("filtered at the end", Ends::Whole, |reply| reply.finish("content_filter")),
    row("reset at once", Ends::FailsAfterRetries, |reply| reply.cut_after(0)),
    row("reset early", Ends::FailsAfterRetries, |reply| reply.cut_after(1)),
    row("reset late", Ends::Partial, |reply| reply.cut_after(6)),
    row("closed early", Ends::FailsAfterRetries, |reply| reply.closed_after(1)),
    row("closed late", Ends::Partial, |reply| reply.closed_after(6)),
    row("ended early", Ends::FailsAfterRetries, |reply| reply.ended_after(1)),
    row("ended late", Ends::Partial, |reply| reply.ended_after(6)),
    row("error event early", Ends::FailsAfterRetries, |reply| reply.failed_after(1, "Overloaded")),
    row("error event late", Ends::Partial, |reply| reply.failed_after(6, "Overloaded")),
    row("cut JSON early", Ends::FailsAfterRetries, |reply| reply.garbled_after(1)),
    row("cut JSON late", Ends::Partial, |reply| reply.garbled_after(6)),
    row("half a character", Ends::Partial, |reply| reply.half_character_after(6)),
    row("a line without end", Ends::FailsAfterRetries, |reply| reply.huge_line_after(1, 5 << 20)),
    row("empty", Ends::FailsAfterRetries, |_| Reply::text("")),
    row("no JSON", Ends::FailsAfterRetries, |_| Reply::text("I would rather talk about the weather.")),
    row("JSON of something else", Ends::FailsAfterRetries, |_| Reply::text("{\"weather\": \"fine\"}")),
    row("length, nothing whole", Ends::FailsAtOnce, |_| {
        Reply::text("{\"project_summary\": {").finish("length")
    }),
    row("refusal", Ends::FailsAtOnce, |_| Reply::refusal("No.")),
    row("blocked", Ends::FailsAtOnce, |_| Reply::blocked_prompt()),
    row("400", Ends::FailsAtOnce, |_| Reply::error(400, "no")),
    row("401", Ends::FailsAtOnce, |_| Reply::error(401, "no")),
    row("quota used up", Ends::FailsAtOnce, |_| Reply::used_up()),
    row("429 without a hint", Ends::FailsAfterRetries, |_| Reply::rate_limited(None)),
    row("429 with a short hint", Ends::FailsAfterRetries, |_| {
        Reply::rate_limited(Some(Duration::from_secs(1))).header("retry-after-ms", "20")
    }),
    row("429 with a hint beyond the deadline", Ends::FailsAtOnce, |_| {
        Reply::rate_limited(Some(Duration::from_mins(1)))
    }),
    row("500", Ends::FailsAfterRetries, |_| Reply::error(500, "no")),
    row("503", Ends::FailsAfterRetries, |_| Reply::error(503, "no")),
    row("529", Ends::FailsAfterRetries, |_| Reply::error(529, "no")),
    row("a page", Ends::FailsAtOnce, |_| Reply::body("text/html", "<html>Sign in</html>")),
    row("an empty stream", Ends::FailsAfterRetries, |_| Reply::body("text/event-stream", "")),
    row("hangs without headers", Ends::TimesOut, Reply::without_headers),
    row("hangs before the first content", Ends::TimesOut, |reply| reply.stalled_after(0)),
    row("hangs before the first content, with pings", Ends::TimesOut, |reply| {
        reply.stalled_after(0).pings_every(Duration::from_millis(50))
    }),
    row("hangs late", Ends::Partial, |reply| reply.stalled_after(6)),
    row("hangs late, with comments", Ends::Partial, |reply| {
        reply.stalled_after(6).comments_every(Duration::from_millis(50))
    }),
];

fn providers(upstream: &Upstream) -> [Arc<dyn Provider>; 3] {
    let (base_url, v1beta) = (upstream.base_url(), upstream.gemini_base_url());
    [
        Arc::new(OpenAi::new(OpenAiConfig::new(base_url.clone(), "gpt-6-luna")).unwrap()),
        Arc::new(Claude::new(ClaudeConfig::new(base_url, "claude-haiku-5-5")).unwrap()),
        Arc::new(Gemini::new(GeminiConfig::new(v1beta, "gemini-3.8-flash")).unwrap()),
    ]
}

/// One row on one protocol, with the fault in these queries.
async fn play(row: &'static Row, protocol: usize, faulty: &'static [&'static str]) {
    let upstream = Upstream::start(move |request| {
        let query = query_of(request);
        let well = Reply::json(&answer_to(query)).paced(60, Duration::ZERO).usage(812, 240, 0);
        if faulty.contains(&query) { (row.fault)(well) } else { well }
    });
    let upstream = upstream.await.unwrap();
    let provider = providers(&upstream).into_iter().nth(protocol).unwrap();
    let context = format!("{} on {} in {faulty:?}", row.name, provider.name());
    let accounts = Arc::new(Accounts::new(MODELS.clone()));
    let first_wait = Duration::from_millis(5);
    let analyst = LlmAnalyst::new(Arc::clone(&provider))
        .with_accounts(Arc::clone(&accounts))
        .with_retries(Retries { first_wait, ..Retries::default() });
    let mut settings = settings(PlanName::Hybrid);
    settings.plan = settings.plan.with_timeout(TIMEOUT);
    let hanging = faulty.iter().filter(|_| row.name.starts_with("hangs"));
    for id in hanging {
        let queries = settings.plan.stages.iter_mut().flat_map(|stage| &mut stage.queries);
        queries.filter(|query| query.id == *id).for_each(|query| query.timeout = SHORT);
    }
    let started = Instant::now();
    let auditor = Auditor::new(Arc::new(analyst), settings);
    let events: Vec<Event> = auditor.run(AuditId::nil(), brief()).collect().await;
    assert!(started.elapsed() < TIMEOUT + MARGIN, "{context} took {:?}", started.elapsed());
    assert_in_order(&events, &context);
    for query in [COMPREHENSIVE, COMPLIANCE] {
        assert_query(&events, query, row, faulty, &context);
    }
    assert_counted(&events, &accounts, provider.name(), &context);
    // The pool goes with the last holder of the provider; what is open afterwards would be open for ever.
    drop((auditor, provider));
    let closed = tokio::time::timeout(MARGIN, upstream.wait_for_connections(0)).await;
    assert!(closed.is_ok(), "{context}: {} connections are left open", upstream.open_connections());
}

fn assert_in_order(events: &[Event], context: &str) {
    let numbers: Vec<u64> = events.iter().map(|event| event.seq).collect();
    let expected: Vec<u64> = (1..=events.len() as u64).collect();
    assert_eq!(numbers, expected, "{context}");
    let last: Vec<usize> =
        events.iter().enumerate().filter(|(_, event)| event.body.is_last()).map(|(i, _)| i).collect();
    assert_eq!(last, [events.len() - 1], "{context}: one last event, at the end");
}

fn assert_query(events: &[Event], wanted: &str, row: &Row, faulty: &[&str], context: &str) {
    let of_query = |event: &&Event| match &event.body {
        EventBody::QueryCompleted { query, .. } | EventBody::QueryFailed { query, .. } => query == wanted,
        _ => false,
    };
    let ended: Vec<&Event> = events.iter().filter(of_query).collect();
    let [ended] = ended.as_slice() else { panic!("{context}: {wanted} ended {} times", ended.len()) };
    let attempts = events
        .iter()
        .filter(|event| matches!(&event.body, EventBody::QueryStarted { query, .. } if query == wanted));
    let attempts = attempts.count();
    let ends = if faulty.contains(&wanted) { row.ends } else { Ends::Whole };
    let outcome = match &ended.body {
        EventBody::QueryCompleted { outcome, .. } => *outcome,
        _ => Outcome::Failed,
    };
    let (expected, attempts_expected) = match ends {
        Ends::Whole => (Outcome::Complete, 1..=1),
        Ends::Partial => (Outcome::Partial, 1..=1),
        Ends::FailsAtOnce | Ends::TimesOut => (Outcome::Failed, 1..=1),
        Ends::FailsAfterRetries => (Outcome::Failed, 2..=3),
    };
    assert_eq!(outcome, expected, "{context}: {wanted}: {:?}", ended.body);
    assert!(attempts_expected.contains(&attempts), "{context}: {wanted} was asked {attempts} times");
    if let EventBody::QueryFailed { error, .. } = &ended.body {
        assert_eq!(error.starts_with("timed out after 5 s"), ends == Ends::TimesOut, "{context}: {error}");
    }
}

/// The audit's tokens are those of its events, the good query's are there, and the accounts know of every request.
fn assert_counted(events: &[Event], accounts: &Accounts, provider: &str, context: &str) {
    let asked = events.iter().filter(|event| matches!(event.body, EventBody::QueryStarted { .. })).count();
    let account = accounts.account(provider);
    assert_eq!(account.requests as usize, asked, "{context}");
    let told: u64 = events
        .iter()
        .map(|event| match &event.body {
            EventBody::QueryCompleted { tokens_input, tokens_output, .. } => {
                assert!(*tokens_input >= 812 && *tokens_output > 0, "{context}: {event:?}");
                tokens_input + tokens_output
            }
            _ => 0,
        })
        .sum();
    assert!(account.tokens_input + account.tokens_output >= told, "{context}: {account:?}, {told} told");
    match &events.last().unwrap().body {
        EventBody::FinalResult(audit) => {
            assert!(audit.performance.tokens_total >= told, "{context}");
            assert!(audit.performance.cost.amount.is_some(), "{context}");
        }
        EventBody::Error { causes, .. } => assert_eq!(causes.len(), 2, "{context}"),
        other => panic!("{context} ended with {other:?}"),
    }
}

async fn play_all(protocol: usize) {
    const FAULTY: [&[&str]; 3] = [&[COMPREHENSIVE], &[COMPLIANCE], &[COMPREHENSIVE, COMPLIANCE]];
    let runs = ROWS.iter().flat_map(|row| FAULTY.map(|faulty| Box::pin(play(row, protocol, faulty))));
    Box::pin(stream::iter(runs).buffer_unordered(AT_ONCE).collect::<()>()).await;
}

#[tokio::test]
async fn every_fault_of_an_openai_compatible_server_ends_well() {
    play_all(0).await;
}

#[tokio::test]
async fn every_fault_of_claude_ends_well() {
    play_all(1).await;
}

#[tokio::test]
async fn every_fault_of_gemini_ends_well() {
    play_all(2).await;
}
