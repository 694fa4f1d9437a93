//! A model's compliance checks against the rules' own checks of the same subject: the result, what is required, what was
//! found, and the citation. The rules' coded checks are joined.

use model::{
    Section, SectionName, Severity, Source,
    sections::{CheckGroup, CheckItem, CheckStatus},
};

use super::{
    Claim, Ledger, citations, lists,
    subject::{Subject, exposures},
    values,
};
use crate::{
    Assessment,
    facts::{
        kind::{Kind, first_kind},
        source::Folded,
    },
    text::say,
};

/// The checks as the audit carries them.
pub(super) fn verify(
    assessment: &Assessment,
    claimed: Vec<CheckGroup>,
    ledger: &mut Ledger,
) -> Vec<CheckGroup> {
    let Section::ComplianceChecks(rules) = assessment.section(SectionName::ComplianceChecks) else {
        return claimed;
    };
    let own: Vec<&CheckItem> = rules.iter().flat_map(|group| &group.items).collect();
    let all: Vec<CheckItem> = claimed.iter().flat_map(|group| group.items.clone()).collect();
    let mut groups = claimed;
    for (group_index, group) in groups.iter_mut().enumerate() {
        for (item_index, item) in group.items.iter_mut().enumerate() {
            if item.code.is_none() {
                let path = format!("compliance_checks[{group_index}].items[{item_index}]");
                let subject = Subject::of(item);
                citations::of_check(assessment, item, subject, &path, ledger);
                let Some(subject) = subject else { continue };
                let alike: Vec<&CheckItem> =
                    own.iter().copied().filter(|rule| speaks_of_the_same(item, rule, subject)).collect();
                let context = values::Context { assessment, subject, alike: &alike, all: &all, path: &path };
                values::required(&context, item, ledger);
                values::found(&context, item, ledger);
                result(item, &alike, subject, &path, ledger);
            }
        }
    }
    lists::join_checks(groups, rules)
}

/// PASS, FAIL and UNKNOWN against what the rules decided.
fn result(item: &mut CheckItem, alike: &[&CheckItem], subject: Subject, path: &str, ledger: &mut Ledger) {
    let decided: Vec<CheckStatus> =
        alike.iter().map(|rule| rule.status).filter(|status| *status != CheckStatus::Unknown).collect();
    // Several elements may be judged differently: which one the model means cannot be told.
    let Some(status) = decided.first().copied().filter(|first| decided.iter().all(|status| status == first))
    else {
        return;
    };
    // That a passed check cannot be told is caution, not an error.
    if item.status == CheckStatus::Unknown && status == CheckStatus::Pass {
        return;
    }
    // A check of one class among several may hold where the list as a whole does not.
    let is_of_one_class = subject == Subject::Exposure && !exposures(&item.check).0.is_empty();
    if is_of_one_class && item.status == CheckStatus::Pass && !fails_in(item, alike) {
        return;
    }
    let Some(rule) = alike.iter().find(|rule| rule.status == status) else { return };
    let source = Source { standard: rule.standard.clone(), clause: rule.clause.clone(), verified: true };
    let claim = Claim::new(format!("{path}.status"), &word(item.status), &word(status), source);
    let (lang, check, required, found) = (ledger.lang, &rule.check, &rule.required, &rule.found);
    if item.status == status {
        ledger.confirmed(
            claim,
            say!(
                lang,
                "The rules find the same: {check}.",
                "Pravidla docházejí ke stejnému závěru: {check}."
            ),
        );
        return;
    }
    let severity = match (item.status, status) {
        (CheckStatus::Pass, CheckStatus::Fail) => Severity::High,
        _ => Severity::Medium,
    };
    let note = say!(
        lang,
        "{check}: required {required}, found {found}.",
        "{check}: požadováno {required}, zjištěno {found}."
    );
    ledger.contradicted(claim, severity, note);
    item.status = status;
}

/// Whether a failed check of the rules asks for a class that this check names.
fn fails_in(item: &CheckItem, alike: &[&CheckItem]) -> bool {
    let (named, _) = exposures(&item.check);
    let failed = alike.iter().filter(|rule| rule.status == CheckStatus::Fail);
    failed.flat_map(|rule| exposures(&rule.required).0).any(|class| named.contains(&class))
}

fn word(status: CheckStatus) -> &'static str {
    match status {
        CheckStatus::Pass => "PASS",
        CheckStatus::Fail => "FAIL",
        CheckStatus::Unknown => "UNKNOWN",
    }
}

/// The same subject and, where both name them, the same element, the same factor and a common exposure class.
fn speaks_of_the_same(item: &CheckItem, rule: &CheckItem, subject: Subject) -> bool {
    if Subject::of(rule) != Some(subject) || !may_be_one_element(item, rule) {
        return false;
    }
    match subject {
        Subject::Exposure => {
            let (left, right) = (classes_of(item), classes_of(rule));
            left.is_empty() || right.is_empty() || left.iter().any(|class| right.contains(class))
        }
        Subject::PartialFactor => values::factor_of(&item.check) == values::factor_of(&rule.check),
        _ => true,
    }
}

fn classes_of(item: &CheckItem) -> Vec<String> {
    let (known, impossible) = exposures(&format!("{} {} {}", item.check, item.required, item.found));
    known.iter().map(ToString::to_string).chain(impossible).collect()
}

fn may_be_one_element(item: &CheckItem, rule: &CheckItem) -> bool {
    let kind = |item: &CheckItem| first_kind(&Folded::new(&item.check).text);
    kind(item).zip(kind(rule)).is_none_or(|(left, right)| is_one_kind(left, right))
}

/// Whether two words may name one element: a `foundation` may be the `strip footing`.
pub(super) fn is_one_kind(left: Kind, right: Kind) -> bool {
    left == right || left.is_generic_for(right) || right.is_generic_for(left)
}
