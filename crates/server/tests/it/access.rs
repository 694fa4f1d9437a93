//! Who is let in, and what each may see.

use std::sync::Arc;

use journal::{Journal as _, Sqlite};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use server::{Config, Error, NewToken, Service};

use crate::served::{Served, body, brief, config, read, refused, rules};

/// A service that wants tokens, with one for each of two tenants.
async fn protected() -> (Served, String, String) {
    let served = Served::with(rules(), Config { token_required: false, ..config() }).await;
    let [acme, other] = ["acme", "other"].map(|tenant| NewToken::make(tenant, tenant).unwrap());
    served.journal.add_token(acme.token).await.unwrap();
    served.journal.add_token(other.token).await.unwrap();
    let (journal, folder) = served.stop().await;
    let mut served = Served::on(journal, rules(), Config { token_required: true, ..config() }).await;
    served.keep(folder);
    (served, acme.text, other.text)
}

fn with(request: RequestBuilder, token: &str) -> RequestBuilder {
    request.header("authorization", format!("Bearer {token}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_or_with_a_wrong_one_nobody_is_let_in() {
    let (served, acme, _) = protected().await;
    let audits = || served.request(Method::GET, "/api/v1/audits");
    let refusal = refused(audits(), 401, "unauthorized").await;
    assert_eq!(refusal.headers()["www-authenticate"], "Bearer");
    let mut wrong = acme.clone();
    wrong.replace_range(wrong.len() - 1.., if acme.ends_with('0') { "1" } else { "0" });
    for token in [wrong.as_str(), "", "dozor_1_2", &"x".repeat(5_000)] {
        refused(with(audits(), token), 401, "unauthorized").await;
    }
    refused(audits().header("authorization", format!("Basic {acme}")), 401, "unauthorized").await;
    for path in ["/metrics", "/api/v1/usage"] {
        refused(served.request(Method::GET, path), 401, "unauthorized").await;
    }
    refused(served.post("/api/v1/audits", &brief()), 401, "unauthorized").await;
    assert_eq!(with(audits(), &acme).send().await.unwrap().status(), 200);
    assert_eq!(served.get("/healthz").await.status(), 200);
    assert!(served.journal.revoke_token("acme".to_owned()).await.unwrap());
    refused(with(audits(), &acme), 401, "unauthorized").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_sees_only_its_own_audits() {
    let (served, acme, other) = protected().await;
    let response = with(served.post("/api/v1/audits", &brief()), &acme).send().await.unwrap();
    let audit = response.headers()["location"].to_str().unwrap().to_owned();
    let events = format!("{audit}/events");
    read(with(served.request(Method::GET, &events), &acme).send().await.unwrap()).await;
    for (method, path) in [
        (Method::GET, audit.clone()),
        (Method::GET, events),
        (Method::GET, format!("{audit}/report.json")),
        (Method::POST, format!("{audit}/cancel")),
        (Method::POST, format!("{audit}/retry")),
        (Method::DELETE, audit.clone()),
    ] {
        refused(with(served.request(method, &path), &other), 404, "no_such_audit").await;
    }
    let listed = |token: &str| with(served.request(Method::GET, "/api/v1/audits"), token).send();
    assert_eq!(body(listed(&other).await.unwrap()).await["audits"], json!([]));
    assert_eq!(body(listed(&acme).await.unwrap()).await["audits"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_signs_in_once_and_a_cookie_that_scripts_cannot_read_does_the_rest() {
    let (served, acme, _) = protected().await;
    let session: Value = served.json("/api/v1/session").await;
    assert_eq!(session, json!({ "token_required": true, "tenant": null }));
    refused(served.post("/api/v1/session", &json!({ "token": "guess" })), 401, "unauthorized").await;
    refused(served.post("/api/v1/session", &json!({ "tokens": 1 })), 422, "session").await;
    let signed_in = served.post("/api/v1/session", &json!({ "token": acme })).send().await.unwrap();
    let cookie = signed_in.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let pair = format!("theme=dark; {}", cookie.split(';').next().unwrap());
    let request = |method: Method, path: &str| served.request(method, path).header("cookie", pair.clone());
    assert_eq!(request(Method::GET, "/api/v1/audits").send().await.unwrap().status(), 200);
    let session = body(request(Method::GET, "/api/v1/session").send().await.unwrap()).await;
    assert_eq!(session["tenant"], "acme");
    let out = request(Method::DELETE, "/api/v1/session").send().await.unwrap();
    assert!(out.headers()["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_another_site_can_do_nothing_through_its_visitor() {
    let served = Served::rules().await;
    let post = || served.post("/api/v1/audits", &brief());
    refused(post().header("origin", "https://evil.example"), 403, "foreign_page").await;
    refused(post().header("origin", "null"), 403, "foreign_page").await;
    refused(post().header("sec-fetch-site", "cross-site"), 403, "foreign_page").await;
    refused(
        served.request(Method::GET, "/api/v1/audits").header("host", "evil.example"),
        403,
        "foreign_host",
    )
    .await;
    let own = post().header("origin", served.base.clone()).header("sec-fetch-site", "same-origin");
    let response = own.send().await.unwrap();
    assert_eq!(response.status(), 202);
    assert!(!response.headers().contains_key("access-control-allow-origin"), "CORS is off");
}

#[tokio::test]
async fn an_address_that_others_can_reach_demands_a_token() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Arc::new(Sqlite::open(&folder.path().join("journal.db")).unwrap());
    let everywhere = || Service::bind("0.0.0.0:0".parse().unwrap(), journal.clone(), rules(), config());
    let error = everywhere().await.unwrap_err();
    assert!(matches!(error, Error::NoToken { .. }));
    assert!(error.to_string().contains("dozor token new NAME"), "{error}");
    journal.add_token(NewToken::make("portal", "acme").unwrap().token).await.unwrap();
    assert!(everywhere().await.is_ok());
}
