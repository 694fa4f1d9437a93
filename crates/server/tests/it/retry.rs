//! A new audit that asks only what failed or was cut.

use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::Method;
use serde_json::json;
use simulated_upstream::{Reply, Upstream};

use crate::served::{Served, answer, asking, config, is_compliance, refused};

#[tokio::test(flavor = "multi_thread")]
async fn a_retry_asks_the_failed_query_alone_and_has_all_sections() {
    static BROKEN: AtomicBool = AtomicBool::new(true);
    let script = |request: &_| {
        let broken = is_compliance(request) && BROKEN.load(Ordering::SeqCst);
        if broken { Reply::error(400, "no") } else { answer(request) }
    };
    let upstream = Upstream::start(script).await.unwrap();
    let served = Served::with(asking(&upstream), config()).await;
    let first = served.submitted().await;
    let half = served.wait_for(&first, "completed").await;
    assert_eq!(half["audit"]["performance"]["queries_failed"], 1);
    BROKEN.store(false, Ordering::SeqCst);
    let before = upstream.received().len();

    let retry = || served.request(Method::POST, &format!("{first}/retry")).header("idempotency-key", "again");
    let response = retry().send().await.unwrap();
    assert_eq!(response.status(), 202);
    let second = response.headers()["location"].to_str().unwrap().to_owned();
    let whole = served.wait_for(&second, "completed").await;
    assert_eq!(retry().send().await.unwrap().headers()["location"], second.as_str());
    assert_eq!(whole["retry_of"], half["audit_id"]);
    assert_eq!(whole["audit"]["performance"]["queries_failed"], 0);
    assert_eq!(whole["audit"]["structural_analysis"], half["audit"]["structural_analysis"]);
    assert_eq!(
        whole["audit"]["provenance"]["structural_analysis"],
        half["audit"]["provenance"]["structural_analysis"]
    );
    let asked = &upstream.received()[before..];
    assert!(asked.len() == 1 && is_compliance(&asked[0]));
    let kept = served.events(&second, 0).await.into_iter().find(|event| event.data["attempt"] == json!(0));
    assert_eq!(kept.unwrap().data["query"], "comprehensive_analysis");
    refused(served.request(Method::POST, &format!("{second}/retry")), 409, "complete").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_still_runs_is_not_retried() {
    let upstream = Upstream::start(|request| answer(request).stalled_after(1)).await.unwrap();
    let served = Served::with(asking(&upstream), config()).await;
    let audit = served.submitted().await;
    refused(served.request(Method::POST, &format!("{audit}/retry")), 409, "running").await;
}
