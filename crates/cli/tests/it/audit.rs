//! `dozor audit` with the embedded rules.

use crate::dozor::{Dozor, example};

#[test]
fn the_readmes_example_is_audited_without_a_key() {
    let audit = Dozor::new().run(&["audit", &example("foundation-strip.toml"), "--format", "json"]).json();
    assert_eq!(audit["compliance_status"]["overall"], "NON_COMPLIANT");
    assert_eq!(
        audit["exposure_analysis"]["exposure_classes"],
        serde_json::json!(["XC2", "XC4", "XF3", "XA1"])
    );
    assert_eq!(audit["final_specification"]["concrete_class"], "C25/30");
    let cost = &audit["cost_summary"];
    let sum = |names: &[&str]| names.iter().map(|name| cost[name].as_f64().unwrap()).sum::<f64>();
    let parts = sum(&["direct_costs_czk", "indirect_costs_czk", "profit_czk", "site_costs_czk"]);
    assert!((parts - cost["subtotal_excl_vat_czk"].as_f64().unwrap()).abs() < 0.005, "{cost}");
    let total = sum(&["subtotal_excl_vat_czk", "vat_czk"]);
    assert!((total - cost["total_incl_vat_czk"].as_f64().unwrap()).abs() < 0.005, "{cost}");
    assert_eq!(cost["direct_costs_czk"], 198_955);
    assert!(audit["provenance"].as_object().unwrap().values().all(|made_by| made_by == "rules"));
}

#[test]
fn the_report_is_plain_text_when_piped_and_progress_stays_out_of_it() {
    let run = Dozor::new().run(&["audit", &example("foundation-strip.toml")]);
    assert_eq!(run.code, 0);
    assert!(!run.stdout.contains('\u{1b}'), "no escape codes in a pipe");
    assert!(run.stderr.contains("nothing leaves this machine"), "{}", run.stderr);
    assert!(!run.stdout.contains("nothing leaves this machine"));
    let times = run.stdout.lines().filter(|line| !line.contains("ms") && !line.contains("202"));
    insta::assert_snapshot!(times.collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_language_comes_from_flag_brief_or_locale() {
    let dozor = Dozor::new();
    let brief =
        ["audit", "--describe", "Stropní deska 120 m2 × 0,25 m, C25/30 XC1, interiér.", "--format", "json"];
    assert_eq!(dozor.run(&brief).json()["lang"], "en");
    assert_eq!(dozor.run(&[&brief[..], &["--lang", "cs"]].concat()).json()["lang"], "cs");
    let czech = Dozor::new().with_environment("LANG", "cs_CZ.UTF-8");
    assert_eq!(czech.run(&brief).json()["lang"], "cs");
    let audit = dozor.run(&["audit", &example("parking-deck.toml"), "--format", "json"]).json();
    assert_eq!(audit["lang"], "cs");
    assert!(audit["status"]["label"].as_str().unwrap().starts_with("Nevyhovuje"), "{}", audit["status"]);
}

#[test]
fn standard_input_takes_toml_json_and_plain_text() {
    let dozor = Dozor::new();
    for input in [
        "project_description = \"Foundation strip 12 m × 0.6 m × 0.4 m, interior basement, dry environment.\"",
        "{\"question\": \"Foundation strip 12 m × 0.6 m × 0.4 m, interior basement, dry environment.\"}",
        "Foundation strip 12 m × 0.6 m × 0.4 m, interior basement, dry environment.",
    ] {
        let audit = dozor.run_with(&["audit", "-", "--format", "json"], input.as_bytes()).json();
        assert_eq!(audit["final_specification"]["concrete_class"], "C16/20", "{input}");
    }
}

#[test]
fn fail_on_compares_marks() {
    let dozor = Dozor::new();
    let deck = example("parking-deck.toml");
    let code = |fail_on: &str| dozor.run(&["audit", &deck, "--fail-on", fail_on]).code;
    assert_eq!(["never", "warning", "non-compliant", "critical"].map(code), [0, 3, 3, 3]);
    let dry = "Foundation strip 12 m × 0.6 m × 0.4 m, interior basement, dry environment.";
    assert_eq!(dozor.run(&["audit", "--describe", dry, "--fail-on", "critical"]).code, 0);
}

#[test]
fn the_result_can_be_written_to_a_file() {
    let dozor = Dozor::new();
    let run =
        dozor.run(&["audit", &example("parking-deck.toml"), "--format", "json", "--output", "audit.json"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    let text = std::fs::read_to_string(dozor.folder().join("audit.json")).unwrap();
    let audit: model::Audit = serde_json::from_str(&text).unwrap();
    assert_eq!(audit.status.mark, model::Mark::CriticalRisk);
}

#[test]
fn several_briefs_are_audited_in_turn_and_one_that_fails_stops_no_other() {
    let briefs = [example("foundation-strip.toml"), example("production-hall.json")];
    let run = Dozor::new().run(&["audit", &briefs[0], "nowhere.toml", &briefs[1], "--format", "json"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("nowhere.toml could not be opened"), "{}", run.stderr);
    assert!(run.stderr.contains("1 of the briefs gave no audit"), "{}", run.stderr);
    let audits: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(audits.len(), 2);
    assert_eq!(audits[1]["compliance_status"]["overall"], "NON_COMPLIANT");
    let text = Dozor::new().run(&["audit", &briefs[0], &briefs[1]]).stdout;
    assert!(text.contains("foundation-strip.toml ===") && text.contains("production-hall.json ==="));
}

#[test]
fn every_example_is_a_brief() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut briefs: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    briefs.push(example("production-hall.json").into());
    assert!(briefs.len() >= 3, "{briefs:?}");
    for brief in briefs {
        assert_eq!(Dozor::new().run(&["audit", brief.to_str().unwrap()]).code, 0, "{}", brief.display());
    }
}
