//! Joins what belongs to one element: general names to exact ones, phrases, dimensions and mix to the element that
//! they speak of, positions of the bill to the element of their kind.

use std::collections::BTreeSet;

use model::Lang;

use crate::{
    element::{
        Dimension, StructuralElement,
        billed::{self, Shared},
        gather::{self, Beyond, Named, Order},
        name,
    },
    facts::{
        Facts,
        environment::Phrase,
        kind::{Kind, Orientation},
        source::{Origin, Place, Voice},
    },
};

/// The elements of a brief with all that is said of them; nothing is judged yet.
pub(crate) struct Joined {
    /// The elements.
    pub(crate) elements: Vec<StructuralElement>,
    /// What the bill gives for several elements together.
    pub(crate) shared: Vec<Shared>,
    /// What went beyond the bounds of what is judged.
    pub(crate) beyond: Beyond,
}

/// Joins the facts of a brief.
pub(crate) fn join(facts: &Facts, lang: Lang) -> Joined {
    let Named { mut elements, for_all, mut beyond, .. } = gather::named_elements(facts);
    join_general_names(&mut elements);
    let give_orders = |elements: &mut Vec<StructuralElement>| {
        for order in &for_all {
            gather::give_to_all(order, elements);
        }
    };
    give_orders(&mut elements);
    let mut shared = billed::join(facts, &mut elements, &mut beyond.elements);
    if elements.is_empty() {
        elements.extend(generic(facts, &for_all));
        give_orders(&mut elements);
        shared = billed::join(facts, &mut elements, &mut beyond.elements);
    }
    give_orders(&mut elements);
    join_phrases(facts, &mut elements);
    join_dimensions(facts, &mut elements);
    join_mix(facts, &mut elements);
    name::give(&mut elements, lang);
    Joined { elements, shared, beyond }
}

/// Concrete of which nobody says what it is for.
fn generic(facts: &Facts, for_all: &[Order]) -> Option<StructuralElement> {
    if let Some(order) = for_all.first() {
        return Some(gather::structure_of(order));
    }
    let passage = facts.passages.first().filter(|_| speaks_of_concrete(facts))?;
    let whole = passage.prose.sentences.first().map_or(0..0, |sentence| sentence.range.clone());
    Some(StructuralElement::named(Kind::Structure, passage.prose.origin(&whole)))
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
            !is_ceiling
                && exact.kind != general.kind
                && billed::is_general_name(general.kind, exact.kind)
                && may_take
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

fn join_phrases(facts: &Facts, elements: &mut [StructuralElement]) {
    let alone = elements.len() == 1;
    let taken: Vec<_> = elements.iter().map(|element| element.sentences.clone()).collect();
    for (index, passage) in facts.passages.iter().enumerate() {
        let about_basement: BTreeSet<usize> = passage
            .said
            .iter()
            .filter(|said| said.phrase == Phrase::Basement)
            .map(|said| said.sentence)
            .collect();
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
                let is_about_basement = || about_basement.contains(&said.sentence);
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
    match candidates {
        [] => return None,
        [only] => return Some(*only),
        _ => {}
    }
    let mentions = &facts.passages.get(passage)?.mentions;
    let find = |fits: &dyn Fn(Kind) -> bool| {
        candidates.iter().copied().find(|at| elements.get(*at).is_some_and(|element| fits(element.kind)))
    };
    let of_kind =
        |kind: Kind| find(&|known| known == kind).or_else(|| find(&|known| billed::is_same(known, kind)));
    let behind = mentions.partition_point(|mention| mention.range.start <= range.start);
    let (before, behind) = mentions.split_at(behind);
    before
        .iter()
        .rev()
        .chain(behind)
        .find_map(|mention| of_kind(mention.kind))
        .or(candidates.first().copied())
}

/// Texts first: what `specifications` gives for all holds for those of which no text gives it. A single element keeps
/// both, and the weaker is judged.
fn join_mix(facts: &Facts, elements: &mut [StructuralElement]) {
    let is_alone = elements.len() == 1;
    for reads_table in [false, true] {
        for (index, passage) in facts.passages.iter().enumerate() {
            if (passage.prose.place == Place::Specification) != reads_table {
                continue;
            }
            for fact in &passage.mix {
                let origin: Origin = passage.prose.origin(&fact.range);
                for at in spoken_of(facts, elements, index, fact.sentence) {
                    let Some(element) = elements.get_mut(at) else { continue };
                    let is_named = element.sentences.contains(&(index, fact.sentence));
                    let has_own = element.mix.iter().any(|(value, known)| {
                        std::mem::discriminant(value) == std::mem::discriminant(&fact.value)
                            && known.place != Place::Specification
                    });
                    if is_alone || is_named || !reads_table || !has_own {
                        element.mix.push((fact.value, origin.clone()));
                    }
                }
            }
        }
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
