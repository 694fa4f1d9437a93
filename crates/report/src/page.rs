//! The page a report is written on: wrapping, tables, colour, and the one gate where foreign text is cleaned.
//! Nothing reaches the page but words of `words` and what went through [`clean`].

mod clean;
mod table;

use model::Lang;
use owo_colors::{OwoColorize, Style};
use unicode_width::UnicodeWidthStr;

use crate::{
    Look, figures,
    words::{self, Words},
};

pub(crate) use clean::clean;
pub(crate) use table::Side;

/// Most entries of a list before it is cut.
pub(crate) const LONGEST_LIST: usize = 12;

/// How a phrase is meant; with colour it is also seen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Plain,
    Strong,
    Faint,
    Good,
    Care,
    Bad,
    Grave,
}

impl Tone {
    fn style(self) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Strong => Style::new().bold(),
            Self::Faint => Style::new().dimmed(),
            Self::Good => Style::new().green(),
            Self::Care => Style::new().yellow(),
            Self::Bad => Style::new().red(),
            Self::Grave => Style::new().red().bold(),
        }
    }
}

/// A piece of a line in one tone. A blank follows it.
#[derive(Clone)]
pub(crate) struct Phrase {
    text: String,
    tone: Tone,
}

impl Phrase {
    pub(crate) fn new(text: &str, tone: Tone) -> Self {
        Self { text: clean(text), tone }
    }

    pub(crate) fn plain(text: &str) -> Self {
        Self::new(text, Tone::Plain)
    }
}

/// Text being written.
pub(crate) struct Page {
    /// The language of the fixed words.
    pub(crate) lang: Lang,
    /// The fixed words.
    pub(crate) words: &'static Words,
    colour: bool,
    width: usize,
    text: String,
}

impl Page {
    pub(crate) fn new(look: Look, lang: Lang) -> Self {
        let width = usize::from(look.width).clamp(40, 120);
        Self { lang, words: words::words(lang), colour: look.colour, width, text: String::new() }
    }

    pub(crate) fn finish(self) -> String {
        format!("{}\n", self.text.trim_end())
    }

    /// Opens a part of the report. `maker` says who made it; empty where that is no question.
    pub(crate) fn heading(&mut self, title: &str, maker: &str) {
        let alone = format!("── {title} ");
        let made = format!("{alone}· {} ", clean(maker));
        let beside = !maker.is_empty() && made.width() < self.width;
        let line = if beside { made } else { alone };
        let rest = self.width.saturating_sub(line.width());
        self.text.push('\n');
        self.paint(&format!("{line}{}", "─".repeat(rest)), Tone::Strong);
        self.text.push('\n');
        if !maker.is_empty() && !beside {
            self.line(&[Phrase::new(maker, Tone::Faint)]);
        }
    }

    /// A paragraph.
    pub(crate) fn line(&mut self, phrases: &[Phrase]) {
        self.write("", phrases);
    }

    /// An entry of a list behind its marker.
    pub(crate) fn entry(&mut self, marker: &str, phrases: &[Phrase]) {
        self.write(&format!("{marker} "), phrases);
    }

    /// `label: text`, indented under an entry; nothing where the text is empty.
    pub(crate) fn detail(&mut self, label: &str, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let text =
            if label.is_empty() { Phrase::plain(text) } else { Phrase::plain(&format!("{label}: {text}")) };
        self.write("   ", &[text]);
    }

    /// `label: text` at the margin; nothing where the text is empty.
    pub(crate) fn fact(&mut self, label: &str, text: &str) {
        if !text.trim().is_empty() {
            self.write("", &[Phrase::new(&format!("{label}:"), Tone::Faint), Phrase::plain(text)]);
        }
    }

    /// The first [`LONGEST_LIST`] of `entries`, each through `write`, then how many more there are.
    pub(crate) fn list<T>(&mut self, entries: &[T], mut write: impl FnMut(&mut Self, usize, &T)) {
        for (place, entry) in entries.iter().take(LONGEST_LIST).enumerate() {
            write(self, place + 1, entry);
        }
        self.more(entries.len().saturating_sub(LONGEST_LIST));
    }

    /// Says how many entries a list goes on with; nothing for none.
    pub(crate) fn more(&mut self, number: usize) {
        if number > 0 {
            let text = words::and_more(self.lang, number, &figures::count(self.lang, number as u64));
            self.line(&[Phrase::new(&text, Tone::Faint)]);
        }
    }

    /// A line as it is, of words and texts that are clean already and as wide as they may be.
    pub(crate) fn clean_line(&mut self, line: &str, tone: Tone) {
        self.paint(line, tone);
        self.text.push('\n');
    }

    /// An empty line.
    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// Writes phrases, wrapped; lines after the first are indented by the width of `marker`.
    fn write(&mut self, marker: &str, phrases: &[Phrase]) {
        let indent = marker.width();
        let room = self.width.saturating_sub(indent).max(20);
        let mut line: Vec<(String, Tone)> = Vec::new();
        let mut used = 0;
        let mut margin = marker.to_owned();
        for phrase in phrases {
            for word in
                phrase.text.split(' ').filter(|word| !word.is_empty()).flat_map(|word| pieces(word, room))
            {
                let width = word.width();
                if used > 0 && used + 1 + width > room {
                    self.emit(&margin, &std::mem::take(&mut line));
                    margin = " ".repeat(indent);
                    used = 0;
                }
                used += width + usize::from(used > 0);
                match line.last_mut() {
                    Some((text, tone)) if *tone == phrase.tone => {
                        text.push(' ');
                        text.push_str(&word);
                    }
                    _ => line.push((word, phrase.tone)),
                }
            }
        }
        if !line.is_empty() {
            self.emit(&margin, &line);
        }
    }

    fn emit(&mut self, margin: &str, line: &[(String, Tone)]) {
        self.text.push_str(margin);
        for (place, (text, tone)) in line.iter().enumerate() {
            if place > 0 {
                self.text.push(' ');
            }
            self.paint(text, *tone);
        }
        self.text.push('\n');
    }

    fn paint(&mut self, text: &str, tone: Tone) {
        if self.colour && tone != Tone::Plain {
            self.text.push_str(&text.style(tone.style()).to_string());
        } else {
            self.text.push_str(text);
        }
    }
}

/// A word cut into pieces that each fit into `room` columns.
fn pieces(word: &str, room: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for character in word.chars() {
        let width = unicode_width::UnicodeWidthChar::width(character).unwrap_or(0);
        if used + width > room {
            pieces.push(String::new());
            used = 0;
        }
        used += width;
        if let Some(piece) = pieces.last_mut() {
            piece.push(character);
        }
    }
    pieces
}
