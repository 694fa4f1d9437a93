//! A priced bill: its own sums, with the site costs (VRN) apart, its own unit prices, and prices that look odd.

use model::{
    Brief, Lang, Number, Position, Severity,
    sections::{
        ConcreteMaterial, DocumentIssue, FormworkMaterial, MaterialsBreakdown, ReinforcementMaterial, Warning,
    },
};
use rust_decimal::Decimal;
use standards::prices::{Basis, Priced as Kind, band};

use super::{
    Costing, Sums, amount, beyond_decimals, checked_sum, per_cubic_metre,
    position::{self, Material, Row, in_usual_unit, is_priced, per_unit},
    unbelievable_sum,
    vat::Given,
    vat_of,
};
use crate::{
    code::Code,
    element::StructuralElement,
    finding::Finding,
    text::{say, shown},
};

/// A bill in which at least one position has a price other than 0.
pub(super) struct Priced<'a> {
    rows: Vec<Row<'a>>,
}

impl<'a> Priced<'a> {
    /// The bill of a brief, if it is priced.
    pub(super) fn of(brief: &'a Brief) -> Option<Self> {
        if !brief.positions.iter().any(is_priced) {
            return None;
        }
        Some(Self { rows: position::read(&brief.positions) })
    }

    /// The bill's own costs.
    pub(super) fn costing(&self, elements: &[StructuralElement], given: &Given, lang: Lang) -> Costing {
        let mut costing = Costing { findings: self.outliers(lang), from_bill: true, ..Costing::default() };
        costing.warnings.extend(self.unpriced(lang));
        costing.materials = self.materials(elements, lang);
        if let Some(place) = self.overflow() {
            costing.warnings.push(beyond_decimals(&self.named(place, lang), lang));
            return costing;
        }
        let sum = |site: bool| -> Number {
            let chosen = self.rows.iter().filter(|row| row.is_site_cost == site);
            chosen.filter_map(|row| row.position.price()).sum::<Number>().to_hellers()
        };
        let sums = Sums { direct: sum(false), site: sum(true), ..Sums::default() };
        if !sums.are_credible() {
            costing.warnings.push(unbelievable_sum(lang));
            return costing;
        }
        let vat = vat_of(given, None, lang, &mut costing.assumptions);
        let volume = costing.materials.concrete.as_ref().and_then(|concrete| concrete.volume_m3);
        let all = self.rows.len();
        let priced = all - self.unpriced_count();
        let basis = say!(
            lang,
            "The bill's own prices ({priced} of {all} positions priced), CZK without VAT. Indirect costs and profit are in \
             its prices; site costs (VRN) stand apart.",
            "Vlastní ceny soupisu (oceněno {priced} z {all} položek), Kč bez DPH. Nepřímé náklady a zisk jsou v cenách \
             položek; vedlejší rozpočtové náklady (VRN) stojí zvlášť."
        );
        let concrete = self.of_material(Material::Concrete);
        let is_all_priced = !concrete.is_empty() && concrete.iter().all(|position| is_priced(position));
        let (volume, note) = per_cubic_metre(volume, is_all_priced, lang);
        costing.summary = Some(sums.summary(vat, volume, basis + &note));
        costing
    }

    /// The first position whose quantity, price or sum is beyond the range of decimals.
    fn overflow(&self) -> Option<usize> {
        let product = self.rows.iter().position(|Row { position, .. }| {
            let factors = position.quantity.zip(position.unit_price);
            factors.is_some_and(|(quantity, price)| amount(quantity, price).is_none())
        });
        let amounts = || self.rows.iter().map(|row| row.position.price().unwrap_or_default());
        let quantities = || {
            self.rows.iter().map(|row| {
                row.material.and_then(|_| in_usual_unit(row.position)).unwrap_or_default().abs().into()
            })
        };
        let sum = || checked_sum(amounts().map(|price| Number::from(price.abs()))).err();
        product.or_else(sum).or_else(|| checked_sum(quantities()).err())
    }

    fn named(&self, place: usize, lang: Lang) -> String {
        let name = self.rows.get(place).map_or("", |row| row.position.item_name.as_str());
        let number = place + 1;
        say!(lang, "Position {number} ({name})", "Položka {number} ({name})")
    }

