//! Sheets to positions: walks every visible sheet from header to footer and counts what is no position.

use std::collections::{BTreeMap, BTreeSet};

use model::{Measurement, Number, Position};
use rust_decimal::Decimal;

use crate::{
    WarningCode,
    bill::{Bill, add_note},
    cell::Cell,
    columns::{Columns, Role},
    row::{Row, Sheet},
    rows::{Fields, Letters, RowKind},
    text::folded,
    warning::{Words, words},
};

/// Rows of totals that are compared; a bill with more has one for each of its positions.
const TOTALS_CHECKED: usize = 200;

/// Adds what a sheet holds to the bill.
pub(crate) fn add_sheet(bill: &mut Bill, sheet: &Sheet) {
    let rows = u32::try_from(sheet.len()).unwrap_or(u32::MAX);
    if !sheet.visible {
        bill.skip("hidden_sheet", rows);
        let message = words("hidden, so it was left out", "skrytý, proto byl vynechán");
        bill.warn(WarningCode::HiddenSheet, Some(&sheet.name), None, message);
    } else if is_figure_list(sheet) {
        bill.skip("figure_list", rows);
        let message =
            words("lists figures, not work; it was left out", "obsahuje figury, ne práce; byl vynechán");
        bill.warn(WarningCode::FigureList, Some(&sheet.name), None, message);
    } else {
        let first = bill.positions.len();
        let mut table =
            Table { bill, sheet, first, section: None, position_is_open: false, totals: Vec::new() };
        table.add_rows();
        table.check_totals();
    }
}

/// A sheet while its rows are read.
struct Table<'a> {
    bill: &'a mut Bill,
    sheet: &'a Sheet,
    /// Index of the sheet's first position.
    first: usize,
    section: Option<String>,
    /// Whether notes and measurements belong to the last position: no section or total came in between.
    position_is_open: bool,
    /// What rows of totals state: row, label, sum, and how many positions stand above.
    totals: Vec<(u32, String, Number, usize)>,
}

impl Table<'_> {
    fn add_rows(&mut self) {
        let sheet = self.sheet;
        let record_column = record_column(sheet);
        let mut table: Option<(Columns, Letters)> = None;
        // A hostile sheet may repeat its header in every other row; its letters are looked for once a column.
        let mut known_letters: BTreeMap<Option<u32>, Letters> = BTreeMap::new();
        let mut header_ends_before = 0;
        let mut above = 0;
        for (number, row) in sheet.rows() {
            if number < header_ends_before {
                self.bill.skip("header", 1);
                continue;
            }
            if let Some(mut header) = Columns::header_at(number, sheet) {
                if let Some(column) = record_column {
                    header.columns.set_kind(column);
                }
                header_ends_before = number.saturating_add(header.height);
                let kinds = header.columns.first(Role::Kind);
                let letters = *known_letters.entry(kinds).or_insert_with(|| letters(sheet, kinds));
                table = Some((header.columns, letters));
                self.bill.has_table = true;
                self.bill.skip("header", 1);
            } else if let Some((columns, letters)) = &table {
                self.add_row(number, &Fields::of(row, columns), *letters);
            } else {
                above += 1;
            }
        }
        self.bill.skip(if table.is_some() { "above_header" } else { "sheet_without_header" }, above);
    }

    fn add_row(&mut self, number: u32, fields: &Fields, letters: Letters) {
        let open = self.bill.positions.last_mut().filter(|_| self.position_is_open);
        match fields.kind(letters) {
            RowKind::Position => self.add_position(number, fields),
            RowKind::Section => {
                self.section = Some(fields.section_title());
                self.position_is_open = false;
                self.bill.skip("section", 1);
            }
            RowKind::Note => {
                if let (Some(position), Some(note)) = (open, fields.note()) {
                    add_note(position, &note);
                }
                self.bill.skip("note", 1);
            }
            RowKind::Measurement => {
                if let Some(position) = open {
                    let text = fields.text.clone().unwrap_or_default();
                    position.measurement.push(Measurement { text, quantity: fields.quantity.value() });
                }
                self.bill.skip("measurement", 1);
            }
            RowKind::PriceBookText => self.bill.skip("price_book_text", 1),
            RowKind::Total => {
                if let Some(total) = fields.total.value() {
                    self.totals.push((number, fields.total_label(), total, self.bill.positions.len()));
                }
                self.position_is_open = false;
                self.bill.skip("total", 1);
            }
            RowKind::Other => self.bill.skip("other", 1),
        }
    }

    fn add_position(&mut self, number: u32, fields: &Fields) {
        for (en, cs, content) in fields.unreadable() {
            let words = Words {
                en: format!("the {en} holds {content:?}, which is not a number"),
                cs: format!("{cs} obsahuje {content:?}, což není číslo"),
            };
            self.bill.warn(WarningCode::UnreadableNumber, sheet_name(self.sheet), Some(number), words);
        }
        self.bill.positions.push(Position {
            section: self.section.clone(),
            sheet: sheet_name(self.sheet).map(str::to_owned),
            row: Some(number),
            ..fields.position()
        });
        self.position_is_open = true;
    }

    /// Warns where a row of totals states what neither the sheet, nor the rows above, nor their last part come to.
    fn check_totals(&mut self) {
        let own = self.bill.positions.get(self.first..).unwrap_or_default();
        let prices: Vec<Number> = own.iter().map(|position| position.price().unwrap_or_default()).collect();
        let mut sums = vec![Number::ZERO];
        for price in &prices {
            let before = sums.last().copied().unwrap_or_default();
            sums.push([before, *price].into_iter().sum());
        }
        let whole = sums.last().copied().unwrap_or_default();
        if whole == Number::ZERO {
            return;
        }
        // Each position is rounded to hellers, and so is the sum.
        let tolerance = Decimal::new(i64::try_from(sums.len()).unwrap_or(100).min(100), 2);
        let is_near = |sum: Decimal, stated: Decimal| {
            sum.checked_sub(stated).is_some_and(|difference| difference.abs() <= tolerance)
        };
        let mut wrong = Vec::new();
        for (row, label, stated, above) in self.totals.iter().take(TOTALS_CHECKED) {
            let earlier = sums.get(..=above.saturating_sub(self.first)).unwrap_or_default();
            let (above, earlier) = earlier.split_last().unwrap_or((&whole, &[]));
            // A part may begin at any section or after any total, so any run of positions that ends here will do.
            let is_part =
                |before: &Number| above.checked_sub(**before).is_some_and(|sum| is_near(sum, **stated));
            let is_told = *stated == Number::ZERO || is_with_tax(label);
            if !is_told && !is_near(*whole, **stated) && !earlier.iter().any(is_part) {
                wrong.push((*row, *stated, if *above == Number::ZERO { whole } else { *above }));
            }
        }
        for (row, stated, sum) in wrong {
            let words = Words {
                en: format!("states a total of {stated}, but the positions come to {sum}"),
                cs: format!("uvádí celkem {stated}, ale položky dávají {sum}"),
            };
            self.bill.warn(WarningCode::SumDiffers, sheet_name(self.sheet), Some(row), words);
        }
    }
}

