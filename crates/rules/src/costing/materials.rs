//! Quantities of the elements times a price set: concrete by class, reinforcement given or estimated, formwork.

use std::{collections::BTreeMap, sync::LazyLock};

use model::{
    Lang, Number, Position, Severity,
    sections::{
        ConcreteMaterial, DocumentIssue, FormworkMaterial, MaterialsBreakdown, ReinforcementMaterial, Warning,
    },
};
use regex::Regex;
use rust_decimal::Decimal;
use standards::{
    exposure::ExposureClass,
    prices::{Basis, ConcretePrice, PriceSet, Priced, band},
    steel::content,
    strength::StrengthClass,
};

use super::{
    amount, checked_sum,
    position::{self, Material, in_usual_unit},
};
use crate::{
    code::Code,
    element::StructuralElement,
    facts::{
        designation::{class_words, exposure_words},
        kind::first_kind,
        numbers::pattern,
        source::Folded,
    },
    finding::Finding,
    text::{say, shown},
};

/// Below this a plant charges a small load.
const SMALLEST_LOAD_M3: Decimal = Decimal::from_parts(6, 0, 0, false, 0);

/// Most unpriced parts that are named.
const MOST_NAMES: usize = 10;

/// The quantities to price, and what was assumed for them.
#[derive(Default)]
pub(super) struct TakeOff {
    /// By price of concrete with its class.
    concrete: BTreeMap<(Number, String), Number>,
    unpriced_m3: Number,
    /// What that is, for people.
    unpriced: Vec<String>,
    reinforcement_t: Number,
    formwork_m2: Number,
    /// The material whose quantities add up beyond the range of decimals; its sum is not told.
    beyond: Option<Material>,
    pub(super) assumptions: Vec<String>,
    pub(super) warnings: Vec<Warning>,
    pub(super) findings: Vec<Finding>,
}

impl TakeOff {
    /// Takes off a bill where it has the material, else the elements.
    pub(super) fn of(
        elements: &[StructuralElement],
        positions: &[Position],
        set: &PriceSet,
        lang: Lang,
    ) -> Self {
        let mut takeoff = Self::default();
        let rows = position::read(positions);
        let billed = |material: Material| -> Vec<(&Position, Number)> {
            let chosen = rows.iter().filter(|row| row.material == Some(material)).map(|row| row.position);
            chosen.filter_map(|position| Some((position, in_usual_unit(position)?))).collect()
        };
        let concrete = billed(Material::Concrete);
        let purchases: Vec<Purchase> = if concrete.is_empty() {
            elements.iter().filter_map(Purchase::of_element).collect()
        } else {
            concrete
                .into_iter()
                .map(|(position, volume)| Purchase::of_position(position, volume, elements))
                .collect()
        };
        takeoff.hold(Material::Concrete, purchases.iter().map(|purchase| purchase.volume));
        for purchase in purchases {
            takeoff.add_concrete(purchase, set, lang);
        }
        let reinforcement = billed(Material::Reinforcement);
        takeoff.hold(Material::Reinforcement, reinforcement.iter().map(|(_, tonnes)| *tonnes));
        if reinforcement.is_empty() {
            for element in elements {
                takeoff.add_reinforcement(element, lang);
            }
        } else {
            takeoff.reinforcement_t = reinforcement.into_iter().map(|(_, tonnes)| tonnes).sum();
        }
        let formwork = billed(Material::Formwork);
        takeoff.hold(Material::Formwork, formwork.iter().map(|(_, area)| *area));
        takeoff
            .hold(Material::Formwork, elements.iter().filter_map(|element| element.quantities.formwork_m2));
        takeoff.formwork_m2 = if formwork.is_empty() {
            elements.iter().filter_map(|element| element.quantities.formwork_m2).sum()
        } else {
            formwork.into_iter().map(|(_, area)| area).sum()
        };
        takeoff.note_what_is_missing(set, lang);
        takeoff
    }

    /// Notes a material whose quantities go beyond the range of decimals together.
    fn hold(&mut self, material: Material, quantities: impl Iterator<Item = Number>) {
        if checked_sum(quantities.map(|quantity| Number::from(quantity.abs()))).is_err() {
            self.beyond.get_or_insert(material);
        }
    }

