//! The registry of checks: one file per subject, each a function from facts to findings.
//!
//! To add a rule, write it in the file of its subject, or add a file and its line to [`ALL`]. A check reads
//! [`Context`] alone and returns [`Ruling`]s in a fixed order. Codes are those of the contract's case list; our own
//! beside them are `CLASS_NOT_SPECIFIED`, `SOIL_CONTACT`, `SMALL_LOAD`, `COVER_NOT_SPECIFIED`, `QTY_ZERO`,
//! `QTY_NEGATIVE`, `QTY_MISSING`, `UNIT_MISSING`, `UNIT_NUMBER`, `SUM_MISMATCH`, `MEASUREMENT_MISMATCH`, `DUPLICATE`, `PIPE_DN` and
//! `EXISTING_STRUCTURE`.

mod chemistry;
mod contradiction;
mod cover;
mod design_life;
mod existing;
mod exposure;
mod factors;
mod missing;
mod mix;
mod obsolete;
mod pieces;
mod pipes;
mod positions;
mod quantities;
mod shared;
mod strength;

use model::{Lang, Position, Profile};

use crate::{
    element::{StructuralElement, billed::Shared},
    facts::Facts,
    finding::Ruling,
};

/// What a check may look at.
pub(crate) struct Context<'a> {
    pub(crate) facts: &'a Facts,
    pub(crate) elements: &'a [StructuralElement],
    /// What the bill gives for several elements together.
    pub(crate) shared: &'a [Shared],
    pub(crate) positions: &'a [Position],
    pub(crate) profile: Profile,
    pub(crate) lang: Lang,
}

type Check = fn(&Context<'_>) -> Vec<Ruling>;

/// Every check, in the order of the report where severity does not decide.
const ALL: &[Check] = &[
    strength::check,
    exposure::check,
    mix::check,
    cover::check,
    chemistry::check,
    contradiction::check,
    obsolete::check,
    factors::check,
    design_life::check,
    existing::check,
    pipes::check,
    quantities::check,
    shared::check,
    positions::check,
    missing::check,
];

/// Runs every check.
pub(crate) fn run(context: &Context<'_>) -> Vec<Ruling> {
    ALL.iter().flat_map(|check| check(context)).collect()
}
