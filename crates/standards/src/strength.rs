//! Strength classes of EN 206 Tables 12 and 13, and what old Czech and Soviet notations are worth today.

use std::{cmp::Ordering, fmt, sync::LazyLock};

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, de};

use crate::{decimal, table};

/// A strength class that exists. Ordered by its first number, the cylinder strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StrengthClass {
    cylinder: u16,
    cube: u16,
    lightweight: bool,
}

/// Why a text is no strength class.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StrengthError {
    /// Written like a class, but EN 206 has no such pair.
    #[error("strength class {written} does not exist in EN 206; the nearest is {nearest}")]
    Nonexistent {
        /// As written, without blanks.
        written: String,
        /// The strongest class that the written one certainly reaches, else the weakest of all.
        nearest: StrengthClass,
    },
    /// Something else.
    #[error("{written:?} is not a strength class")]
    NotAClass {
        /// As written.
        written: String,
    },
}

impl StrengthClass {
    /// Reads `C25/30`, `C 25/30`, `c25 / 30`, `LC25/28`; a suffix such as the `n` of `C25/30n` is passed over.
    pub fn parse(text: &str) -> Result<Self, StrengthError> {
        let written: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let pair = class_numbers(&written);
        let Some((cylinder, cube, lightweight)) = pair else {
            return Err(StrengthError::NotAClass { written: text.trim().to_owned() });
        };
        let list = classes(lightweight);
        let exact = list.iter().copied().find(|class| class.cylinder == cylinder && class.cube == cube);
        exact.ok_or_else(|| {
            let reached = list.iter().rfind(|class| class.cylinder <= cylinder && class.cube <= cube);
            let nearest =
                reached.or(list.first()).copied().unwrap_or(Self { cylinder: 8, cube: 10, lightweight });
            StrengthError::Nonexistent { written, nearest }
        })
    }

    /// The classes of normal-weight concrete, weakest first (EN 206 Table 12).
    pub fn normal_classes() -> &'static [Self] {
        classes(false)
    }

    /// Characteristic cylinder strength in `MPa`.
    pub fn fck(self) -> u16 {
        self.cylinder
    }

    /// Characteristic cube strength in `MPa`.
    pub fn fck_cube(self) -> u16 {
        self.cube
    }

    /// Whether it is a class of lightweight concrete.
    pub fn is_lightweight(self) -> bool {
        self.lightweight
    }
}

/// Cylinder and cube number of a text without blanks, and whether it is lightweight.
fn class_numbers(written: &str) -> Option<(u16, u16, bool)> {
    let upper = written.to_uppercase();
    let (rest, lightweight) = match upper.strip_prefix("LC") {
        Some(rest) => (rest, true),
        None => (upper.strip_prefix('C')?, false),
    };
    let (cylinder, cube) = rest.split_once('/')?;
    let digits = cube.find(|c: char| !c.is_ascii_digit()).unwrap_or(cube.len());
    let (cube, suffix) = cube.split_at(digits);
    let suffix_is_known = suffix.is_empty() || suffix == "N";
    suffix_is_known.then_some(())?;
    Some((cylinder.parse().ok()?, cube.parse().ok()?, lightweight))
}

impl PartialOrd for StrengthClass {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for StrengthClass {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.cylinder, self.cube, self.lightweight).cmp(&(other.cylinder, other.cube, other.lightweight))
    }
}

impl fmt::Display for StrengthClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = if self.lightweight { "LC" } else { "C" };
        f.pad(&format!("{letters}{}/{}", self.cylinder, self.cube))
    }
}

impl<'de> Deserialize<'de> for StrengthClass {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(de::Error::custom)
    }
}

/// A strength in a notation that is no longer used for new work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OldStrength {
    /// `B20`: guaranteed cube strength in `MPa`, Czechoslovak 1986 or Soviet.
    ClassB(Decimal),
    /// Czech mark, `značka 250`: mean cube strength in kp/cm².
    Mark(u16),
    /// Roman class, `tr. III`.
    Roman(u8),
    /// Soviet mark `M300`.
    SovietMark(u16),
}

/// What an old notation is worth, for strength alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OldEquivalent {
    /// The EN class that it certainly reaches; `None` below C8/10.
    pub class: Option<StrengthClass>,
    /// Whether the conversion was checked.
    pub verified: bool,
    /// Where the conversion comes from.
    pub source: &'static str,
}

