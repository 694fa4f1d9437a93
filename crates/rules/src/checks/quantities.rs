//! Quantities that the documents give against those that follow from the dimensions; reinforcement content; formwork.
//!
//! Bands of deviation: up to 1 % rounding, concrete up to +5 % waste, up to +10 % a question, more is a mismatch; a bill
//! below the drawing is never waste. A length that differs is a mismatch whatever the percentage.

use model::{
    Number, Severity,
    sections::{CheckItem, CheckStatus, DocumentIssue, RfiItem},
};
use rust_decimal::Decimal;

use crate::{
    checks::Context,
    code::Code,
    element::{
        StructuralElement,
        quantities::{computed, stated},
    },
    facts::kind::Kind,
    finding::{Effect, Ruling, check as item, issue, question},
    text::{say, shown},
};

/// Smallest load that Czech plants charge, m³ (price lists of 2026).
const SMALLEST_LOAD_M3: i64 = 6;

pub(super) fn check(context: &Context<'_>) -> Vec<Ruling> {
    let mut rulings = Vec::new();
    for (index, element) in context.elements.iter().enumerate() {
        rulings.extend(volume(context, index, element));
        rulings.extend(reinforcement(context, index, element));
        rulings.extend(formwork(context, index, element));
        rulings.extend(small_load(context, index, element));
    }
    rulings
}

fn percent(measured: Number, reference: Number) -> Option<Decimal> {
    let difference = measured.checked_sub(*reference)?;
    Some(difference.checked_div(*reference)?.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(1))
}

/// The power of ten by which two quantities differ, where a slip of the decimal point explains it.
fn slip(billed: Number, drawn: Number) -> Option<i64> {
    let ratio = billed.checked_div(*drawn)?;
    [10_i64, 100, 1000].into_iter().find(|factor| {
        let factor = Decimal::from(*factor);
        let near = |value: Decimal| (value - factor).abs() <= factor / Decimal::from(20);
        near(ratio) || (ratio > Decimal::ZERO && near(Decimal::ONE / ratio))
    })
}

fn volume(context: &Context<'_>, index: usize, element: &StructuralElement) -> Vec<Ruling> {
    let lang = context.lang;
    let computed = computed(element);
    let stated = stated(element);
    let name = &element.name;
    let mut rulings = Vec::new();
    let lengths = computed.length.zip(stated.length).filter(|(drawn, billed)| drawn != billed);
    let lengths = lengths.map(|(drawn, billed)| (shown(lang, drawn), shown(lang, billed)));
    let (Some(drawn), Some(billed)) = (computed.volume, element.billed.volume.or(stated.volume)) else {
        if let Some((drawn, billed)) = &lengths {
            rulings.push(mismatch(
                context,
                index,
                Severity::High,
                say!(
                    lang,
                    "{name}: length {billed} m in the bill, {drawn} m in the drawing",
                    "{name}: délka {billed} m ve výkazu, {drawn} m ve výkresu"
                ),
            ));
        }
        return rulings;
    };
    let Some(deviation) = percent(billed, drawn) else { return rulings };
    let formula = shown(lang, &computed.formula);
    let sign = if deviation > Decimal::ZERO { "+" } else { "" };
    let (billed_text, drawn_text, percent_text) =
        (shown(lang, billed), shown(lang, drawn), shown(lang, deviation));
    let found = say!(
        lang,
        "{name}: {billed_text} m³ against {drawn_text} m³ ({formula}): {sign}{percent_text} %",
        "{name}: {billed_text} m³ proti {drawn_text} m³ ({formula}): {sign}{percent_text} %"
    );
    let whole = |value: i64| Decimal::from(value);
    if let Some(asked) = super::pieces::ask(context, index, (billed, drawn)) {
        rulings.extend(asked);
    } else if let Some(factor) = slip(billed, drawn) {
        let text = say!(
            lang,
            "{found}; a slip by the factor {factor} is likely",
            "{found}; pravděpodobně chyba o řád ({factor}×)"
        );
        rulings.push(mismatch(context, index, Severity::Critical, text));
    } else if let Some((length, in_bill)) = &lengths {
        let text = say!(
            lang,
            "{found}; length {in_bill} m in the bill, {length} m in the drawing",
            "{found}; délka {in_bill} m ve výkazu, {length} m ve výkresu"
        );
        rulings.push(mismatch(context, index, Severity::High, text));
    } else if deviation > whole(10) || deviation < whole(-5) {
        rulings.push(mismatch(context, index, Severity::High, found));
    } else if deviation > whole(5) || deviation < whole(-1) {
        rulings.push(mismatch(context, index, Severity::Medium, found));
    } else if deviation > whole(1) {
        let waste = DocumentIssue {
            location: place(context, element),
            description: found,
            recommendation: say!(
                lang,
                "say that it is waste; Czech bills are measured net",
                "uvést, že jde o ztratné; výměry se uvádějí bez ztratného"
            ),
            ..issue(Code::QtyWaste, Severity::Low)
        };
        rulings.push(Ruling::issue(waste, Effect::Nothing, Some(index)));
    } else {
        let passed = CheckItem {
            check: say!(lang, "volume of {name}", "objem: {name}"),
            required: format!("{drawn_text} m³ ({formula})"),
            found: format!("{billed_text} m³"),
            standard: say!(lang, "arithmetic", "výpočet"),
            ..item(Code::QtyMismatch, CheckStatus::Pass)
        };
        rulings.push(Ruling::check("quantities", passed, Some(index)));
    }
    rulings
}

