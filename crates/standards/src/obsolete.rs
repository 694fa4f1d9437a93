//! Standards and notations that texts cite: which are withdrawn, foreign, misquoted or in force, what replaces
//! them, and how grave that is. Finding them tolerates blanks, missing diacritics and Cyrillic letters.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use crate::table;

mod fold;

use fold::Folded;

/// Standing of a standard in Czech projects today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// No longer in force.
    Withdrawn,
    /// Of another country's system.
    Foreign,
    /// Replaced by a newer edition of itself.
    SupersededEdition,
    /// In force.
    Valid,
    /// In force, but often cited for what it does not hold.
    Misquoted,
    /// A law or decree that another replaced.
    Law,
    /// A reinforcing steel that is no longer made.
    OldSteel,
}

/// How grave it is to cite it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gravity {
    /// For information.
    Info,
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
    /// Critical.
    Critical,
}

/// How sure the row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Ask.
    Low,
    /// Date or successors may be incomplete.
    Medium,
    /// Checked, or common knowledge of the field.
    High,
}

/// A standard that projects cite.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Designation.
    pub id: String,
    patterns: Vec<String>,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    /// Standing.
    pub kind: Kind,
    /// What it is about.
    pub title_en: String,
    /// What to use in its place; empty for standards in force.
    #[serde(default)]
    pub replaced_by: Vec<String>,
    /// Since when; may be empty.
    #[serde(default)]
    pub since: String,
    /// For a new structure; `None` where citing it is in order.
    pub new_build: Option<Gravity>,
    /// For the assessment or repair of an existing structure; `None` where citing it is in order.
    pub existing: Option<Gravity>,
    /// What else to know; may be empty.
    #[serde(default)]
    pub note: String,
    /// How sure the row is.
    pub confidence: Confidence,
}

impl Standard {
    /// Whether the words around a citation let it be one.
    fn suits(&self, folded: &Folded, start: usize, end: usize) -> bool {
        if self.needs.is_empty() && self.unless.is_empty() {
            return true;
        }
        let near = folded.around(start, end, 40);
        let has = |words: &[String]| words.iter().any(|word| near.contains(word.as_str()));
        (self.needs.is_empty() || has(&self.needs)) && !has(&self.unless)
    }

    /// Whether it may be designed to today.
    pub fn is_in_force(&self) -> bool {
        matches!(self.kind, Kind::Valid | Kind::Misquoted)
    }
}

/// A standard found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Which.
    pub standard: &'static Standard,
    /// As written.
    pub written: String,
    /// Byte offset in the text.
    pub at: usize,
}

/// What a mark of concrete measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotationKind {
    /// GOST frost mark `F150`.
    FrostCycles,
    /// GOST water-tightness mark `W6`.
    WaterPressure,
    /// Old Czech water-tightness class `V8`.
    OldWatertightness,
    /// Valid Czech frost test `T100`.
    FrostTest,
}

/// A family of marks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notation {
    /// What it measures.
    pub kind: NotationKind,
    letter: char,
    numbers: Vec<u32>,
    /// Where it comes from.
    pub origin: String,
    /// What to ask for in its place.
    pub translate: String,
    /// What it is roughly meant for; may be empty.
    pub orientation: String,
    /// How sure the row is.
    pub confidence: Confidence,
}

/// A mark found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its family.
    pub notation: &'static Notation,
    /// Its number: cycles, or steps of 0.1 `MPa`.
    pub number: u32,
    /// As written.
    pub written: String,
    /// Byte offset in the text.
    pub at: usize,
}

/// Every known standard that `text` cites, in its order; of overlapping readings a listed number before any
/// number, then the longest.
pub fn find_standards(text: &str) -> Vec<Citation> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let folded = Folded::of(text);
    let mut found = Vec::new();
    let mut covered = 0;
    for start in folded.starts() {
        if start < covered {
            continue;
        }
        let (Some(first), Some(second)) = (folded.at(start), folded.at(start + 1)) else { continue };
        let Some(patterns) = PATTERNS.get(&(first, second)) else { continue };
        let readings = patterns.iter().filter_map(|(pattern, standard)| {
            let end = folded.end_of(pattern, start)?;
            standard.suits(&folded, start, end).then_some((!pattern.ends_with('#'), end, *standard))
        });
        if let Some((_, end, standard)) = readings.max_by_key(|(is_listed, end, _)| (*is_listed, *end)) {
            covered = end;
            let (at, written) = folded.written(text, start, end);
            found.push(Citation { standard, written, at });
        }
    }
    found
}

/// Words that say that a text speaks of concrete.
const CONCRETE: &[&str] =
    &["beton", "concrete", "vodotes", "mrazuvzdorn", "c20/25", "c25/30", "c30/37", "c35/45"];

/// Every frost and water-tightness mark in `text`, in its order. `W`, `V` and `T` count only beside concrete.
pub fn find_notations(text: &str) -> Vec<Mark> {
    let letters: Vec<char> =
        TABLE.notation.iter().map(|notation| notation.letter.to_ascii_lowercase()).collect();
    if !fold::may_hold_marks(text, &letters) {
        return Vec::new();
    }
    let folded = Folded::of(text);
    let mut marks = Vec::new();
    for start in folded.starts() {
        let Some(first) = folded.at(start) else { continue };
        for notation in TABLE.notation.iter().filter(|notation| notation.letter.to_ascii_lowercase() == first)
        {
            let is_frost = notation.kind == NotationKind::FrostCycles;
            let media: &[&str] = if is_frost { &["", "1", "2"] } else { &[""] };
            for (number, medium) in
                notation.numbers.iter().flat_map(|number| media.iter().map(move |m| (number, m)))
            {
                let Some(end) = folded.end_of(&format!("{first}{medium}{number}"), start) else { continue };
                let (at, written) = folded.written(text, start, end);
                let near = || folded.around(start, end, 40);
                let is_mark = fold::is_a_mark(&written, *number)
                    && (is_frost || CONCRETE.iter().any(|word| near().contains(word)));
                if is_mark {
                    marks.push(Mark { notation, number: *number, written, at });
                }
            }
        }
    }
    marks
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[expect(dead_code, reason = "every table carries its source; the test of every table asks for it")]
    source: String,
    standard: Vec<Standard>,
    notation: Vec<Notation>,
}

/// Every pattern with its standard, by the pattern's first two characters: by one, each word in c would be held
/// against all that begins with ČSN.
type Patterns = BTreeMap<(char, char), Vec<(&'static str, &'static Standard)>>;

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let mut patterns = Patterns::new();
    for standard in &TABLE.standard {
        for pattern in &standard.patterns {
            let mut characters = pattern.chars();
            if let (Some(first), Some(second)) = (characters.next(), characters.next()) {
                patterns.entry((first, second)).or_default().push((pattern.as_str(), standard));
            }
        }
    }
    patterns
});

static TABLE: LazyLock<Table> = LazyLock::new(|| table::load(include_str!("../data/obsolete.toml")));

#[cfg(test)]
mod tests;
