//! The standards that a model looked at: a withdrawn or foreign one called current is contradicted.

use model::{
    Section, SectionName, Severity, Source,
    sections::{StandardChecked, StandardState},
};
use standards::obsolete::{Confidence, Gravity, Kind, Standard, find_standards};

use super::{Claim, Ledger, citations, clauses::nonexistent};
use crate::{Assessment, text::say};

/// The list as the audit carries it: the model's with right states, and those of the rules that it lacks.
pub(super) fn verify(
    assessment: &Assessment,
    mut claimed: Vec<StandardChecked>,
    ledger: &mut Ledger,
) -> Vec<StandardChecked> {
    for (index, entry) in claimed.iter_mut().enumerate() {
        single(entry, format!("standards_checked[{index}].status"), ledger);
    }
    let Section::StandardsChecked(rules) = assessment.section(SectionName::StandardsChecked) else {
        return claimed;
    };
    for own in rules {
        let is_listed = claimed.iter().any(|entry| same_standard(&entry.standard, &own.standard));
        if !is_listed {
            claimed.push(own);
        }
    }
    claimed
}

fn same_standard(left: &str, right: &str) -> bool {
    left == right
        || first_known(left).zip(first_known(right)).is_some_and(|(left, right)| left.id == right.id)
}

fn first_known(text: &str) -> Option<&'static Standard> {
    find_standards(text).first().map(|citation| citation.standard)
}

fn single(entry: &mut StandardChecked, path: String, ledger: &mut Ledger) {
    let lang = ledger.lang;
    if let Some(written) = nonexistent(&entry.standard) {
        if entry.status != StandardState::Unknown {
            citations::contradict_nonexistent(&path, &entry.standard, &written, ledger);
            entry.status = StandardState::Unknown;
        }
        return;
    }
    let Some(standard) = first_known(&entry.standard) else {
        if entry.status != StandardState::Unknown {
            let note = say!(
                lang,
                "{0} is not in the table of standards.",
                "{0} v přehledu norem není.",
                entry.standard
            );
            ledger.unverifiable(Claim::new(path, &word(entry.status), "", Source::default()), note);
        }
        return;
    };
    let expected = state_of(standard.kind);
    let is_sure = standard.confidence != Confidence::Low;
    if entry.status == StandardState::Unknown {
        entry.status = if is_sure { expected } else { StandardState::Unknown };
        return;
    }
    let source = Source {
        standard: standard.id.clone(),
        clause: String::new(),
        verified: standard.confidence == Confidence::High,
    };
    let claim = Claim::new(path, &word(entry.status), &word(expected), source);
    let both_out_of_force = [entry.status, expected]
        .iter()
        .all(|state| matches!(state, StandardState::Withdrawn | StandardState::Superseded));
    if entry.status == expected || both_out_of_force {
        ledger.confirmed(claim, say!(lang, "As the table of standards has it.", "Podle přehledu norem."));
        return;
    }
    let (id, since, successors) = (&standard.id, &standard.since, standard.replaced_by.join(", "));
    let note = if standard.is_in_force() {
        say!(lang, "{id} is in force.", "{id} platí.")
    } else {
        say!(
            lang,
            "{id} is not in force ({since}); today: {successors}.",
            "{id} neplatí ({since}); dnes: {successors}."
        )
    };
    if is_sure {
        ledger.contradicted(claim, severity_of(standard), note);
        entry.status = expected;
    } else {
        ledger.unverifiable(claim, note);
    }
}

fn state_of(kind: Kind) -> StandardState {
    match kind {
        Kind::Valid | Kind::Misquoted => StandardState::Current,
        Kind::Withdrawn | Kind::Law | Kind::OldSteel => StandardState::Withdrawn,
        Kind::SupersededEdition => StandardState::Superseded,
        Kind::Foreign => StandardState::Foreign,
    }
}

pub(super) fn severity_of(standard: &Standard) -> Severity {
    match standard.new_build {
        Some(Gravity::Critical | Gravity::High) => Severity::High,
        Some(Gravity::Medium) => Severity::Medium,
        Some(Gravity::Low | Gravity::Info) | None => Severity::Low,
    }
}

fn word(state: StandardState) -> &'static str {
    match state {
        StandardState::Current => "current",
        StandardState::Superseded => "superseded",
        StandardState::Withdrawn => "withdrawn",
        StandardState::Foreign => "foreign",
        StandardState::Unknown => "unknown",
    }
}
