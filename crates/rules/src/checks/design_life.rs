//! Working life against the table that the designation cites: F.1 and F.1.1 hold for 50 years, F.2 and F.1.2 for 100.

use model::{
    Profile, Severity,
    sections::{RfiItem, Risk},
};

use crate::{
    checks::Context,
    code::Code,
    element::StructuralElement,
    facts::environment::Phrase,
    finding::{Effect, Ruling, question, risk},
    text::say,
};

const LONG_LIFE_YEARS: u32 = 80;

/// A road bridge without a stated life is judged for 50 years, though bridges are usually designed for 100.
fn unstated(context: &Context<'_>) -> Option<Ruling> {
    // Plain concrete has no cover that a longer life would increase.
    if context.facts.is_existing || context.elements.iter().all(StructuralElement::is_plain) {
        return None;
    }
    let lang = context.lang;
    let asked = RfiItem {
        to: say!(lang, "structural designer, owner", "projektant (statik), správce"),
        question: say!(
            lang,
            "Which working life is required of the bridge? It is not stated; bridges are designed for 100 years, limits and cover here are for 50.",
            "Jaká životnost se požaduje pro most? Není uvedena; mosty se navrhují na 100 let, meze a krytí zde platí pro 50 let."
        ),
        needed_for: say!(
            lang,
            "limits and cover for the working life",
            "mezních hodnotách a krytí pro danou životnost"
        ),
        ..question(Code::DesignLife, Severity::Medium)
    };
    Some(Ruling::question(asked, Effect::Condition, None))
}

pub(super) fn check(context: &Context<'_>) -> Vec<Ruling> {
    let lang = context.lang;
    let cites_short_table =
        context.elements.iter().any(|element| element.orders().any(|order| order.life_table == Some(1)));
    // Bridges are designed for 100 years (EN 1990 Table 2.1): citing the 50-year table is a question by itself.
    let is_long_by_kind =
        context.profile == Profile::Csn100 || (cites_short_table && context.facts.says(Phrase::Bridge));
    let given = context.facts.design_life.as_ref().map(|(years, _)| *years);
    let is_road_bridge = context.facts.says(Phrase::Bridge) && context.facts.says(Phrase::Road);
    if given.is_none() && !is_long_by_kind && is_road_bridge {
        return unstated(context).into_iter().collect();
    }
    let years = match given {
        Some(years) if context.profile != Profile::Csn100 => years,
        _ if is_long_by_kind => 100,
        _ => 0,
    };
    if years < LONG_LIFE_YEARS || context.facts.is_existing || context.elements.is_empty() {
        return Vec::new();
    }
    let mut rulings = Vec::new();
    for (index, element) in context.elements.iter().enumerate() {
        let table = element.orders().find_map(|order| order.life_table);
        if table != Some(1) {
            continue;
        }
        let name = &element.name;
        let fault = Risk {
            title: say!(
                lang,
                "{name}: designation for 50 years, working life {years} years",
                "{name}: označení pro 50 let, životnost {years} let"
            ),
            description: say!(
                lang,
                "F.1 (F.1.1) is the table for 50 years; {years} years need F.2 (F.1.2) and a structural class higher by two",
                "F.1 (F.1.1) je tabulka pro 50 let; {years} let vyžaduje F.2 (F.1.2) a konstrukční třídu o dvě vyšší"
            ),
            impact: say!(
                lang,
                "mix and cover may be too weak for the life",
                "složení a krytí nemusí pro tuto životnost stačit"
            ),
            recommendation: say!(
                lang,
                "ask for the 100-year designation and the owner's requirements (TKP)",
                "vyžádat označení pro 100 let a požadavky správce (TKP)"
            ),
            ..risk(Code::DesignLife, Severity::High)
        };
        rulings.push(Ruling::risk(fault, Effect::Condition, Some(index)));
    }
    let has_long_table =
        context.elements.iter().any(|element| element.orders().any(|order| order.life_table == Some(2)));
    if !has_long_table {
        let asked = RfiItem {
            to: say!(lang, "structural designer, owner", "projektant (statik), správce"),
            question: say!(
                lang,
                "Which designation (Table F.2 / F.1.2) and which owner's requirements hold for {years} years?",
                "Jaké označení (tabulka F.2 / F.1.2) a jaké požadavky správce platí pro {years} let?"
            ),
            needed_for: say!(
                lang,
                "limits and cover for the working life",
                "mezních hodnotách a krytí pro danou životnost"
            ),
            ..question(Code::DesignLife, Severity::High)
        };
        rulings.push(Ruling::question(asked, Effect::Condition, None));
    }
    rulings
}
