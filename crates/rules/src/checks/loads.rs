//! Loads that the documents give: imposed loads, snow, the design value of a combination, and Ed ≤ Rd.
//!
//! Clause: EN 1990 6.4.2 and 6.4.3.2 (6.10, 6.10a, 6.10b), EN 1991-1-1 Table 6.2, ČSN EN 1991-1-3. A design value below
//! what the expressions give is a condition: a lower reliability class or a reduction for area may stand behind it.

use model::{
    Number, Severity,
    sections::{CheckItem, CheckStatus, RfiItem, Risk},
};
use standards::{
    Clause,
    actions::{self, Use},
};

use crate::{
    checks::Context,
    code::Code,
    facts::loads::{Combined, Load, Snow, Verified},
    finding::{Effect, Ruling, check as item, question, risk},
    text::{say, shown},
};

pub(super) fn check(context: &Context<'_>) -> Vec<Ruling> {
    let loads = &context.facts.loads;
    let mut rulings = Vec::new();
    rulings.extend(loads.verified.iter().flat_map(|verified| resistance(context, verified)));
    rulings.extend(loads.combined.iter().flat_map(|combined| design_value(context, combined)));
    rulings.extend(loads.imposed.iter().flat_map(|(of, load)| imposed(context, *of, load)));
    rulings.extend(loads.snow.iter().flat_map(|snow| ground_snow(context, snow)));
    rulings
}

/// What is compared, and where it stands.
struct Compared {
    code: Code,
    what: String,
    required: String,
    found: String,
    clause: Clause,
}

impl Compared {
    fn item(&self, status: CheckStatus) -> Ruling {
        let checked = CheckItem {
            check: self.what.clone(),
            required: self.required.clone(),
            found: self.found.clone(),
            standard: self.clause.standard.to_owned(),
            clause: self.clause.clause.to_owned(),
            ..item(self.code, status)
        };
        Ruling::check("structure", checked, None)
    }
}

fn resistance(context: &Context<'_>, verified: &Verified) -> Vec<Ruling> {
    let lang = context.lang;
    let Verified { symbol, effect, resistance } = verified;
    let (suffix, resisting) = if symbol == "E" { ("d", "R") } else { ("Ed", symbol.as_str()) };
    let (limit, found) = (written(context, resistance), written(context, effect));
    let compared = Compared {
        code: Code::ResistanceLow,
        what: say!(lang, "effect {symbol}{suffix} against resistance", "účinek {symbol}{suffix} a únosnost"),
        required: format!("≤ {limit}"),
        found: found.clone(),
        clause: Clause { standard: "ČSN EN 1990", clause: "6.4.2 (6.8)", verified: true },
    };
    if effect.value <= resistance.value {
        return vec![compared.item(CheckStatus::Pass)];
    }
    let place = effect.origin.label(lang);
    let fault = Risk {
        category: "safety".to_owned(),
        title: say!(
            lang,
            "{symbol}{suffix} = {found} exceeds the resistance {limit}",
            "{symbol}{suffix} = {found} překračuje únosnost {limit}"
        ),
        description: say!(
            lang,
            "{place}: EN 1990 (6.8) asks for {symbol}{suffix} ≤ {resisting}Rd, {limit}",
            "{place}: EN 1990 (6.8) žádá {symbol}{suffix} ≤ {resisting}Rd, {limit}"
        ),
        impact: say!(lang, "the element is not safe as designed", "prvek podle návrhu není spolehlivý"),
        recommendation: say!(lang, "redesign the element", "prvek přepracovat"),
        ..risk(Code::ResistanceLow, Severity::Critical)
    };
    vec![compared.item(CheckStatus::Fail), Ruling::risk(fault, Effect::Failure, None)]
}

fn design_value(context: &Context<'_>, combined: &Combined) -> Vec<Ruling> {
    let lang = context.lang;
    let Some(design) = &combined.design else { return Vec::new() };
    let psi0 = combined.psi0.map(|psi0| *psi0).or_else(|| known_psi0(combined.of));
    let Some(expected) = actions::ultimate(*combined.permanent.value, *combined.variable.value, psi0) else {
        return Vec::new();
    };
    let rounded = |value| shown(lang, Number::from(value).rounded(2));
    let (least, simple, b) = (rounded(expected.least), rounded(expected.simple), rounded(expected.b));
    let a = expected.a.map_or_else(String::new, |a| format!(", (6.10a) {}", rounded(a)));
    let found = written(context, design);
    let compared = Compared {
        code: Code::LoadValue,
        what: say!(lang, "design value of the load", "návrhová hodnota zatížení"),
        required: format!("≥ {least}: (6.10) {simple}{a}, (6.10b) {b}"),
        found: found.clone(),
        clause: actions::combination_clause(),
    };
    // Documents round: a hundredth is not a fault.
    let bound = expected.least.checked_mul(rust_decimal::Decimal::new(99, 2)).unwrap_or(expected.least);
    if *design.value >= bound {
        return vec![compared.item(CheckStatus::Pass)];
    }
    let title = say!(
        lang,
        "Design load {found} below the combination of EN 1990, {least}",
        "Návrhové zatížení {found} je menší než kombinace podle EN 1990, {least}"
    );
    let rule = compared.required.clone();
    doubted(context, &compared, title, &rule, design)
}

