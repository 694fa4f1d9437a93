//! Exposure classes that follow from the text against those that are ordered.
//!
//! Clause: EN 206 4.1 and Table 1. Why: a class that is missing from the designation leaves w/c, cement, air and
//! cover unguaranteed, however high the strength is. Not covered: classes that only an assumption gives.

use model::{
    Profile, Severity,
    sections::{CheckItem, CheckStatus, DocumentIssue, RfiItem, Risk},
};
use standards::{
    exposure::{ExposureClass, ExposureFamily},
    limits,
};

use crate::{
    checks::{Context, strength::is_simple},
    code::Code,
    element::{Reasoned, StructuralElement},
    facts::environment::Phrase,
    finding::{Effect, Ruling, check as item, issue, question, risk},
    requirement::{limits_of, profile_name},
    text::say,
};

/// Where the classes are defined.
const TABLE_1: (&str, &str) = ("EN 206", "4.1, Table 1");

pub(super) fn check(context: &Context<'_>) -> Vec<Ruling> {
    let mut rulings = Vec::new();
    for (index, element) in context.elements.iter().enumerate() {
        if context.facts.is_existing {
            continue;
        }
        let specified = element.specified_exposure();
        if specified.is_empty() {
            rulings.extend(not_specified(context, index, element));
        } else {
            rulings.extend(missing(context, index, element, &specified));
            rulings.extend(assumed(context, index, element, &specified));
            rulings.extend(no_corrosion(context, index, element, &specified));
        }
        if element.is(Phrase::Sea) && context.profile != Profile::En206 {
            rulings.push(sea(context, index));
        }
    }
    rulings
}

fn not_specified(context: &Context<'_>, index: usize, element: &StructuralElement) -> Vec<Ruling> {
    let lang = context.lang;
    let Some(class) = element.specified_class() else { return Vec::new() };
    let name = &element.name;
    let classes = element.exposure();
    let is_mild = !classes.is_empty()
        && classes.iter().all(|class| matches!(class, ExposureClass::X0 | ExposureClass::Xc1));
    let (severity, effect) =
        if is_mild { (Severity::Low, Effect::Nothing) } else { (Severity::High, Effect::Condition) };
    let needed = classes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let applies =
        if needed.is_empty() { String::new() } else { say!(lang, " ({needed} apply)", " (platí {needed})") };
    let order = element.specified.as_ref();
    let location = order.map_or(String::new(), |order| order.origin.label(lang));
    if is_simple(element) {
        let noted = DocumentIssue {
            kind: "specification".to_owned(),
            location,
            description: say!(
                lang,
                "{name}: no exposure class; X0 is enough for plain concrete that nothing attacks",
                "{name}: bez stupně vlivu prostředí; pro prostý beton bez napadení postačí X0"
            ),
            recommendation: say!(lang, "add X0 to the designation", "doplnit do označení X0"),
            ..issue(Code::ExposureNotSpecified, Severity::Low)
        };
        return vec![Ruling::issue(noted, Effect::Nothing, Some(index))];
    }
    let found = DocumentIssue {
        kind: "specification".to_owned(),
        location,
        description: say!(
            lang,
            "{name}: {class} without an exposure class{applies}",
            "{name}: {class} bez stupně vlivu prostředí{applies}"
        ),
        impact: say!(
            lang,
            "w/c, cement, air and cover are not guaranteed",
            "vodní součinitel, cement, vzduch ani krytí nejsou zaručeny"
        ),
        recommendation: say!(
            lang,
            "complete the designation to EN 206",
            "doplnit označení podle ČSN EN 206+A2"
        ),
        ..issue(Code::ExposureNotSpecified, severity)
    };
    let asked = RfiItem {
        to: say!(lang, "structural designer", "projektant (statik)"),
        question: say!(
            lang,
            "Which exposure classes, w/c, cement content and cover apply to: {name}?",
            "Jaké stupně vlivu prostředí, vodní součinitel, obsah cementu a krytí platí pro: {name}?"
        ),
        needed_for: say!(lang, "durability", "trvanlivosti"),
        ..question(Code::ExposureNotSpecified, severity)
    };
    vec![Ruling::issue(found, effect, Some(index)), Ruling::question(asked, effect, Some(index))]
}

