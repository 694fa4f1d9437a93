//! What a position of a bill is: concrete, reinforcement, formwork, a site cost, or other work.

use std::sync::LazyLock;

use model::{Number, Position, Unit};
use regex::Regex;
use rust_decimal::Decimal;
use standards::codes::{CodeSystem, system_of};

use crate::facts::{numbers::pattern, source::Folded};

/// A position with what is told by its words, read once.
pub(super) struct Row<'a> {
    pub(super) position: &'a Position,
    pub(super) material: Option<Material>,
    pub(super) is_site_cost: bool,
}

/// Which main material a position is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Material {
    Concrete,
    Reinforcement,
    Formwork,
}

static CONCRETE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"beton|concrete|\bzb\b|\bl?c ?\d{1,3} ?/ ?\d{2}"));
static NOT_CONCRETE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"bour|demol|odstran|odvoz|naklad|poplatek|\bsuti?\b|prestav|priplatek|surcharge|removal|disposal|tvarnic|dlazb|prefabrik|mezerovit|plastbeton|plastmalt|drenazni vrstv|porous|no.fines|asfaltobeton|polystyrenbeton|\bz lan\b|\bstrands?\b|\bipe\b|\bhe[ab]\b|\bs ?235\b|asphalt",
    )
});
static REINFORCEMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"vyztuz|armatur|armovac|reinforc|rebar|\bkari\b|svarovan\w+ sit|b ?500|10 ?505")
});
/// Tendons, steel structures and anchors are steel, but not bars or mesh.
static NOT_REINFORCEMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"predpin|predpjat|prestress|post.tension|tendon|ocelov\w+ konstruk|steel structure|\bkotv|\bkotev|anchor",
    )
});
static FORMWORK: LazyLock<Regex> = LazyLock::new(|| pattern(r"bedneni|formwork|shuttering"));
static REMOVAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"odstraneni|odbedneni|removal|striking|priplatek"));
static SITE_SECTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\bvedlejsi (?:a ostatni|rozpoctov\w+|naklad\w*)|ostatni a vedlejsi|\bon:? ostatni naklady\b|\bvrn\b|\bvon\b|site costs|preliminaries",
    )
});

/// Reads every position.
pub(super) fn read(positions: &[Position]) -> Vec<Row<'_>> {
    let read =
        |position| Row { position, material: material_of(position), is_site_cost: is_site_cost(position) };
    positions.iter().map(read).collect()
}

pub(super) fn is_priced(position: &Position) -> bool {
    position.price().is_some_and(|price| !price.is_zero())
}

/// VRN: a 9-digit code that begins with 0, a code VRN, or the section or sheet of such costs.
fn is_site_cost(position: &Position) -> bool {
    let by_code = position.code.as_deref().and_then(system_of) == Some(CodeSystem::Vrn);
    let names = [&position.section, &position.sheet];
    by_code || names.into_iter().flatten().any(|name| SITE_SECTION.is_match(&Folded::new(name).text))
}

fn material_of(position: &Position) -> Option<Material> {
    let unit = Unit::parse(position.unit.as_deref()?)?;
    let name = Folded::new(&position.item_name).text;
    match unit {
        Unit::CubicMetre if CONCRETE.is_match(&name) && !NOT_CONCRETE.is_match(&name) => {
            Some(Material::Concrete)
        }
        Unit::Tonne | Unit::Kilogram
            if REINFORCEMENT.is_match(&name)
                && !NOT_CONCRETE.is_match(&name)
                && !NOT_REINFORCEMENT.is_match(&name) =>
        {
            Some(Material::Reinforcement)
        }
        Unit::SquareMetre if FORMWORK.is_match(&name) && !REMOVAL.is_match(&name) => Some(Material::Formwork),
        _ => None,
    }
}

/// Quantity in m³, t or m².
pub(super) fn in_usual_unit(position: &Position) -> Option<Number> {
    let quantity = position.quantity?;
    let is_kilograms = Unit::parse(position.unit.as_deref()?)? == Unit::Kilogram;
    Some(if is_kilograms { Number::from(*quantity / Decimal::ONE_THOUSAND) } else { quantity })
}

/// CZK per m³, t or m².
pub(super) fn per_unit(position: &Position) -> Option<Number> {
    let price = position.unit_price.filter(|price| !price.is_zero())?;
    let is_kilograms = Unit::parse(position.unit.as_deref()?)? == Unit::Kilogram;
    if is_kilograms { price.checked_mul(Decimal::ONE_THOUSAND).map(Number::from) } else { Some(price) }
}
