//! Streams that survive: cut at any event, slow, or with the service gone in between.

use std::time::Duration;

use futures::StreamExt as _;
use reqwest::Method;
use serde_json::json;
use simulated_upstream::Upstream;

use crate::served::{Served, answer, asking, body, config, read, read_some, refused, rules};

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_resumes_after_every_event_number_with_nothing_lost_or_doubled() {
    let served = Served::rules().await;
    let audit = served.submitted().await;
    let all = served.events(&audit, 0).await;
    for after in 0..all.len() {
        assert_eq!(served.events(&audit, after as u64).await, all[after..], "after {after}");
    }
    let by_query = served.get(&format!("{audit}/events?after=5")).await;
    assert_eq!(read(by_query).await, all[5..]);
    for after in [all.len() as u64, 1_000_000] {
        let over = served.request(Method::GET, &format!("{audit}/events")).header("last-event-id", after);
        assert_eq!(over.send().await.unwrap().status(), 204, "nothing more will come");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_live_stream_that_is_cut_again_and_again_is_the_same_sequence() {
    let upstream =
        Upstream::start(|request| answer(request).paced(30, Duration::from_millis(2))).await.unwrap();
    let served = Served::with(asking(&upstream), config()).await;
    let audit = served.submitted().await;
    let mut seen = Vec::new();
    loop {
        let request = served.request(Method::GET, &format!("{audit}/events"));
        let response = request.header("last-event-id", seen.len() as u64).send().await.unwrap();
        if response.status() == 204 {
            break;
        }
        seen.extend(read_some(response, 1).await);
    }
    assert_eq!(seen, served.events(&audit, 0).await);
    assert_eq!(seen.last().unwrap().name, "final_result");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_has_not_happened_is_a_conflict_while_the_audit_runs() {
    let upstream = Upstream::start(|request| answer(request).stalled_after(1)).await.unwrap();
    let served = Served::with(asking(&upstream), config()).await;
    let audit = served.submitted().await;
    refused(served.request(Method::GET, &format!("{audit}/events?after=9999")), 409, "future").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watcher_that_never_reads_changes_nothing_for_the_others_and_misses_nothing() {
    let served = Served::rules().await;
    let mut lazy = Vec::new();
    for _ in 0..20 {
        let audit = served.submitted().await;
        lazy.push((served.get(&format!("{audit}/events")).await, audit));
    }
    for (stream, audit) in lazy {
        let all = served.events(&audit, 0).await;
        assert_eq!(all.last().unwrap().name, "final_result");
        assert_eq!(read(stream).await, all);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_end_when_the_service_stops_and_go_on_where_they_were_after_its_restart() {
    let upstream = Upstream::start(|request| answer(request).stalled_after(2)).await.unwrap();
    let served = Served::with(asking(&upstream), config()).await;
    let audit = served.submitted().await;
    upstream.wait_for_request(2).await;
    let mut stream = served.get(&format!("{audit}/events")).await.bytes_stream();
    assert!(stream.next().await.is_some());
    let (journal, folder) = served.stop().await;
    while let Some(Ok(_)) = stream.next().await {}
    upstream.wait_for_connections(0).await;

    let mut served = Served::on(journal, rules(), config()).await;
    served.keep(folder);
    let all = served.events(&audit, 0).await;
    assert_eq!(
        all.iter().map(|event| event.id).collect::<Vec<_>>(),
        (1..=all.len() as u64).collect::<Vec<_>>()
    );
    assert_eq!(all.last().unwrap().name, "final_result");
    let restarted = all.iter().filter(|event| event.data["reason"] == json!("restarted"));
    assert_eq!(restarted.count(), 2);
    let session = body(served.get("/api/v1/session").await).await;
    assert_eq!(session["tenant"], "local");
}
