//! What a document is, told by its first bytes and the names inside a container.

use std::fmt;

/// What the content of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// PDF.
    Pdf,
    /// Word document of 2007 and later.
    Docx,
    /// Plain text or Markdown.
    Text,
    /// Document in the container of the older Office, or an encrypted one.
    OldOffice,
    /// Rich Text Format.
    Rtf,
    /// Other zip archive, such as a workbook.
    Zip,
    /// Nothing but blanks.
    Empty,
    /// None of the above, such as a picture.
    Unknown,
}

impl Kind {
    /// What `bytes` are.
    pub fn of(bytes: &[u8]) -> Self {
        let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
        let has = |bytes: &[u8], part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
        let is_marked = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        if has(head, b"%PDF-") {
            Self::Pdf
        } else if bytes.starts_with(b"PK") {
            if has(bytes, b"word/document.xml") { Self::Docx } else { Self::Zip }
        } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            Self::OldOffice
        } else if bytes.starts_with(b"{\\rtf") {
            Self::Rtf
        } else if bytes.iter().all(u8::is_ascii_whitespace) {
            Self::Empty
        } else if head.contains(&0) && !is_marked {
            Self::Unknown
        } else {
            Self::Text
        }
    }

    /// What a person can do with a file of this kind.
    pub fn advice(self) -> &'static str {
        match self {
            Self::OldOffice => "remove the password if it has one, and save it as DOCX or PDF",
            Self::Rtf => "open it in a word processor and save it as DOCX or PDF",
            Self::Zip => "unpack it and give the document inside; give a bill of quantities with --boq",
            Self::Empty => "check that it was saved or downloaded completely",
            Self::Pdf | Self::Docx | Self::Text | Self::Unknown => {
                "give the document as PDF, DOCX, text or Markdown"
            }
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pdf => "a PDF document",
            Self::Docx => "a Word document",
            Self::Text => "a text",
            Self::OldOffice => "an old or encrypted Office document",
            Self::Rtf => "an RTF document",
            Self::Zip => "a zip archive or a workbook",
            Self::Empty => "empty",
            Self::Unknown => "of an unknown kind",
        })
    }
}
