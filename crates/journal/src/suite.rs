//! What every journal has to pass: each function is a sentence about the trait, none knows what lies behind it.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use futures::{StreamExt as _, future::join_all};
use jiff::{Timestamp, ToSpan as _};
use model::{AuditId, Brief, Event, EventBody, Number};

use crate::{
    Admission, Claim, Error, Journal, Key, Lease, Listing, State, Submission, Token, Usage, UsageQuery,
};

/// Makes a test of every function of the suite, on a journal of its own.
macro_rules! journal_suite {
    ($open:expr) => {
        $crate::suite::journal_suite!(@each $open,
            what_is_appended_is_read_back_in_order,
            the_wrong_number_is_refused_and_nothing_is_appended,
            of_two_who_append_the_same_number_one_wins,
            nothing_follows_the_last_event,
            a_claim_goes_to_one_only_and_the_oldest_first,
            a_lost_lease_cannot_append,
            a_released_audit_goes_on_with_its_events,
            a_renewed_lease_stays,
            the_same_key_and_request_are_one_audit,
            the_same_key_for_another_request_is_refused,
            all_submissions_are_taken_or_none,
            audits_beyond_the_limit_wait_and_further_ones_are_refused,
            a_follower_gets_every_event_once_wherever_it_begins,
            a_follower_of_an_ended_audit_ends,
            cancelling_what_waits_ends_it_and_what_runs_is_told_to_its_holder,
            erased_is_gone_for_readers_holders_and_followers,
            audits_are_listed_page_by_page_and_found_by_words,
            only_old_ended_audits_are_let_go,
            usage_adds_up_to_the_cent,
            tokens_are_kept_by_digest_and_forgotten,
            a_whole_journal_has_no_problems,
        );
    };
    (@each $open:expr, $($name:ident),+ $(,)?) => {
        $(#[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            let (journal, _kept) = $open();
            $crate::suite::$name(std::sync::Arc::new(journal)).await;
        })+
    };
}
pub(crate) use journal_suite;

type Tested = Arc<dyn Journal>;

const LONG: Duration = Duration::from_mins(1);
const FREE: Admission = Admission { running: 1_000, waiting: 1_000 };

fn submission(description: &str) -> Submission {
    Submission {
        audit_id: AuditId::now_v7(),
        tenant: "acme".to_owned(),
        brief: Brief { project_description: description.to_owned(), ..Brief::default() },
        submitted_at: Timestamp::now(),
        key: None,
        retry_of: None,
    }
}

fn with_key(text: &str, digest: u8) -> Submission {
    Submission { key: Some(Key { text: text.to_owned(), digest: [digest; 32] }), ..submission("Slab 120 m2") }
}

fn event(audit_id: AuditId, seq: u64, body: EventBody) -> Event {
    Event { audit_id, seq, timestamp: Timestamp::now(), body }
}

fn progress(audit_id: AuditId, seq: u64) -> Event {
    let body = EventBody::QueryProgress { query: "compliance_risks".to_owned(), progress: 10, tokens: seq };
    event(audit_id, seq, body)
}

fn failure() -> EventBody {
    EventBody::Error { code: "all_queries_failed".to_owned(), message: "no".to_owned(), causes: Vec::new() }
}

async fn submit(journal: &Tested, description: &str) -> AuditId {
    let submission = submission(description);
    journal.submit(vec![submission], FREE).await.unwrap()[0].audit_id
}

async fn claimed(journal: &Tested) -> Claim {
    journal.claim(LONG).await.unwrap()
}

async fn running(journal: &Tested) -> Lease {
    submit(journal, "Foundation strip 45 m").await;
    claimed(journal).await.lease
}

/// Appends `count` events of progress and, where asked for, the end.
async fn fill(journal: &Tested, lease: Lease, count: u64, end: Option<EventBody>) {
    let events = (1..=count).map(|seq| progress(lease.audit_id, seq));
    journal.append(lease, events.collect(), Vec::new()).await.unwrap();
    if let Some(end) = end {
        journal.append(lease, vec![event(lease.audit_id, count + 1, end)], Vec::new()).await.unwrap();
    }
}

