//! Actions on buildings: partial factors and combinations (EN 1990), values of psi, imposed loads (EN 1991-1-1) and
//! snow zones (ČSN EN 1991-1-3). Loads are in kN/m², or whatever unit both parts of a combination share.

use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{Clause, decimal, table};

/// A kind of variable action with its own values of psi (EN 1990 Table A1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Category A.
    Residential,
    /// Category B.
    Office,
    /// Category C.
    Assembly,
    /// Category D.
    Shopping,
    /// Category E.
    Storage,
    /// Category F, up to 30 kN.
    LightVehicles,
    /// Category G, 30 to 160 kN.
    HeavyVehicles,
    /// Category H.
    Roof,
    /// Snow up to 1000 m above the sea.
    Snow,
    /// Snow above 1000 m.
    SnowHigh,
    /// Wind.
    Wind,
    /// Temperature, not fire.
    Temperature,
}

/// Factors of one variable action.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Psi {
    /// Which action.
    pub action: Action,
    /// Its name in English.
    pub en: String,
    /// Its name in Czech.
    pub cs: String,
    /// Combination value.
    #[serde(deserialize_with = "decimal::one")]
    pub psi0: Decimal,
    /// Frequent value.
    #[serde(deserialize_with = "decimal::one")]
    pub psi1: Decimal,
    /// Quasi-permanent value.
    #[serde(deserialize_with = "decimal::one")]
    pub psi2: Decimal,
}

/// What an area is used for (EN 1991-1-1 Table 6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// Floors of dwellings.
    Dwelling,
    /// Stairs of dwellings.
    Stairs,
    /// Balconies.
    Balcony,
    /// Offices.
    Office,
    /// Areas with tables.
    C1,
    /// Fixed seats.
    C2,
    /// Free movement of people.
    C3,
    /// Sports and dance.
    C4,
    /// Crowds.
    C5,
    /// Small shops.
    D1,
    /// Department stores.
    D2,
    /// Storage.
    Storage,
    /// Parking of light vehicles.
    Parking,
    /// Heavier vehicles.
    HeavyVehicles,
    /// Roofs, maintenance only.
    Roof,
}

/// The uniform imposed load of one use, in kN/m².
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Imposed {
    /// For which use.
    #[serde(rename = "use")]
    pub of: Use,
    /// The action whose psi it has.
    pub action: Action,
    /// Name in English.
    pub en: String,
    /// Name in Czech.
    pub cs: String,
    /// Least value of the range of EN 1991-1-1.
    #[serde(deserialize_with = "decimal::one")]
    pub least: Decimal,
    /// Greatest value of the range; `None` where it is open.
    #[serde(default, deserialize_with = "decimal::optional")]
    pub most: Option<Decimal>,
    /// Value of the Czech annex.
    #[serde(deserialize_with = "decimal::one")]
    pub czech: Decimal,
    /// Whether the Czech value was checked.
    pub verified: bool,
}

/// A snow zone of the Czech map, with loads in kN/m².
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnowZone {
    /// Roman number.
    pub zone: String,
    /// Characteristic load on the ground.
    #[serde(deserialize_with = "decimal::one")]
    pub sk: Decimal,
    /// Value of the zone of the same number in the withdrawn ČSN 73 0035.
    #[serde(default, deserialize_with = "decimal::optional")]
    pub old: Option<Decimal>,
}

/// The design value of a permanent and one leading variable action, in their unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Combination {
    /// Expression (6.10).
    pub simple: Decimal,
    /// Expression (6.10a); `None` where psi0 is not known.
    pub a: Option<Decimal>,
    /// Expression (6.10b).
    pub b: Decimal,
    /// The least value that either route permits: the smaller of (6.10) and the less favourable of (6.10a) and (6.10b).
    /// Without psi0 a lower bound.
    pub least: Decimal,
}

/// The ultimate design value; `None` beyond the range of decimals.
pub fn ultimate(permanent: Decimal, variable: Decimal, psi0: Option<Decimal>) -> Option<Combination> {
    let factors = &TABLE.combination;
    let permanent = permanent.checked_mul(factors.permanent_unfavourable)?;
    let variable = variable.checked_mul(factors.variable)?;
    let simple = permanent.checked_add(variable)?;
    let with = |psi0: Decimal| permanent.checked_add(variable.checked_mul(psi0)?);
    let a = psi0.and_then(with);
    let b = permanent.checked_mul(factors.xi)?.checked_add(variable)?;
    let least = simple.min(b.max(a.unwrap_or(permanent)));
    Some(Combination { simple, a, b, least })
}

/// The characteristic and the quasi-permanent value (EN 1990 6.5.3) of a permanent and one variable action.
pub fn serviceability(permanent: Decimal, variable: Decimal, psi: &Psi) -> Option<(Decimal, Decimal)> {
    let quasi_permanent = permanent.checked_add(variable.checked_mul(psi.psi2)?)?;
    Some((permanent.checked_add(variable)?, quasi_permanent))
}

