//! The rows of the bill by themselves: quantities, units, sums, duplicates. No position is read twice.

use std::collections::BTreeMap;

use model::{
    Lang, Position, Severity, Unit,
    sections::{CheckItem, CheckStatus, DocumentIssue},
};
use rust_decimal::Decimal;

use crate::{
    checks::Context,
    code::Code,
    facts::bill,
    finding::{Effect, Ruling, check as item, issue},
    text::say,
};

/// A kind of fault with the code that it is reported by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    Sum,
    Measurement,
    Zero,
    Missing,
    NoUnit,
    UnitIsNumber,
    Duplicate,
    Negative,
}

/// Up to so many wrong sums are told one by one, with their numbers. Other faults of one kind become one finding.
const ONE_BY_ONE: usize = 5;
/// Places that a joined finding names.
const NAMED: usize = 3;

pub(super) fn check(context: &Context<'_>) -> Vec<Ruling> {
    let lang = context.lang;
    let mut faults: BTreeMap<Fault, Vec<usize>> = BTreeMap::new();
    let is_priced =
        context.positions.iter().any(|position| position.unit_price.is_some_and(|price| !price.is_zero()));
    for (index, position) in context.positions.iter().enumerate() {
        for fault in faults_of(position, is_priced) {
            faults.entry(fault).or_default().push(index);
        }
    }
    let duplicates = duplicates(context.positions);
    if !duplicates.is_empty() {
        faults.insert(Fault::Duplicate, duplicates);
    }
    let mut rulings = Vec::new();
    if is_priced && !faults.contains_key(&Fault::Sum) {
        let priced = context
            .positions
            .iter()
            .filter(|position| position.unit_price.is_some() && position.total_price.is_some())
            .count();
        let passed = CheckItem {
            check: say!(lang, "quantity × unit price = total", "množství × jednotková cena = celkem"),
            required: say!(lang, "{priced} positions", "položek: {priced}"),
            found: say!(lang, "all agree", "vše souhlasí"),
            standard: say!(lang, "arithmetic", "výpočet"),
            ..item(Code::SumMismatch, CheckStatus::Pass)
        };
        if priced > 0 {
            rulings.push(Ruling::check("quantities", passed, None));
        }
    }
    for (fault, indices) in faults {
        if matches!(fault, Fault::Sum | Fault::Measurement) && indices.len() <= ONE_BY_ONE {
            rulings.extend(indices.iter().map(|index| report(context, fault, &[*index], 1)));
        } else {
            rulings.push(report(context, fault, indices.get(..NAMED).unwrap_or(&indices), indices.len()));
        }
    }
    rulings
}

fn faults_of(position: &Position, is_priced: bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    let unit = position.unit.as_deref().map(str::trim).filter(|unit| !unit.is_empty());
    match position.quantity {
        // A percentage of another sum has no quantity of its own in some price books.
        None if unit.and_then(Unit::parse) == Some(Unit::Percent) => {}
        None => faults.push(Fault::Missing),
        Some(quantity) if quantity.is_zero() => faults.push(Fault::Zero),
        Some(quantity) if quantity.is_sign_negative() => faults.push(Fault::Negative),
        Some(_) => {}
    }
    match unit {
        None => faults.push(Fault::NoUnit),
        Some(unit) if unit.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') => {
            faults.push(Fault::UnitIsNumber);
        }
        Some(_) => {}
    }
    if let (Some(total), Some(computed), true) = (position.total_price, position.computed_price(), is_priced)
    {
        let difference = total.checked_sub(*computed).unwrap_or_default().abs();
        if difference > Decimal::new(1, 2) {
            faults.push(Fault::Sum);
        }
    }
    if position.measurement_mismatch().is_some() {
        faults.push(Fault::Measurement);
    }
    faults
}

/// Positions that repeat an earlier one in every column, in the same sheet and section.
fn duplicates(positions: &[Position]) -> Vec<usize> {
    let mut order: Vec<(usize, _)> = positions
        .iter()
        .enumerate()
        .filter(|(_, position)| position.quantity.is_some_and(|quantity| !quantity.is_zero()))
        .map(|(index, position)| {
            let place = (&position.sheet, &position.section, &position.code);
            (index, (place, &position.item_name, &position.unit, position.quantity, &position.note))
        })
        .collect();
    order.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
    let mut found: Vec<usize> = order
        .windows(2)
        .filter_map(|pair| match pair {
            [first, second] if first.1 == second.1 => Some(second.0),
            _ => None,
        })
        .collect();
    found.sort_unstable();
    found
}

