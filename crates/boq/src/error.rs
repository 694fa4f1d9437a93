//! Why a file gave no bill of quantities: what was wrong, with which file, and what to do about it.

use std::{error, io};

use crate::Kind;

/// Why a file gave no bill of quantities.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The operating system would not give the file.
    #[error("cannot read {file}")]
    Unreadable {
        /// Path as the user gave it.
        file: String,
        /// What the operating system said.
        #[source]
        cause: io::Error,
    },
    /// The path is a directory.
    #[error("{file} is a directory: name the XLSX file inside it")]
    Directory {
        /// Path as the user gave it.
        file: String,
    },
    /// The content is something other than an XLSX workbook.
    #[error("{file} is {kind}: {}", .kind.advice())]
    WrongKind {
        /// Name of the file.
        file: String,
        /// What the content is.
        kind: Kind,
    },
    /// The file is an XLSX package that cannot be read to its end.
    #[error("{file} is a damaged XLSX workbook: open it in a spreadsheet program and save it again as XLSX")]
    Damaged {
        /// Name of the file.
        file: String,
        /// What the reader stumbled over.
        #[source]
        cause: Box<dyn error::Error + Send + Sync>,
    },
    /// The file holds more than the limits allow.
    #[error("{file} has more than {limit} {what}: split the bill into smaller files")]
    OverLimit {
        /// Name of the file.
        file: String,
        /// What there is too much of.
        what: &'static str,
        /// The most that is accepted.
        limit: u64,
    },
    /// No sheet has the header row of a bill.
    #[error(
        "no bill of quantities was found in {file}: no visible sheet has a header row that names at least \
         four columns such as code, description, unit, quantity or price (kód, popis, MJ, množství, cena)"
    )]
    NoTable {
        /// Name of the file.
        file: String,
    },
}
