//! Texts as the reader of facts sees them: folded to lower case without diacritics, cut into sentences, and with
//! the way back to the byte in the original.

use std::ops::Range;

use model::Lang;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{
    facts::patterns::Runs,
    text::{say, shortened},
};

/// Where a text stands in the brief.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// `project_description`.
    Description,
    /// A document, by its name.
    Document(String),
    /// `specifications`.
    Specification,
    /// A position of the bill, from 1, with sheet and row where known.
    Position {
        /// Number in the brief, from 1.
        number: usize,
        /// Sheet or object.
        sheet: Option<String>,
        /// Row of the sheet.
        row: Option<u32>,
    },
}

impl Place {
    /// The place for a person, such as `position 3 (sheet SO 201, row 127)`.
    pub(crate) fn label(&self, lang: Lang) -> String {
        match self {
            Self::Description => say!(lang, "project description", "popis projektu"),
            Self::Document(name) => say!(lang, "document {name}", "dokument {name}"),
            Self::Specification => say!(lang, "specifications", "specifikace"),
            Self::Position { number, sheet, row } => {
                let position = say!(lang, "position {number}", "položka {number}");
                match (sheet, row) {
                    (Some(sheet), Some(row)) => {
                        say!(
                            lang,
                            "{position} (sheet {sheet}, row {row})",
                            "{position} (list {sheet}, řádek {row})"
                        )
                    }
                    (None, Some(row)) => say!(lang, "{position} (row {row})", "{position} (řádek {row})"),
                    (Some(sheet), None) => {
                        say!(lang, "{position} (sheet {sheet})", "{position} (list {sheet})")
                    }
                    (None, None) => position,
                }
            }
        }
    }
}

/// Where a fact was read: the place and the bytes of its original text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    /// Which text.
    pub(crate) place: Place,
    /// Bytes in the original text.
    pub(crate) bytes: Range<usize>,
    /// The words themselves, shortened.
    pub(crate) quote: String,
    /// Page of the document, from 1, where it has pages.
    pub(crate) page: Option<usize>,
}

impl Origin {
    /// Place and words for a person.
    pub(crate) fn label(&self, lang: Lang) -> String {
        let mut place = self.place.label(lang);
        if let Some(page) = self.page {
            place.push_str(&say!(lang, ", page {page}", ", strana {page}"));
        }
        let quote = &self.quote;
        say!(lang, "{place}: “{quote}”", "{place}: „{quote}“")
    }
}

/// What parts the pages of a document; for reading it is a line end.
const PAGE_END: char = '\u{c}';
/// What `ø` is folded to.
pub(crate) const DIAMETER_SIGN: &str = "\u{1}";
/// What every other character without a plain form is folded to.
const FOREIGN_SIGN: char = '\u{2}';

/// A text in lower case without diacritics and all in ASCII, with the way back to the original.
#[derive(Clone, Debug, Default)]
pub(crate) struct Folded {
    /// What patterns are matched against.
    pub(crate) text: String,
    /// For each byte of `text` the byte of the original; empty where they are the same.
    offsets: Vec<u32>,
    original_length: usize,
}

impl Folded {
    /// Folds a text.
    pub(crate) fn new(original: &str) -> Self {
        if original.is_ascii() {
            let text = original.to_ascii_lowercase().replace(PAGE_END, "\n");
            return Self { text, offsets: Vec::new(), original_length: original.len() };
        }
        let mut text = String::with_capacity(original.len());
        let mut offsets = Vec::with_capacity(original.len());
        for (at, character) in original.char_indices() {
            fold_character(character, &mut text);
            offsets.resize(text.len(), u32::try_from(at).unwrap_or(u32::MAX));
        }
        Self { text, offsets, original_length: original.len() }
    }

    /// The original bytes of a range of the folded text.
    pub(crate) fn original_range(&self, range: &Range<usize>) -> Range<usize> {
        if self.offsets.is_empty() {
            return range.clone();
        }
        let at = |index: usize| self.offsets.get(index).map_or(self.original_length, |at| *at as usize);
        at(range.start)..at(range.end)
    }
}

