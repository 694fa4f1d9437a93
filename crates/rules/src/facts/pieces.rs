//! How many pieces of an element there are, where the number stands with its name: `12 balconies`, `deset sloupů`.
//!
//! A number with a unit, a reference (`axis 3`) or a total is no count; `12 ks` is read with the dimensions.

use std::sync::LazyLock;

use model::Number;
use regex::Regex;

use crate::facts::{
    dimensions::{Measure, Measured},
    kind::{Kind, Mention},
    numbers::pattern,
    source::Prose,
};

/// Number words of both languages, folded.
const WORDS: &[(&str, i64)] = &[
    ("two", 2),
    ("dva", 2),
    ("dve", 2),
    ("dvou", 2),
    ("three", 3),
    ("tri", 3),
    ("four", 4),
    ("ctyri", 4),
    ("five", 5),
    ("pet", 5),
    ("six", 6),
    ("sest", 6),
    ("seven", 7),
    ("sedm", 7),
    ("eight", 8),
    ("osm", 8),
    ("nine", 9),
    ("devet", 9),
    ("ten", 10),
    ("deset", 10),
    ("eleven", 11),
    ("jedenact", 11),
    ("twelve", 12),
    ("dvanact", 12),
];

/// A count at the end of the words before a name, with at most two adjectives between.
static COUNT_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    let words: Vec<&str> = WORDS.iter().map(|(word, _)| *word).collect();
    pattern(&format!(
        r"(?:^|[ (;:\n])(\d{{1,3}}|{})(?: ?(?:x|ks|pcs|pieces(?: of)?))? ((?:[a-z-]{{4,}} ){{0,2}})$",
        words.join("|")
    ))
});

/// Words between a number and a name that make it a measure, and words before a number that make it a reference.
const UNITS: &[&str] = &["metr", "metre", "meter", "year", "stor", "podlaz", "tonn", "hodin", "days"];
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\bso|\bio|\bc\.?|\bcislo|\bno\.?|\bdn|\bnp|\bpp|\betap\w*|\bobjekt\w*|\baxis|\baxes|\bos[aeuy]|\bphase|\bblok\w*|\bblock|\bpol\.?|\bpoloz\w*|\bitem|\bobr\.?|\bfig\.?|\btab\.?|\bkap\.?|\bclass|\bbeton|\bconcrete|[/+-])$",
    )
});
const TOTALS: &[&str] = &["celkem", "celkov", "dohromady", "in total", "total ", "altogether"];

/// Reads the counts that stand with the names of elements.
pub(crate) fn read(prose: &Prose, mentions: &[Mention]) -> Vec<Measured> {
    let mut found = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.kind != Kind::Structure) {
        let sentence = prose.sentence_at(mention.range.start);
        let start = prose.sentences.get(sentence).map_or(0, |sentence| sentence.range.start);
        let before = prose.text().get(start..mention.range.start).unwrap_or("");
        let Some(count) = count_before(before) else { continue };
        if TOTALS.iter().any(|word| prose.sentence_text(sentence).contains(word)) {
            continue;
        }
        found.push(Measured { measure: Measure::Pieces(count), range: mention.range.clone(), sentence });
    }
    found
}

fn count_before(before: &str) -> Option<Number> {
    let tail = before.char_indices().rev().nth(60).map_or(0, |(at, _)| at);
    let caught = COUNT_BEFORE.captures(before.get(tail..)?)?;
    let (whole, count, between) = (caught.get(0)?, caught.get(1)?, caught.get(2)?);
    let earlier = before.get(tail..)?.get(..whole.start())?.trim_end();
    if REFERENCE.is_match(earlier) || UNITS.iter().any(|unit| between.as_str().contains(unit)) {
        return None;
    }
    let word = WORDS.iter().find(|(word, _)| *word == count.as_str());
    let value = word.map_or_else(|| count.as_str().parse().ok(), |(_, value)| Some(*value))?;
    (value >= 2).then(|| Number::from(value))
}

/// Czech names of several pieces, folded.
const CZECH_PLURALS: &[&str] = &[
    "sloupy", "sloupu", "sloupku", "patky", "patek", "piloty", "pilot", "pilire", "piliru", "pruvlaky",
    "pruvlaku", "tramy", "tramu", "balkony", "balkonu", "pasy", "steny", "opery", "driky", "preklady",
    "prekladu", "sachty", "lodzie", "jimky",
];

/// Whether a folded name speaks of several pieces: `columns`, `sloupy`, `patky`.
pub(crate) fn is_plural(name: &str) -> bool {
    let last = name.split_whitespace().last().unwrap_or("");
    name.split_whitespace().any(|word| CZECH_PLURALS.contains(&word))
        || (last.ends_with('s') && !last.ends_with("ss"))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::facts::{
        dimensions::Measure,
        kind::mentions,
        source::{Place, Prose},
    };

    fn counts(text: &str) -> Vec<String> {
        let prose = Prose::new(Place::Description, text.to_owned());
        let found = read(&prose, &mentions(prose.text()));
        let counts = found.into_iter().filter_map(|measured| match measured.measure {
            Measure::Pieces(count) => Some(count.to_string()),
            _ => None,
        });
        counts.collect()
    }

    #[test]
    fn a_number_or_its_word_before_a_name_is_a_count() {
        for (text, count) in [
            ("12 balconies 3.5 m × 1.4 m", "12"),
            ("10 sloupů 0,4 × 0,4 × 3 m", "10"),
            ("Ten columns 0.4 m × 0.4 m × 3 m", "10"),
            ("Dvanáct železobetonových sloupů", "12"),
            ("osm základových patek", "8"),
            ("Two precast beams", "2"),
            ("Hala: 6 sloupů C25/30", "6"),
        ] {
            assert_eq!(counts(text), [count], "{text}");
        }
    }

    #[test]
    fn a_measure_a_reference_or_a_total_is_no_count() {
        for text in [
            "SO 02 sloupy",
            "C25/30 columns",
            "0,6 sloupy",
            "45 m strip footing",
            "osa 3 sloupy",
            "250 mm slab",
            "4 piles, 40 m in total",
            "25 metre long wall",
        ] {
            assert!(counts(text).is_empty(), "{text}");
        }
    }
}
