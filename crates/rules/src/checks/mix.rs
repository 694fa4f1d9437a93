//! Explicit w/c, cement, air and cement type against the limits of the classes.
//!
//! Clause: EN 206 Annex F Table F.1, ČSN P 73 2404 Table F.1. What is not mentioned is not missing: a designation with
//! its exposure classes already orders it. XF3 without air may be proved by a frost test, so it is a condition.

use model::{
    Number, Severity,
    sections::{CheckItem, CheckStatus, DocumentIssue, Risk},
};
use standards::exposure::ExposureClass;

use crate::{
    checks::Context,
    code::Code,
    element::StructuralElement,
    facts::mix::Specified,
    finding::{Effect, Ruling, check as item, issue, risk},
    requirement::{limits_of, needs_sulfate_resisting, profile_name},
    text::{say, shown},
};

pub(super) fn check(context: &Context<'_>) -> Vec<Ruling> {
    let mut rulings = Vec::new();
    for (index, element) in context.elements.iter().enumerate() {
        if context.facts.is_existing {
            continue;
        }
        rulings.extend(water_cement(context, index, element));
        rulings.extend(cement(context, index, element));
        rulings.extend(air(context, index, element));
        rulings.extend(sulfate(context, index, element));
        rulings.extend(blast_furnace(context, index, element));
    }
    rulings
}

/// A limit that an explicit value violates: the class, the limit's text, and whether it is certain and verified.
struct Violation {
    class: ExposureClass,
    is_certain: bool,
}

fn violation(
    context: &Context<'_>,
    element: &StructuralElement,
    violates: impl Fn(ExposureClass) -> bool,
) -> Option<Violation> {
    let verified =
        |class: ExposureClass| limits_of(context.profile, class).is_some_and(|limits| limits.verified);
    let certain = || element.certain.iter().map(|reasoned| reasoned.class).filter(|class| violates(*class));
    if let Some(class) = certain().rfind(|class| verified(*class)) {
        return Some(Violation { class, is_certain: true });
    }
    let assumed = element.assumed.iter().map(|reasoned| reasoned.class).filter(|class| violates(*class));
    certain().chain(assumed).last().map(|class| Violation { class, is_certain: false })
}

/// What was compared, for the texts of a finding.
struct Compared {
    code: Code,
    what: String,
    required: String,
    found: String,
}

fn verdict_of(
    context: &Context<'_>,
    index: usize,
    compared: Compared,
    violation: Option<&Violation>,
) -> Vec<Ruling> {
    let lang = context.lang;
    let clause = standards::limits::clause(profile_name(context.profile));
    let name = context.elements.get(index).map_or("", |element| element.name.as_str());
    let Compared { code, what, required, found } = compared;
    let status = match violation {
        None => CheckStatus::Pass,
        Some(violation) if violation.is_certain => CheckStatus::Fail,
        Some(_) => CheckStatus::Unknown,
    };
    let checked = CheckItem {
        check: format!("{what}: {name}"),
        required: required.clone(),
        found: found.clone(),
        standard: clause.standard.to_owned(),
        clause: clause.clause.to_owned(),
        ..item(code, status)
    };
    let mut rulings = vec![Ruling::check("durability", checked, Some(index))];
    if let Some(&Violation { class, is_certain }) = violation {
        let (severity, effect) = if is_certain {
            (Severity::Critical, Effect::Failure)
        } else {
            (Severity::High, Effect::Condition)
        };
        let ask = if is_certain {
            String::new()
        } else {
            say!(lang, " Confirm the class or prove it by a test.", " Potvrďte stupeň nebo doložte zkouškou.")
        };
        let fault = Risk {
            title: say!(
                lang,
                "{name}: {what} {found}, required {required}",
                "{name}: {what}: {found}; požadováno {required}"
            ),
            description: say!(
                lang,
                "{class} asks for {required}; the documents give {found}.{ask}",
                "{class} vyžaduje {required}; podklady uvádějí {found}.{ask}"
            ),
            impact: say!(lang, "the concrete does not resist {class}", "beton neodolá prostředí {class}"),
            recommendation: say!(lang, "specify {required}", "předepsat {required}"),
            ..risk(code, severity)
        };
        rulings.push(Ruling::risk(fault, effect, Some(index)));
    }
    rulings
}

/// CEM III/B and III/C, which are usual where sulfates attack, scale under frost with salt: owners' lists of cements
/// for XF2 and XF4 leave them out. A question, because the list is the owner's.
fn blast_furnace(context: &Context<'_>, index: usize, element: &StructuralElement) -> Vec<Ruling> {
    let lang = context.lang;
    let salted = |class: &ExposureClass| matches!(class, ExposureClass::Xf2 | ExposureClass::Xf4);
    let Some(class) = element.exposure().into_iter().filter(salted).max() else { return Vec::new() };
    let Some((_, origin)) = element.mix.iter().find(|(value, _)| *value == Specified::BlastFurnace) else {
        return Vec::new();
    };
    let name = &element.name;
    let fault = Risk {
        title: say!(
            lang,
            "{name}: CEM III/B or III/C with {class}",
            "{name}: CEM III/B nebo III/C při {class}"
        ),
        description: say!(
            lang,
            "{}: concrete of this cement scales under frost with de-icing agents; owners' lists of cements for {class} leave it out",
            "{}: beton s tímto cementem se pod mrazem a rozmrazovacími látkami odlupuje; seznamy cementů správců jej pro {class} neuvádějí",
            origin.label(lang)
        ),
        impact: say!(lang, "the surface may scale", "povrch se může odlupovat"),
        recommendation: say!(
            lang,
            "ask for another cement, or for a scaling test (ČSN 73 1326) with this one",
            "vyžádat jiný cement, nebo zkoušku odolnosti povrchu (ČSN 73 1326) s tímto"
        ),
        ..risk(Code::CementFrost, Severity::High)
    };
    vec![Ruling::risk(fault, Effect::Condition, Some(index))]
}

