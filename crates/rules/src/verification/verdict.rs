//! The verdict of the whole: the worse of the model's and the rules', unless the rules contradict all that it rests on.

use model::{
    Overall, Severity, Source, Verdict, Verification,
    sections::{CheckGroup, CheckStatus, ComplianceStatus},
};

use super::{Claim, Ledger};
use crate::{Assessment, sections, text::say};

/// A model's verdict against the rules'. Only a better one is contradicted: rules condemn, they do not acquit.
pub(super) fn verify(assessment: &Assessment, claimed: &ComplianceStatus, ledger: &mut Ledger) {
    let (rules, lang) = (assessment.verdict, ledger.lang);
    let source = Source {
        standard: standards::limits::clause(crate::requirement::profile_name(assessment.settings.profile))
            .standard
            .to_owned(),
        clause: String::new(),
        verified: true,
    };
    let claim = Claim::new("compliance_status.overall", &claimed.overall, &rules, source);
    let is_a_claim = claimed.overall != Overall::Unknown;
    match (claimed.overall, rules) {
        (claimed, rules) if claimed == rules => {
            ledger.confirmed(
                claim,
                say!(lang, "The rules find the same.", "Pravidla docházejí ke stejnému závěru."),
            );
        }
        (_, Overall::Unknown) => ledger.unverifiable(
            claim,
            say!(
                lang,
                "The brief gives the rules too little to judge by.",
                "Zadání dává pravidlům k posouzení příliš málo údajů."
            ),
        ),
        (claimed, rules) if rules > claimed && is_a_claim => {
            let severity = if rules == Overall::NonCompliant { Severity::Critical } else { Severity::Medium };
            let own = sections::own_status(assessment).summary;
            ledger.contradicted(claim, severity, own);
        }
        (Overall::Unknown, Overall::NonCompliant) => {
            ledger.contradicted(claim, Severity::High, sections::own_status(assessment).summary);
        }
        _ => ledger.unverifiable(
            claim,
            say!(
                lang,
                "The rules find nothing that asks for this, but they do not acquit.",
                "Pravidla pro tento závěr důvod nenacházejí, sama však neosvobozují."
            ),
        ),
    }
}

/// Judges by the model's status, its checks (as claimed or as verified) and all verifications.
pub(crate) fn judge(
    assessment: &Assessment,
    claimed: &ComplianceStatus,
    checks: &[CheckGroup],
    verifications: &[Verification],
) -> ComplianceStatus {
    let lang = assessment.settings.lang;
    let rules = assessment.verdict;
    let is_disputed = claimed.overall == Overall::NonCompliant
        && rules != Overall::NonCompliant
        && every_failure_is_contradicted(checks, verifications);
    let model_s = if is_disputed { Overall::Conditional } else { claimed.overall };
    let overall = model_s.max(rules);
    let mut summary = claimed.summary.trim().to_owned();
    let is_worse = !is_disputed && rules > claimed.overall;
    let said = claimed.overall;
    let reason = if is_disputed {
        say!(
            lang,
            "The model's verdict {said} is disputed: the rules contradict every check that it rests on.",
            "Závěr modelu {said} je sporný: pravidla odporují každé kontrole, o kterou se opírá."
        )
    } else if is_worse {
        say!(
            lang,
            "The rules find {rules}, which is worse than the model's {said}.",
            "Pravidla docházejí k závěru {rules}, který je horší než závěr modelu {said}."
        )
    } else {
        String::new()
    };
    if !reason.is_empty() && !summary.contains(&reason) {
        let model_s_words = match (summary.is_empty(), is_worse) {
            (true, _) => String::new(),
            (false, true) => say!(lang, " The model writes: {summary}", " Model uvádí: {summary}"),
            (false, false) => format!("{summary} "),
        };
        summary = if is_worse {
            // What the rules find stands first: the model's words belong to a verdict that does not hold.
            let own = sections::own_status(assessment).summary;
            format!("{own} {reason}{model_s_words}")
        } else {
            format!("{model_s_words}{reason}")
        };
    }
    ComplianceStatus { overall, summary, disputed: is_disputed }
}

/// Whether the model failed something, and the rules contradict each of its failed checks.
fn every_failure_is_contradicted(checks: &[CheckGroup], verifications: &[Verification]) -> bool {
    let contradicted: Vec<&str> = verifications
        .iter()
        .filter(|found| found.verdict == Verdict::Contradicted && found.claimed == "FAIL")
        .map(|found| found.subject.as_str())
        .filter(|subject| subject.starts_with("compliance_checks["))
        .collect();
    let paths = checks.iter().enumerate().flat_map(|(group_index, group)| {
        let own = group.items.iter().enumerate().filter(|(_, item)| item.code.is_none());
        let failed = own.filter(|(_, item)| item.status == CheckStatus::Fail);
        failed.map(move |(item_index, _)| {
            format!("compliance_checks[{group_index}].items[{item_index}].status")
        })
    });
    let mut standing = paths.filter(|path| !contradicted.contains(&path.as_str()));
    !contradicted.is_empty() && standing.next().is_none()
}