impl OldStrength {
    /// Reads `B25`, `B 12,5`, `M350`, `zn. 250`, `značka 250`, `značky 250`, `mark 250`, `tr. III`, `tř. III`,
    /// `tr. 250`. `B 250` is a mark: no class B goes beyond 60.
    pub fn parse(text: &str) -> Option<Self> {
        let folded: String = text.to_lowercase().replace('ř', "r").replace('č', "c").replace('í', "i");
        let words: Vec<&str> = folded.split([' ', '.', '\u{a0}']).filter(|word| !word.is_empty()).collect();
        let joined = words.concat();
        let split = joined.find(|c: char| c.is_ascii_digit());
        let Some(split) = split else {
            return roman(
                joined
                    .strip_prefix("tridy")
                    .or_else(|| joined.strip_prefix("trida"))
                    .or_else(|| joined.strip_prefix("tr"))?,
            );
        };
        let (word, number) = joined.split_at(split);
        let number: Decimal = number.replace(',', ".").parse().ok()?;
        let whole = || u16::try_from(number.trunc().mantissa()).ok().filter(|_| number.is_integer());
        // `12,5` was joined from `B 12,5`; `B12.5` lost its point above and reads as 125.
        match word {
            "b" if number <= Decimal::from(60) => Some(Self::ClassB(number)),
            "b" if number == Decimal::from(125) || number == Decimal::from(225) => {
                Some(Self::ClassB(number / Decimal::TEN))
            }
            "b" | "zn" | "znacka" | "znacky" | "znacce" | "mark" | "tr" | "trida" | "tridy" => {
                whole().map(Self::Mark)
            }
            "m" => whole().map(Self::SovietMark),
            _ => None,
        }
    }

    /// Its equivalent; `None` where the notation has no such number.
    pub fn equivalent(self) -> Option<OldEquivalent> {
        let (list, number) = match self {
            Self::ClassB(number) => (&OLD.class_b, number),
            Self::Mark(number) => (&OLD.mark, Decimal::from(number)),
            Self::SovietMark(number) => (&OLD.soviet_mark, Decimal::from(number)),
            Self::Roman(roman) => {
                let row = OLD.mark.rows.iter().find(|row| row.roman == Some(roman))?;
                return Some(row.equivalent(&OLD.mark));
            }
        };
        list.rows.iter().find(|row| row.number == number).map(|row| row.equivalent(list))
    }
}

fn roman(text: &str) -> Option<OldStrength> {
    let numerals = ["i", "ii", "iii", "iv", "v", "vi"];
    let place = numerals.iter().position(|numeral| *numeral == text)?;
    u8::try_from(place + 1).ok().map(OldStrength::Roman)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    normal: ClassList,
    lightweight: ClassList,
    class_b: OldList,
    mark: OldList,
    soviet_mark: OldList,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassList {
    #[expect(dead_code, reason = "every table carries its source; the test of every table asks for it")]
    source: String,
    #[expect(dead_code, reason = "both lists were checked; the test of every table asks for the mark")]
    verified: bool,
    classes: Vec<[u16; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OldList {
    source: String,
    #[serde(default)]
    verified: bool,
    rows: Vec<OldRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OldRow {
    #[serde(deserialize_with = "decimal::one")]
    number: Decimal,
    class: Option<String>,
    roman: Option<u8>,
    verified: Option<bool>,
}

impl OldRow {
    fn equivalent(&self, list: &'static OldList) -> OldEquivalent {
        OldEquivalent {
            class: self.class.as_deref().and_then(|class| StrengthClass::parse(class).ok()),
            verified: self.verified.unwrap_or(list.verified),
            source: &list.source,
        }
    }
}

static OLD: LazyLock<Table> = LazyLock::new(|| table::load(include_str!("../data/strength.toml")));

static NORMAL: LazyLock<Vec<StrengthClass>> = LazyLock::new(|| list(&OLD.normal, false));
static LIGHTWEIGHT: LazyLock<Vec<StrengthClass>> = LazyLock::new(|| list(&OLD.lightweight, true));

fn list(rows: &ClassList, lightweight: bool) -> Vec<StrengthClass> {
    let pairs = rows.classes.iter().copied();
    pairs.map(|[cylinder, cube]| StrengthClass { cylinder, cube, lightweight }).collect()
}

fn classes(lightweight: bool) -> &'static [StrengthClass] {
    if lightweight { &LIGHTWEIGHT } else { &NORMAL }
}

#[cfg(test)]
mod tests;
