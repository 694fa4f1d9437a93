//! Strength class ordered against the least class of each exposure class; classes that do not exist or are not told.
//!
//! Clause: EN 206 Annex F Table F.1, ČSN P 73 2404 Table F.1. Not covered: strength needed for resistance.

use model::{
    Severity,
    sections::{CheckStatus, DocumentIssue, RfiItem, Risk},
};
use standards::{
    exposure::{ExposureClass, ExposureFamily},
    limits::Limits,
    strength::StrengthClass,
};

use crate::{
    checks::Context,
    code::Code,
    element::StructuralElement,
    finding::{Effect, Ruling, check as item, issue, question, risk},
    requirement::{limits_of, profile_name},
    text::say,
};

pub(super) fn check(context: &Context<'_>) -> Vec<Ruling> {
    let mut rulings = Vec::new();
    for (index, element) in context.elements.iter().enumerate() {
        if context.facts.is_existing {
            continue;
        }
        match element.specified_class() {
            Some(class) => rulings.extend(against_limits(context, index, element, class)),
            None => rulings.extend(not_specified(context, index, element)),
        }
    }
    rulings.extend(nonexistent(context));
    rulings.extend(ambiguous(context));
    rulings
}

/// The strictest limit that the class does not reach.
fn violated<'a>(
    context: &Context<'_>,
    class: StrengthClass,
    list: impl Iterator<Item = ExposureClass> + 'a,
) -> Option<(ExposureClass, &'static Limits)> {
    let profile = context.profile;
    list.filter_map(|exposure| Some((exposure, limits_of(profile, exposure)?)))
        .filter(|(_, limits)| class < limits.min_strength)
        .max_by_key(|(_, limits)| limits.min_strength)
}