fn fold_character(character: char, text: &mut String) {
    if character.is_ascii() {
        text.push(if character == PAGE_END { '\n' } else { character.to_ascii_lowercase() });
        return;
    }
    match character {
        '×' | '✕' | '⋅' | '∙' => text.push('x'),
        '\u{a0}' | '\u{202f}' | '\u{2009}' => text.push(' '),
        '–' | '—' | '−' | '‑' | '⁻' => text.push('-'),
        '„' | '“' | '”' | '‚' | '‘' | '’' => text.push('"'),
        // The letters of Czech, before the search in the tables of Unicode.
        'á' | 'Á' => text.push('a'),
        'č' | 'Č' => text.push('c'),
        'ď' | 'Ď' => text.push('d'),
        'é' | 'É' | 'ě' | 'Ě' => text.push('e'),
        'í' | 'Í' => text.push('i'),
        'ň' | 'Ň' => text.push('n'),
        'ó' | 'Ó' => text.push('o'),
        'ř' | 'Ř' => text.push('r'),
        'š' | 'Š' => text.push('s'),
        'ť' | 'Ť' => text.push('t'),
        'ú' | 'Ú' | 'ů' | 'Ů' => text.push('u'),
        'ý' | 'Ý' => text.push('y'),
        'ž' | 'Ž' => text.push('z'),
        'Ø' | 'ø' | '⌀' | '∅' => text.push_str(DIAMETER_SIGN),
        'γ' => text.push_str("gamma"),
        'ψ' => text.push_str("psi"),
        // What nobody sees is not there: soft hyphens, blanks of no width, marks of direction.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => {}
        _ => {
            let plain = character.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
            text.extend(plain.map(|c| match c {
                'ł' => 'l',
                blank if blank.is_whitespace() => ' ',
                plain if plain.is_ascii() => plain,
                _ => FOREIGN_SIGN,
            }));
        }
    }
}

/// Which kind of document a sentence speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Voice {
    /// The text itself.
    Text,
    /// A drawing that the text cites.
    Drawing,
    /// A technical report that the text cites.
    Report,
    /// A bill of quantities that the text cites.
    Bill,
}

/// A sentence or a clause closed by a semicolon.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Bytes of the folded text.
    pub(crate) range: Range<usize>,
    /// Which document it speaks of.
    pub(crate) voice: Voice,
}

/// A prose text ready to be read.
#[derive(Clone, Debug)]
pub(crate) struct Prose {
    /// Where it stands.
    pub(crate) place: Place,
    /// Original text.
    pub(crate) original: String,
    /// Folded text.
    pub(crate) folded: Folded,
    /// Which runs of characters it holds, so that a pattern knows whether to search it.
    pub(crate) runs: Runs,
    /// Its sentences, in order, without gaps.
    pub(crate) sentences: Vec<Sentence>,
    /// Bytes of the original where a page ends; empty where it has no pages.
    page_ends: Vec<usize>,
}

/// A text above this length describes many things: a sentence in it without an element concerns none in particular.
const LONG_TEXT_BYTES: usize = 1200;

impl Prose {
    /// Folds and cuts a text.
    pub(crate) fn new(place: Place, original: String) -> Self {
        let folded = Folded::new(&original);
        let sentences = sentences(&original, &folded);
        let runs = Runs::of(&folded.text);
        let page_ends = original.match_indices(PAGE_END).map(|(at, _)| at).collect();
        Self { place, original, folded, runs, sentences, page_ends }
    }

    /// The page that holds a byte of the original, from 1; `None` where the text has no pages.
    pub(crate) fn page_at(&self, byte: usize) -> Option<usize> {
        (!self.page_ends.is_empty()).then(|| self.page_ends.partition_point(|end| *end <= byte) + 1)
    }

    /// The folded text.
    pub(crate) fn text(&self) -> &str {
        &self.folded.text
    }

    /// Whether the text is so long that it describes many things.
    pub(crate) fn is_long(&self) -> bool {
        self.original.len() > LONG_TEXT_BYTES
    }

