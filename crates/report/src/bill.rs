//! A bill of quantities as it was read: every position on one line, sums, what was skipped and why.

use std::collections::BTreeMap;

use model::{Lang, Number, Position};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::{
    Look, figures,
    page::{Page, Phrase, Side, Tone, clean},
    words,
};

/// Least width of the column of names; other columns give way before it becomes narrower.
const NARROWEST_NAME: usize = 20;

/// Blanks between two columns.
const GAP: usize = 2;

/// What was read from a file.
#[derive(Clone, Copy, Debug)]
pub struct Bill<'a> {
    /// The file's name.
    pub source: &'a str,
    /// Its positions, in the file's order.
    pub positions: &'a [Position],
    /// Rows that are no positions, counted by the reason.
    pub skipped: &'a BTreeMap<String, u32>,
    /// What was odd in the file.
    pub warnings: &'a [String],
}

/// The bill as an aligned table of all positions, with sums of the priced ones in CZK without VAT.
pub fn bill(bill: &Bill<'_>, lang: Lang, look: &Look) -> String {
    let mut page = Page::new(*look, lang);
    let words = page.words;
    let number = bill.positions.len();
    let counted = words::positions(lang, number, &figures::count(lang, number as u64));
    page.line(&[Phrase::new(bill.source, Tone::Strong), Phrase::plain(&format!("– {counted}"))]);
    if bill.positions.is_empty() {
        page.line(&[Phrase::new(words.no_positions, Tone::Care)]);
    } else {
        positions(bill.positions, &mut page, usize::from(look.width).max(60));
        sums(bill.positions, &mut page);
    }
    if !bill.skipped.is_empty() {
        page.heading(words.skipped, "");
        for (reason, rows) in bill.skipped {
            page.fact(words.skip_reason(reason), &figures::count(lang, u64::from(*rows)));
        }
    }
    if !bill.warnings.is_empty() {
        page.heading(words.warnings, "");
        page.list(bill.warnings, |page, _, warning| page.entry("•", &[Phrase::new(warning, Tone::Care)]));
    }
    page.finish()
}

/// A column of the table; one without any content has no width.
struct Column {
    title: &'static str,
    side: Side,
    width: usize,
    cells: Vec<String>,
}

impl Column {
    fn new(title: &'static str, side: Side, cells: Vec<String>) -> Self {
        let filled = cells.iter().map(|cell| cell.width()).max().unwrap_or(0);
        let width = if filled == 0 { 0 } else { filled.max(title.width()) };
        Self { title, side, width, cells }
    }
}

/// The part of the bill that a position stands in: its sheet and section.
fn part(position: &Position, without_section: &str) -> String {
    let names = [&position.sheet, &position.section];
    let told: Vec<&str> =
        names.into_iter().flatten().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    if told.is_empty() { without_section.to_owned() } else { clean(&told.join(" · ")) }
}

fn positions(positions: &[Position], page: &mut Page, width: usize) {
    let columns = columns(positions, page, width);
    let titles: Vec<String> = columns.iter().map(|column| set(column.title, column)).collect();
    page.blank();
    page.clean_line(titles.join("  ").trim_end(), Tone::Strong);
    let mut last = None;
    for (place, position) in positions.iter().enumerate() {
        let part = part(position, page.words.without_section);
        if last.as_ref() != Some(&part) {
            page.clean_line(&cut(&part, width), Tone::Faint);
            last = Some(part);
        }
        let cells: Vec<String> = columns
            .iter()
            .map(|column| set(column.cells.get(place).map_or("", String::as_str), column))
            .collect();
        page.clean_line(cells.join("  ").trim_end(), Tone::Plain);
    }
}

