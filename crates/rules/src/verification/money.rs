//! Quantities and prices of materials: what the rules computed is carried, what they could not is at least multiplied out.

use model::{
    Number, Section, SectionName, Severity,
    sections::{ConcreteMaterial, FormworkMaterial, MaterialsBreakdown, ReinforcementMaterial},
};
use rust_decimal::Decimal;

use super::{Claim, Ledger, arithmetic, brief_itself, subject::strength};
use crate::{
    Assessment,
    element::{StructuralElement, quantities},
    text::say,
};

/// The materials as the audit carries them.
pub(super) fn verify_materials(
    assessment: &Assessment,
    claimed: MaterialsBreakdown,
    ledger: &mut Ledger,
) -> MaterialsBreakdown {
    let Section::MaterialsBreakdown(rules) = assessment.section(SectionName::MaterialsBreakdown) else {
        return claimed;
    };
    let steel_is_given = assessment.costing.from_bill
        || assessment.elements().iter().any(|element| element.quantities.reinforcement_t.is_some());
    left_out(&claimed, &rules, (steel_is_given, assessment.costing.from_bill), ledger);
    concrete_class(assessment, &claimed, &rules, ledger);
    let concrete = claimed.concrete.map(|concrete| {
        let total =
            product("concrete", concrete.volume_m3, concrete.unit_price_czk, concrete.total_czk, ledger);
        ConcreteMaterial { total_czk: total, ..concrete }
    });
    let reinforcement = claimed.reinforcement.map(|steel| {
        let total =
            product("reinforcement", steel.total_tonnes, steel.unit_price_czk, steel.total_czk, ledger);
        ReinforcementMaterial { total_czk: total, ..steel }
    });
    let formwork = claimed.formwork.map(|formwork| {
        let total =
            product("formwork", formwork.area_m2, formwork.unit_price_czk, formwork.total_czk, ledger);
        FormworkMaterial { total_czk: total, ..formwork }
    });
    // Concrete above its net volume may be waste; the other quantities have no such allowance.
    let volumes =
        (concrete.as_ref().and_then(|c| c.volume_m3), rules.concrete.as_ref().and_then(|c| c.volume_m3));
    let volumes = match drawn_volume(assessment) {
        // A bill with its allowance and the drawing are both right.
        Some(drawn) if volumes.0.is_some_and(|claimed| is_within(claimed, drawn, 5)) => {
            (volumes.0, Some(drawn))
        }
        _ => volumes,
    };
    quantity("concrete.volume_m3", volumes, 5, ledger);
    let masses = (
        reinforcement.as_ref().and_then(|s| s.total_tonnes),
        rules.reinforcement.as_ref().and_then(|s| s.total_tonnes),
    );
    if steel_is_given {
        quantity("reinforcement.total_tonnes", masses, 1, ledger);
    } else if let (Some(claimed), Some(estimate)) = masses {
        let note = say!(
            ledger.lang,
            "The brief gives no mass; the rules estimate {estimate} t from the usual content.",
            "Zadání hmotnost neuvádí; pravidla odhadují {estimate} t z obvyklého vyztužení."
        );
        let claim =
            Claim::new("materials_breakdown.reinforcement.total_tonnes", &claimed, &estimate, arithmetic());
        if is_implausible(claimed, estimate) {
            ledger.contradicted(claim, Severity::Medium, note);
        } else if claimed == estimate {
            ledger.confirmed(claim, note);
        } else {
            ledger.unverifiable(claim, note);
        }
    }
    let areas = (formwork.as_ref().and_then(|f| f.area_m2), rules.formwork.as_ref().and_then(|f| f.area_m2));
    quantity("formwork.area_m2", areas, 2, ledger);
    MaterialsBreakdown {
        concrete: rules.concrete.or(concrete),
        reinforcement: rules.reinforcement.or(reinforcement),
        formwork: rules.formwork.or(formwork),
    }
}

/// More than three times the estimate or less than a third: beyond any band of usual contents.
fn is_implausible(claimed: Number, estimate: Number) -> bool {
    let three = Decimal::from(3);
    let tripled = |number: Number| number.checked_mul(three);
    tripled(estimate).is_some_and(|most| *claimed > most)
        || tripled(claimed).is_some_and(|claimed| claimed < *estimate)
}

/// A material whose quantity the documents give, left out of a breakdown that names others.
fn left_out(
    claimed: &MaterialsBreakdown,
    rules: &MaterialsBreakdown,
    (steel_is_given, from_bill): (bool, bool),
    ledger: &mut Ledger,
) {
    let is_breakdown =
        claimed.concrete.is_some() || claimed.reinforcement.is_some() || claimed.formwork.is_some();
    let volume = rules.concrete.as_ref().and_then(|concrete| concrete.volume_m3);
    let mass = rules.reinforcement.as_ref().and_then(|steel| steel.total_tonnes).filter(|_| steel_is_given);
    let area = rules.formwork.as_ref().and_then(|formwork| formwork.area_m2).filter(|_| from_bill);
    let rows = [
        ("concrete", claimed.concrete.is_some(), volume, "m³"),
        ("reinforcement", claimed.reinforcement.is_some(), mass, "t"),
        ("formwork", claimed.formwork.is_some(), area, "m²"),
    ];
    for (material, is_claimed, expected, unit) in rows {
        let Some(expected) = expected.filter(|_| is_breakdown && !is_claimed) else { continue };
        let note = say!(
            ledger.lang,
            "Left out, although the documents give {expected} {unit}.",
            "Vynecháno, ačkoli podklady dávají {expected} {unit}."
        );
        let expected = format!("{expected} {unit}");
        let claim = Claim::new(format!("materials_breakdown.{material}"), "–", &expected, brief_itself());
        ledger.contradicted(claim, Severity::Medium, note);
    }
}

