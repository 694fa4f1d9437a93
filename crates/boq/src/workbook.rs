//! Workbooks of Excel to sheets of filled cells, through calamine. Values only: formulas give their cached result,
//! macros are never looked at.

mod xls;

use std::{
    io::Cursor,
    panic::{self, AssertUnwindSafe},
};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsb, XlsbError, Xlsx, XlsxError};

use crate::{Error, cell::Cell, limits::Budget, package, row::Sheet};

/// What takes the sheets, one after another, so that only one is held in memory.
pub(crate) type Sink<'a> = dyn FnMut(&Sheet) + 'a;

/// Hands the worksheets of an XLSX or XLSM workbook to `sink`.
pub(crate) fn xlsx(bytes: &[u8], budget: &mut Budget<'_>, sink: &mut Sink<'_>) -> Result<(), Error> {
    guarded(budget, |budget| {
        package::check(bytes, budget)?;
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|cause| budget.damaged(cause))?;
        for listed in workbook.sheets_metadata().to_vec() {
            budget.add_sheet()?;
            if listed.typ != SheetType::WorkSheet {
                continue;
            }
            let visible = listed.visible == SheetVisible::Visible;
            let mut sheet = Sheet::new(listed.name, visible);
            // Cell by cell: a range would take memory for every cell between the outermost ones.
            let mut cells = match workbook.worksheet_cells_reader(&sheet.name) {
                Ok(cells) => cells,
                Err(XlsxError::NotAWorksheet(_)) => continue,
                Err(cause) => return Err(budget.damaged(cause)),
            };
            while let Some(found) = cells.next_cell().map_err(|cause| budget.damaged(cause))? {
                insert(&mut sheet, found.get_position(), cell(found.get_value()), budget)?;
            }
            sink(&sheet);
        }
        Ok(())
    })
}

/// Hands the worksheets of an XLSB workbook to `sink`.
pub(crate) fn xlsb(bytes: &[u8], budget: &mut Budget<'_>, sink: &mut Sink<'_>) -> Result<(), Error> {
    guarded(budget, |budget| {
        package::check(bytes, budget)?;
        let mut workbook: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(|cause| budget.damaged(cause))?;
        for listed in workbook.sheets_metadata().to_vec() {
            budget.add_sheet()?;
            if listed.typ != SheetType::WorkSheet {
                continue;
            }
            let mut sheet = Sheet::new(listed.name, listed.visible == SheetVisible::Visible);
            let failed = |cause: XlsbError, budget: &Budget<'_>| budget.damaged(cause);
            let mut cells =
                workbook.worksheet_cells_reader(&sheet.name).map_err(|cause| failed(cause, budget))?;
            while let Some(found) = cells.next_cell().map_err(|cause| failed(cause, budget))? {
                insert(&mut sheet, found.get_position(), cell(found.get_value()), budget)?;
            }
            sink(&sheet);
        }
        Ok(())
    })
}

/// Hands the worksheets of an XLS workbook to `sink`.
pub(crate) fn xls(bytes: &[u8], budget: &mut Budget<'_>, sink: &mut Sink<'_>) -> Result<(), Error> {
    guarded(budget, |budget| xls::read(bytes, budget, sink))
}

/// Calamine 0.38 computes cell references without overflow checks and indexes what a record claims to hold, so
/// hostile bytes can make it panic. What was half-read is thrown away with the error, so nothing broken is seen.
fn guarded<'a>(
    budget: &mut Budget<'a>,
    load: impl FnOnce(&mut Budget<'a>) -> Result<(), Error>,
) -> Result<(), Error> {
    panic::catch_unwind(AssertUnwindSafe(|| load(budget)))
        .unwrap_or_else(|_| Err(budget.damaged("the workbook reader gave up on its content")))
}

fn insert(
    sheet: &mut Sheet,
    (row, column): (u32, u32),
    cell: Option<Cell>,
    budget: &mut Budget<'_>,
) -> Result<(), Error> {
    match cell {
        Some(cell) => sheet.insert(row.saturating_add(1), column, cell, budget),
        None => Ok(()),
    }
}

#[expect(clippy::cast_precision_loss, reason = "spreadsheets keep every number as binary floating point")]
fn cell(value: &DataRef<'_>) -> Option<Cell> {
    match value {
        DataRef::Empty => None,
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Int(value) => Some(Cell::Number(*value as f64)),
        DataRef::Float(value) => Some(Cell::Number(*value)),
        DataRef::DateTime(value) => Some(Cell::Number(value.as_f64())),
        DataRef::Bool(value) => Some(Cell::Text(value.to_string())),
        DataRef::Error(fault) => Some(Cell::Fault(fault.to_string())),
    }
}
