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
    #[error("{file} is a directory: name the file inside it")]
    Directory {
        /// Path as the user gave it.
        file: String,
    },
    /// The content is nothing that a bill comes in.
    #[error("{file} is {kind}: {}", .kind.advice())]
    WrongKind {
        /// Name of the file.
        file: String,
        /// What the content is.
        kind: Kind,
    },
    /// The file cannot be read to its end.
    #[error(
        "{file} is damaged: open it in the program that wrote it and save it again, or ask for a new copy"
    )]
    Damaged {
        /// Name of the file.
        file: String,
        /// What the reader stumbled over.
        #[source]
        cause: Box<dyn error::Error + Send + Sync>,
    },
    /// The JSON holds no positions as `dozor boq --format json` prints them.
    #[error(
        "{file} is not a list of positions, {problem}: give an array of positions, or what dozor boq --format json \
         prints"
    )]
    Json {
        /// Name of the file.
        file: String,
        /// What is wrong, with its field, line and column.
        problem: String,
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
    /// No sheet has the header row of a bill, no element of an XML file is an item of one.
    #[error(
        "no bill of quantities was found in {file}: no visible sheet has a header row that names columns such as \
         code, description, unit, quantity or price (kód, popis, MJ, množství, cena), and nothing in it is an item \
         of a known XML format (UNIXML, XC4, eSoupis)"
    )]
    NoTable {
        /// Name of the file.
        file: String,
    },
}
