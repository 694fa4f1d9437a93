//! What is odd about positions: told as warnings, never mended.

use std::collections::BTreeMap;

use model::{Number, Position};

use crate::{
    Warning, WarningCode,
    bill::is_priced,
    warning::{Words, words},
};

/// Adds a warning for everything odd about `positions`.
pub(crate) fn check(positions: &[Position], warnings: &mut Vec<Warning>) {
    let priced = positions.iter().any(is_priced);
    let mut add = |position: &Position, code, fault: &Words| {
        let name = position.code.as_deref().unwrap_or(&position.item_name);
        let words = Words {
            en: format!("position {name} {}", fault.en),
            cs: format!("položka {name} {}", fault.cs),
        };
        warnings.push(Warning::new(code, position.sheet.as_deref(), position.row, words));
    };
    let mut seen: BTreeMap<_, &Position> = BTreeMap::new();
    for position in positions {
        for (code, fault) in faults(position, priced) {
            add(position, code, &fault);
        }
        let place = (&position.sheet, &position.section, &position.code);
        let content = (&position.item_name, &position.unit, position.quantity, &position.note);
        if position.quantity.is_some_and(|quantity| quantity != Number::ZERO)
            && let Some(first) = seen.insert((place, content), position)
        {
            let fault = first.row.map_or_else(
                || words("repeats an earlier one", "opakuje dřívější položku"),
                |row| Words {
                    en: format!("repeats that of row {row}"),
                    cs: format!("opakuje položku z řádku {row}"),
                },
            );
            add(position, WarningCode::Duplicate, &fault);
        }
    }
}

/// What is odd about a position by itself.
fn faults(position: &Position, priced: bool) -> Vec<(WarningCode, Words)> {
    let mut faults = Vec::new();
    let mut add = |code, en: &str, cs: &str| faults.push((code, words(en, cs)));
    match position.unit_original.as_deref() {
        None => add(WarningCode::UnitMissing, "has no unit", "nemá měrnou jednotku"),
        Some(unit) if Number::parse(unit).is_some() => {
            let (en, cs) =
                (format!("has the number {unit} as its unit"), format!("má místo jednotky číslo {unit}"));
            add(WarningCode::UnitIsNumber, &en, &cs);
        }
        Some(_) => {}
    }
    match position.quantity {
        None => add(WarningCode::QuantityMissing, "has no quantity", "nemá množství"),
        Some(quantity) if quantity == Number::ZERO => {
            add(WarningCode::QuantityZero, "has the quantity 0", "má množství 0");
        }
        Some(quantity) if quantity < Number::ZERO => {
            let (en, cs) =
                (format!("has the negative quantity {quantity}"), format!("má záporné množství {quantity}"));
            add(WarningCode::QuantityNegative, &en, &cs);
        }
        Some(_) => {}
    }
    match position.price() {
        None if priced => {
            add(WarningCode::PriceMissing, "has no price in a priced bill", "nemá cenu v oceněném rozpočtu");
        }
        Some(price) if priced && price == Number::ZERO => {
            add(WarningCode::PriceZero, "costs 0 in a priced bill", "stojí 0 v oceněném rozpočtu");
        }
        _ => {}
    }
    if let Some((computed, stated)) = differing_totals(position) {
        let en = format!("states a total of {stated}, but quantity × unit price is {computed}");
        let cs = format!("uvádí cenu celkem {stated}, ale množství × jednotková cena je {computed}");
        add(WarningCode::TotalDiffers, &en, &cs);
    }
    faults.extend(mismeasured(position).map(|words| (WarningCode::MeasurementMismatch, words)));
    faults
}

fn mismeasured(position: &Position) -> Option<Words> {
    let mismatch = position.measurement_mismatch()?;
    let (stated, computed) = (mismatch.stated, mismatch.computed.rounded(3));
    Some(match mismatch.row {
        Some(row) => Words {
            en: format!("states {stated} for the measurement {row:?}, which comes to {computed}"),
            cs: format!("uvádí {stated} pro výměru „{row}“, která dává {computed}"),
        },
        None => Words {
            en: format!("has the quantity {stated}, but its measurement comes to {computed}"),
            cs: format!("má množství {stated}, ale výkaz výměr dává {computed}"),
        },
    })
}

/// The computed and the stated total where they differ by more than a heller and a rounding.
fn differing_totals(position: &Position) -> Option<(Number, Number)> {
    let (computed, stated) = (position.computed_price()?, position.total_price?);
    let difference = Number::from(computed.checked_sub(*stated)?.abs());
    let tolerance = Number::parse("0.015")?;
    // A percent item is computed from the sum of other items, not from its own quantity alone.
    let is_percent = position.unit.as_deref() == Some("%");
    (difference > tolerance && !is_percent).then_some((computed, stated))
}
