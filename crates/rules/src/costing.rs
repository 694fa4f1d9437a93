//! Materials and costs: of a priced bill its own sums, else quantities times one named and dated price set.
//!
//! Every sum is made here in decimals. Nothing is priced that has no quantity, and what a price does not hold is said.

mod bill;
mod materials;
mod position;
mod vat;

use model::{
    Brief, Lang, Number,
    sections::{CostSummary, MaterialsBreakdown, Warning},
};
use rust_decimal::Decimal;
use standards::prices::{Basis, PriceSet};

use crate::{
    Settings,
    element::StructuralElement,
    finding::Finding,
    text::{say, shown},
};

/// What the rules say about materials and costs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Costing {
    /// Concrete, reinforcement, formwork.
    pub(crate) materials: MaterialsBreakdown,
    /// The sums; `None` where there is nothing to price.
    pub(crate) summary: Option<CostSummary>,
    /// What was assumed for it.
    pub(crate) assumptions: Vec<String>,
    /// What is missing from the sums.
    pub(crate) warnings: Vec<Warning>,
    /// Unit prices outside of their bands.
    pub(crate) findings: Vec<Finding>,
    /// Whether the sums are the bill's own, not a price set's.
    pub(crate) from_bill: bool,
}

/// Prices a brief.
pub(crate) fn estimate(brief: &Brief, elements: &[StructuralElement], settings: &Settings) -> Costing {
    let given = vat::given(brief);
    let mut costing = match bill::Priced::of(brief) {
        Some(bill) => bill.costing(elements, &given, settings.lang),
        None => from_price_set(brief, elements, &given, settings),
    };
    if costing.summary.is_some() {
        costing.findings.extend(given.conflict(settings.lang));
    }
    costing
}

/// Amounts without VAT, each rounded to hellers.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    direct: Number,
    indirect: Number,
    profit: Number,
    site: Number,
}

/// The rate of VAT as a fraction.
#[derive(Clone, Copy, Debug)]
struct Vat {
    rate: Number,
    assumed: bool,
}

/// A sum beyond this is an error of the input; up to it every sum is exact, also as a JSON number.
const GREATEST_SUM_CZK: i64 = 1_000_000_000_000;

impl Sums {
    fn are_credible(&self) -> bool {
        let greatest = Decimal::from(GREATEST_SUM_CZK);
        [self.direct, self.indirect, self.profit, self.site].iter().all(|sum| sum.abs() <= greatest)
    }

    /// Adds up: subtotal = direct + indirect + profit + site, total = subtotal + VAT.
    fn summary(&self, vat: Vat, concrete_m3: Option<Number>, price_basis: String) -> CostSummary {
        let subtotal = [self.direct, self.indirect, self.profit, self.site].into_iter().sum::<Number>();
        let vat_czk = Number::from(*subtotal * *vat.rate).to_hellers();
        let positive = concrete_m3.filter(|volume| **volume > Decimal::ZERO);
        let per_m3 = positive.and_then(|volume| subtotal.checked_div(*volume));
        CostSummary {
            direct_costs_czk: Some(self.direct),
            indirect_costs_czk: Some(self.indirect),
            profit_czk: Some(self.profit),
            site_costs_czk: Some(self.site),
            subtotal_excl_vat_czk: Some(subtotal),
            vat_rate: Some(vat.rate),
            vat_rate_assumed: vat.assumed,
            vat_czk: Some(vat_czk),
            total_incl_vat_czk: Some([subtotal, vat_czk].into_iter().sum()),
            cost_per_m3_concrete_czk: per_m3.map(|price| Number::from(price).to_hellers()),
            price_basis,
        }
    }
}

/// Quantity × price in whole hellers; `None` beyond the range of decimals.
fn amount(quantity: Number, price: Number) -> Option<Number> {
    quantity.checked_mul(*price).map(|product| Number::from(product).to_hellers())
}

fn percent(of: Number, percent: Decimal) -> Number {
    of.checked_mul(percent / Decimal::ONE_HUNDRED)
        .map_or(Number::ZERO, |part| Number::from(part).to_hellers())
}

/// The volume to divide the costs by, and why there is none: concrete without a price would make each cubic metre look
/// cheap.
fn per_cubic_metre(volume: Option<Number>, is_all_priced: bool, lang: Lang) -> (Option<Number>, String) {
    if volume.is_none() || is_all_priced {
        return (volume, String::new());
    }
    let note = say!(
        lang,
        " No cost per m³ is given: some of the concrete has no price.",
        " Cena na m³ se neuvádí: část betonu nemá cenu."
    );
    (None, note)
}

/// The sum of all, or the place of the first that makes it go beyond the range of decimals.
fn checked_sum(amounts: impl Iterator<Item = Number>) -> Result<Number, usize> {
    let mut sum = Decimal::ZERO;
    for (place, amount) in amounts.enumerate() {
        sum = sum.checked_add(*amount).ok_or(place)?;
    }
    Ok(Number::from(sum))
}

fn beyond_decimals(what: &str, lang: Lang) -> Warning {
    let Warning { level, category, recommendation, .. } = unbelievable_sum(lang);
    let message = say!(
        lang,
        "{what}: quantity or price is too great to calculate with, so no costs are given.",
        "{what}: množství nebo cena jsou příliš velké pro výpočet, náklady se proto neuvádějí."
    );
    Warning { level, category, message, recommendation }
}

