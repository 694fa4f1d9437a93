//! The same small bill in every format that is read, and what each format alone can hold.

use std::io::{Cursor, Write};

use boq::{BillOfQuantities, Error, Limits, WarningCode};
use encoding_rs::{ISO_8859_2, UTF_8, WINDOWS_1250};
use model::{CodeSystem, Measurement, Number, Position};
use zip::{ZipWriter, write::SimpleFileOptions};

fn try_read(bytes: &[u8]) -> Result<BillOfQuantities, Error> {
    boq::read_bytes("bill.any", bytes, &Limits::default())
}

fn read(bytes: &[u8]) -> BillOfQuantities {
    try_read(bytes).unwrap()
}

fn number(text: &str) -> Option<Number> {
    Number::parse(text)
}

fn told(bill: &BillOfQuantities) -> Vec<WarningCode> {
    bill.warnings.iter().map(|warning| warning.code).collect()
}

/// The figures of a position that every format holds.
fn figures(position: &Position) -> (&str, &str, Option<Number>, &str) {
    (
        position.code.as_deref().unwrap_or_default(),
        position.item_name.as_str(),
        position.quantity,
        position.unit.as_deref().unwrap_or_default(),
    )
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_text_table_is_read_with_any_separator_and_encoding() {
    for separator in [";", ",", "\t", "|"] {
        let rows = [
            ["Kód", "Popis", "MJ", "Množství", "J.cena"],
            ["001", "\"Žlábek š. 5\ndlouhý\"", "m", "\"1 234,5\"", "10"],
            ["002", "Příčka ťukaná", "ks", "2", "10"],
        ];
        let text = rows.map(|row| row.join(separator)).join("\r\n\r\n");
        for encoding in [UTF_8, WINDOWS_1250, ISO_8859_2] {
            let bill = read(&encoding.encode(&text).0);
            assert_eq!(
                bill.positions.iter().map(figures).collect::<Vec<_>>(),
                [
                    ("001", "Žlábek š. 5\ndlouhý", number("1234.5"), "m"),
                    ("002", "Příčka ťukaná", number("2"), "ks")
                ],
                "{separator:?} {}",
                encoding.name()
            );
            let rows: Vec<_> = bill.positions.iter().map(|position| position.row).collect();
            assert_eq!(rows, [Some(3), Some(5)]);
        }
        assert_eq!(read(format!("\u{feff}{text}").as_bytes()).positions.len(), 2);
    }
}

#[test]
fn slovak_german_and_english_tables_are_understood() {
    for header in [
        "P.č.;Kód položky;Skrátený popis;MJ;Množstvo celkom;Jednotková cena;Cena celkom",
        "OZ;Artikelnummer;Kurztext;ME;Menge;EP;GP",
        "Item No.;Ref.;Description of works;Unit;Quantity;Unit rate;Total price",
    ] {
        let bill = read(format!("{header}\n1;A1;Beton;m3;2,5;100;250").as_bytes());
        assert_eq!(figures(&bill.positions[0]), ("A1", "Beton", number("2.5"), "m³"), "{header}");
        assert_eq!((bill.positions[0].price(), told(&bill)), (number("250"), Vec::new()), "{header}");
    }
}

#[test]
fn a_text_under_a_merged_header_and_a_hand_made_measurement_stay_with_their_position() {
    let bill = read(
        "Kód;Popis;;MJ;Množství\n1;;Výkop;m3;54,96\n;Poznámka: ručně\n;2*(45,0+0,8)*0,6\n;Celkem;;;\n"
            .as_bytes(),
    );
    let position = &bill.positions[0];
    assert_eq!(position.item_name, "Výkop");
    assert_eq!(position.note.as_deref(), Some("Poznámka: ručně"));
    assert_eq!(position.measurement, [Measurement { text: "2*(45,0+0,8)*0,6".to_owned(), quantity: None }]);
    assert_eq!(told(&bill), []);
}

#[test]
fn a_measurement_that_does_not_give_the_quantity_is_told() {
    let bill = read("Typ;Kód;Popis;MJ;Množství\nK;274;Beton;m3;60\nVV;;2*(45,0+0,8)*0,6;;54,96\n".as_bytes());
    assert_eq!(told(&bill), [WarningCode::MeasurementMismatch]);
    assert_eq!(
        bill.warnings[0].message,
        "position 274 has the quantity 60, but its measurement comes to 54.96"
    );
}

#[test]
fn a_total_that_its_positions_do_not_come_to_and_a_repeated_position_are_told() {
    let bill = read(
        "Kód;Popis;MJ;Množství;J.cena;Celkem\nA;První;m;2;5;10\nA;První;m;2;5;10\n;Celkem bez DPH;;;;25\n;Celkem s DPH;;;;30,25"
            .as_bytes(),
    );
    assert_eq!(told(&bill), [WarningCode::SumDiffers, WarningCode::Duplicate]);
    assert_eq!(bill.warnings[0].message, "states a total of 25, but the positions come to 20");
    assert_eq!(bill.warnings[1].message, "position A repeats that of row 2");
    let fine = "Kód;Popis;MJ;Množství;J.cena;Celkem\nA;První;m;2;5;10\n;Celkem díl;;;;10\nB;Druhá;m;1;7;7\n;Celkem díl;;;;7\n;Celkem;;;;17";
    assert_eq!(told(&read(fine.as_bytes())), []);
}

#[test]
fn an_ods_sheet_is_read_and_its_repeated_blanks_take_nothing() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let value = |value: &str| {
        format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{value}\"><text:p>x</text:p></table:table-cell>"
        )
    };
    let content = format!(
        "<office:document-content><style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>\
         <table:table table:name=\"SO 01\"><table:table-row table:number-rows-repeated=\"9\"/>\
         <table:table-row>{}{}{}{}</table:table-row>\
         <table:table-row>{}{}{}{}<table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
         </table:table><table:table table:name=\"X\" table:style-name=\"ta2\"><table:table-row>{}</table:table-row></table:table>\
         </office:document-content>",
        cell("Kód"),
        cell("Popis"),
        cell("MJ"),
        cell("Množství"),
        cell("014101.a"),
        cell("Beton &amp; <text:span>výztuž</text:span><text:s text:c=\"2\"/>x"),
        cell("M3"),
        value("3029.223"),
        cell("skryté"),
    );
    let bill = read(&archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ]));
    assert_eq!(figures(&bill.positions[0]), ("014101.a", "Beton & výztuž  x", number("3029.223"), "m³"));
    assert_eq!((bill.positions[0].sheet.as_deref(), bill.positions[0].row), (Some("SO 01"), Some(11)));
    assert_eq!(told(&bill), [WarningCode::HiddenSheet]);
}