async fn numbers(journal: &Tested, audit_id: AuditId, after: u64) -> Vec<u64> {
    let records = journal.follow(audit_id, after);
    records.map(|record| record.unwrap().seq).collect().await
}

pub(crate) async fn what_is_appended_is_read_back_in_order(journal: Tested) {
    let lease = running(&journal).await;
    let events: Vec<Event> = (1..=5).map(|seq| progress(lease.audit_id, seq)).collect();
    journal.append(lease, events[..2].to_vec(), Vec::new()).await.unwrap();
    journal.append(lease, events[2..].to_vec(), Vec::new()).await.unwrap();

    let read = journal.read(lease.audit_id, 0, 100).await.unwrap();
    let back: Vec<Event> = read.iter().map(|record| record.event().unwrap()).collect();
    assert_eq!(back, events);
    let some = journal.read(lease.audit_id, 2, 2).await.unwrap();
    assert_eq!(some.iter().map(|record| record.seq).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(journal.read(AuditId::now_v7(), 0, 100).await.unwrap(), []);
    let summary = journal.summary(lease.audit_id).await.unwrap().unwrap();
    assert_eq!((summary.last_event, summary.state), (5, State::Running));
}

pub(crate) async fn the_wrong_number_is_refused_and_nothing_is_appended(journal: Tested) {
    let lease = running(&journal).await;
    fill(&journal, lease, 2, None).await;
    let [next, gap, again] = [3, 5, 2].map(|seq| progress(lease.audit_id, seq));
    let error = journal.append(lease, vec![next.clone(), gap], Vec::new()).await.unwrap_err();
    assert!(matches!(error, Error::WrongNumber { expected: 4, found: 5, .. }), "{error}");
    let error = journal.append(lease, vec![again], Vec::new()).await.unwrap_err();
    assert!(matches!(error, Error::WrongNumber { expected: 3, found: 2, .. }), "{error}");
    assert_eq!(journal.read(lease.audit_id, 0, 100).await.unwrap().len(), 2);
    journal.append(lease, vec![next], Vec::new()).await.unwrap();
}

pub(crate) async fn of_two_who_append_the_same_number_one_wins(journal: Tested) {
    let lease = running(&journal).await;
    let attempts = (0..20).map(|_| journal.append(lease, vec![progress(lease.audit_id, 1)], Vec::new()));
    let results = join_all(attempts).await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    let lost = results.iter().filter_map(|result| result.as_ref().err());
    assert!(lost.into_iter().all(|error| matches!(error, Error::WrongNumber { expected: 2, found: 1, .. })));
    assert_eq!(journal.read(lease.audit_id, 0, 100).await.unwrap().len(), 1);
}

pub(crate) async fn nothing_follows_the_last_event(journal: Tested) {
    for (end, state) in [(failure(), State::Failed), (EventBody::Cancelled, State::Cancelled)] {
        let lease = running(&journal).await;
        fill(&journal, lease, 1, Some(end)).await;
        let summary = journal.summary(lease.audit_id).await.unwrap().unwrap();
        assert_eq!(summary.state, state);
        assert!(summary.ended_at.is_some());
        let error = journal.append(lease, vec![progress(lease.audit_id, 3)], Vec::new()).await.unwrap_err();
        assert!(matches!(error, Error::Ended { .. }), "{error}");
        assert!(!journal.cancel(lease.audit_id).await.unwrap(), "too late to cancel");
    }
}

pub(crate) async fn a_claim_goes_to_one_only_and_the_oldest_first(journal: Tested) {
    let mut submitted = Vec::new();
    for _ in 0..8 {
        submitted.push(submit(&journal, "Slab").await);
    }
    assert_eq!(claimed(&journal).await.lease.audit_id, submitted[0]);
    let claims = join_all((0..7).map(|_| claimed(&journal))).await;
    let ids: BTreeSet<AuditId> = claims.iter().map(|claim| claim.lease.audit_id).collect();
    assert_eq!(ids, submitted[1..].iter().copied().collect());

    let waiting = claimed(&journal);
    let later = async {
        tokio::task::yield_now().await;
        submit(&journal, "Later").await
    };
    let (claim, audit_id) = tokio::join!(waiting, later);
    assert_eq!(claim.lease.audit_id, audit_id, "whoever waits gets what comes in");
    assert_eq!((claim.tenant.as_str(), claim.brief.project_description.as_str()), ("acme", "Later"));
}

pub(crate) async fn a_lost_lease_cannot_append(journal: Tested) {
    submit(&journal, "Slab").await;
    let first = journal.claim(Duration::from_millis(1)).await.unwrap().lease;
    let second = claimed(&journal).await.lease;
    assert_eq!(first.audit_id, second.audit_id);
    assert!(second.fence > first.fence);

    let error = journal.append(first, vec![progress(first.audit_id, 1)], Vec::new()).await.unwrap_err();
    assert!(matches!(error, Error::LeaseLost { .. }), "{error}");
    assert_eq!(journal.renew(vec![first, second], LONG).await.unwrap(), [first]);
    journal.release(first).await.unwrap();
    journal.append(second, vec![progress(first.audit_id, 1)], Vec::new()).await.unwrap();
}

pub(crate) async fn a_released_audit_goes_on_with_its_events(journal: Tested) {
    let lease = running(&journal).await;
    fill(&journal, lease, 3, None).await;
    journal.release(lease).await.unwrap();
    let claim = claimed(&journal).await;
    assert_eq!(claim.lease.audit_id, lease.audit_id);
    assert_eq!(claim.earlier.iter().map(|event| event.seq).collect::<Vec<_>>(), [1, 2, 3]);
    let error = journal.append(lease, vec![progress(lease.audit_id, 4)], Vec::new()).await.unwrap_err();
    assert!(matches!(error, Error::LeaseLost { .. }), "{error}");
    journal.append(claim.lease, vec![progress(lease.audit_id, 4)], Vec::new()).await.unwrap();
}

pub(crate) async fn a_renewed_lease_stays(journal: Tested) {
    submit(&journal, "Slab").await;
    let lease = journal.claim(Duration::from_secs(5)).await.unwrap().lease;
    assert_eq!(journal.renew(vec![lease], LONG).await.unwrap(), []);
    let other = submit(&journal, "Another").await;
    assert_eq!(claimed(&journal).await.lease.audit_id, other);
    fill(&journal, lease, 1, Some(failure())).await;
    assert_eq!(journal.renew(vec![lease], LONG).await.unwrap(), [lease], "an ended audit has no lease");
}

pub(crate) async fn the_same_key_and_request_are_one_audit(journal: Tested) {
    let first = journal.submit(vec![with_key("a", 1)], FREE).await.unwrap()[0];
    let again = journal.submit(vec![with_key("a", 1)], FREE).await.unwrap()[0];
    assert!(!first.known && again.known);
    assert_eq!(first.audit_id, again.audit_id);
    let at_once = join_all((0..10).map(|_| journal.submit(vec![with_key("b", 2)], FREE))).await;
    let ids: BTreeSet<AuditId> =
        at_once.into_iter().map(|submitted| submitted.unwrap()[0].audit_id).collect();
    assert_eq!(ids.len(), 1);

    let other = Submission { tenant: "other".to_owned(), ..with_key("a", 9) };
    let other = journal.submit(vec![other], FREE).await.unwrap()[0];
    assert!(!other.known, "a key is its tenant's own");
    assert!(journal.erase(first.audit_id).await.unwrap());
    let anew = journal.submit(vec![with_key("a", 3)], FREE).await.unwrap()[0];
    assert!(!anew.known, "a key goes with its audit");
}

pub(crate) async fn the_same_key_for_another_request_is_refused(journal: Tested) {
    journal.submit(vec![with_key("a", 1)], FREE).await.unwrap();
    let error = journal.submit(vec![with_key("a", 2)], FREE).await.unwrap_err();
    assert!(matches!(&error, Error::KeyReused { key } if key == "a"), "{error}");
}

pub(crate) async fn all_submissions_are_taken_or_none(journal: Tested) {
    let taken = with_key("a", 1);
    journal.submit(vec![taken], FREE).await.unwrap();
    let two = vec![submission("First of two"), with_key("a", 2)];
    let first = two[0].audit_id;
    assert!(journal.submit(two, FREE).await.is_err());
    assert_eq!(journal.summary(first).await.unwrap(), None);
    let both = journal.submit(vec![submission("One"), submission("Two")], FREE).await.unwrap();
    assert_eq!(both.len(), 2);
}

pub(crate) async fn audits_beyond_the_limit_wait_and_further_ones_are_refused(journal: Tested) {
    let tight = Admission { running: 1, waiting: 2 };
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(journal.submit(vec![submission("Slab")], tight).await.unwrap()[0].audit_id);
    }
    let error = journal.submit(vec![submission("Slab")], tight).await.unwrap_err();
    assert!(matches!(error, Error::Full { waiting: 2 }), "{error}");
    assert_eq!(journal.read(ids[0], 0, 9).await.unwrap(), [], "the first need not wait");
    for (audit_id, expected) in [(ids[1], 1), (ids[2], 2)] {
        let records = journal.read(audit_id, 0, 9).await.unwrap();
        let body = records[0].event().unwrap().body;
        assert!(matches!(body, EventBody::Queued { place } if place == expected), "{body:?}");
    }
    let first = claimed(&journal).await.lease;
    fill(&journal, first, 0, Some(failure())).await;
    journal.submit(vec![submission("Slab")], tight).await.unwrap();
    let second = claimed(&journal).await;
    assert_eq!(second.earlier.len(), 1);
    journal.append(second.lease, vec![progress(ids[1], 2)], Vec::new()).await.unwrap();
}

