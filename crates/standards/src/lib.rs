//! What the standards say: exposure and strength classes, limits of composition, chemical attack, cover, actions,
//! obsolete standards, pipes, reinforcement, code systems and dated prices, each with its clause and source.
//!
//! The tables are TOML under `data/`, compiled in and read once; no look-up does I/O or can fail. The crate
//! knows nothing of briefs and audits. National texts are not reproduced: figures and facts only.

pub mod actions;
pub mod chemistry;
pub mod codes;
pub mod cover;
mod decimal;
pub mod exposure;
pub mod limits;
pub mod obsolete;
pub mod pipes;
pub mod prices;
pub mod steel;
pub mod strength;
mod table;
mod tables;

pub use tables::{Part, Table, tables};

/// Version of the tables, as the audit's `versions.standards` carries it.
pub const DATA_VERSION: &str = "2026-11-24";

/// The text that a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Designation of the standard.
    pub standard: &'static str,
    /// Clause or table in it.
    pub clause: &'static str,
    /// Whether the figure was checked on a facsimile or at least two independent readings.
    pub verified: bool,
}
