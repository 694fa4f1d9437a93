//! What stands in the place of sections that a failed or cut query did not give (S4): labelled, never invented.

use model::{
    Lang, Overall, Priority, Section, SectionName, Severity,
    sections::{ComplianceStatus, Recommendation, Risk, Warning},
};

use crate::query::Answer;

/// Who made a section that nobody answered.
pub(crate) const DEFAULT: &str = "default";

/// The warning that a query failed or was cut, in the contract's words.
pub(crate) fn warning(answer: &Answer, lang: Lang) -> Warning {
    let missing = answer.missing();
    let names: Vec<&str> = missing.iter().map(|name| name.as_str()).collect();
    let failed = missing.len() == answer.owed.len();
    let label = answer.query.label;
    let message = if failed {
        format!("{label} failed: {}", answer.reason())
    } else {
        format!("{label} is partial: {}; missing: {}", answer.reason(), names.join(", "))
    };
    let recommendation = match (lang, missing.contains(&SectionName::ComplianceStatus)) {
        (Lang::En, true) => {
            "Have the compliance with the standards reviewed by hand, or run the audit again."
        }
        (Lang::En, false) => "Run the audit again to get the missing sections.",
        (Lang::Cs, true) => "Nechte soulad s normami posoudit ručně, nebo audit spusťte znovu.",
        (Lang::Cs, false) => "Spusťte audit znovu, aby se chybějící části doplnily.",
    };
    Warning {
        level: if failed { Severity::High } else { Severity::Medium },
        category: "query".to_owned(),
        message,
        recommendation: recommendation.to_owned(),
    }
}

/// The verdict where no model gave one: unknown, until a rule says worse.
pub(crate) fn compliance_status(lang: Lang) -> ComplianceStatus {
    let summary = match lang {
        Lang::En => "The compliance check gave no verdict; a manual review of the standards is recommended.",
        Lang::Cs => "Kontrola souladu nedala výsledek; doporučuje se ruční posouzení podle norem.",
    };
    ComplianceStatus { overall: Overall::Unknown, summary: summary.to_owned(), disputed: false }
}

/// The one risk that says that nobody looked for risks.
pub(crate) fn risk(answer: &Answer, lang: Lang) -> Section {
    let (description, impact, recommendation) = match lang {
        Lang::En => (
            format!("The query for compliance and risks gave no list of risks: {}.", answer.reason()),
            "Risks that only a reader of the documents would see are not listed.",
            "Review compliance and risks by hand, or run the audit again.",
        ),
        Lang::Cs => (
            format!("Dotaz na soulad a rizika nedal seznam rizik: {}.", answer.reason()),
            "Rizika, která odhalí jen čtenář dokumentace, zde uvedena nejsou.",
            "Posuďte soulad a rizika ručně, nebo audit spusťte znovu.",
        ),
    };
    Section::RisksIdentified(vec![Risk {
        id: String::new(),
        severity: Severity::High,
        category: "audit".to_owned(),
        title: format!("{} failed", answer.query.label),
        description,
        impact: impact.to_owned(),
        recommendation: recommendation.to_owned(),
        estimated_effort: String::new(),
        can_proceed: false,
        code: None,
    }])
}

/// The advice to review by hand.
pub(crate) fn recommendation(lang: Lang) -> Section {
    let (item, reason) = match lang {
        Lang::En => (
            "Have compliance with the standards reviewed by a person (manual review)",
            "The compliance check gave no answer.",
        ),
        Lang::Cs => (
            "Nechte soulad s normami posoudit člověkem (ruční posouzení)",
            "Kontrola souladu nedala odpověď.",
        ),
    };
    Section::Recommendations(vec![Recommendation {
        priority: Priority::Must,
        item: item.to_owned(),
        reason: reason.to_owned(),
        effort: String::new(),
    }])
}
