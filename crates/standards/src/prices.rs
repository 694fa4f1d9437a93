//! Dated price sets, embedded or the user's own, and bands outside of which a unit price is worth a second look.
//!
//! A set holds either supply prices or built-in prices, never both. CZK without VAT. The user's file has the
//! members of an embedded set but `id` and `verified`:
//!
//! ```toml
//! name = "Offers for the hall"
//! as_of = "2026-10-01"
//! source = "offers of plant X and dealer Y"   # optional, likewise name_cs and source_cs for Czech reports
//! basis = "supply"                            # or "built_in"
//! transport_per_m3 = 350                      # optional, added to each price of concrete
//! reinforcement_per_t = 28500                 # optional
//! formwork_per_m2 = 480                       # optional
//! indirect_percent = 15                       # optional, 0
//! profit_percent = 10                         # optional, 0
//! vat_percent = 21                            # optional, assumed 21
//! [concrete_per_m3]
//! "C25/30" = 3320                             # for any exposure class
//! "C30/37 XC4 XD3 XF4" = 3815                 # for these exposure classes
//! ```

use std::{collections::BTreeMap, sync::LazyLock};

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{Clause, decimal, decimal::Exact, exposure::ExposureClass, strength::StrengthClass, table};

/// What a unit price holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The material delivered, without placing it.
    Supply,
    /// Complete work, labour included.
    BuiltIn,
}

/// A named and dated price set.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceSet {
    /// Identifier, as the audit's `versions.prices` carries it.
    pub id: String,
    /// For people.
    pub name: String,
    /// The same in Czech, where it differs.
    pub name_cs: String,
    /// Date of the prices, `YYYY-MM-DD`.
    pub as_of: String,
    /// Where they come from.
    pub source: String,
    /// The same in Czech, where it differs.
    pub source_cs: String,
    /// What they hold.
    pub basis: Basis,
    /// Whether the prices are published ones, taken as they are.
    pub verified: bool,
    concrete: Vec<ConcretePrice>,
    /// Transport of concrete, CZK per m³; added to each price of concrete.
    pub transport_per_m3: Decimal,
    /// Reinforcement, CZK per tonne.
    pub reinforcement_per_t: Option<Decimal>,
    /// Formwork, CZK per m² of contact area; `None` where the price of concrete holds it or nobody knows.
    pub formwork_per_m2: Option<Decimal>,
    /// Indirect costs in percent of direct costs.
    pub indirect_percent: Decimal,
    /// Profit in percent of direct and indirect costs.
    pub profit_percent: Decimal,
    /// VAT in percent; `None` where the set does not say.
    pub vat_percent: Option<Decimal>,
}

/// A price of concrete.
#[derive(Clone, Debug, PartialEq)]
pub struct ConcretePrice {
    /// Strength class.
    pub class: StrengthClass,
    /// Exposure classes that it covers; empty: any.
    pub exposure: Vec<ExposureClass>,
    /// CZK per m³ without transport.
    pub per_m3: Decimal,
}

/// Why a text is no price set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PriceError {
    /// Not TOML, a wrong type, an unknown or missing field, a price that cannot be.
    #[error("line {line}, {}{problem}", if field.is_empty() { String::new() } else { format!("field {field}: ") })]
    Invalid {
        /// From 1.
        line: usize,
        /// Path of the field, such as `concrete_per_m3.C25/30`; empty where the text itself is broken.
        field: String,
        /// What is wrong with it.
        problem: String,
    },
}

/// Identifier of every set that a user gives.
const OWN: &str = "own";

impl Default for PriceSet {
    fn default() -> Self {
        Self::embedded()
    }
}

impl PriceSet {
    /// The default set.
    pub fn embedded() -> Self {
        EMBEDDED.default.clone()
    }

    /// An embedded set by its identifier.
    pub fn named(id: &str) -> Option<Self> {
        [&EMBEDDED.default, &EMBEDDED.built_in].into_iter().find(|set| set.id == id).cloned()
    }

