//! CSV and other text tables: the separator is the one under which a header of a bill appears.

use csv::ReaderBuilder;

use crate::{
    Error,
    cell::Cell,
    columns::Columns,
    encoding::text_of,
    limits::{Budget, Limits},
    row::Sheet,
};

const SEPARATORS: [u8; 4] = [b';', b'\t', b',', b'|'];
/// Bytes in which the header is looked for. KROS writes some 10 kB of cover above it.
const HEAD: usize = 256 * 1024;

/// The table in `bytes` as a sheet without a name; a row has the number that a spreadsheet would give it.
pub(crate) fn sheet(bytes: &[u8], budget: &mut Budget<'_>) -> Result<Sheet, Error> {
    let text = text_of(bytes);
    let head = head(&text);
    let limits = Limits::default();
    let mut best = (0, b';');
    for separator in SEPARATORS {
        // The look ahead is bounded by its length, so what it uses is not taken from the file's budget.
        let found = table(head, separator, &mut Budget::new(budget.file, &limits));
        let names = found.map_or(0, |sheet| largest_header(&sheet));
        if names > best.0 {
            best = (names, separator);
        }
    }
    table(&text, best.1, budget)
}

fn head(text: &str) -> &str {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

fn largest_header(sheet: &Sheet) -> usize {
    let headers = sheet.rows().filter_map(|(number, _)| Columns::header_at(number, sheet));
    headers.map(|header| header.columns.roles()).max().unwrap_or(0)
}

fn table(text: &str, separator: u8, budget: &mut Budget<'_>) -> Result<Sheet, Error> {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::new(String::new(), true);
    let mut record = csv::StringRecord::new();
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    // Line breaks inside of fields: a spreadsheet does not count them as rows.
    let mut inside = 0;
    while reader.read_record(&mut record).map_err(|cause| budget.damaged(cause))? {
        let line = lines.line_at(record.position().map_or(0, csv::Position::byte));
        let row = line.saturating_sub(inside);
        for (column, field) in (0..).zip(&record) {
            if let Some(cell) = Cell::text(field) {
                sheet.insert(row, column, cell, budget)?;
            }
            let breaks = field.bytes().filter(|byte| *byte == b'\n').count();
            inside = inside.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        }
        budget.check_time()?;
    }
    Ok(sheet)
}

/// Lines of the text, counted as the reader goes; its own count is one behind where lines end with two characters.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line, from 1, of the first character at `byte` or after it that ends no line.
    fn line_at(&mut self, byte: u64) -> u32 {
        let start = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(character) = self.text.get(self.at) {
            if self.at >= start && !matches!(character, b'\r' | b'\n') {
                break;
            }
            self.line = self.line.saturating_add(u32::from(*character == b'\n'));
            self.at += 1;
        }
        self.line
    }
}