fn place(context: &Context<'_>, element: &StructuralElement) -> String {
    let first = element.billed.origins.first().unwrap_or(&element.origin);
    first.label(context.lang)
}

fn mismatch(context: &Context<'_>, index: usize, severity: Severity, description: String) -> Ruling {
    let lang = context.lang;
    let location = context.elements.get(index).map_or(String::new(), |element| place(context, element));
    let found = DocumentIssue {
        location,
        description,
        impact: say!(
            lang,
            "price and order are wrong by the difference",
            "cena i objednávka jsou o rozdíl chybné"
        ),
        recommendation: say!(lang, "ask which dimension is valid", "dotázat se, který rozměr platí"),
        ..issue(Code::QtyMismatch, severity)
    };
    Ruling::issue(found, Effect::Condition, Some(index))
}

fn reinforcement(context: &Context<'_>, index: usize, element: &StructuralElement) -> Vec<Ruling> {
    let quantities = &element.quantities;
    let (Some(tonnes), Some(volume)) = (quantities.reinforcement_t, quantities.volume_m3) else {
        return Vec::new();
    };
    let steel = Steel {
        kind: element.kind,
        name: element.name.clone(),
        place: place(context, element),
        tonnes,
        volume,
        index: Some(index),
    };
    content(context, &steel)
}

/// Reinforcement with the concrete that it is in.
pub(super) struct Steel {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) place: String,
    pub(super) tonnes: Number,
    pub(super) volume: Number,
    /// The element; `None` for several of a kind together.
    pub(super) index: Option<usize>,
}

