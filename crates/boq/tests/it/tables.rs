//! Tables as people and programs write them, made here and read back.

use boq::{BillOfQuantities, Error, Limits, WarningCode};
use model::{CodeSystem, Number, Position};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

/// A cell to be written: text, or a number where the text begins with `=`.
fn fill(sheet: &mut Worksheet, first_row: u32, rows: &[&[&str]]) {
    for (row, cells) in (first_row..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.strip_prefix('=') {
                Some(number) => sheet.write(row, column, number.parse::<f64>().unwrap()).unwrap(),
                None if cell.is_empty() => continue,
                None => sheet.write(row, column, *cell).unwrap(),
            };
        }
    }
}

fn table(rows: &[&[&str]]) -> Workbook {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet(), 0, rows);
    workbook
}

fn try_read(mut workbook: Workbook) -> Result<BillOfQuantities, Error> {
    boq::read_bytes("table.xlsx", &workbook.save_to_buffer().unwrap(), &Limits::default())
}

fn read(workbook: Workbook) -> BillOfQuantities {
    try_read(workbook).unwrap()
}

fn number(text: &str) -> Option<Number> {
    Number::parse(text)
}

fn codes(bill: &BillOfQuantities) -> Vec<&str> {
    bill.positions.iter().map(|p| p.code.as_deref().unwrap_or("")).collect()
}

fn warnings(bill: &BillOfQuantities) -> Vec<(WarningCode, Option<u32>)> {
    bill.warnings.iter().map(|w| (w.code, w.row)).collect()
}

#[test]
fn a_hand_made_table_gives_positions_with_sections_and_text_numbers() {
    let bill = read(table(&[
        &["Rozpočet na garáž"],
        &[],
        &["P.č.", "Kód pol.", "Název položky", "M.J.", "Množství", "Jedn. cena (Kč)", "Celk. cena Kč"],
        &["Základy"],
        &["=1", "=274321", " Beton C25/30\u{a0}", "m³ ", "1\u{a0}234,5", "2 850,00 Kč", "3 518 325,00"],
        &["", "", "Ostatní"],
        &["=2", "00511", "Zařízení staveniště", "kpl.", "=1", "=1000", "=1000"],
        &["", "", "Celkem", "", "", "", "=3519325"],
        &["Poznámka: bez DPH"],
    ]));
    let expected = Position {
        code: Some("274321".to_owned()),
        code_system: Some(CodeSystem::Otskp),
        item_name: "Beton C25/30".to_owned(),
        quantity: number("1234.5"),
        unit: Some("m³".to_owned()),
        unit_original: Some("m³".to_owned()),
        unit_price: number("2850"),
        total_price: number("3518325"),
        section: Some("Základy".to_owned()),
        sheet: Some("Sheet1".to_owned()),
        row: Some(5),
        ..Position::default()
    };
    assert_eq!(bill.positions[0], expected);
    assert_eq!(bill.positions[1].code.as_deref(), Some("00511"));
    assert_eq!(bill.positions[1].section.as_deref(), Some("Ostatní"));
    assert_eq!(bill.positions[1].unit_original.as_deref(), Some("kpl."));
    let skipped: Vec<_> = bill.skipped.iter().map(|(reason, rows)| (reason.as_str(), *rows)).collect();
    assert_eq!(skipped, [("above_header", 1), ("header", 1), ("other", 1), ("section", 2), ("total", 1)]);
    assert_eq!(bill.warnings, []);
}

#[test]
fn a_header_in_two_rows_with_column_numbers_below_is_one_header() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    fill(
        sheet,
        3,
        &[
            &["Poř. číslo", "Kód položky", "Název položky", "MJ", "Množství", "", "", "", "Hmotnost"],
            &["", "", "", "", "", "Jednotková", "Celkem", "Jednot.", "Celkem"],
            &["=0", "=1", "=2", "=3", "=4", "=5", "=6", "=7", "=8"],
            &["=1", "45131A", "Podkladní beton", "M3", "=4", "=2000", "=8000", "=2.2", "=8.8"],
        ],
    );
    sheet.merge_range(3, 5, 3, 6, "Cena", &Format::new()).unwrap();
    sheet.merge_range(3, 7, 3, 8, "Hmotnost (t)", &Format::new()).unwrap();
    let bill = read(workbook);
    assert_eq!(bill.positions.len(), 1);
    assert_eq!(bill.positions[0].row, Some(7));
    assert_eq!(
        (bill.positions[0].unit_price, bill.positions[0].total_price),
        (number("2000"), number("8000"))
    );
    assert_eq!(bill.skipped["header"], 3);
}

#[test]
fn english_names_are_understood() {
    let bill = read(table(&[
        &["Item No.", "Code", "Description", "Unit", "Qty", "Rate", "Amount"],
        &["=1", "E10", "Concrete C30/37", "m3", "=21.6", "=100", "=2160"],
    ]));
    assert_eq!(codes(&bill), ["E10"]);
    assert_eq!(bill.positions[0].price(), number("2160"));
}

