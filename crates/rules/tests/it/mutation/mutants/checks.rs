//! Faults of the checks and their citations, of the standards, of the verdict.

use serde_json::{Value, json};

use super::{CLASSES, Row, change, one_class_lower, push, text};

/// The first check that `with` breaks.
fn check(answer: &Value, with: impl Fn(&Value) -> Option<Value>) -> Option<Value> {
    let mut broken = answer.clone();
    for group in broken.get_mut("compliance_checks")?.as_array_mut()? {
        for item in group.get_mut("items")?.as_array_mut()? {
            if let Some(changed) = with(item).filter(|changed| changed != item) {
                *item = changed;
                return Some(broken);
            }
        }
    }
    None
}

fn is_about(item: &Value, words: &[&str]) -> bool {
    let title = item.get("check").and_then(text).unwrap_or("").to_lowercase();
    words.iter().any(|word| format!(" {title}").contains(word))
}

/// The first check whose title holds one of the words, one of its fields changed.
fn field(answer: &Value, words: &[&str], name: &str, with: fn(&str) -> Option<String>) -> Option<Value> {
    check(answer, |item| {
        is_about(item, words).then_some(())?;
        let mut changed = item.clone();
        changed[name] = Value::from(with(text(item.get(name)?)?)?);
        Some(changed)
    })
}

fn status(answer: &Value, from: &str, to: &str) -> Option<Value> {
    check(answer, |item| {
        // Checks of matters that the rules do not know cannot be judged.
        (item.get("status")? == from).then_some(())?;
        let mut changed = item.clone();
        changed["status"] = json!(to);
        Some(changed)
    })
}

/// The first number of a text changed, written as it was.
fn first_number(written: &str, with: impl Fn(f64) -> f64) -> Option<String> {
    let start = written.find(|c: char| c.is_ascii_digit())?;
    let rest = &written[start..];
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
    let figure = rest[..end].trim_end_matches(['.', ',']);
    let value = with(figure.replace(',', ".").parse().ok()?);
    Some(format!("{}{value}{}", &written[..start], &rest[figure.len()..]))
}

const STRENGTH: &[&str] = &["strength", "pevnost"];
const COVER: &[&str] = &["cover", "krytí"];
const EXPOSURE: &[&str] = &["exposure classes", "stupně vlivu"];
const WALL: &[&str] = &["wall of d", "stěna d", "tloušťka stěny"];
const FACTOR: &[&str] = &["partial factor", "dílčí součinitel"];
const RATIO: &[&str] = &["w/c", "vodní součinitel"];
const AIR: &[&str] = &["air", "vzduch"];
const CEMENT: &[&str] = &[" cement content", "obsah cementu", "minimum cement"];
const CHEMISTRY: &[&str] = &["aggressiveness", "agresivita"];

fn weaker(answer: &Value, words: &[&str], with: fn(f64) -> f64) -> Option<Value> {
    check(answer, |item| {
        is_about(item, words).then_some(())?;
        let mut changed = item.clone();
        changed["required"] = Value::from(first_number(text(item.get("required")?)?, with)?);
        Some(changed)
    })
}

/// Only where the text begins with the figure: others quote the brief.
fn other_found(answer: &Value, words: &[&str], with: fn(f64) -> f64) -> Option<Value> {
    check(answer, |item| {
        is_about(item, words).then_some(())?;
        let found =
            text(item.get("found")?).filter(|found| found.starts_with(|c: char| c.is_ascii_digit()))?;
        let mut changed = item.clone();
        changed["found"] = Value::from(first_number(found, with)?);
        Some(changed)
    })
}

fn cited(answer: &Value, words: &[&str], standard: &str, clause: &str) -> Option<Value> {
    check(answer, |item| {
        is_about(item, words).then_some(())?;
        let mut changed = item.clone();
        changed["standard"] = json!(standard);
        changed["clause"] = json!(clause);
        Some(changed)
    })
}

fn passed_on(answer: &Value, standard: &str) -> Option<Value> {
    check(answer, |item| {
        (item.get("status")? == "PASS").then_some(())?;
        let mut changed = item.clone();
        changed["standard"] = json!(standard);
        Some(changed)
    })
}

/// Whether the audit is one of an existing structure, where old standards are in their place.
fn is_existing(answer: &Value) -> bool {
    answer.get("standards_checked").is_some_and(|list| list.to_string().contains("13822"))
        || answer.get("structural_analysis").is_some_and(|analysis| analysis.to_string().contains("13822"))
}