    fn unpriced(&self, lang: Lang) -> Option<Warning> {
        let (all, unpriced) = (self.rows.len(), self.unpriced_count());
        (unpriced > 0).then(|| Warning {
            level: Severity::Medium,
            category: "cost".to_owned(),
            message: say!(
                lang,
                "{unpriced} of {all} positions have no price or the price 0; the sums lack them.",
                "{unpriced} z {all} položek nemá cenu nebo má cenu 0; v součtech chybí."
            ),
            recommendation: say!(
                lang,
                "Price these positions or confirm that they are free.",
                "Položky oceňte, nebo potvrďte, že jsou bez ceny."
            ),
        })
    }

    fn unpriced_count(&self) -> usize {
        self.rows.iter().filter(|row| !is_priced(row.position)).count()
    }

    fn of_material(&self, material: Material) -> Vec<&'a Position> {
        self.rows.iter().filter(|row| row.material == Some(material)).map(|row| row.position).collect()
    }

    fn materials(&self, elements: &[StructuralElement], lang: Lang) -> MaterialsBreakdown {
        let concrete = Bought::of(&self.of_material(Material::Concrete), lang);
        let reinforcement = Bought::of(&self.of_material(Material::Reinforcement), lang);
        let formwork = Bought::of(&self.of_material(Material::Formwork), lang);
        let of_elements = |quantity: fn(&model::Quantities) -> Option<Number>| -> Option<Number> {
            let known: Vec<Number> =
                elements.iter().filter_map(|element| quantity(&element.quantities)).collect();
            let sum: Number = known.into_iter().sum();
            (*sum > Decimal::ZERO).then_some(sum)
        };
        let unpriced = |material: Material| {
            if !self.of_material(material).is_empty() {
                return say!(
                    lang,
                    "quantity of the elements; the positions of the bill give no quantity above 0",
                    "množství z prvků; položky soupisu nedávají množství větší než 0"
                );
            }
            say!(
                lang,
                "quantity of the elements; the bill has no price of its own",
                "množství z prvků; soupis vlastní cenu nemá"
            )
        };
        let concrete = concrete.or_else(|| {
            of_elements(|q| q.volume_m3).map(|volume| Bought::unpriced(volume, unpriced(Material::Concrete)))
        });
        let reinforcement = reinforcement.or_else(|| {
            of_elements(|q| q.reinforcement_t)
                .map(|mass| Bought::unpriced(mass, unpriced(Material::Reinforcement)))
        });
        let formwork = formwork.or_else(|| {
            of_elements(|q| q.formwork_m2).map(|area| Bought::unpriced(area, unpriced(Material::Formwork)))
        });
        let mut classes: Vec<_> = elements.iter().filter_map(StructuralElement::specified_class).collect();
        classes.sort();
        classes.dedup();
        let one_class = if let [class] = classes[..] { Some(class.to_string()) } else { None };
        MaterialsBreakdown {
            concrete: concrete.map(|bought| ConcreteMaterial {
                concrete_class: one_class,
                volume_m3: Some(bought.quantity),
                unit_price_czk: bought.unit_price,
                total_czk: bought.total,
                basis: bought.basis,
            }),
            reinforcement: reinforcement.map(|bought| ReinforcementMaterial {
                total_tonnes: Some(bought.quantity),
                unit_price_czk: bought.unit_price,
                total_czk: bought.total,
                basis: bought.basis,
            }),
            formwork: formwork.map(|bought| FormworkMaterial {
                area_m2: Some(bought.quantity),
                unit_price_czk: bought.unit_price,
                total_czk: bought.total,
                basis: bought.basis,
            }),
        }
    }

    /// Unit prices outside the bands of supply and built-in prices together: a bill may hold either.
    fn outliers(&self, lang: Lang) -> Vec<Finding> {
        let odd = self.rows.iter().enumerate().filter_map(|(index, Row { position, material, .. })| {
            let price = per_unit(position)?;
            let (low, high) = match (*material)? {
                Material::Concrete => {
                    (band(Kind::Concrete(Basis::Supply)).low, band(Kind::Concrete(Basis::BuiltIn)).high)
                }
                Material::Reinforcement => (
                    band(Kind::Reinforcement(Basis::Supply)).low,
                    band(Kind::Reinforcement(Basis::BuiltIn)).high,
                ),
                Material::Formwork => (band(Kind::Formwork).low, band(Kind::Formwork).high),
            };
            let inside = *price >= low && *price <= high;
            (!inside).then_some((index + 1, *position, price, (low, high)))
        });
        let odd: Vec<_> = odd.collect();
        if odd.len() <= ONE_BY_ONE {
            let single = |(number, position, price, band)| outlier(number, position, price, band, lang);
            return odd.into_iter().map(single).map(Finding::Issue).collect();
        }
        let mut joined = Vec::new();
        for is_far in [true, false] {
            let same: Vec<_> =
                odd.iter().filter(|(_, _, price, band)| lies_far(*price, *band) == is_far).copied().collect();
            if let [(number, position, price, band), others @ ..] = same.as_slice() {
                let first = outlier(*number, position, *price, *band, lang);
                let more = others
                    .iter()
                    .take(NAMED - 1)
                    .map(|(number, position, ..)| where_is(*number, position, lang));
                let location =
                    std::iter::once(first.location.clone()).chain(more).collect::<Vec<_>>().join("; ");
                joined.push(Finding::Issue(DocumentIssue {
                    location,
                    description: many_odd(same.len(), &first.description, lang),
                    ..first
                }));
            }
        }
        joined
    }
}

