//! From environment to exposure classes: EN 206 Table 1 for what the text says, usual practice for what it leaves open.
//!
//! A class is certain where the text is the table's own example or means it; everything else is an assumption.

mod rules;

use model::Lang;
use standards::{
    chemistry::{self, Attack},
    exposure::{ExposureClass, ExposureFamily},
};

use crate::{
    element::{Reasoned, StructuralElement},
    facts::{Facts, dimensions::Measure, environment::Phrase, kind::Kind},
    text::{say, shown},
};

/// Classes of one element while they are being derived.
pub(crate) struct Derivation<'a> {
    pub(crate) element: &'a StructuralElement,
    pub(crate) facts: &'a Facts,
    pub(crate) lang: Lang,
    pub(crate) certain: Vec<Reasoned>,
    pub(crate) assumed: Vec<Reasoned>,
}

impl Derivation<'_> {
    pub(crate) fn certain(&mut self, classes: &[ExposureClass], reason: &str) {
        let new = classes.iter().map(|class| Reasoned { class: *class, reason: reason.to_owned() });
        self.certain.extend(new);
    }

    pub(crate) fn assume(&mut self, classes: &[ExposureClass], reason: &str) {
        let new = classes.iter().map(|class| Reasoned { class: *class, reason: reason.to_owned() });
        self.assumed.extend(new);
    }
}

/// Fills `certain`, `derived` and `assumed` of an element.
pub(crate) fn determine(element: &mut StructuralElement, facts: &Facts, attacked: bool, lang: Lang) {
    let mut derivation = Derivation { element, facts, lang, certain: Vec::new(), assumed: Vec::new() };
    rules::apply(&mut derivation);
    if attacked {
        chemical(&mut derivation);
    }
    let Derivation { mut certain, mut assumed, .. } = derivation;
    let stated = element.stated.iter().map(|class| Reasoned {
        class: *class,
        reason: say!(lang, "stated in the documents", "uvedeno v podkladech"),
    });
    certain.extend(stated);
    if element.is_plain() {
        certain.retain(|reasoned| !is_corrosion(reasoned.class));
        assumed.retain(|reasoned| !is_corrosion(reasoned.class));
        if certain.is_empty() && assumed.is_empty() && element.specified_exposure().is_empty() {
            let reason =
                say!(lang, "plain concrete, nothing attacks it", "prostý beton, nic na něj nepůsobí");
            certain.push(Reasoned { class: ExposureClass::X0, reason });
        }
    }
    element.derived = highest_of_family(certain.clone());
    let specified = element.specified_exposure().into_iter().map(|class| Reasoned {
        class,
        reason: say!(lang, "specified in the documents", "předepsáno v podkladech"),
    });
    certain.extend(specified);
    element.certain = highest_of_family(certain);
    assumed.retain(|reasoned| !covers(&element.certain, reasoned.class));
    element.assumed = highest_of_family(assumed);
}

/// Whether a class of the same family and at least the same grade is listed.
pub(crate) fn covers(list: &[Reasoned], class: ExposureClass) -> bool {
    list.iter().any(|known| known.class.family() == class.family() && known.class.level() >= class.level())
}

/// Classes that concern reinforcement only.
fn is_corrosion(class: ExposureClass) -> bool {
    matches!(class.family(), ExposureFamily::Xc | ExposureFamily::Xd | ExposureFamily::Xs)
}

/// Of each family the highest class; X0 only where nothing else applies. Reasons of equal classes are joined.
fn highest_of_family(list: Vec<Reasoned>) -> Vec<Reasoned> {
    let mut highest: Vec<Reasoned> = Vec::new();
    for new in list {
        let known = highest.iter_mut().find(|known| known.class.family() == new.class.family());
        match known {
            None => highest.push(new),
            Some(known) if new.class.level() > known.class.level() => *known = new,
            Some(known) if new.class == known.class && !known.reason.contains(&new.reason) => {
                known.reason = format!("{}; {}", known.reason, new.reason);
            }
            Some(_) => {}
        }
    }
    if highest.len() > 1 {
        highest.retain(|reasoned| reasoned.class != ExposureClass::X0);
    }
    highest.sort_by_key(|reasoned| reasoned.class);
    highest
}

