//! The whole text of four audits: answered by rules, by a model that the rules contradict, with a failed query,
//! and with nothing in it.

use report::{Look, text};
use unicode_width::UnicodeWidthStr;

use super::{NARROW, WIDE, audit};

const RULES_CS: &str = include_str!("../data/rules_cs.json");
const HYBRID_EN: &str = include_str!("../data/hybrid_en.json");
const COMPREHENSIVE_FAILED: &str = include_str!("../data/comprehensive_failed.json");
const MINIMAL: &str = include_str!("../data/minimal.json");

const ALL: [(&str, &str); 4] = [
    ("rules_cs", RULES_CS),
    ("hybrid_en", HYBRID_EN),
    ("comprehensive_failed", COMPREHENSIVE_FAILED),
    ("minimal", MINIMAL),
];

#[test]
fn audits_read_as_reviewed() {
    for (name, json) in ALL {
        insta::assert_snapshot!(format!("{name}_100"), text(&audit(json), &WIDE));
        insta::assert_snapshot!(format!("{name}_60"), text(&audit(json), &NARROW));
    }
}

#[test]
fn no_line_is_wider_than_asked_and_none_ends_in_blanks() {
    for (name, json) in ALL {
        for width in [48, 60, 80, 100, 120] {
            let report = text(&audit(json), &Look { colour: false, width });
            for line in report.lines() {
                assert!(line.width() <= usize::from(width), "{name} at {width}: {line:?}");
                assert_eq!(line, line.trim_end_matches(' '), "{name} at {width}");
            }
        }
    }
}

#[test]
fn the_mark_and_the_verdict_stand_first() {
    assert!(
        text(&audit(HYBRID_EN), &WIDE)
            .starts_with("🚨 Not compliant; 7 of 8 checks could be decided (NON_COMPLIANT)\n")
    );
    assert!(
        text(&audit(RULES_CS), &WIDE)
            .starts_with("⚠️ Vyhovuje s podmínkami; rozhodnout šlo 6 z 9 kontrol (CONDITIONAL)\n")
    );
}

#[test]
fn colour_adds_escape_codes_and_changes_no_word() {
    let coloured = text(&audit(HYBRID_EN), &Look { colour: true, width: 100 });
    assert!(coloured.contains("\u{1b}[31;1m") || coloured.contains("\u{1b}[1;31m"), "{coloured}");
    let mut plain = String::new();
    for part in coloured.split('\u{1b}') {
        let words =
            part.strip_prefix('[').and_then(|codes| codes.split_once('m')).map_or(part, |(_, words)| words);
        plain.push_str(words);
    }
    assert_eq!(plain, text(&audit(HYBRID_EN), &WIDE));
    assert!(!text(&audit(HYBRID_EN), &WIDE).contains('\u{1b}'));
}

#[test]
fn empty_parts_have_no_heading() {
    let report = text(&audit(MINIMAL), &WIDE);
    let headings: Vec<&str> = report.lines().filter(|line| line.starts_with("── ")).collect();
    assert_eq!(headings.len(), 3, "{headings:?}");
}

#[test]
fn long_lists_are_cut_and_say_so() {
    let report = text(&audit(RULES_CS), &WIDE);
    assert!(report.contains("Předpoklad číslo 12.") && !report.contains("Předpoklad číslo 13."));
    assert!(report.contains("… a 3 další položky, viz --format json"), "{report}");
}

#[test]
fn what_is_not_known_is_not_shown_as_zero() {
    let report = text(&audit(HYBRID_EN), &WIDE);
    let total = report.lines().find(|line| line.contains("Total with VAT")).unwrap();
    assert!(total.ends_with("not known"), "{total}");
    assert!(report.contains("the costs are incomplete"));
    let failed = text(&audit(COMPREHENSIVE_FAILED), &WIDE);
    assert!(failed.contains("query comprehensive_analysis failed: timed out after 15 s"), "{failed}");
    assert!(
        failed.contains("Comprehensive analysis failed") && failed.contains("No answer came for this part.")
    );
    let money = failed.lines().find(|line| line.starts_with("Price of the queries")).unwrap();
    assert!(money.ends_with("not known"), "{money}");
}

#[test]
fn the_efficiency_comes_with_its_reading() {
    let report = text(&audit(HYBRID_EN), &WIDE);
    let expected = "174\u{a0}% (100 % is one query after the other, 200 % is perfect for two)";
    assert!(report.contains(expected), "{report}");
}
