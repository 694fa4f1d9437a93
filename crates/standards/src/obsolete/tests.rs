//! Finding standards and marks in texts.

use super::{Kind, NotationKind, find_notations, find_standards};

fn cited(text: &str) -> Vec<(&'static str, String)> {
    find_standards(text)
        .into_iter()
        .map(|citation| (citation.standard.id.as_str(), citation.written))
        .collect()
}

#[test]
fn a_standard_is_found_in_every_spelling() {
    for text in ["dle ČSN 73 1201, beton", "dle CSN 731201.", "podle čsn 73 1201", "ČSN\u{a0}73\u{a0}1201"]
    {
        let found = find_standards(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].standard.kind, Kind::Withdrawn, "{text}");
    }
    for text in ["dle SNiP 2.03.01-84", "СНиП 2.03.01-84", "SNIP 2.03.01"] {
        assert_eq!(cited(text)[0].0, "SNiP 2.03.01-84", "{text}");
    }
    assert_eq!(cited("ГОСТ 26633-2015")[0].0, "GOST 26633, GOST 10180, GOST 10060, GOST 12730.5");
}

#[test]
fn an_unlisted_snip_or_gost_is_foreign_all_the_same() {
    assert_eq!(cited("SNiP II-21-75, SNiP 2.05.03-84"), [("SNiP", "SNiP 2.05.03-84".to_owned())]);
    assert_eq!(cited("GOST 5781-82")[0].0, "GOST");
}

#[test]
fn the_longest_reading_counts() {
    assert_eq!(cited("ČSN 73 1201:2010")[0].0, "ČSN 73 1201:2010");
    assert_eq!(cited("ČSN EN 206-1"), [("ČSN EN 206-1", "ČSN EN 206-1".to_owned())]);
    assert_eq!(cited("ČSN EN 206+A2")[0].0, "ČSN EN 206+A2");
    assert_eq!(cited("podle ČSN EN 206 12 m3")[0].0, "ČSN EN 206+A2");
    assert_eq!(cited("ČSN P ENV 206")[0].0, "ČSN P ENV 206");
}

#[test]
fn numbers_that_only_look_alike_are_no_standard() {
    for text in ["č. j. 1183/2006", "cena 10 505 Kč", "položka 10425", "ČSN 73 12011", "snipped 2.03"] {
        assert_eq!(cited(text), [], "{text}");
    }
}

#[test]
fn an_old_steel_counts_beside_steel_and_not_beside_b500() {
    assert_eq!(cited("výztuž Ø12 z oceli 10 505 (R)")[0].1, "10 505");
    assert_eq!(cited("výztuž z oceli 10505, B500B"), []);
}

#[test]
fn marks_of_concrete_are_found() {
    let marks = find_notations("beton B25 F150 W6, interiér");
    let found: Vec<_> =
        marks.iter().map(|mark| (mark.notation.kind, mark.number, mark.written.as_str())).collect();
    assert_eq!(found, [(NotationKind::FrostCycles, 150, "F150"), (NotationKind::WaterPressure, 6, "W6")]);
    assert_eq!(find_notations("F1 150").len(), 1);
    assert_eq!(find_notations("beton V8 T100").len(), 2);
}

#[test]
fn other_marks_are_left_alone() {
    for text in ["okna V8", "XF150", "W6 profil", "tř. f 150", "F4 S3", "beton C25/30 XC4"] {
        assert_eq!(find_notations(text), [], "{text}");
    }
}
