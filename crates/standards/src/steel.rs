//! Reinforcing bars, and how much reinforcement elements usually hold. Content is plausibility, not a requirement.

use std::{collections::BTreeMap, sync::LazyLock};

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{Clause, decimal::Exact, table};

/// Kinds of structural elements with a usual reinforcement content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ElementKind {
    /// Blinding and other plain concrete.
    Blinding,
    /// Strip footing.
    StripFooting,
    /// Pad footing.
    PadFooting,
    /// Raft foundation, slab on ground.
    Raft,
    /// Wall.
    Wall,
    /// Waterproof structure with crack control.
    WhiteTank,
    /// Retaining wall.
    RetainingWall,
    /// Column.
    Column,
    /// Beam.
    Beam,
    /// Suspended slab.
    Slab,
    /// Stair.
    Stair,
    /// Tank or pool.
    Tank,
    /// Bored pile.
    BoredPile,
    /// Diaphragm wall.
    DiaphragmWall,
    /// Reinforced bridge deck.
    BridgeDeck,
    /// Bridge pier or column.
    BridgePier,
    /// Abutment or bearing beam.
    Abutment,
    /// Wing wall.
    WingWall,
    /// Kerb of a bridge (římsa).
    Kerb,
    /// Approach slab.
    ApproachSlab,
    /// Closed frame or culvert.
    Culvert,
}

/// Reinforcement content in kg of steel per m³ of concrete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// The usual range.
    pub usual: (u32, u32),
    /// Outside of this an error is likely.
    pub alarm: (u32, u32),
    /// Where the ranges come from: experience, so never verified.
    pub clause: Clause,
}

/// Mass of a bar in kg/m; `None` for a diameter that EN 10080 bars do not have.
pub fn bar_kg_per_m(diameter_mm: u32) -> Option<Decimal> {
    TABLE.bars.kg_per_m.get(&diameter_mm.to_string()).map(|exact| exact.0)
}

/// The usual content of an element.
pub fn content(element: ElementKind) -> Content {
    let row = TABLE.content.rows.iter().find(|row| row.element == element);
    let (usual, alarm) = row.map_or(((0, 0), (0, 0)), |row| (row.usual, row.alarm));
    Content {
        usual,
        alarm,
        clause: Clause { standard: &TABLE.content.source, clause: "", verified: TABLE.content.verified },
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    bars: Bars,
    content: ContentTable,
}

#[derive(Deserialize)]
struct Bars {
    kg_per_m: BTreeMap<String, Exact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContentTable {
    source: String,
    verified: bool,
    rows: Vec<ContentRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContentRow {
    element: ElementKind,
    usual: (u32, u32),
    alarm: (u32, u32),
}

static TABLE: LazyLock<Table> = LazyLock::new(|| table::load(include_str!("../data/steel.toml")));

#[cfg(test)]
mod tests {
    use super::{ElementKind, TABLE, bar_kg_per_m, content};

    #[test]
    fn bars_weigh_what_their_area_gives() {
        for (diameter, exact) in &TABLE.bars.kg_per_m {
            let metres: f64 = diameter.parse::<f64>().unwrap() / 1000.0;
            let computed = std::f64::consts::PI * metres * metres / 4.0 * 7850.0;
            let listed: f64 = exact.0.to_string().parse().unwrap();
            assert!((computed - listed).abs() < 0.001, "d{diameter}: {computed}");
        }
        assert_eq!(bar_kg_per_m(13), None);
    }

    #[test]
    fn the_usual_content_lies_within_the_alarm_band() {
        for row in &TABLE.content.rows {
            assert!(row.alarm.0 <= row.usual.0 && row.usual.0 <= row.usual.1 && row.usual.1 <= row.alarm.1);
        }
        assert_eq!(content(ElementKind::StripFooting).usual, (50, 110));
        assert_eq!(TABLE.content.rows.len(), ElementKind::Culvert as usize + 1, "one row for each kind");
    }
}
