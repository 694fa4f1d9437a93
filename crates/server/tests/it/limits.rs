//! Every limit and every refusal, each with a message that a person understands.

use std::time::Duration;

use model::Number;
use reqwest::Method;
use serde_json::{Value, json};
use server::{Budget, Config, Limits};
use simulated_upstream::Upstream;

use crate::served::{Served, answer, asking, body, brief, config, refused, rules};

fn limited(limits: Limits) -> Config {
    Config { limits, ..config() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_no_brief_is_refused_by_line_and_field() {
    let served = Served::rules().await;
    for path in ["/api/v1/audits", "/api/v1/multi-role/ask-stream"] {
        let send = |body: &Value| served.post(path, body);
        let refusal = refused(send(&json!({ "question": 5 })), 422, "brief").await;
        let detail = body(refusal).await["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains("line 1, field question"), "{detail}");
        refused(send(&json!({ "project_description": "ab" })), 422, "brief").await;
        refused(send(&json!({ "question": "Slab 120 m2", "unknown": 1 })), 422, "brief").await;
        refused(send(&json!("just text")), 422, "brief").await;
        let plain = served.request(Method::POST, path).header("content-type", "text/plain").body("Slab");
        refused(plain, 415, "media_type").await;
        let bytes = served.request(Method::POST, path).header("content-type", "application/json");
        refused(bytes.body(vec![0xff, 0xfe]), 400, "not_utf8").await;
        let provider = json!({ "question": "Slab 120 m2", "options": { "provider": "oracle" } });
        refused(send(&provider), 422, "options").await;
        let file = json!({ "question": "Slab 120 m2", "options": { "prices": "/etc/passwd" } });
        refused(send(&file), 422, "options").await;
    }
    let many =
        refused(served.post("/api/v1/audits", &json!([brief(), { "question": "x" }])), 422, "brief").await;
    assert!(body(many).await["detail"].as_str().unwrap().starts_with("briefs[1]: "));
    refused(served.post("/api/v1/audits", &json!([])), 422, "brief").await;
    assert_eq!(served.json("/api/v1/audits").await["audits"], json!([]), "nothing was taken in");
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_positions_and_briefs_have_their_limits() {
    let limits = Limits { body_bytes: 2_000, positions: 2, briefs: 2, bill_bytes: 100, ..Limits::default() };
    let served = Served::with(rules(), limited(limits)).await;
    let long = json!({ "question": "x".repeat(3_000) });
    refused(served.post("/api/v1/audits", &long), 413, "too_large").await;
    let positions = json!({ "question": "Slab 120 m2", "positions": [{ "item_name": "a" }, { "item_name": "b" }, { "item_name": "c" }] });
    refused(served.post("/api/v1/audits", &positions), 413, "too_large").await;
    refused(served.post("/api/v1/audits", &json!([brief(), brief(), brief()])), 413, "too_large").await;
    let part = reqwest::multipart::Part::bytes(vec![b'x'; 500]).file_name("bill.xlsx");
    let form = reqwest::multipart::Form::new().part("file", part);
    refused(served.request(Method::POST, "/api/v1/boq").multipart(form), 413, "too_large").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_does_not_arrive_is_given_up() {
    let limits = Limits { body_time: Duration::from_millis(50), ..Limits::default() };
    let served = Served::with(rules(), limited(limits)).await;
    let never = futures::stream::pending::<Result<Vec<u8>, std::io::Error>>();
    let request = served.request(Method::POST, "/api/v1/audits").header("content-type", "application/json");
    refused(request.body(reqwest::Body::wrap_stream(never)), 408, "late").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn audits_beyond_the_limit_wait_in_line_and_further_ones_come_back_later() {
    let upstream = Upstream::start(|request| answer(request).stalled_after(1)).await.unwrap();
    let limits = Limits { running: 1, waiting: 1, ..Limits::default() };
    let served = Served::with(asking(&upstream), limited(limits)).await;
    let running = served.submitted().await;
    upstream.wait_for_request(2).await;
    let waiting = served.submitted().await;
    refused(served.post("/api/v1/audits", &brief()), 503, "full").await;
    assert_eq!(served.json(&waiting).await["state"], "waiting");
    let cancelled = served.request(Method::POST, &format!("{waiting}/cancel")).send().await.unwrap();
    assert_eq!(cancelled.status(), 202);
    let events = served.events(&waiting, 0).await;
    let names: Vec<&str> = events.iter().map(|event| event.name.as_str()).collect();
    assert_eq!(names, ["queued", "cancelled"]);
    assert_eq!(events[0].data["place"], 1);
    refused(served.request(Method::POST, &format!("{waiting}/cancel")), 409, "ended").await;
    refused(served.request(Method::GET, &format!("{running}/report.json")), 409, "no_result").await;
    refused(served.request(Method::GET, &format!("{running}/report.docx")), 404, "no_such_report").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_asks_too_often_is_told_when_to_come_back() {
    let limits = Limits { requests_per_minute: 5, ..Limits::default() };
    let served = Served::with(rules(), limited(limits)).await;
    for _ in 0..5 {
        assert_eq!(served.get("/api/v1/audits").await.status(), 200);
    }
    refused(served.request(Method::GET, "/api/v1/audits"), 429, "rate").await;
    refused(served.request(Method::GET, "/api/docs"), 429, "rate").await;
    assert_eq!(served.get("/healthz").await.status(), 200, "probes are not counted");
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_have_their_limit() {
    let upstream = Upstream::start(|request| answer(request).stalled_after(1)).await.unwrap();
    let limits = Limits { streams: 2, ..Limits::default() };
    let served = Served::with(asking(&upstream), limited(limits)).await;
    let audit = served.submitted().await;
    let events = format!("{audit}/events");
    let open = [served.get(&events).await, served.get(&events).await];
    refused(served.request(Method::GET, &events), 503, "streams").await;
    drop(open);
    for _ in 0..500 {
        if served.get(&events).await.status() == 200 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the places of streams that ended were never free again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_days_budget_that_is_used_up_refuses_what_would_cost() {
    let upstream = Upstream::start(answer).await.unwrap();
    let daily = Budget { requests: Some(2), usd: Some(Number::from(100)), ..Budget::default() };
    let served = Served::with(asking(&upstream), limited(Limits { daily, ..Limits::default() })).await;
    let audit = served.submitted().await;
    served.wait_for(&audit, "completed").await;
    let used = &served.json("/api/v1/usage").await["usage"][0];
    assert_eq!(
        (&used["requests"], &used["provider"], &used["unpriced"]),
        (&json!(2), &json!("openai"), &json!(0))
    );
    assert!(
        used["tokens_output"].as_u64().unwrap() > 0 && used["cost_usd"].as_f64().unwrap() > 0.0,
        "{used}"
    );
    refused(served.post("/api/v1/audits", &brief()), 429, "budget").await;
    assert_eq!(upstream.received().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_parameters_are_refused() {
    let served = Served::rules().await;
    for query in ["limit=0", "limit=101", "limit=x", "cursor=x", "unknown=1"] {
        refused(served.request(Method::GET, &format!("/api/v1/audits?{query}")), 400, "query").await;
    }
    refused(served.request(Method::GET, "/api/v1/usage?from=yesterday"), 400, "query").await;
    refused(served.request(Method::GET, "/api/v1/audits/not-an-id"), 404, "no_such_audit").await;
    let audit = served.submitted().await;
    served.wait_for(&audit, "completed").await;
    refused(served.request(Method::GET, &format!("{audit}/events?after=-1")), 400, "query").await;
    let last = served.request(Method::GET, &format!("{audit}/events")).header("last-event-id", "five");
    refused(last, 400, "last_event_id").await;
    refused(served.request(Method::POST, &format!("{audit}/retry")), 409, "complete").await;
}
