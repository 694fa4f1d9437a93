//! Patterns that are compiled and run only where a text holds the letters that they cannot match without.
//!
//! To compile all patterns of the readers takes longer than all the rest of an audit, and each one that runs costs
//! memory traffic; a brief needs a third of them. Which letters a pattern needs is read from its own source, so that
//! the two cannot disagree. Never a judgement: a pattern that is let through still has to match.

use std::{iter::Peekable, str::Bytes, sync::OnceLock};

use regex::{Captures, Match, Regex};

use crate::facts::{numbers::pattern, source::Prose};

/// Which runs of one, two and three characters a folded text holds; more than it does, never fewer.
#[derive(Clone, Debug)]
pub(crate) struct Runs(Box<[u64; 512]>);

/// Letters are told apart, digits are not, other signs share a code: so a run of three fits in 15 bits.
fn code(byte: u8) -> u16 {
    match byte {
        b'a'..=b'z' => u16::from(byte - b'a') + 1,
        b'0'..=b'9' => 27,
        b' ' => 28,
        b'/' => 29,
        _ => 31,
    }
}

impl Runs {
    /// The runs of a folded text.
    pub(crate) fn of(text: &str) -> Self {
        let mut runs = Self(Box::new([0; 512]));
        let mut last = 0;
        for byte in text.bytes() {
            let next = code(byte);
            last = (last << 5 | next) & 0x7fff;
            // The run that ends here, and its last two and one characters, marked by the code 0 before them.
            runs.add(last);
            runs.add(last & 0x3ff);
            runs.add(next);
        }
        runs
    }

    fn add(&mut self, run: u16) {
        if let Some(word) = self.0.get_mut(usize::from(run >> 6)) {
            *word |= 1 << (run & 63);
        }
    }

    fn hold(&self, run: u16) -> bool {
        self.0.get(usize::from(run >> 6)).is_some_and(|word| word >> (run & 63) & 1 == 1)
    }
}

/// Up to four runs of a literal, from its beginning to its end: enough to rule it out.
type Probe = [u16; 4];

fn probe(literal: &[u8]) -> Probe {
    let length = literal.len().min(3);
    let last = literal.len() - length;
    [0, last / 3, last - last / 3, last]
        .map(|start| literal.iter().skip(start).take(length).fold(0, |run, byte| run << 5 | code(*byte)))
}

/// A pattern of a reader, compiled when a text first asks for it.
#[derive(Debug)]
pub(crate) struct Pattern {
    source: String,
    /// For one of its alternatives a text must hold one literal of each set.
    needs: Vec<Vec<Vec<Probe>>>,
    regex: OnceLock<Regex>,
}

impl Pattern {
    /// A pattern as [`pattern`] takes it.
    pub(crate) fn new(source: impl Into<String>) -> Self {
        let source = source.into();
        let probes = |set: Literals| set.iter().map(|literal| probe(literal)).collect();
        let needs =
            Needs::of(&source).into_iter().map(|sets| sets.into_iter().map(probes).collect()).collect();
        Self { source, needs, regex: OnceLock::new() }
    }

    /// The compiled pattern; `None` where a text of these runs cannot match.
    pub(crate) fn on(&self, runs: &Runs) -> Option<&Regex> {
        let holds_one =
            |set: &Vec<Probe>| set.iter().any(|literal| literal.iter().all(|run| runs.hold(*run)));
        let can_match = self.needs.iter().any(|sets| sets.iter().all(holds_one));
        can_match.then(|| self.regex.get_or_init(|| pattern(&self.source)))
    }

    /// Every match in a text with its groups.
    pub(crate) fn captures_iter<'t>(&'t self, prose: &'t Prose) -> impl Iterator<Item = Captures<'t>> {
        self.on(&prose.runs).into_iter().flat_map(|regex| regex.captures_iter(prose.text()))
    }

    /// Every match in a text.
    pub(crate) fn find_iter<'t>(&'t self, prose: &'t Prose) -> impl Iterator<Item = Match<'t>> {
        self.on(&prose.runs).into_iter().flat_map(|regex| regex.find_iter(prose.text()))
    }

    /// The first match in a text with its groups.
    pub(crate) fn captures<'t>(&self, prose: &'t Prose) -> Option<Captures<'t>> {
        self.on(&prose.runs)?.captures(prose.text())
    }

    /// The first match in a text.
    pub(crate) fn find<'t>(&self, prose: &'t Prose) -> Option<Match<'t>> {
        self.on(&prose.runs)?.find(prose.text())
    }
}

/// Literals of which each match holds at least one.
type Literals = Vec<Vec<u8>>;

/// Reads from the source of a pattern what its matches must hold.
struct Needs<'a> {
    rest: Peekable<Bytes<'a>>,
}

