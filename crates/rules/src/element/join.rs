//! Joins what belongs to one element: general names to exact ones, phrases, dimensions and mix to the element that
//! they speak of, positions of the bill to the element of their kind.

use std::collections::BTreeMap;

use model::{Lang, Number};
use standards::strength::StrengthClass;

use crate::{
    element::{Designation, Dimension, StructuralElement, gather},
    facts::{
        Facts,
        bill::ConcretePosition,
        environment::Phrase,
        kind::{Kind, Orientation},
        source::{Origin, Place, Voice},
    },
};

/// Every element of the brief with all that is said of it; nothing is judged yet.
pub(crate) fn elements(facts: &Facts, lang: Lang) -> Vec<StructuralElement> {
    let mut elements = gather::named_elements(facts);
    join_general_names(&mut elements);
    if elements.is_empty()
        && speaks_of_concrete(facts)
        && let Some(passage) = facts.passages.first()
    {
        let whole = passage.prose.sentences.first().map_or(0..0, |sentence| sentence.range.clone());
        elements.push(StructuralElement::named(Kind::Structure, passage.prose.origin(&whole)));
    }
    join_bill(facts, &mut elements);
    join_phrases(facts, &mut elements);
    join_dimensions(facts, &mut elements);
    join_mix(facts, &mut elements);
    name(&mut elements, lang);
    elements
}

fn speaks_of_concrete(facts: &Facts) -> bool {
    let specifies =
        !facts.old_strengths.is_empty() || facts.passages.iter().any(|passage| !passage.classes.is_empty());
    specifies || (facts.pipes.is_empty() && facts.says(Phrase::Concrete))
}

/// `foundation` beside `strip footing` is the same element, unless both are designated differently.
fn join_general_names(elements: &mut Vec<StructuralElement>) {
    let mut at = 0;
    while at < elements.len() {
        let Some(general) = elements.get(at).cloned() else { break };
        // A ceiling is a slab of its own; only the bare word may mean another one.
        let is_ceiling =
            general.kind == Kind::Slab && general.origin.quote.to_lowercase().starts_with("strop");
        let exact = elements.iter().position(|exact| {
            let may_take = general.specified.is_none()
                || (general.kind == Kind::Foundation && exact.specified.is_none())
                || general.specified == exact.specified;
            !is_ceiling && exact.kind != general.kind && general.kind.is_generic_for(exact.kind) && may_take
        });
        let Some(exact) = exact.and_then(|exact| elements.get_mut(exact)) else {
            at += 1;
            continue;
        };
        exact.sentences.extend(&general.sentences);
        exact.stated.extend(&general.stated);
        exact.specified = exact.specified.take().or(general.specified);
        elements.remove(at);
    }
}

type Group<'a> = ((Option<Kind>, Option<StrengthClass>), Vec<&'a ConcretePosition>);

fn join_bill(facts: &Facts, elements: &mut Vec<StructuralElement>) {
    let mut groups: BTreeMap<(Option<Kind>, Option<StrengthClass>), Vec<&ConcretePosition>> = BTreeMap::new();
    for position in &facts.bill.concrete {
        groups.entry((position.kind, position.class)).or_default().push(position);
    }
    let groups: Vec<Group<'_>> = groups.into_iter().collect();
    let named = elements.len();
    for ((kind, class), positions) in &groups {
        let orders_of_kind =
            groups.iter().filter(|((other, class), _)| other == kind && class.is_some()).count();
        let target = target_of(elements.get(..named).unwrap_or_default(), *kind, *class, orders_of_kind);
        let at = match (target, class, positions.first()) {
            (Some(at), ..) => at,
            (None, Some(_), Some(first)) => {
                elements
                    .push(StructuralElement::named(kind.unwrap_or(Kind::Structure), first.origin.clone()));
                elements.len() - 1
            }
            _ => continue,
        };
        if let Some(element) = elements.get_mut(at) {
            take_positions(element, positions);
        }
    }
    for companion in &facts.bill.reinforcement {
        if let Some(element) = owner(elements, companion.kind) {
            let known = element.billed.reinforcement.unwrap_or_default();
            element.billed.reinforcement = Some([known, companion.amount].into_iter().sum());
        }
    }
    for companion in &facts.bill.formwork {
        if let Some(element) = owner(elements, companion.kind) {
            let known = element.billed.formwork.unwrap_or_default();
            element.billed.formwork = Some([known, companion.amount].into_iter().sum());
        }
    }
}

