//! What has to be asked because the brief does not say it: depth of founding, soil face, thickness, coating, life.

use model::{
    Severity,
    sections::{RfiItem, Risk},
};

use crate::{
    checks::{Context, cover},
    code::Code,
    element::StructuralElement,
    exposure::{FrostDepth, asks_for_frost_depth, frost_depth},
    facts::{environment::Phrase, kind::Kind},
    finding::{Effect, Ruling, question, risk},
    text::say,
};

pub(super) fn check(context: &Context<'_>) -> Vec<Ruling> {
    let mut rulings = Vec::new();
    for (index, element) in context.elements.iter().enumerate() {
        if context.facts.is_existing {
            continue;
        }
        rulings.extend(frost(context, index, element));
        rulings.extend(environment(context, index, element));
        rulings.extend(soil_face(context, index, element));
        rulings.extend(cars(context, index, element));
    }
    rulings
}

fn frost(context: &Context<'_>, index: usize, element: &StructuralElement) -> Vec<Ruling> {
    let lang = context.lang;
    // An ordered or stated frost class settles the question for the concrete.
    let is_settled = element.certain.iter().any(|reasoned| reasoned.class.as_str().starts_with("XF"));
    if !asks_for_frost_depth(element) || frost_depth(element) != FrostDepth::Unknown || is_settled {
        return Vec::new();
    }
    let name = &element.name;
    let assumed = element
        .assumed
        .iter()
        .map(|reasoned| reasoned.class.to_string())
        .filter(|class| class.starts_with("XF"));
    let assumed = assumed.collect::<Vec<_>>().join(" ");
    let fault = Risk {
        title: say!(lang, "{name}: depth of founding unknown", "{name}: neznámá hloubka založení"),
        description: say!(
            lang,
            "within the depth of frost {assumed} applies; Czech practice is at least 0.8 m below ground, 1.2 m in clay",
            "v zámrzné hloubce platí {assumed}; v ČR je zvykem nejméně 0,8 m pod terénem, v jílech 1,2 m"
        ),
        impact: say!(
            lang,
            "the footing may heave and its concrete scale",
            "základ se může zvedat a beton rozpadat mrazem"
        ),
        recommendation: say!(lang, "state the depth of founding", "uvést hloubku založení"),
        ..risk(Code::FrostDepthUnknown, Severity::High)
    };
    let asked = RfiItem {
        to: say!(lang, "structural designer", "projektant (statik)"),
        question: say!(
            lang,
            "How deep below finished ground is the underside of: {name}?",
            "Jak hluboko pod upraveným terénem je základová spára: {name}?"
        ),
        needed_for: say!(lang, "the frost class", "stupni XF"),
        ..question(Code::FrostDepthUnknown, Severity::High)
    };
    vec![
        Ruling::risk(fault, Effect::Condition, Some(index)),
        Ruling::question(asked, Effect::Condition, Some(index)),
    ]
}

/// Nothing is told of the environment and nothing is ordered.
fn environment(context: &Context<'_>, index: usize, element: &StructuralElement) -> Option<Ruling> {
    if !element.exposure().is_empty() || element.specified_class().is_some() {
        return None;
    }
    let lang = context.lang;
    let asked = RfiItem {
        to: say!(lang, "structural designer", "projektant (statik)"),
        question: say!(
            lang,
            "In which environment will this element stand: {}?",
            "V jakém prostředí bude prvek: {}?",
            element.name
        ),
        needed_for: say!(lang, "the exposure classes", "stupních vlivu prostředí"),
        ..question(Code::ExposureNotSpecified, Severity::High)
    };
    Some(Ruling::question(asked, Effect::Condition, Some(index)))
}

fn soil_face(context: &Context<'_>, index: usize, element: &StructuralElement) -> Option<Ruling> {
    let is_inside = element.kind.is_buried() && element.is(Phrase::Interior);
    if !is_inside {
        return None;
    }
    let lang = context.lang;
    let asked = RfiItem {
        to: say!(lang, "structural designer", "projektant (statik)"),
        question: say!(
            lang,
            "Is the soil face of {} in contact with moist ground (XC2)?",
            "Je líc prvku {} ve styku s vlhkou zeminou (XC2)?",
            element.name
        ),
        needed_for: say!(lang, "the exposure class of the soil face", "stupni vlivu prostředí líce u zeminy"),
        ..question(Code::SoilContact, Severity::Low)
    };
    Some(Ruling::question(asked, Effect::Nothing, Some(index)))
}

/// Slabs with cars: thickness, coating, ramp and working life decide their durability.
fn cars(context: &Context<'_>, index: usize, element: &StructuralElement) -> Vec<Ruling> {
    let lang = context.lang;
    let is_garage = element.is(Phrase::UndergroundGarage) && element.kind.is_slab();
    if element.kind != Kind::ParkingDeck && !is_garage {
        return Vec::new();
    }
    let name = &element.name;
    let ask = |code: Code, text: String, effect: Effect| {
        let asked = RfiItem {
            to: say!(lang, "structural designer", "projektant (statik)"),
            question: text,
            needed_for: say!(lang, "durability under salt", "trvanlivosti při působení soli"),
            ..question(code, Severity::Medium)
        };
        Ruling::question(asked, effect, Some(index))
    };
    let mut rulings = Vec::new();
    if !element.is(Phrase::Coated) {
        rulings.push(ask(
            Code::AmbiguousSpec,
            say!(
                lang,
                "Is a waterproofing or coating foreseen on: {name}?",
                "Počítá se s izolací nebo nátěrem: {name}?"
            ),
            Effect::Nothing,
        ));
    }
    if is_garage {
        rulings.push(ask(
            Code::ExposureNotSpecified,
            say!(
                lang,
                "Which concrete is foreseen for the ramp and the entrance strip (XF4)?",
                "Jaký beton je určen pro rampu a vjezdový pruh (XF4)?"
            ),
            Effect::Nothing,
        ));
    }
    if element.quantities.volume_m3.is_none() && element.kind == Kind::ParkingDeck {
        rulings.push(ask(
            Code::AmbiguousSpec,
            say!(lang, "How thick is: {name}?", "Jakou tloušťku má: {name}?"),
            Effect::Nothing,
        ));
    }
    if cover::given(element).is_none() {
        rulings.push(ask(
            Code::CoverNotSpecified,
            say!(lang, "Which nominal cover is foreseen for: {name}?", "Jaké krytí je určeno pro: {name}?"),
            Effect::Nothing,
        ));
    }
    if context.facts.design_life.is_none() {
        rulings.push(ask(
            Code::DesignLife,
            say!(
                lang,
                "Which working life is required of: {name}?",
                "Jaká životnost se požaduje pro: {name}?"
            ),
            Effect::Nothing,
        ));
    }
    rulings
}
