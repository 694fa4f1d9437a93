//! The rules' own answer to every section, in both languages.

use model::{Lang, Overall, Profile, Section, SectionName, Severity, sections::CheckStatus};
use rules::{Settings, assess};

use crate::{assessed, brief, settings};

const FAILING: &str = "Parking deck with C25/30, no air entrainment, de-icing exposure.";
const CLEAN: &str = "Strip footing 45 m × 0.8 m × 0.6 m, founding depth 1.25 m. Concrete C25/30 XC2.";

#[test]
fn every_section_is_its_own_and_a_failure_names_its_clause() {
    let assessment = assessed(FAILING, Profile::Csn);
    for name in SectionName::ALL {
        assert_eq!(assessment.section(*name).name(), *name);
    }
    let Section::ComplianceChecks(groups) = assessment.section(SectionName::ComplianceChecks) else {
        panic!()
    };
    let failed: Vec<_> = groups
        .iter()
        .flat_map(|group| &group.items)
        .filter(|item| item.status == CheckStatus::Fail)
        .collect();
    assert!(failed.len() >= 2, "{groups:?}");
    for item in failed {
        assert!(!item.standard.is_empty() && !item.clause.is_empty() && item.code.is_some(), "{item:?}");
    }
    let Section::RisksIdentified(risks) = assessment.section(SectionName::RisksIdentified) else { panic!() };
    assert!(risks.is_sorted_by_key(|risk| std::cmp::Reverse(risk.severity)));
    assert_eq!(risks[0].id, "R1");
    assert_eq!(risks[0].severity, Severity::Critical);
}

#[test]
fn what_is_told_first_names_class_verdict_and_grave_findings() {
    let found = assessed(FAILING, Profile::Csn).findings();
    assert_eq!(found.required_class.as_deref(), Some("C30/37"));
    assert_eq!(found.verdict, Overall::NonCompliant);
    let codes: Vec<&str> = found.findings.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(codes, ["CLASS_LOW", "AIR_LOW", "EXPOSURE_NOT_SPECIFIED"]);
}

#[test]
fn a_clean_brief_gives_its_specification_with_reasons() {
    let assessment = assessed(CLEAN, Profile::Csn);
    assert_eq!(assessment.verdict(), Overall::Compliant);
    let specification = crate::specification(&assessment);
    assert_eq!(specification.element, "strip footing");
    assert_eq!(specification.concrete_class.as_deref(), Some("C16/20"));
    assert_eq!(specification.cover_mm, model::Number::parse("40"));
    assert!(specification.reasons.iter().any(|reason| reason.contains("XC2")), "{:?}", specification.reasons);
    let Section::ProjectSummary(summary) = assessment.section(SectionName::ProjectSummary) else { panic!() };
    assert_eq!(summary.title, "Strip footing 45 m × 0.8 m × 0.6 m, founding depth 1.25 m");
    let coverage = assessment.coverage();
    assert_eq!((coverage.elements.total, coverage.elements.checked), (1, 1));
}

#[test]
fn confidence_falls_with_what_had_to_be_assumed() {
    let confidence = |text: &str| {
        let Section::Confidence(confidence) = assessed(text, Profile::Csn).section(SectionName::Confidence)
        else {
            panic!()
        };
        confidence
    };
    let open = "Strip footing 45 m × 0.8 m × 0.6 m, outdoor, ground water.";
    assert!(confidence(CLEAN) > confidence(open));
    assert!(confidence(open) > confidence("Painting of a room."));
}

#[test]
fn texts_come_in_czech() {
    let settings = Settings { lang: Lang::Cs, ..settings(Profile::Csn) };
    let assessment =
        assess(&brief("Parkovací deska z betonu C25/30, bez provzdušnění, rozmrazovací látky."), &settings);
    let Section::ComplianceStatus(status) = assessment.section(SectionName::ComplianceStatus) else {
        panic!()
    };
    assert!(status.summary.starts_with("Prokazatelně porušeno"), "{}", status.summary);
    assert_eq!(assessment.elements()[0].name, "parkovací deska");
}
