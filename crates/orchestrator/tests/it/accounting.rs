//! Requests, tokens and money: what is counted, and what is refused before it is spent.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use jiff::Timestamp;
use llm::{ModelTable, Usage};
use model::{EventBody, Number};
use orchestrator::{
    Accounts, LlmAnalyst, PlanName,
    accounts::{Books, Budget, Day, Limits, Purse, Refusal},
};

use crate::{
    provider::{Reply, USAGE, provider, status},
    scripted::{self, COMPLIANCE},
};

const FLASH: &str = "gemini-2.5-flash";
/// What `USAGE` costs there, in USD.
const PRICE: &str = "0.00155";
/// What it can cost at most, with the thoughts that the model is allowed.
const MOST: &str = "0.00411";

/// A clock that the test sets.
#[derive(Clone)]
struct Watch(Arc<Mutex<Timestamp>>);

impl Watch {
    fn at(time: &str) -> Self {
        Self(Arc::new(Mutex::new(time.parse().unwrap())))
    }

    fn set(&self, time: &str) {
        *self.0.lock().unwrap() = time.parse().unwrap();
    }

    fn of(&self, accounts: Accounts) -> Arc<Accounts> {
        let time = Arc::clone(&self.0);
        Arc::new(accounts.with_clock(Arc::new(move || *time.lock().unwrap())))
    }
}

fn accounts() -> Accounts {
    Accounts::new(ModelTable::embedded().unwrap())
}

fn usd(text: &str) -> Number {
    Number::parse(text).unwrap()
}

/// Asks and settles with `USAGE`.
fn spend(accounts: &Arc<Accounts>, model: &str, purse: &Purse) -> Result<(), Refusal> {
    accounts.reserve("gemini", model, USAGE, purse)?.used(USAGE);
    Ok(())
}

#[test]
fn a_days_requests_end_at_the_providers_own_midnight() {
    let watch = Watch::at("2026-11-24T07:59:00Z");
    let limits = Limits { requests_per_day: Some(2), day: Day::Pacific, ..Limits::default() };
    let accounts = watch.of(accounts().with_limits("gemini", limits));
    let purse = Purse::default();
    spend(&accounts, FLASH, &purse).unwrap();
    spend(&accounts, FLASH, &purse).unwrap();
    let refusal = spend(&accounts, FLASH, &purse).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "the limit of 2 requests a day to gemini is reached (2 made); it is free again at 2026-11-24T08:00:00Z; \
         gemini_requests_per_day changes it"
    );
    assert_eq!(refusal.wait(), None);
    assert!(accounts.reserve("claude", "claude-sonnet-5-5", USAGE, &purse).is_ok(), "others are not limited");
    watch.set("2026-11-24T08:00:00Z");
    spend(&accounts, FLASH, &purse).unwrap();
}

#[test]
fn summer_time_moves_that_midnight() {
    let watch = Watch::at("2026-07-24T06:59:00Z");
    let limits = Limits { requests_per_day: Some(0), day: Day::Pacific, ..Limits::default() };
    let accounts = watch.of(accounts().with_limits("gemini", limits));
    let refusal = spend(&accounts, FLASH, &Purse::default()).unwrap_err().to_string();
    assert!(refusal.contains("free again at 2026-07-24T07:00:00Z"), "{refusal}");
}

#[test]
fn a_minutes_requests_are_free_again_a_minute_after_the_oldest() {
    let watch = Watch::at("2026-11-24T10:00:00Z");
    let limits = Limits { requests_per_minute: Some(2), ..Limits::default() };
    let accounts = watch.of(accounts().with_limits("gemini", limits));
    let purse = Purse::default();
    spend(&accounts, FLASH, &purse).unwrap();
    watch.set("2026-11-24T10:00:20Z");
    spend(&accounts, FLASH, &purse).unwrap();
    watch.set("2026-11-24T10:00:50Z");
    let refusal = spend(&accounts, FLASH, &purse).unwrap_err();
    assert_eq!(refusal.wait(), Some(Duration::from_secs(10)));
    watch.set("2026-11-24T10:01:00Z");
    spend(&accounts, FLASH, &purse).unwrap();
    assert!(spend(&accounts, FLASH, &purse).is_err());
}

#[test]
fn money_is_set_aside_before_it_is_spent_and_given_back_where_it_was_not() {
    let watch = Watch::at("2026-11-24T10:00:00Z");
    let budget = Budget { per_audit: None, per_day: Some(usd("0.009")) };
    let accounts = watch.of(accounts().with_budget(budget));
    let purse = Purse::default();
    let first = accounts.reserve("gemini", FLASH, USAGE, &purse).unwrap();
    let mut second = accounts.reserve("gemini", FLASH, USAGE, &purse).unwrap();
    let refusal = accounts.reserve("gemini", FLASH, USAGE, &Purse::default()).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "the budget of 0.009 USD a day does not allow a request of up to 0.00411 USD (0.00822 USD spent or set aside); \
         it is free again at 2026-11-25T00:00:00Z; budget_day_usd changes it"
    );
    second.used(Usage { input: 100, output: 10, ..Usage::default() });
    drop(second);
    drop(accounts.reserve("gemini", FLASH, USAGE, &purse).unwrap());
    drop(first);
    let account = accounts.account("gemini");
    assert_eq!(account.requests, 3);
    assert_eq!(account.tokens_input, 2_100, "what was dropped unanswered had been read");
    watch.set("2026-11-25T00:00:00Z");
    assert_eq!(accounts.account("gemini").spent_usd, Number::ZERO);
}

