//! `dozor providers`, chains, budgets: who is asked, who is not and why, and that no key is ever shown.

use serde_json::{Map, Value, json};
use simulated_upstream::{Received, Reply, Upstream};

use crate::dozor::{Dozor, Run, example};

/// Strange, but a key that a header can carry.
const KEY: &str = "sk-$tr@nge/+=~\"k3y'";

/// Every section with the least that is of its type.
pub(crate) fn plain(request: &Received) -> Reply {
    let schema = &request.body["response_format"]["json_schema"]["schema"]["properties"];
    let sections = schema.as_object().unwrap().iter().map(|(name, schema)| {
        let value = match (name.as_str(), schema["type"].as_str()) {
            ("compliance_status", _) => json!({ "overall": "CONDITIONAL", "summary": "Data are missing." }),
            ("project_summary", _) => json!({ "title": "a title only the model has" }),
            ("confidence", _) => json!(0.5),
            ("ok", _) => json!(true),
            (_, Some("array")) => json!([]),
            _ => json!({}),
        };
        (name.clone(), value)
    });
    Reply::json(&Value::Object(sections.collect::<Map<_, _>>())).usage(1_000, 100, 0)
}

pub(crate) fn dozor_for(upstream: &Upstream) -> Dozor {
    Dozor::new()
        .with_environment("OPENAI_BASE_URL", &upstream.base_url())
        .with_environment("OPENAI_API_KEY", KEY)
        .with_environment("DOZOR_OPENAI_MODEL", "gpt-6-luna")
}

/// The binary blocks a thread, so the upstream needs another.
pub(crate) async fn run(dozor: Dozor, arguments: &[&str]) -> Run {
    let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    let run = move || dozor.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let run = tokio::task::spawn_blocking(run).await.unwrap();
    assert_no_key(&run);
    run
}

pub(crate) fn assert_no_key(run: &Run) {
    for part in [KEY, "nge/+=~", "k3y", "%2F%2B"] {
        assert!(!run.stdout.contains(part) && !run.stderr.contains(part), "{part} is shown: {run:?}");
    }
}