pub(crate) async fn a_follower_gets_every_event_once_wherever_it_begins(journal: Tested) {
    const EVENTS: u64 = 200;
    let lease = running(&journal).await;
    let audit_id = lease.audit_id;
    let followers = join_all([0, 1, 57, 199, 200].map(|after| {
        let journal = Arc::clone(&journal);
        async move { (after, numbers(&journal, audit_id, after).await) }
    }));
    let write = async {
        for seq in 1..=EVENTS {
            journal.append(lease, vec![progress(audit_id, seq)], Vec::new()).await.unwrap();
        }
        journal.append(lease, vec![event(audit_id, EVENTS + 1, failure())], Vec::new()).await.unwrap();
    };
    let slow = async {
        let mut records = journal.follow(audit_id, 0);
        let mut seen = Vec::new();
        while let Some(record) = records.next().await {
            seen.push(record.unwrap().seq);
            tokio::time::sleep(Duration::from_micros(200)).await;
        }
        (0, seen)
    };
    let (mut followed, (), slow) = tokio::join!(followers, write, slow);
    followed.push(slow);
    for (after, seen) in followed {
        assert_eq!(seen, (after + 1..=EVENTS + 1).collect::<Vec<_>>(), "after {after}");
    }
}

pub(crate) async fn a_follower_of_an_ended_audit_ends(journal: Tested) {
    let lease = running(&journal).await;
    fill(&journal, lease, 2, Some(failure())).await;
    for after in 0..=5 {
        let expected: Vec<u64> = (after + 1..=3).collect();
        assert_eq!(numbers(&journal, lease.audit_id, after).await, expected);
    }
    let nobody: Vec<_> = journal.follow(AuditId::now_v7(), 0).collect().await;
    assert!(matches!(nobody[..], [Err(Error::Unknown { .. })]));
}

