//! The rules' facts as a short English text for a model, so that it starts from what code has decided.

use std::fmt::Write;

use model::{Section, SectionName, sections::CheckStatus};

use crate::{
    Assessment,
    element::{Reasoned, StructuralElement},
};

const HEADER: &str = "FACTS FROM THE RULE ENGINE (decided by code, do not contradict):";
/// More elements than this are left to the sections themselves: the text must stay short.
const MOST_ELEMENTS: usize = 6;
const LONGEST_REASON: usize = 70;
const MOST_FINDINGS: usize = 10;

/// The facts, one line each.
pub(crate) fn grounding(assessment: &Assessment) -> String {
    let mut lines = vec![HEADER.to_owned()];
    lines.push(format!("profile {}; rules' verdict {}", assessment.settings.profile, assessment.verdict));
    let elements = &assessment.elements;
    lines.extend(elements.iter().take(MOST_ELEMENTS).map(element_line));
    if elements.len() > MOST_ELEMENTS {
        lines.push(format!("and {} more elements", elements.len() - MOST_ELEMENTS));
    }
    lines.extend(obsolete(assessment));
    lines.extend(failed(assessment));
    lines.join("\n")
}

fn element_line(element: &StructuralElement) -> String {
    let mut line = format!("- {}:", element.kind.name(model::Lang::En));
    let mut say = |label: &str, value: String| {
        // Writing to a string cannot fail.
        let _ = write!(line, " {label} {value};");
    };
    for (label, classes) in [("certain", &element.certain), ("assumed", &element.assumed)] {
        if !classes.is_empty() {
            say(label, classes.iter().map(reasoned).collect::<Vec<_>>().join(", "));
        }
    }
    if let Some(class) = element.specified_class() {
        say("specified", class.to_string());
    }
    let required = &element.required;
    let values = [
        ("required", required.concrete_class.clone()),
        ("w/c <=", required.w_c_ratio.map(|value| value.to_string())),
        ("cement >=", required.min_cement_kg_m3.map(|value| format!("{value} kg/m3"))),
        ("air >=", required.air_content_percent.map(|value| format!("{value} %"))),
        ("nominal cover", required.cover_mm.map(|value| format!("{value} mm"))),
        (
            "sulfate-resisting cement",
            required.sulfate_resisting_cement.filter(|needed| *needed).map(|_| "required".to_owned()),
        ),
        ("volume", element.quantities.volume_m3.map(|value| format!("{value} m3"))),
        ("formwork", element.quantities.formwork_m2.map(|value| format!("{value} m2"))),
        ("reinforcement", element.quantities.reinforcement_t.map(|value| format!("{value} t"))),
    ];
    for (label, value) in values {
        if let Some(value) = value {
            say(label, value);
        }
    }
    line.trim_end_matches([';', ':']).to_owned()
}

fn reasoned(known: &Reasoned) -> String {
    if known.reason.is_empty() {
        return known.class.to_string();
    }
    let short: String = known.reason.chars().take(LONGEST_REASON).collect();
    let dots = if short.len() < known.reason.len() { "…" } else { "" };
    format!("{} ({}{dots})", known.class, short.trim_end())
}

fn obsolete(assessment: &Assessment) -> Option<String> {
    use model::sections::StandardState::{Foreign, Superseded, Withdrawn};
    let Section::StandardsChecked(standards) = assessment.section(SectionName::StandardsChecked) else {
        return None;
    };
    let gone = standards.iter().filter(|entry| matches!(entry.status, Withdrawn | Foreign | Superseded));
    let names: Vec<&str> = gone.map(|entry| entry.standard.as_str()).take(MOST_FINDINGS).collect();
    (!names.is_empty()).then(|| format!("not in force: {}", names.join(", ")))
}

/// The failed checks and the risks, by code; each code with what is required and found where a check says it.
fn failed(assessment: &Assessment) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    if let Section::ComplianceChecks(groups) = assessment.section(SectionName::ComplianceChecks) {
        let failed =
            groups.into_iter().flat_map(|group| group.items).filter(|item| item.status == CheckStatus::Fail);
        found.extend(failed.filter_map(|item| {
            Some(format!("{} (required {}, found {})", item.code?, item.required, item.found))
        }));
    }
    let known = found.join(" ");
    let mut codes: Vec<String> = Vec::new();
    if let Section::RisksIdentified(risks) = assessment.section(SectionName::RisksIdentified) {
        codes.extend(risks.into_iter().filter_map(|risk| risk.code));
    }
    if let Section::DocumentIssues(issues) = assessment.section(SectionName::DocumentIssues) {
        codes.extend(issues.into_iter().filter_map(|issue| issue.code));
    }
    for code in codes {
        if !known.contains(&code) && !found.contains(&code) {
            found.push(code);
        }
    }
    found.truncate(MOST_FINDINGS);
    (!found.is_empty()).then(|| format!("findings: {}", found.join(", ")))
}