fn missing(
    context: &Context<'_>,
    index: usize,
    element: &StructuralElement,
    specified: &[ExposureClass],
) -> Vec<Ruling> {
    let lang = context.lang;
    let is_listed = |class: ExposureClass| {
        specified.iter().any(|known| known.family() == class.family() && known.level() >= class.level())
    };
    // A profile without the class, as EN 206 without XM, cannot miss it.
    let absent: Vec<&Reasoned> = element
        .derived
        .iter()
        .filter(|derived| {
            derived.class != ExposureClass::X0
                && !is_listed(derived.class)
                && limits_of(context.profile, derived.class).is_some()
        })
        .collect();
    let name = &element.name;
    let written = specified.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    if absent.is_empty() {
        return all_listed(context, index, element, written).into_iter().collect();
    }
    let fails = |derived: &&&Reasoned| {
        let verified = limits_of(context.profile, derived.class).is_some_and(|limits| limits.verified);
        verified && !is_dominated(context, derived.class, specified)
    };
    let failing: Vec<&&Reasoned> = absent.iter().filter(fails).collect();
    let only_carbonation = absent.iter().all(|derived| is_dominated(context, derived.class, specified));
    let (severity, effect, status) = match (failing.is_empty(), only_carbonation) {
        (false, _) => (Severity::Critical, Effect::Failure, CheckStatus::Fail),
        (true, false) => (Severity::High, Effect::Condition, CheckStatus::Unknown),
        (true, true) => (Severity::Medium, Effect::Condition, CheckStatus::Unknown),
    };
    let classes = absent.iter().map(|derived| derived.class.to_string()).collect::<Vec<_>>().join(" ");
    let reasons = absent
        .iter()
        .map(|derived| format!("{}: {}", derived.class, derived.reason))
        .collect::<Vec<_>>()
        .join("; ");
    vec![
        Ruling::risk(
            Risk {
                title: say!(
                    lang,
                    "{name}: {classes} missing in {written}",
                    "{name}: v označení {written} chybí {classes}"
                ),
                description: reasons,
                impact: say!(
                    lang,
                    "w/c, cement, air and cover of the missing classes are not guaranteed",
                    "mezní hodnoty chybějících stupňů nejsou zaručeny"
                ),
                recommendation: say!(
                    lang,
                    "add {classes} to the designation",
                    "doplnit do označení {classes}"
                ),
                ..risk(Code::ExposureMissing, severity)
            },
            effect,
            Some(index),
        ),
        Ruling::check(
            "durability",
            CheckItem {
                check: say!(lang, "exposure classes of {name}", "stupně vlivu prostředí: {name}"),
                required: classes,
                found: written,
                standard: TABLE_1.0.to_owned(),
                clause: TABLE_1.1.to_owned(),
                ..item(Code::ExposureMissing, status)
            },
            Some(index),
        ),
    ]
}

/// An assumed class that is not ordered: if it is confirmed, the order is incomplete.
fn assumed(
    context: &Context<'_>,
    index: usize,
    element: &StructuralElement,
    specified: &[ExposureClass],
) -> Option<Ruling> {
    let lang = context.lang;
    let open = element.assumed.iter().map(|reasoned| reasoned.class);
    let open = open.filter(|class| {
        limits_of(context.profile, *class).is_some() && !is_dominated(context, *class, specified)
    });
    let classes = open.map(|class| class.to_string()).collect::<Vec<_>>().join(" ");
    if classes.is_empty() {
        return None;
    }
    let name = &element.name;
    let asked = RfiItem {
        to: say!(lang, "structural designer", "projektant (statik)"),
        question: say!(
            lang,
            "Does {classes} apply to {name}? It is assumed and not in the designation.",
            "Platí {classes} pro: {name}? Předpokládá se, v označení však není."
        ),
        needed_for: say!(lang, "the exposure classes", "stupních vlivu prostředí"),
        ..question(Code::ExposureMissing, Severity::Medium)
    };
    Some(Ruling::question(asked, Effect::Condition, Some(index)))
}