pub(super) const CHECKS: &[Row] = &[
    ("check: FAIL called PASS", |a| status(a, "FAIL", "PASS")),
    ("check: FAIL called UNKNOWN", |a| status(a, "FAIL", "UNKNOWN")),
    ("check: PASS called FAIL", |a| status(a, "PASS", "FAIL")),
    ("check: required class one lower", |a| field(a, STRENGTH, "required", one_class_lower)),
    ("check: required class does not exist", |a| {
        field(a, STRENGTH, "required", |_| Some("C26/33".to_owned()))
    }),
    ("check: another class found", |a| {
        field(a, STRENGTH, "found", |old| {
            let class = CLASSES.iter().rev().find(|class| old.replace("C ", "C").contains(**class))?;
            Some(old.replace("C ", "C").replacen(class, "C45/55", 1))
        })
    }),
    ("check: required cover - 10", |a| weaker(a, COVER, |cover| cover - 10.0)),
    ("check: another cover found", |a| other_found(a, COVER, |cover| cover + 20.0)),
    ("check: structural class two lower", |a| {
        field(a, COVER, "required", |old| {
            let at = old.find("(S")?;
            let class: u8 = old[at + 2..].chars().next()?.to_digit(10)?.try_into().ok()?;
            (class > 2).then(|| old.replace(&format!("S{class}"), &format!("S{}", class - 2)))
        })
    }),
    ("check: required exposure class dropped", |a| {
        field(a, EXPOSURE, "required", |old| {
            let (kept, _) = old.rsplit_once(' ')?;
            Some(kept.trim_end_matches(',').to_owned())
        })
    }),
    ("check: required exposure class does not exist", |a| {
        field(a, EXPOSURE, "required", |old| Some(format!("{old} XF7")))
    }),
    ("check: another exposure class found", |a| {
        field(a, EXPOSURE, "found", |old| old.starts_with('X').then(|| format!("{old} XS3")))
    }),
    ("check: required w/c + 0.1", |a| weaker(a, RATIO, |ratio| ratio + 0.1)),
    ("check: another w/c found", |a| other_found(a, RATIO, |ratio| ratio - 0.1)),
    ("check: required air 2", |a| weaker(a, AIR, |_| 2.0)),
    ("check: no air required", |a| field(a, AIR, "required", |_| Some("not required".to_owned()))),
    ("check: air found where there is none", |a| {
        check(a, |item| {
            let found = text(item.get("found")?)?;
            let denied = found.contains("no air") || found.contains("bez provzdu");
            let mut changed = item.clone();
            changed["found"] = json!("5 %");
            denied.then_some(changed)
        })
    }),
    ("check: another air found", |a| other_found(a, AIR, |air| air + 2.0)),
    ("check: required cement - 60", |a| weaker(a, CEMENT, |cement| cement - 60.0)),
    ("check: another cement found", |a| other_found(a, CEMENT, |cement| cement + 50.0)),
    ("check: required wall of another SDR", |a| {
        field(a, WALL, "required", |old| {
            Some(if old.starts_with('5') { "8.2 mm" } else { "5.4 mm" }.to_owned())
        })
    }),
    ("check: another wall found", |a| other_found(a, WALL, |wall| wall + 1.5)),
    ("check: required factor 1.2", |a| field(a, FACTOR, "required", |_| Some("1.25".to_owned()))),
    ("check: another factor found", |a| other_found(a, FACTOR, |factor| factor + 0.2)),
    ("check: another content found", |a| {
        other_found(a, &["content", "vyztužení"], |content| content + 90.0)
    }),
    ("check: another formwork found", |a| other_found(a, &["formwork", "bednění"], |area| area * 2.0)),
    ("check: another volume required", |a| weaker(a, &["volume", "objem"], |volume| volume * 1.2)),
    ("check: another volume found", |a| other_found(a, &["volume", "objem"], |volume| volume * 1.2)),
    ("check: XA of the water lowered", |a| {
        field(a, CHEMISTRY, "found", |old| {
            [("XA2", "XA1"), ("XA3", "XA2"), ("XA1", "XA3")]
                .into_iter()
                .find(|(from, _)| old.contains(from))
                .map(|(from, to)| old.replace(from, to))
        })
    }),
    ("citation: clause that EN 206 does not have", |a| cited(a, STRENGTH, "EN 206", "14.7")),
    ("citation: annex that EN 1992-1-1 does not have", |a| cited(a, COVER, "ČSN EN 1992-1-1", "Annex P")),
    ("citation: table of EN 1992-1-1 in EN 206", |a| cited(a, EXPOSURE, "EN 206", "Table 4.1")),
    ("citation: bond instead of durability", |a| cited(a, COVER, "EN 1992-1-1", "Table 4.2")),
    ("citation: annex of aggregates for exposure", |a| cited(a, EXPOSURE, "ČSN EN 206+A2", "Annex E")),
    ("citation: another clause of EN 206", |a| cited(a, STRENGTH, "EN 206", "9.4, Table 17")),
    ("citation: cover in EN 206", |a| cited(a, COVER, "ČSN EN 206+A2", "5.3")),
    ("citation: class in EN 1990", |a| cited(a, STRENGTH, "ČSN EN 1990", "6.4.3.1")),
    ("citation: factors in EN 206", |a| cited(a, FACTOR, "EN 206", "Annex F")),
    ("citation: factors in section 3 of EN 1990", |a| cited(a, FACTOR, "EN 1990", "3.5")),
    ("citation: pipes in EN 206", |a| cited(a, WALL, "EN 206", "Table 1")),
    ("citation: withdrawn ČSN 73 1201", |a| {
        (!is_existing(a)).then(|| passed_on(a, "ČSN 73 1201:1986")).flatten()
    }),
    ("citation: SNiP 2.03.01-84", |a| (!is_existing(a)).then(|| passed_on(a, "SNiP 2.03.01-84")).flatten()),
    ("citation: EN 206-1", |a| (!is_existing(a)).then(|| passed_on(a, "ČSN EN 206-1")).flatten()),
    ("citation: part that does not exist", |a| passed_on(a, "ČSN EN 1992-5-1")),
    ("citation: number that does not exist", |a| passed_on(a, "ČSN EN 98765")),
    ("citation: edition that does not exist", |a| passed_on(a, "ČSN EN 206:2035")),
];

