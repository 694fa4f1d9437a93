//! Quantities, prices and sums: what the rules computed is carried, what they could not is at least added up.

use model::{
    Number, Section, SectionName, Severity,
    sections::{ConcreteMaterial, CostSummary, FormworkMaterial, MaterialsBreakdown, ReinforcementMaterial},
};
use rust_decimal::Decimal;

use super::{Claim, Ledger, arithmetic, brief_itself};
use crate::{Assessment, text::say};

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
        if claimed == estimate { ledger.confirmed(claim, note) } else { ledger.unverifiable(claim, note) }
    }
    let areas = (formwork.as_ref().and_then(|f| f.area_m2), rules.formwork.as_ref().and_then(|f| f.area_m2));
    quantity("formwork.area_m2", areas, 2, ledger);
    MaterialsBreakdown {
        concrete: rules.concrete.or(concrete),
        reinforcement: rules.reinforcement.or(reinforcement),
        formwork: rules.formwork.or(formwork),
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
fn sum(subject: impl Into<String>, claimed: Number, computed: Number, note: String, ledger: &mut Ledger) {
    let claim = Claim::new(subject, &claimed, &computed, arithmetic());
    if differs(claimed, computed, Decimal::ONE) {
        ledger.contradicted(claim, Severity::Medium, note);
    } else {
        ledger.confirmed(claim, note);
    }
}

/// Whether two numbers lie further apart than `tolerance`; numbers beyond the range of decimals do.
fn differs(left: Number, right: Number, tolerance: Decimal) -> bool {
    left.checked_sub(*right).is_none_or(|difference| difference.abs() > tolerance)
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
    let deviation = claimed.checked_sub(*computed).and_then(|difference| difference.checked_div(*computed));
    let percent = deviation
        .and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED))
        .map(|percent| percent.round_dp(1));
    let claim = Claim::new(format!("materials_breakdown.{path}"), &claimed, &computed, arithmetic());
    let Some(percent) = percent else {
        ledger.unverifiable(claim, say!(lang, "The numbers cannot be compared.", "Čísla nelze porovnat."));
        return;
    };
    let percent = percent.normalize();
    if percent >= Decimal::NEGATIVE_ONE && percent <= Decimal::from(allowance) {
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

/// The costs as the audit carries them: the rules' own, else the model's added up by code.
pub(super) fn verify_cost(
    assessment: &Assessment,
    mut claimed: CostSummary,
    ledger: &mut Ledger,
) -> CostSummary {
    claimed.vat_rate = claimed.vat_rate.map(as_fraction);
    let computed = added_up(&claimed);
    let Some(rules) = &assessment.costing.summary else {
        inner_sums(&claimed, &computed, ledger);
        return computed;
    };
    totals(&claimed, &computed, rules, assessment.costing.from_bill, ledger);
    let lang = ledger.lang;
    for (field, claimed, expected) in [
        ("direct_costs_czk", claimed.direct_costs_czk, rules.direct_costs_czk),
        ("indirect_costs_czk", claimed.indirect_costs_czk, rules.indirect_costs_czk),
        ("profit_czk", claimed.profit_czk, rules.profit_czk),
    ] {
        let (Some(claimed), Some(expected)) = (claimed, expected) else { continue };
        let subject = format!("cost_summary.{field}");
        if assessment.costing.from_bill {
            let note = say!(
                lang,
                "The bill's own prices give {expected}.",
                "Vlastní ceny soupisu dávají {expected}."
            );
            sum(subject, claimed, expected, note, ledger);
        } else if differs(claimed, expected, Decimal::ONE) {
            let note = say!(
                lang,
                "The audit prices with its own set, which gives {expected}; other prices cannot be checked.",
                "Audit oceňuje vlastní cenovou sadou, ta dává {expected}; jiné ceny nelze ověřit."
            );
            ledger.unverifiable(Claim::new(subject, &claimed, &expected, arithmetic()), note);
        } else {
            let note = say!(lang, "As the price set gives.", "Podle cenové sady.");
            ledger.confirmed(Claim::new(subject, &claimed, &expected, arithmetic()), note);
        }
    }
    if let (Some(claimed), Some(expected)) = (claimed.vat_rate, rules.vat_rate) {
        vat_rate(claimed, expected, rules.vat_rate_assumed, ledger);
    }
    rules.clone()
}

fn vat_rate(claimed: Number, expected: Number, is_assumed: bool, ledger: &mut Ledger) {
    let lang = ledger.lang;
    let claim = Claim::new("cost_summary.vat_rate", &claimed, &expected, brief_itself());
    if claimed == expected {
        ledger
            .confirmed(claim, say!(lang, "The rate that the audit uses.", "Sazba, se kterou audit počítá."));
    } else if is_assumed {
        let note = say!(lang, "The brief gives no rate.", "Zadání sazbu neuvádí.");
        ledger.unverifiable(claim, note);
    } else {
        let note = say!(lang, "The brief gives the rate {expected}.", "Zadání uvádí sazbu {expected}.");
        ledger.contradicted(claim, Severity::Medium, note);
    }
}

/// A model's own sums against its own parts.
fn inner_sums(claimed: &CostSummary, computed: &CostSummary, ledger: &mut Ledger) {
    let lang = ledger.lang;
    for (field, claimed, computed) in [
        ("subtotal_excl_vat_czk", claimed.subtotal_excl_vat_czk, computed.subtotal_excl_vat_czk),
        ("vat_czk", claimed.vat_czk, computed.vat_czk),
        ("total_incl_vat_czk", claimed.total_incl_vat_czk, computed.total_incl_vat_czk),
    ] {
        let (Some(claimed), Some(computed)) = (claimed, computed) else { continue };
        let note = say!(lang, "The parts add up to {computed}.", "Části dávají součet {computed}.");
        sum(format!("cost_summary.{field}"), claimed, computed, note, ledger);
    }
}

/// A model's sums against those that the audit carries; a sum that is not even that of its own parts is contradicted.
fn totals(
    claimed: &CostSummary,
    computed: &CostSummary,
    rules: &CostSummary,
    from_bill: bool,
    ledger: &mut Ledger,
) {
    let lang = ledger.lang;
    let of = |costs: &CostSummary| [costs.subtotal_excl_vat_czk, costs.vat_czk, costs.total_incl_vat_czk];
    let fields = ["subtotal_excl_vat_czk", "vat_czk", "total_incl_vat_czk"];
    let sums = of(claimed).into_iter().zip(of(computed)).zip(of(rules));
    for (field, ((claimed, computed), expected)) in fields.into_iter().zip(sums) {
        let (Some(claimed), Some(expected)) = (claimed, expected) else { continue };
        let claim = Claim::new(format!("cost_summary.{field}"), &claimed, &expected, arithmetic());
        let parts = computed.filter(|parts| differs(claimed, *parts, Decimal::ONE));
        if !differs(claimed, expected, Decimal::ONE) {
            let note = say!(lang, "The sum that the audit carries.", "Součet, který uvádí audit.");
            ledger.confirmed(claim, note);
        } else if let Some(parts) = parts {
            let note = say!(
                lang,
                "The model's own parts add up to {parts}; the audit carries {expected}.",
                "Vlastní části modelu dávají {parts}; audit uvádí {expected}."
            );
            ledger.contradicted(claim, Severity::Medium, note);
        } else if from_bill {
            let note = say!(
                lang,
                "The bill's own prices give {expected}.",
                "Vlastní ceny soupisu dávají {expected}."
            );
            ledger.contradicted(claim, Severity::Medium, note);
        } else {
            let note = say!(
                lang,
                "The audit prices with its own set, which gives {expected}; other prices cannot be checked.",
                "Audit oceňuje vlastní cenovou sadou, ta dává {expected}; jiné ceny nelze ověřit."
            );
            ledger.unverifiable(claim, note);
        }
    }
}

/// The same parts with their sums made by code; nothing is made up where no part is known.
fn added_up(claimed: &CostSummary) -> CostSummary {
    let parts =
        [claimed.direct_costs_czk, claimed.indirect_costs_czk, claimed.profit_czk, claimed.site_costs_czk];
    if claimed.direct_costs_czk.is_none() {
        return claimed.clone();
    }
    let parts = parts.map(|part| part.unwrap_or_default().to_hellers());
    let subtotal = parts.into_iter().sum::<Number>();
    let standard = Number::from(Decimal::new(21, 2));
    let rate = claimed.vat_rate.unwrap_or(standard);
    let vat = subtotal.checked_mul(*rate).map(|vat| Number::from(vat).to_hellers());
    CostSummary {
        direct_costs_czk: parts.first().copied(),
        indirect_costs_czk: parts.get(1).copied(),
        profit_czk: parts.get(2).copied(),
        site_costs_czk: parts.get(3).copied(),
        subtotal_excl_vat_czk: Some(subtotal),
        vat_rate: Some(rate),
        vat_rate_assumed: true,
        vat_czk: vat,
        total_incl_vat_czk: vat.map(|vat| [subtotal, vat].into_iter().sum()),
        cost_per_m3_concrete_czk: None,
        price_basis: claimed.price_basis.clone(),
    }
}

/// `21` is `0.21`.
fn as_fraction(rate: Number) -> Number {
    if *rate >= Decimal::ONE { Number::from(*rate / Decimal::ONE_HUNDRED) } else { rate }
}
