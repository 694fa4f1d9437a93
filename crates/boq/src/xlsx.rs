//! XLSX workbooks to sheets of filled cells, through calamine. Values only: formulas give their cached result.

use std::{
    collections::BTreeMap,
    io::Cursor,
    panic::{self, AssertUnwindSafe},
};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use crate::{
    Error, Limits,
    cell::{Cell, Row},
    package,
};

/// A sheet with the filled cells of its rows, by Excel row number from 1.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) visible: bool,
    pub(crate) rows: BTreeMap<u32, Row>,
}

/// All worksheets of the workbook in its order.
pub(crate) fn sheets(file: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, Error> {
    let damaged =
        |cause: Box<dyn std::error::Error + Send + Sync>| Error::Damaged { file: file.to_owned(), cause };
    let load = || {
        package::check(file, bytes, limits)?;
        Loader { file, limits, rows: 0, cells: 0, text_bytes: 0 }.load(bytes)
    };
    // Calamine 0.38 computes cell references without overflow checks and sizes memory by what the file claims,
    // so hostile bytes can make it panic. Nothing outlives the call that a panic could leave half-changed.
    panic::catch_unwind(AssertUnwindSafe(load))
        .unwrap_or_else(|_| Err(damaged("the workbook reader gave up on its content".into())))
}

struct Loader<'a> {
    file: &'a str,
    limits: &'a Limits,
    rows: u32,
    cells: u32,
    text_bytes: u64,
}

impl Loader<'_> {
    fn load(mut self, bytes: &[u8]) -> Result<Vec<Sheet>, Error> {
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|cause| self.failed(cause))?;
        let mut sheets = Vec::new();
        for sheet in workbook.sheets_metadata().to_vec() {
            if sheet.typ == SheetType::WorkSheet {
                let rows = self.rows(&mut workbook, &sheet.name)?;
                sheets.push(Sheet {
                    name: sheet.name,
                    visible: sheet.visible == SheetVisible::Visible,
                    rows,
                });
            }
        }
        Ok(sheets)
    }

    /// Reads cell by cell: a range of the whole sheet would take memory for every cell between the outermost ones.
    fn rows(&mut self, workbook: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<BTreeMap<u32, Row>, Error> {
        let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
        let mut reader = match workbook.worksheet_cells_reader(sheet) {
            Ok(reader) => reader,
            Err(XlsxError::NotAWorksheet(_)) => return Ok(rows),
            Err(cause) => return Err(self.failed(cause)),
        };
        while let Some(found) = reader.next_cell().map_err(|cause| self.failed(cause))? {
            let (row, column) = found.get_position();
            let Some(cell) = cell(found.get_value()) else { continue };
            self.count(&cell)?;
            let row = rows.entry(row.saturating_add(1)).or_default();
            if row.is_empty() {
                self.rows += 1;
                within(self.file, "filled rows", self.rows.into(), self.limits.max_rows.into())?;
            }
            row.insert(column, cell);
        }
        Ok(rows)
    }

    fn count(&mut self, cell: &Cell) -> Result<(), Error> {
        self.cells += 1;
        within(self.file, "filled cells", self.cells.into(), self.limits.max_cells.into())?;
        // One long shared text may stand in a million cells.
        if let Cell::Text(text) | Cell::Fault(text) = cell {
            self.text_bytes += u64::try_from(text.len()).unwrap_or(u64::MAX);
        }
        within(self.file, "bytes of cell texts", self.text_bytes, self.limits.max_unpacked_bytes)
    }

    fn failed(&self, cause: XlsxError) -> Error {
        Error::Damaged { file: self.file.to_owned(), cause: cause.into() }
    }
}

fn within(file: &str, what: &'static str, count: u64, limit: u64) -> Result<(), Error> {
    if count > limit { Err(Error::OverLimit { file: file.to_owned(), what, limit }) } else { Ok(()) }
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
