//! Joins the positions of the bill to the elements that they are for. What a position gives for several elements together
//! is given to none of them: it stays with their kind.

use std::{cmp::Reverse, collections::BTreeMap};

use model::Number;
use standards::{exposure::ExposureClass, strength::StrengthClass};

use crate::{
    element::{Designation, StructuralElement, gather::MOST_ELEMENTS},
    facts::{
        Facts,
        bill::{Companion, ConcretePosition},
        environment::Phrase,
        kind::Kind,
        source::{Origin, Voice},
    },
};

/// What the bill gives for all elements of a kind together, because it cannot be told for which of them.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    /// The kind that the positions name.
    pub(crate) kind: Kind,
    /// Concrete in m³.
    pub(crate) volume: Option<Number>,
    /// Reinforcement in t.
    pub(crate) reinforcement: Option<Number>,
    /// Formwork in m².
    pub(crate) formwork: Option<Number>,
    /// Positions of the concrete.
    pub(crate) origins: Vec<Origin>,
}

/// Positions that order the same for the same kind of element.
struct Group<'a> {
    kind: Option<Kind>,
    class: Option<StrengthClass>,
    exposure: Vec<ExposureClass>,
    positions: Vec<&'a ConcretePosition>,
}

impl Group<'_> {
    fn volume(&self) -> Number {
        self.positions.iter().filter_map(|position| position.volume).sum()
    }
}

/// Whom positions are for.
enum Target {
    /// One element.
    One(usize),
    /// Several elements, of which none stands out.
    Several,
    /// None that is known yet.
    New,
}

/// Gives the positions to the elements and makes elements of what the bill alone names.
///
/// An element beyond the bound is counted in `beyond`, not made.
pub(super) fn join(facts: &Facts, elements: &mut Vec<StructuralElement>, beyond: &mut usize) -> Vec<Shared> {
    let groups = groups(&facts.bill.concrete);
    let mut orders: BTreeMap<Option<Kind>, usize> = BTreeMap::new();
    for group in groups.iter().filter(|group| group.class.is_some()) {
        *orders.entry(group.kind).or_default() += 1;
    }
    let mut shared: BTreeMap<Kind, Shared> = BTreeMap::new();
    let named = elements.len();
    for group in &groups {
        let orders_of_kind = orders.get(&group.kind).copied().unwrap_or_default();
        let at = match target(elements.get(..named).unwrap_or_default(), group, orders_of_kind) {
            Target::One(at) => at,
            Target::Several => {
                if let Some(kind) = group.kind {
                    share_concrete(&mut shared, kind, group);
                }
                continue;
            }
            Target::New => match (group.class, group.positions.first()) {
                (Some(_), Some(_)) if elements.len() >= MOST_ELEMENTS => {
                    *beyond += 1;
                    continue;
                }
                (Some(_), Some(first)) => {
                    elements.push(new_element(group.kind.unwrap_or(Kind::Structure), first));
                    elements.len() - 1
                }
                _ => continue,
            },
        };
        if let Some(element) = elements.get_mut(at) {
            take(element, &group.positions);
        }
    }
    for companion in &facts.bill.reinforcement {
        if let Some(sum) =
            sum_of(elements, &mut shared, *companion, |b| &mut b.reinforcement, |s| &mut s.reinforcement)
        {
            *sum = Some([sum.unwrap_or_default(), companion.amount].into_iter().sum());
        }
    }
    for companion in &facts.bill.formwork {
        if let Some(sum) = sum_of(elements, &mut shared, *companion, |b| &mut b.formwork, |s| &mut s.formwork)
        {
            *sum = Some([sum.unwrap_or_default(), companion.amount].into_iter().sum());
        }
    }
    shared.into_values().collect()
}

