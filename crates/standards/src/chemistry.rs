//! Chemical attack of natural ground and ground water: EN 206 Table 2, the worst value and the rule of two values.

use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{Clause, decimal, exposure::ExposureClass, table};

/// A measured property of ground or ground water.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Characteristic {
    /// pH of the water.
    Ph,
    /// SO₄²⁻ in mg/l of water.
    Sulfate,
    /// Aggressive CO₂ in mg/l.
    CarbonDioxide,
    /// NH₄⁺ in mg/l.
    Ammonium,
    /// Mg²⁺ in mg/l.
    Magnesium,
    /// Total SO₄²⁻ in mg/kg of soil.
    SoilSulfate,
    /// Acidity of the soil to Baumann-Gully in ml/kg.
    SoilAcidity,
}

impl Characteristic {
    const WATER: [Self; 5] = [Self::Sulfate, Self::Ph, Self::CarbonDioxide, Self::Ammonium, Self::Magnesium];
    const SOIL: [Self; 2] = [Self::SoilSulfate, Self::SoilAcidity];

    /// As laboratories write it.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Ph => "pH",
            Self::Sulfate => "SO4",
            Self::CarbonDioxide => "CO2",
            Self::Ammonium => "NH4",
            Self::Magnesium => "Mg",
            Self::SoilSulfate => "SO4 (soil)",
            Self::SoilAcidity => "acidity (Baumann-Gully)",
        }
    }

    /// Its unit; empty for pH.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Ph => "",
            Self::Sulfate | Self::CarbonDioxide | Self::Ammonium | Self::Magnesium => "mg/l",
            Self::SoilSulfate => "mg/kg",
            Self::SoilAcidity => "ml/kg",
        }
    }
}

/// What was measured; `None` where it was not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// pH of the water.
    pub ph: Option<Decimal>,
    /// SO₄²⁻ in mg/l.
    pub sulfate_mg_l: Option<Decimal>,
    /// Aggressive CO₂ in mg/l.
    pub carbon_dioxide_mg_l: Option<Decimal>,
    /// NH₄⁺ in mg/l.
    pub ammonium_mg_l: Option<Decimal>,
    /// Mg²⁺ in mg/l.
    pub magnesium_mg_l: Option<Decimal>,
    /// Total SO₄²⁻ of the soil in mg/kg.
    pub soil_sulfate_mg_kg: Option<Decimal>,
    /// Acidity of the soil to Baumann-Gully in ml/kg.
    pub soil_acidity_ml_kg: Option<Decimal>,
    /// Whether sulfate can accumulate by wetting and drying or capillary suction (footnote c).
    pub sulfate_accumulates: bool,
}

impl Analysis {
    fn value(&self, characteristic: Characteristic) -> Option<Decimal> {
        match characteristic {
            Characteristic::Ph => self.ph,
            Characteristic::Sulfate => self.sulfate_mg_l,
            Characteristic::CarbonDioxide => self.carbon_dioxide_mg_l,
            Characteristic::Ammonium => self.ammonium_mg_l,
            Characteristic::Magnesium => self.magnesium_mg_l,
            Characteristic::SoilSulfate => self.soil_sulfate_mg_kg,
            Characteristic::SoilAcidity => self.soil_acidity_ml_kg,
        }
    }
}

/// How aggressive a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attack {
    /// Below XA1.
    None,
    /// Slight.
    Xa1,
    /// Moderate.
    Xa2,
    /// High.
    Xa3,
    /// Beyond the table: special study and protection.
    BeyondXa3,
}

impl Attack {
    /// The class that the concrete must meet at least; beyond XA3 that is XA3, with a study and protection.
    pub fn class(self) -> Option<ExposureClass> {
        match self {
            Self::None => None,
            Self::Xa1 => Some(ExposureClass::Xa1),
            Self::Xa2 => Some(ExposureClass::Xa2),
            Self::Xa3 | Self::BeyondXa3 => Some(ExposureClass::Xa3),
        }
    }

    fn raised(self) -> Self {
        match self {
            Self::None => Self::None,
            Self::Xa1 => Self::Xa2,
            Self::Xa2 => Self::Xa3,
            Self::Xa3 | Self::BeyondXa3 => Self::BeyondXa3,
        }
    }
}

/// One value against the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Single {
    /// What was measured.
    pub characteristic: Characteristic,
    /// The value in the characteristic's unit.
    pub value: Decimal,
    /// How aggressive it is by itself.
    pub attack: Attack,
}

