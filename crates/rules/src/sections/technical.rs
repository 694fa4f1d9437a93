//! What is built and what its concrete must be: summary, exposure, structure, durability, specification.

use model::{
    Lang, Number,
    sections::{
        ClassReason, DurabilityAnalysis, ExposureAnalysis, FinalSpecification, ProjectSummary,
        StructuralAnalysis, ValueProposal,
    },
};
use standards::{actions, strength::StrengthClass};

use crate::{
    Assessment,
    checks::loads::{known_psi0, with_unit},
    element::Reasoned,
    facts::{environment::Phrase, factors::Factor, kind::Kind, mix::Specified},
    text::{say, shown},
};

pub(super) fn summary(assessment: &Assessment) -> ProjectSummary {
    let lang = assessment.settings.lang;
    let names = kinds(assessment);
    let structure_type = match (assessment.facts.says(Phrase::Bridge), assessment.governing_element()) {
        (true, _) => say!(lang, "bridge", "most"),
        (false, Some(element)) => element.kind.name(lang).to_owned(),
        (false, None) if !assessment.facts.pipes.is_empty() => say!(lang, "pipeline", "potrubí"),
        (false, None) => say!(lang, "not recognised", "nerozpoznáno"),
    };
    let all = names.join(", ");
    let found = if names.is_empty() {
        say!(lang, "No structural element of concrete was found.", "Nebyl nalezen žádný betonový prvek.")
    } else {
        say!(
            lang,
            "Structural elements found ({}): {all}.",
            "Nalezené konstrukční prvky ({}): {all}.",
            assessment.elements.len()
        )
    };
    let bill = match assessment.position_count {
        0 => String::new(),
        count => say!(lang, " Bill of quantities: {count} positions.", " Výkaz výměr: položek {count}."),
    };
    let existing = if assessment.facts.is_existing {
        say!(lang, " An existing structure is judged.", " Posuzuje se stávající konstrukce.")
    } else {
        String::new()
    };
    let title = assessment.facts.title.clone();
    ProjectSummary { title, structure_type, summary: format!("{found}{bill}{existing}") }
}

/// The kinds of elements in their order, each once, with its number where there are several.
fn kinds(assessment: &Assessment) -> Vec<String> {
    let mut counts: Vec<(Kind, usize)> = Vec::new();
    for element in &assessment.elements {
        match counts.iter_mut().find(|(kind, _)| *kind == element.kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((element.kind, 1)),
        }
    }
    let named = counts.into_iter().map(|(kind, count)| {
        let name = kind.name(assessment.settings.lang);
        if count == 1 { name.to_owned() } else { format!("{name} ({count}×)") }
    });
    named.collect()
}

pub(super) fn exposure(assessment: &Assessment) -> ExposureAnalysis {
    let Some(element) = assessment.governing_element() else { return ExposureAnalysis::default() };
    let reasons = |list: &[Reasoned]| {
        let told = list.iter().map(|reasoned| ClassReason {
            class: reasoned.class.to_string(),
            reason: reasoned.reason.clone(),
        });
        told.collect::<Vec<_>>()
    };
    let mut analysis = ExposureAnalysis {
        exposure_classes: Vec::new(),
        certain: reasons(&element.certain),
        assumed: reasons(&element.assumed),
    };
    analysis.complete();
    analysis
}

pub(super) fn structure(assessment: &Assessment) -> StructuralAnalysis {
    let lang = assessment.settings.lang;
    let facts = &assessment.facts;
    let prestressed = assessment
        .elements
        .iter()
        .any(|element| element.mix.iter().any(|(value, _)| *value == Specified::Prestressed));
    let names = kinds(assessment);
    let system = match (names.is_empty(), prestressed) {
        (true, _) => String::new(),
        (false, true) => say!(
            lang,
            "prestressed and reinforced concrete: {}",
            "předpjatý a železový beton: {}",
            names.join(", ")
        ),
        (false, false) => say!(lang, "concrete structure: {}", "betonová konstrukce: {}", names.join(", ")),
    };
    let actions = facts.factors.iter().map(|fact| match fact.factor {
        Factor::Permanent(value) => format!("γG = {value}"),
        Factor::Variable(value) => format!("γQ = {value}"),
        Factor::Concrete(value) => format!("γC = {value}"),
        Factor::Steel(value) => format!("γS = {value}"),
        Factor::Overall(value) => say!(lang, "overall factor {value}", "celkový součinitel {value}"),
    });
    let actions = actions.chain(loads(assessment));
    let mut notes = vec![say!(
        lang,
        "Resistance was not calculated: a structural design to ČSN EN 1990 and ČSN EN 1992-1-1 is needed.",
        "Únosnost nebyla počítána: je nutný statický výpočet podle ČSN EN 1990 a ČSN EN 1992-1-1."
    )];
    if facts.is_existing {
        notes.push(say!(
            lang,
            "Existing structure: ČSN ISO 13822 and ČSN 73 0038, strength from cores to ČSN EN 13791.",
            "Stávající konstrukce: ČSN ISO 13822 a ČSN 73 0038, pevnost z jádrových vývrtů podle ČSN EN 13791."
        ));
    }
    StructuralAnalysis { system, actions: actions.collect(), required_concrete_class: None, notes }
}