/// The groups, those with most concrete first: where a text names a kind once and the bill orders it several times, the
/// text means the bulk.
fn groups(positions: &[ConcretePosition]) -> Vec<Group<'_>> {
    let mut found: Vec<Group<'_>> = Vec::new();
    let mut places = BTreeMap::new();
    for position in positions {
        let mut exposure = position.exposure.clone();
        exposure.sort_unstable();
        exposure.dedup();
        let place = *places.entry((position.kind, position.class, exposure.clone())).or_insert(found.len());
        match found.get_mut(place) {
            Some(group) => group.positions.push(position),
            None => found.push(Group {
                kind: position.kind,
                class: position.class,
                exposure,
                positions: vec![position],
            }),
        }
    }
    found.sort_by_key(|group| Reverse(group.volume()));
    found
}

fn new_element(kind: Kind, position: &ConcretePosition) -> StructuralElement {
    let mut element = StructuralElement::named(kind, position.origin.clone());
    if position.is_plain {
        element.phrases.insert(Phrase::Plain);
    }
    element
}

/// The named element that positions are for. Where the bill has several orders of one kind, they are several
/// elements: only one with the same order, or without an order yet, is meant.
fn target(named: &[StructuralElement], group: &Group<'_>, orders_of_kind: usize) -> Target {
    let Some(kind) = group.kind else {
        return if named.len() == 1 { Target::One(0) } else { Target::New };
    };
    let fits = |fit: fn(Kind, Kind) -> bool| -> Vec<(usize, &StructuralElement)> {
        named.iter().enumerate().filter(|(_, element)| fit(kind, element.kind)).collect()
    };
    let exact = fits(|position, element| position == element);
    let matching = if exact.is_empty() { fits(is_general_name) } else { exact };
    let same: Vec<usize> = matching
        .iter()
        .filter(|(_, element)| is_same_order(element, group, group.class.is_none()))
        .map(|(at, _)| *at)
        .collect();
    match same.as_slice() {
        [only] => return Target::One(*only),
        [_, ..] => return Target::Several,
        [] => {}
    }
    let is_open = |element: &StructuralElement| element.specified_class().is_none();
    let open = matching
        .iter()
        .find(|(_, element)| is_open(element) && element.billed.volume.is_none())
        .or_else(|| matching.iter().find(|(_, element)| is_open(element)));
    let only = matching
        .first()
        .filter(|_| matching.len() == 1 && (orders_of_kind <= 1 || group.class.is_none()))
        .filter(|(_, element)| !is_another_part(element, group));
    if let Some((at, _)) = open.or(only) {
        return Target::One(*at);
    }
    // Under another name, only exactly the same concrete is the same part.
    let alike: Vec<usize> = fits(is_other_name)
        .into_iter()
        .filter(|(_, element)| group.class.is_some() && is_same_order(element, group, false))
        .map(|(at, _)| at)
        .collect();
    match alike.as_slice() {
        [only] => Target::One(*only),
        [_, ..] => Target::Several,
        [] if group.class.is_none() && matching.len() > 1 => Target::Several,
        [] => Target::New,
    }
}

/// Whether an element has the order of the positions; exposure classes that one of the two leaves out do not differ.
fn is_same_order(element: &StructuralElement, group: &Group<'_>, is_classless: bool) -> bool {
    let exposure = element.specified_exposure();
    let same_exposure = exposure.is_empty() || group.exposure.is_empty() || exposure == group.exposure;
    let class = element.specified_class();
    same_exposure && class == group.class && (class.is_some() || is_classless)
}

/// Plain concrete of another class than the reinforced element of the text: a part of its own, not a contradiction.
fn is_another_part(element: &StructuralElement, group: &Group<'_>) -> bool {
    let is_plain = group.positions.iter().all(|position| position.is_plain);
    is_plain && !element.is_plain() && group.class.is_some() && element.specified_class() != group.class
}