/// The limit that a class violates and what that means: a certain and settled one fails, any other is a condition.
fn worst_violation(
    context: &Context<'_>,
    element: &StructuralElement,
    class: StrengthClass,
    is_road: bool,
) -> Option<((ExposureClass, &'static Limits), Effect, Severity)> {
    let certain = || element.certain.iter().map(|reasoned| reasoned.class);
    let assumed = element.assumed.iter().map(|reasoned| reasoned.class);
    // Owners of roads order plain concrete with the suffix n below the table for frost; their provisions are not verified.
    let is_settled = |exposure: &ExposureClass| {
        limits_of(context.profile, *exposure).is_some_and(|limits| limits.verified)
            && !(is_road && exposure.family() == ExposureFamily::Xf)
    };
    if let Some(found) = violated(context, class, certain().filter(is_settled)) {
        return Some((found, Effect::Failure, Severity::Critical));
    }
    let found = violated(context, class, certain()).or_else(|| violated(context, class, assumed))?;
    Some((found, Effect::Condition, Severity::High))
}

/// Why a violated limit is a condition only.
fn doubt(
    context: &Context<'_>,
    class: StrengthClass,
    (exposure, limits): (ExposureClass, &Limits),
    is_road: bool,
) -> String {
    let lang = context.lang;
    if is_road && exposure.family() == ExposureFamily::Xf {
        say!(
            lang,
            " {class}n is plain concrete of road works: the owner's provisions may allow it (not verified).",
            " {class}n je prostý beton pro dopravní stavby: předpisy správce jej mohou připouštět (neověřeno)."
        )
    } else if limits.verified {
        say!(lang, " {exposure} is assumed: confirm it.", " {exposure} je předpoklad: potvrďte jej.")
    } else {
        say!(lang, " This limit is not verified.", " Tato mez není ověřena.")
    }
}

fn against_limits(
    context: &Context<'_>,
    index: usize,
    element: &StructuralElement,
    class: StrengthClass,
) -> Vec<Ruling> {
    let lang = context.lang;
    let clause = standards::limits::clause(profile_name(context.profile));
    let ordered = element.orders().find(|order| order.class == Some(class));
    let is_road = ordered.is_some_and(|order| order.is_road);
    let name = &element.name;
    let Some((found, effect, severity)) = worst_violation(context, element, class, is_road) else {
        let Some(required) = element.required.concrete_class.clone() else { return Vec::new() };
        let passed = model::sections::CheckItem {
            check: say!(lang, "strength class of {name}", "pevnostní třída: {name}"),
            required: format!("≥ {required}"),
            found: class.to_string(),
            standard: clause.standard.to_owned(),
            clause: clause.clause.to_owned(),
            ..item(Code::ClassLow, CheckStatus::Pass)
        };
        return vec![Ruling::check("durability", passed, Some(index))];
    };
    let (exposure, limits) = found;
    let least = limits.min_strength;
    let is_failure = effect == Effect::Failure;
    let status = if is_failure { CheckStatus::Fail } else { CheckStatus::Unknown };
    let why = if is_failure { String::new() } else { doubt(context, class, found, is_road) };
    let place = ordered.map_or(String::new(), |order| order.origin.label(lang));
    let advice = if is_road && !is_failure && exposure.family() == ExposureFamily::Xf {
        say!(
            lang,
            "order at least {least}, or cite the owner's provisions that allow {class}n",
            "předepsat nejméně {least}, nebo uvést předpis správce, který {class}n připouští"
        )
    } else {
        say!(lang, "order at least {least}", "předepsat nejméně {least}")
    };
    vec![
        Ruling::risk(
            Risk {
                title: say!(
                    lang,
                    "{name}: {class} is below {least} required for {exposure}",
                    "{name}: {class} je méně než {least} požadovaná pro {exposure}"
                ),
                description: say!(
                    lang,
                    "{place}. {exposure} asks for at least {least}.{why}",
                    "{place}. {exposure} vyžaduje nejméně {least}.{why}"
                ),
                impact: say!(
                    lang,
                    "the concrete does not last its design life",
                    "beton nevydrží návrhovou životnost"
                ),
                recommendation: advice,
                ..risk(Code::ClassLow, severity)
            },
            effect,
            Some(index),
        ),
        Ruling::check(
            "durability",
            model::sections::CheckItem {
                check: say!(lang, "strength class of {name}", "pevnostní třída: {name}"),
                required: format!("≥ {least} ({exposure})"),
                found: class.to_string(),
                standard: clause.standard.to_owned(),
                clause: clause.clause.to_owned(),
                ..item(Code::ClassLow, status)
            },
            Some(index),
        ),
    ]
}

/// Nothing ordered: a question, and a condition where more than a dry interior acts.
fn not_specified(context: &Context<'_>, index: usize, element: &StructuralElement) -> Option<Ruling> {
    let has_old = !context.facts.old_strengths.is_empty();
    let exposure = element.exposure();
    if has_old
        || is_simple(element)
        || element
            .orders()
            .next()
            .is_some_and(|order| order.class.is_none() && !context.facts.bill.nonexistent.is_empty())
    {
        return None;
    }
    let is_mild = !exposure.is_empty()
        && exposure.iter().all(|class| matches!(class, ExposureClass::X0 | ExposureClass::Xc1));
    let (priority, effect) =
        if is_mild { (Severity::Low, Effect::Nothing) } else { (Severity::High, Effect::Condition) };
    let lang = context.lang;
    let name = &element.name;
    let advice = element.required.concrete_class.as_ref().map_or(String::new(), |class| {
        say!(lang, " At least {class} is recommended.", " Doporučuje se nejméně {class}.")
    });
    let asked = RfiItem {
        to: say!(lang, "structural designer", "projektant (statik)"),
        question: say!(
            lang,
            "Which strength and exposure classes apply to: {name}?{advice}",
            "Jaká pevnostní třída a stupně vlivu prostředí platí pro: {name}?{advice}"
        ),
        needed_for: say!(lang, "ordering the concrete", "objednání betonu"),
        ..question(Code::ClassNotSpecified, priority)
    };
    Some(Ruling::question(asked, effect, Some(index)))
}

/// Plain concrete that nothing attacks: not worth a question.
pub(super) fn is_simple(element: &StructuralElement) -> bool {
    element.is_plain() && element.exposure() == [ExposureClass::X0]
}

fn nonexistent(context: &Context<'_>) -> Vec<Ruling> {
    let lang = context.lang;
    let in_texts = context.facts.passages.iter().flat_map(|passage| {
        let classes =
            passage.classes.iter().filter_map(|word| Some((word.class.clone().err()?, word.range.clone())));
        let exposures =
            passage.exposures.iter().filter_map(|word| Some((word.class.clone().err()?, word.range.clone())));
        classes.chain(exposures).map(|(name, range)| (name, passage.prose.origin(&range).label(lang)))
    });
    let in_bill =
        context.facts.bill.nonexistent.iter().map(|(name, origin)| (name.clone(), origin.label(lang)));
    let mut places: std::collections::BTreeMap<String, Vec<String>> = std::collections::BTreeMap::new();
    for (name, place) in in_texts.chain(in_bill) {
        places.entry(name).or_default().push(place);
    }
    places
        .into_iter()
        .map(|(name, mut places)| {
            let count = places.len();
            places.dedup();
            let location = places.into_iter().take(3).collect::<Vec<_>>().join("; ");
            let found = DocumentIssue {
                kind: "specification".to_owned(),
                location,
                description: say!(
                    lang,
                    "{name} is not a class of EN 206 (found {count}×)",
                    "{name} není třída podle EN 206 (nalezeno {count}×)"
                ),
                impact: say!(lang, "the concrete cannot be ordered as written", "beton nelze takto objednat"),
                recommendation: say!(
                    lang,
                    "ask the designer which class is meant",
                    "dotázat se projektanta, která třída je míněna"
                ),
                ..issue(Code::NonexistentClass, Severity::High)
            };
            Ruling::issue(found, Effect::Condition, None)
        })
        .collect()
}

fn ambiguous(context: &Context<'_>) -> Vec<Ruling> {
    let lang = context.lang;
    let mut rulings = Vec::new();
    let has_class = context.elements.iter().any(|element| element.specified_class().is_some());
    if let Some(origin) = context.facts.only_concrete.as_ref().filter(|_| !has_class) {
        let found = DocumentIssue {
            kind: "specification".to_owned(),
            location: origin.label(lang),
            description: say!(
                lang,
                "only “concrete” is written: no strength class, no exposure class",
                "uvedeno jen „beton“: bez pevnostní třídy a stupně vlivu prostředí"
            ),
            impact: say!(
                lang,
                "price and durability cannot be judged",
                "nelze posoudit cenu ani trvanlivost"
            ),
            recommendation: say!(
                lang,
                "complete the designation to EN 206",
                "doplnit označení podle ČSN EN 206+A2"
            ),
            ..issue(Code::AmbiguousSpec, Severity::High)
        };
        rulings.push(Ruling::issue(found, Effect::Condition, None));
    }
    if let Some(origin) = &context.facts.unnumbered {
        let found = DocumentIssue {
            kind: "specification".to_owned(),
            location: origin.label(lang),
            description: say!(
                lang,
                "an exposure class without its number",
                "stupeň vlivu prostředí bez čísla"
            ),
            impact: say!(lang, "the limits cannot be told", "nelze určit mezní hodnoty"),
            recommendation: say!(lang, "complete the class", "doplnit stupeň"),
            ..issue(Code::AmbiguousSpec, Severity::Medium)
        };
        rulings.push(Ruling::issue(found, Effect::Condition, None));
    }
    rulings
}