#[test]
fn xc4_gives_objects_sections_notes_and_measurements() {
    let bill = read(
        r#"<?xml version="1.0"?><XC4><zdroj>AspeEsticon</zdroj><stavba><objekty><objekt><znacka>SO 202</znacka><nazev>Most</nazev>
        <stavDily><stavDil><znacka>2</znacka><nazev>Základy</nazev><polozky><polozka><id_polozka>1</id_polozka><znacka>272325</znacka>
        <nazev>ZÁKLADY ZE ŽELEZOBETONU DO C30/37</nazev><popis>C25/30 XF3</popis><id_mj>M3</id_mj><mnozstvi>867.136</mnozstvi>
        <jedn_cena>100.5</jedn_cena><specifikace>položka zahrnuje C50/60</specifikace>
        <vv>&lt;r&gt;&lt;t&gt;opěra&lt;/t&gt;&lt;v&gt;800+67,136&lt;/v&gt;&lt;/r&gt;</vv></polozka></polozky></stavDil></stavDily></objekt></objekty>
        </stavba><CenoveSoustavy><Polozky><Polozka><znacka>011</znacka><nazev>cena</nazev><MJ>m3</MJ></Polozka></Polozky></CenoveSoustavy></XC4>"#
            .as_bytes(),
    );
    let expected = Position {
        code: Some("272325".to_owned()),
        code_system: Some(CodeSystem::Otskp),
        item_name: "ZÁKLADY ZE ŽELEZOBETONU DO C30/37".to_owned(),
        quantity: number("867.136"),
        unit: Some("m³".to_owned()),
        unit_original: Some("M3".to_owned()),
        unit_price: number("100.5"),
        total_price: number("87147.17"),
        section: Some("2 Základy".to_owned()),
        sheet: Some("SO 202 Most".to_owned()),
        measurement: vec![Measurement { text: "\"opěra\" 800+67,136".to_owned(), quantity: None }],
        note: Some("C25/30 XF3".to_owned()),
        ..Position::default()
    };
    assert_eq!(bill.positions, [expected]);
    assert_eq!(bill.skipped["price_list"], 1);
    assert_eq!(told(&bill), []);
}

