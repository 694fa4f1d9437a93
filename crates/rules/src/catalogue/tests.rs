use std::collections::BTreeSet;

use model::{Brief, Lang, Overall, Profile};

use super::{Effect, Page, Rule, rule, rules};
use crate::{Settings, assess, code::Code, finding::Finding};

/// The codes that a page's example raises, and the verdict.
fn raised(page: &Page, lang: Lang) -> (BTreeSet<String>, Overall) {
    let brief = Brief {
        project_description: page.example.clone(),
        positions: page.positions.clone(),
        ..Brief::default()
    };
    let settings = Settings { profile: Profile::Csn, lang, prices: standards::prices::PriceSet::default() };
    let assessment = assess(&brief, &settings);
    let codes = assessment.findings.iter().filter_map(|finding| match finding {
        Finding::Risk(risk) => risk.code.clone(),
        Finding::Issue(issue) => issue.code.clone(),
        Finding::Question(question) => question.code.clone(),
        Finding::Check { .. } => None,
    });
    (codes.collect(), assessment.verdict)
}

fn has_code(rule: &Rule) -> bool {
    rule.id.chars().all(|c| !c.is_ascii_lowercase())
}

#[test]
fn every_code_of_the_engine_has_its_page_and_no_page_lacks_its_code() {
    let pages: BTreeSet<&str> =
        rules().iter().filter(|rule| has_code(rule)).map(|rule| rule.id.as_str()).collect();
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(pages, codes);
    assert_eq!(rules().iter().map(|rule| &rule.id).collect::<BTreeSet<_>>().len(), rules().len());
    assert!(rule("class_low").is_some_and(|rule| rule.id == "CLASS_LOW"));
}

#[test]
fn every_example_of_a_code_raises_it_in_both_languages() {
    let mut silent = Vec::new();
    for rule in rules().iter().filter(|rule| has_code(rule)) {
        for lang in [Lang::En, Lang::Cs] {
            let (codes, verdict) = raised(rule.page(lang), lang);
            if !codes.contains(&rule.id) {
                silent.push(format!("{} {lang:?}: {codes:?}", rule.id));
            }
            let fails = rule.effect.contains(&Effect::Failure);
            let only_tells = rule.effect == [Effect::Information];
            if !fails && !only_tells && verdict == Overall::Compliant {
                silent.push(format!("{} {lang:?}: a condition, but {verdict}", rule.id));
            }
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn every_page_is_full_in_both_languages_and_names_tables_that_exist() {
    let tables: BTreeSet<&str> = standards::tables().iter().map(|table| table.name).collect();
    for rule in rules() {
        for page in [&rule.en, &rule.cs] {
            for text in [&page.checks, &page.why, &page.example, &page.not_covered] {
                assert!(text.len() > 8 && text.ends_with(['.', '?']), "{}: {text}", rule.id);
            }
        }
        assert_ne!(rule.en.checks, rule.cs.checks, "{}", rule.id);
        assert!(rule.tables.iter().all(|table| tables.contains(table.as_str())), "{}", rule.id);
        let english = [" to ", " of ", "Annex", "Table ", "arithmetic"];
        let czech = rule.clause(Lang::Cs);
        assert!(!english.iter().any(|word| czech.contains(word)), "{czech}");
    }
}
