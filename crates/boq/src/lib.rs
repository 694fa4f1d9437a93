//! Bills of quantities, from files to positions.
//!
//! What a file is, is told by its content and never by its name. Nothing is guessed and nothing vanishes:
//! every row is a position or is counted in `skipped`, every oddity is a warning, and no bytes cause a panic.
//! Start with [`read`].

mod amount;
mod bill;
mod cell;
mod checks;
mod code_system;
mod columns;
mod delimited;
mod detect;
mod encoding;
mod error;
mod json;
mod limits;
mod ods;
mod package;
mod row;
mod rows;
mod table;
mod text;
mod warning;
mod workbook;
mod xml;

use std::{collections::BTreeMap, fs::File, io::Read, path::Path};

use model::Position;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{bill::Bill, limits::Budget, row::Sheet};

pub use crate::{
    detect::Kind,
    encoding::text_of,
    error::Error,
    limits::Limits,
    warning::{Warning, WarningCode},
};

/// The positions of a bill of quantities and what was left out on the way to them.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BillOfQuantities {
    /// Name of the file.
    pub source: String,
    /// Work and material items in the file's order.
    pub positions: Vec<Position>,
    /// Rows that are not positions: reason to number of rows. Blank rows are not counted.
    pub skipped: BTreeMap<String, u32>,
    /// What a reader of the bill should know or check.
    pub warnings: Vec<Warning>,
}

/// Reads the bill of quantities in the file at `path`; its file name becomes the `source`.
///
/// # Errors
/// Says what the file is and what to do with it when no bill can be read from it, or when it is larger than `limits`
/// allow.
pub fn read(path: &Path, limits: &Limits) -> Result<BillOfQuantities, Error> {
    let unreadable = |cause| Error::Unreadable { file: path.display().to_string(), cause };
    let file = File::open(path).map_err(unreadable)?;
    if file.metadata().map_err(unreadable)?.is_dir() {
        return Err(Error::Directory { file: path.display().to_string() });
    }
    let mut bytes = Vec::new();
    file.take(limits.max_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.display().to_string());
    read_bytes(&name, &bytes, limits)
}

/// Reads the bill of quantities in `bytes`, which were called `source` by whoever brought them.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(source: &str, bytes: &[u8], limits: &Limits) -> Result<BillOfQuantities, Error> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limits.max_bytes {
        return Err(Error::OverLimit {
            file: source.to_owned(),
            what: "bytes in the file",
            limit: limits.max_bytes,
        });
    }
    let mut budget = Budget::new(source, limits);
    let mut bill = Bill::default();
    let mut sink = |sheet: &Sheet| table::add_sheet(&mut bill, sheet);
    match Kind::of(bytes) {
        Kind::Xlsx => workbook::xlsx(bytes, &mut budget, &mut sink)?,
        Kind::Xlsb => workbook::xlsb(bytes, &mut budget, &mut sink)?,
        Kind::Xls => workbook::xls(bytes, &mut budget, &mut sink)?,
        Kind::Ods => ods::read(bytes, &mut budget, &mut sink)?,
        Kind::Text => sink(&delimited::sheet(bytes, &mut budget)?),
        Kind::Xml => xml::read(bytes, &mut budget, &mut bill)?,
        Kind::Json => json::read(bytes, &mut budget, &mut bill)?,
        kind => return Err(Error::WrongKind { file: source.to_owned(), kind }),
    }
    bill.finish(source)
}