/// Bills call the bed of paving a bedding layer, a floor slab a screed, and footings by a narrower name than the text.
fn is_other_name(position: Kind, element: Kind) -> bool {
    matches!(
        (position, element),
        (Kind::Blinding, Kind::Bedding)
            | (Kind::Bedding, Kind::Blinding)
            | (Kind::Screed, Kind::Floor | Kind::Garage)
    ) || element.is_generic_for(position)
}

/// Whether the one name stands for the other, more exact one. What bills and summaries of bridges call piers, texts may
/// call columns.
pub(super) fn is_general_name(general: Kind, exact: Kind) -> bool {
    general.is_generic_for(exact) || (general, exact) == (Kind::Pier, Kind::Column)
}

/// A bill may say foundation for a strip footing, wall for a retaining wall, and screed for a floor.
pub(super) fn is_same(element: Kind, position: Kind) -> bool {
    element == position
        || is_general_name(position, element)
        || element.is_generic_for(position)
        || (position == Kind::Screed && element == Kind::Floor)
}

fn share_concrete(shared: &mut BTreeMap<Kind, Shared>, kind: Kind, group: &Group<'_>) {
    let entry = shared.entry(kind).or_insert_with(|| none_of(kind));
    entry.volume = Some([entry.volume.unwrap_or_default(), group.volume()].into_iter().sum());
    entry.origins.extend(group.positions.iter().map(|position| position.origin.clone()));
}

fn none_of(kind: Kind) -> Shared {
    Shared { kind, volume: None, reinforcement: None, formwork: None, origins: Vec::new() }
}

/// Where an amount of reinforcement or formwork is added up: with the one element that it can be for, else with its
/// kind; `None` where no kind is told and there are several elements.
fn sum_of<'a>(
    elements: &'a mut [StructuralElement],
    shared: &'a mut BTreeMap<Kind, Shared>,
    companion: Companion,
    of_element: fn(&mut crate::element::Billed) -> &mut Option<Number>,
    of_kind: fn(&mut Shared) -> &mut Option<Number>,
) -> Option<&'a mut Option<Number>> {
    let fits = |fit: &dyn Fn(Kind) -> bool| -> Vec<usize> {
        let mine = elements.iter().enumerate().filter(|(_, element)| fit(element.kind));
        mine.map(|(at, _)| at).collect()
    };
    let Some(kind) = companion.kind else {
        return match elements {
            [only] => Some(of_element(&mut only.billed)),
            _ => None,
        };
    };
    let exact = fits(&|known| known == kind);
    let candidates = if exact.is_empty() { fits(&|known| is_same(known, kind)) } else { exact };
    if let [only] = candidates.as_slice() {
        return elements.get_mut(*only).map(|element| of_element(&mut element.billed));
    }
    let is_known = !candidates.is_empty();
    is_known.then(|| of_kind(shared.entry(kind).or_insert_with(|| none_of(kind))))
}

fn take(element: &mut StructuralElement, positions: &[&ConcretePosition]) {
    let volume: Number = positions.iter().filter_map(|position| position.volume).sum();
    let known = element.billed.volume.unwrap_or_default();
    element.billed.volume = Some([known, volume].into_iter().sum());
    element.billed.origins.extend(positions.iter().map(|position| position.origin.clone()));
    for position in positions {
        if position.class.is_none() && position.exposure.is_empty() {
            continue;
        }
        let order = Designation {
            class: position.class,
            exposure: position.exposure.clone(),
            is_road: position.is_road,
            life_table: None,
            origin: position.origin.clone(),
            voice: Voice::Bill,
        };
        match &mut element.specified {
            None => element.specified = Some(order),
            Some(known) if known.class.is_none() => {
                known.class = order.class;
                known.is_road |= order.is_road;
            }
            Some(known) => {
                let differs = order.class.is_some() && known.class != order.class;
                if differs && !element.rivals.iter().any(|rival| rival.class == order.class) {
                    element.rivals.push(order);
                } else if known.exposure.is_empty() {
                    known.exposure = order.exposure;
                }
            }
        }
    }
}