#[test]
fn material_and_labour_make_the_unit_price_together() {
    let bill = read(table(&[
        &["Kód", "Popis", "MJ", "Množství", "J. materiál [CZK]", "J. montáž [CZK]", "Cena celkem [CZK]"],
        &["1", "Dlažba", "m2", "=2", "=100.1", "=50.05", "=300.3"],
    ]));
    assert_eq!(bill.positions[0].unit_price, number("150.15"));
    assert_eq!(bill.warnings, []);
}

#[test]
fn the_letter_p_is_a_note_in_kros_and_a_position_in_aspe() {
    let header: &[&str] = &["Typ", "Kód", "Popis", "MJ", "Množství", "Cena celkem"];
    let kros = read(table(&[
        header,
        &["D", "2", "Zakládání"],
        &["K", "274", "Beton pasů", "m3", "=5", "=10"],
        &["PP", "", "Beton pasů"],
        &["P", "", "Poznámka k položce:\nXC2, XA1"],
        &["VV", "", "5*1", "", "=5"],
        &["PSC", "", "C50/60 je v jiné položce"],
        &["M", "589", "Bez jednotky", "", "=1", "=10"],
    ]));
    assert_eq!(codes(&kros), ["274", "589"]);
    assert_eq!(kros.positions[0].note.as_deref(), Some("XC2, XA1"));
    assert_eq!(kros.positions[0].measurement[0].text, "5*1");
    assert_eq!(kros.positions[1].section.as_deref(), Some("2 Zakládání"));
    assert_eq!(warnings(&kros), [(WarningCode::UnitMissing, Some(8))]);

    let aspe = read(table(&[
        header,
        &["SD", "2", "Základy"],
        &["P", "27211", "ZÁKLADY Z BETONU", "M3", "", "=10"],
        &["TS", "", "položka zahrnuje beton C50/60"],
    ]));
    assert_eq!(codes(&aspe), ["27211"]);
    assert_eq!(aspe.positions[0].note, None);
    assert_eq!(warnings(&aspe), [(WarningCode::QuantityMissing, Some(3))]);
}

#[test]
fn a_repeated_header_sets_the_columns_anew() {
    let bill = read(table(&[
        &["Kód", "Popis", "MJ", "Množství", "Celkem"],
        &["A", "První", "m", "=1", "=5"],
        &["Popis", "Kód", "Množství", "MJ", "Celkem"],
        &["Druhá", "B", "=2", "kg", "=7"],
    ]));
    assert_eq!(codes(&bill), ["A", "B"]);
    assert_eq!(bill.positions[1].unit.as_deref(), Some("kg"));
    assert_eq!(bill.positions[1].quantity, number("2"));
}

#[test]
fn hidden_sheets_and_lists_of_figures_are_left_out_and_said() {
    let rows: &[&[&str]] = &[&["Kód", "Popis", "MJ", "Výměra"], &["F1", "Plocha", "m2", "=10"]];
    let mut workbook = table(rows);
    fill(workbook.add_worksheet().set_name("Vzor").unwrap().set_hidden(true), 0, rows);
    fill(workbook.add_worksheet().set_name("Seznam figur").unwrap(), 0, rows);
    fill(workbook.add_worksheet().set_name("Pokyny").unwrap(), 0, &[&["Jak vyplnit"]]);
    let bill = read(workbook);
    assert_eq!(codes(&bill), ["F1"]);
    let skipped: Vec<_> = bill.skipped.iter().map(|(reason, rows)| (reason.as_str(), *rows)).collect();
    assert_eq!(
        skipped,
        [("figure_list", 2), ("header", 1), ("hidden_sheet", 2), ("sheet_without_header", 1)]
    );
    assert_eq!(warnings(&bill), [(WarningCode::HiddenSheet, None), (WarningCode::FigureList, None)]);
}

#[test]
fn odd_positions_stay_and_are_reported() {
    let bill = read(table(&[
        &["Č.", "Popis", "MJ", "Množství", "JC", "Celkem"],
        &["=1", "Bez jednotky", "", "=1", "=5", "=5"],
        &["=2", "Číslo za jednotku", "1", "=1", "=5", "=5"],
        &["=3", "Nula", "m", "=0", "=5", "=0"],
        &["=4", "Méněpráce", "m", "=-2", "=5", "=-10"],
        &["=5", "Procento", "%", "", "=5", "=5"],
        &["=6", "Špatný součin", "m", "=2", "=5", "=11"],
        &["=7", "Slovní množství", "m", "dle potřeby", "=5", "=5"],
        &["=8", "Bez ceny", "m", "=1"],
        &["=9", "Zaokrouhleno", "m", "=3", "=0.335", "=1"],
    ]));
    assert_eq!(bill.positions.len(), 9);
    assert_eq!(
        warnings(&bill),
        [
            (WarningCode::UnreadableNumber, Some(8)),
            (WarningCode::UnitMissing, Some(2)),
            (WarningCode::UnitIsNumber, Some(3)),
            (WarningCode::QuantityZero, Some(4)),
            (WarningCode::PriceZero, Some(4)),
            (WarningCode::QuantityNegative, Some(5)),
            (WarningCode::QuantityMissing, Some(6)),
            (WarningCode::TotalDiffers, Some(7)),
            (WarningCode::QuantityMissing, Some(8)),
            (WarningCode::PriceMissing, Some(9)),
        ]
    );
    assert_eq!(bill.warnings[0].message, "the quantity holds \"dle potřeby\", which is not a number");
    assert_eq!(
        bill.warnings[7].message,
        "position Špatný součin states a total of 11, but quantity × unit price is 10"
    );
}