/// psi0 of the action that a use makes.
pub(crate) fn known_psi0(of: Option<Use>) -> Option<rust_decimal::Decimal> {
    let action = actions::imposed(of?)?.action;
    actions::psi(action).map(|row| row.psi0)
}

fn imposed(context: &Context<'_>, of: Use, load: &Load) -> Vec<Ruling> {
    let lang = context.lang;
    let Some(row) = actions::imposed(of) else { return Vec::new() };
    let name = if lang == model::Lang::Cs { &row.cs } else { &row.en };
    let least = shown(lang, row.least);
    let range =
        row.most.map_or_else(|| format!("≥ {least}"), |most| format!("{least}–{}", shown(lang, most)));
    let (czech, found) = (shown(lang, row.czech), written(context, load));
    let doubt = if row.verified { String::new() } else { say!(lang, ", not verified", ", neověřeno") };
    let compared = Compared {
        code: Code::LoadValue,
        what: say!(lang, "imposed load, {name}", "užitné zatížení, {name}"),
        required: say!(
            lang,
            "{range} kN/m² (Czech annex {czech}{doubt})",
            "{range} kN/m² (národní příloha {czech}{doubt})"
        ),
        found: found.clone(),
        clause: actions::imposed_clause(),
    };
    if *load.value >= row.least {
        return vec![compared.item(CheckStatus::Pass)];
    }
    let title = say!(
        lang,
        "Imposed load {found} below the range for {name}",
        "Užitné zatížení {found} je pod rozmezím pro {name}"
    );
    let rule = compared.required.clone();
    doubted(context, &compared, title, &rule, load)
}

fn ground_snow(context: &Context<'_>, snow: &Snow) -> Vec<Ruling> {
    let lang = context.lang;
    let Some(row) = actions::snow_zone(&snow.zone) else { return Vec::new() };
    let (zone, sk, found) = (&row.zone, shown(lang, row.sk), written(context, &snow.load));
    let compared = Compared {
        code: Code::LoadValue,
        what: say!(lang, "snow load on the ground, zone {zone}", "zatížení sněhem na zemi, oblast {zone}"),
        required: format!("{sk} kN/m²"),
        found: found.clone(),
        clause: actions::snow_clause(),
    };
    if *snow.load.value >= row.sk {
        return vec![compared.item(CheckStatus::Pass)];
    }
    let title = say!(
        lang,
        "Snow load {found} in zone {zone}, the map gives {sk} kN/m²",
        "Zatížení sněhem {found} v oblasti {zone}, mapa udává {sk} kN/m²"
    );
    let rule = if row.old == Some(*snow.load.value) {
        say!(
            lang,
            "{sk} kN/m²; {found} is the value of the withdrawn map of ČSN 73 0035",
            "{sk} kN/m²; {found} je hodnota ze zrušené mapy ČSN 73 0035"
        )
    } else {
        say!(
            lang,
            "{sk} kN/m²; the digital map of a site may lie between the zones",
            "{sk} kN/m²; digitální mapa může pro dané místo ležet mezi oblastmi"
        )
    };
    doubted(context, &compared, title, &rule, &snow.load)
}

/// A value that is too low unless something stands behind it that the documents do not say.
fn doubted(
    context: &Context<'_>,
    compared: &Compared,
    title: String,
    rule: &str,
    load: &Load,
) -> Vec<Ruling> {
    let lang = context.lang;
    let place = load.origin.label(lang);
    let clause = crate::citation::cited(lang, compared.clause.clause);
    let standard = compared.clause.standard;
    let fault = Risk {
        category: "safety".to_owned(),
        title,
        description: say!(
            lang,
            "{place}: {standard}, {clause} gives {rule}",
            "{place}: {standard}, {clause} udává {rule}"
        ),
        impact: say!(
            lang,
            "the structure may be designed for too small a load",
            "konstrukce může být navržena na menší zatížení"
        ),
        recommendation: say!(lang, "justify the value or recalculate", "hodnotu zdůvodnit, nebo přepočítat"),
        ..risk(compared.code, Severity::High)
    };
    let asked = RfiItem {
        to: say!(lang, "structural designer", "projektant (statik)"),
        question: say!(
            lang,
            "{place}: what justifies the value {}? Expected: {rule}.",
            "{place}: čím je hodnota {} zdůvodněna? Očekává se: {rule}.",
            compared.found
        ),
        needed_for: say!(lang, "the safety of the structure", "spolehlivosti konstrukce"),
        ..question(compared.code, Severity::High)
    };
    vec![
        compared.item(CheckStatus::Unknown),
        Ruling::risk(fault, Effect::Condition, None),
        Ruling::question(asked, Effect::Condition, None),
    ]
}

/// A load with its unit as people write it.
pub(crate) fn written(context: &Context<'_>, load: &Load) -> String {
    with_unit(context.lang, load)
}

/// A load with its unit, in a language.
pub(crate) fn with_unit(lang: model::Lang, load: &Load) -> String {
    let unit = match load.unit.as_str() {
        "kn/m2" => "kN/m²",
        "kn/m" => "kN/m",
        "knm" => "kNm",
        "kpa" => "kPa",
        _ => "kN",
    };
    format!("{} {unit}", shown(lang, load.value))
}