    fn add_concrete(&mut self, purchase: Purchase, set: &PriceSet, lang: Lang) {
        let price = purchase.price(set);
        let Purchase { name, volume, class, .. } = purchase;
        if let Some(price) = price {
            let delivered = Number::from(price.per_m3 + set.transport_per_m3);
            let key = (delivered, price.class.to_string());
            let sum = self.concrete.entry(key).or_default();
            *sum = [*sum, volume].into_iter().sum();
            let odd = odd_price(price.per_m3, set, lang).filter(|odd| !self.findings.contains(odd));
            self.findings.extend(odd);
        } else {
            self.unpriced_m3 = [self.unpriced_m3, volume].into_iter().sum();
            self.unpriced.push(class.map_or_else(|| name.clone(), |class| format!("{name} ({class})")));
        }
    }

    fn add_reinforcement(&mut self, element: &StructuralElement, lang: Lang) {
        let given = element.quantities.reinforcement_t;
        let is_plain = element.is_plain();
        let estimated = || {
            let volume =
                element.quantities.volume_m3.filter(|volume| **volume > Decimal::ZERO && !is_plain)?;
            let (low, high) = content(element.kind.content()?).usual;
            let middle = Decimal::from(low + high) / Decimal::TWO;
            if middle.is_zero() {
                return None;
            }
            let tonnes = Number::from(volume.checked_mul(middle / Decimal::ONE_THOUSAND)?).rounded(3);
            let (name, middle) = (&element.name, shown(lang, middle.normalize()));
            let mass = shown(lang, tonnes);
            let text = say!(
                lang,
                "{name}: reinforcement {mass} t is an estimate, {middle} kg/m³ being the middle of the usual {low}–{high} kg/m³.",
                "{name}: výztuž {mass} t je odhad, {middle} kg/m³ jako střed obvyklých {low}–{high} kg/m³."
            );
            Some((tonnes, text))
        };
        let tonnes = if let Some(tonnes) = given {
            tonnes
        } else {
            let Some((tonnes, assumption)) = estimated() else { return };
            self.assumptions.push(assumption);
            tonnes
        };
        self.reinforcement_t = [self.reinforcement_t, tonnes].into_iter().sum();
    }

    /// Whether all of the concrete has a price.
    pub(super) fn is_all_priced(&self) -> bool {
        self.unpriced.is_empty()
    }

    fn volume(&self) -> Number {
        self.concrete.values().copied().chain([self.unpriced_m3]).sum()
    }

    fn note_what_is_missing(&mut self, set: &PriceSet, lang: Lang) {
        if !self.unpriced.is_empty() {
            let named = self.unpriced.iter().take(MOST_NAMES).cloned().collect::<Vec<_>>().join(", ");
            let more = self.unpriced.len().saturating_sub(MOST_NAMES);
            let names = if more == 0 {
                named
            } else {
                say!(lang, "{named} and {more} more", "{named} a další ({more})")
            };
            let volume = shown(lang, self.unpriced_m3);
            let set_name = name_of(set, lang);
            self.warnings.push(Warning {
                level: Severity::Medium,
                category: "cost".to_owned(),
                message: say!(
                    lang,
                    "{volume} m³ of concrete have no price, for want of a class or of its price in {set_name}; the volume counts them, the costs do not: {names}.",
                    "{volume} m³ betonu nemá cenu, chybí třída nebo její cena v sadě {set_name}; v objemu je započteno, v nákladech ne: {names}."
                ),
                recommendation: say!(lang, "Price this concrete by an offer.", "Beton oceňte podle nabídky."),
            });
        }
        let volume = self.volume();
        let is_small = *volume > Decimal::ZERO && *volume < SMALLEST_LOAD_M3;
        if is_small && set.basis == Basis::Supply {
            let volume = shown(lang, volume);
            self.assumptions.push(say!(
                lang,
                "{volume} m³ is below the usual 6 m³ minimum load of a truck mixer; the small-load charge is not included.",
                "{volume} m³ je pod obvyklým minimem 6 m³ na jízdu autodomíchávače; přirážka za malý odběr není zahrnuta."
            ));
        }
        if *volume > Decimal::ZERO && self.formwork_m2.is_zero() && !set.concrete_holds_formwork() {
            self.assumptions.push(say!(
                lang,
                "The area of formwork is not known, so formwork is not in the sums.",
                "Plocha bednění není známa, bednění proto v součtech není."
            ));
        }
        let formwork_lacks_price =
            !self.formwork_m2.is_zero() && set.formwork_per_m2.is_none() && !set.concrete_holds_formwork();
        if formwork_lacks_price {
            self.assumptions.push(say!(
                lang,
                "The price set has no price of formwork, so formwork is not in the sums.",
                "Cenová sada nemá cenu bednění, bednění proto v součtech není."
            ));
        }
        if !self.reinforcement_t.is_zero() && set.reinforcement_per_t.is_none() {
            self.assumptions.push(say!(
                lang,
                "The price set has no price of reinforcement, so reinforcement is not in the sums.",
                "Cenová sada nemá cenu výztuže, výztuž proto v součtech není."
            ));
        }
    }