/// Ground water and ground with an analysis.
fn chemical(derivation: &mut Derivation<'_>) {
    let Some(result) = chemistry::assess(&derivation.facts.chemistry.analysis) else { return };
    let Some(class) = result.attack.class() else { return };
    let lang = derivation.lang;
    let deciding: Vec<String> = result
        .single
        .iter()
        .filter(|single| result.deciding.contains(&single.characteristic))
        .map(|single| {
            format!(
                "{} {} {}",
                single.characteristic.symbol(),
                shown(lang, single.value),
                single.characteristic.unit()
            )
            .trim()
            .to_owned()
        })
        .collect();
    let values = deciding.join(", ");
    let mut reason =
        say!(lang, "analysis: {values} (EN 206 Table 2)", "rozbor: {values} (EN 206, tabulka 2)");
    if result.raised {
        reason += &say!(
            lang,
            "; two values in the deciding class raise it by one",
            "; dvě hodnoty v rozhodujícím stupni jej zvyšují o jeden"
        );
    }
    if result.attack == Attack::BeyondXa3 {
        reason += &say!(lang, "; beyond XA3", "; nad XA3");
    }
    if !result.missing.is_empty() {
        reason +=
            &say!(lang, "; a lower bound, the analysis is not complete", "; dolní mez, rozbor není úplný");
    }
    derivation.certain(&[class], &reason);
}

/// Indices of the elements that the ground water reaches: those in the ground and tanks; without such, all.
pub(crate) fn attacked(elements: &[StructuralElement]) -> Vec<bool> {
    let reached = |element: &StructuralElement| {
        element.kind.is_buried()
            || matches!(element.kind, Kind::Tank | Kind::Pool | Kind::Culvert | Kind::Blinding)
            || element.is(Phrase::WhiteTank)
            || element.is(Phrase::InGround)
    };
    let any = elements.iter().any(reached);
    elements.iter().map(|element| !any || reached(element)).collect()
}

/// Depth of founding in metres that the text gives.
pub(crate) fn founding_depth(element: &StructuralElement) -> Option<model::Number> {
    element.dimensions.iter().find_map(|dimension| match dimension.measure {
        Measure::FoundingDepth(depth) => Some(depth),
        _ => None,
    })
}

/// What is known of frost at a footing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FrostDepth {
    /// Below the frost.
    Below,
    /// Within the frost.
    Within,
    /// Not told.
    Unknown,
}

/// Frost at the depth that the text gives: 0.8 m in ordinary ground, 1.2 m in clay (practice, no value in EN 1997-1).
pub(crate) fn frost_depth(element: &StructuralElement) -> FrostDepth {
    let needed = if element.is(Phrase::Clay) { 1.2 } else { 0.8 };
    match founding_depth(element) {
        _ if element.is(Phrase::BelowFrost) => FrostDepth::Below,
        Some(depth) if depth.to_f64() >= needed => FrostDepth::Below,
        Some(_) => FrostDepth::Within,
        None if element.is(Phrase::FrostDepth) => FrostDepth::Within,
        None => FrostDepth::Unknown,
    }
}

/// Whether frost at the depth of this foundation is an open question.
pub(crate) fn asks_for_frost_depth(element: &StructuralElement) -> bool {
    let inside = element.is(Phrase::Interior);
    let concerned = element.kind.is_shallow_footing()
        || (matches!(element.kind, Kind::Foundation | Kind::Raft)
            && (element.is(Phrase::Exterior) || element.is(Phrase::FrostDepth)));
    // Small pads of plain concrete under signs, rails and fences may move with the frost.
    let is_small = element.is(Phrase::RoadFurniture) || (element.is_plain() && element.is(Phrase::Road));
    concerned && !inside && !is_small && frost_depth(element) != FrostDepth::Below
}
