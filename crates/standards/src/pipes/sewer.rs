//! Solid-wall PVC-U sewers: diameter, ring stiffness (SN), SDR and wall against EN 1401-1.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{TABLE, upper_tolerance};
use crate::{Clause, decimal::Exact};

/// What a text says about a sewer pipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SewerSpec {
    /// Outside diameter in mm, or what the trade calls the size by (DN 150 is d160).
    pub dn: u32,
    /// Ring stiffness in kN/m².
    pub sn: Option<Decimal>,
    /// Standard dimension ratio.
    pub sdr: Option<Decimal>,
    /// Wall in mm.
    pub wall_mm: Option<Decimal>,
}

/// One result of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SewerResult {
    /// The wall is that of the stiffness.
    WallFits {
        /// Where the wall stands.
        clause: Clause,
    },
    /// The wall is another one.
    WallWrong {
        /// Wall of the diameter and the stiffness, in mm.
        expected_mm: Decimal,
        /// Wall as told, in mm.
        given_mm: Decimal,
        /// The stiffness that the wall as told belongs to.
        fits_sn: Option<Decimal>,
        /// Where the wall stands.
        clause: Clause,
    },
    /// SN and SDR are not of one series.
    SeriesWrong {
        /// SDR of the stiffness.
        expected_sdr: Decimal,
        /// SDR as told.
        given_sdr: Decimal,
        /// Where the series stands.
        clause: Clause,
    },
    /// No pipe of this kind has the diameter.
    UnknownDiameter {
        /// The nearest greater one, in mm.
        nearest: u32,
    },
    /// Neither stiffness nor SDR is told.
    Ambiguous,
}

/// Checks what is told about a solid-wall sewer.
pub fn check_sewer(pipe: &SewerSpec) -> Vec<SewerResult> {
    let table = &TABLE.sewer;
    let dn = table.called.iter().find(|(called, _)| *called == pipe.dn).map_or(pipe.dn, |(_, dn)| *dn);
    let Some(row) = table.rows.iter().find(|row| row.dn == dn) else {
        // Above the table there are sizes that it does not list.
        let greater = table.rows.iter().map(|row| row.dn).find(|known| *known > dn);
        return greater.map(|nearest| SewerResult::UnknownDiameter { nearest }).into_iter().collect();
    };
    let column = |values: &[Exact], wanted: Decimal| values.iter().position(|value| value.0 == wanted);
    let by_sn = pipe.sn.and_then(|sn| column(&table.sn, sn));
    let by_sdr = pipe.sdr.and_then(|sdr| column(&table.sdr, sdr));
    let mut results = Vec::new();
    if let (Some(at), Some(given_sdr)) = (by_sn, pipe.sdr) {
        let expected_sdr = table.sdr.get(at).map_or(given_sdr, |sdr| sdr.0);
        if expected_sdr != given_sdr {
            results.push(SewerResult::SeriesWrong { expected_sdr, given_sdr, clause: table.clause() });
        }
    }
    let Some(at) = by_sn.or(by_sdr) else {
        return if pipe.sn.is_none() && pipe.sdr.is_none() { vec![SewerResult::Ambiguous] } else { results };
    };
    let expected = row.wall.get(at).map(|wall| wall.0).filter(|wall| *wall > Decimal::ZERO);
    if let (Some(expected_mm), Some(given_mm)) = (expected, pipe.wall_mm) {
        results.push(table.compare(row, expected_mm, given_mm));
    }
    results
}

#[derive(Deserialize)]
pub(super) struct Sewer {
    standard: String,
    clause: String,
    verified: bool,
    sn: Vec<Exact>,
    sdr: Vec<Exact>,
    rows: Vec<Row>,
    called: Vec<(u32, u32)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    dn: u32,
    wall: Vec<Exact>,
}

impl Sewer {
    fn clause(&'static self) -> Clause {
        Clause { standard: &self.standard, clause: &self.clause, verified: self.verified }
    }

    fn compare(&'static self, row: &Row, expected_mm: Decimal, given_mm: Decimal) -> SewerResult {
        let fits = |wall: Decimal| {
            wall > Decimal::ZERO
                && given_mm >= wall - Decimal::new(1, 1)
                && given_mm <= wall + upper_tolerance(wall)
        };
        let clause = self.clause();
        if fits(expected_mm) {
            return SewerResult::WallFits { clause };
        }
        let fitting = row.wall.iter().zip(&self.sn).filter(|(wall, _)| fits(wall.0));
        let fits_sn = fitting.min_by_key(|(wall, _)| (wall.0 - given_mm).abs()).map(|(_, sn)| sn.0);
        SewerResult::WallWrong { expected_mm, given_mm, fits_sn, clause }
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, SewerResult, SewerSpec, check_sewer};

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn pipe(dn: u32, sn: &str, wall: &str) -> SewerSpec {
        SewerSpec { dn, sn: Some(d(sn)), sdr: None, wall_mm: Some(d(wall)) }
    }

    #[test]
    fn a_wall_is_held_against_its_stiffness() {
        assert!(matches!(check_sewer(&pipe(160, "8", "4.7"))[..], [SewerResult::WallFits { .. }]));
        let thin = check_sewer(&pipe(160, "8", "4.0"));
        let [SewerResult::WallWrong { expected_mm, fits_sn, clause, .. }] = thin[..] else {
            panic!("{thin:?}")
        };
        assert_eq!((expected_mm, fits_sn, clause.verified), (d("4.7"), Some(d("4")), false));
    }

    #[test]
    fn the_trade_calls_sizes_by_the_inside() {
        assert!(matches!(check_sewer(&pipe(150, "4", "4.0"))[..], [SewerResult::WallFits { .. }]));
        assert_eq!(check_sewer(&pipe(180, "4", "4.0")), [SewerResult::UnknownDiameter { nearest: 200 }]);
    }

    #[test]
    fn stiffness_and_ratio_are_of_one_series() {
        let mixed = SewerSpec { dn: 200, sn: Some(d("8")), sdr: Some(d("41")), wall_mm: None };
        assert!(matches!(check_sewer(&mixed)[..], [SewerResult::SeriesWrong { .. }]));
        let open = SewerSpec { dn: 200, sn: None, sdr: None, wall_mm: None };
        assert_eq!(check_sewer(&open), [SewerResult::Ambiguous]);
    }
}
