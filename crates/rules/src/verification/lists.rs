//! Joins the rules' own coded entries to a model's lists, once: joining again changes nothing.

use std::{cmp::Reverse, collections::BTreeSet, fmt::Debug};

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

/// What tells one entry from another, once `leave_out` has taken away what does not count.
fn key<T: Clone + Debug>(entry: &T, leave_out: fn(&mut T)) -> String {
    let mut entry = entry.clone();
    leave_out(&mut entry);
    format!("{entry:?}")
}

fn keys<T: Clone + Debug>(list: &[T], leave_out: fn(&mut T)) -> BTreeSet<String> {
    list.iter().map(|entry| key(entry, leave_out)).collect()
}

/// The model's risks and the rules', gravest first, numbered anew.
fn risks(mut list: Vec<Risk>, own: Vec<Risk>) -> Vec<Risk> {
    let mut known = keys(&list, |risk| risk.id.clear());
    for risk in own {
        if risk.code.is_some() && known.insert(key(&risk, |risk| risk.id.clear())) {
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
    let mut known = keys(&list, |_| {});
    for issue in own {
        if issue.code.is_some() && known.insert(key(&issue, |_| {})) {
            list.push(issue);
        }
    }
    list.sort_by_key(|issue| (Reverse(issue.severity), issue.code.is_none()));
    list
}

/// The model's questions and the rules', most urgent first, numbered anew.
fn questions(mut list: Vec<RfiItem>, own: Vec<RfiItem>) -> Vec<RfiItem> {
    let mut known = keys(&list, |question| question.id.clear());
    for question in own {
        if question.code.is_some() && known.insert(key(&question, |question| question.id.clear())) {
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
    let mut known: BTreeSet<String> = list.iter().map(|known| known.item.clone()).collect();
    for recommendation in own {
        if known.insert(recommendation.item.clone()) {
            list.push(recommendation);
        }
    }
    list.sort_by_key(|recommendation| recommendation.priority);
    list
}

/// The model's checks and the rules' coded ones, each in the group of its category.
pub(super) fn join_checks(mut groups: Vec<CheckGroup>, own: Vec<CheckGroup>) -> Vec<CheckGroup> {
    let mut known = BTreeSet::new();
    for item in groups.iter().flat_map(|group| &group.items) {
        known.insert(key(item, |_| {}));
    }
    for CheckGroup { category, items } in own {
        let items = items.into_iter().filter(|item| item.code.is_some());
        let missing: Vec<_> = items.filter(|item| !known.contains(&key(item, |_| {}))).collect();
        known.extend(missing.iter().map(|item| key(item, |_| {})));
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