pub(crate) async fn cancelling_what_waits_ends_it_and_what_runs_is_told_to_its_holder(journal: Tested) {
    let waiting = submit(&journal, "Slab").await;
    let follower = journal.follow(waiting, 0);
    assert!(journal.cancel(waiting).await.unwrap());
    let seen: Vec<_> = follower.map(|record| record.unwrap().event().unwrap().body).collect().await;
    assert_eq!(seen, [EventBody::Cancelled]);

    let lease = running(&journal).await;
    let told = journal.cancelled(lease.audit_id);
    let (told, asked) = tokio::join!(told, journal.cancel(lease.audit_id));
    assert!(told.is_ok() && asked.unwrap());
    journal.cancelled(lease.audit_id).await.unwrap();
    let state = journal.summary(lease.audit_id).await.unwrap().unwrap().state;
    assert_eq!(state, State::Running, "its holder ends it");
    fill(&journal, lease, 0, Some(EventBody::Cancelled)).await;
    let error = journal.cancel(AuditId::now_v7()).await.unwrap_err();
    assert!(matches!(error, Error::Unknown { .. }), "{error}");
}

pub(crate) async fn erased_is_gone_for_readers_holders_and_followers(journal: Tested) {
    let lease = running(&journal).await;
    let audit_id = lease.audit_id;
    fill(&journal, lease, 2, None).await;
    let told = journal.cancelled(audit_id);
    let mut follower = journal.follow(audit_id, 2);
    let (end, told, erased) = tokio::join!(follower.next(), told, async {
        tokio::time::sleep(Duration::from_millis(5)).await;
        journal.erase(audit_id).await
    });
    assert!(erased.unwrap());
    told.unwrap();
    assert!(matches!(end, Some(Err(Error::Unknown { .. }))));
    assert_eq!(journal.summary(audit_id).await.unwrap(), None);
    assert_eq!(journal.brief(audit_id).await.unwrap(), None);
    assert_eq!(journal.read(audit_id, 0, 9).await.unwrap(), []);
    let listing =
        Listing { tenant: "acme".into(), limit: 9, words: vec!["foundation".into()], ..Listing::default() };
    assert_eq!(journal.list(listing).await.unwrap().audits, []);
    let error = journal.append(lease, vec![progress(audit_id, 3)], Vec::new()).await.unwrap_err();
    assert!(matches!(error, Error::Unknown { .. }), "{error}");
    assert!(!journal.erase(audit_id).await.unwrap());
}

