//! A page of reference: the tables of the standards, the catalogue of rules. Titles, facts and rows as they are given.

use model::Lang;

use crate::{
    Look,
    page::{Page, Phrase, Side, Tone},
};

/// A part of a page, under a heading of its own where it has a title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReferencePart {
    /// Its title; empty for none.
    pub title: String,
    /// `label: text`; those without a text are left out.
    pub facts: Vec<(String, String)>,
    /// Titles of the columns of `rows`.
    pub columns: Vec<String>,
    /// Rows with a cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// The page. A table too wide for it is set row by row.
pub fn reference(title: &str, parts: &[ReferencePart], lang: Lang, look: &Look) -> String {
    let mut page = Page::new(*look, lang);
    page.line(&[Phrase::new(title, Tone::Strong)]);
    for part in parts {
        if !part.title.is_empty() {
            page.heading(&crate::page::clean(&part.title), "");
        }
        for (label, text) in &part.facts {
            page.fact(label, text);
        }
        if !part.rows.is_empty() {
            let columns: Vec<(&str, Side)> = part
                .columns
                .iter()
                .enumerate()
                .map(|(place, column)| (column.as_str(), side(part, place)))
                .collect();
            page.table(&columns, &part.rows);
        }
    }
    page.finish()
}

/// Numbers stand to the right.
fn side(part: &ReferencePart, column: usize) -> Side {
    let mut cells = part.rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty());
    let is_number = |cell: &String| cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'));
    if cells.all(is_number) { Side::Right } else { Side::Left }
}
