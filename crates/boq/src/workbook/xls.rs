//! Workbooks of Excel 97 to 2003. Calamine takes memory for the whole rectangle that a sheet spans, so the records
//! are walked first and a file whose cells span too much is refused.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, SheetType, SheetVisible, Xls};

use super::Sink;
use crate::{Error, cell::Cell, limits::Budget, row::Sheet};

pub(super) fn read(bytes: &[u8], budget: &mut Budget<'_>, sink: &mut Sink<'_>) -> Result<(), Error> {
    check(bytes, budget)?;
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|cause| budget.damaged(cause))?;
    budget.check_time()?;
    for listed in workbook.sheets_metadata().to_vec() {
        budget.add_sheet()?;
        if listed.typ != SheetType::WorkSheet {
            continue;
        }
        let range = workbook.worksheet_range(&listed.name).map_err(|cause| budget.damaged(cause))?;
        let (top, left) = range.start().unwrap_or_default();
        let mut sheet = Sheet::new(listed.name, listed.visible == SheetVisible::Visible);
        for (row, column, value) in range.used_cells() {
            let Some(cell) = cell(value) else { continue };
            let place = |offset: usize, start: u32| {
                u32::try_from(offset).map_or(u32::MAX, |at| start.saturating_add(at))
            };
            sheet.insert(place(row, top).saturating_add(1), place(column, left), cell, budget)?;
        }
        sink(&sheet);
    }
    Ok(())
}

/// Refuses a workbook whose sheets span more cells than may be filled, or claim to.
fn check(bytes: &[u8], budget: &Budget<'_>) -> Result<(), Error> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|cause| budget.damaged(cause))?;
    let name = if container.is_stream("/Workbook") { "/Workbook" } else { "/Book" };
    let mut records = Vec::new();
    container
        .open_stream(name)
        .and_then(|stream| stream.take(budget.limits.max_bytes).read_to_end(&mut records))
        .map_err(|cause| budget.damaged(cause))?;
    let mut spans = Spans::default();
    let mut rest = records.as_slice();
    while let Some((kind, content, after)) = record(rest) {
        spans.add(kind, content);
        budget.within("cells between the outermost ones", spans.cells(), budget.limits.max_cells.into())?;
        rest = after;
    }
    Ok(())
}

/// The first record: its kind and content, and what follows.
fn record(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let (kind, length) = (number(bytes, 0)?, number(bytes, 2)?);
    let (content, after) = bytes.get(4..)?.split_at_checked(length.into())?;
    Some((kind, content, after))
}

fn number(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|pair| u16::from_le_bytes(*pair))
}

fn long_number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|quad| u32::from_le_bytes(*quad))
}

/// The rectangles that the sheets so far span.
#[derive(Debug, Default)]
struct Spans {
    ended: u64,
    claimed: u64,
    rows: Option<(u16, u16)>,
    columns: Option<(u16, u16)>,
}

impl Spans {
    fn add(&mut self, kind: u16, content: &[u8]) {
        match kind {
            // BOF: another sheet begins.
            0x0809 | 0x0409 | 0x0209 | 0x0009 => {
                self.ended = self.ended.saturating_add(self.current());
                (self.rows, self.columns) = (None, None);
            }
            // DIMENSIONS: rows from and to in 4 bytes each, columns in 2.
            0x0200 => {
                let rows =
                    long_number(content, 4).unwrap_or(0).wrapping_sub(long_number(content, 0).unwrap_or(0));
                let columns = number(content, 10).unwrap_or(0).wrapping_sub(number(content, 8).unwrap_or(0));
                self.claimed = self
                    .claimed
                    .saturating_add(u64::from(rows).saturating_mul(u64::from(columns).saturating_add(1)));
            }
            // Cells: FORMULA, LABEL, NUMBER, BOOLERR, RK, LABELSST, RSTRING, MULRK.
            0x0006 | 0x0203 | 0x0204 | 0x0205 | 0x027e | 0x00fd | 0x00d6 | 0x00bd => {
                let (Some(row), Some(column)) = (number(content, 0), number(content, 2)) else { return };
                let last =
                    if kind == 0x00bd { number(content, content.len().saturating_sub(2)) } else { None };
                extend(&mut self.rows, row);
                extend(&mut self.columns, column);
                extend(&mut self.columns, last.unwrap_or(column));
            }
            _ => {}
        }
    }

    fn current(&self) -> u64 {
        let length = |span: Option<(u16, u16)>| span.map_or(0, |(from, to)| u64::from(to - from) + 1);
        length(self.rows).saturating_mul(length(self.columns))
    }

    fn cells(&self) -> u64 {
        self.ended.saturating_add(self.current()).max(self.claimed)
    }
}

fn extend(span: &mut Option<(u16, u16)>, at: u16) {
    let (from, to) = span.unwrap_or((at, at));
    *span = Some((from.min(at), to.max(at)));
}

#[expect(clippy::cast_precision_loss, reason = "spreadsheets keep every number as binary floating point")]
fn cell(value: &Data) -> Option<Cell> {
    match value {
        Data::Empty => None,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::text(text),
        Data::Int(value) => Some(Cell::Number(*value as f64)),
        Data::Float(value) => Some(Cell::Number(*value)),
        Data::DateTime(value) => Some(Cell::Number(value.as_f64())),
        Data::Bool(value) => Some(Cell::Text(value.to_string())),
        Data::Error(fault) => Some(Cell::Fault(fault.to_string())),
    }
}
