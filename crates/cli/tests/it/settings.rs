//! `dozor config`, `dozor prompts`, `--offline` and who is asked.

use crate::dozor::{Dozor, example};

#[test]
fn config_shows_every_value_with_its_source_and_no_key() {
    let dozor = Dozor::new()
        .with_environment("OPENAI_API_KEY", "sk-very-secret")
        .with_environment("DOZOR_PROFILE", "en206")
        .with_environment("DOZOR_PLAN", "");
    dozor.file("dozor.toml", "timeout_s = 20\nprompts = \"mine\"");
    let run = dozor.run(&["config", "--lang", "cs"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("DOZOR_PLAN is set but empty"), "{}", run.stderr);
    assert!(!run.stdout.contains("secret"));
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn prompts_are_listed_shown_exported_and_replaced() {
    let dozor = Dozor::new();
    assert_eq!(dozor.run(&["prompts"]).stdout.lines().count(), 8);
    let shown = dozor.run(&["prompts", "show", "compliance_risks"]).stdout;
    assert!(shown.starts_with("+++\nid = \"compliance_risks\""));
    assert!(dozor.run(&["prompts", "show", "nothing"]).stderr.contains("known are compliance_risks"));

    assert_eq!(dozor.run(&["prompts", "export", "mine"]).code, 0);
    assert!(
        dozor.run(&["prompts", "export", "mine"]).stderr.contains("is there already"),
        "nothing is overwritten"
    );
    let path = dozor.folder().join("mine/compliance_risks.md");
    let changed = std::fs::read_to_string(&path).unwrap().replace("Method", "Way of working");
    std::fs::write(&path, changed).unwrap();
    dozor.file("dozor.toml", "prompts = \"mine\"");
    assert!(dozor.run(&["prompts", "show", "compliance_risks"]).stdout.contains("Way of working"));

    std::fs::write(&path, "no front matter").unwrap();
    let run = dozor.run(&["audit", &example("parking-deck.toml")]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("compliance_risks.md: begins with front matter"), "{}", run.stderr);
}

#[test]
fn offline_keeps_the_brief_here_even_with_a_key() {
    let dozor = Dozor::new().with_environment("OPENAI_API_KEY", "sk-very-secret");
    let audit = dozor.run(&["audit", &example("parking-deck.toml"), "--offline", "--format", "json"]).json();
    assert_eq!(audit["versions"]["models"]["compliance_risks"], "rules");
    let run = dozor.run(&["audit", &example("parking-deck.toml"), "--offline", "--provider", "openai"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("which offline (flag --offline) forbids"), "{}", run.stderr);
}

#[test]
fn a_provider_without_a_key_or_of_another_name_is_refused() {
    let dozor = Dozor::new();
    let error = |provider: &str| {
        let run = dozor.run(&["audit", &example("parking-deck.toml"), "--provider", provider]);
        assert_eq!(run.code, 1);
        run.stderr
    };
    assert!(error("openai").contains("set OPENAI_API_KEY"));
    assert!(error("claude,rules").contains("set ANTHROPIC_API_KEY"));
    assert!(error("mistral").contains("known are auto, rules, gemini, claude, openai"));
}

#[test]
fn the_users_prices_take_the_place_of_the_built_in_ones() {
    let dozor = Dozor::new();
    dozor.file(
        "prices.toml",
        "name = \"Offers\"\nas_of = \"2026-10-01\"\nbasis = \"supply\"\nreinforcement_per_t = 30000\n[concrete_per_m3]\n\"C30/37\" = 4000\n",
    );
    let priced = |prices: &str| {
        let arguments = ["audit", &example("parking-deck.toml"), "--prices", prices, "--format", "json"];
        dozor.run(&arguments).json()["materials_breakdown"]["concrete"].clone()
    };
    // 200 m² of 250 mm are 50 m³.
    let concrete = priced("prices.toml");
    assert_eq!((&concrete["unit_price_czk"], &concrete["total_czk"]), (&4_000.into(), &200_000.into()));
    assert_eq!(priced("otskp-2025-ii")["unit_price_czk"], 5_775.35);

    let broken = dozor.file("broken.toml", "concrete = 5");
    let run = dozor.run(&["audit", &example("parking-deck.toml"), "--prices", broken.to_str().unwrap()]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("broken.toml are not usable") && run.stderr.contains("line 1"),
        "{}",
        run.stderr
    );
}