/// Up to so many odd prices are told one by one; more become one finding of each severity.
const ONE_BY_ONE: usize = 5;
/// Places that a joined finding names.
const NAMED: usize = 3;

fn lies_far(price: Number, (low, high): (Decimal, Decimal)) -> bool {
    *price < low / Decimal::TWO || *price > high * Decimal::TWO
}

fn where_is(number: usize, position: &Position, lang: Lang) -> String {
    match position.row {
        Some(row) => say!(lang, "position {number} (row {row})", "položka {number} (řádek {row})"),
        None => say!(lang, "position {number}", "položka {number}"),
    }
}

fn many_odd(count: usize, first: &str, lang: Lang) -> String {
    if count == 1 {
        return first.to_owned();
    }
    say!(
        lang,
        "{count} positions have a unit price outside the usual one; the first: {first}",
        "Jednotkovou cenu mimo obvyklé rozmezí má položek: {count}; první z nich: {first}"
    )
}

fn outlier(
    number: usize,
    position: &Position,
    price: Number,
    (low, high): (Decimal, Decimal),
    lang: Lang,
) -> DocumentIssue {
    let name = &position.item_name;
    let far = lies_far(price, (low, high));
    let (price, low, high) = (shown(lang, price), shown(lang, low), shown(lang, high));
    DocumentIssue {
        kind: "price".to_owned(),
        severity: if far { Severity::Medium } else { Severity::Low },
        location: where_is(number, position, lang),
        description: say!(
            lang,
            "{name}: {price} CZK per unit lies outside the usual {low} to {high} CZK (judgement, not a standard).",
            "{name}: {price} Kč za jednotku je mimo obvyklé rozmezí {low} až {high} Kč (odborný odhad, ne norma)."
        ),
        impact: say!(lang, "The sum of the bill may be wrong.", "Součet soupisu může být chybný."),
        recommendation: say!(
            lang,
            "Check the unit, the quantity and what the price holds.",
            "Prověřte měrnou jednotku, množství a obsah ceny."
        ),
        code: Some(Code::PriceOutlier.to_string()),
    }
}

/// A material as the bill buys it.
struct Bought {
    quantity: Number,
    unit_price: Option<Number>,
    total: Option<Number>,
    basis: String,
}

impl Bought {
    /// One position gives its price, several give their total alone; unpriced ones give the quantity.
    fn of(positions: &[&Position], lang: Lang) -> Option<Self> {
        let quantity: Number = positions.iter().filter_map(|position| in_usual_unit(position)).sum();
        if *quantity <= Decimal::ZERO {
            return None;
        }
        let count = positions.len();
        let total = positions.iter().map(|position| position.price()).collect::<Option<Vec<_>>>();
        let total = total.map(|totals| totals.into_iter().sum::<Number>().to_hellers());
        let basis = say!(lang, "{count} positions of the bill", "{count} položek soupisu");
        match positions {
            [only] => {
                let basis = match &only.code {
                    Some(code) => say!(lang, "position {code} of the bill", "položka {code} soupisu"),
                    None => say!(lang, "one position of the bill", "jedna položka soupisu"),
                };
                Some(Self { quantity, unit_price: per_unit(only), total, basis })
            }
            _ => Some(Self { quantity, unit_price: None, total, basis }),
        }
    }

    fn unpriced(quantity: Number, basis: String) -> Self {
        Self { quantity, unit_price: None, total: None, basis }
    }
}