    /// Reads the user's own prices.
    pub fn from_toml(text: &str) -> Result<Self, PriceError> {
        let line_of = |byte: usize| text.bytes().take(byte).filter(|b| *b == b'\n').count() + 1;
        let invalid = |error: &toml::de::Error, field: String| PriceError::Invalid {
            line: line_of(error.span().map_or(0, |span| span.start)),
            field,
            problem: error.message().lines().map(str::trim).collect::<Vec<_>>().join(", "),
        };
        let source = toml::Deserializer::parse(text).map_err(|error| invalid(&error, String::new()))?;
        let written: Written = serde_path_to_error::deserialize(source).map_err(|error| {
            let path = error.path().to_string();
            invalid(error.inner(), if path == "." { String::new() } else { path })
        })?;
        let wrong = |field: &str, problem: &str| {
            let key = field.rsplit_once("m3.").map_or(field, |(_, key)| key);
            let line =
                text.lines().position(|line| line.trim_start().trim_start_matches('"').starts_with(key));
            PriceError::Invalid {
                line: line.unwrap_or(0) + 1,
                field: field.to_owned(),
                problem: problem.to_owned(),
            }
        };
        written.check().map_err(|(field, problem)| wrong(&field, &problem))?;
        let concrete = written.concrete().map_err(|(field, problem)| wrong(&field, &problem))?;
        Ok(written.into_set(OWN.to_owned(), true, concrete))
    }

    /// The price of concrete of at least `class` for all of `exposure`, without transport: the cheapest of the
    /// exact class that covers the exposure, else of the next stronger class, else the dearest of the exact class.
    /// `None` where the set has neither this class nor a stronger one.
    pub fn concrete(&self, class: StrengthClass, exposure: &[ExposureClass]) -> Option<&ConcretePrice> {
        let covers = |price: &&ConcretePrice| {
            price.exposure.is_empty() || exposure.iter().all(|class| price.exposure.contains(class))
        };
        let enough =
            || self.concrete.iter().filter(|price| price.class >= class && !price.class.is_lightweight());
        let covering = enough().filter(covers).min_by_key(|price| (price.class, price.per_m3));
        covering.or_else(|| enough().min_by_key(|price| (price.class, -price.per_m3)))
    }

    /// The dearest price of exactly this class, whatever it is exposed to, without transport.
    pub fn dearest_of(&self, class: StrengthClass) -> Option<&ConcretePrice> {
        let same = self.concrete.iter().filter(|price| price.class == class);
        same.max_by_key(|price| price.per_m3)
    }

    /// Whether it is the user's own.
    pub fn is_own(&self) -> bool {
        self.id == OWN
    }

    /// Whether the set's price of concrete holds its formwork.
    pub fn concrete_holds_formwork(&self) -> bool {
        self.basis == Basis::BuiltIn && self.formwork_per_m2.is_none()
    }
}

/// A range outside of which a unit price is worth a second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// CZK per unit.
    pub low: Decimal,
    /// CZK per unit.
    pub high: Decimal,
    /// Where the band comes from: judgement, so never verified.
    pub clause: Clause,
}

impl Band {
    /// Whether a unit price lies inside.
    pub fn holds(&self, price: Decimal) -> bool {
        self.low <= price && price <= self.high
    }
}

/// What a band is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priced {
    /// Concrete per m³.
    Concrete(Basis),
    /// Reinforcement per tonne.
    Reinforcement(Basis),
    /// Formwork per m².
    Formwork,
}

/// The usual range of a unit price.
pub fn band(priced: Priced) -> Band {
    let bands = &TABLE.bands;
    let range = match priced {
        Priced::Concrete(Basis::Supply) => bands.concrete_supply_per_m3,
        Priced::Concrete(Basis::BuiltIn) => bands.concrete_built_in_per_m3,
        Priced::Reinforcement(Basis::Supply) => bands.reinforcement_supply_per_t,
        Priced::Reinforcement(Basis::BuiltIn) => bands.reinforcement_built_in_per_t,
        Priced::Formwork => bands.formwork_per_m2,
    };
    let clause = Clause { standard: &bands.source, clause: "", verified: bands.verified };
    Band { low: range[0].0, high: range[1].0, clause }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    default: Embedded,
    built_in: Embedded,
    bands: Bands,
}

struct EmbeddedSets {
    default: PriceSet,
    built_in: PriceSet,
}

#[derive(Deserialize)]
struct Embedded {
    id: String,
    verified: bool,
    prices: Written,
}