fn water_cement(context: &Context<'_>, index: usize, element: &StructuralElement) -> Vec<Ruling> {
    let given = element
        .mix
        .iter()
        .filter_map(|(value, _)| if let Specified::WaterCement(ratio) = value { Some(*ratio) } else { None });
    let (Some(ratio), Some(most)) = (given.max(), element.required.w_c_ratio) else { return Vec::new() };
    let violates = |class| {
        limits_of(context.profile, class).and_then(|limits| limits.max_w_c).is_some_and(|most| *ratio > most)
    };
    let compared = Compared {
        code: Code::WcHigh,
        what: say!(context.lang, "w/c", "vodní součinitel"),
        required: format!("≤ {}", shown(context.lang, most)),
        found: shown(context.lang, ratio),
    };
    verdict_of(context, index, compared, violation(context, element, violates).as_ref())
}

fn cement(context: &Context<'_>, index: usize, element: &StructuralElement) -> Vec<Ruling> {
    let given = element
        .mix
        .iter()
        .filter_map(|(value, _)| if let Specified::Cement(content) = value { Some(*content) } else { None });
    let (Some(content), Some(least)) = (given.min(), element.required.min_cement_kg_m3) else {
        return Vec::new();
    };
    let violates = |class| {
        let least = limits_of(context.profile, class).and_then(|limits| limits.min_cement_kg_m3);
        least.is_some_and(|least| content < Number::from(i64::from(least)))
    };
    let compared = Compared {
        code: Code::CementLow,
        what: say!(context.lang, "cement content", "obsah cementu"),
        required: format!("≥ {least} kg/m³"),
        found: format!("{content} kg/m³"),
    };
    verdict_of(context, index, compared, violation(context, element, violates).as_ref())
}

fn air(context: &Context<'_>, index: usize, element: &StructuralElement) -> Vec<Ruling> {
    let lang = context.lang;
    let none = element.mix.iter().any(|(value, _)| *value == Specified::NoAir);
    let given = element
        .mix
        .iter()
        .filter_map(|(value, _)| if let Specified::Air(percent) = value { Some(*percent) } else { None });
    let lowest = if none { Some(Number::ZERO) } else { given.min() };
    let (Some(percent), Some(least)) = (lowest, element.required.air_content_percent) else {
        return Vec::new();
    };
    let violates = |class| {
        limits_of(context.profile, class)
            .and_then(|limits| limits.min_air_percent)
            .is_some_and(|least| *percent < least)
    };
    let mut violation = violation(context, element, violates);
    // Concrete for XF3 without air is sold on the strength of a frost test.
    if let Some(found) = violation.as_mut().filter(|found| found.class == ExposureClass::Xf3) {
        found.is_certain = false;
    }
    let found = if none {
        say!(lang, "no air entrainment", "beton není provzdušněn")
    } else {
        format!("{} %", shown(lang, percent))
    };
    let compared = Compared {
        code: Code::AirLow,
        what: say!(lang, "air content", "obsah vzduchu"),
        required: format!("≥ {} %", shown(lang, least)),
        found,
    };
    verdict_of(context, index, compared, violation.as_ref())
}

fn sulfate(context: &Context<'_>, index: usize, element: &StructuralElement) -> Vec<Ruling> {
    let lang = context.lang;
    let Some(class) = needs_sulfate_resisting(element, context.facts, context.profile) else {
        return Vec::new();
    };
    let named = element
        .mix
        .iter()
        .find_map(|(value, _)| if let Specified::SulfateResisting(yes) = value { Some(*yes) } else { None });
    let what = say!(lang, "sulfate-resisting cement", "síranovzdorný cement");
    let required = say!(lang, "EN 197-1 SR type ({class})", "typ SR podle EN 197-1 ({class})");
    let compared = |found: String| Compared {
        code: Code::SrMissing,
        what: what.clone(),
        required: required.clone(),
        found,
    };
    match named {
        Some(true) => verdict_of(context, index, compared(say!(lang, "SR cement", "cement SR")), None),
        Some(false) => {
            let found = say!(lang, "another cement", "jiný cement");
            verdict_of(context, index, compared(found), Some(&Violation { class, is_certain: true }))
        }
        // The required specification already says it where nothing is ordered yet.
        None if element.specified_class().is_none() => Vec::new(),
        None => {
            let name = &element.name;
            let found = DocumentIssue {
                kind: "specification".to_owned(),
                location: element.specified.as_ref().map_or(String::new(), |order| order.origin.label(lang)),
                description: say!(
                    lang,
                    "{name}: sulfate causes {class}, but no sulfate-resisting cement is ordered",
                    "{name}: {class} způsobují sírany, síranovzdorný cement však není předepsán"
                ),
                impact: say!(
                    lang,
                    "sulfate swells ordinary cement paste",
                    "sírany rozpínají běžný cementový tmel"
                ),
                recommendation: say!(
                    lang,
                    "order a cement of EN 197-1 type SR",
                    "předepsat cement typu SR podle ČSN EN 197-1"
                ),
                ..issue(Code::SrMissing, Severity::High)
            };
            vec![Ruling::issue(found, Effect::Condition, Some(index))]
        }
    }
}