/// Reinforced concrete that is ordered for frost alone: nothing then protects its steel.
fn no_corrosion(
    context: &Context<'_>,
    index: usize,
    element: &StructuralElement,
    specified: &[ExposureClass],
) -> Option<Ruling> {
    let corrosive = |class: ExposureClass| {
        matches!(class.family(), ExposureFamily::Xc | ExposureFamily::Xd | ExposureFamily::Xs)
    };
    let is_known = element.exposure().into_iter().any(corrosive);
    let for_frost = specified.iter().any(|class| class.family() == ExposureFamily::Xf);
    let is_road = element.orders().any(|order| order.is_road);
    // Whether it is reinforced is told by the kind; of concrete without a name it is not known.
    let is_reinforced = element.kind.content().is_some() && !element.is_plain() && !is_road;
    if is_known || !for_frost || !is_reinforced {
        return None;
    }
    let lang = context.lang;
    let name = &element.name;
    let written = specified.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let asked = RfiItem {
        to: say!(lang, "structural designer", "projektant (statik)"),
        question: say!(
            lang,
            "Which XC and XD classes apply to {name}? {written} alone does not protect the reinforcement.",
            "Které stupně XC a XD platí pro: {name}? Samotné {written} nechrání výztuž."
        ),
        needed_for: say!(lang, "durability", "trvanlivosti"),
        ..question(Code::ExposureMissing, Severity::High)
    };
    Some(Ruling::question(asked, Effect::Condition, Some(index)))
}

/// Every class that follows from the text is ordered.
fn all_listed(
    context: &Context<'_>,
    index: usize,
    element: &StructuralElement,
    written: String,
) -> Option<Ruling> {
    if element.derived.is_empty() {
        return None;
    }
    let required: Vec<String> = element.derived.iter().map(|derived| derived.class.to_string()).collect();
    let name = &element.name;
    let passed = CheckItem {
        check: say!(context.lang, "exposure classes of {name}", "stupně vlivu prostředí: {name}"),
        required: required.join(" "),
        found: written,
        standard: TABLE_1.0.to_owned(),
        clause: TABLE_1.1.to_owned(),
        ..item(Code::ExposureMissing, CheckStatus::Pass)
    };
    Some(Ruling::check("durability", passed, Some(index)))
}

/// Whether a missing carbonation class changes nothing in the mix, because the classes that are listed ask for as much
/// in every property. Chlorides, frost and chemicals also decide chloride class, cement and tests: never dominated.
fn is_dominated(context: &Context<'_>, class: ExposureClass, specified: &[ExposureClass]) -> bool {
    if class.family() != ExposureFamily::Xc {
        return false;
    }
    let Some(own) = limits_of(context.profile, class) else { return true };
    let listed = limits::combine(profile_name(context.profile), specified);
    let strength = listed.strength.is_some_and(|listed| listed.value >= own.min_strength);
    let w_c = own.max_w_c.is_none_or(|own| listed.w_c.is_some_and(|listed| listed.value <= own));
    let cement =
        own.min_cement_kg_m3.is_none_or(|own| listed.cement_kg_m3.is_some_and(|listed| listed.value >= own));
    strength && w_c && cement
}

fn sea(context: &Context<'_>, index: usize) -> Ruling {
    let lang = context.lang;
    let asked = RfiItem {
        to: say!(lang, "client", "objednatel"),
        question: say!(
            lang,
            "Where does the structure stand? The Czech Republic has no coast.",
            "Kde stavba stojí? Česká republika nemá pobřeží."
        ),
        needed_for: say!(lang, "the national provisions that apply", "platných národních ustanoveních"),
        ..question(Code::Jurisdiction, Severity::High)
    };
    Ruling::question(asked, Effect::Condition, Some(index))
}