#[test]
fn zero_prices_mean_not_priced_only_where_the_whole_bill_has_none() {
    let header: &[&str] = &["Kód", "Popis", "MJ", "Množství", "J.cena", "Cena celkem"];
    let free: &[&str] = &["A", "První", "m", "=1", "=0", "=0"];
    let unpriced = read(table(&[header, free]));
    assert_eq!((unpriced.positions[0].unit_price, unpriced.positions[0].total_price), (None, None));
    assert_eq!(unpriced.warnings, []);

    let priced = read(table(&[
        header,
        free,
        &["C", "Třetí", "m", "=1", "=0", "=0"],
        &["B", "Druhá", "m", "=1", "=5", "=5"],
    ]));
    assert_eq!(priced.positions[0].total_price, Some(Number::ZERO));
    assert_eq!(priced.warnings.len(), 1);
    assert_eq!((priced.warnings[0].code, priced.warnings[0].rows), (WarningCode::PriceZero, 2));
}

#[test]
fn formulas_give_their_cached_result_and_faulty_ones_nothing() {
    let mut workbook = table(&[
        &["Kód", "Popis", "MJ", "Množství", "J.cena", "Cena celkem"],
        &["A", "První", "m", "=2", "=5"],
        &["B", "Druhá", "m", "=2", "=5"],
    ]);
    let sheet = workbook.worksheet_from_index(0).unwrap();
    sheet.write(1, 5, Formula::new("=D2*E2").set_result("10")).unwrap();
    sheet.write(2, 5, Formula::new("=D3*#REF!").set_result("#REF!")).unwrap();
    let bill = read(workbook);
    assert_eq!(bill.positions[0].total_price, number("10"));
    assert_eq!(bill.positions[1].total_price, None);
    assert_eq!(bill.positions[1].price(), number("10"));
    assert_eq!(warnings(&bill), [(WarningCode::UnreadableNumber, Some(3))]);
}

#[test]
fn a_column_of_product_types_rejects_nothing() {
    let bill = read(table(&[
        &["Typ", "Kód", "Popis", "MJ", "Množství"],
        &["", "", "Kabely"],
        &["CYKY 3x1,5", "K1", "Kabel", "m", "=10"],
    ]));
    assert_eq!(codes(&bill), ["K1"]);
    assert_eq!(bill.positions[0].section.as_deref(), Some("Kabely"));
}

#[test]
fn binary_traces_in_numbers_are_not_read_as_digits() {
    let bill =
        read(table(&[&["Kód", "Popis", "MJ", "Množství"], &["A", "Beton", "m3", "=226.44000000000003"]]));
    assert_eq!(bill.positions[0].quantity, number("226.44"));
}

#[test]
fn a_workbook_without_a_bill_is_an_error_and_a_bill_without_positions_a_warning() {
    let error = try_read(table(&[&["Dopis"], &["Vážený pane,"]])).unwrap_err();
    assert!(matches!(error, Error::NoTable { .. }), "{error}");
    let empty = read(table(&[&["Kód", "Popis", "MJ", "Množství"]]));
    assert_eq!(warnings(&empty), [(WarningCode::NoPositions, None)]);
}

#[test]
fn the_json_has_the_names_of_the_contract() {
    let bill = read(table(&[&["Kód", "Popis", "MJ", "Množství"], &["A", "Beton", "M3", "=2.5"]]));
    let json = serde_json::to_value(&bill).unwrap();
    let names: Vec<_> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, ["source", "positions", "skipped", "warnings"]);
    assert_eq!(json["source"], "table.xlsx");
    assert_eq!(json["skipped"], serde_json::json!({ "header": 1 }));
    let position = &json["positions"][0];
    assert_eq!(position["code"], "A");
    assert_eq!(position["item_name"], "Beton");
    assert_eq!(position["quantity"], 2.5);
    assert_eq!((&position["unit"], &position["unit_original"]), (&"m³".into(), &"M3".into()));
    assert_eq!((&position["sheet"], &position["row"]), (&"Sheet1".into(), &2.into()));
}
