//! What a row of a bill is: an item, or something that stands around items. The letters of the producers
//! decide where they are; unit and quantity decide everywhere else.

use model::{Number, Position, measurement::evaluate};

use crate::{
    cell::{Amount, Cell},
    code_system,
    columns::{Columns, Role},
    row::Row,
    text::{folded, folded_words},
};

/// What a row below a header is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowKind {
    Position,
    Section,
    Note,
    Measurement,
    PriceBookText,
    Total,
    Other,
}

/// Whose letters the kind column of a sheet uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letters {
    /// P is an item: EstiCon and ASPE, known by SD and TS.
    Aspe,
    /// P is a note: KROS.
    Kros,
    /// There is no kind column.
    None,
}

/// The cells of a row by their meaning.
#[derive(Debug)]
pub(crate) struct Fields {
    item_number: Option<String>,
    letter: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) text: Option<String>,
    unit: Option<String>,
    pub(crate) quantity: Amount,
    unit_price: Amount,
    pub(crate) total: Amount,
    price_book: Option<String>,
    /// The text of the row's only cell, if it has just one.
    alone: Option<String>,
    /// The leftmost text of the row.
    leading: Option<String>,
}

const TOTAL_WORDS: [&str; 13] = [
    "celkem",
    "celkom",
    "soucet",
    "mezisoucet",
    "sucet",
    "medzisucet",
    "total",
    "subtotal",
    "spolu",
    "suma",
    "summe",
    "gesamtsumme",
    "zwischensumme",
];
const FOOTER_WORDS: [&str; 6] = ["datum", "podpis", "vypracoval", "zpracoval", "schvalil", "end"];
const NOTE_WORDS: [&str; 8] =
    ["poznamka", "poznamky", "pozn", "note", "notes", "anmerkung", "bemerkung", "hinweis"];

impl Fields {
    pub(crate) fn of(row: &Row, columns: &Columns) -> Self {
        let cell = |role| columns.first(role).and_then(|column| row.get(column));
        let shown = |role| cell(role).map(Cell::shown);
        let amount = |role| cell(role).map_or(Amount::Missing, Cell::amount);
        let leading = row.values().find_map(|cell| match cell {
            Cell::Text(text) => Some(text.clone()),
            Cell::Number(_) | Cell::Fault(_) => None,
        });
        Self {
            item_number: shown(Role::ItemNumber),
            letter: shown(Role::Kind).map(|letter| letter.to_uppercase()),
            code: shown(Role::Code),
            text: shown(Role::Text).or_else(|| merged_text(row, columns)),
            unit: shown(Role::Unit),
            quantity: amount(Role::Quantity),
            unit_price: unit_price(row, columns),
            total: amount(Role::Total),
            price_book: price_book(row, columns),
            alone: leading.clone().filter(|_| row.len() == 1),
            leading,
        }
    }

    /// What a row of totals is the total of, folded.
    pub(crate) fn total_label(&self) -> String {
        folded(self.leading.as_deref().unwrap_or_default())
    }

    /// What the row is.
    pub(crate) fn kind(&self, letters: Letters) -> RowKind {
        if let Some(kind) = self.letter.as_deref().and_then(fixed_kind) {
            return kind;
        }
        if self.is_position(letters) {
            return RowKind::Position;
        }
        match (self.letter.as_deref(), letters) {
            (Some("P"), Letters::Kros) => RowKind::Note,
            (Some("D" | "S"), _) => RowKind::Section,
            (Some("SUM"), _) => RowKind::Total,
            (Some(_), _) => RowKind::Other,
            (None, _) => self.kind_without_letter(letters),
        }
    }

    fn is_position(&self, letters: Letters) -> bool {
        let has_quantity = matches!(self.quantity, Amount::Value(_));
        let has_identity = self.code.is_some() || self.item_number.is_some();
        let item_letter = match self.letter.as_deref() {
            Some("K" | "M") => true,
            Some("P") => letters == Letters::Aspe,
            Some(letter) => {
                letter.strip_prefix("POL").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            }
            None => false,
        };
        let complete = self.text.is_some() && self.unit.is_some() && has_quantity;
        let by_letter = item_letter && self.code.is_some();
        let without_quantity = self.text.is_some() && self.unit.is_some() && has_identity && !has_quantity;
        // A measurement row has neither a code nor a number of its own, so this is an item that lost its unit.
        let without_unit = letters == Letters::None && self.text.is_some() && has_identity && has_quantity;
        complete || by_letter || without_quantity || without_unit
    }

