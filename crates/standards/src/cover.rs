//! Concrete cover to EN 1992-1-1 section 4.4.1: structural class, least cover for durability, nominal cover.

use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{Clause, exposure::ExposureClass, strength::StrengthClass, table};

/// Shape of the element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Geometry {
    /// A slab or an element like a slab, whose reinforcement the casting does not displace.
    Slab,
    /// Anything else.
    Other,
}

/// Quality control of the production of concrete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quality {
    /// Usual.
    Ordinary,
    /// Special control is assured.
    Special,
}

/// What the face is cast against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Casting {
    /// Formwork.
    Formwork,
    /// Prepared ground, blinding included.
    PreparedGround,
    /// Soil.
    Soil,
}

/// What the cover protects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steel {
    /// Reinforcing steel.
    Reinforcing,
    /// Prestressing steel.
    Prestressing,
}

/// A face whose cover is asked for.
#[derive(Clone, Copy, Debug)]
pub struct CoverCase<'a> {
    /// All exposure classes of the face.
    pub classes: &'a [ExposureClass],
    /// Design working life.
    pub design_life_years: u32,
    /// Shape.
    pub geometry: Geometry,
    /// The strength class, where its reduction may be used.
    pub strength: Option<StrengthClass>,
    /// Quality control.
    pub quality: Quality,
    /// Diameter of the outermost bar in mm.
    pub bar_diameter_mm: Option<Decimal>,
    /// Allowance for deviation in mm; 10 unless a quality system allows less.
    pub deviation_mm: u32,
    /// What the face is cast against.
    pub casting: Casting,
    /// What is protected.
    pub steel: Steel,
}

impl<'a> CoverCase<'a> {
    /// An ordinary formed face: 50 years, no reduction, deviation 10 mm, reinforcing steel.
    pub fn new(classes: &'a [ExposureClass]) -> Self {
        Self {
            classes,
            design_life_years: 50,
            geometry: Geometry::Other,
            strength: None,
            quality: Quality::Ordinary,
            bar_diameter_mm: None,
            deviation_mm: TABLE.allowances.deviation,
            casting: Casting::Formwork,
            steel: Steel::Reinforcing,
        }
    }
}

/// What decides a cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decider {
    /// Durability in the exposure class (Tables 4.4N, 4.5N).
    Durability(ExposureClass),
    /// Bond: the bar's own diameter.
    Bond,
    /// The least cover of 10 mm.
    Least,
    /// The face is cast against ground.
    Ground,
}

/// The cover that a face needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cover {
    /// Structural class: 4 is S4.
    pub structural_class: u8,
    /// Least cover for durability in mm, abrasion included.
    pub c_min_dur_mm: u32,
    /// Least cover in mm.
    pub c_min_mm: Decimal,
    /// Nominal cover in mm.
    pub c_nom_mm: Decimal,
    /// What decides the nominal cover.
    pub decided_by: Decider,
    /// Where the deciding figure stands.
    pub clause: Clause,
}

/// The cover of a face by (4.1) and (4.2) of EN 1992-1-1, without the reductions that need a special decision.
pub fn required(case: &CoverCase<'_>) -> Cover {
    let corrosive =
        case.classes.iter().copied().filter_map(|class| column(class).map(|column| (class, column)));
    let durable = corrosive.map(|(class, column)| {
        let structural = structural_class(case, class, column);
        (least_for_durability(case.steel, structural, column), class, structural)
    });
    // Of equally severe classes the first decides.
    let worst = durable.reduce(|worst, next| if next.0 > worst.0 { next } else { worst });
    let least = Decimal::from(TABLE.allowances.least);
    let (durability, decider, structural) = match worst {
        Some((mm, class, structural)) => (mm, Decider::Durability(class), structural),
        None => (TABLE.allowances.least, Decider::Least, structural_class(case, ExposureClass::X0, 0)),
    };
    let c_min_dur_mm = durability + abrasion(case.classes);
    let bond = case.bar_diameter_mm.unwrap_or_default();
    let (c_min_mm, decided_by) = if bond > Decimal::from(c_min_dur_mm).max(least) {
        (bond, Decider::Bond)
    } else if Decimal::from(c_min_dur_mm) > least {
        (Decimal::from(c_min_dur_mm), decider)
    } else {
        (least, Decider::Least)
    };
    let c_nom_mm = c_min_mm + Decimal::from(case.deviation_mm);
    let ground = match case.casting {
        Casting::Formwork => Decimal::ZERO,
        Casting::PreparedGround => Decimal::from(TABLE.allowances.prepared_ground),
        Casting::Soil => Decimal::from(TABLE.allowances.soil),
    };
    let (c_nom_mm, decided_by) =
        if ground > c_nom_mm { (ground, Decider::Ground) } else { (c_nom_mm, decided_by) };
    let unlisted_life = case.design_life_years > 50 && case.design_life_years < 100;
    let clause = Clause { verified: TABLE.verified && !unlisted_life, ..clause_of(decided_by, case.steel) };
    Cover { structural_class: structural, c_min_dur_mm, c_min_mm, c_nom_mm, decided_by, clause }
}