/// The named element that positions of a kind and class are for. Where the bill has several classes of one kind,
/// they are several elements: only the one of the same class, or without a class yet, is meant.
fn target_of(
    named: &[StructuralElement],
    kind: Option<Kind>,
    class: Option<StrengthClass>,
    orders_of_kind: usize,
) -> Option<usize> {
    let Some(kind) = kind else {
        return (named.len() == 1).then_some(0);
    };
    let of_kind = |element: &StructuralElement| element.kind == kind || kind.is_generic_for(element.kind);
    let matching: Vec<(usize, &StructuralElement)> =
        named.iter().enumerate().filter(|(_, element)| of_kind(element)).collect();
    let same_class = matching.iter().find(|(_, element)| element.specified_class() == class);
    let open = matching.iter().find(|(_, element)| element.specified_class().is_none());
    let only = matching.first().filter(|_| matching.len() == 1 && (orders_of_kind <= 1 || class.is_none()));
    same_class.or(open).or(only).map(|(at, _)| *at)
}

/// The one element that reinforcement or formwork of a kind can be for; with several it cannot be told.
fn owner(elements: &mut [StructuralElement], kind: Option<Kind>) -> Option<&mut StructuralElement> {
    let fits = |exactly: bool| -> Vec<usize> {
        let mine = elements.iter().enumerate().filter(|(_, element)| match kind {
            None => elements.len() == 1,
            Some(kind) if exactly => element.kind == kind,
            Some(kind) => is_same(element.kind, kind),
        });
        mine.map(|(at, _)| at).collect()
    };
    let exact = fits(true);
    let candidates = if exact.is_empty() { fits(false) } else { exact };
    let [only] = candidates.as_slice() else { return None };
    elements.get_mut(*only)
}

/// A bill may say foundation for a strip footing, and wall for a retaining wall.
fn is_same(element: Kind, position: Kind) -> bool {
    element == position || position.is_generic_for(element) || element.is_generic_for(position)
}

