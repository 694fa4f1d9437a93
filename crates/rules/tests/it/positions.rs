//! Findings of the bill's rows, each with its code, gravity and place.

use model::{
    Brief, Document, Measurement, Number, Position, Profile, Section, SectionName, sections::DocumentIssue,
};
use rules::{Assessment, assess};

use crate::{brief, codes, settings};

fn position(name: &str, quantity: &str, unit: &str) -> Position {
    Position {
        item_name: name.to_owned(),
        quantity: Number::parse(quantity),
        unit: Some(unit.to_owned()).filter(|unit| !unit.is_empty()),
        sheet: Some("SO 201".to_owned()),
        row: Some(127),
        ..Position::default()
    }
}

fn priced(name: &str, quantity: &str, price: &str, total: &str) -> Position {
    Position {
        unit_price: Number::parse(price),
        total_price: Number::parse(total),
        ..position(name, quantity, "m³")
    }
}

fn measured(quantity: &str, row: &str) -> Position {
    let row = Measurement { text: row.to_owned(), quantity: None };
    Position { measurement: vec![row], ..position("Excavation", quantity, "m³") }
}

fn with(description: &str, positions: Vec<Position>) -> Assessment {
    let brief = Brief { positions, ..brief(description) };
    assess(&brief, &settings(Profile::Csn))
}

fn issues(assessment: &Assessment) -> Vec<DocumentIssue> {
    let Section::DocumentIssues(issues) = assessment.section(SectionName::DocumentIssues) else { panic!() };
    issues
}

#[test]
fn each_fault_of_a_row_is_a_finding_with_its_place() {
    let cases: &[(Position, &str)] = &[
        (position("Excavation", "0", "m³"), "QTY_ZERO medium"),
        (position("Excavation", "-3", "m³"), "QTY_NEGATIVE low"),
        (position("Excavation", "", "m³"), "QTY_MISSING medium"),
        (position("Excavation", "3", ""), "UNIT_MISSING medium"),
        (position("Excavation", "3", "1"), "UNIT_NUMBER medium"),
        (priced("Excavation", "3", "100.00", "310.00"), "SUM_MISMATCH high"),
        (measured("60", "2*(45,0+0,8)*0,6"), "MEASUREMENT_MISMATCH high"),
        (position("Beton C15/20", "3", "m³"), "NONEXISTENT_CLASS high"),
    ];
    for (position, expected) in cases {
        let assessment = with("House", vec![position.clone()]);
        assert!(
            codes(&assessment).contains(&(*expected).to_owned()),
            "{expected} among {:?}",
            codes(&assessment)
        );
        let code = expected.split(' ').next();
        let issue = issues(&assessment).into_iter().find(|issue| issue.code.as_deref() == code).unwrap();
        assert!(issue.location.contains("position 1 (sheet SO 201, row 127)"), "{}", issue.location);
    }
}

#[test]
fn rows_in_order_give_no_finding() {
    let assessment =
        with("House", vec![priced("Excavation", "3", "100.00", "300.00"), position("Backfill", "1", "m³")]);
    assert_eq!(codes(&assessment), Vec::<String>::new());
}

#[test]
fn a_repeated_row_is_a_duplicate_only_in_the_same_section() {
    let row = position("Backfill", "1", "m³");
    let elsewhere = Position { section: Some("Drainage".to_owned()), ..row.clone() };
    assert!(codes(&with("House", vec![row.clone(), elsewhere])).is_empty());
    assert_eq!(codes(&with("House", vec![row.clone(), row])), ["DUPLICATE medium"]);
}

#[test]
fn many_faults_of_one_kind_become_one_finding() {
    let rows = (0..40).map(|index| position(&format!("Item {index}"), "0", "m³")).collect();
    let found = issues(&with("House", rows));
    assert_eq!(found.len(), 1);
    assert!(found[0].description.contains("40"), "{}", found[0].description);
}

#[test]
fn the_bill_is_held_against_the_dimensions_of_the_text() {
    let strip = "Foundation strip 45 m × 0.8 m × 0.6 m, founding depth 1.2 m. Concrete C25/30 XC2.";
    for (volume, expected) in [
        ("21.6", None),
        ("22.5", Some("QTY_WASTE low")),
        ("23.4", Some("QTY_MISMATCH medium")),
        ("21", Some("QTY_MISMATCH medium")),
        ("25", Some("QTY_MISMATCH high")),
        ("18.2", Some("QTY_MISMATCH high")),
        ("216", Some("QTY_MISMATCH critical")),
    ] {
        let found = codes(&with(strip, vec![position("Concrete of strips C25/30", volume, "m³")]));
        let quantity = found.iter().map(String::as_str).find(|code| code.starts_with("QTY"));
        assert_eq!(quantity, expected, "{volume} m³: {found:?}");
    }
}

#[test]
fn a_class_that_differs_between_text_and_bill_is_a_contradiction_judged_by_the_worse() {
    let text = "Kerb of a road bridge, C30/37 XC4 XD3 XF4.";
    let found = codes(&with(text, vec![position("Římsy ze železobetonu C25/30", "12", "m³")]));
    assert!(found.contains(&"CONTRADICTION high".to_owned()), "{found:?}");
    assert!(found.contains(&"CLASS_LOW critical".to_owned()), "{found:?}");
    let band = codes(&with(text, vec![position("ŘÍMSY ZE ŽELEZOBETONU DO C40/50", "12", "m³")]));
    assert!(!band.iter().any(|code| code.starts_with("CONTRADICTION")), "{band:?}");
}

#[test]
fn a_measurement_that_holds_is_silent_and_one_that_does_not_names_both_figures() {
    let fine = with("House", vec![measured("54.96", "2*(45,0+0,8)*0,6")]);
    assert!(issues(&fine).iter().all(|issue| issue.code.as_deref() != Some("MEASUREMENT_MISMATCH")));
    let wrong = issues(&with("House", vec![measured("60", "2*(45,0+0,8)*0,6")]));
    let issue = wrong.iter().find(|issue| issue.code.as_deref() == Some("MEASUREMENT_MISMATCH")).unwrap();
    assert!(issue.description.ends_with(": 54.96 against 60"), "{}", issue.description);
}

#[test]
fn a_citation_names_the_page_of_a_document() {
    let text =
        "Report.\u{c}Existing state.\u{c}The foundation slab of concrete C15/20 is 400 mm thick.".to_owned();
    let document = Document { name: "report.pdf".to_owned(), text };
    let brief = Brief { documents: vec![document], ..Brief::default() };
    let assessment = assess(&brief, &settings(Profile::Csn));
    let cited = format!("{:?}", issues(&assessment));
    assert!(cited.contains("document report.pdf, page 3"), "{cited}");
    let read_at = assessment.read_at();
    assert!(read_at.iter().all(|read| read.document == "report.pdf" && read.bytes.start > 20), "{read_at:?}");
}