    /// What makes a sum or a product go beyond the range of decimals, for people; the name of the material where its
    /// quantity does.
    pub(super) fn overflow(&self, set: &PriceSet, lang: Lang) -> Option<String> {
        match self.beyond {
            Some(Material::Concrete) => return Some(say!(lang, "concrete", "beton")),
            Some(Material::Reinforcement) => return Some(say!(lang, "reinforcement", "výztuž")),
            Some(Material::Formwork) => return Some(say!(lang, "formwork", "bednění")),
            None => {}
        }
        let overflows = |quantity: Number, price: Option<Decimal>| {
            price.is_some_and(|price| amount(quantity, Number::from(price)).is_none())
        };
        let concrete = self.concrete.iter().any(|((price, _), volume)| amount(*volume, *price).is_none());
        if concrete {
            return Some(say!(lang, "concrete", "beton"));
        }
        if overflows(self.reinforcement_t, set.reinforcement_per_t) {
            return Some(say!(lang, "reinforcement", "výztuž"));
        }
        overflows(self.formwork_m2, set.formwork_per_m2).then(|| say!(lang, "formwork", "bednění"))
    }

    /// The materials with their prices.
    pub(super) fn breakdown(&self, set: &PriceSet, lang: Lang) -> MaterialsBreakdown {
        MaterialsBreakdown {
            concrete: self.concrete_material(set, lang),
            reinforcement: self.told(Material::Reinforcement, self.reinforcement_t).map(|tonnes| {
                let unit_price_czk = set.reinforcement_per_t.map(Number::from);
                ReinforcementMaterial {
                    total_tonnes: Some(tonnes),
                    unit_price_czk,
                    total_czk: unit_price_czk.and_then(|price| amount(tonnes, price)),
                    basis: name_of(set, lang).to_owned(),
                }
            }),
            formwork: self.told(Material::Formwork, self.formwork_m2).map(|area| {
                let unit_price_czk = set.formwork_per_m2.map(Number::from);
                ConcreteHolds(set.concrete_holds_formwork()).formwork(
                    area,
                    unit_price_czk,
                    name_of(set, lang),
                    lang,
                )
            }),
        }
    }

    /// A sum above 0 of which every digit is right.
    fn told(&self, material: Material, sum: Number) -> Option<Number> {
        positive(sum).filter(|_| self.beyond != Some(material))
    }

    fn concrete_material(&self, set: &PriceSet, lang: Lang) -> Option<ConcreteMaterial> {
        let volume = self.told(Material::Concrete, self.volume())?;
        let priced: Vec<(&(Number, String), &Number)> = self.concrete.iter().collect();
        let totals =
            priced.iter().map(|((price, _), volume)| amount(**volume, *price)).collect::<Option<Vec<_>>>();
        let total =
            totals.filter(|totals| !totals.is_empty()).map(|totals| totals.into_iter().sum::<Number>());
        // One price is shown as such; several are listed, for no single price would make the total.
        let (concrete_class, unit_price_czk, basis) = match priced[..] {
            [((price, class), _)] if self.unpriced_m3.is_zero() => {
                (Some(class.clone()), Some(*price), name_of(set, lang).to_owned())
            }
            _ => {
                let parts = priced.iter().map(|((price, class), volume)| {
                    let (price, volume) = (shown(lang, price), shown(lang, volume));
                    say!(lang, "{class}: {volume} m³ at {price} CZK", "{class}: {volume} m³ po {price} Kč")
                });
                let parts = parts.collect::<Vec<_>>().join("; ");
                (
                    None,
                    None,
                    if parts.is_empty() {
                        name_of(set, lang).to_owned()
                    } else {
                        format!("{} ({parts})", name_of(set, lang))
                    },
                )
            }
        };
        Some(ConcreteMaterial {
            concrete_class,
            volume_m3: Some(volume),
            unit_price_czk,
            total_czk: total,
            basis,
        })
    }
}

/// Whether the price of concrete holds the formwork.
struct ConcreteHolds(bool);

impl ConcreteHolds {
    fn formwork(&self, area: Number, price: Option<Number>, set: &str, lang: Lang) -> FormworkMaterial {
        let basis = if self.0 {
            say!(lang, "{set}: in the price of concrete", "{set}: v ceně betonu")
        } else {
            set.to_owned()
        };
        let total_czk = price.and_then(|price| amount(area, price));
        FormworkMaterial { area_m2: Some(area), unit_price_czk: price, total_czk, basis }
    }
}