fn report(context: &Context<'_>, fault: Fault, shown: &[usize], count: usize) -> Ruling {
    let lang = context.lang;
    let places = shown.iter().filter_map(|index| {
        let position = context.positions.get(*index)?;
        Some(bill::origin(*index, position).label(lang))
    });
    let location = places.collect::<Vec<_>>().join("; ");
    let detail = match (fault, shown.first().and_then(|index| context.positions.get(*index))) {
        (Fault::Sum, Some(position)) if count == 1 => sums(lang, position),
        (Fault::Measurement, Some(position)) if count == 1 => measured(lang, position),
        _ => String::new(),
    };
    let (code, severity, effect) = match fault {
        Fault::Sum => (Code::SumMismatch, Severity::High, Effect::Condition),
        Fault::Measurement => (Code::MeasurementMismatch, Severity::High, Effect::Condition),
        Fault::Zero => (Code::QtyZero, Severity::Medium, Effect::Condition),
        Fault::Missing => (Code::QtyMissing, Severity::Medium, Effect::Condition),
        Fault::NoUnit => (Code::UnitMissing, Severity::Medium, Effect::Condition),
        Fault::UnitIsNumber => (Code::UnitNumber, Severity::Medium, Effect::Condition),
        Fault::Duplicate => (Code::Duplicate, Severity::Medium, Effect::Condition),
        Fault::Negative => (Code::QtyNegative, Severity::Low, Effect::Nothing),
    };
    let what = match fault {
        Fault::Sum => say!(
            lang,
            "quantity × unit price is not the total",
            "množství × jednotková cena nedává celkovou cenu"
        ),
        Fault::Measurement => say!(
            lang,
            "the measurement comes to something else than is stated",
            "výkaz výměr nedává uvedenou hodnotu"
        ),
        Fault::Zero => say!(lang, "quantity is zero", "množství je nula"),
        Fault::Missing => say!(lang, "quantity is missing", "množství chybí"),
        Fault::NoUnit => say!(lang, "unit is missing", "měrná jednotka chybí"),
        Fault::UnitIsNumber => say!(lang, "the unit is a number", "měrná jednotka je číslo"),
        Fault::Duplicate => say!(
            lang,
            "repeats an earlier position in every column",
            "opakuje dřívější položku ve všech sloupcích"
        ),
        Fault::Negative => say!(lang, "negative quantity: a deduction", "záporné množství: méněpráce"),
    };
    let named = shown.len();
    let many = if count > 1 {
        say!(
            lang,
            " ({count} positions, the first {named} named here)",
            " (položek: {count}, zde první {named})"
        )
    } else {
        String::new()
    };
    let found = DocumentIssue {
        location,
        description: format!("{what}{many}{detail}"),
        impact: say!(
            lang,
            "quantity or price of the position cannot be relied on",
            "na množství nebo cenu položky se nelze spolehnout"
        ),
        recommendation: say!(lang, "correct or confirm the position", "položku opravit nebo potvrdit"),
        ..issue(code, severity)
    };
    Ruling::issue(found, effect, None)
}

fn measured(lang: Lang, position: &Position) -> String {
    let Some(mismatch) = position.measurement_mismatch() else { return String::new() };
    let stated = crate::text::shown(lang, mismatch.stated);
    let computed = crate::text::shown(lang, mismatch.computed.rounded(3));
    match mismatch.row {
        Some(row) => {
            let row = crate::text::shortened(&row, 120);
            say!(
                lang,
                ": “{row}” gives {computed} against {stated}",
                ": „{row}“ dává {computed} proti {stated}"
            )
        }
        None => say!(lang, ": {computed} against {stated}", ": {computed} proti {stated}"),
    }
}

fn sums(lang: Lang, position: &Position) -> String {
    let text = |number: Option<model::Number>| {
        number.map_or(String::new(), |number| crate::text::shown(lang, number))
    };
    let (computed, total) = (text(position.computed_price()), text(position.total_price));
    say!(lang, ": {computed} against {total} CZK", ": {computed} proti {total} Kč")
}
