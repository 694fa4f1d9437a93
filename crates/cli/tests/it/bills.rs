//! `dozor boq`, and audits of real bills with their descriptions.

use crate::dozor::{Dozor, example, sample};

#[test]
fn the_examples_bill_is_shown_and_audited() {
    let dozor = Dozor::new();
    let bill = example("bill-of-quantities.xlsx");
    let shown = dozor.run(&["boq", &bill]);
    assert_eq!(shown.code, 0, "{}", shown.stderr);
    insta::assert_snapshot!(shown.stdout);
    let json = dozor.run(&["boq", &bill, "--format", "json"]).json();
    let total: f64 =
        json["positions"].as_array().unwrap().iter().filter_map(|p| p["total_price"].as_f64()).sum();
    let describe = "Základový pas 45,0 × 0,8 × 0,6 m, základová spára 1,25 m pod terénem, HPV nezastižena, beton C25/30 XC2.";
    let audit = dozor.run(&["audit", "--describe", describe, "--boq", &bill, "--format", "json"]).json();
    let cost = &audit["cost_summary"];
    let priced = cost["direct_costs_czk"].as_f64().unwrap() + cost["site_costs_czk"].as_f64().unwrap();
    assert!((priced - total).abs() < 0.005, "{cost}");
    assert_eq!((&cost["indirect_costs_czk"], &cost["profit_czk"]), (&0.into(), &0.into()));
}

#[test]
fn positions_that_boq_prints_are_a_brief_again() {
    let dozor = Dozor::new();
    let json = dozor.run(&["boq", &example("bill-of-quantities.xlsx"), "--format", "json"]).json();
    let brief = serde_json::json!({ "project_description": "Základový pas 45,0 × 0,8 × 0,6 m", "positions": json["positions"] });
    let audit = dozor.run_with(&["audit", "-", "--format", "json"], brief.to_string().as_bytes()).json();
    assert_eq!(audit["coverage"]["positions"]["total"], json["positions"].as_array().unwrap().len());
}

#[test]
fn real_bills_are_audited_with_their_descriptions() {
    for (bill, description, positions) in [
        ("kros-most-zalmanov.xlsx", "kros-most-zalmanov.description.md", 99),
        ("kros-libuse-priced.xlsx", "kros-libuse-priced.description.md", 1_971),
        ("esticon-most-kv.xlsx", "esticon-most-kv.description.md", 106),
        ("buildpower-hala-sul.xlsx", "buildpower-hala-sul.description.md", 210),
        ("unixml-most-kfely.xml", "unixml-most-kfely.description.md", 153),
        ("kros-rd-dum-priced.csv", "kros-rd-dum-priced.description.md", 119),
    ] {
        let (Some(bill), Some(description)) = (sample(bill), sample(description)) else { return };
        let audit = Dozor::new().run(&["audit", &description, "--boq", &bill, "--format", "json"]).json();
        assert_eq!(audit["coverage"]["positions"]["total"], positions, "{bill}");
        assert!(!audit["elements"].as_array().unwrap().is_empty(), "{bill}");
        if bill.contains("libuse-priced") {
            let cost = &audit["cost_summary"];
            let sum = cost["direct_costs_czk"].as_f64().unwrap() + cost["site_costs_czk"].as_f64().unwrap();
            assert!((sum - 249_030_991.11).abs() < 0.01, "{cost}");
        }
    }
}

#[test]
fn a_file_that_is_no_bill_is_refused_with_what_to_do() {
    let dozor = Dozor::new();
    let text = dozor.file("letter.csv", "Vážený pane,\nposíláme rozpočet; s pozdravem");
    let run = dozor.run(&["boq", text.to_str().unwrap()]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("no bill of quantities was found in letter.csv"), "{}", run.stderr);
    assert_eq!(dozor.run(&["boq", "nowhere.xlsx"]).code, 1);
}

#[test]
fn several_bills_are_told_one_after_another_and_audited_as_one() {
    let dozor = Dozor::new();
    let csv = dozor.file(
        "bill.csv",
        "Typ;Kód;Popis;MJ;Množství\nK;274;Beton C25/30;m3;60\nVV;;2*(45,0+0,8)*0,6;;54,96\n",
    );
    let (csv, xlsx) = (csv.to_str().unwrap(), example("bill-of-quantities.xlsx"));
    let lines = dozor.run(&["boq", csv, &xlsx, "--format", "json"]).stdout;
    let sources: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["source"].clone())
        .collect();
    assert_eq!(sources, ["bill.csv", "bill-of-quantities.xlsx"]);
    let shown = dozor.run(&["boq", csv, "--lang", "en"]).stdout;
    assert!(shown.contains("has the quantity 60, but its measurement comes to 54.96"), "{shown}");

    let describe = "Strip foundation 45 m × 0.8 m × 0.6 m, C25/30 XC2, below ground";
    let arguments =
        ["audit", "--describe", describe, "--boq", csv, "--boq", &xlsx, "--format", "json", "--lang", "en"];
    let audit = dozor.run(&arguments).json();
    let codes: Vec<_> =
        audit["document_issues"].as_array().unwrap().iter().map(|issue| &issue["code"]).collect();
    assert!(codes.contains(&&"MEASUREMENT_MISMATCH".into()), "{codes:?}");
    let positions =
        dozor.run(&["boq", &xlsx, "--format", "json"]).json()["positions"].as_array().unwrap().len();
    assert_eq!(audit["coverage"]["positions"]["total"], positions + 1);
}