    /// Index of the sentence that holds a byte of the folded text.
    pub(crate) fn sentence_at(&self, byte: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.range.end <= byte)
    }

    /// The folded text of a sentence.
    pub(crate) fn sentence_text(&self, index: usize) -> &str {
        self.sentences.get(index).and_then(|sentence| self.text().get(sentence.range.clone())).unwrap_or("")
    }

    /// Where a range of the folded text stands in the original.
    pub(crate) fn origin(&self, range: &Range<usize>) -> Origin {
        let bytes = self.folded.original_range(range);
        let quote = quoted(self.original.get(bytes.clone()).unwrap_or(""));
        let page = self.page_at(bytes.start);
        Origin { place: self.place.clone(), bytes, quote, page }
    }
}

/// Longest quote of a text, in characters.
const LONGEST_QUOTE: usize = 80;

/// Words of a text as a finding quotes them: on one line, cut at the end of a word.
pub(crate) fn quoted(words: &str) -> String {
    // Blanks that are joined can only shorten it; a bound, so that a long position is not copied whole.
    let start: String = words.chars().take(4 * LONGEST_QUOTE).collect();
    shortened(&start.split_whitespace().collect::<Vec<_>>().join(" "), LONGEST_QUOTE)
}

/// Words before a full stop that do not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "tl", "c", "cca", "pol", "ev", "max", "min", "dl", "sir", "vys", "prum", "tr", "zn", "r", "resp", "tj",
    "napr", "st", "odst", "obr", "vykr", "agr", "approx", "no", "fig", "dwg", "nom", "cl", "tab", "e.g",
    "i.e", "vc", "str", "kap", "ch.r.l", "item", "pos", "k.u", "u", "s.p", "poz", "tzv", "popr", "dia",
];

fn sentences(original: &str, folded: &Folded) -> Vec<Sentence> {
    let text = folded.text.as_str();
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let ends = match byte {
            b';' | b'!' | b'?' => true,
            b'.' => ends_at_stop(original, folded, start, at),
            b'\n' => ends_at_line(original, folded, at),
            _ => false,
        };
        if ends {
            push_sentence(&mut found, text, start..at + 1);
            start = at + 1;
        }
    }
    push_sentence(&mut found, text, start..text.len());
    found
}

fn push_sentence(found: &mut Vec<Sentence>, text: &str, range: Range<usize>) {
    let Some(words) = text.get(range.clone()) else { return };
    if range.is_empty() {
        return;
    }
    let says = |needles: &[&str]| needles.iter().any(|needle| words.contains(needle));
    let voice = if says(&[
        "vykaz vymer",
        "vykaz:",
        "soupis praci",
        "rozpoct",
        "rozpocet",
        "bill of quantities",
        "boq",
        "the bill",
    ]) {
        Voice::Bill
    } else if says(&["vykres", "drawing", "dwg"]) {
        Voice::Drawing
    } else if says(&[
        "technicka zprava",
        "technicke zprav",
        "technical report",
        "technical specification",
        "tz:",
    ]) {
        Voice::Report
    } else {
        Voice::Text
    };
    found.push(Sentence { range, voice });
}

fn next_original(original: &str, folded: &Folded, at: usize) -> Option<char> {
    let from = folded.original_range(&(at + 1..at + 1)).start;
    // A bound, so that a text of nothing but empty lines is not read to its end from each of them.
    original.get(from..).and_then(|rest| rest.chars().take(200).find(|c| !c.is_whitespace()))
}

fn ends_at_stop(original: &str, folded: &Folded, start: usize, at: usize) -> bool {
    let text = folded.text.as_str();
    let followed_by_blank =
        text.get(at + 1..).is_none_or(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    if !followed_by_blank {
        return false;
    }
    let before = text.get(start..at).unwrap_or("");
    let word_start =
        before.rfind(|c: char| c.is_whitespace() || c == '(' || c == ',').map_or(0, |blank| blank + 1);
    let word = before.get(word_start..).unwrap_or("");
    if ABBREVIATIONS.contains(&word) {
        return false;
    }
    match next_original(original, folded, at) {
        Some(next) if next.is_lowercase() => word.len() >= 4 && word.bytes().all(|b| b.is_ascii_alphabetic()),
        Some(next) if next.is_ascii_digit() => !word.bytes().all(|b| b.is_ascii_digit()),
        _ => true,
    }
}

fn ends_at_line(original: &str, folded: &Folded, at: usize) -> bool {
    next_original(original, folded, at).is_none_or(|next| !next.is_lowercase())
}
