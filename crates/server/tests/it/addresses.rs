//! Every address of the contract answers as it says.

use reqwest::{Method, StatusCode, multipart};
use serde_json::{Value, json};

use crate::served::{Served, body, brief, read, refused};

#[tokio::test(flavor = "multi_thread")]
async fn an_audit_is_taken_in_followed_shown_reported_listed_and_erased() {
    let served = Served::rules().await;
    let audit = served.submitted().await;
    let events = served.events(&audit, 0).await;
    assert_eq!((events[0].name.as_str(), events[1].name.as_str()), ("started", "assessed"));
    let last = events.last().unwrap();
    assert_eq!(last.name, "final_result");
    assert_eq!(events.iter().map(|event| event.id).collect::<Vec<_>>(), (1..=last.id).collect::<Vec<_>>());
    for event in &events {
        assert_eq!((&event.data["event"], &event.data["seq"]), (&json!(event.name), &json!(event.id)));
    }
    let shown = served.json(&audit).await;
    assert_eq!((&shown["state"], &shown["last_event"]), (&json!("completed"), &json!(last.id)));
    assert_eq!(shown["audit"]["status"], last.data["status"]);
    assert_eq!(shown["mark"], last.data["status"]["mark"]);
    let report = served.json(&format!("{audit}/report.json")).await;
    assert_eq!(report, shown["audit"]);
    let text = served.get(&format!("{audit}/report.txt")).await.text().await.unwrap();
    assert!(text.contains("Exposure"), "{text}");
    let list = served.json("/api/v1/audits?q=found%20strip&limit=5").await;
    assert_eq!(list["audits"][0]["audit_id"], shown["audit_id"]);
    assert_eq!(list["next_cursor"], Value::Null);
    assert_eq!(served.json("/api/v1/audits?q=bridge").await["audits"], json!([]));
    let erased = served.request(Method::DELETE, &audit).send().await.unwrap();
    assert_eq!(erased.status(), StatusCode::NO_CONTENT);
    refused(served.request(Method::GET, &audit), 404, "no_such_audit").await;
    refused(served.request(Method::DELETE, &audit), 404, "no_such_audit").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_has_the_headers_that_proxies_and_browsers_need() {
    let served = Served::rules().await;
    let request =
        served.post("/api/v1/multi-role/ask-stream", &json!({ "question": "Foundation strip 45 m" }));
    let response = request.header("accept-encoding", "gzip").send().await.unwrap();
    let header = |name: &str| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    assert_eq!(header("content-type").unwrap(), "text/event-stream");
    assert_eq!(header("cache-control").unwrap(), "no-cache, no-transform");
    assert_eq!(header("x-accel-buffering").unwrap(), "no");
    assert_eq!(header("content-encoding"), None, "a compressed stream is held back");
    let audit = format!("/api/v1/audits/{}", header("x-audit-id").unwrap());
    let text = response.text().await.unwrap();
    assert!(text.starts_with("retry: 1000\n\n"), "{text}");
    assert_eq!(served.json(&audit).await["state"], "completed");
}

#[tokio::test(flavor = "multi_thread")]
async fn several_briefs_are_several_audits_and_toml_is_read_too() {
    let served = Served::rules().await;
    let many = json!([brief(), { "question": "Slab 120 m2", "context": { "positions": [] } }]);
    let request = served.post("/api/v1/audits", &many).header("idempotency-key", "both");
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::ACCEPTED);
    let first = body(response).await;
    assert_eq!(first["audits"].as_array().unwrap().len(), 2);
    let again = served.post("/api/v1/audits", &many).header("idempotency-key", "both").send().await.unwrap();
    assert_eq!(body(again).await, first);
    let toml = served.request(Method::POST, "/api/v1/audits").header("content-type", "application/toml");
    let response = toml.body("project_description = \"Slab 120 m2\"").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::ACCEPTED);
    let page = served.json("/api/v1/audits?limit=2").await;
    assert_eq!(page["audits"].as_array().unwrap().len(), 2);
    let next = served.json(&format!("/api/v1/audits?cursor={}", page["next_cursor"].as_str().unwrap())).await;
    assert_eq!(next["audits"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_is_one_audit_and_another_body_a_clear_conflict() {
    let served = Served::rules().await;
    let send = |brief: &Value| served.post("/api/v1/audits", brief).header("idempotency-key", "k-1");
    let first = body(send(&brief()).send().await.unwrap()).await;
    assert_eq!(body(send(&brief()).send().await.unwrap()).await, first);
    refused(send(&json!({ "question": "Another one" })), 422, "key_reused").await;
    refused(served.post("/api/v1/audits", &brief()).header("idempotency-key", "two words"), 400, "key").await;
    let asked = |brief: &Value| {
        served.post("/api/v1/multi-role/ask-stream", brief).header("idempotency-key", "k-2").send()
    };
    let streams = [read(asked(&brief()).await.unwrap()).await, read(asked(&brief()).await.unwrap()).await];
    assert_eq!(streams[0], streams[1], "the same key follows the same audit");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bill_of_quantities_becomes_positions() {
    let served = Served::rules().await;
    let bill = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/bill-of-quantities.xlsx"))
        .unwrap();
    let form = |bytes: Vec<u8>| {
        let part = multipart::Part::bytes(bytes).file_name("bill.xlsx");
        served.request(Method::POST, "/api/v1/boq").multipart(multipart::Form::new().part("file", part))
    };
    let read = body(form(bill).send().await.unwrap()).await;
    assert_eq!(read["source"], "bill.xlsx");
    assert!(!read["positions"].as_array().unwrap().is_empty());
    refused(form(b"%PDF-1.7".to_vec()), 422, "bill").await;
    let nothing = multipart::Form::new().text("note", "no file");
    refused(served.request(Method::POST, "/api/v1/boq").multipart(nothing), 400, "form").await;
    refused(served.post("/api/v1/boq", &json!({})), 415, "media_type").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_of_the_api_is_whole() {
    let served = Served::rules().await;
    let api = served.json("/api/openapi.json").await;
    assert_eq!(api["openapi"], "3.1.0");
    let mut references = Vec::new();
    collect_references(&api, &mut references);
    assert!(references.len() > 50);
    for reference in references {
        let target = api.pointer(reference.strip_prefix('#').unwrap());
        assert!(target.is_some(), "{reference} leads nowhere");
    }
    let paths = api["paths"].as_object().unwrap();
    for path in ["/api/v1/audits", "/api/v1/audits/{id}/events", "/api/v1/audits/{id}/retry", "/api/v1/boq"] {
        assert!(paths.contains_key(path), "{path}");
    }
    for (path, methods) in paths {
        for method in methods.as_object().unwrap().keys() {
            let path = path.replace("{id}", "01939e3a-0000-7000-8000-000000000001");
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let response = served.request(method.clone(), &path).send().await.unwrap();
            assert_ne!(response.status(), StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            if response.status() == StatusCode::NOT_FOUND {
                assert_eq!(
                    body(response).await["type"],
                    "urn:dozor:problem:no_such_audit",
                    "{method} {path}"
                );
            }
        }
    }
}

fn collect_references<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, member)| match member {
            Value::String(text) if name == "$ref" => found.push(text),
            member => collect_references(member, found),
        }),
        Value::Array(items) => items.iter().for_each(|item| collect_references(item, found)),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_probes_and_figures_are_there_and_bring_nothing_from_elsewhere() {
    let served = Served::rules().await;
    assert_eq!(served.get("/healthz").await.text().await.unwrap(), "ok\n");
    assert_eq!(served.get("/readyz").await.text().await.unwrap(), "ready\n");
    assert_eq!(served.get("/metrics").await.status(), StatusCode::OK);
    let page = served.get("/api/docs").await;
    let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
    for header in ["x-content-type-options", "x-frame-options", "referrer-policy"] {
        assert!(page.headers().contains_key(header), "{header}");
    }
    let text = page.text().await.unwrap();
    assert!(text.contains("Dozor API") && !text.contains("http"), "{text}");
    for file in ["page.js", "page.css"] {
        assert_eq!(served.get(&format!("/api/docs/{file}")).await.status(), StatusCode::OK);
    }
    refused(served.request(Method::GET, "/api/docs/other.js"), 404, "no_such_address").await;
    refused(served.request(Method::GET, "/nowhere"), 404, "no_such_address").await;
    let wrong_method = refused(served.request(Method::PUT, "/api/v1/audits"), 405, "method").await;
    assert!(wrong_method.headers()["allow"].to_str().unwrap().contains("POST"));
    let usage = served.json("/api/v1/usage?from=2026-01-01").await;
    assert_eq!(usage["usage"], json!([]), "the rules use nothing");
}
