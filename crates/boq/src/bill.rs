//! Sheets to positions: walks every visible sheet from header to footer and counts what is no position.

use std::collections::{BTreeMap, BTreeSet};

use model::{Measurement, Number, Position};

use crate::{
    BillOfQuantities, Error, Warning, WarningCode,
    cell::{Cell, Row},
    columns::{Columns, Role},
    rows::{Fields, Letters, RowKind},
    text::folded,
    warning::{Words, condensed, words},
    xlsx::Sheet,
};

/// The bill of quantities that `sheets` hold.
pub(crate) fn from_sheets(source: &str, sheets: &[Sheet]) -> Result<BillOfQuantities, Error> {
    let mut bill = Bill::default();
    for sheet in sheets {
        bill.add_sheet(sheet);
    }
    if !bill.has_table {
        return Err(Error::NoTable { file: source.to_owned() });
    }
    if !bill.positions.iter().any(is_priced) {
        for position in &mut bill.positions {
            position.unit_price = None;
            position.total_price = None;
        }
    }
    if bill.positions.is_empty() {
        let message = words(
            "a header was found, but no position under it",
            "záhlaví bylo nalezeno, ale žádná položka pod ním",
        );
        bill.warnings.push(Warning::new(WarningCode::NoPositions, None, None, message));
    }
    bill.check_positions();
    Ok(BillOfQuantities {
        source: source.to_owned(),
        positions: bill.positions,
        skipped: bill.skipped.into_iter().map(|(reason, rows)| (reason.to_owned(), rows)).collect(),
        warnings: condensed(bill.warnings),
    })
}

#[derive(Default)]
struct Bill {
    positions: Vec<Position>,
    skipped: BTreeMap<&'static str, u32>,
    warnings: Vec<Warning>,
    has_table: bool,
    section: Option<String>,
    /// Whether notes and measurements belong to the last position: no section came in between.
    position_is_open: bool,
}

impl Bill {
    fn add_sheet(&mut self, sheet: &Sheet) {
        let rows = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
        if !sheet.visible {
            self.skip("hidden_sheet", rows);
            let message = words("hidden, so it was left out", "skrytý, proto byl vynechán");
            self.warnings.push(Warning::new(WarningCode::HiddenSheet, Some(&sheet.name), None, message));
        } else if is_figure_list(sheet) {
            self.skip("figure_list", rows);
            let message =
                words("lists figures, not work; it was left out", "obsahuje figury, ne práce; byl vynechán");
            self.warnings.push(Warning::new(WarningCode::FigureList, Some(&sheet.name), None, message));
        } else {
            self.add_table(sheet);
        }
    }

    fn add_table(&mut self, sheet: &Sheet) {
        self.section = None;
        self.position_is_open = false;
        let record_column = record_column(sheet);
        let mut table: Option<(Columns, Letters)> = None;
        // A hostile sheet may repeat its header in every other row; its letters are looked for once a column.
        let mut known_letters: BTreeMap<Option<u32>, Letters> = BTreeMap::new();
        let mut header_ends_before = 0;
        let mut above = 0;
        for (number, row) in &sheet.rows {
            if *number < header_ends_before {
                self.skip("header", 1);
                continue;
            }
            if let Some(mut header) = Columns::header_at(*number, &sheet.rows) {
                if let Some(column) = record_column {
                    header.columns.set_kind(column);
                }
                header_ends_before = number.saturating_add(header.height);
                let kinds = header.columns.first(Role::Kind);
                let letters = *known_letters.entry(kinds).or_insert_with(|| letters(sheet, kinds));
                table = Some((header.columns, letters));
                self.has_table = true;
                self.skip("header", 1);
            } else if let Some((columns, letters)) = &table {
                self.add_row(sheet, *number, &Fields::of(row, columns), *letters);
            } else {
                above += 1;
            }
        }
        self.skip(if table.is_some() { "above_header" } else { "sheet_without_header" }, above);
    }

    fn add_row(&mut self, sheet: &Sheet, number: u32, fields: &Fields, letters: Letters) {
        let kind = fields.kind(letters);
        let open = self.positions.last_mut().filter(|_| self.position_is_open);
        match kind {
            RowKind::Position => {
                for (en, cs, content) in fields.unreadable() {
                    let words = Words {
                        en: format!("the {en} holds {content:?}, which is not a number"),
                        cs: format!("{cs} obsahuje {content:?}, což není číslo"),
                    };
                    let code = WarningCode::UnreadableNumber;
                    self.warnings.push(Warning::new(code, Some(&sheet.name), Some(number), words));
                }
                self.positions.push(Position {
                    section: self.section.clone(),
                    sheet: Some(sheet.name.clone()),
                    row: Some(number),
                    ..fields.position()
                });
                self.position_is_open = true;
            }
            RowKind::Section => {
                self.section = Some(fields.section_title());
                self.position_is_open = false;
                self.skip("section", 1);
            }
            RowKind::Note => {
                if let (Some(position), Some(note)) = (open, fields.note()) {
                    add_note(position, &note);
                }
                self.skip("note", 1);
            }
            RowKind::Measurement => {
                if let Some(position) = open {
                    let text = fields.text.clone().unwrap_or_default();
                    position.measurement.push(Measurement { text, quantity: fields.quantity.value() });
                }
                self.skip("measurement", 1);
            }
            RowKind::PriceBookText => self.skip("price_book_text", 1),
            RowKind::Total => self.skip("total", 1),
            RowKind::Other => self.skip("other", 1),
        }
    }