pub(crate) async fn audits_are_listed_page_by_page_and_found_by_words(journal: Tested) {
    let mut ids = Vec::new();
    for description in ["Příčka tl. 150 mm", "Železobetonová stropní deska", "Zed \"A\" OR příčky"] {
        ids.push(submit(&journal, description).await);
    }
    let foreign = Submission { tenant: "other".to_owned(), ..submission("Příčka") };
    journal.submit(vec![foreign], FREE).await.unwrap();
    let list = |before, limit, words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        let page = journal.list(Listing { tenant: "acme".to_owned(), before, limit, words });
        async {
            let page = page.await.unwrap();
            (page.audits.iter().map(|audit| audit.audit_id).collect::<Vec<_>>(), page.more)
        }
    };
    assert_eq!(list(None, 2, &[]).await, (vec![ids[2], ids[1]], true));
    assert_eq!(list(Some(ids[1]), 2, &[]).await, (vec![ids[0]], false));
    assert_eq!(list(None, 9, &["pricka"]).await.0, [ids[0]]);
    assert_eq!(list(None, 9, &["PŘÍČK"]).await.0, [ids[2], ids[0]]);
    assert_eq!(list(None, 9, &["strop", "deska"]).await.0, [ids[1]]);
    assert_eq!(list(None, 9, &["\"A\" OR"]).await.0, [ids[2]], "quotes and words of a query mean nothing");
    assert!(list(None, 9, &["bridge"]).await.0.is_empty());
    assert_eq!(list(None, 9, &["*"]).await.0.len(), 3);
    let shown = journal.summary(ids[0]).await.unwrap().unwrap();
    assert_eq!((shown.description.as_str(), shown.state), ("Příčka tl. 150 mm", State::Waiting));
    assert_eq!(journal.brief(ids[0]).await.unwrap().unwrap().project_description, "Příčka tl. 150 mm");
}