impl Needs<'_> {
    /// What each alternative of a pattern needs.
    fn of(source: &str) -> Vec<Vec<Literals>> {
        let mut needs = Needs { rest: source.bytes().peekable() };
        let mut alternatives = vec![needs.sequence()];
        while needs.rest.next().is_some() {
            alternatives.push(needs.sequence());
        }
        alternatives
    }

    /// What a group needs, up to its end. Of several alternatives each gives its most telling set, and all together
    /// make one.
    fn group(&mut self) -> Vec<Literals> {
        let first = self.sequence();
        if self.rest.peek() != Some(&b'|') {
            return first;
        }
        let mut union = most_telling(first);
        while self.rest.next_if_eq(&b'|').is_some() {
            let further = most_telling(self.sequence());
            union = union.zip(further).map(|(union, further)| [union, further].concat());
        }
        union.into_iter().collect()
    }

    /// What stands one behind the other: each literal and each group that must occur is a set.
    fn sequence(&mut self) -> Vec<Literals> {
        let mut sets = Vec::new();
        let mut literal = Vec::new();
        while let Some(byte) = self.rest.next_if(|byte| !matches!(byte, b'|' | b')')) {
            let (plain, inner) = match byte {
                b'\\' => match self.rest.next() {
                    Some(b'b') => continue,
                    Some(sign) => ((!sign.is_ascii_alphanumeric()).then_some(sign), Vec::new()),
                    None => break,
                },
                b'[' => {
                    while self.rest.next().is_some_and(|byte| byte != b']') {}
                    (None, Vec::new())
                }
                b'(' => {
                    self.rest.next_if_eq(&b'?').and_then(|_| self.rest.next_if_eq(&b':'));
                    let inner = self.group();
                    self.rest.next();
                    (None, inner)
                }
                b'^' | b'$' | b'.' => (None, Vec::new()),
                byte => (byte.is_ascii().then_some(byte), Vec::new()),
            };
            let repetition = self.repetition();
            if repetition != Repetition::Optional {
                literal.extend(plain);
                sets.extend(inner);
            }
            if plain.is_none() || repetition != Repetition::Once {
                sets.push(vec![std::mem::take(&mut literal)]);
            }
        }
        sets.push(vec![literal]);
        sets.retain(|set| set.iter().all(|literal| !literal.is_empty()));
        sets
    }

    fn repetition(&mut self) -> Repetition {
        let repetition = match self.rest.peek() {
            Some(b'?' | b'*') => Repetition::Optional,
            Some(b'+') => Repetition::Several,
            Some(b'{') => {
                self.rest.next();
                let least = self.rest.next();
                while self.rest.next_if(|byte| *byte != b'}').is_some() {}
                if least == Some(b'0') { Repetition::Optional } else { Repetition::Several }
            }
            _ => return Repetition::Once,
        };
        self.rest.next();
        // A lazy repetition needs the same.
        self.rest.next_if_eq(&b'?');
        repetition
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Repetition {
    Once,
    Optional,
    Several,
}

/// The set whose shortest literal is the longest.
fn most_telling(sets: Vec<Literals>) -> Option<Literals> {
    sets.into_iter().max_by_key(|set| set.iter().map(Vec::len).min())
}

#[cfg(test)]
mod tests {
    use super::{Needs, Pattern, Runs};

    fn needs(source: &str) -> Vec<String> {
        let alternatives = Needs::of(source).into_iter().map(|sets| {
            let sets = sets.into_iter().map(|set| {
                set.into_iter()
                    .map(|literal| String::from_utf8(literal).unwrap())
                    .collect::<Vec<_>>()
                    .join("|")
            });
            sets.collect::<Vec<_>>().join(" & ")
        });
        alternatives.collect()
    }

    #[test]
    fn what_a_pattern_needs_is_read_from_its_source() {
        assert_eq!(needs(r"\bsdr ?-?(\d{1,2})\b"), ["sdr"]);
        assert_eq!(needs(r"podzemni\w* vod\w*|\bhpv\b"), ["podzemni &  vod", "hpv"]);
        assert_eq!(needs(r"(?:so|siran\w*)[^0-9;]{0,28}?(\d+) ?mg"), ["so|siran & mg"]);
        assert_eq!(needs(r"ab+c(?:d|e)?f{0,2}g\.h"), ["ab & c & g.h"]);
        assert_eq!(needs(r"w/c|\d+ ?%|x{2}"), ["w/c", "%", "x"]);
        assert_eq!(needs(r"a(?:b|(?:cd|e)f) g|\d+|[a-z]x?"), ["b|f & a &  g", "", ""]);
    }

    #[test]
    fn a_text_that_lacks_what_a_pattern_needs_is_not_searched() {
        let pipe = Pattern::new(r"\bsdr ?-?(\d{1,2})\b");
        assert!(pipe.on(&Runs::of("foundation strip 45 m")).is_none());
        assert!(pipe.on(&Runs::of("")).is_none());
        assert!(pipe.on(&Runs::of("pipe sdr 11")).is_some_and(|regex| regex.is_match("pipe sdr 11")));
        let short = Pattern::new(r"\bzb\b|\bx");
        assert!(short.on(&Runs::of("z b")).is_none());
        assert!(short.on(&Runs::of("zb")).is_some());
        assert!(short.on(&Runs::of("12 x")).is_some());
    }
}
