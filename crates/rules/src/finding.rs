//! A finding of the rule engine: an entry of one of the audit's four lists, always with a code, and what it does to
//! the verdict.

use model::{
    Overall, Severity,
    sections::{CheckItem, CheckStatus, DocumentIssue, RfiItem, Risk},
};

use crate::code::Code;

/// One finding, as the entry of the list that it belongs to. Its `code` is always set.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Finding {
    /// For `risks_identified`.
    Risk(Risk),
    /// For `document_issues`.
    Issue(DocumentIssue),
    /// For `rfi_items`.
    Question(RfiItem),
    /// For `compliance_checks`, under a category.
    Check {
        /// Such as `durability`, `quantities`, `standards`.
        category: &'static str,
        /// The check.
        item: CheckItem,
    },
}

/// What a finding does to the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Effect {
    /// Nothing: information, or a check that passed.
    Nothing,
    /// Data are missing, an assumption could change the result, documents conflict, a plausibility alarm.
    Condition,
    /// A certain requirement is violated.
    Failure,
}

/// A finding with its effect and the element that it concerns.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ruling {
    /// The finding.
    pub(crate) finding: Finding,
    /// What it does to the verdict.
    pub(crate) effect: Effect,
    /// Index of the element; `None` for the whole.
    pub(crate) element: Option<usize>,
}

impl Ruling {
    /// A risk.
    pub(crate) fn risk(risk: Risk, effect: Effect, element: Option<usize>) -> Self {
        Self { finding: Finding::Risk(risk), effect, element }
    }

    /// A fault of the documents.
    pub(crate) fn issue(issue: DocumentIssue, effect: Effect, element: Option<usize>) -> Self {
        Self { finding: Finding::Issue(issue), effect, element }
    }

    /// A question.
    pub(crate) fn question(question: RfiItem, effect: Effect, element: Option<usize>) -> Self {
        Self { finding: Finding::Question(question), effect, element }
    }

    /// A check. Its effect stands with the risk that goes with a failed one.
    pub(crate) fn check(category: &'static str, item: CheckItem, element: Option<usize>) -> Self {
        Self { finding: Finding::Check { category, item }, effect: Effect::Nothing, element }
    }
}

/// The verdict that the effects give; `Compliant` where there is none.
pub(crate) fn verdict<'a>(rulings: impl IntoIterator<Item = &'a Ruling>) -> Overall {
    match rulings.into_iter().map(|ruling| ruling.effect).max() {
        Some(Effect::Failure) => Overall::NonCompliant,
        Some(Effect::Condition) => Overall::Conditional,
        Some(Effect::Nothing) | None => Overall::Compliant,
    }
}

/// A risk with code and severity, the rest to be filled: `Risk { title, ..risk("AIR_LOW", Severity::Critical) }`.
pub(crate) fn risk(code: Code, severity: Severity) -> Risk {
    Risk {
        id: String::new(),
        severity,
        category: "durability".to_owned(),
        title: String::new(),
        description: String::new(),
        impact: String::new(),
        recommendation: String::new(),
        estimated_effort: String::new(),
        can_proceed: severity < Severity::Critical,
        code: Some(code.to_string()),
    }
}

/// A document issue with code and severity, the rest to be filled.
pub(crate) fn issue(code: Code, severity: Severity) -> DocumentIssue {
    DocumentIssue {
        kind: "quantity".to_owned(),
        severity,
        location: String::new(),
        description: String::new(),
        impact: String::new(),
        recommendation: String::new(),
        code: Some(code.to_string()),
    }
}

/// A question with code and priority, the rest to be filled.
pub(crate) fn question(code: Code, priority: Severity) -> RfiItem {
    RfiItem {
        id: String::new(),
        priority,
        to: String::new(),
        question: String::new(),
        needed_for: String::new(),
        deadline: String::new(),
        code: Some(code.to_string()),
    }
}

/// A check with code and status, the rest to be filled.
pub(crate) fn check(code: Code, status: CheckStatus) -> CheckItem {
    CheckItem {
        check: String::new(),
        required: String::new(),
        found: String::new(),
        status,
        standard: String::new(),
        clause: String::new(),
        code: Some(code.to_string()),
    }
}
