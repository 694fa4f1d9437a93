//! The rule engine from outside: worked cases, real project descriptions, the bill's rows, and what must always hold.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests"
)]

mod arbitrary;
mod briefs;
mod cases;
mod elements;
mod injection;
mod mutation;
mod positions;
mod properties;
mod reading;
mod real;
mod reported;
mod whole;

use model::{Brief, Lang, Profile, Section, SectionName, sections as s};
use rules::{Assessment, Settings, assess};

fn settings(profile: Profile) -> Settings {
    Settings { profile, lang: Lang::En, prices: standards::prices::PriceSet::default() }
}

fn brief(description: &str) -> Brief {
    Brief { project_description: description.to_owned(), ..Brief::default() }
}

fn assessed(description: &str, profile: Profile) -> Assessment {
    assess(&brief(description), &settings(profile))
}

fn exposure(assessment: &Assessment) -> s::ExposureAnalysis {
    let Section::ExposureAnalysis(exposure) = assessment.section(SectionName::ExposureAnalysis) else {
        panic!()
    };
    exposure
}

fn specification(assessment: &Assessment) -> s::FinalSpecification {
    let Section::FinalSpecification(specification) = assessment.section(SectionName::FinalSpecification)
    else {
        panic!()
    };
    specification
}

/// Every finding as `CODE severity`, from risks, document issues and questions, sorted, each once.
fn codes(assessment: &Assessment) -> Vec<String> {
    let Section::RisksIdentified(risks) = assessment.section(SectionName::RisksIdentified) else { panic!() };
    let Section::DocumentIssues(issues) = assessment.section(SectionName::DocumentIssues) else { panic!() };
    let Section::RfiItems(questions) = assessment.section(SectionName::RfiItems) else { panic!() };
    let risks = risks.into_iter().map(|risk| (risk.code, risk.severity.to_string()));
    let issues = issues.into_iter().map(|issue| (issue.code, issue.severity.to_string()));
    let questions = questions.into_iter().map(|asked| (asked.code, "rfi".to_owned()));
    let mut codes: Vec<String> = risks
        .chain(issues)
        .chain(questions)
        .map(|(code, severity)| format!("{} {severity}", code.unwrap()))
        .collect();
    codes.sort();
    codes.dedup();
    codes
}