    fn skip(&mut self, reason: &'static str, rows: u32) {
        if rows > 0 {
            *self.skipped.entry(reason).or_default() += rows;
        }
    }

    fn check_positions(&mut self) {
        let priced = self.positions.iter().any(is_priced);
        for position in &self.positions {
            let name = position.code.as_deref().unwrap_or(&position.item_name);
            for (code, fault) in faults(position, priced) {
                let words = Words {
                    en: format!("position {name} {}", fault.en),
                    cs: format!("položka {name} {}", fault.cs),
                };
                self.warnings.push(Warning::new(code, position.sheet.as_deref(), position.row, words));
            }
        }
    }
}

/// What is odd about a position.
fn faults(position: &Position, priced: bool) -> Vec<(WarningCode, Words)> {
    let mut faults = Vec::new();
    let mut add = |code, en: &str, cs: &str| faults.push((code, words(en, cs)));
    match position.unit_original.as_deref() {
        None => add(WarningCode::UnitMissing, "has no unit", "nemá měrnou jednotku"),
        Some(unit) if Number::parse(unit).is_some() => {
            let (en, cs) =
                (format!("has the number {unit} as its unit"), format!("má místo jednotky číslo {unit}"));
            add(WarningCode::UnitIsNumber, &en, &cs);
        }
        Some(_) => {}
    }
    match position.quantity {
        None => add(WarningCode::QuantityMissing, "has no quantity", "nemá množství"),
        Some(quantity) if quantity == Number::ZERO => {
            add(WarningCode::QuantityZero, "has the quantity 0", "má množství 0");
        }
        Some(quantity) if quantity < Number::ZERO => {
            let (en, cs) =
                (format!("has the negative quantity {quantity}"), format!("má záporné množství {quantity}"));
            add(WarningCode::QuantityNegative, &en, &cs);
        }
        Some(_) => {}
    }
    match position.price() {
        None if priced => {
            add(WarningCode::PriceMissing, "has no price in a priced bill", "nemá cenu v oceněném rozpočtu");
        }
        Some(price) if priced && price == Number::ZERO => {
            add(WarningCode::PriceZero, "costs 0 in a priced bill", "stojí 0 v oceněném rozpočtu");
        }
        _ => {}
    }
    if let Some((computed, stated)) = differing_totals(position) {
        let en = format!("states a total of {stated}, but quantity × unit price is {computed}");
        let cs = format!("uvádí cenu celkem {stated}, ale množství × jednotková cena je {computed}");
        add(WarningCode::TotalDiffers, &en, &cs);
    }
    faults
}

/// The computed and the stated total where they differ by more than a heller and a rounding.
fn differing_totals(position: &Position) -> Option<(Number, Number)> {
    let (computed, stated) = (position.computed_price()?, position.total_price?);
    let difference = Number::from(computed.checked_sub(*stated)?.abs());
    let tolerance = Number::parse("0.015")?;
    // A percent item is computed from the sum of other items, not from its own quantity alone.
    let is_percent = position.unit.as_deref() == Some("%");
    (difference > tolerance && !is_percent).then_some((computed, stated))
}

fn is_priced(position: &Position) -> bool {
    let given = |price: Option<Number>| price.is_some_and(|price| price != Number::ZERO);
    given(position.unit_price) || given(position.total_price)
}

fn add_note(position: &mut Position, note: &str) {
    // The full text often repeats the short one word for word.
    if note == position.item_name {
        return;
    }
    position.note = Some(match position.note.take() {
        Some(earlier) => format!("{earlier}\n{note}"),
        None => note.to_owned(),
    });
}

/// A list of figures has the columns of a bill (code, description, unit, quantity) and is none; only its title tells.
fn is_figure_list(sheet: &Sheet) -> bool {
    let is_title = |text: &str| folded(text).starts_with("seznam figur");
    let titled = |row: &Row| row.values().any(|cell| matches!(cell, Cell::Text(text) if is_title(text)));
    is_title(&sheet.name) || sheet.rows.values().take(20).any(titled)
}

/// The unnamed column where BuildPower keeps the type of every record, known by its mark in row 1.
fn record_column(sheet: &Sheet) -> Option<u32> {
    let (_, row) = sheet.rows.first_key_value()?;
    row.iter().find(|(_, cell)| cell.shown() == "#TypZaznamu#").map(|(column, _)| *column)
}

/// Whose letters stand in the kind column; a column of product types has none of them.
fn letters(sheet: &Sheet, kinds: Option<u32>) -> Letters {
    let Some(column) = kinds else { return Letters::None };
    let found: BTreeSet<String> =
        sheet.rows.values().filter_map(|row| row.get(&column)).map(Cell::shown).collect();
    let has = |letters: &[&str]| letters.iter().any(|letter| found.contains(*letter));
    if has(&["SD", "TS"]) {
        Letters::Aspe
    } else if has(&["K", "M", "D", "VV", "DIL"]) {
        Letters::Kros
    } else {
        Letters::None
    }
}
