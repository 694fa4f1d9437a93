//! Risks, faults of the documents, questions and advice, the gravest first.

use model::{Audit, Priority, SectionName, Severity};

use crate::{
    checks::code,
    figures,
    making::maker,
    page::{Page, Phrase, Tone},
    verdict::severity,
};

pub(crate) fn write(audit: &Audit, page: &mut Page) {
    risks(audit, page);
    document_issues(audit, page);
    questions(audit, page);
    recommendations(audit, page);
    savings(audit, page);
    otskp_codes(audit, page);
    assumptions(audit, page);
    warnings(audit, page);
}

/// References to `entries`, the gravest first, otherwise in their order.
fn gravest_first<T>(entries: &[T], gravity: impl Fn(&T) -> Severity) -> Vec<&T> {
    let mut sorted: Vec<&T> = entries.iter().collect();
    sorted.sort_by_key(|entry| std::cmp::Reverse(gravity(entry)));
    sorted
}

fn risks(audit: &Audit, page: &mut Page) {
    let words = page.words;
    if audit.risks_identified.is_empty() {
        return;
    }
    page.heading(words.risks, &maker(audit, SectionName::RisksIdentified, words));
    page.list(&gravest_first(&audit.risks_identified, |risk| risk.severity), |page, _, risk| {
        let mut phrases = vec![severity(page, risk.severity), Phrase::new(&risk.title, Tone::Strong)];
        phrases.extend(code(risk.code.as_deref()));
        page.entry("•", &phrases);
        page.detail("", &risk.description);
        page.detail(words.impact, &risk.impact);
        page.detail(words.action, &risk.recommendation);
        page.detail(words.effort, &risk.estimated_effort);
        if risk.severity >= Severity::High && !risk.can_proceed {
            page.detail("", words.must_wait);
        }
    });
}

fn document_issues(audit: &Audit, page: &mut Page) {
    let words = page.words;
    if audit.document_issues.is_empty() {
        return;
    }
    page.heading(words.document_issues, &maker(audit, SectionName::DocumentIssues, words));
    page.list(&gravest_first(&audit.document_issues, |issue| issue.severity), |page, _, issue| {
        let mut phrases = vec![severity(page, issue.severity)];
        if !issue.location.is_empty() {
            phrases.push(Phrase::new(&format!("{}:", issue.location), Tone::Strong));
        }
        phrases.push(Phrase::plain(if issue.description.is_empty() {
            &issue.kind
        } else {
            &issue.description
        }));
        phrases.extend(code(issue.code.as_deref()));
        page.entry("•", &phrases);
        page.detail(words.impact, &issue.impact);
        page.detail(words.action, &issue.recommendation);
    });
}

fn questions(audit: &Audit, page: &mut Page) {
    let words = page.words;
    if audit.rfi_items.is_empty() {
        return;
    }
    page.heading(words.questions, &maker(audit, SectionName::RfiItems, words));
    page.list(&gravest_first(&audit.rfi_items, |item| item.priority), |page, number, item| {
        let mut phrases = vec![severity(page, item.priority), Phrase::plain(&item.question)];
        phrases.extend(code(item.code.as_deref()));
        page.entry(&format!("{number}."), &phrases);
        page.detail(words.addressee, &item.to);
        page.detail(words.needed_for, &item.needed_for);
        page.detail(words.deadline, &item.deadline);
    });
}

fn recommendations(audit: &Audit, page: &mut Page) {
    let words = page.words;
    if audit.recommendations.is_empty() {
        return;
    }
    page.heading(words.recommendations, &maker(audit, SectionName::Recommendations, words));
    let mut sorted: Vec<_> = audit.recommendations.iter().collect();
    sorted.sort_by_key(|recommendation| recommendation.priority);
    page.list(&sorted, |page, _, recommendation| {
        let tone = match recommendation.priority {
            Priority::Must => Tone::Bad,
            Priority::Should => Tone::Care,
            Priority::Consider => Tone::Faint,
        };
        let priority = format!("[{}]", words.priority(recommendation.priority));
        page.entry("•", &[Phrase::new(&priority, tone), Phrase::plain(&recommendation.item)]);
        page.detail("", &recommendation.reason);
        page.detail(words.effort, &recommendation.effort);
    });
}

fn savings(audit: &Audit, page: &mut Page) {
    let (words, lang) = (page.words, page.lang);
    if audit.value_engineering.is_empty() {
        return;
    }
    page.heading(words.savings, &maker(audit, SectionName::ValueEngineering, words));
    page.list(&audit.value_engineering, |page, _, proposal| {
        page.entry("•", &[Phrase::plain(&proposal.proposal)]);
        let saving =
            proposal.saving_czk.map_or_else(|| words.not_known.to_owned(), |czk| figures::crowns(lang, czk));
        page.detail(words.saving, &saving);
        page.detail(words.impact, &proposal.impact);
    });
}

fn otskp_codes(audit: &Audit, page: &mut Page) {
    let words = page.words;
    if audit.otskp_codes.is_empty() {
        return;
    }
    page.heading(words.otskp_codes, &maker(audit, SectionName::OtskpCodes, words));
    page.list(&audit.otskp_codes, |page, _, code| {
        let unit = if code.unit.is_empty() { String::new() } else { format!("({})", code.unit) };
        page.entry(
            "•",
            &[Phrase::new(&code.code, Tone::Strong), Phrase::plain(&code.item), Phrase::plain(&unit)],
        );
    });
}

fn assumptions(audit: &Audit, page: &mut Page) {
    let words = page.words;
    if audit.assumptions.is_empty() {
        return;
    }
    page.heading(words.assumptions, "");
    page.list(&audit.assumptions, |page, _, assumption| page.entry("•", &[Phrase::plain(assumption)]));
}

fn warnings(audit: &Audit, page: &mut Page) {
    let words = page.words;
    if audit.warnings.is_empty() {
        return;
    }
    page.heading(words.warnings, "");
    page.list(&gravest_first(&audit.warnings, |warning| warning.level), |page, _, warning| {
        page.entry("•", &[severity(page, warning.level), Phrase::plain(&warning.message)]);
        page.detail(words.action, &warning.recommendation);
    });
}