fn clause_of(decided_by: Decider, steel: Steel) -> Clause {
    let clause = match (decided_by, steel) {
        (Decider::Durability(_), Steel::Reinforcing) => "4.4.1, Table 4.4N",
        (Decider::Durability(_), Steel::Prestressing) => "4.4.1, Table 4.5N",
        (Decider::Bond, _) => "4.4.1.2(3), Table 4.2",
        (Decider::Least, _) => "4.4.1.2(2)",
        (Decider::Ground, _) => "4.4.1.3(4)",
    };
    Clause { standard: &TABLE.standard, clause, verified: TABLE.verified }
}

/// The column of the tables; `None` for XF, XA and XM, which have no least cover of their own (4.4.1.2(12)).
fn column(class: ExposureClass) -> Option<usize> {
    TABLE.columns.iter().position(|column| column.contains(&class))
}

fn structural_class(case: &CoverCase<'_>, class: ExposureClass, column: usize) -> u8 {
    let rules = &TABLE.structural_class;
    let mut result = rules.start;
    result += match case.design_life_years {
        100.. => rules.life_100_years,
        80.. => rules.life_80_years,
        _ => 0,
    };
    let of_sea = rules.strength_from_xs.iter().find(|row| row.0 == class).map(|row| row.1);
    let strong_from = of_sea.or_else(|| rules.strength_from.get(column).copied());
    if case.strength.zip(strong_from).is_some_and(|(strength, from)| strength >= from) {
        result += rules.strength;
    }
    if case.geometry == Geometry::Slab {
        result += rules.slab;
    }
    if case.quality == Quality::Special {
        result += rules.special_quality;
    }
    u8::try_from(result.clamp(rules.lowest, rules.highest)).unwrap_or(1)
}

fn least_for_durability(steel: Steel, structural_class: u8, column: usize) -> u32 {
    let rows = match steel {
        Steel::Reinforcing => &TABLE.reinforcing.rows,
        Steel::Prestressing => &TABLE.prestressing.rows,
    };
    let row = rows.get(usize::from(structural_class).saturating_sub(1));
    row.and_then(|row| row.get(column)).copied().unwrap_or(TABLE.allowances.least)
}

fn abrasion(classes: &[ExposureClass]) -> u32 {
    let degrees = [ExposureClass::Xm1, ExposureClass::Xm2, ExposureClass::Xm3];
    let by_degree = degrees.iter().zip(TABLE.allowances.abrasion);
    by_degree.filter(|(degree, _)| classes.contains(degree)).map(|(_, mm)| mm).max().unwrap_or(0)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[expect(dead_code, reason = "every table carries its source; the test of every table asks for it")]
    source: String,
    standard: String,
    verified: bool,
    columns: Vec<Vec<ExposureClass>>,
    structural_class: StructuralRules,
    reinforcing: Rows,
    prestressing: Rows,
    allowances: Allowances,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StructuralRules {
    start: i32,
    lowest: i32,
    highest: i32,
    life_100_years: i32,
    life_80_years: i32,
    slab: i32,
    special_quality: i32,
    strength: i32,
    strength_from: Vec<StrengthClass>,
    strength_from_xs: Vec<(ExposureClass, StrengthClass)>,
}

#[derive(Deserialize)]
struct Rows {
    rows: Vec<Vec<u32>>,
}

/// Millimetres.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Allowances {
    least: u32,
    deviation: u32,
    prepared_ground: u32,
    soil: u32,
    abrasion: [u32; 3],
}

static TABLE: LazyLock<Table> = LazyLock::new(|| table::load(include_str!("../data/cover.toml")));

#[cfg(test)]
mod tests;
