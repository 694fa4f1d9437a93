//! Whether diameter, SDR, pressure and wall of a PE pipe fit each other (EN 12201-2), and diameter, ring stiffness and
//! wall of a PVC-U sewer (EN 1401-1).

mod sewer;

use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{Clause, decimal::Exact, table};

pub use sewer::{SewerResult, SewerSpec, check_sewer};

/// Polyethylene grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Material {
    /// MRS 10, PE100 RC included.
    Pe100,
    /// MRS 8.
    Pe80,
    /// Not told.
    Unknown,
}

/// What a text says about a pipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PipeSpec {
    /// Outside diameter in mm.
    pub dn: u32,
    /// Standard dimension ratio.
    pub sdr: Option<Decimal>,
    /// Nominal pressure in bar.
    pub pn: Option<Decimal>,
    /// Wall in mm.
    pub wall_mm: Option<Decimal>,
    /// Grade.
    pub material: Material,
}

/// A series that a wall belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Series {
    /// Standard dimension ratio.
    pub sdr: Decimal,
    /// Nominal pressure in bar, in PE80 where that is told, else in PE100.
    pub pn: Decimal,
    /// Least wall in mm.
    pub wall_mm: Decimal,
}

/// One result of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PipeResult {
    /// Wall and SDR agree.
    WallFits {
        /// Where the wall stands.
        clause: Clause,
    },
    /// Wall and SDR do not agree.
    WallWrong {
        /// Wall that diameter and SDR ask for, in mm.
        expected_mm: Decimal,
        /// Wall as told, in mm.
        given_mm: Decimal,
        /// The series that the wall as told belongs to.
        fits: Option<Series>,
        /// Where the wall stands.
        clause: Clause,
    },
    /// SDR and pressure agree.
    PressureFits {
        /// Where the pressure stands.
        clause: Clause,
    },
    /// SDR and pressure do not agree.
    PressureWrong {
        /// Pressure of the SDR in bar.
        expected_pn: Decimal,
        /// Pressure as told, in bar.
        given_pn: Decimal,
        /// Where the pressure stands.
        clause: Clause,
    },
    /// No PE pipe has this diameter.
    UnknownDiameter {
        /// The nearest greater one, else the greatest, in mm.
        nearest: u32,
    },
    /// The SDR is not tabulated, so its pressure was not checked and its wall only as the ratio of diameter and SDR.
    NotTabulated,
    /// SDR and wall are both missing, or only one of SDR, pressure and wall is told.
    Ambiguous,
}

/// Checks what is told about a pipe; the results stand in the order diameter, wall, pressure, missing data.
pub fn check(pipe: &PipeSpec) -> Vec<PipeResult> {
    let mut results = Vec::new();
    if TABLE.pe.rows.iter().all(|row| row.dn != pipe.dn) {
        let greater = TABLE.pe.rows.iter().map(|row| row.dn).find(|dn| *dn > pipe.dn);
        let nearest = greater.or(TABLE.pe.rows.last().map(|row| row.dn)).unwrap_or(pipe.dn);
        results.push(PipeResult::UnknownDiameter { nearest });
    }
    if let Some(sdr) = pipe.sdr {
        let tabulated = series_of(pipe.dn, pipe.material).into_iter().find(|series| series.sdr == sdr);
        if tabulated.is_none() {
            results.push(PipeResult::NotTabulated);
        }
        results.extend(pipe.wall_mm.map(|wall| check_wall(pipe, sdr, wall, tabulated)));
        results.extend(pipe.pn.and_then(|pn| check_pressure(sdr, pn, pipe.material)));
    }
    let told = [pipe.sdr, pipe.pn, pipe.wall_mm].into_iter().flatten().count();
    if told < 2 {
        results.push(PipeResult::Ambiguous);
    }
    results
}