#[test]
fn an_audits_budget_is_its_own() {
    let budget = Budget { per_audit: Some(usd("0.005")), per_day: None };
    let accounts = Watch::at("2026-11-24T10:00:00Z").of(accounts().with_budget(budget));
    let purse = Purse::default();
    spend(&accounts, FLASH, &purse).unwrap();
    let refusal = spend(&accounts, FLASH, &purse).unwrap_err();
    let (spent, needed) = (usd(PRICE), usd(MOST));
    assert_eq!(refusal, Refusal::AuditBudget { budget: usd("0.005"), spent, needed });
    spend(&accounts, FLASH, &Purse::default()).unwrap();
    assert_eq!(accounts.account("gemini").spent_usd, usd("0.0031"));
}

#[test]
fn a_budget_cannot_be_held_where_the_price_is_not_known() {
    let watch = Watch::at("2026-11-24T10:00:00Z");
    let budget = Budget { per_audit: Some(usd("100")), per_day: None };
    let held = watch.of(accounts().with_budget(budget));
    let refusal = spend(&held, "a-model-of-ours", &Purse::default()).unwrap_err();
    assert_eq!(refusal, Refusal::UnknownPrice { model: "a-model-of-ours".into() });

    let free = watch.of(accounts());
    spend(&free, "a-model-of-ours", &Purse::default()).unwrap();
    assert_eq!((free.account("gemini").unpriced, free.account("gemini").spent_usd), (1, Number::ZERO));
}

#[test]
fn books_are_kept_and_taken_up_again() {
    let watch = Watch::at("2026-11-24T10:00:00Z");
    let limits = Limits { requests_per_day: Some(1), ..Limits::default() };
    let first = watch.of(accounts().with_limits("gemini", limits));
    spend(&first, FLASH, &Purse::default()).unwrap();
    let kept = serde_json::to_string(&first.books()).unwrap();
    let books: Books = serde_json::from_str(&kept).unwrap();
    let second = watch.of(accounts().with_limits("gemini", limits).with_books(books));
    assert_eq!(second.account("gemini"), first.account("gemini"));
    assert!(spend(&second, FLASH, &Purse::default()).is_err());
}

#[tokio::test(start_paused = true)]
async fn an_audit_stops_before_a_limit_and_the_rules_answer_the_rest() {
    let watch = Watch::at("2026-11-24T10:00:00Z");
    let limits = Limits { requests_per_day: Some(1), ..Limits::default() };
    let accounts = watch.of(accounts().with_limits("gemini", limits));
    let gemini = provider("gemini", vec![Reply::Whole]);
    let analyst = LlmAnalyst::new(gemini).then_rules().with_accounts(Arc::clone(&accounts));
    let audit = scripted::audit(analyst, scripted::settings(PlanName::Hybrid)).await;
    let mut providers: Vec<_> =
        audit.performance.queries.values().map(|query| query.provider.as_str()).collect();
    providers.sort_unstable();
    assert_eq!(providers, ["gemini", "rules"]);
    assert!(audit.warnings.iter().any(|warning| warning.message.contains("the limit of 1 requests a day")));
    assert_eq!(accounts.account("gemini").spent_usd, usd(PRICE));
}

#[tokio::test(start_paused = true)]
async fn a_budget_that_forbids_everything_is_one_clear_error_and_nobody_is_asked() {
    let budget = Budget { per_audit: Some(usd("0.0001")), per_day: None };
    let accounts = Watch::at("2026-11-24T10:00:00Z").of(accounts().with_budget(budget));
    let gemini = provider("gemini", vec![Reply::Fails(status(500, None))]);
    let analyst = LlmAnalyst::new(Arc::clone(&gemini) as Arc<_>).with_accounts(accounts);
    let bodies = scripted::bodies(analyst, scripted::settings(PlanName::Hybrid)).await;
    let Some(EventBody::Error { causes, .. }) = bodies.last() else { panic!("no error") };
    assert!(causes.iter().all(|cause| cause.contains("the budget of 0.0001 USD for an audit")), "{causes:?}");
    assert_eq!(gemini.left(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_minutes_limit_is_waited_for_within_the_deadline() {
    let time = Arc::new(Mutex::new("2026-11-24T10:00:50Z".parse::<Timestamp>().unwrap()));
    let started = tokio::time::Instant::now();
    let limits = Limits { requests_per_minute: Some(1), ..Limits::default() };
    let books = serde_json::json!({"providers": {"gemini": {
        "quota_day": "2026-11-24", "requests": 1, "recent": ["2026-11-24T09:59:55Z"], "day": "2026-11-24",
        "tokens_input": 0, "tokens_output": 0, "spent_usd": 0, "unpriced": 0,
    }}});
    let clock = move || {
        let passed = jiff::SignedDuration::try_from(started.elapsed()).unwrap();
        time.lock().unwrap().checked_add(passed).unwrap()
    };
    let accounts = accounts()
        .with_limits("gemini", limits)
        .with_books(serde_json::from_value(books).unwrap())
        .with_clock(Arc::new(clock));
    let analyst = LlmAnalyst::new(provider("gemini", vec![])).with_accounts(Arc::new(accounts));
    let bodies = scripted::bodies(analyst, scripted::settings(PlanName::Hybrid)).await;
    let retry = bodies.iter().find_map(|body| match body {
        EventBody::QueryRetrying { attempt, wait_ms, reason, .. } => {
            Some((*attempt, *wait_ms, reason.clone()))
        }
        _ => None,
    });
    let (attempt, wait, reason) = retry.unwrap();
    assert_eq!((attempt, wait), (1, 5_000.0), "{reason}");
    let Some(EventBody::FinalResult(audit)) = bodies.last() else { panic!("no audit") };
    assert_eq!(audit.performance.queries_failed, 1, "the second would have to wait for a whole minute");
    assert!(audit.performance.queries.contains_key(COMPLIANCE));
}
