//! Audits that run: who may leave them, how they are cancelled, what goes with them.

use reqwest::Method;
use serde_json::json;
use simulated_upstream::{Ending, Upstream};

use crate::served::{Served, answer, asking, brief, config, read_some};

async fn stalled() -> (Served, Upstream) {
    let upstream = Upstream::start(|request| answer(request).stalled_after(1)).await.unwrap();
    (Served::with(asking(&upstream), config()).await, upstream)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_leaves_ask_stream_cancels_its_audit_and_the_providers_answers() {
    let (served, upstream) = stalled().await;
    let response = served.post("/api/v1/multi-role/ask-stream", &brief()).send().await.unwrap();
    let audit = format!("/api/v1/audits/{}", response.headers()["x-audit-id"].to_str().unwrap());
    upstream.wait_for_request(2).await;
    assert_eq!(read_some(response, 2).await[1].name, "assessed");
    assert_eq!(upstream.wait_for_closed(1).await, Ending::ClosedByClient);
    assert_eq!(upstream.wait_for_closed(2).await, Ending::ClosedByClient);
    served.wait_for(&audit, "cancelled").await;
    assert_eq!(served.events(&audit, 0).await.last().unwrap().name, "cancelled");
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_key_it_lives_on_and_the_same_key_follows_it() {
    let (served, upstream) = stalled().await;
    let ask = || served.post("/api/v1/multi-role/ask-stream", &brief()).header("idempotency-key", "mine");
    let first = read_some(ask().send().await.unwrap(), 3).await;
    upstream.wait_for_request(2).await;
    let again = ask().header("last-event-id", "2").send().await.unwrap();
    let id = again.headers()["x-audit-id"].to_str().unwrap().to_owned();
    assert_eq!(read_some(again, 1).await[0], first[2]);
    assert_eq!(served.json(&format!("/api/v1/audits/{id}")).await["state"], "running");
    assert_eq!(upstream.received().len(), 2, "nothing was asked twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watcher_that_leaves_an_audit_leaves_it_running_until_it_is_cancelled() {
    let (served, upstream) = stalled().await;
    let audit = served.submitted().await;
    upstream.wait_for_request(2).await;
    read_some(served.get(&format!("{audit}/events")).await, 2).await;
    assert_eq!(served.json(&audit).await["state"], "running");
    let cancelled = served.request(Method::POST, &format!("{audit}/cancel")).send().await.unwrap();
    assert_eq!(cancelled.status(), 202);
    served.wait_for(&audit, "cancelled").await;
    upstream.wait_for_connections(0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn erasing_a_running_audit_stops_it_and_ends_its_streams() {
    let (served, upstream) = stalled().await;
    let audit = served.submitted().await;
    upstream.wait_for_request(2).await;
    let stream = served.get(&format!("{audit}/events")).await;
    assert_eq!(served.request(Method::DELETE, &audit).send().await.unwrap().status(), 204);
    stream.text().await.unwrap();
    upstream.wait_for_connections(0).await;
    assert_eq!(served.get(&audit).await.status(), 404);
    assert_eq!(served.json("/api/v1/audits").await["audits"], json!([]));
}
