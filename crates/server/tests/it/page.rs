//! The web page's addresses, whether it was built or not.

use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::served::{Served, brief, refused};

#[tokio::test(flavor = "multi_thread")]
async fn each_address_of_the_page_leads_to_its_start() {
    let served = Served::rules().await;
    for address in
        ["/", "/audits", "/audits/01939e3a-0000-7000-8000-000000000001", "/compare?a=1&b=2", "/settings"]
    {
        let response = served.get(address).await;
        let header = |name: &str| response.headers().get(name).unwrap().to_str().unwrap().to_owned();
        assert_eq!(response.status(), StatusCode::OK, "{address}");
        assert_eq!(header("content-type"), "text/html; charset=utf-8", "{address}");
        assert_eq!(header("cache-control"), "no-cache", "{address}");
        let text = response.text().await.unwrap();
        // Either the page, or how to add it.
        assert!(text.contains("id=\"root\"") || text.contains("make serve"), "{text}");
        assert!(!text.contains("<style") && !text.contains(" style="), "the policy forbids it: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_the_page_does_not_have_is_refused() {
    let served = Served::rules().await;
    for address in ["/assets/none.js", "/assets/..%2f..%2fCargo.toml", "/index.php"] {
        refused(served.request(Method::GET, address), 404, "no_such_address").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_learns_what_was_asked_and_what_the_service_can_do() {
    let served = Served::rules().await;
    let audit = served.submitted().await;
    let asked = served.json(&format!("{audit}/brief")).await;
    let description = brief()["project_description"].clone();
    assert!(description.is_string());
    assert_eq!(asked["project_description"], description);
    let about = served.json("/api/v1/about").await;
    assert!(about["providers"].as_array().unwrap().contains(&json!("rules")), "{about}");
    assert_eq!(about["daily"], json!({ "requests": null, "tokens": null, "usd": null }));
    let none = "/api/v1/audits/01939e3a-0000-7000-8000-000000000001/brief";
    refused(served.request(Method::GET, none), 404, "no_such_audit").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_says_what_an_audit_cost() {
    let served = Served::rules().await;
    let audit = served.submitted().await;
    assert_eq!(served.wait_for(&audit, "completed").await["cost_usd"], json!(0));
}
