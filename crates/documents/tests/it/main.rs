//! Documents in every format that is read, made here and read back, and those that cannot be read.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
    path::Path,
};

use documents::{Error, Kind, Limits, Reading};
use proptest::prelude::*;
use zip::{ZipWriter, write::SimpleFileOptions};

fn try_read(bytes: &[u8]) -> Result<Reading, Error> {
    documents::read_bytes("report", bytes, &Limits::default())
}

fn text(bytes: &[u8]) -> String {
    try_read(bytes).unwrap().document.text
}

/// A PDF with one line of text on each page; an empty line is an empty page.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let pages: Vec<String> = (0..lines.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", pages.join(" "), lines.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for (page, line) in lines.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            5 + 2 * page
        ));
        let drawn =
            if line.is_empty() { String::new() } else { format!("BT /F1 12 Tf 72 720 Td ({line}) Tj ET") };
        objects.push(format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len()));
    }
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        write!(file, "{number} 0 obj\n{object}\nendobj\n").unwrap();
    }
    let start = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(file, "{place:010} 00000 n ").unwrap();
    }
    write!(file, "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF", objects.len() + 1).unwrap();
    file.into_bytes()
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let document = format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    archive(&[("[Content_Types].xml", types), ("_rels/.rels", relations), ("word/document.xml", &document)])
}

#[test]
fn a_pdf_keeps_its_pages_and_names_those_without_text() {
    let reading =
        try_read(&pdf(&["Foundation slab C30/37 XC2", "", "Walls of C25/30 in the ground"])).unwrap();
    let pages: Vec<&str> = reading.document.text.split('\u{c}').collect();
    assert_eq!(pages.len(), 3);
    assert!(pages[0].contains("Foundation slab C30/37 XC2"), "{pages:?}");
    assert!(pages[2].contains("Walls of C25/30"), "{pages:?}");
    assert_eq!(reading.pages_without_text, [2]);
}

#[test]
fn a_scan_is_a_clear_error() {
    let error = try_read(&pdf(&["", ""])).unwrap_err();
    assert!(matches!(error, Error::NoText { .. }), "{error}");
    assert_eq!(
        error.to_string(),
        "report holds no text, so it is probably a scan: run it through text recognition (OCR), or ask its author for \
         the original"
    );
}

#[test]
fn a_word_document_gives_paragraphs_and_tables() {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let table = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("Základy"), cell("C25/30 XC2"));
    let text = text(&docx(&format!("{}{table}", paragraph("Příčky tl. 150 mm, m_2 a 2*3"))));
    assert!(text.contains("Příčky tl. 150 mm, m_2 a 2*3"), "{text}");
    assert!(text.contains("Základy") && text.contains("C25/30 XC2"), "{text}");
}

#[test]
fn a_text_is_read_in_czech_encodings_with_its_form_feeds() {
    assert_eq!(text("\u{feff}# Zpráva\n\u{c}Příčka".as_bytes()), "# Zpráva\n\u{c}Příčka");
    assert_eq!(text(b"P\xf8\xed\xe8ka tlou\x9a\x9dky 150 mm"), "Příčka tloušťky 150 mm");
}

#[test]
fn a_file_of_another_kind_is_named_with_what_to_do() {
    for (bytes, kind) in [
        (b" \n".to_vec(), Kind::Empty),
        (b"{\\rtf1 text}".to_vec(), Kind::Rtf),
        (vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], Kind::OldOffice),
        (archive(&[("xl/workbook.xml", "<a/>")]), Kind::Zip),
        (vec![0x89, b'P', b'N', b'G', 0, 0, 0], Kind::Unknown),
    ] {
        let error = try_read(&bytes).unwrap_err();
        assert!(matches!(&error, Error::WrongKind { kind: told, .. } if *told == kind), "{error}");
        assert!(error.to_string().contains(kind.advice()), "{error}");
    }
}

#[test]
fn files_beyond_a_limit_are_refused() {
    let over =
        |bytes: &[u8], limits: Limits| match documents::read_bytes("report", bytes, &limits).unwrap_err() {
            Error::OverLimit { what, .. } => what,
            other => panic!("{other}"),
        };
    let limits = Limits { max_bytes: 10, max_unpacked_bytes: 10, max_pages: 1, max_text_bytes: 10 };
    assert_eq!(over(b"eleven bytes", limits.clone()), "bytes in the file");
    let limits = Limits { max_bytes: 100_000, ..limits };
    assert_eq!(over(b"eleven bytes", limits.clone()), "bytes of text");
    assert_eq!(over(&docx("<w:p/>"), limits.clone()), "bytes when unpacked");
    assert_eq!(over(&pdf(&["one", "two"]), limits), "pages");
}

#[test]
fn a_missing_file_and_a_directory_are_told_apart() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let missing = documents::read(&folder.join("no-such-report.pdf"), &Limits::default()).unwrap_err();
    assert!(matches!(missing, Error::Unreadable { .. }), "{missing}");
    let directory = documents::read(folder, &Limits::default()).unwrap_err();
    assert!(matches!(directory, Error::Directory { .. }), "{directory}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_documents_never_panic(
        is_pdf in any::<bool>(),
        cut in any::<prop::sample::Index>(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
    ) {
        let mut bytes = if is_pdf { pdf(&["Foundation", "Wall"]) } else { docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>") };
        for (place, value) in flips {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        drop(try_read(&bytes));
        drop(try_read(&bytes[..cut.index(bytes.len())]));
    }
}
