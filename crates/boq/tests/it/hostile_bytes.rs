//! Broken and hostile workbooks end in an error or a bill, never in a panic.

use std::io::{Cursor, Read, Write};

use boq::{Error, Limits};
use proptest::prelude::*;
use rust_xlsxwriter::{Workbook, XlsxError};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

fn small_bill() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["Kód", "Popis", "MJ", "Množství", "Cena celkem"])?;
    sheet.write_row(1, 0, ["001", "Beton C30/37", "m3"])?;
    sheet.write(1, 3, 22.5)?.write(1, 4, 100.25)?;
    workbook.save_to_buffer()
}

/// The same package with the content of one part changed, so that checksums hold and the reader sees the change.
fn with_part(package: &[u8], part: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(&if name == part { change(content) } else { content }).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn with_text(package: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    with_part(package, part, |content| {
        let text = String::from_utf8(content).unwrap();
        assert!(text.contains(from), "{text}");
        text.replacen(from, to, 1).into_bytes()
    })
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";

fn read(bytes: &[u8]) -> Result<boq::BillOfQuantities, Error> {
    boq::read_bytes("small.xlsx", bytes, &Limits::default())
}

#[test]
fn the_small_bill_is_readable_before_it_is_broken() {
    assert_eq!(read(&small_bill().unwrap()).unwrap().positions.len(), 1);
}

#[test]
fn a_claim_of_billions_of_texts_is_damage_and_takes_no_memory() {
    for count in ["99999999999", "18446744073709551615", "99999999999999999999999"] {
        let claimed = format!("uniqueCount=\"{count}\"");
        let bytes = with_text(&small_bill().unwrap(), STRINGS, "uniqueCount=\"8\"", &claimed);
        assert!(matches!(read(&bytes), Err(Error::Damaged { .. })), "{count}");
    }
}

#[test]
fn a_cell_at_the_far_end_of_the_sheet_takes_no_memory_for_the_cells_between() {
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
    let bytes = with_text(&small_bill().unwrap(), SHEET, "</sheetData>", far);
    assert_eq!(read(&bytes).unwrap().positions.len(), 1);
}

#[test]
fn a_cell_reference_beyond_any_number_is_no_panic() {
    for reference in ["ZZZZZZZZZZZZ2", "D99999999999999", "D", "2", ""] {
        let bytes = with_text(&small_bill().unwrap(), SHEET, "r=\"D2\"", &format!("r=\"{reference}\""));
        drop(read(&bytes));
    }
}

#[test]
fn one_long_text_in_many_cells_meets_the_limit() {
    let text = "x".repeat(10_000);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..1_000 {
        sheet.write(row, 0, &text).unwrap();
    }
    let limits = Limits { max_text_bytes: 1_000_000, ..Limits::default() };
    let error = boq::read_bytes("long.xlsx", &workbook.save_to_buffer().unwrap(), &limits).unwrap_err();
    assert!(matches!(error, Error::OverLimit { what: "bytes of cell texts", .. }), "{error}");
}

#[test]
fn too_many_rows_and_cells_meet_their_limits() {
    let bytes = small_bill().unwrap();
    for (limits, unit) in [
        (Limits { max_rows: 1, ..Limits::default() }, "filled rows"),
        (Limits { max_cells: 5, ..Limits::default() }, "filled cells"),
    ] {
        let error = boq::read_bytes("small.xlsx", &bytes, &limits).unwrap_err();
        assert!(matches!(error, Error::OverLimit { what, .. } if what == unit), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_truncated_file_never_panics(share in 0.0..1.0_f64) {
        let bytes = small_bill().unwrap();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a length")]
        let length = (bytes.len() as f64 * share) as usize;
        prop_assert!(read(&bytes[..length]).is_err());
    }

    #[test]
    fn flipped_bytes_of_the_package_never_panic(flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = small_bill().unwrap();
        for (place, value) in flips {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        drop(read(&bytes));
    }

    #[test]
    fn flipped_bytes_inside_the_parts_never_panic(
        part in prop::sample::select(vec![SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let bytes = with_part(&small_bill().unwrap(), part, |mut content| {
            for (place, value) in &flips {
                let place = place.index(content.len());
                content[place] = *value;
            }
            content
        });
        drop(read(&bytes));
    }

    #[test]
    fn bytes_of_no_format_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..512)) {
        prop_assert!(read(&bytes).is_err());
    }
}
