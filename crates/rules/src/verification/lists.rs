//! Joins the rules' own coded entries to a model's lists, once: joining again changes nothing.

use std::cmp::Reverse;

use model::{
    Section,
    sections::{CheckGroup, DocumentIssue, Recommendation, RfiItem, Risk},
};

use crate::Assessment;

/// A list section with the rules' entries; any other section as it is.
pub(super) fn join(assessment: &Assessment, claimed: Section) -> Section {
    let rules = assessment.section(claimed.name());
    match (claimed, rules) {
        (Section::RisksIdentified(list), Section::RisksIdentified(own)) => {
            Section::RisksIdentified(risks(list, own))
        }
        (Section::DocumentIssues(list), Section::DocumentIssues(own)) => {
            Section::DocumentIssues(issues(list, own))
        }
        (Section::RfiItems(list), Section::RfiItems(own)) => Section::RfiItems(questions(list, own)),
        (Section::Recommendations(list), Section::Recommendations(own)) => {
            Section::Recommendations(recommendations(list, own))
        }
        (claimed, _) => claimed,
    }
}

/// The model's risks and the rules', gravest first, numbered anew.
fn risks(mut list: Vec<Risk>, own: Vec<Risk>) -> Vec<Risk> {
    let same = |left: &Risk, right: &Risk| {
        Risk { id: String::new(), ..left.clone() } == Risk { id: String::new(), ..right.clone() }
    };
    for risk in own {
        if risk.code.is_some() && !list.iter().any(|known| same(known, &risk)) {
            list.push(risk);
        }
    }
    list.sort_by_key(|risk| (Reverse(risk.severity), risk.code.is_none()));
    for (index, risk) in list.iter_mut().enumerate() {
        risk.id = format!("R{}", index + 1);
    }
    list
}

/// The model's issues and the rules', gravest first.
fn issues(mut list: Vec<DocumentIssue>, own: Vec<DocumentIssue>) -> Vec<DocumentIssue> {
    for issue in own {
        if issue.code.is_some() && !list.contains(&issue) {
            list.push(issue);
        }
    }
    list.sort_by_key(|issue| (Reverse(issue.severity), issue.code.is_none()));
    list
}

/// The model's questions and the rules', most urgent first, numbered anew.
fn questions(mut list: Vec<RfiItem>, own: Vec<RfiItem>) -> Vec<RfiItem> {
    let same = |left: &RfiItem, right: &RfiItem| {
        RfiItem { id: String::new(), ..left.clone() } == RfiItem { id: String::new(), ..right.clone() }
    };
    for question in own {
        if question.code.is_some() && !list.iter().any(|known| same(known, &question)) {
            list.push(question);
        }
    }
    list.sort_by_key(|question| (Reverse(question.priority), question.code.is_none()));
    for (index, question) in list.iter_mut().enumerate() {
        question.id = format!("Q{}", index + 1);
    }
    list
}

/// The model's recommendations and those of the rules that say something else, the required ones first.
fn recommendations(mut list: Vec<Recommendation>, own: Vec<Recommendation>) -> Vec<Recommendation> {
    for recommendation in own {
        if !list.iter().any(|known| known.item == recommendation.item) {
            list.push(recommendation);
        }
    }
    list.sort_by_key(|recommendation| recommendation.priority);
    list
}

/// The model's checks and the rules' coded ones, each in the group of its category.
pub(super) fn join_checks(mut groups: Vec<CheckGroup>, own: Vec<CheckGroup>) -> Vec<CheckGroup> {
    for CheckGroup { category, items } in own {
        let items = items.into_iter().filter(|item| item.code.is_some());
        let missing: Vec<_> =
            items.filter(|item| !groups.iter().any(|group| group.items.contains(item))).collect();
        if missing.is_empty() {
            continue;
        }
        match groups.iter_mut().find(|group| group.category == category) {
            Some(group) => group.items.extend(missing),
            None => groups.push(CheckGroup { category, items: missing }),
        }
    }
    groups
}