/// The sheet's name; a text table has none.
fn sheet_name(sheet: &Sheet) -> Option<&str> {
    Some(sheet.name.as_str()).filter(|name| !name.is_empty())
}

/// Whether a label is that of tax, of a price with tax, or of something that is no price.
fn is_with_tax(label: &str) -> bool {
    let of_tax = (label.contains("dph") || label.contains("vat") || label.contains("mwst"))
        && !["bez dph", "without vat", "excl", "ohne", "netto"].iter().any(|words| label.contains(words));
    of_tax || ["hmotnost", "sut", "nh"].iter().any(|word| label.split_whitespace().any(|own| own == *word))
}

/// A list of figures has the columns of a bill (code, description, unit, quantity) and is none; only its title tells.
fn is_figure_list(sheet: &Sheet) -> bool {
    let is_title = |text: &str| folded(text).starts_with("seznam figur");
    let titled = |row: &Row| row.values().any(|cell| matches!(cell, Cell::Text(text) if is_title(text)));
    is_title(&sheet.name) || sheet.rows().take(20).any(|(_, row)| titled(row))
}

/// The unnamed column where BuildPower keeps the type of every record, known by its mark in row 1.
fn record_column(sheet: &Sheet) -> Option<u32> {
    let (_, row) = sheet.rows().next()?;
    row.iter().find(|(_, cell)| cell.shown() == "#TypZaznamu#").map(|(column, _)| column)
}

/// Whose letters stand in the kind column; a column of product types has none of them.
fn letters(sheet: &Sheet, kinds: Option<u32>) -> Letters {
    let Some(column) = kinds else { return Letters::None };
    let found: BTreeSet<String> =
        sheet.rows().filter_map(|(_, row)| row.get(column)).map(Cell::shown).collect();
    let has = |letters: &[&str]| letters.iter().any(|letter| found.contains(*letter));
    if has(&["SD", "TS"]) {
        Letters::Aspe
    } else if has(&["K", "M", "D", "VV", "DIL"]) {
        Letters::Kros
    } else {
        Letters::None
    }
}