/// The class that the price is for: neither below the one that is ordered nor below the one that is required.
fn concrete_class(
    assessment: &Assessment,
    claimed: &MaterialsBreakdown,
    rules: &MaterialsBreakdown,
    ledger: &mut Ledger,
) {
    let class = |materials: &MaterialsBreakdown| {
        materials.concrete.as_ref().and_then(|concrete| concrete.concrete_class.clone())
    };
    let (Some(written), Some(expected)) = (class(claimed), class(rules)) else { return };
    let ordered = assessment.elements.iter().filter_map(StructuralElement::specified_class).min();
    let priced = strength(&expected).and_then(Result::ok);
    // A price for what is ordered is right, whether or not the order is.
    let least = ordered.into_iter().chain(priced).min();
    let holds = match strength(&written) {
        Some(Ok(class)) => least.is_none_or(|least| class >= least),
        Some(Err(_)) => false,
        None => strength(&expected).is_none(),
    };
    let claim =
        Claim::new("materials_breakdown.concrete.concrete_class", &written, &expected, brief_itself());
    if !holds {
        let note =
            say!(ledger.lang, "The concrete to be priced is {expected}.", "Ocenit se má beton {expected}.");
        ledger.contradicted(claim, Severity::High, note);
    }
}

/// Quantity × unit price, where both are known; a total that differs by more than a crown is contradicted.
fn product(
    material: &str,
    quantity: Option<Number>,
    price: Option<Number>,
    total: Option<Number>,
    ledger: &mut Ledger,
) -> Option<Number> {
    let (Some(quantity), Some(price)) = (quantity, price) else { return total };
    let Some(computed) = quantity.checked_mul(*price).map(|product| Number::from(product).to_hellers())
    else {
        return total;
    };
    if let Some(total) = total {
        let note =
            say!(ledger.lang, "{quantity} × {price} is {computed}.", "{quantity} × {price} je {computed}.");
        sum(format!("materials_breakdown.{material}.total_czk"), total, computed, note, ledger);
    }
    Some(computed)
}

/// A sum within a crown is confirmed, another contradicted.
pub(super) fn sum(
    subject: impl Into<String>,
    claimed: Number,
    computed: Number,
    note: String,
    ledger: &mut Ledger,
) {
    let claim = Claim::new(subject, &claimed, &computed, arithmetic());
    if differs(claimed, computed, Decimal::ONE) {
        ledger.contradicted(claim, Severity::Medium, note);
    } else {
        ledger.confirmed(claim, note);
    }
}

/// Whether two numbers lie further apart than `tolerance`; numbers beyond the range of decimals do.
pub(super) fn differs(left: Number, right: Number, tolerance: Decimal) -> bool {
    left.checked_sub(*right).is_none_or(|difference| difference.abs() > tolerance)
}

/// How far the first lies from the second, in percent with one decimal place; `None` beyond the range of decimals.
fn deviation(claimed: Number, computed: Number) -> Option<Decimal> {
    let share = claimed.checked_sub(*computed)?.checked_div(*computed)?;
    Some(share.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(1).normalize())
}

/// From one percent less to `allowance` percent more.
fn is_within(claimed: Number, computed: Number, allowance: u32) -> bool {
    deviation(claimed, computed)
        .is_some_and(|percent| percent >= Decimal::NEGATIVE_ONE && percent <= Decimal::from(allowance))
}

/// The volume by the dimensions, where every element has some.
fn drawn_volume(assessment: &Assessment) -> Option<Number> {
    let volumes: Option<Vec<Number>> =
        assessment.elements.iter().map(|element| quantities::computed(element).volume).collect();
    volumes.filter(|volumes| !volumes.is_empty()).map(|volumes| volumes.into_iter().sum())
}

/// A quantity against the computed one; up to `allowance` percent above it counts as waste.
fn quantity(
    path: &str,
    (claimed, computed): (Option<Number>, Option<Number>),
    allowance: u32,
    ledger: &mut Ledger,
) {
    let (Some(claimed), Some(computed)) = (claimed, computed) else { return };
    let lang = ledger.lang;
    let percent = deviation(claimed, computed);
    let claim = Claim::new(format!("materials_breakdown.{path}"), &claimed, &computed, arithmetic());
    let Some(percent) = percent else {
        ledger.unverifiable(claim, say!(lang, "The numbers cannot be compared.", "Čísla nelze porovnat."));
        return;
    };
    if is_within(claimed, computed, allowance) {
        let note = say!(
            lang,
            "{percent} % from the quantity that the rules have.",
            "Odchylka {percent} % od množství podle pravidel."
        );
        ledger.confirmed(claim, note);
    } else {
        let severity = if percent.abs() > Decimal::TEN { Severity::High } else { Severity::Medium };
        let note = say!(
            lang,
            "{percent} % off the quantity that the rules have from dimensions or positions.",
            "Odchylka {percent} % od množství, které pravidla mají z rozměrů nebo položek."
        );
        ledger.contradicted(claim, severity, note);
    }
}