fn take_positions(element: &mut StructuralElement, positions: &[&ConcretePosition]) {
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
            life_table: None,
            origin: position.origin.clone(),
            voice: Voice::Bill,
        };
        match &mut element.specified {
            None => element.specified = Some(order),
            Some(known) if known.class.is_none() => known.class = order.class,
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

fn join_phrases(facts: &Facts, elements: &mut [StructuralElement]) {
    let alone = elements.len() == 1;
    let taken: Vec<_> = elements.iter().map(|element| element.sentences.clone()).collect();
    for (index, passage) in facts.passages.iter().enumerate() {
        for said in passage.said.iter().filter(|said| !said.denied) {
            let at = (index, said.sentence);
            let is_spoken_for = taken.iter().any(|sentences| sentences.contains(&at));
            if said.phrase == Phrase::Plain && is_spoken_for {
                let candidates: Vec<usize> =
                    taken.iter().enumerate().filter(|(_, own)| own.contains(&at)).map(|(at, _)| at).collect();
                let nearest = nearest(facts, elements, &candidates, index, &said.range);
                if let Some(element) = nearest.and_then(|at| elements.get_mut(at)) {
                    element.phrases.insert(said.phrase);
                }
                continue;
            }
            for (element, own) in elements.iter_mut().zip(&taken) {
                let applies = if own.contains(&at) {
                    true
                } else if passage.prose.is_long() {
                    alone && !is_spoken_for && passage.prose.place == Place::Description
                } else {
                    !is_spoken_for || passage.prose.place == Place::Specification
                };
                // A heated building does not heat the ground under it: a foundation is inside only where its own
                // sentence, or one about a basement, says so.
                let is_about_basement = || {
                    passage
                        .said
                        .iter()
                        .any(|other| other.phrase == Phrase::Basement && other.sentence == said.sentence)
                };
                let heats_ground =
                    own.contains(&at) || is_about_basement() || passage.prose.place == Place::Specification;
                if said.phrase == Phrase::Interior && element.kind.is_buried() && !heats_ground {
                    continue;
                }
                let is_of_the_site = match said.phrase {
                    Phrase::GroundWater | Phrase::NonAggressive | Phrase::Clay => element.kind.is_buried(),
                    Phrase::Bridge | Phrase::Road => true,
                    _ => false,
                };
                if applies || is_of_the_site {
                    element.phrases.insert(said.phrase);
                }
            }
        }
    }
}

/// The elements that a sentence speaks of; in a short text a sentence without an element goes on about the last.
fn spoken_of(facts: &Facts, elements: &[StructuralElement], passage: usize, sentence: usize) -> Vec<usize> {
    let within = |sentence: usize| -> Vec<usize> {
        let here = |element: &StructuralElement| element.sentences.contains(&(passage, sentence));
        elements.iter().enumerate().filter(|(_, element)| here(element)).map(|(at, _)| at).collect()
    };
    let here = within(sentence);
    if !here.is_empty() {
        return here;
    }
    let Some(read) = facts.passages.get(passage) else { return Vec::new() };
    if elements.len() == 1 && !read.prose.is_long() {
        return vec![0];
    }
    if read.prose.is_long() {
        return Vec::new();
    }
    if read.prose.place == Place::Specification {
        return (0..elements.len()).collect();
    }
    (0..sentence).rev().map(within).find(|found| !found.is_empty()).unwrap_or_default()
}

fn join_dimensions(facts: &Facts, elements: &mut [StructuralElement]) {
    for (index, passage) in facts.passages.iter().enumerate() {
        for measured in &passage.measures {
            let candidates = spoken_of(facts, elements, index, measured.sentence);
            let nearest = nearest(facts, elements, &candidates, index, &measured.range);
            let voice =
                passage.prose.sentences.get(measured.sentence).map_or(Voice::Text, |sentence| sentence.voice);
            if let Some(element) = nearest.and_then(|at| elements.get_mut(at)) {
                let is_loose = passage.prose.is_long();
                element.dimensions.push(Dimension { measure: measured.measure, voice, is_loose });
            }
        }
    }
}

/// Of the elements of a sentence the one named last before the measure, else the first behind it.
fn nearest(
    facts: &Facts,
    elements: &[StructuralElement],
    candidates: &[usize],
    passage: usize,
    range: &std::ops::Range<usize>,
) -> Option<usize> {
    if let [only] = candidates {
        return Some(*only);
    }
    let mentions = &facts.passages.get(passage)?.mentions;
    let find = |fits: &dyn Fn(Kind) -> bool| {
        candidates.iter().copied().find(|at| elements.get(*at).is_some_and(|element| fits(element.kind)))
    };
    let of_kind = |kind: Kind| find(&|known| known == kind).or_else(|| find(&|known| is_same(known, kind)));
    let before = mentions.iter().rev().filter(|mention| mention.range.start <= range.start);
    let behind = mentions.iter().filter(|mention| mention.range.start > range.start);
    before.chain(behind).find_map(|mention| of_kind(mention.kind)).or(candidates.first().copied())
}

fn join_mix(facts: &Facts, elements: &mut [StructuralElement]) {
    for (index, passage) in facts.passages.iter().enumerate() {
        for fact in &passage.mix {
            let origin: Origin = passage.prose.origin(&fact.range);
            for at in spoken_of(facts, elements, index, fact.sentence) {
                if let Some(element) = elements.get_mut(at) {
                    element.mix.push((fact.value, origin.clone()));
                }
            }
        }
    }
}

/// Characters of the text that a name quotes at most.
const NAME_QUOTE: usize = 40;

/// Names: the kind; where several elements are of one kind, also the words of the text.
fn name(elements: &mut [StructuralElement], lang: Lang) {
    let kinds: Vec<Kind> = elements.iter().map(|element| element.kind).collect();
    for element in elements.iter_mut() {
        let base = element.kind.name(lang);
        let is_one_of_many = kinds.iter().filter(|kind| **kind == element.kind).count() > 1;
        let class = element.specified_class().map_or(String::new(), |class| format!(" {class}"));
        let exposure: Vec<&str> = element
            .specified_exposure()
            .into_iter()
            .map(standards::exposure::ExposureClass::as_str)
            .collect();
        let exposure = if exposure.is_empty() { String::new() } else { format!(" {}", exposure.join(" ")) };
        let quote: String = element.origin.quote.chars().take(NAME_QUOTE).collect();
        let quote = quote.trim_end();
        element.name = match (is_one_of_many, element.kind == Kind::Structure) {
            (true, true) => format!("{base}{class}{exposure}"),
            (true, false) => format!("{base} ({quote}{class}{exposure})"),
            (false, _) => base.to_owned(),
        };
        element.place = element.origin.label(lang);
    }
}

impl Kind {
    /// Whether weather reaches it by its nature, whatever the text says.
    pub(crate) fn is_always_outside(self) -> bool {
        matches!(
            self,
            Self::RetainingWall
                | Self::Balcony
                | Self::Parapet
                | Self::Kerb
                | Self::Abutment
                | Self::Pier
                | Self::WingWall
                | Self::Pavement
        ) && self.orientation() != Orientation::Buried
    }
}
