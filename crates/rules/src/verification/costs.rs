//! Costs: sums, VAT and the cost per m³. The rules' own are carried, else the model's added up by code.

use model::{Lang, Number, Severity, Source, sections::CostSummary};
use rust_decimal::Decimal;

use super::{
    Claim, Ledger, arithmetic, brief_itself,
    money::{differs, sum},
};
use crate::{Assessment, text::say};

/// The costs as the audit carries them: the rules' own, else the model's added up by code.
pub(super) fn verify(assessment: &Assessment, mut claimed: CostSummary, ledger: &mut Ledger) -> CostSummary {
    claimed.vat_rate = claimed.vat_rate.map(as_fraction);
    let computed = added_up(&claimed);
    per_cubic_metre(assessment, &claimed, &computed, ledger);
    let Some(rules) = &assessment.costing.summary else {
        inner_sums(&claimed, &computed, ledger);
        if let Some(rate) = claimed.vat_rate.filter(|rate| !is_legal(*rate)) {
            ledger.contradicted(vat_claim(rate, "0.21"), Severity::Medium, no_such_rate(ledger.lang));
        }
        return computed;
    };
    totals(&claimed, &computed, rules, assessment.costing.from_bill, ledger);
    let lang = ledger.lang;
    let do_not_add_up = disagree(&claimed, &computed);
    for (field, claimed, expected) in [
        ("direct_costs_czk", claimed.direct_costs_czk, rules.direct_costs_czk),
        ("indirect_costs_czk", claimed.indirect_costs_czk, rules.indirect_costs_czk),
        ("profit_czk", claimed.profit_czk, rules.profit_czk),
        ("site_costs_czk", claimed.site_costs_czk, rules.site_costs_czk),
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
        } else if differs(claimed, expected, Decimal::ONE) && do_not_add_up {
            let note = say!(
                lang,
                "The parts do not give the sums beside them; the audit's own prices give {expected}.",
                "Části nedávají uvedené součty; vlastní ceny auditu dávají {expected}."
            );
            ledger.contradicted(
                Claim::new(subject, &claimed, &expected, arithmetic()),
                Severity::Medium,
                note,
            );
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
        vat_rate(claimed, expected, (rules.vat_rate_assumed, do_not_add_up), ledger);
    }
    rules.clone()
}

/// Whether a sum that a model writes is not that of its own parts.
fn disagree(claimed: &CostSummary, computed: &CostSummary) -> bool {
    let sums = |costs: &CostSummary| [costs.subtotal_excl_vat_czk, costs.vat_czk, costs.total_incl_vat_czk];
    let pairs = sums(claimed).into_iter().zip(sums(computed));
    pairs
        .filter_map(|(claimed, computed)| claimed.zip(computed))
        .any(|(claimed, computed)| differs(claimed, computed, Decimal::ONE))
}

fn vat_rate(
    claimed: Number,
    expected: Number,
    (is_assumed, do_not_add_up): (bool, bool),
    ledger: &mut Ledger,
) {
    let lang = ledger.lang;
    let claim = Claim::new("cost_summary.vat_rate", &claimed, &expected, brief_itself());
    if claimed == expected {
        ledger
            .confirmed(claim, say!(lang, "The rate that the audit uses.", "Sazba, se kterou audit počítá."));
    } else if is_assumed && !is_legal(claimed) {
        ledger.contradicted(vat_claim(claimed, &claim.expected), Severity::Medium, no_such_rate(lang));
    } else if is_assumed && do_not_add_up {
        let note = say!(
            lang,
            "The tax and the sums beside it are not of this rate.",
            "Uvedená daň a součty této sazbě neodpovídají."
        );
        ledger.contradicted(claim, Severity::Medium, note);
    } else if is_assumed {
        let note = say!(lang, "The brief gives no rate.", "Zadání sazbu neuvádí.");
        ledger.unverifiable(claim, note);
    } else {
        let note = say!(lang, "The brief gives the rate {expected}.", "Zadání uvádí sazbu {expected}.");
        ledger.contradicted(claim, Severity::Medium, note);
    }
}

/// The Czech rates since 2024, and none where the buyer owes the tax.
fn is_legal(rate: Number) -> bool {
    [0, 12, 21].into_iter().any(|percent| *rate == Decimal::new(percent, 2))
}

fn vat_claim(claimed: Number, expected: &str) -> Claim {
    let law = Source { standard: "235/2004 Sb.".to_owned(), clause: "§ 47".to_owned(), verified: true };
    Claim::new("cost_summary.vat_rate", &claimed, expected, law)
}

fn no_such_rate(lang: Lang) -> String {
    say!(
        lang,
        "There is no such rate: 21 %, 12 %, or 0 where the buyer owes the tax.",
        "Taková sazba neexistuje: 21 %, 12 %, nebo 0 při přenesené daňové povinnosti."
    )
}

/// The cost per m³ is the subtotal over the volume; a volume with waste makes it up to five percent less.
fn per_cubic_metre(
    assessment: &Assessment,
    claimed: &CostSummary,
    computed: &CostSummary,
    ledger: &mut Ledger,
) {
    let volume = assessment.costing.materials.concrete.as_ref().and_then(|concrete| concrete.volume_m3);
    let own = assessment.costing.summary.as_ref().and_then(|own| own.cost_per_m3_concrete_czk);
    let Some(per_m3) = claimed.cost_per_m3_concrete_czk.filter(|claimed| Some(*claimed) != own) else {
        return;
    };
    let subtotal = claimed.subtotal_excl_vat_czk.or(computed.subtotal_excl_vat_czk);
    let (Some(subtotal), Some(volume)) = (subtotal, volume) else { return };
    let Some(expected) = subtotal.checked_div(*volume).map(|cost| Number::from(cost).to_hellers()) else {
        return;
    };
    let bound = |percent: i64| expected.checked_mul(Decimal::new(percent, 2));
    let is_near = bound(94).zip(bound(102)).is_some_and(|(least, most)| *per_m3 >= least && *per_m3 <= most);
    let claim = Claim::new("cost_summary.cost_per_m3_concrete_czk", &per_m3, &expected, arithmetic());
    let note = say!(
        ledger.lang,
        "{subtotal} over {volume} m³ is {expected}.",
        "{subtotal} na {volume} m³ je {expected}."
    );
    if is_near { ledger.confirmed(claim, note) } else { ledger.contradicted(claim, Severity::Medium, note) }
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

/// `21` is `0.21`. What is no percentage below 100 stays as it is, so that doing it twice changes nothing.
fn as_fraction(rate: Number) -> Number {
    let is_percentage = *rate >= Decimal::ONE && *rate < Decimal::ONE_HUNDRED;
    if is_percentage { Number::from(*rate / Decimal::ONE_HUNDRED) } else { rate }
}
