//! Limiting values of composition and strength per exposure class: EN 206 Table F.1, ČSN P 73 2404 Table F.1.1
//! and the profiles beside them, and the strictest of them over all classes of an element.

use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{Clause, decimal, exposure::ExposureClass, strength::StrengthClass, table};

/// Whose limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProfileName {
    /// ČSN P 73 2404, 50 years.
    Csn,
    /// The 100-year values as far as known: unverified and incomplete, so they make conditions only.
    Csn100,
    /// EN 206 Annex F, informative.
    En206,
    /// A simplified table, for comparison.
    Stavagent,
}

/// When sulfate-resisting cement (EN 197-1 SR types) is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SulfateResisting {
    /// Never.
    No,
    /// Only where sulfate leads to the class.
    IfSulfate,
    /// Whatever leads to the class.
    Always,
}

/// The limits of one exposure class; `None` where the profile asks for nothing of that kind.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The class.
    pub class: ExposureClass,
    /// Least strength class.
    pub min_strength: StrengthClass,
    /// Highest water/cement ratio.
    #[serde(default, deserialize_with = "decimal::optional")]
    pub max_w_c: Option<Decimal>,
    /// Least cement content in kg/m³.
    pub min_cement_kg_m3: Option<u32>,
    /// Least air content of fresh concrete in percent.
    #[serde(default, deserialize_with = "decimal::optional")]
    pub min_air_percent: Option<Decimal>,
    /// Greatest depth of penetration of water in mm (EN 12390-8).
    pub max_penetration_mm: Option<u32>,
    /// Whether sulfate-resisting cement is required.
    pub sulfate_resisting: SulfateResisting,
    /// Whether at least two independent readings agree.
    pub verified: bool,
    /// Why not verified, or what else to know; may be empty.
    #[serde(default)]
    pub reason: String,
}

/// The value that decides, and the class that asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deciding<T> {
    /// The strictest value.
    pub value: T,
    /// The first class that asks for it, verified ones before others.
    pub class: ExposureClass,
    /// Where it stands; `clause.verified` is that of the class's row.
    pub clause: Clause,
}

/// The strictest value of each property over all classes of an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Combined {
    /// Least strength class.
    pub strength: Option<Deciding<StrengthClass>>,
    /// Highest water/cement ratio.
    pub w_c: Option<Deciding<Decimal>>,
    /// Least cement content in kg/m³.
    pub cement_kg_m3: Option<Deciding<u32>>,
    /// Least air content in percent.
    pub air_percent: Option<Deciding<Decimal>>,
    /// Greatest depth of penetration of water in mm.
    pub penetration_mm: Option<Deciding<u32>>,
    /// The strongest demand for sulfate-resisting cement; `None` where no class asks for it.
    pub sulfate_resisting: Option<Deciding<SulfateResisting>>,
    /// Classes that the profile has no limits for.
    pub unlisted: Vec<ExposureClass>,
}

/// The limits of one class; `None` where the profile does not list it.
pub fn limits(profile: ProfileName, class: ExposureClass) -> Option<&'static Limits> {
    table(profile).class.iter().find(|row| row.class == class)
}

/// What the profile is, in English.
pub fn title(profile: ProfileName) -> &'static str {
    &table(profile).title
}

/// The working life in years that the profile's values are for.
pub fn design_life_years(profile: ProfileName) -> u32 {
    table(profile).design_life_years
}

/// The profile's standard and table; `verified` says whether every row of it is.
pub fn clause(profile: ProfileName) -> Clause {
    let table = table(profile);
    Clause {
        standard: &table.standard,
        clause: &table.clause,
        verified: table.class.iter().all(|row| row.verified),
    }
}

/// The strictest value of each property over `classes`. The 100-year profile judges by the 50-year limits;
/// its own rows come from [`limits()`] and make conditions only.
pub fn combine(profile: ProfileName, classes: &[ExposureClass]) -> Combined {
    let profile = if profile == ProfileName::Csn100 { ProfileName::Csn } else { profile };
    let rows: Vec<&'static Limits> = classes.iter().filter_map(|class| limits(profile, *class)).collect();
    let clause = clause(profile);
    Combined {
        strength: strictest(&rows, clause, |row| Some(row.min_strength), |new, old| new > old),
        w_c: strictest(&rows, clause, |row| row.max_w_c, |new, old| new < old),
        cement_kg_m3: strictest(&rows, clause, |row| row.min_cement_kg_m3, |new, old| new > old),
        air_percent: strictest(&rows, clause, |row| row.min_air_percent, |new, old| new > old),
        penetration_mm: strictest(&rows, clause, |row| row.max_penetration_mm, |new, old| new < old),
        sulfate_resisting: strictest(
            &rows,
            clause,
            |row| Some(row.sulfate_resisting).filter(|demand| *demand != SulfateResisting::No),
            |new, old| new > old,
        ),
        unlisted: classes.iter().copied().filter(|class| limits(profile, *class).is_none()).collect(),
    }
}

/// The strictest value; of equal ones a verified row is preferred, so that a sure demand is not called doubtful.
fn strictest<T: Copy + PartialEq>(
    rows: &[&'static Limits],
    clause: Clause,
    value: impl Fn(&Limits) -> Option<T>,
    stricter: impl Fn(T, T) -> bool,
) -> Option<Deciding<T>> {
    let mut best: Option<Deciding<T>> = None;
    for row in rows {
        let Some(found) = value(row) else { continue };
        let better = best.is_none_or(|best| {
            stricter(found, best.value) || (found == best.value && row.verified && !best.clause.verified)
        });
        if better {
            let clause = Clause { verified: row.verified, ..clause };
            best = Some(Deciding { value: found, class: row.class, clause });
        }
    }
    best
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Profiles {
    csn: Profile,
    csn100: Profile,
    en206: Profile,
    stavagent: Profile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Profile {
    title: String,
    standard: String,
    clause: String,
    design_life_years: u32,
    #[expect(dead_code, reason = "every table carries its sources; the test of every table asks for them")]
    sources: Vec<String>,
    class: Vec<Limits>,
}

static PROFILES: LazyLock<Profiles> = LazyLock::new(|| table::load(include_str!("../data/limits.toml")));

fn table(profile: ProfileName) -> &'static Profile {
    match profile {
        ProfileName::Csn => &PROFILES.csn,
        ProfileName::Csn100 => &PROFILES.csn100,
        ProfileName::En206 => &PROFILES.en206,
        ProfileName::Stavagent => &PROFILES.stavagent,
    }
}

#[cfg(test)]
mod tests;
