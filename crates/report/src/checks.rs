//! The checks that fail or cannot be decided, the model's claims that the rules contradict, and the standards.

use model::{
    Audit, SectionName, Verdict, Verification,
    sections::{CheckItem, CheckStatus, StandardState},
};

use crate::{
    figures,
    making::maker,
    page::{Page, Phrase, Tone},
    verdict::checks_with,
};

pub(crate) fn write(audit: &Audit, page: &mut Page) {
    checks(audit, page);
    contradictions(audit, page);
    standards(audit, page);
}

fn checks(audit: &Audit, page: &mut Page) {
    let (words, lang) = (page.words, page.lang);
    let failed = checks_with(audit, CheckStatus::Fail);
    let undecided = checks_with(audit, CheckStatus::Unknown);
    let passed = checks_with(audit, CheckStatus::Pass).len();
    if failed.is_empty() && undecided.is_empty() && passed == 0 {
        return;
    }
    page.heading(words.checks, &maker(audit, SectionName::ComplianceChecks, words));
    let counts = [(words.failed, failed.len()), (words.undecided, undecided.len()), (words.passed, passed)];
    let told = counts.map(|(what, number)| format!("{what}: {}", figures::count(lang, number as u64)));
    page.line(&[Phrase::plain(&told.join(", "))]);
    page.list(&failed, |page, _, item| check(page, item, Tone::Bad));
    page.list(&undecided, |page, _, item| check(page, item, Tone::Care));
}

fn check(page: &mut Page, item: &CheckItem, tone: Tone) {
    let words = page.words;
    let mut phrases =
        vec![Phrase::new(words.check(item.status), tone), Phrase::new(&item.check, Tone::Strong)];
    phrases.extend(code(item.code.as_deref()));
    page.entry("•", &phrases);
    let values = [(words.required_value, &item.required), (words.found_value, &item.found)];
    let told: Vec<String> = values
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| format!("{label} {value}"))
        .collect();
    page.detail("", &told.join(", "));
    page.detail("", &clause(&item.standard, &item.clause));
}

/// The rule's code in brackets, where there is one.
pub(crate) fn code(code: Option<&str>) -> Option<Phrase> {
    code.map(|code| Phrase::new(&format!("({code})"), Tone::Faint))
}

fn clause(standard: &str, clause: &str) -> String {
    [standard, clause].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn contradictions(audit: &Audit, page: &mut Page) {
    let (words, lang) = (page.words, page.lang);
    if audit.verification.is_empty() {
        return;
    }
    let with = |verdict: Verdict| -> Vec<&Verification> {
        audit.verification.iter().filter(|claim| claim.verdict == verdict).collect()
    };
    let contradicted = with(Verdict::Contradicted);
    page.heading(words.contradictions, "");
    let counts = [
        (words.contradicted, contradicted.len()),
        (words.confirmed, with(Verdict::Confirmed).len()),
        (words.unverifiable, with(Verdict::Unverifiable).len()),
    ];
    let told = counts.map(|(what, number)| format!("{what}: {}", figures::count(lang, number as u64)));
    page.line(&[Phrase::plain(&told.join(", "))]);
    page.list(&contradicted, |page, _, claim| contradiction(page, claim));
}

fn contradiction(page: &mut Page, claim: &Verification) {
    let words = page.words;
    let phrases = [
        crate::verdict::severity(page, claim.severity),
        Phrase::new(&format!("{}:", claim.subject), Tone::Strong),
        Phrase::plain(words.model_says),
        Phrase::new(&format!("{},", claim.claimed), Tone::Bad),
        Phrase::plain(words.rule_gives),
        Phrase::new(&claim.expected, Tone::Good),
    ];
    page.entry("•", &phrases);
    let standard =
        if claim.source.standard == "arithmetic" { words.arithmetic } else { &claim.source.standard };
    let source = clause(standard, &claim.source.clause);
    let doubt =
        if claim.source.verified { String::new() } else { format!(" ({})", words.figure_not_verified) };
    page.detail("", &format!("{source}{doubt}"));
    page.detail("", &claim.note);
}

fn standards(audit: &Audit, page: &mut Page) {
    let words = page.words;
    if audit.standards_checked.is_empty() {
        return;
    }
    page.heading(words.standards, &maker(audit, SectionName::StandardsChecked, words));
    page.list(&audit.standards_checked, |page, _, standard| {
        let tone = match standard.status {
            StandardState::Current => Tone::Good,
            StandardState::Superseded | StandardState::Withdrawn | StandardState::Foreign => Tone::Bad,
            StandardState::Unknown => Tone::Faint,
        };
        let note = if standard.note.is_empty() { String::new() } else { format!("– {}", standard.note) };
        let standing = format!("({})", words.standing(standard.status));
        let phrases = [
            Phrase::new(&standard.standard, Tone::Strong),
            Phrase::new(&standing, tone),
            Phrase::plain(&note),
        ];
        page.entry("•", &phrases);
    });
}