#[test]
fn providers_are_listed_with_what_they_lack_and_without_keys() {
    let dozor = Dozor::new()
        .with_environment("GOOGLE_API_KEY", KEY)
        // Its price does not change with the day.
        .with_environment("DOZOR_GEMINI_MODEL", "gemini-2.5-flash")
        .with_environment("OPENAI_BASE_URL", "http://127.0.0.1:11434/v1")
        .with_environment("DOZOR_OPENAI_MODEL", "a-model-of-ours");
    dozor.file("dozor.toml", "budget_day_usd = 2.50\ngemini_requests_per_day = \"none\"");
    let run = dozor.run(&["providers"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_no_key(&run);
    insta::assert_snapshot!(run.stdout);

    let listed = dozor.run(&["providers", "list", "--format", "json"]).json();
    let gemini = &listed["providers"][0];
    assert_eq!((&gemini["usable"], &gemini["key"]), (&json!(true), &json!("GOOGLE_API_KEY")));
    let claude = &listed["providers"][1];
    assert_eq!(
        claude["reason"],
        "it needs a key: set ANTHROPIC_API_KEY, or ANTHROPIC_BASE_URL to a server of your own"
    );
    assert_eq!(listed["providers"][2]["price_usd_per_million_tokens"], json!(null), "unknown is not 0");
    assert_eq!((&listed["answers"], &listed["budget_day_usd"]), (&json!(["gemini"]), &json!(2.5)));

    let offline = dozor.run(&["providers", "--offline", "--format", "json"]).json();
    assert_eq!(offline["answers"], json!(["rules"]));
    assert!(offline["providers"].as_array().unwrap().iter().all(|provider| provider["usable"] == false));
}

#[test]
fn credentials_in_an_address_are_hidden_and_refused() {
    let address = "https://me:hunter2@host.example/v1?key=hunter3";
    let dozor = Dozor::new().with_environment("OPENAI_BASE_URL", address);
    for arguments in [&["config"][..], &["providers"], &["providers", "check", "openai"]] {
        let run = dozor.run(arguments);
        assert!(!format!("{run:?}").contains("hunter"), "{run:?}");
    }
    assert!(dozor.run(&["config"]).stdout.contains("https://[hidden]@host.example/v1?[hidden]"));
    let run = dozor.run(&["providers", "check", "openai"]);
    assert!(run.code == 1 && run.stderr.contains("must not hold credentials"), "{run:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_asks_once_and_tells_the_time_and_the_cost() {
    let upstream = Upstream::start(plain).await.unwrap();
    let checked =
        run(dozor_for(&upstream), &["providers", "check", "openai", "--format", "json"]).await.json();
    assert_eq!((&checked["provider"], &checked["model"]), (&json!("openai"), &json!("gpt-6-luna")));
    assert_eq!(checked["cost_usd"], json!(0.00015));
    assert!(checked["first_content_ms"].as_f64().unwrap() <= checked["total_ms"].as_f64().unwrap());
    assert_eq!(upstream.received().len(), 1);

    let told = run(dozor_for(&upstream), &["providers", "check", "openai"]).await;
    assert!(told.stdout.starts_with("openai answers: gpt-6-luna, first content after"), "{}", told.stdout);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_that_fails_says_why_even_where_the_provider_repeats_the_key() {
    let upstream = Upstream::start(|_| Reply::error(401, &format!("Incorrect API key provided: {KEY}.")));
    let run = run(dozor_for(&upstream.await.unwrap()), &["providers", "check", "openai"]).await;
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("status 401: Incorrect API key provided: [key]."), "{}", run.stderr);
}

#[test]
fn a_check_of_somebody_who_cannot_be_asked_says_what_to_do() {
    let dozor = Dozor::new();
    let error = |arguments: &[&str]| {
        let run = dozor.run(arguments);
        assert_eq!(run.code, 1);
        run.stderr
    };
    assert!(error(&["providers", "check", "gemini"]).contains("set GEMINI_API_KEY or GOOGLE_API_KEY"));
    assert!(error(&["providers", "check", "mistral"]).contains("known are auto, rules, gemini"));
    let offline = error(&["providers", "--offline", "check", "claude"]);
    assert!(offline.contains("offline (flag --offline) forbids"), "{offline}");
    let odd = Dozor::new().with_environment("OPENAI_API_KEY", "a\u{7}key\u{e9}").run(&[
        "providers",
        "check",
        "openai",
    ]);
    assert!(odd.stderr.contains("characters that no key has") && !odd.stderr.contains("\u{7}key"), "{odd:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chain_ends_with_whoever_answers_and_says_who_was_asked() {
    let upstream = Upstream::start(|_| Reply::error(401, &format!("no such key: {KEY}"))).await.unwrap();
    let brief = example("parking-deck.toml");
    let arguments = ["audit", &brief, "--provider", "openai,rules", "--lang", "en", "--format", "json"];
    let run = run(dozor_for(&upstream), &arguments).await;
    let audit = run.json();
    assert_eq!(audit["versions"]["models"]["compliance_risks"], "rules");
    assert_eq!(audit["performance"]["queries"]["compliance_risks"]["attempts"], 2);
    assert!(audit["warnings"].to_string().contains("because no model did"), "{}", audit["warnings"]);
    assert!(run.stderr.contains("The brief is sent to: openai"), "{}", run.stderr);
    assert!(run.stderr.contains("; asking rules in 0.0 ms"), "{}", run.stderr);
}

#[test]
fn a_chain_that_makes_no_sense_is_refused() {
    let dozor = Dozor::new();
    for (chain, why) in [
        ("rules,gemini", "rules come last"),
        ("gemini,auto", "auto stands by itself"),
        ("claude,claude", "names claude twice"),
        ("gemini,,rules", "provider \"\" is not known"),
    ] {
        let run = dozor.run(&["audit", &example("parking-deck.toml"), "--provider", chain]);
        assert!(run.code == 1 && run.stderr.contains(why), "{chain}: {}", run.stderr);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_budget_stops_before_the_spend_and_says_how_to_change_it() {
    let upstream = Upstream::start(plain).await.unwrap();
    let brief = example("parking-deck.toml");
    let dozor = dozor_for(&upstream).with_environment("DOZOR_BUDGET_AUDIT_USD", "0.0001");
    let refused = run(dozor, &["audit", &brief]).await;
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("the budget of 0.0001 USD for an audit"), "{}", refused.stderr);
    assert!(refused.stderr.contains("budget_audit_usd changes it"), "{}", refused.stderr);
    assert_eq!(upstream.received().len(), 0);

    let dozor = dozor_for(&upstream)
        .with_environment("DOZOR_BUDGET_DAY_USD", "5")
        .with_environment("DOZOR_OPENAI_MODEL", "a-model-of-ours");
    let unpriced = run(dozor, &["audit", &brief]).await;
    assert!(
        unpriced.stderr.contains("the price of model a-model-of-ours is not known"),
        "{}",
        unpriced.stderr
    );
    assert_eq!(upstream.received().len(), 0);

    let dozor = dozor_for(&upstream)
        .with_environment("DOZOR_BUDGET_DAY_USD", "5")
        .with_environment("DOZOR_OPENAI_MODEL", "a-model-of-ours");
    dozor.file("models.toml", "[[price]]\nmodel = \"a-model-of-ours\"\ninput = \"1\"\noutput = \"2\"\nas_of = \"2026-11-01\"\nsource = \"our contract\"\n");
    dozor.file("dozor.toml", "models = \"models.toml\"");
    let audit = run(dozor, &["audit", &brief, "--format", "json"]).await.json();
    // Two queries of 1,000 tokens in and 100 out.
    assert_eq!(audit["performance"]["cost"]["amount"], json!(0.0024));
}

#[tokio::test(flavor = "multi_thread")]
async fn several_briefs_share_a_days_requests() {
    let upstream = Upstream::start(plain).await.unwrap();
    let dozor = dozor_for(&upstream).with_environment("DOZOR_OPENAI_REQUESTS_PER_DAY", "2");
    let brief = example("parking-deck.toml");
    let run = run(dozor, &["audit", &brief, &brief]).await;
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("the limit of 2 requests a day to openai is reached (2 made)"),
        "{}",
        run.stderr
    );
    assert_eq!(upstream.received().len(), 2);
}
