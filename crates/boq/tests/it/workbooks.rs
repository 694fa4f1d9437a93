//! Workbooks of the older and the binary Excel, and workbooks that are made to hurt.

use std::{
    io::{Cursor, Write},
    time::Duration,
};

use boq::{BillOfQuantities, Error, Limits, WarningCode};
use model::{Number, Position};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use zip::{ZipWriter, write::SimpleFileOptions};

/// Written with xlwt: the sheet "SO 01" with a header in row 4, a formula, and a hidden sheet.
const SMALL_XLS: &[u8] = include_bytes!("../data/small.xls");

fn try_read(bytes: &[u8]) -> Result<BillOfQuantities, Error> {
    boq::read_bytes("bill.xlsx", bytes, &Limits::default())
}

fn number(text: &str) -> Option<Number> {
    Number::parse(text)
}

/// A record of an XLSB part.
fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    let mut bytes = match u8::try_from(kind) {
        Ok(kind) if kind < 0x80 => vec![kind],
        _ => vec![u8::try_from(kind & 0xff).unwrap() | 0x80, u8::try_from(kind >> 7).unwrap()],
    };
    bytes.push(u8::try_from(content.len()).unwrap());
    bytes.extend(content);
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).unwrap().to_le_bytes();
    length.into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

/// The records of a sheet with these rows of texts, in which a number is what parses as one.
fn sheet(rows: &[&[&str]]) -> Vec<u8> {
    let mut bytes = [record(0x0081, &[]), record(0x0094, &[0; 16]), record(0x0091, &[])].concat();
    for (row, cells) in (0_u32..).zip(rows) {
        bytes.extend(record(0x0000, &[&row.to_le_bytes()[..], &[0; 13]].concat()));
        for (column, cell) in (0_u32..).zip(*cells) {
            let place = [column.to_le_bytes(), [0; 4]].concat();
            bytes.extend(match cell.parse::<f64>() {
                Ok(value) => record(0x0005, &[place, value.to_le_bytes().to_vec()].concat()),
                Err(_) => record(0x0006, &[place, wide(cell)].concat()),
            });
        }
    }
    bytes.extend(record(0x0092, &[]));
    bytes
}

fn xlsb(sheet: &[u8]) -> Vec<u8> {
    let listed = [&[0; 4][..], &1_u32.to_le_bytes(), &wide("rId1"), &wide("SO 01")].concat();
    let workbook = [record(0x009c, &listed), record(0x0090, &[]), record(0x009d, &[])].concat();
    let relations = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let parts: [(&str, &[u8]); 3] = [
        ("xl/workbook.bin", &workbook),
        ("xl/_rels/workbook.bin.rels", relations),
        ("xl/worksheets/sheet1.bin", sheet),
    ];
    for (name, content) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn small_xlsb() -> Vec<u8> {
    xlsb(&sheet(&[&["Kód", "Popis", "MJ", "Množství"], &["014101.a", "Beton ž", "M3", "3029.223"]]))
}

#[test]
fn an_old_workbook_is_read_with_the_results_of_its_formulas() {
    let bill = try_read(SMALL_XLS).unwrap();
    let figures = |p: &Position| (p.code.clone(), p.item_name.clone(), p.quantity, p.unit.clone(), p.row);
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        bill.positions.iter().map(figures).collect::<Vec<_>>(),
        [
            (text("014101.a"), "Beton ž".to_owned(), number("2.5"), text("m³"), Some(5)),
            (text("2"), "Výztuž".to_owned(), number("3"), text("t"), Some(6)),
        ]
    );
    assert_eq!(bill.positions[1].total_price, number("21"));
    assert_eq!(bill.positions[0].sheet.as_deref(), Some("SO 01"));
    assert!(bill.warnings.iter().any(|warning| warning.code == WarningCode::HiddenSheet));
}

#[test]
fn a_binary_workbook_is_read() {
    let bill = try_read(&small_xlsb()).unwrap();
    let position = &bill.positions[0];
    assert_eq!((position.code.as_deref(), position.quantity), (Some("014101.a"), number("3029.223")));
    assert_eq!(
        (position.unit.as_deref(), position.sheet.as_deref(), position.row),
        (Some("m³"), Some("SO 01"), Some(2))
    );
}

#[test]
fn an_old_workbook_whose_cells_span_too_much_is_refused_before_memory_is_taken() {
    // DIMENSIONS: the sheet claims a million times 256 cells.
    let mut bytes = SMALL_XLS.to_vec();
    let at = bytes.windows(4).position(|window| window == [0x00, 0x02, 0x0e, 0x00]).unwrap() + 4;
    bytes[at..at + 12].copy_from_slice(&[0, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 1]);
    let error = try_read(&bytes).unwrap_err();
    assert!(matches!(error, Error::OverLimit { what: "cells between the outermost ones", .. }), "{error}");
}

#[test]
fn a_workbook_with_ten_thousand_sheets_meets_its_limit() {
    let mut workbook = Workbook::new();
    for _ in 0..40 {
        workbook.add_worksheet();
    }
    let limits = Limits { max_sheets: 39, ..Limits::default() };
    let bytes = workbook.save_to_buffer().unwrap();
    let error = boq::read_bytes("bill.xlsx", &bytes, &limits).unwrap_err();
    assert!(matches!(error, Error::OverLimit { what: "sheets", .. }), "{error}");
}

#[test]
fn the_time_for_one_file_is_bounded() {
    let limits = Limits { max_time: Duration::ZERO, ..Limits::default() };
    for bytes in [small_xlsb(), SMALL_XLS.to_vec(), b"K;Popis;MJ;Mn\n1;a;m;1".to_vec()] {
        let error = boq::read_bytes("bill.xlsx", &bytes, &limits).unwrap_err();
        assert!(matches!(error, Error::OverLimit { what: "seconds of reading", .. }), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_old_and_binary_workbooks_never_panic(
        is_old in any::<bool>(),
        cut in any::<prop::sample::Index>(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
    ) {
        let mut content = if is_old { SMALL_XLS.to_vec() } else { sheet(&[&["Kód", "Popis", "MJ", "Mn"], &["1", "a", "m", "2"]]) };
        for (place, value) in flips {
            let place = place.index(content.len());
            content[place] = value;
        }
        let whole = if is_old { content.clone() } else { xlsb(&content) };
        drop(try_read(&whole));
        drop(try_read(&whole[..cut.index(whole.len())]));
    }
}
