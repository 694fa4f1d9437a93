//! Technical reports and other documents, from files to text: PDF, DOCX, plain text and Markdown.
//!
//! What a file is, is told by its content. The text is whole, its pages are parted by form feeds, and nothing of it
//! is judged here; no bytes cause a panic. Start with [`read`].

mod detect;
mod error;
mod office;
mod pdf;

use std::{
    fs::File,
    io::Read,
    panic::{self, AssertUnwindSafe},
    path::Path,
};

use model::Document;

pub use crate::{detect::Kind, error::Error};

/// Upper bounds; a file beyond any of them is refused with an error that names the bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file in bytes.
    pub max_bytes: u64,
    /// Size of everything inside a zip package in bytes.
    pub max_unpacked_bytes: u64,
    /// Pages of a PDF.
    pub max_pages: u32,
    /// Size of the text in bytes.
    pub max_text_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 48 * 1024 * 1024,
            max_unpacked_bytes: 96 * 1024 * 1024,
            max_pages: 2_000,
            max_text_bytes: 8 * 1024 * 1024,
        }
    }
}

/// A document's text and what could not be read of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The text, its pages parted by form feeds where the format has pages.
    pub document: Document,
    /// Pages, from 1, that hold no text, such as scanned ones in a document that is text elsewhere.
    pub pages_without_text: Vec<u32>,
}

/// Reads the document in the file at `path`; its file name becomes the document's name.
///
/// # Errors
/// Says what the file is and what to do with it when it gives no text, or when it is larger than `limits` allow.
pub fn read(path: &Path, limits: &Limits) -> Result<Reading, Error> {
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

/// Reads the document in `bytes`, which were called `name` by whoever brought them.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(name: &str, bytes: &[u8], limits: &Limits) -> Result<Reading, Error> {
    let size = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
    within(name, "bytes in the file", size(bytes.len()), limits.max_bytes)?;
    let pages = match Kind::of(bytes) {
        Kind::Pdf => guarded(name, || pdf::pages(name, bytes, limits))?,
        Kind::Docx => vec![guarded(name, || office::text(name, bytes, limits))?],
        Kind::Text => boq::text_of(bytes).split('\u{c}').map(str::to_owned).collect(),
        kind => return Err(Error::WrongKind { file: name.to_owned(), kind }),
    };
    let is_blank = |page: &String| !page.chars().any(char::is_alphanumeric);
    if pages.iter().all(is_blank) {
        return Err(Error::NoText { file: name.to_owned() });
    }
    let pages_without_text =
        (1..).zip(&pages).filter(|(_, page)| is_blank(page)).map(|(number, _)| number).collect();
    let text = pages.join("\u{c}");
    within(name, "bytes of text", size(text.len()), limits.max_text_bytes)?;
    Ok(Reading { document: Document { name: name.to_owned(), text }, pages_without_text })
}

/// The libraries that read foreign formats may panic on hostile bytes; nothing outlives the call that a panic could
/// leave half-changed.
fn guarded<T>(name: &str, load: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    panic::catch_unwind(AssertUnwindSafe(load)).unwrap_or_else(|_| {
        Err(Error::Damaged { file: name.to_owned(), cause: "the reader gave up on its content".into() })
    })
}

fn within(file: &str, what: &'static str, count: u64, limit: u64) -> Result<(), Error> {
    if count > limit { Err(Error::OverLimit { file: file.to_owned(), what, limit }) } else { Ok(()) }
}