/// Concrete to buy for an element or a position.
struct Purchase {
    name: String,
    volume: Number,
    class: Option<StrengthClass>,
    exposure: Vec<ExposureClass>,
    /// The position itself states the class, so no other one is bought for it.
    is_stated: bool,
}

impl Purchase {
    /// Its price in the set. No attack (X0) asks nothing of concrete; where no price of a stated class covers all that
    /// attacks it, the dearest of this class counts.
    fn price<'a>(&self, set: &'a PriceSet) -> Option<&'a ConcretePrice> {
        let class = self.class?;
        let attacks: Vec<ExposureClass> =
            self.exposure.iter().copied().filter(|class| *class != ExposureClass::X0).collect();
        let price = set.concrete(class, &attacks)?;
        if !self.is_stated || price.class == class {
            return Some(price);
        }
        set.dearest_of(class).or(Some(price))
    }

    fn of_element(element: &StructuralElement) -> Option<Self> {
        let volume = element.quantities.volume_m3?;
        Some(Self {
            name: element.name.clone(),
            volume,
            class: class_to_buy(element),
            exposure: required_classes(element),
            is_stated: false,
        })
    }

    /// The class is that of its name, else of its note, else of its element, else the upper end of its price band. A
    /// note may speak of what lies above: its class counts only where the name has none.
    fn of_position(position: &Position, volume: Number, elements: &[StructuralElement]) -> Self {
        let note = position.note.as_deref().unwrap_or_default();
        let name = Folded::new(&position.item_name).text;
        let text = format!("{name} ; {}", Folded::new(note).text);
        let greatest = |text: &str| class_words(text).into_iter().filter_map(|word| word.class.ok()).max();
        let written = greatest(&name).or_else(|| greatest(&text));
        let kind = first_kind(&text);
        let element = elements.iter().find(|element| Some(element.kind) == kind);
        let exposure: Vec<ExposureClass> =
            exposure_words(&text).into_iter().filter_map(|word| word.class.ok()).collect();
        let band =
            || BAND.captures(&text).and_then(|caught| StrengthClass::parse(caught.get(1)?.as_str()).ok());
        Self {
            name: position.item_name.clone(),
            volume,
            class: written.or_else(|| element.and_then(class_to_buy)).or_else(band),
            exposure: if exposure.is_empty() {
                element.map(required_classes).unwrap_or_default()
            } else {
                exposure
            },
            is_stated: written.is_some(),
        }
    }
}

static BAND: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bdo (c ?\d{1,3} ?/ ?\d{1,3})"));

/// The class to order: the specified one, or the required one where that is stricter or nothing is specified.
fn class_to_buy(element: &StructuralElement) -> Option<StrengthClass> {
    let specified = element.specified_class();
    let required =
        element.required.concrete_class.as_deref().and_then(|class| StrengthClass::parse(class).ok());
    specified.max(required)
}

fn required_classes(element: &StructuralElement) -> Vec<ExposureClass> {
    element.required.exposure_classes.iter().filter_map(|class| ExposureClass::parse(class).ok()).collect()
}

fn positive(quantity: Number) -> Option<Number> {
    (*quantity > Decimal::ZERO).then_some(quantity)
}

/// The name of a price set for the readers of the audit.
fn name_of(set: &PriceSet, lang: Lang) -> &str {
    match lang {
        Lang::En => &set.name,
        Lang::Cs => &set.name_cs,
    }
}

/// A price of the user's own file outside of its band.
fn odd_price(per_m3: Decimal, set: &PriceSet, lang: Lang) -> Option<Finding> {
    let usual = band(Priced::Concrete(set.basis));
    if usual.holds(per_m3) {
        return None;
    }
    let (low, high, name) = (shown(lang, usual.low), shown(lang, usual.high), name_of(set, lang));
    let per_m3 = shown(lang, per_m3);
    Some(Finding::Issue(DocumentIssue {
        kind: "price".to_owned(),
        severity: Severity::Low,
        location: say!(lang, "price set {name}", "cenová sada {name}"),
        description: say!(
            lang,
            "{per_m3} CZK per m³ of concrete lies outside the usual {low} to {high} CZK (judgement, not a standard).",
            "{per_m3} Kč za m³ betonu je mimo obvyklé rozmezí {low} až {high} Kč (odborný odhad, ne norma)."
        ),
        impact: say!(lang, "The costs may be wrong.", "Náklady mohou být chybné."),
        recommendation: say!(lang, "Check the price file.", "Zkontrolujte soubor s cenami."),
        code: Some(Code::PriceOutlier.to_string()),
    }))
}