#[test]
fn esoupis_is_read_from_attributes_and_from_elements() {
    for item in [
        r#"<POLOZKA Cislo="121151113" Nazev="Sejmutí ornice" MJ="m2" Mnozstvi="123,5" JCena="29,10" PPOPIS="ručně"/>"#,
        "<POLOZKA><Cislo>121151113</Cislo><Nazev>Sejmutí ornice</Nazev><MJ>m2</MJ><Mnozstvi>123,5</Mnozstvi><JCena>29,10</JCena><PPOPIS>ručně</PPOPIS></POLOZKA>",
    ] {
        let bill = read(
            format!(
                "<eSoupis xmlns=\"urn:x\"><STAVBA Nazev=\"Dům\"><OBJEKT Cislo=\"SO 1\" Nazev=\"Dům\"><SOUPIS Cislo=\"01\" Nazev=\"Stavba\">\
                 <DIL Cislo=\"1\" Nazev=\"Zemní práce\">{item}</DIL></SOUPIS></OBJEKT></STAVBA></eSoupis>"
            )
            .as_bytes(),
        );
        let position = &bill.positions[0];
        assert_eq!(figures(position), ("121151113", "Sejmutí ornice", number("123.5"), "m²"));
        assert_eq!(
            (position.section.as_deref(), position.note.as_deref()),
            (Some("1 Zemní práce"), Some("ručně"))
        );
        assert_eq!(position.total_price, number("3593.85"));
    }
}

#[test]
fn json_is_what_this_program_prints_or_an_array_of_positions() {
    let bill = read("Kód;Popis;MJ;Množství;J.cena\nA;První;m3;2,5;5\n;1,5+1;;\n".as_bytes());
    let printed = serde_json::to_vec(&bill).unwrap();
    assert_eq!(read(&printed).positions, bill.positions);
    assert_eq!(read(&serde_json::to_vec(&bill.positions).unwrap()).positions, bill.positions);
    let error = try_read(br#"[{"item_name": "A"}, {"item_name": "B", "quantity": "NaN"}]"#).unwrap_err();
    assert!(error.to_string().contains("[1].quantity"), "{error}");
    for text in ["{}", "[1]", "[{\"item_name\": \"A\"}] x", "{\"positions\": 3}"] {
        assert!(matches!(try_read(text.as_bytes()), Err(Error::Json { .. })), "{text}");
    }
}

#[test]
fn entities_of_a_file_are_refused_and_nothing_is_expanded() {
    let bomb = "<!DOCTYPE a [<!ENTITY x \"xxxxxxxxxx\"><!ENTITY y \"&x;&x;&x;\">]><unixml><stavba>&y;</stavba></unixml>";
    let outside = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><unixml><stavba>&x;</stavba></unixml>";
    for text in [bomb, outside, "<unixml><stavba>", "<a>&nbsp;</a>", "<a></b>", "<"] {
        assert!(matches!(try_read(text.as_bytes()), Err(Error::Damaged { .. })), "{text}");
    }
    let deep = "<a>".repeat(100_000);
    assert!(matches!(
        try_read(deep.as_bytes()),
        Err(Error::OverLimit { what: "levels of nested elements", .. })
    ));
    assert!(matches!(try_read(b"<svg><polozka/></svg>"), Err(Error::NoTable { .. })));
}

#[test]
fn a_formula_that_would_start_a_program_stays_text() {
    let bill = read("Kód;Popis;MJ;Množství\n=cmd|' /C calc'!A1;@SUM(1);m;=1+1\n".as_bytes());
    assert_eq!(figures(&bill.positions[0]), ("=cmd|' /C calc'!A1", "@SUM(1)", None, "m"));
    assert_eq!(told(&bill), [WarningCode::UnreadableNumber, WarningCode::QuantityMissing]);
}
