//! A model's compliance checks against the rules' own checks of the same subject; the rules' coded ones are joined.

use std::sync::LazyLock;

use model::{
    Section, SectionName, Severity, Source,
    sections::{CheckGroup, CheckItem, CheckStatus},
};
use regex::Regex;

use super::{Claim, Ledger, lists};
use crate::{
    Assessment,
    facts::{numbers::pattern, source::Folded},
    text::say,
};

/// What a check is about, as far as both sides can mean the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    WaterCement,
    Air,
    Cover,
    SulfateResisting,
    Cement,
    Exposure,
    ConcreteClass,
    Standards,
    Quantity,
}

/// Codes say the subject of a rule's check best.
const CODES: &[(&str, Subject)] = &[
    ("CLASS_LOW", Subject::ConcreteClass),
    ("NONEXISTENT_CLASS", Subject::ConcreteClass),
    ("WC_HIGH", Subject::WaterCement),
    ("CEMENT_LOW", Subject::Cement),
    ("AIR_LOW", Subject::Air),
    ("SR_MISSING", Subject::SulfateResisting),
    ("EXPOSURE_MISSING", Subject::Exposure),
    ("EXPOSURE_NOT_SPECIFIED", Subject::Exposure),
    ("COVER_LOW", Subject::Cover),
    ("OBSOLETE_NEW", Subject::Standards),
    ("QTY_MISMATCH", Subject::Quantity),
];

/// Words by which a check is known; the first that matches counts, so the narrow subjects stand first.
static WORDS: LazyLock<Vec<(Regex, Subject)>> = LazyLock::new(|| {
    [
        (r"\bw ?/ ?c\b|water.{0,3}cement|vodni soucinitel", Subject::WaterCement),
        (r"\bair\b|air.entrain|vzduch", Subject::Air),
        (r"\bcover\b|\bkryti\b|kryci vrstv", Subject::Cover),
        (r"sulfate|sulphate|siranovzdorn", Subject::SulfateResisting),
        (
            r"cement (?:content|min)|min\w* cement|obsah\w* cementu|mnozstvi cementu|davk\w+ cementu",
            Subject::Cement,
        ),
        (r"exposure|stup\w+ vlivu|\bx[acdfms] ?[0-4]\b", Subject::Exposure),
        (
            r"(?:concrete|strength) class|strength of concrete|pevnost|trid\w+ betonu|class of concrete",
            Subject::ConcreteClass,
        ),
        (r"obsolete|withdrawn|outdated|standards? (?:current|valid|in force|used|cited)|(?:current|valid|applicable) standards|design (?:basis|code|standard)|neplatn\w* norm|zrusen\w* norm|platnost\w* norem", Subject::Standards),
        (r"quantit|volume|mnozstvi|objem|vymer", Subject::Quantity),
    ]
    .map(|(words, subject)| (pattern(words), subject))
    .into()
});

static CLASSES: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bx(?:0|[acdfms] ?\d)\b"));

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
    let mut groups = claimed;
    for (group_index, group) in groups.iter_mut().enumerate() {
        for (item_index, item) in group.items.iter_mut().enumerate() {
            if item.code.is_none() {
                let path = format!("compliance_checks[{group_index}].items[{item_index}].status");
                single(item, &own, path, ledger);
            }
        }
    }
    lists::join_checks(groups, rules)
}

fn single(item: &mut CheckItem, own: &[&CheckItem], path: String, ledger: &mut Ledger) {
    let Some(subject) = subject_of(item) else { return };
    let alike: Vec<&CheckItem> =
        own.iter().copied().filter(|rule| speaks_of_the_same(item, rule, subject)).collect();
    let decided: Vec<CheckStatus> =
        alike.iter().map(|rule| rule.status).filter(|status| *status != CheckStatus::Unknown).collect();
    // Several elements may be judged differently: which one the model means cannot be told.
    let Some(status) = decided.first().copied().filter(|first| decided.iter().all(|status| status == first))
    else {
        return;
    };
    let Some(rule) = alike.iter().find(|rule| rule.status == status) else { return };
    if item.status == CheckStatus::Unknown {
        return;
    }
    let source = Source { standard: rule.standard.clone(), clause: rule.clause.clone(), verified: true };
    let claim = Claim::new(path, &word(item.status), &word(status), source);
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
    let severity = if status == CheckStatus::Fail { Severity::High } else { Severity::Medium };
    let note = say!(
        lang,
        "{check}: required {required}, found {found}.",
        "{check}: požadováno {required}, zjištěno {found}."
    );
    ledger.contradicted(claim, severity, note);
    item.status = status;
}

fn word(status: CheckStatus) -> &'static str {
    match status {
        CheckStatus::Pass => "PASS",
        CheckStatus::Fail => "FAIL",
        CheckStatus::Unknown => "UNKNOWN",
    }
}

fn subject_of(item: &CheckItem) -> Option<Subject> {
    let by_code = item.code.as_deref().and_then(|code| CODES.iter().find(|(known, _)| *known == code));
    by_code.map(|(_, subject)| *subject).or_else(|| {
        let check = Folded::new(&item.check).text;
        WORDS.iter().find(|(words, _)| words.is_match(&check)).map(|(_, subject)| *subject)
    })
}

/// The same subject and, where both name exposure classes, a common one.
fn speaks_of_the_same(item: &CheckItem, rule: &CheckItem, subject: Subject) -> bool {
    if subject_of(rule) != Some(subject) {
        return false;
    }
    if subject != Subject::Exposure {
        return true;
    }
    let (left, right) = (classes_of(item), classes_of(rule));
    left.is_empty() || right.is_empty() || left.iter().any(|class| right.contains(class))
}

fn classes_of(item: &CheckItem) -> Vec<String> {
    let text = Folded::new(&format!("{} {}", item.check, item.required)).text;
    CLASSES.find_iter(&text).map(|class| class.as_str().replace(' ', "")).collect()
}
