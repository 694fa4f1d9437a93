//! Joins findings that say the same of several elements into one that names them all. The verdicts are taken before: what
//! is joined here is for people to read.

use std::collections::BTreeMap;

use model::sections::{DocumentIssue, RfiItem, Risk};

use crate::{
    element::StructuralElement,
    finding::{Finding, Ruling},
};

/// Stands for the name of the element while texts are compared; no text holds it.
const NAME: &str = "\u{1}";
/// Places that a joined issue gives.
const MOST_PLACES: usize = 3;

/// A finding with the names of its elements taken out.
struct Group {
    ruling: Ruling,
    /// The finding with [`NAME`] in place of the name and without its place.
    key: Finding,
    names: Vec<String>,
    places: Vec<String>,
}

/// The rulings in their order, equal ones at the place of the first.
pub(crate) fn joined(rulings: Vec<Ruling>, elements: &[StructuralElement]) -> Vec<Ruling> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for ruling in rulings {
        let name = ruling.element.and_then(|at| elements.get(at)).map(|element| element.name.as_str());
        let (key, place) = key_of(&ruling.finding, name);
        let is_joinable = name.is_some() && !matches!(key, Finding::Check { .. });
        let known = is_joinable.then(|| *places.entry(format!("{key:?}")).or_insert(groups.len()));
        if let Some(group) = known.and_then(|place| groups.get_mut(place)) {
            group.names.extend(name.map(str::to_owned));
            group.places.extend(place);
        } else {
            let names = name.filter(|_| is_joinable).map(str::to_owned).into_iter().collect();
            groups.push(Group { ruling, key, names, places: place.into_iter().collect() });
        }
    }
    groups.into_iter().map(finished).collect()
}

fn finished(group: Group) -> Ruling {
    let Group { mut ruling, key, mut names, mut places } = group;
    if names.len() < 2 {
        return ruling;
    }
    names.dedup();
    places.dedup();
    places.truncate(MOST_PLACES);
    ruling.finding = key;
    let names = names.join(", ");
    for text in texts(&mut ruling.finding) {
        *text = text.replace(NAME, &names);
    }
    if let Finding::Issue(issue) = &mut ruling.finding {
        issue.location = places.join("; ");
    }
    ruling
}

fn key_of(finding: &Finding, name: Option<&str>) -> (Finding, Option<String>) {
    let mut key = finding.clone();
    let Some(name) = name else { return (key, None) };
    for text in texts(&mut key) {
        *text = without(text, name);
    }
    let place = match &mut key {
        Finding::Issue(issue) => Some(std::mem::take(&mut issue.location)).filter(|place| !place.is_empty()),
        _ => None,
    };
    (key, place)
}

/// The texts that may name the element.
fn texts(finding: &mut Finding) -> Vec<&mut String> {
    match finding {
        Finding::Risk(Risk { title, description, impact, recommendation, .. }) => {
            vec![title, description, impact, recommendation]
        }
        Finding::Issue(DocumentIssue { description, impact, recommendation, .. }) => {
            vec![description, impact, recommendation]
        }
        Finding::Question(RfiItem { question, needed_for, .. }) => vec![question, needed_for],
        Finding::Check { .. } => Vec::new(),
    }
}

/// The text with the first whole occurrence of the name taken out: "základ" is not in "základová spára".
fn without(text: &str, name: &str) -> String {
    let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    let whole = text.match_indices(name).find(|(at, _)| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let behind = text.get(at + name.len()..).and_then(|behind| behind.chars().next());
        !name.is_empty() && !is_word(before) && !is_word(behind)
    });
    let Some((at, _)) = whole else { return text.to_owned() };
    let (before, behind) = (text.get(..at).unwrap_or(""), text.get(at + name.len()..).unwrap_or(""));
    format!("{before}{NAME}{behind}")
}