pub(crate) async fn only_old_ended_audits_are_let_go(journal: Tested) {
    let ended = running(&journal).await;
    fill(&journal, ended, 1, Some(failure())).await;
    let unfinished = running(&journal).await.audit_id;
    assert_eq!(journal.retain(Timestamp::now() - 1.hour()).await.unwrap(), 0);
    assert_eq!(journal.retain(Timestamp::now() + 1.hour()).await.unwrap(), 1);
    assert_eq!(journal.summary(ended.audit_id).await.unwrap(), None);
    assert!(journal.summary(unfinished).await.unwrap().is_some());
}

pub(crate) async fn usage_adds_up_to_the_cent(journal: Tested) {
    let lease = running(&journal).await;
    let day = "2026-11-23".parse().unwrap();
    let used = |provider: &str, cost: &str| Usage {
        tenant: "acme".to_owned(),
        day,
        provider: provider.to_owned(),
        requests: 1,
        tokens_input: 1_000,
        tokens_output: 300,
        cost_usd: Number::parse(cost).unwrap(),
        unpriced: 0,
    };
    for seq in 1..=10 {
        let usage = vec![used("openai", "0.1"), used("gemini", "0.000001")];
        journal.append(lease, vec![progress(lease.audit_id, seq)], usage).await.unwrap();
    }
    let refused = journal.append(lease, vec![progress(lease.audit_id, 1)], vec![used("openai", "9")]).await;
    assert!(refused.is_err(), "usage of a refused append is not counted");
    let query = |tenant: Option<&str>, from: &str| UsageQuery {
        tenant: tenant.map(str::to_owned),
        from: from.parse().unwrap(),
        to: "2026-11-30".parse().unwrap(),
    };
    let sums = journal.usage(query(Some("acme"), "2026-11-01")).await.unwrap();
    let [gemini, openai] = &sums[..] else { panic!("{sums:?}") };
    assert_eq!((gemini.provider.as_str(), gemini.cost_usd), ("gemini", Number::parse("0.00001").unwrap()));
    assert_eq!((openai.requests, openai.tokens_input, openai.tokens_output), (10, 10_000, 3_000));
    assert_eq!(openai.cost_usd, Number::from(1));
    assert_eq!(journal.usage(query(None, "2026-11-01")).await.unwrap(), sums);
    assert_eq!(journal.usage(query(None, "2026-11-24")).await.unwrap(), []);
    assert_eq!(journal.usage(query(Some("other"), "2026-11-01")).await.unwrap(), []);
}

pub(crate) async fn tokens_are_kept_by_digest_and_forgotten(journal: Tested) {
    let token = |id: &str, name: &str| Token {
        id: id.to_owned(),
        name: name.to_owned(),
        tenant: "acme".to_owned(),
        digest: [7; 32],
        created_at: "2026-11-23T10:00:00Z".parse().unwrap(),
    };
    let (portal, script) = (token("b1", "portal"), token("a2", "script"));
    journal.add_token(script.clone()).await.unwrap();
    journal.add_token(portal.clone()).await.unwrap();
    let error = journal.add_token(token("c3", "portal")).await.unwrap_err();
    assert!(matches!(error, Error::NameTaken { .. }), "{error}");
    assert_eq!(journal.tokens().await.unwrap(), [portal.clone(), script]);
    assert_eq!(journal.token("b1".to_owned()).await.unwrap(), Some(portal));
    assert!(journal.revoke_token("portal".to_owned()).await.unwrap());
    assert!(!journal.revoke_token("portal".to_owned()).await.unwrap());
    assert_eq!(journal.token("b1".to_owned()).await.unwrap(), None);
}

pub(crate) async fn a_whole_journal_has_no_problems(journal: Tested) {
    let lease = running(&journal).await;
    fill(&journal, lease, 3, Some(failure())).await;
    journal.ready().await.unwrap();
    assert_eq!(journal.check().await.unwrap(), Vec::<String>::new());
}
