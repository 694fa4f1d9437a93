//! What a file is, told by its first bytes and the names inside a container; the file's own name is not asked.

use std::{
    fmt,
    io::{Cursor, Read},
};

use zip::ZipArchive;

/// What the content of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Workbook of Excel 2007 and later.
    Xlsx,
    /// Binary workbook of Excel.
    Xlsb,
    /// Workbook of Excel 97 to 2003.
    Xls,
    /// Office document encrypted with a password.
    Encrypted,
    /// Other document in the container of the older Office.
    OldOffice,
    /// Spreadsheet saved as ODS.
    Ods,
    /// Other zip archive.
    Zip,
    /// XML, such as UNIXML or XC4.
    Xml,
    /// Web page, as some programs save under the name `.xls`.
    Html,
    /// PDF document.
    Pdf,
    /// JSON.
    Json,
    /// Plain text or CSV.
    Text,
    /// Nothing but blanks.
    Empty,
    /// None of the above.
    Unknown,
}

const COMPOUND_DOCUMENT: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Bytes of a part that are enough to know it by.
const PART_START: u64 = 64 * 1024;

impl Kind {
    /// What `bytes` are.
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK") {
            Self::of_zip(bytes)
        } else if bytes.starts_with(&COMPOUND_DOCUMENT) {
            Self::of_compound_document(bytes)
        } else if bytes.starts_with(b"%PDF") {
            Self::Pdf
        } else {
            Self::of_text(bytes)
        }
    }

    /// What a person can do with a file of this kind that is no bill of quantities.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Encrypted => "remove the password and save it again",
            Self::Pdf => "ask its author for the XLSX file, or convert it to XLSX",
            Self::Empty => "check that it was saved or downloaded completely",
            Self::Zip => "unpack it and give the file inside",
            Self::Html => "open it in a spreadsheet program and save it as XLSX",
            _ => {
                "give the bill of quantities as XLSX, XLS, XLSB, ODS, CSV, XML (UNIXML, XC4, eSoupis) or JSON"
            }
        }
    }

    fn of_zip(bytes: &[u8]) -> Self {
        let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
            // Cut off in the middle, so there is no list of names; the reader will say that it is damaged.
            return if contains(bytes, b"xl/workbook.xml") { Self::Xlsx } else { Self::Zip };
        };
        let has = |name: &str| archive.file_names().flatten().any(|part| part.starts_with(name));
        if has("xl/workbook.bin") {
            Self::Xlsb
        } else if has("xl/") {
            Self::Xlsx
        } else {
            let mut part_has = |name: &str, words: &[u8]| {
                let mut content = Vec::new();
                let part = archive.by_name(name).ok().map(|part| part.take(PART_START));
                part.is_some_and(|mut part| part.read_to_end(&mut content).is_ok())
                    && contains(&content, words)
            };
            if !part_has("mimetype", b"application/vnd.oasis.opendocument.spreadsheet") {
                Self::Zip
            } else if part_has("META-INF/manifest.xml", b"encryption-data") {
                Self::Encrypted
            } else {
                Self::Ods
            }
        }
    }

    fn of_compound_document(bytes: &[u8]) -> Self {
        // Names in the container's directory are UTF-16, little end first.
        let has = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            contains(bytes, &name)
        };
        if has("EncryptedPackage") {
            Self::Encrypted
        } else if has("Workbook") || has("Book\0") {
            Self::Xls
        } else {
            Self::OldOffice
        }
    }

    fn of_text(bytes: &[u8]) -> Self {
        let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        let head: Vec<u8> = bytes.iter().take(4096).copied().filter(|byte| !(utf16 && *byte == 0)).collect();
        let after_mark = head.iter().skip_while(|byte| matches!(byte, 0xef | 0xbb | 0xbf | 0xff | 0xfe));
        let start: String = after_mark
            .skip_while(|byte| byte.is_ascii_whitespace())
            .take(16)
            .map(|byte| char::from(byte.to_ascii_lowercase()))
            .collect();
        if start.is_empty() && bytes.iter().all(u8::is_ascii_whitespace) {
            Self::Empty
        } else if start.starts_with("<!doctype html") || start.starts_with("<html") {
            Self::Html
        } else if start.starts_with('<') {
            Self::Xml
        } else if head.contains(&0) {
            Self::Unknown
        } else if start.starts_with(['{', '[']) {
            Self::Json
        } else {
            Self::Text
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Xlsx => "an XLSX workbook",
            Self::Xlsb => "a binary Excel workbook (.xlsb)",
            Self::Xls => "an old Excel workbook (.xls)",
            Self::Encrypted => "protected by a password",
            Self::OldOffice => "an old Office document without a workbook",
            Self::Ods => "a LibreOffice spreadsheet (.ods)",
            Self::Zip => "a zip archive without a workbook",
            Self::Xml => "an XML file",
            Self::Html => "a web page (HTML)",
            Self::Pdf => "a PDF document",
            Self::Json => "a JSON file",
            Self::Text => "a text or CSV file",
            Self::Empty => "empty",
            Self::Unknown => "of an unknown kind",
        })
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    let Some(first) = part.first() else { return false };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        rest = rest.get(at..).unwrap_or_default();
        if rest.starts_with(part) {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}
