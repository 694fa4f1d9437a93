//! Reinforcement and formwork that the bill gives for several elements of a kind together, against all their concrete.
//!
//! Once for a kind, and only where the concrete or the dimensions of all its elements are known.

use model::Number;

use super::quantities::{Steel, area, content};
use crate::{
    checks::Context,
    element::{StructuralElement, billed::Shared, quantities::computed},
    finding::Ruling,
};

pub(super) fn check(context: &Context<'_>) -> Vec<Ruling> {
    context.shared.iter().flat_map(|shared| of_kind(context, shared)).collect()
}

fn of_kind(context: &Context<'_>, shared: &Shared) -> Vec<Ruling> {
    let elements: Vec<&StructuralElement> =
        context.elements.iter().filter(|element| element.kind == shared.kind).collect();
    let billed = elements.iter().flat_map(|element| &element.billed.origins);
    let place = shared
        .origins
        .iter()
        .chain(billed)
        .next()
        .map_or_else(String::new, |origin| origin.label(context.lang));
    let name = shared.kind.name(context.lang).to_owned();
    let mut rulings = Vec::new();
    if let Some((tonnes, volume)) = shared.reinforcement.zip(volume(shared, &elements)) {
        let steel = Steel {
            kind: shared.kind,
            name: name.clone(),
            place: place.clone(),
            tonnes,
            volume,
            index: None,
        };
        rulings.extend(content(context, &steel));
    }
    let expected: Option<Vec<Number>> = elements.iter().map(|element| computed(element).formwork).collect();
    let expected = expected.filter(|areas| !areas.is_empty()).map(|areas| areas.into_iter().sum::<Number>());
    if let Some(areas) = shared.formwork.zip(expected) {
        rulings.extend(area(context, &name, place, areas, None));
    }
    rulings
}

/// All concrete of the kind; `None` where it is not known of each element.
fn volume(shared: &Shared, elements: &[&StructuralElement]) -> Option<Number> {
    let known: Vec<Number> = elements.iter().filter_map(|element| element.quantities.volume_m3).collect();
    let is_whole = shared.volume.is_some() || known.len() == elements.len();
    let volume: Number = known.into_iter().chain(shared.volume).sum();
    (is_whole && !volume.is_zero()).then_some(volume)
}