/// Where the factors and expressions stand.
pub fn combination_clause() -> Clause {
    let table = &TABLE.combination;
    Clause { standard: &table.standard, clause: &table.clause, verified: table.verified }
}

/// The values of psi of an action.
pub fn psi(action: Action) -> Option<&'static Psi> {
    TABLE.psi.rows.iter().find(|row| row.action == action)
}

/// The imposed load of a use.
pub fn imposed(of: Use) -> Option<&'static Imposed> {
    TABLE.imposed.rows.iter().find(|row| row.of == of)
}

/// Where the ranges of imposed loads stand.
pub fn imposed_clause() -> Clause {
    Clause { standard: &TABLE.imposed.standard, clause: &TABLE.imposed.clause, verified: true }
}

/// What movable partitions may add to an imposed load, in kN/m².
pub fn partitions() -> Decimal {
    TABLE.imposed.partitions
}

/// A snow zone by its Roman number; `None` for VIII, whose load the hydrometeorological institute gives.
pub fn snow_zone(roman: &str) -> Option<&'static SnowZone> {
    TABLE.snow.rows.iter().find(|row| row.zone.eq_ignore_ascii_case(roman))
}

/// Where the snow zones stand.
pub fn snow_clause() -> Clause {
    Clause { standard: &TABLE.snow.standard, clause: &TABLE.snow.clause, verified: TABLE.snow.verified }
}

#[derive(Deserialize)]
struct Table {
    combination: Factors,
    psi: PsiTable,
    imposed: ImposedTable,
    snow: SnowTable,
}

#[derive(Deserialize)]
struct Factors {
    standard: String,
    clause: String,
    verified: bool,
    #[serde(deserialize_with = "decimal::one")]
    permanent_unfavourable: Decimal,
    #[serde(deserialize_with = "decimal::one")]
    variable: Decimal,
    #[serde(deserialize_with = "decimal::one")]
    xi: Decimal,
}

#[derive(Deserialize)]
struct PsiTable {
    rows: Vec<Psi>,
}

#[derive(Deserialize)]
struct ImposedTable {
    standard: String,
    clause: String,
    #[serde(deserialize_with = "decimal::one")]
    partitions: Decimal,
    rows: Vec<Imposed>,
}

#[derive(Deserialize)]
struct SnowTable {
    standard: String,
    clause: String,
    verified: bool,
    rows: Vec<SnowZone>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| table::load(include_str!("../data/actions.toml")));

#[cfg(test)]
mod tests {
    use super::{Action, Decimal, TABLE, Use, imposed, psi, serviceability, snow_zone, ultimate};

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    /// By hand: 1.35 × 22.5 + 1.5 × 10 = 45.375; with psi0 0.7: 30.375 + 10.5 = 40.875; 0.85 × 30.375 + 15 = 40.81875.
    #[test]
    fn combinations_are_those_of_en_1990() {
        let known = ultimate(d("22.5"), d("10"), Some(d("0.7"))).unwrap();
        assert_eq!((known.simple, known.a, known.b), (d("45.375"), Some(d("40.875")), d("40.81875")));
        assert_eq!(known.least, d("40.875"));
        let without = ultimate(d("22.5"), d("10"), None).unwrap();
        assert_eq!((without.a, without.least), (None, d("40.81875")), "a lower bound of every psi0");
        assert_eq!(ultimate(Decimal::MAX, d("1"), None), None);
        let (characteristic, quasi_permanent) =
            serviceability(d("22.5"), d("10"), psi(Action::Residential).unwrap()).unwrap();
        assert_eq!((characteristic, quasi_permanent), (d("32.5"), d("25.5")));
    }

    #[test]
    fn every_action_and_use_has_one_row_in_order() {
        assert_eq!(TABLE.psi.rows.len(), Action::Temperature as usize + 1);
        assert_eq!(TABLE.imposed.rows.len(), Use::Roof as usize + 1);
        for row in &TABLE.psi.rows {
            assert!(row.psi0 >= row.psi1 && row.psi1 >= row.psi2, "{}", row.en);
            assert_eq!(psi(row.action), Some(row));
        }
        for row in &TABLE.imposed.rows {
            assert!(row.most.is_none_or(|most| row.least <= row.czech && row.czech <= most), "{}", row.en);
            assert_eq!(imposed(row.of), Some(row));
        }
    }

    #[test]
    fn snow_zones_are_those_of_the_map_in_force() {
        assert_eq!(snow_zone("iii").map(|row| row.sk), Some(d("1.5")));
        assert_eq!(snow_zone("VIII"), None);
    }
}
