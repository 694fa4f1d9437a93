//! Correct audits are broken one claim at a time: the verification contradicts every one of them, and none of the
//! unbroken. The kinds of fault are data; a kind that applies nowhere fails the test.

mod answers;
mod audits;
mod mutants;

use std::collections::BTreeMap;

use model::{Section, SectionName, Verdict, Verification};
use rules::Assessment;
use serde_json::Value;

use audits::Audit;
use mutants::{Mutant, all};

/// What the verification contradicts in the sections of one answer.
fn contradictions(assessment: &Assessment, answer: &Value) -> Vec<Verification> {
    let mut found = Vec::new();
    let (mut materials, mut costs) = (None, None);
    for name in SectionName::ALL {
        let Some(value) = answer.get(name.as_str()) else { continue };
        let section = Section::from_model(*name, value.clone()).unwrap_or_else(|error| panic!("{error}"));
        match &section {
            Section::MaterialsBreakdown(claimed) => materials = Some(claimed.clone()),
            Section::CostSummary(claimed) => costs = Some(claimed.clone()),
            _ => {}
        }
        found.extend(assessment.verify(section).verifications);
    }
    if let (Some(materials), Some(costs)) = (materials, costs) {
        found.extend(assessment.verify_together(&materials, &costs));
    }
    found.retain(|verification| verification.verdict == Verdict::Contradicted);
    found
}

#[test]
fn an_unbroken_audit_is_not_contradicted() {
    let mut wrong = Vec::new();
    for Audit { name, assessment, answer } in audits::all() {
        for found in contradictions(&assessment, &answer) {
            let Verification { subject, claimed, expected, note, .. } = found;
            wrong.push(format!("{name}: {subject}: {claimed:?}, expected {expected:?}: {note}"));
        }
    }
    assert!(wrong.is_empty(), "{} contradictions:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_broken_claim_is_contradicted() {
    let audits = audits::all();
    let mutants = all();
    assert!(audits.len() >= 50 && mutants.len() >= 90, "{} audits, {} kinds", audits.len(), mutants.len());
    let mut rates: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    for Audit { name, assessment, answer } in &audits {
        for Mutant { name: kind, mutate } in &mutants {
            let rate = rates.entry(kind).or_default();
            let Some(broken) = mutate(answer).filter(|broken| broken != answer) else { continue };
            rate.0 += 1;
            // The sections that stand as they were are known to raise nothing.
            if contradictions(assessment, &touched(answer, &broken)).is_empty() {
                missed.push(format!("{kind} on {name}"));
            } else {
                rate.1 += 1;
            }
        }
    }
    let (applied, caught) = rates.values().fold((0, 0), |sum, rate| (sum.0 + rate.0, sum.1 + rate.1));
    for (kind, (applied, caught)) in &rates {
        eprintln!("{kind:<55} {caught:>3} of {applied:>3}");
    }
    eprintln!(
        "{} kinds on {} audits: {caught} of {applied} broken audits contradicted",
        rates.len(),
        audits.len()
    );
    let idle: Vec<&&str> = rates.iter().filter(|(_, rate)| rate.0 == 0).map(|(kind, _)| kind).collect();
    assert!(idle.is_empty(), "kinds that apply nowhere: {idle:?}");
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
    assert!(applied >= 1500, "only {applied} broken audits");
}

/// Sections that differ.
fn changed(left: &Value, right: &Value) -> Vec<&'static str> {
    let names = SectionName::ALL.iter().map(|name| name.as_str());
    names.filter(|name| left.get(name) != right.get(name)).collect()
}

/// The sections that differ, and materials and costs together, for they are held against each other.
fn touched(answer: &Value, broken: &Value) -> Value {
    let mut names = changed(answer, broken);
    let money = ["materials_breakdown", "cost_summary"];
    if names.iter().any(|name| money.contains(name)) {
        names.extend(money);
    }
    let sections = names.into_iter().filter_map(|name| Some((name.to_owned(), broken.get(name)?.clone())));
    Value::Object(sections.collect())
}

#[test]
fn two_broken_claims_do_not_hide_one_another() {
    let (audits, mutants) = (audits::all(), all());
    let mut state = 20_261_124_u64;
    let mut next = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % bound
    };
    let (mut pairs, mut missed) = (0, Vec::new());
    while pairs < 300 {
        let audit = &audits[next(audits.len())];
        let (first, second) = (&mutants[next(mutants.len())], &mutants[next(mutants.len())]);
        let Some(once) = (first.mutate)(&audit.answer).filter(|broken| *broken != audit.answer) else {
            continue;
        };
        let Some(twice) = (second.mutate)(&once).filter(|broken| *broken != once) else { continue };
        // Two faults of one section may undo each other; those of two must each be found.
        let sections = changed(&audit.answer, &twice);
        if sections.len() < 2 {
            continue;
        }
        pairs += 1;
        let found = contradictions(&audit.assessment, &twice);
        for section in sections {
            if !found.iter().any(|verification| verification.subject.starts_with(section)) {
                missed.push(format!("{} and {} on {}: {section}", first.name, second.name, audit.name));
            }
        }
    }
    assert!(missed.is_empty(), "{} of {pairs} pairs:\n{}", missed.len(), missed.join("\n"));
}
