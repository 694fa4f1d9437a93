//! The rules' own answer to every section of the audit.

mod compliance;
mod technical;

use model::{
    Coverage, Findings, NamedFinding, Section, SectionName, Severity,
    audit::Share,
    sections::{CheckStatus, ComplianceStatus},
};

use crate::{Assessment, assessment::severity, finding::Finding};

/// The section of that name.
pub(crate) fn section(assessment: &Assessment, name: SectionName) -> Section {
    match name {
        SectionName::ProjectSummary => Section::ProjectSummary(technical::summary(assessment)),
        SectionName::ExposureAnalysis => Section::ExposureAnalysis(technical::exposure(assessment)),
        SectionName::StructuralAnalysis => Section::StructuralAnalysis(technical::structure(assessment)),
        SectionName::DurabilityAnalysis => Section::DurabilityAnalysis(technical::durability(assessment)),
        SectionName::FinalSpecification => Section::FinalSpecification(technical::specification(assessment)),
        SectionName::MaterialsBreakdown => Section::MaterialsBreakdown(assessment.costing.materials.clone()),
        SectionName::CostSummary => {
            Section::CostSummary(assessment.costing.summary.clone().unwrap_or_default())
        }
        SectionName::ValueEngineering => Section::ValueEngineering(technical::proposals(assessment)),
        SectionName::OtskpCodes => Section::OtskpCodes(assessment.facts.bill.otskp.clone()),
        SectionName::ComplianceStatus => Section::ComplianceStatus(compliance::status(assessment)),
        SectionName::StandardsChecked => Section::StandardsChecked(compliance::standards(assessment)),
        SectionName::ComplianceChecks => Section::ComplianceChecks(compliance::checks(assessment)),
        SectionName::RisksIdentified => Section::RisksIdentified(compliance::risks(assessment)),
        SectionName::DocumentIssues => Section::DocumentIssues(compliance::issues(assessment)),
        SectionName::RfiItems => Section::RfiItems(compliance::questions(assessment)),
        SectionName::Recommendations => Section::Recommendations(compliance::recommendations(assessment)),
        SectionName::Warnings => Section::Warnings(compliance::warnings(assessment)),
        SectionName::Assumptions => Section::Assumptions(assessment.assumptions.clone()),
        SectionName::Confidence => Section::Confidence(compliance::confidence(assessment)),
    }
}

/// The rules' own verdict with its reasons.
pub(crate) fn own_status(assessment: &Assessment) -> ComplianceStatus {
    compliance::status(assessment)
}

/// What is told before any model answers.
pub(crate) fn findings(assessment: &Assessment) -> Findings {
    let specification = technical::specification(assessment);
    let named = assessment.findings.iter().filter(|finding| severity(finding) >= Severity::High);
    let findings = named.filter_map(|finding| {
        let (code, message) = match finding {
            Finding::Risk(risk) => (risk.code.clone(), risk.title.clone()),
            Finding::Issue(issue) => (issue.code.clone(), issue.description.clone()),
            Finding::Question(_) | Finding::Check { .. } => return None,
        };
        Some(NamedFinding { code: code.unwrap_or_default(), severity: severity(finding), message })
    });
    Findings {
        elements: assessment.published.clone(),
        exposure_classes: specification.exposure_classes.clone(),
        required_class: specification.concrete_class,
        verdict: assessment.verdict,
        findings: findings.collect(),
    }
}

/// Elements with a class, all positions, checks that gave an answer.
pub(crate) fn coverage(assessment: &Assessment) -> Coverage {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let checked = assessment.elements.iter().filter(|element| !element.exposure().is_empty()).count();
    let statuses = || {
        assessment.findings.iter().filter_map(|finding| match finding {
            Finding::Check { item, .. } => Some(item.status),
            _ => None,
        })
    };
    Coverage {
        elements: Share { total: count(assessment.elements.len()), checked: count(checked) },
        positions: Share {
            total: count(assessment.position_count),
            checked: count(assessment.position_count),
        },
        checks: Share {
            total: count(statuses().count()),
            checked: count(statuses().filter(|status| *status != CheckStatus::Unknown).count()),
        },
    }
}
