//! How much a bill may hold, so that a hostile file cannot exhaust the machine, and what has been used of it.

use std::time::{Duration, Instant};

use crate::{Error, cell::Cell};

/// Upper bounds; a file beyond any of them is refused with an error that names the bound.
/// With the defaults no file takes more than 512 MiB of memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file in bytes.
    pub max_bytes: u64,
    /// Size of everything inside a zip package in bytes.
    pub max_unpacked_bytes: u64,
    /// Bytes of all cell texts together, and of the table of shared texts.
    pub max_text_bytes: u64,
    /// Sheets of a workbook.
    pub max_sheets: u32,
    /// Rows with at least one filled cell, over all sheets.
    pub max_rows: u32,
    /// Filled cells over all sheets; in XML, elements and attributes.
    pub max_cells: u32,
    /// Time for reading one file.
    pub max_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 64 * 1024 * 1024,
            max_unpacked_bytes: 192 * 1024 * 1024,
            max_text_bytes: 48 * 1024 * 1024,
            max_sheets: 1_000,
            max_rows: 200_000,
            max_cells: 3_000_000,
            max_time: Duration::from_secs(30),
        }
    }
}

/// What one file has used of its limits.
#[derive(Debug)]
pub(crate) struct Budget<'a> {
    pub(crate) file: &'a str,
    pub(crate) limits: &'a Limits,
    started: Instant,
    sheets: u32,
    rows: u32,
    cells: u32,
    text_bytes: u64,
}

/// The clock is asked once for so many cells.
const CELLS_BETWEEN_LOOKS: u32 = 4096;

impl<'a> Budget<'a> {
    #[expect(
        clippy::disallowed_methods,
        reason = "a bound on real time in code without a runtime; no behaviour but the refusal depends on it"
    )]
    pub(crate) fn new(file: &'a str, limits: &'a Limits) -> Self {
        Self { file, limits, started: Instant::now(), sheets: 0, rows: 0, cells: 0, text_bytes: 0 }
    }

    pub(crate) fn add_sheet(&mut self) -> Result<(), Error> {
        self.sheets = self.sheets.saturating_add(1);
        self.check_time()?;
        self.within("sheets", self.sheets.into(), self.limits.max_sheets.into())
    }

    pub(crate) fn add_row(&mut self) -> Result<(), Error> {
        self.rows = self.rows.saturating_add(1);
        self.within("filled rows", self.rows.into(), self.limits.max_rows.into())
    }

    pub(crate) fn add_cell(&mut self, cell: &Cell) -> Result<(), Error> {
        match cell {
            Cell::Text(text) | Cell::Fault(text) => self.add_text(text.len()),
            Cell::Number(_) => self.add_text(0),
        }
    }

    /// A cell or element with so many bytes of text.
    pub(crate) fn add_text(&mut self, bytes: usize) -> Result<(), Error> {
        self.cells = self.cells.saturating_add(1);
        if self.cells.is_multiple_of(CELLS_BETWEEN_LOOKS) {
            self.check_time()?;
        }
        self.within("filled cells", self.cells.into(), self.limits.max_cells.into())?;
        // One long shared text may stand in a million cells.
        self.text_bytes = self.text_bytes.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
        self.within("bytes of cell texts", self.text_bytes, self.limits.max_text_bytes)
    }

    pub(crate) fn check_time(&self) -> Result<(), Error> {
        let limit = self.limits.max_time;
        if self.started.elapsed() > limit {
            Err(self.over("seconds of reading", limit.as_secs()))
        } else {
            Ok(())
        }
    }

    pub(crate) fn within(&self, what: &'static str, count: u64, limit: u64) -> Result<(), Error> {
        if count > limit { Err(self.over(what, limit)) } else { Ok(()) }
    }

    pub(crate) fn damaged(&self, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        Error::Damaged { file: self.file.to_owned(), cause: cause.into() }
    }

    fn over(&self, what: &'static str, limit: u64) -> Error {
        Error::OverLimit { file: self.file.to_owned(), what, limit }
    }
}