/// The tabulated series of a diameter, thickest wall first.
pub fn series_of(dn: u32, material: Material) -> Vec<Series> {
    let Some(row) = TABLE.pe.rows.iter().find(|row| row.dn == dn) else { return Vec::new() };
    let pressures = if material == Material::Pe80 { &TABLE.pe.pn_pe80 } else { &TABLE.pe.pn_pe100 };
    let columns = TABLE.pe.sdr.iter().zip(pressures).zip(&row.wall);
    columns
        .filter(|(_, wall)| wall.0 > Decimal::ZERO)
        .map(|((sdr, pn), wall)| Series { sdr: sdr.0, pn: pn.0, wall_mm: wall.0 })
        .collect()
}

fn check_wall(pipe: &PipeSpec, sdr: Decimal, wall: Decimal, tabulated: Option<Series>) -> PipeResult {
    let (expected_mm, below, above) = if let Some(series) = tabulated {
        (series.wall_mm, Decimal::new(1, 1), upper_tolerance(series.wall_mm))
    } else {
        let ratio = (Decimal::from(pipe.dn) / sdr.max(Decimal::ONE)).round_dp(1);
        let tolerance = (ratio * Decimal::new(5, 2)).max(Decimal::new(3, 1));
        (ratio, tolerance, tolerance)
    };
    let clause = clause(pipe.dn, sdr);
    if wall >= expected_mm - below && wall <= expected_mm + above {
        return PipeResult::WallFits { clause };
    }
    let mut series = series_of(pipe.dn, pipe.material);
    series.retain(|series| {
        wall >= series.wall_mm - Decimal::new(1, 1)
            && wall <= series.wall_mm + upper_tolerance(series.wall_mm)
    });
    let fits = series.into_iter().min_by_key(|series| (series.wall_mm - wall).abs());
    PipeResult::WallWrong { expected_mm, given_mm: wall, fits, clause }
}

/// Walls may be thicker by about a tenth and 0.2 mm (grade V).
fn upper_tolerance(wall: Decimal) -> Decimal {
    wall * Decimal::new(1, 1) + Decimal::new(2, 1)
}

fn check_pressure(sdr: Decimal, pn: Decimal, material: Material) -> Option<PipeResult> {
    let column = TABLE.pe.sdr.iter().position(|listed| listed.0 == sdr)?;
    let pe100 = TABLE.pe.pn_pe100.get(column)?.0;
    let pe80 = TABLE.pe.pn_pe80.get(column)?.0;
    let clause = clause(0, sdr);
    let near = |expected: Decimal| (expected - pn).abs() <= Decimal::new(5, 1);
    let (fits, expected_pn) = match material {
        Material::Pe100 => (near(pe100), pe100),
        Material::Pe80 => (near(pe80), pe80),
        Material::Unknown => (near(pe100) || near(pe80), pe100),
    };
    Some(if fits {
        PipeResult::PressureFits { clause }
    } else {
        PipeResult::PressureWrong { expected_pn, given_pn: pn, clause }
    })
}

/// SDR 17.6 and the greater sizes of SDR 13.6 were not checked against the standard.
fn clause(dn: u32, sdr: Decimal) -> Clause {
    let doubtful = sdr == Decimal::new(176, 1) || (sdr == Decimal::new(136, 1) && dn > 250);
    let tabulated = TABLE.pe.sdr.iter().any(|listed| listed.0 == sdr);
    Clause { standard: &TABLE.pe.standard, clause: &TABLE.pe.clause, verified: tabulated && !doubtful }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    pe: Pe,
    sewer: sewer::Sewer,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pe {
    #[expect(dead_code, reason = "every table carries its source; the test of every table asks for it")]
    source: String,
    standard: String,
    clause: String,
    sdr: Vec<Exact>,
    pn_pe100: Vec<Exact>,
    pn_pe80: Vec<Exact>,
    rows: Vec<PeRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeRow {
    dn: u32,
    wall: Vec<Exact>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| table::load(include_str!("../data/pipes.toml")));

#[cfg(test)]
mod tests;