impl Embedded {
    /// A key that does not read would leave its price out; the tests read every key.
    fn to_set(&self) -> PriceSet {
        let concrete = self.prices.concrete().unwrap_or_default();
        self.prices.clone().into_set(self.id.clone(), self.verified, concrete)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bands {
    source: String,
    verified: bool,
    concrete_supply_per_m3: [Exact; 2],
    concrete_built_in_per_m3: [Exact; 2],
    reinforcement_supply_per_t: [Exact; 2],
    reinforcement_built_in_per_t: [Exact; 2],
    formwork_per_m2: [Exact; 2],
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    name_cs: Option<String>,
    as_of: String,
    #[serde(default)]
    source: String,
    source_cs: Option<String>,
    basis: Basis,
    #[serde(default, deserialize_with = "decimal::optional")]
    transport_per_m3: Option<Decimal>,
    #[serde(default, deserialize_with = "decimal::optional")]
    reinforcement_per_t: Option<Decimal>,
    #[serde(default, deserialize_with = "decimal::optional")]
    formwork_per_m2: Option<Decimal>,
    #[serde(default, deserialize_with = "decimal::optional")]
    indirect_percent: Option<Decimal>,
    #[serde(default, deserialize_with = "decimal::optional")]
    profit_percent: Option<Decimal>,
    #[serde(default, deserialize_with = "decimal::optional")]
    vat_percent: Option<Decimal>,
    concrete_per_m3: BTreeMap<String, Exact>,
}

/// Field and problem.
type Fault = (String, String);

impl Written {
    fn check(&self) -> Result<(), Fault> {
        let is_date = self.as_of.len() == 10
            && self
                .as_of
                .chars()
                .enumerate()
                .all(|(at, c)| if matches!(at, 4 | 7) { c == '-' } else { c.is_ascii_digit() });
        if !is_date {
            return Err((
                "as_of".to_owned(),
                format!("{:?} is not a date; write it as 2026-10-01", self.as_of),
            ));
        }
        let most = Decimal::from(1_000_000_000);
        for (field, value, most) in [
            ("transport_per_m3", self.transport_per_m3, most),
            ("reinforcement_per_t", self.reinforcement_per_t, most),
            ("formwork_per_m2", self.formwork_per_m2, most),
            ("indirect_percent", self.indirect_percent, Decimal::ONE_HUNDRED),
            ("profit_percent", self.profit_percent, Decimal::ONE_HUNDRED),
            ("vat_percent", self.vat_percent, Decimal::ONE_HUNDRED),
        ] {
            if let Some(value) = value.filter(|value| *value < Decimal::ZERO || *value > most) {
                return Err((field.to_owned(), format!("{value} is not between 0 and {most}")));
            }
        }
        Ok(())
    }

    fn concrete(&self) -> Result<Vec<ConcretePrice>, Fault> {
        let mut prices = Vec::new();
        for (key, price) in &self.concrete_per_m3 {
            let fault = |problem: String| (format!("concrete_per_m3.{key}"), problem);
            let mut words = key.split_whitespace();
            let class = StrengthClass::parse(words.next().unwrap_or_default())
                .map_err(|error| fault(error.to_string()))?;
            let exposure: Result<Vec<_>, _> = words.map(ExposureClass::parse).collect();
            let exposure = exposure.map_err(|error| fault(error.to_string()))?;
            if price.0 <= Decimal::ZERO || price.0 > Decimal::from(1_000_000_000) {
                return Err(fault(format!("{} is not a price; it must be above 0", price.0)));
            }
            prices.push(ConcretePrice { class, exposure, per_m3: price.0 });
        }
        prices.sort_by_key(|price| (price.class, price.per_m3));
        Ok(prices)
    }

    fn into_set(self, id: String, verified: bool, concrete: Vec<ConcretePrice>) -> PriceSet {
        PriceSet {
            id,
            name_cs: self.name_cs.unwrap_or_else(|| self.name.clone()),
            name: self.name,
            as_of: self.as_of,
            source_cs: self.source_cs.unwrap_or_else(|| self.source.clone()),
            source: self.source,
            basis: self.basis,
            verified,
            concrete,
            transport_per_m3: self.transport_per_m3.unwrap_or_default(),
            reinforcement_per_t: self.reinforcement_per_t,
            formwork_per_m2: self.formwork_per_m2,
            indirect_percent: self.indirect_percent.unwrap_or_default(),
            profit_percent: self.profit_percent.unwrap_or_default(),
            vat_percent: self.vat_percent,
        }
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| table::load(include_str!("../data/prices.toml")));

static EMBEDDED: LazyLock<EmbeddedSets> =
    LazyLock::new(|| EmbeddedSets { default: TABLE.default.to_set(), built_in: TABLE.built_in.to_set() });

#[cfg(test)]
mod tests;