    fn kind_without_letter(&self, letters: Letters) -> RowKind {
        let leading = folded_words(self.leading.as_deref().unwrap_or_default());
        if leading.iter().any(|word| TOTAL_WORDS.contains(&word.as_str())) {
            return RowKind::Total;
        }
        if leading.first().is_some_and(|word| FOOTER_WORDS.contains(&word.as_str())) {
            return RowKind::Other;
        }
        if leading.first().is_some_and(|word| NOTE_WORDS.contains(&word.as_str())) {
            return if self.text.is_some() { RowKind::Note } else { RowKind::Other };
        }
        let computes = |text: &String| text.contains(['*', '/', '+']) && evaluate(text).is_some();
        match (&self.text, &self.quantity) {
            (Some(text), Amount::Missing) if self.code.is_none() && self.unit.is_none() && computes(text) => {
                RowKind::Measurement
            }
            (Some(_), Amount::Value(_)) if self.code.is_none() => RowKind::Measurement,
            (Some(_), Amount::Missing) if self.unit.is_none() => RowKind::Section,
            (None, Amount::Missing) if letters == Letters::None && self.alone.is_some() => RowKind::Section,
            _ => RowKind::Other,
        }
    }

    /// The title of a section row: its code and name.
    pub(crate) fn section_title(&self) -> String {
        match (&self.code, &self.text) {
            (Some(code), Some(text)) if code != text => format!("{code} {text}"),
            (_, Some(text)) | (Some(text), None) => text.clone(),
            (None, None) => self.leading.clone().unwrap_or_default(),
        }
    }

    /// The note of a note row without its label; `None` where nothing else stands in it.
    pub(crate) fn note(&self) -> Option<String> {
        let mut note = self.text.as_deref()?;
        while folded(note).starts_with("poznamka k polozce:") {
            note = note.split_once(':')?.1.trim_start();
        }
        (!note.is_empty()).then(|| note.to_owned())
    }

    /// The position that the row is.
    pub(crate) fn position(&self) -> Position {
        Position {
            code: self.code.clone(),
            code_system: self
                .code
                .as_deref()
                .and_then(|code| code_system::of(code, self.price_book.as_deref())),
            item_name: self.text.clone().or_else(|| self.code.clone()).unwrap_or_default(),
            quantity: self.quantity.value(),
            unit: self.unit.as_deref().map(model::Unit::normalized),
            unit_original: self.unit.clone(),
            unit_price: self.unit_price.value(),
            total_price: self.total.value(),
            ..Position::default()
        }
    }

    /// What stands in number columns and is no number, with the name of the column.
    pub(crate) fn unreadable(&self) -> impl Iterator<Item = (&'static str, &'static str, &str)> {
        let amounts = [
            ("quantity", "množství", &self.quantity),
            ("unit price", "jednotková cena", &self.unit_price),
            ("total price", "cena celkem", &self.total),
        ];
        amounts.into_iter().filter_map(|(en, cs, amount)| match amount {
            Amount::Unreadable(content) => Some((en, cs, content.as_str())),
            Amount::Missing | Amount::Value(_) => None,
        })
    }
}

/// The kind of rows that are no items whatever else stands in them.
fn fixed_kind(letter: &str) -> Option<RowKind> {
    Some(match letter {
        "VV" => RowKind::Measurement,
        "PP" | "POP" => RowKind::Note,
        "TS" | "PSC" | "ONLINE PSC" => RowKind::PriceBookText,
        "SD" | "DIL" | "O" | "O1" | "O2" => RowKind::Section,
        _ => return None,
    })
}

/// What the columns of price books say; BuildPower has one for the book and one for the system.
fn price_book(row: &Row, columns: &Columns) -> Option<String> {
    let named: Vec<String> =
        columns.of(Role::PriceBook).filter_map(|column| row.get(column)).map(Cell::shown).collect();
    (!named.is_empty()).then(|| named.join(" "))
}

/// The text in a column that the header of texts is merged over.
fn merged_text(row: &Row, columns: &Columns) -> Option<String> {
    columns.text_continues().take(16).find_map(|column| match row.get(column) {
        Some(Cell::Text(text)) => Some(text.clone()),
        _ => None,
    })
}

fn unit_price(row: &Row, columns: &Columns) -> Amount {
    let amount = |column| row.get(column).map_or(Amount::Missing, Cell::amount);
    if let Some(column) = columns.first(Role::UnitPrice) {
        return amount(column);
    }
    let mut sum = Amount::Missing;
    for share in columns.of(Role::UnitPriceShare).map(amount) {
        sum = match (sum, share) {
            (Amount::Value(left), Amount::Value(right)) => {
                Amount::Value([left, right].into_iter().sum::<Number>())
            }
            (sum, Amount::Missing) => sum,
            (_, share) => share,
        };
    }
    sum
}