/// Design values of the loads that the brief gives (EN 1990), and their values for serviceability where psi is known.
fn loads(assessment: &Assessment) -> impl Iterator<Item = String> {
    let lang = assessment.settings.lang;
    let rounded = move |value| shown(lang, Number::from(value).rounded(2));
    assessment.facts.loads.combined.iter().filter_map(move |combined| {
        let (permanent, variable) = (combined.permanent.value, combined.variable.value);
        let psi0 = combined.psi0.map(|psi0| *psi0).or_else(|| known_psi0(combined.of));
        let design = actions::ultimate(*permanent, *variable, psi0)?;
        let a = design.a.map_or_else(String::new, |a| format!("(6.10a) {}, ", rounded(a)));
        let (g, q) = (with_unit(lang, &combined.permanent), with_unit(lang, &combined.variable));
        let ultimate = format!("(6.10) {}, {a}(6.10b) {}", rounded(design.simple), rounded(design.b));
        let psi = combined.of.and_then(actions::imposed).and_then(|row| actions::psi(row.action));
        let service = psi.and_then(|psi| actions::serviceability(*permanent, *variable, psi));
        let service = service.map_or_else(String::new, |(characteristic, quasi_permanent)| {
            let (characteristic, quasi_permanent) = (rounded(characteristic), rounded(quasi_permanent));
            say!(
                lang,
                "; characteristic {characteristic}, quasi-permanent {quasi_permanent}",
                "; charakteristická {characteristic}, kvazistálá {quasi_permanent}"
            )
        });
        Some(format!("g_k = {g}, q_k = {q}: EN 1990 {ultimate}{service}"))
    })
}

pub(super) fn durability(assessment: &Assessment) -> DurabilityAnalysis {
    let lang = assessment.settings.lang;
    let facts = &assessment.facts;
    let life = crate::requirement::design_life(facts, assessment.settings.profile);
    let mut measures = Vec::new();
    let Some(element) = assessment.governing_element() else { return DurabilityAnalysis::default() };
    let required = &element.required;
    if let Some(air) = required.air_content_percent {
        let air = shown(lang, air);
        measures.push(say!(
            lang,
            "air entrainment of at least {air} % and frost-resistant aggregate (EN 12620)",
            "provzdušnění nejméně {air} % a mrazuvzdorné kamenivo (ČSN EN 12620)"
        ));
    }
    if required.sulfate_resisting_cement == Some(true) {
        measures.push(say!(
            lang,
            "sulfate-resisting cement (EN 197-1 SR types)",
            "síranovzdorný cement (typy SR podle ČSN EN 197-1)"
        ));
    }
    if element.exposure().iter().any(|class| class.as_str().starts_with("XD")) {
        measures.push(say!(
            lang,
            "waterproofing or coating and drainage of surfaces with salt water",
            "izolace nebo nátěr a odvodnění ploch se slanou vodou"
        ));
    }
    if !facts.is_existing && required.concrete_class.is_some() {
        measures.push(say!(lang, "curing to ČSN EN 13670", "ošetřování podle ČSN EN 13670"));
    }
    DurabilityAnalysis {
        design_life_years: Some(life),
        required_concrete_class: required.concrete_class.clone(),
        measures,
    }
}

pub(super) fn specification(assessment: &Assessment) -> FinalSpecification {
    assessment.governing_element().map(|element| element.required.clone()).unwrap_or_default()
}

/// Whether the structural design, not durability, nearly always decides the strength of the concrete.
fn is_decided_by_structure(kind: Kind) -> bool {
    matches!(kind, Kind::Column | Kind::Beam | Kind::Pier | Kind::BridgeDeck | Kind::Slab | Kind::Stair)
}

/// Real savings only: a class ordered two steps or more above what durability asks for.
pub(super) fn proposals(assessment: &Assessment) -> Vec<ValueProposal> {
    let lang: Lang = assessment.settings.lang;
    let classes = StrengthClass::normal_classes();
    let rank = |class: StrengthClass| classes.iter().position(|known| *known == class);
    let mut proposals = Vec::new();
    for element in &assessment.elements {
        let required =
            element.required.concrete_class.as_deref().and_then(|class| StrengthClass::parse(class).ok());
        let prestressed = element.mix.iter().any(|(value, _)| *value == Specified::Prestressed);
        let by_structure = is_decided_by_structure(element.kind) || element.is_plain();
        let (Some(ordered), Some(required), false) =
            (element.specified_class(), required, prestressed || by_structure)
        else {
            continue;
        };
        let steps = rank(ordered)
            .zip(rank(required))
            .map_or(0, |(ordered, required)| ordered.saturating_sub(required));
        if steps >= 2 {
            let name = &element.name;
            proposals.push(ValueProposal {
                proposal: say!(
                    lang,
                    "{name}: {required} is enough for durability in place of {ordered}",
                    "{name}: z hlediska trvanlivosti stačí {required} místo {ordered}"
                ),
                saving_czk: None,
                impact: say!(
                    lang,
                    "only if the structural design does not need {ordered}",
                    "jen pokud {ordered} nevyžaduje statický výpočet"
                ),
            });
        }
    }
    proposals
}
