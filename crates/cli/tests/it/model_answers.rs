//! `dozor audit` with a model: a simulated provider stands in for it.

use std::time::Duration;

use serde_json::{Map, Value, json};
use simulated_upstream::{Ending, Received, Reply, Upstream};

use crate::dozor::{Dozor, Run, example};

/// Sections as a careless model would write them.
fn careless(request: &Received) -> Reply {
    let schema = &request.body["response_format"]["json_schema"]["schema"]["properties"];
    let sections = schema.as_object().unwrap().keys().map(|name| {
        let value = match name.as_str() {
            "final_specification" => {
                json!({ "element": "deck", "concrete_class": "C20/25", "w_c_ratio": 0.6 })
            }
            "compliance_status" => json!({ "overall": "COMPLIANT", "summary": "All is well." }),
            "confidence" => json!(0.99),
            "project_summary" => json!({ "title": "the key is sk-very-secret" }),
            "exposure_analysis" | "structural_analysis" | "durability_analysis" => {
                json!({})
            }
            "materials_breakdown" | "cost_summary" => json!({}),
            _ => json!([]),
        };
        (name.clone(), value)
    });
    Reply::json(&Value::Object(sections.collect::<Map<_, _>>())).paced(80, Duration::ZERO)
}

fn dozor_for(upstream: &Upstream) -> Dozor {
    Dozor::new()
        .with_environment("OPENAI_BASE_URL", &upstream.base_url())
        .with_environment("OPENAI_API_KEY", "sk-very-secret")
        .with_environment("DOZOR_OPENAI_MODEL", "gpt-6-luna")
}

/// The binary blocks a thread, so the upstream needs another.
async fn run(dozor: Dozor, arguments: &[&str]) -> Run {
    let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    let run = move || dozor.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    tokio::task::spawn_blocking(run).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_careless_models_claims_are_contradicted_and_the_key_is_nowhere() {
    let upstream = Upstream::start(careless).await.unwrap();
    let run = run(dozor_for(&upstream), &["audit", &example("parking-deck.toml"), "--format", "json"]).await;
    let audit = run.json();
    assert_eq!(audit["compliance_status"]["overall"], "NON_COMPLIANT");
    assert_eq!(audit["final_specification"]["concrete_class"], "C30/37");
    assert_eq!(audit["provenance"]["final_specification"], "model+rules");
    let contradicted = |check: &&Value| check["verdict"] == "contradicted";
    assert!(audit["verification"].as_array().unwrap().iter().filter(contradicted).count() >= 2);
    assert!(audit["confidence"].as_f64().unwrap() < 0.99, "no surer than the rules");
    assert!(run.stderr.contains("openai"), "who receives the brief is said: {}", run.stderr);
    assert!(!format!("{run:?}").contains("very-secret"));
    assert_eq!(upstream.received().len(), 2);
    assert_eq!(upstream.received()[0].header("authorization"), Some("Bearer sk-very-secret"));
}

#[tokio::test(flavor = "multi_thread")]
async fn total_failure_names_each_cause_and_prints_no_audit() {
    let upstream = Upstream::start(|_| Reply::error(500, "the model is on fire")).await.unwrap();
    let run = run(dozor_for(&upstream), &["audit", &example("parking-deck.toml"), "--format", "json"]).await;
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("All hybrid queries failed"), "{}", run.stderr);
    for query in ["comprehensive_analysis: ", "compliance_risks: "] {
        assert!(run.stderr.contains(query), "{}", run.stderr);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_cancels_and_closes_the_connections() {
    let upstream = Upstream::start(|request| careless(request).stalled_after(1)).await.unwrap();
    let dozor = dozor_for(&upstream);
    let child = dozor.command(&["audit", &example("parking-deck.toml"), "--lang", "en"]).spawn().unwrap();
    upstream.wait_for_request(1).await;
    upstream.wait_for_request(2).await;
    let interrupted =
        std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    let run = Run::from(tokio::task::spawn_blocking(|| child.wait_with_output().unwrap()).await.unwrap());
    assert_eq!((run.code, run.stdout.as_str()), (130, ""));
    assert!(run.stderr.contains("cancelled"), "{}", run.stderr);
    for request in [1, 2] {
        assert_eq!(upstream.wait_for_closed(request).await, Ending::ClosedByClient);
    }
}
