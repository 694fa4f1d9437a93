//! Why a file gave no text: what was wrong, with which file, and what to do about it.

use std::{error, io};

use crate::Kind;

/// Why a file gave no text.
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
    #[error("{file} is a directory: name the document inside it")]
    Directory {
        /// Path as the user gave it.
        file: String,
    },
    /// The content is nothing that a document comes in.
    #[error("{file} is {kind}: {}", .kind.advice())]
    WrongKind {
        /// Name of the file.
        file: String,
        /// What the content is.
        kind: Kind,
    },
    /// There is no text in it.
    #[error(
        "{file} holds no text, so it is probably a scan: run it through text recognition (OCR), or ask its author for \
         the original"
    )]
    NoText {
        /// Name of the file.
        file: String,
    },
    /// It opens with a password only.
    #[error("{file} is protected by a password: remove the password and save it again")]
    Encrypted {
        /// Name of the file.
        file: String,
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
    /// The file holds more than the limits allow.
    #[error("{file} has more than {limit} {what}: split the document into smaller files")]
    OverLimit {
        /// Name of the file.
        file: String,
        /// What there is too much of.
        what: &'static str,
        /// The most that is accepted.
        limit: u64,
    },
}
