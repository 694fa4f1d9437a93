//! The standards that a model cites in its checks: in force, existing, and right for what is checked.

use model::{
    Severity, Source,
    sections::{CheckItem, CheckStatus},
};
use standards::obsolete::find_standards;

use super::{
    Claim, Ledger,
    clauses::{self, nonexistent},
    subject::Subject,
};
use crate::{Assessment, text::say};

/// The citation of one check.
pub(super) fn of_check(
    assessment: &Assessment,
    item: &CheckItem,
    subject: Option<Subject>,
    path: &str,
    ledger: &mut Ledger,
) {
    if let Some(written) = nonexistent(&item.standard) {
        contradict_nonexistent(&format!("{path}.standard"), &item.standard, &written, ledger);
        return;
    }
    if is_out_of_force(assessment, item) {
        return out_of_force(item, path, ledger);
    }
    let lang = ledger.lang;
    if let Some((standard, note)) = clauses::fault(lang, subject, &item.standard, &item.clause) {
        let claimed = format!("{} {}", item.standard, item.clause);
        let source = Source { standard, clause: String::new(), verified: true };
        ledger.contradicted(
            Claim::new(format!("{path}.clause"), claimed.trim(), "", source),
            Severity::Medium,
            note,
        );
    }
}

/// A European standard that does not exist, cited anywhere.
pub(super) fn contradict_nonexistent(path: &str, claimed: &str, written: &str, ledger: &mut Ledger) {
    let note = say!(ledger.lang, "There is no standard {written}.", "Norma {written} neexistuje.");
    ledger.contradicted(Claim::new(path, claimed, "", Source::default()), Severity::High, note);
}

/// Whether a check rests on nothing but standards that are not in force. The assessment of an existing structure may,
/// and a check that fails or cannot be told may name what the brief itself cites.
fn is_out_of_force(assessment: &Assessment, item: &CheckItem) -> bool {
    let cited = find_standards(&item.standard);
    if cited.is_empty() || assessment.facts.is_existing {
        return false;
    }
    let is_of_the_brief = |id: &str| assessment.facts.cited.iter().any(|known| known.standard.id == id);
    let sure = |citation: &standards::obsolete::Citation| {
        citation.standard.confidence != standards::obsolete::Confidence::Low
    };
    cited.iter().all(|citation| {
        !citation.standard.is_in_force()
            && sure(citation)
            && (item.status == CheckStatus::Pass || !is_of_the_brief(&citation.standard.id))
    })
}

fn out_of_force(item: &CheckItem, path: &str, ledger: &mut Ledger) {
    let cited = find_standards(&item.standard);
    let Some(standard) = cited.first().map(|citation| citation.standard) else { return };
    let (id, lang) = (&standard.id, ledger.lang);
    let successors = crate::citation::cited(lang, &standard.replaced_by.join(", "));
    let note = say!(lang, "{id} is not in force; today: {successors}.", "{id} neplatí; dnes: {successors}.");
    let source = Source { standard: id.clone(), clause: String::new(), verified: true };
    let claim = Claim::new(format!("{path}.standard"), &item.standard, &successors, source);
    ledger.contradicted(claim, super::standards_list::severity_of(standard), note);
}
