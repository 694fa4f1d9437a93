//! The worked cases: classes, least class and verdict in three profiles, limits in `csn`, findings; in English, Czech
//! and Czech without diacritics.

pub(crate) mod table;

use model::{Overall, Profile};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{assessed, codes, exposure, specification};

/// One worked case. Lists are written as they are read in the table.
pub(crate) struct Case {
    pub(crate) id: &'static str,
    pub(crate) en: &'static str,
    pub(crate) cs: &'static str,
    certain: &'static str,
    assumed: &'static str,
    /// Least class in `en206`, `csn`, `stavagent`; `-` where nothing is required.
    least: [&'static str; 3],
    /// In `csn`: w/c, cement, air, sulfate-resisting cement; `-` where there is no limit.
    limits: &'static str,
    /// Verdict in `en206`, `csn`, `stavagent`.
    verdict: [&'static str; 3],
    /// Findings in `csn` above information that must be there, and no others of this gravity: `CODE severity`.
    grave: &'static [&'static str],
    /// Codes of questions and information that must be there too.
    also: &'static [&'static str],
}

const PROFILES: [Profile; 3] = [Profile::En206, Profile::Csn, Profile::Stavagent];

fn without_diacritics(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

fn verdict(overall: Overall) -> &'static str {
    match overall {
        Overall::Compliant => "OK",
        Overall::Conditional => "CD",
        Overall::NonCompliant => "NC",
        Overall::Unknown => "?",
    }
}

/// What differs from the table for one wording.
fn differences(case: &Case, wording: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut compare = |what: String, found: String, expected: &str| {
        if found != expected {
            wrong.push(format!("{} {what}: found {found:?}, expected {expected:?}", case.id));
        }
    };
    for (index, profile) in PROFILES.into_iter().enumerate() {
        let assessment = assessed(wording, profile);
        let classes = exposure(&assessment);
        let joined = |list: &[model::sections::ClassReason]| {
            list.iter().map(|reason| reason.class.as_str()).collect::<Vec<_>>().join(" ")
        };
        compare(format!("{profile} certain"), joined(&classes.certain), case.certain);
        compare(format!("{profile} assumed"), joined(&classes.assumed), case.assumed);
        compare(format!("{profile} verdict"), verdict(assessment.verdict()).to_owned(), case.verdict[index]);
        let specification = specification(&assessment);
        let least = specification.concrete_class.clone().unwrap_or_else(|| "-".to_owned());
        compare(format!("{profile} least class"), least, case.least[index]);
        if profile == Profile::Csn {
            let text = |number: Option<model::Number>| {
                number.map_or_else(|| "-".to_owned(), |number| number.to_string())
            };
            let sulfate = if specification.sulfate_resisting_cement == Some(true) { "SR" } else { "-" };
            let limits = format!(
                "{}/{}/{}/{sulfate}",
                text(specification.w_c_ratio),
                text(specification.min_cement_kg_m3),
                text(specification.air_content_percent)
            );
            compare("limits".to_owned(), limits, case.limits);
            let found = codes(&assessment);
            let grave: Vec<&str> = found
                .iter()
                .map(String::as_str)
                .filter(|code| code.ends_with("critical") || code.ends_with("high"))
                .collect();
            compare("grave findings".to_owned(), grave.join(", "), &case.grave.join(", "));
            for code in case.also {
                let has = found.iter().any(|found| found == code);
                compare(format!("also {code} among {found:?}"), has.to_string(), "true");
            }
        }
    }
    wrong
}

#[test]
fn every_worked_case_holds_in_english_czech_and_czech_without_diacritics() {
    let mut wrong = Vec::new();
    for case in table::CASES {
        let bare = without_diacritics(case.cs);
        for (wording, text) in [("en", case.en), ("cs", case.cs), ("cs without diacritics", bare.as_str())] {
            wrong.extend(
                differences(case, text).into_iter().map(|difference| format!("[{wording}] {difference}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