/// Reinforcement content against the usual one. Of several elements together only an alarm is worth a finding.
pub(super) fn content(context: &Context<'_>, steel: &Steel) -> Vec<Ruling> {
    let lang = context.lang;
    let Steel { kind, name, place, tonnes, volume, index } = steel;
    let per_m3 =
        tonnes.checked_mul(Decimal::from(1000)).and_then(|kilograms| kilograms.checked_div(**volume));
    // Floors on the ground hold fibres or a mesh: the range of rafts does not fit them.
    let ranges = kind.content().filter(|_| *kind != Kind::Floor).map(standards::steel::content);
    let (Some(ranges), Some(per_m3)) = (ranges, per_m3) else {
        return Vec::new();
    };
    let per_m3 = per_m3.round_dp(0);
    let outside = |(least, most): (u32, u32)| per_m3 < Decimal::from(least) || per_m3 > Decimal::from(most);
    let (least, most) = ranges.usual;
    let is_alarm = outside(ranges.alarm);
    let checked = CheckItem {
        check: say!(lang, "reinforcement content of {name}", "stupeň vyztužení: {name}"),
        required: say!(lang, "usually {least}–{most} kg/m³", "obvykle {least}–{most} kg/m³"),
        found: format!("{per_m3} kg/m³"),
        standard: say!(lang, "experience, not verified", "zkušenost, neověřeno"),
        ..item(Code::RebarRatio, if is_alarm { CheckStatus::Unknown } else { CheckStatus::Pass })
    };
    let mut rulings = vec![Ruling::check("quantities", checked, *index)];
    if !is_alarm && (index.is_none() || !outside(ranges.usual)) {
        return rulings;
    }
    let (severity, effect) =
        if is_alarm { (Severity::High, Effect::Condition) } else { (Severity::Low, Effect::Nothing) };
    let (tonnes, volume) = (shown(lang, tonnes), shown(lang, volume));
    let found = DocumentIssue {
        location: place.clone(),
        description: say!(
            lang,
            "{name}: {tonnes} t in {volume} m³ is {per_m3} kg/m³, usual are {least}–{most}",
            "{name}: {tonnes} t na {volume} m³ je {per_m3} kg/m³, obvyklé je {least}–{most}"
        ),
        impact: say!(
            lang,
            "one of the two quantities is likely wrong",
            "jedno z množství je pravděpodobně chybné"
        ),
        recommendation: say!(lang, "ask for the bar list", "vyžádat výpis výztuže"),
        ..issue(Code::RebarRatio, severity)
    };
    rulings.push(Ruling::issue(found, effect, *index));
    if is_alarm {
        let asked = RfiItem {
            to: say!(lang, "structural designer", "projektant (statik)"),
            question: say!(
                lang,
                "Please send the bar list of {name}: {per_m3} kg/m³ is unusual.",
                "Zašlete výpis výztuže: {name}; {per_m3} kg/m³ je neobvyklé."
            ),
            needed_for: say!(lang, "quantity and price of reinforcement", "množství a ceně výztuže"),
            ..question(Code::RebarRatio, Severity::Medium)
        };
        rulings.push(Ruling::question(asked, Effect::Condition, *index));
    }
    rulings
}

fn formwork(context: &Context<'_>, index: usize, element: &StructuralElement) -> Option<Ruling> {
    let given = element.billed.formwork.or(stated(element).formwork)?;
    let expected = computed(element).formwork?;
    area(context, &element.name, place(context, element), (given, expected), Some(index))
}

/// An area of formwork against the one that the dimensions give: outside half and double it is an alarm.
pub(super) fn area(
    context: &Context<'_>,
    name: &str,
    location: String,
    (given, expected): (Number, Number),
    index: Option<usize>,
) -> Option<Ruling> {
    let lang = context.lang;
    let two = Decimal::from(2);
    let is_far = given.checked_mul(two)? < *expected || *given > expected.checked_mul(two)?;
    let (given, expected) = (shown(lang, given), shown(lang, expected));
    if !is_far {
        let passed = CheckItem {
            check: say!(lang, "formwork of {name}", "bednění: {name}"),
            required: say!(lang, "about {expected} m²", "asi {expected} m²"),
            found: format!("{given} m²"),
            standard: say!(lang, "arithmetic", "výpočet"),
            ..item(Code::FormworkArea, CheckStatus::Pass)
        };
        return Some(Ruling::check("quantities", passed, index));
    }
    let found = DocumentIssue {
        location,
        description: say!(
            lang,
            "{name}: formwork {given} m², the dimensions give about {expected} m²",
            "{name}: bednění {given} m², z rozměrů vychází asi {expected} m²"
        ),
        impact: say!(lang, "the price of formwork is wrong", "cena bednění je chybná"),
        recommendation: say!(lang, "check which faces are formed", "prověřit, které plochy se bední"),
        ..issue(Code::FormworkArea, Severity::High)
    };
    Some(Ruling::issue(found, Effect::Condition, index))
}

fn small_load(context: &Context<'_>, index: usize, element: &StructuralElement) -> Option<Ruling> {
    let volume = element.quantities.volume_m3.filter(|_| context.elements.len() == 1)?;
    if *volume >= Decimal::from(SMALLEST_LOAD_M3) || *volume <= Decimal::ZERO {
        return None;
    }
    let lang = context.lang;
    let volume = shown(lang, volume);
    let found = DocumentIssue {
        kind: "cost".to_owned(),
        location: place(context, element),
        description: say!(
            lang,
            "{volume} m³ is below the load of {SMALLEST_LOAD_M3} m³ that plants charge at least",
            "{volume} m³ je méně než {SMALLEST_LOAD_M3} m³, které betonárny nejméně účtují"
        ),
        ..issue(Code::SmallLoad, Severity::Low)
    };
    Some(Ruling::issue(found, Effect::Nothing, Some(index)))
}
