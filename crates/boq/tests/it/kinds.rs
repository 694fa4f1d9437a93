//! Files that are no readable XLSX get an error that says what they are and what to do.

use std::{io::Write, path::Path};

use boq::{Error, Kind, Limits};
use zip::{ZipWriter, write::SimpleFileOptions};

fn error(bytes: &[u8]) -> Error {
    boq::read_bytes("bill.xlsx", bytes, &Limits::default()).unwrap_err()
}

fn compound_document(entry: &str) -> Vec<u8> {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.resize(512, 0);
    bytes.extend(entry.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(1024, 0);
    bytes
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        writer.start_file(*name, stored).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_file_of_another_kind_is_named_with_what_to_do() {
    for (bytes, kind) in [
        (Vec::new(), Kind::Empty),
        (b" \r\n\t".to_vec(), Kind::Empty),
        (b"%PDF-1.7 ...".to_vec(), Kind::Pdf),
        (b"<HTML><table></table></html>".to_vec(), Kind::Html),
        (compound_document("EncryptedPackage"), Kind::Encrypted),
        (compound_document("WordDocument"), Kind::OldOffice),
        (archive(&[("rozpočet.pdf", "x")]), Kind::Zip),
        (vec![0x89, b'P', b'N', b'G', 0, 0, 0], Kind::Unknown),
    ] {
        let error = error(&bytes);
        assert!(matches!(&error, Error::WrongKind { kind: told, .. } if *told == kind), "{error}");
        assert!(error.to_string().contains(kind.advice()), "{error}");
    }
    assert_eq!(
        error(&compound_document("EncryptedPackage")).to_string(),
        "bill.xlsx is protected by a password: remove the password and save it again"
    );
}

#[test]
fn a_package_without_a_workbook_is_damaged() {
    let error = error(&archive(&[("xl/other.xml", "<a/>")]));
    assert!(matches!(error, Error::Damaged { .. }), "{error}");
    assert!(std::error::Error::source(&error).is_some());
}

#[test]
fn a_missing_file_and_a_directory_are_told_apart() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let missing = boq::read(&folder.join("no-such-bill.xlsx"), &Limits::default()).unwrap_err();
    assert!(matches!(missing, Error::Unreadable { .. }), "{missing}");
    let directory = boq::read(folder, &Limits::default()).unwrap_err();
    assert!(matches!(directory, Error::Directory { .. }), "{directory}");
}

#[test]
fn a_package_that_unpacks_beyond_the_limit_is_refused() {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
    writer.write_all(&vec![b' '; 3_000_000]).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert!(bytes.len() < 100_000);
    let limits = Limits { max_unpacked_bytes: 1_000_000, ..Limits::default() };
    let error = boq::read_bytes("bomb.xlsx", &bytes, &limits).unwrap_err();
    assert_eq!(
        error.to_string(),
        "bomb.xlsx has more than 1000000 bytes when unpacked: split the bill into smaller files"
    );
}

#[test]
fn a_file_beyond_the_size_limit_is_refused_before_it_is_read() {
    let limits = Limits { max_bytes: 10, ..Limits::default() };
    let error = boq::read_bytes("large.xlsx", &[b'P'; 11], &limits).unwrap_err();
    assert_eq!(
        error.to_string(),
        "large.xlsx has more than 10 bytes in the file: split the bill into smaller files"
    );
}