/// All values against the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Each measured value.
    pub single: Vec<Single>,
    /// The result, raised where two values decide.
    pub attack: Attack,
    /// The characteristics that sit in the deciding class; empty below XA1.
    pub deciding: Vec<Characteristic>,
    /// Whether two or more deciding values raised the class by one.
    pub raised: bool,
    /// Characteristics that were not measured, so that the class is a lower bound: of the water where any value
    /// of it is known, of the soil where any value of that is.
    pub missing: Vec<Characteristic>,
    /// Whether sulfate by itself is XA2 or worse: then, and only then, sulfate-resisting cement is required.
    pub sulfate_driven: bool,
}

/// Holds an analysis against EN 206 Table 2; `None` where nothing was measured.
pub fn assess(analysis: &Analysis) -> Option<Assessment> {
    let all = Characteristic::WATER.iter().chain(&Characteristic::SOIL).copied();
    let mut single: Vec<Single> = all
        .filter_map(|characteristic| {
            let value = analysis.value(characteristic)?;
            Some(Single {
                characteristic,
                value,
                attack: attack(characteristic, value, analysis.sulfate_accumulates),
            })
        })
        .collect();
    single.sort_by_key(|single| single.characteristic);
    let worst = single.iter().map(|single| single.attack).max()?;
    let deciding: Vec<Characteristic> = single
        .iter()
        .filter(|single| worst > Attack::None && single.attack == worst)
        .map(|single| single.characteristic)
        .collect();
    // Sulfate of water and of soil is one characteristic: it does not raise the class against itself.
    let both_sulfates =
        deciding.contains(&Characteristic::Sulfate) && deciding.contains(&Characteristic::SoilSulfate);
    let raised = deciding.len() - usize::from(both_sulfates) >= 2;
    Some(Assessment {
        attack: if raised { worst.raised() } else { worst },
        raised,
        missing: missing(analysis),
        sulfate_driven: single.iter().any(|single| {
            let is_sulfate =
                matches!(single.characteristic, Characteristic::Sulfate | Characteristic::SoilSulfate);
            is_sulfate && single.attack >= Attack::Xa2
        }),
        single,
        deciding,
    })
}

/// Where the limits stand.
pub fn clause() -> Clause {
    Clause { standard: &TABLE.standard, clause: &TABLE.clause, verified: TABLE.verified }
}

fn missing(analysis: &Analysis) -> Vec<Characteristic> {
    let of = |group: &[Characteristic]| -> Vec<Characteristic> {
        let unknown: Vec<_> = group.iter().copied().filter(|c| analysis.value(*c).is_none()).collect();
        if unknown.len() == group.len() { Vec::new() } else { unknown }
    };
    [of(&Characteristic::WATER), of(&Characteristic::SOIL)].concat()
}

fn attack(characteristic: Characteristic, value: Decimal, sulfate_accumulates: bool) -> Attack {
    let Some(row) = TABLE.limits.iter().find(|row| row.characteristic == characteristic) else {
        return Attack::None;
    };
    let xa1 = if characteristic == Characteristic::SoilSulfate && sulfate_accumulates {
        Some(TABLE.soil_sulfate_xa1_where_it_accumulates)
    } else {
        row.xa1
    };
    let falls = characteristic == Characteristic::Ph;
    // Acidity attacks above its limit, all others from theirs on.
    let begins = match characteristic {
        Characteristic::Ph => value <= row.from,
        Characteristic::SoilAcidity => value > row.from,
        _ => value >= row.from,
    };
    if !begins {
        return Attack::None;
    }
    let within = |bound: Option<Decimal>| {
        bound.is_none_or(|bound| if falls { value >= bound } else { value <= bound })
    };
    if within(xa1) {
        Attack::Xa1
    } else if within(row.xa2) {
        Attack::Xa2
    } else if within(row.xa3) {
        Attack::Xa3
    } else {
        Attack::BeyondXa3
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[expect(dead_code, reason = "every table carries its source; the test of every table asks for it")]
    source: String,
    standard: String,
    clause: String,
    verified: bool,
    limits: Vec<Row>,
    #[serde(deserialize_with = "decimal::one")]
    soil_sulfate_xa1_where_it_accumulates: Decimal,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    characteristic: Characteristic,
    #[serde(deserialize_with = "decimal::one")]
    from: Decimal,
    #[serde(default, deserialize_with = "decimal::optional")]
    xa1: Option<Decimal>,
    #[serde(default, deserialize_with = "decimal::optional")]
    xa2: Option<Decimal>,
    #[serde(default, deserialize_with = "decimal::optional")]
    xa3: Option<Decimal>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| table::load(include_str!("../data/chemistry.toml")));

#[cfg(test)]
mod tests;
