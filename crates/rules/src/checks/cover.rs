//! Cover that the documents give against EN 1992-1-1 4.4.1, by the lowest defensible structural class.
//!
//! Clause: EN 1992-1-1 (4.1), (4.2), Tables 4.2, 4.3N, 4.4N. A cover without a word is taken as nominal, of the
//! outermost bar. Casting on ground is a condition only: the reading of 4.4.1.3(4) is not verified.

use model::{
    Number, Severity,
    sections::{CheckItem, CheckStatus, Risk},
};
use standards::{
    cover::{Casting, Cover},
    exposure::ExposureClass,
};

use crate::{
    checks::Context,
    code::Code,
    element::StructuralElement,
    facts::mix::Specified,
    finding::{Effect, Ruling, check as item, risk},
    requirement::{casting, cover_for, design_life},
    text::{say, shown},
};

pub(super) fn check(context: &Context<'_>) -> Vec<Ruling> {
    let judged = context.elements.iter().enumerate().filter(|_| !context.facts.is_existing);
    judged.flat_map(|(index, element)| check_element(context, index, element)).collect()
}

/// The least cover that the documents give for an element.
pub(crate) fn given(element: &StructuralElement) -> Option<Number> {
    let covers = element
        .mix
        .iter()
        .filter_map(|(value, _)| if let Specified::Cover(mm) = value { Some(*mm) } else { None });
    covers.min()
}

fn check_element(context: &Context<'_>, index: usize, element: &StructuralElement) -> Vec<Ruling> {
    let Some(given) = given(element) else { return Vec::new() };
    if element.is_plain() {
        return Vec::new();
    }
    let lang = context.lang;
    let Judged { effect, severity, required, why } = judge(context, element, given);
    let status = match effect {
        Effect::Failure => CheckStatus::Fail,
        Effect::Condition => CheckStatus::Unknown,
        Effect::Nothing => CheckStatus::Pass,
    };
    let name = &element.name;
    let given = shown(lang, given);
    let needed =
        format!("{} mm (S{})", shown(lang, Number::from(required.c_nom_mm)), required.structural_class);
    let designed = element.required.cover_mm.filter(|designed| *designed != Number::from(required.c_nom_mm));
    let least = designed.map_or_else(String::new, |designed| {
        let designed = shown(lang, designed);
        say!(
            lang,
            ": the least that can be defended; with the assumed classes, the casting and the working life {designed} mm",
            ": nejméně, co lze obhájit; s předpokládanými stupni, způsobem betonáže a životností {designed} mm"
        )
    });
    let checked = CheckItem {
        check: say!(lang, "nominal cover of {name}", "krytí c_nom: {name}"),
        required: format!("≥ {needed}{least}"),
        found: format!("{given} mm"),
        standard: required.clause.standard.to_owned(),
        clause: required.clause.clause.to_owned(),
        ..item(Code::CoverLow, status)
    };
    let mut rulings = vec![Ruling::check("durability", checked, Some(index))];
    if effect != Effect::Nothing {
        let fault = Risk {
            title: say!(
                lang,
                "{name}: cover {given} mm, needed {needed}",
                "{name}: krytí {given} mm, potřeba {needed}"
            ),
            description: say!(
                lang,
                "nominal cover {given} mm is below {needed} {why}",
                "krytí {given} mm je méně než {needed} {why}"
            )
            .trim()
            .to_owned(),
            impact: say!(lang, "reinforcement corrodes early", "předčasná koroze výztuže"),
            recommendation: say!(
                lang,
                "increase the cover or state the reductions that are used",
                "zvětšit krytí nebo uvést použité redukce"
            ),
            ..risk(Code::CoverLow, severity)
        };
        rulings.push(Ruling::risk(fault, effect, Some(index)));
    }
    rulings
}

/// The demand that a cover is held against, and what comes of it.
struct Judged {
    effect: Effect,
    severity: Severity,
    required: Cover,
    why: String,
}

fn judge(context: &Context<'_>, element: &StructuralElement, given: Number) -> Judged {
    let certain: Vec<ExposureClass> = element.certain.iter().map(|reasoned| reasoned.class).collect();
    let life = design_life(context.facts, context.profile);
    let least = cover_for(element, &certain, 50, Casting::Formwork);
    let for_life = cover_for(element, &certain, life, Casting::Formwork);
    let with_assumed = cover_for(element, &element.exposure(), life, Casting::Formwork);
    let on_ground = cover_for(element, &certain, life, casting(element.kind));
    let lang = context.lang;
    let (effect, severity, required, why) = if *given < least.c_nom_mm {
        // Too little even for 50 years fails; what is needed is told for the life that is asked for.
        (Effect::Failure, Severity::High, for_life, String::new())
    } else if *given < for_life.c_nom_mm {
        let why = say!(
            lang,
            "for a working life of {life} years (Table 4.3N)",
            "pro životnost {life} let (tabulka 4.3N)"
        );
        (Effect::Condition, Severity::High, for_life, why)
    } else if *given < with_assumed.c_nom_mm {
        (
            Effect::Condition,
            Severity::High,
            with_assumed,
            say!(lang, "if the assumed classes apply", "platí-li předpokládané stupně"),
        )
    } else if *given < on_ground.c_nom_mm {
        let why = say!(
            lang,
            "if cast on prepared ground or against soil (4.4.1.3(4), not verified)",
            "při betonáži na upravený podklad nebo do zeminy (4.4.1.3(4), neověřeno)"
        );
        (Effect::Condition, Severity::Medium, on_ground, why)
    } else {
        (Effect::Nothing, Severity::Low, for_life, String::new())
    };
    Judged { effect, severity, required, why }
}
