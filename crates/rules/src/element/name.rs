//! Names of the elements for people: the kind; where several are of one kind, also class and exposure classes, and a
//! number only where even these are equal.

use std::collections::BTreeMap;

use model::Lang;

use crate::element::StructuralElement;

/// Sets the name and the place of every element.
pub(super) fn give(elements: &mut [StructuralElement], lang: Lang) {
    let kinds: Vec<_> = elements.iter().map(|element| element.kind).collect();
    for element in elements.iter_mut() {
        let is_one_of_many = kinds.iter().filter(|kind| **kind == element.kind).count() > 1;
        let mut words = vec![element.kind.name(lang).to_owned()];
        if is_one_of_many {
            words.extend(element.specified_class().map(|class| class.to_string()));
            words.extend(element.specified_exposure().iter().map(ToString::to_string));
        }
        element.name = words.join(" ");
        element.place = element.origin.label(lang);
    }
    number_equal_names(elements);
}

fn number_equal_names(elements: &mut [StructuralElement]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for element in elements.iter() {
        *counts.entry(element.name.clone()).or_default() += 1;
    }
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for element in elements.iter_mut().filter(|element| counts.get(&element.name).is_some_and(|n| *n > 1)) {
        let number = numbers.entry(element.name.clone()).or_default();
        *number += 1;
        element.name = format!("{} ({number})", element.name);
    }
}
