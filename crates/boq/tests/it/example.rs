//! The project's own example file is what its generator defines.

use std::path::Path;

use boq::{BillOfQuantities, Limits};
use model::{Number, Position};

#[path = "../../examples/write_example/bill.rs"]
mod bill;

use bill::{FIRST_ROW, LINES, Line, SHEET};

fn committed() -> BillOfQuantities {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/bill-of-quantities.xlsx");
    boq::read(&file, &Limits::default()).unwrap()
}

#[test]
fn the_committed_example_reads_as_its_generator_writes_it() {
    let written = boq::read_bytes("bill-of-quantities.xlsx", &bill::workbook().unwrap(), &Limits::default());
    assert_eq!(committed(), written.unwrap());
}

#[test]
fn the_generator_writes_the_same_bytes_every_time() {
    assert_eq!(bill::workbook().unwrap(), bill::workbook().unwrap());
}

#[test]
fn every_item_of_the_example_is_read_as_defined() {
    let bill = committed();
    let items = (FIRST_ROW + 1..).zip(LINES).filter_map(|(row, line)| match line {
        Line::Item(code, text, unit, quantity, price) => Some((row, code, text, unit, quantity, price)),
        Line::Section(..) | Line::Measured(..) | Line::Note(_) => None,
    });
    let number = |value| Number::from_f64(value);
    let expected: Vec<_> = items
        .map(|(row, code, text, unit, quantity, price)| {
            let total = number(bill::total(quantity, price));
            (Some(row), Some(code), text, Some(unit), number(quantity), number(price), total)
        })
        .collect();
    let read: Vec<_> = bill
        .positions
        .iter()
        .map(|p| {
            let (code, unit) = (p.code.as_deref(), p.unit_original.as_deref());
            (p.row, code, p.item_name.as_str(), unit, p.quantity, p.unit_price, p.total_price)
        })
        .collect();
    assert_eq!(read, expected);
    assert!(bill.positions.iter().all(|p| p.sheet.as_deref() == Some(SHEET)));
    assert_eq!(bill.warnings, []);
}

#[test]
fn the_sums_of_the_example_hold() {
    let bill = committed();
    let sum: Number = bill.positions.iter().filter_map(Position::price).sum();
    assert_eq!(Some(sum), Number::from_f64(bill::sum()));
    assert_eq!(sum.to_string(), "378853");
    for position in bill.positions.iter().filter(|p| !p.measurement.is_empty()) {
        let is_sum = |text: &str| text == "Součet";
        let rows = position.measurement.iter().filter(|row| !is_sum(&row.text));
        assert_eq!(rows.filter_map(|row| row.quantity).sum::<Number>(), position.quantity.unwrap());
    }
}

#[test]
fn the_footing_keeps_its_section_note_and_measurement() {
    let bill = committed();
    let footing = bill.positions.iter().find(|p| p.item_name.contains("C30/37")).unwrap();
    assert_eq!(footing.section.as_deref(), Some("2 Zakládání"));
    assert_eq!(footing.note.as_deref(), Some("beton do prostředí se slabě agresivní podzemní vodou, pH 6,2"));
    assert_eq!(footing.measurement[0].text, "45,0*0,8*0,6");
    assert_eq!(footing.unit.as_deref(), Some("m³"));
}