fn listed(answer: &Value, standard: &str, status: &str) -> Option<Value> {
    push(answer, "/standards_checked", json!({"standard": standard, "status": status, "note": ""}))
}

pub(super) const LISTS: &[Row] = &[
    ("standards: SNiP 2.03.01-84 current", |a| listed(a, "SNiP 2.03.01-84", "current")),
    ("standards: ČSN 73 1201:1986 current", |a| listed(a, "ČSN 73 1201:1986", "current")),
    ("standards: ČSN 73 0035 current", |a| listed(a, "ČSN 73 0035:2021", "current")),
    ("standards: EN 206-1 current", |a| listed(a, "ČSN EN 206-1", "current")),
    ("standards: ČSN 73 2400 current", |a| listed(a, "ČSN 73 2400", "current")),
    ("standards: GOST 26633 current", |a| listed(a, "ГОСТ 26633", "current")),
    ("standards: Act 183/2006 current", |a| listed(a, "zákon č. 183/2006 Sb.", "current")),
    ("standards: EN 1992-1-1 withdrawn", |a| listed(a, "ČSN EN 1992-1-1 ed. 2", "withdrawn")),
    ("standards: EN 206+A2 superseded", |a| listed(a, "ČSN EN 206+A2", "superseded")),
    ("standards: part that does not exist", |a| listed(a, "ČSN EN 1998-9", "current")),
    ("standards: number that does not exist", |a| listed(a, "EN 99206", "current")),
    ("standards: edition that does not exist", |a| listed(a, "EN 206:2031", "current")),
    ("status: COMPLIANT where it is worse", |a| {
        change(a, "/compliance_status/overall", |old| {
            matches!(text(old)?, "CONDITIONAL" | "NON_COMPLIANT").then(|| json!("COMPLIANT"))
        })
    }),
    ("status: CONDITIONAL where a rule fails", |a| {
        change(a, "/compliance_status/overall", |old| {
            (text(old)? == "NON_COMPLIANT").then(|| json!("CONDITIONAL"))
        })
    }),
    ("status: UNKNOWN where a rule fails", |a| {
        change(a, "/compliance_status/overall", |old| {
            (text(old)? == "NON_COMPLIANT").then(|| json!("UNKNOWN"))
        })
    }),
];