fn unbelievable_sum(lang: Lang) -> Warning {
    Warning {
        level: model::Severity::High,
        category: "cost".to_owned(),
        message: say!(
            lang,
            "The sums go beyond 10^12 CZK, so no costs are given.",
            "Součty přesahují 10^12 Kč, náklady se proto neuvádějí."
        ),
        recommendation: say!(
            lang,
            "Check the quantities and unit prices of the bill.",
            "Zkontrolujte množství a jednotkové ceny soupisu."
        ),
    }
}

fn vat_of(
    given: &vat::Given,
    set_percent: Option<Decimal>,
    lang: Lang,
    assumptions: &mut Vec<String>,
) -> Vat {
    if let Some(rate) = given.rate {
        return Vat { rate, assumed: false };
    }
    let standard = Decimal::new(21, 2);
    let rate = set_percent.map_or(standard, |percent| percent / Decimal::ONE_HUNDRED);
    let percent = shown(lang, (rate * Decimal::ONE_HUNDRED).normalize());
    if !given.rivals.is_empty() {
        let rates = given.rivals(lang);
        assumptions.push(say!(
            lang,
            "VAT rate {percent} % is assumed, the brief gives several ({rates}).",
            "Sazba DPH {percent} % je předpoklad, zadání uvádí různé ({rates})."
        ));
        return Vat { rate: Number::from(rate), assumed: true };
    }
    assumptions.push(say!(
        lang,
        "VAT rate {percent} % is assumed, the brief gives none: 12 % applies to social housing, and between VAT payers \
         construction work is invoiced without VAT (domestic reverse charge).",
        "Sazba DPH {percent} % je předpoklad, zadání žádnou neuvádí: pro sociální bydlení platí 12 %, mezi plátci DPH se \
         stavební práce fakturují bez DPH (přenesení daňové povinnosti)."
    ));
    Vat { rate: Number::from(rate), assumed: true }
}

fn from_price_set(
    brief: &Brief,
    elements: &[StructuralElement],
    given: &vat::Given,
    settings: &Settings,
) -> Costing {
    let (lang, set) = (settings.lang, &settings.prices);
    let mut costing = Costing::default();
    let takeoff = materials::TakeOff::of(elements, &brief.positions, set, lang);
    costing.materials = takeoff.breakdown(set, lang);
    let (is_all_priced, overflow) = (takeoff.is_all_priced(), takeoff.overflow(set, lang));
    costing.assumptions.extend(takeoff.assumptions);
    costing.warnings.extend(takeoff.warnings);
    costing.findings.extend(takeoff.findings);
    if let Some(material) = overflow {
        costing.warnings.push(beyond_decimals(&material, lang));
        return costing;
    }
    let materials = &costing.materials;
    let totals = [
        materials.concrete.as_ref().and_then(|concrete| concrete.total_czk),
        materials.reinforcement.as_ref().and_then(|steel| steel.total_czk),
        materials.formwork.as_ref().and_then(|formwork| formwork.total_czk),
    ];
    let direct = totals.into_iter().flatten().sum::<Number>();
    if *direct <= Decimal::ZERO {
        return costing;
    }
    let indirect = percent(direct, set.indirect_percent);
    let profit = percent([direct, indirect].into_iter().sum(), set.profit_percent);
    let sums = Sums { direct, indirect, profit, site: Number::ZERO };
    if !sums.are_credible() {
        costing.warnings.push(unbelievable_sum(lang));
        return costing;
    }
    // A user's own rate is given, not assumed.
    let own_rate =
        set.vat_percent.filter(|_| set.is_own()).map(|rate| Number::from(rate / Decimal::ONE_HUNDRED));
    let given = vat::Given { rate: given.rate.or(own_rate), rivals: given.rivals.clone() };
    let vat = vat_of(&given, set.vat_percent, lang, &mut costing.assumptions);
    let volume = materials.concrete.as_ref().and_then(|concrete| concrete.volume_m3);
    let (volume, note) = per_cubic_metre(volume, is_all_priced, lang);
    costing.summary = Some(sums.summary(vat, volume, price_basis(set, lang) + &note));
    costing.assumptions.push(overheads(set, lang));
    costing
}

fn overheads(set: &PriceSet, lang: Lang) -> String {
    let (indirect, profit) = (shown(lang, set.indirect_percent), shown(lang, set.profit_percent));
    say!(
        lang,
        "Indirect costs {indirect} % and profit {profit} % are parameters of the price set, not of this contractor.",
        "Nepřímé náklady {indirect} % a zisk {profit} % jsou parametry cenové sady, ne konkrétního zhotovitele."
    )
}

fn price_basis(set: &PriceSet, lang: Lang) -> String {
    let as_of = &set.as_of;
    let (name, source) = match lang {
        Lang::En => (&set.name, &set.source),
        Lang::Cs => (&set.name_cs, &set.source_cs),
    };
    let source = if source.is_empty() { String::new() } else { format!("; {source}") };
    match set.basis {
        Basis::Supply => say!(
            lang,
            "{name}, prices of {as_of}, CZK without VAT{source}. Supply of materials only: labour, placing, pumping, \
             machinery and earthworks are not included.",
            "{name}, ceny k {as_of}, Kč bez DPH{source}. Jen dodávka materiálu: práce, ukládání, čerpání, stroje a \
             zemní práce zahrnuty nejsou."
        ),
        Basis::BuiltIn => say!(
            lang,
            "{name}, prices of {as_of}, CZK without VAT{source}. Built-in prices with labour; earthworks are not included.",
            "{name}, ceny k {as_of}, Kč bez DPH{source}. Ceny zabudovaného díla včetně práce; zemní práce zahrnuty nejsou."
        ),
    }
}

#[cfg(test)]
mod tests;