/// The columns that fit into `width`, the name with what the others leave.
fn columns(positions: &[Position], page: &Page, width: usize) -> Vec<Column> {
    let (words, lang) = (page.words, page.lang);
    let cells = |cell: &dyn Fn(&Position) -> String| -> Vec<String> { positions.iter().map(cell).collect() };
    let money =
        |amount: Option<Number>| amount.map_or_else(String::new, |amount| figures::fixed(lang, amount, 2));
    let text = |text: &Option<String>| text.as_deref().map_or_else(String::new, clean);
    let quantity =
        |position: &Position| position.quantity.map_or_else(String::new, |q| figures::figure(lang, q, 3));
    let numbers = (1..=positions.len()).map(|number| number.to_string()).collect();
    let mut columns = vec![
        Column::new(words.number_column, Side::Right, numbers),
        Column::new(words.code_column, Side::Left, cells(&|position| text(&position.code))),
        Column::new(words.name_column, Side::Left, cells(&|position| clean(&position.item_name))),
        Column::new(words.quantity, Side::Right, cells(&quantity)),
        Column::new(words.unit_column, Side::Left, cells(&|position| text(&position.unit))),
        Column::new(words.unit_price_column, Side::Right, cells(&|position| money(position.unit_price))),
        Column::new(words.total_column, Side::Right, cells(&|position| money(position.price()))),
    ];
    columns.retain(|column| column.width > 0);
    for spare in [words.unit_price_column, words.code_column] {
        if room_for_name(&columns, width, words.name_column) < NARROWEST_NAME {
            columns.retain(|column| column.title != spare);
        }
    }
    let room = room_for_name(&columns, width, words.name_column).max(NARROWEST_NAME);
    if let Some(name) = columns.iter_mut().find(|column| column.title == words.name_column) {
        name.width = name.width.min(room);
    }
    columns
}

fn room_for_name(columns: &[Column], width: usize, name: &str) -> usize {
    let others = columns.iter().filter(|column| column.title != name);
    width.saturating_sub(others.map(|column| column.width + GAP).sum())
}

/// `text` as wide as its column, cut or padded.
fn set(text: &str, column: &Column) -> String {
    let text = cut(text, column.width);
    let padding = " ".repeat(column.width.saturating_sub(text.width()));
    match column.side {
        Side::Left => format!("{text}{padding}"),
        Side::Right => format!("{padding}{text}"),
    }
}

/// `text` cut to `width` columns, with an ellipsis where something is missing.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut cut = String::new();
    let mut used = 1;
    for character in text.chars() {
        used += character.width().unwrap_or(0);
        if used > width {
            break;
        }
        cut.push(character);
    }
    format!("{}…", cut.trim_end())
}

/// The sum of each part, in the order in which the parts first appear, and of the whole.
fn sums(positions: &[Position], page: &mut Page) {
    let (words, lang) = (page.words, page.lang);
    let mut order: Vec<String> = Vec::new();
    let mut parts: BTreeMap<String, (u64, Vec<Number>)> = BTreeMap::new();
    for position in positions {
        let part = part(position, words.without_section);
        if !parts.contains_key(&part) {
            order.push(part.clone());
        }
        let (number, prices) = parts.entry(part).or_default();
        *number += 1;
        prices.extend(position.price());
    }
    let prices: Vec<Number> = positions.iter().filter_map(Position::price).collect();
    if prices.is_empty() {
        return;
    }
    page.heading(words.sums, "");
    let rows: Vec<Vec<String>> = order
        .into_iter()
        .filter_map(|part| {
            let (number, prices) = parts.get(&part)?;
            let sum = figures::fixed(lang, prices.iter().copied().sum(), 2);
            let sum = if prices.is_empty() { String::new() } else { sum };
            Some(vec![part, figures::count(lang, *number), sum])
        })
        .collect();
    let columns = [
        (words.section_column, Side::Left),
        (words.positions_column, Side::Right),
        (words.total, Side::Right),
    ];
    page.table(&columns, &rows);
    let shares = [prices.len(), positions.len()].map(|number| figures::count(lang, number as u64));
    page.fact(words.priced, &shares.join("/"));
    let total = figures::with_unit(&figures::fixed(lang, prices.into_iter().sum(), 2), words.crowns);
    page.line(&[Phrase::new(&format!("{}: {total}", words.total_without_vat), Tone::Strong)]);
}
