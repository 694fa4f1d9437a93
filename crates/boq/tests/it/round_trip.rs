//! What is written as a table reads back equal, whatever stands in it.

use boq::{BillOfQuantities, Limits};
use model::{CodeSystem, Measurement, Number, Position, Unit};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

const HEADER: [&str; 8] = ["P.č.", "Typ", "Kód", "Popis", "MJ", "Množství", "J.cena", "Cena celkem"];

/// The rows of a bill in the letters of KROS.
fn rows(positions: &[Position]) -> Vec<[String; 8]> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let amount = |number: Option<Number>| number.map(|number| number.to_string()).unwrap_or_default();
    let mut rows = vec![HEADER.map(str::to_owned)];
    for (index, position) in positions.iter().enumerate() {
        rows.push([
            (index + 1).to_string(),
            "K".to_owned(),
            text(&position.code),
            position.item_name.clone(),
            text(&position.unit_original),
            amount(position.quantity),
            amount(position.unit_price),
            amount(position.total_price),
        ]);
        let mut further = |letter: &str, text: &str, quantity: Option<Number>| {
            let mut row: [String; 8] = Default::default();
            (row[1], row[3], row[5]) = (letter.to_owned(), text.to_owned(), amount(quantity));
            rows.push(row);
        };
        if let Some(note) = &position.note {
            further("P", note, None);
        }
        for row in &position.measurement {
            further("VV", &row.text, row.quantity);
        }
    }
    rows
}

fn xlsx(positions: &[Position]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(rows(positions)) {
        for (column, cell) in (0..).zip(cells) {
            let is_amount = row > 0 && column >= 5 && !cell.is_empty();
            if is_amount {
                sheet.write(row, column, cell.parse::<f64>().unwrap()).unwrap();
            } else if !cell.is_empty() {
                sheet.write(row, column, cell).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn csv(positions: &[Position], separator: &str) -> Vec<u8> {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: [String; 8]| row.iter().map(quoted).collect::<Vec<_>>().join(separator);
    rows(positions).into_iter().map(line).collect::<Vec<_>>().join("\r\n").into_bytes()
}

/// What was read, without where.
fn content(bytes: &[u8]) -> Vec<Position> {
    let bill: BillOfQuantities = boq::read_bytes("written", bytes, &Limits::default()).unwrap();
    bill.positions.into_iter().map(|position| Position { sheet: None, row: None, ..position }).collect()
}

fn amount() -> impl Strategy<Value = Number> {
    (1_i64..10_000_000).prop_map(|thousandths| Number::from(rust_decimal::Decimal::new(thousandths, 3)))
}

fn words() -> impl Strategy<Value = String> {
    "[A-Za-zěščřžýáíéúůĚŠČŘŽ0-9/,;\"'|=*()-]{1,12}( [A-Za-zěščřžýáíé0-9/,;\"'|]{1,12}){0,4}"
}

fn position() -> impl Strategy<Value = Position> {
    let measured = prop::collection::vec((words(), prop::option::of(amount())), 0..3);
    let unit = prop::sample::select(vec!["m3", "M2", "ks", "kpl.", "M3OP", "%"]);
    let note = prop::option::of("[a-zěščřž]{1,12}( [a-z0-9]{1,9}){0,3}");
    ("[0-9]{9}", words(), amount(), unit, amount(), note, measured).prop_map(
        |(code, item_name, quantity, unit, price, note, measured)| {
            let mut position = Position {
                code: Some(code),
                code_system: Some(CodeSystem::Urs),
                item_name: item_name.clone(),
                quantity: Some(quantity),
                unit: Some(Unit::normalized(unit)),
                unit_original: Some(unit.to_owned()),
                unit_price: Some(price),
                // The full text that repeats the short one is no note.
                note: note.filter(|note| *note != item_name),
                measurement: measured
                    .into_iter()
                    .map(|(text, quantity)| Measurement { text, quantity })
                    .collect(),
                ..Position::default()
            };
            position.total_price = position.computed_price();
            position
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_written_bill_reads_back_equal(positions in prop::collection::vec(position(), 1..12)) {
        prop_assert_eq!(&content(&xlsx(&positions)), &positions);
        for separator in [";", ",", "\t", "|"] {
            prop_assert_eq!(&content(&csv(&positions, separator)), &positions, "{:?}", separator);
        }
        prop_assert_eq!(&content(&serde_json::to_vec(&positions).unwrap()), &positions);
    }
}
