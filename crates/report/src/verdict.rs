//! What a reader must see first: the mark, the verdict, how much was checked, and why.

use model::{
    Audit, Outcome, Overall, Severity,
    audit::Share,
    sections::{CheckItem, CheckStatus, ProjectSummarySection},
};

use crate::page::{Page, Phrase, Tone};

/// Most reasons that stand at the top; all of them follow in their own parts.
const MOST_REASONS: usize = 5;
/// Longest title of a reason, in characters.
const LONGEST_TITLE: usize = 100;
/// Most elements that are named as not checked.
const MOST_UNCHECKED: usize = 3;

pub(crate) fn write(audit: &Audit, page: &mut Page) {
    let words = page.words;
    let overall = audit.compliance_status.overall;
    page.line(&[
        Phrase::plain(audit.status.mark.symbol()),
        Phrase::new(&audit.status.label, Tone::Strong),
        Phrase::new(&format!("({overall})"), tone(overall)),
    ]);
    page.line(&[Phrase::plain(&audit.compliance_status.summary)]);
    if audit.compliance_status.disputed {
        page.line(&[Phrase::new(words.disputed, Tone::Care)]);
    }
    project(audit, page);
    let coverage = &audit.coverage;
    let shares = [
        (words.elements_share, coverage.elements),
        (words.positions_share, coverage.positions),
        (words.checks_share, coverage.checks),
    ];
    let any = shares.into_iter().filter(|(_, share)| share.total > 0);
    let shares: Vec<String> = any.map(|(what, share)| share_of(what, share)).collect();
    page.fact(words.checked, &shares.join(", "));
    page.fact(words.not_checked, &unchecked(audit));
    page.fact(words.profile, words.limits_of(audit.profile));
    reasons(audit, page);
}

/// The colour of a verdict.
fn tone(overall: Overall) -> Tone {
    match overall {
        Overall::Compliant => Tone::Good,
        Overall::Conditional | Overall::Unknown => Tone::Care,
        Overall::NonCompliant => Tone::Grave,
    }
}

/// The word of a severity in its colour.
pub(crate) fn severity(page: &Page, severity: Severity) -> Phrase {
    let tone = match severity {
        Severity::Critical => Tone::Grave,
        Severity::High => Tone::Bad,
        Severity::Medium => Tone::Care,
        Severity::Low => Tone::Faint,
    };
    Phrase::new(&format!("[{}]", page.words.severity(severity)), tone)
}

/// The checks of an audit that ended with `status`.
pub(crate) fn checks_with(audit: &Audit, status: CheckStatus) -> Vec<&CheckItem> {
    let items = audit.compliance_checks.iter().flat_map(|group| &group.items);
    items.filter(|item| item.status == status).collect()
}

fn share_of(what: &str, share: Share) -> String {
    format!("{what} {}/{}", share.checked, share.total)
}

/// The elements without a class, if they are few enough to be named.
fn unchecked(audit: &Audit) -> String {
    let names: Vec<&str> = audit
        .elements
        .iter()
        .filter(|element| element.exposure_classes.is_empty())
        .map(|element| element.name.as_str())
        .collect();
    if names.len() > MOST_UNCHECKED { String::new() } else { names.join(", ") }
}

fn project(audit: &Audit, page: &mut Page) {
    let words = page.words;
    match &audit.project_summary {
        Some(ProjectSummarySection::Failed { error }) => {
            page.line(&[
                Phrase::new(&format!("{}:", words.project), Tone::Faint),
                Phrase::new(error, Tone::Bad),
            ]);
        }
        Some(ProjectSummarySection::Known(summary)) => {
            let names = [summary.title.as_str(), summary.structure_type.as_str(), summary.summary.as_str()];
            let told: Vec<&str> = names.into_iter().filter(|name| !name.trim().is_empty()).collect();
            page.fact(words.project, &told.join(" – "));
        }
        None => {}
    }
}

fn reasons(audit: &Audit, page: &mut Page) {
    let words = page.words;
    let mut reasons: Vec<Vec<Phrase>> = Vec::new();
    for (query, performance) in &audit.performance.queries {
        let (what, tone) = match performance.outcome {
            Outcome::Complete => continue,
            Outcome::Partial => (words.answered_in_part, Tone::Care),
            Outcome::Failed => (words.failed_query, Tone::Bad),
        };
        let error = performance.error.as_deref().unwrap_or_default();
        let named = format!("{} {query} {what}", words.query);
        let told = if error.is_empty() { named } else { format!("{named}: {error}") };
        reasons.push(vec![Phrase::new(&told, tone)]);
    }
    for check in checks_with(audit, CheckStatus::Fail) {
        let title = Phrase::plain(&shortened(&check.check, LONGEST_TITLE));
        reasons.push(vec![Phrase::new(words.check(check.status), Tone::Bad), title]);
    }
    for gravity in [Severity::Critical, Severity::High] {
        for risk in audit.risks_identified.iter().filter(|risk| risk.severity == gravity) {
            reasons
                .push(vec![severity(page, gravity), Phrase::plain(&shortened(&risk.title, LONGEST_TITLE))]);
        }
    }
    if reasons.is_empty() {
        return;
    }
    page.heading(words.why, "");
    for reason in reasons.iter().take(MOST_REASONS) {
        page.entry("•", reason);
    }
    page.more(reasons.len().saturating_sub(MOST_REASONS));
}

/// At most `longest` characters, cut at the end of a word.
pub(crate) fn shortened(text: &str, longest: usize) -> String {
    let text = text.trim();
    let Some((cut, _)) = text.char_indices().nth(longest) else { return text.to_owned() };
    let head = text.get(..cut).unwrap_or(text);
    let next_is_blank = text.get(cut..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let whole = if next_is_blank {
        head
    } else {
        head.rsplit_once(char::is_whitespace).map_or(head, |(words, _)| words)
    };
    format!("{}…", whole.trim_end_matches([' ', ',', ';', ':', '–', '-']))
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_long_title_ends_with_a_whole_word() {
        assert_eq!(shortened("cover too small", 40), "cover too small");
        assert_eq!(shortened("cover of the abutment", 14), "cover of the…");
        assert_eq!(shortened("cover of the abutment", 12), "cover of the…");
        assert_eq!(shortened("Donaudampfschifffahrt", 5), "Donau…");
    }
}
