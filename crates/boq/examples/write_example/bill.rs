//! The example bill: a strip foundation 45 × 0.8 × 0.6 m in ground water that attacks concrete slightly (XA1),
//! laid out as Czech estimating programs do. Written by the project; prices are invented.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};

/// A row of the bill below its header.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Line {
    /// Code and name of a section.
    Section(&'static str, &'static str),
    /// Code, description, unit, quantity and unit price in CZK of an item.
    Item(&'static str, &'static str, &'static str, f64, f64),
    /// Text and result of a measurement row.
    Measured(&'static str, f64),
    /// Note to an item.
    Note(&'static str),
}

use Line::{Item, Measured, Note, Section};

/// Name of the sheet with the bill.
pub(crate) const SHEET: &str = "SO 01 - Základový pas";

/// The rows of the bill.
pub(crate) const LINES: [Line; 40] = [
    Section("1", "Zemní práce"),
    Item(
        "132251253",
        "Hloubení nezapažených rýh šířky do 2 000 mm v hornině třídy I, strojně",
        "m3",
        99.0,
        420.0,
    ),
    Measured("délka × šířka s pracovním prostorem × hloubka: 45,0*(0,8+2*0,6)*1,1", 99.0),
    Item("162751117", "Vodorovné přemístění výkopku do 10 km", "m3", 27.0, 310.0),
    Measured("objem betonů: 4,5+22,5", 27.0),
    Item("171201231", "Poplatek za uložení zeminy na skládce", "t", 48.6, 380.0),
    Measured("27,0*1,8", 48.6),
    Item("174151101", "Zásyp rýh se zhutněním", "m3", 72.0, 195.0),
    Measured("výkop: 99,0", 99.0),
    Measured("odpočet betonů: -27,0", -27.0),
    Measured("Součet", 72.0),
    Section("2", "Zakládání"),
    Item("273313511", "Podkladní beton C12/15 - X0 pod základový pas, tloušťka 100 mm", "m3", 4.5, 3_350.0),
    Measured("45,0*1,0*0,1", 4.5),
    Item("274321611", "Základový pas ze železobetonu C30/37 - XC2, XA1", "m3", 22.5, 4_650.0),
    Note("beton do prostředí se slabě agresivní podzemní vodou, pH 6,2"),
    Measured("45,0*0,8*0,6", 21.6),
    Measured("vyrovnání nerovností podkladu", 0.9),
    Measured("Součet", 22.5),
    Item("274351121", "Bednění základového pasu, zřízení", "m2", 55.0, 640.0),
    Measured("boky: 2*45,0*0,6", 54.0),
    Measured("čela: 2*0,8*0,6", 0.96),
    Measured("zaokrouhlení", 0.04),
    Measured("Součet", 55.0),
    Item("274351122", "Bednění základového pasu, odstranění", "m2", 55.0, 145.0),
    Measured("55,0", 55.0),
    Item("274361821", "Výztuž základového pasu z oceli B500B", "t", 1.6, 46_500.0),
    Note("krytí výztuže 50 mm"),
    Measured("podle výpisu výztuže", 1.6),
    Section("998", "Přesun hmot"),
    Item("998011001", "Přesun hmot pro budovy výšky do 6 m", "t", 66.4, 300.0),
    Measured("betony a výztuž: 27,0*2,4+1,6", 66.4),
    Section("VRN", "Vedlejší rozpočtové náklady"),
    Section("VRN1", "Průzkumné, geodetické a projektové práce"),
    Item("012203000", "Geodetické práce při provádění stavby", "soubor", 1.0, 8_500.0),
    Section("VRN3", "Zařízení staveniště"),
    Item("030001000", "Zařízení staveniště", "soubor", 1.0, 25_000.0),
    Note("zřízení, provoz a odstranění po celou dobu stavby"),
    Section("VRN4", "Inženýrská činnost"),
    Item("043002000", "Zkoušky betonu: krychle po 28 dnech, sada 3 kusů", "sada", 2.0, 2_850.0),
];

/// CZK of an item, in whole hellers as estimating programs round it.
pub(crate) fn total(quantity: f64, unit_price: f64) -> f64 {
    (quantity * unit_price * 100.0).round() / 100.0
}

/// CZK of the whole bill without VAT.
pub(crate) fn sum() -> f64 {
    let price = |line: &Line| match line {
        Item(_, _, _, quantity, unit_price) => total(*quantity, *unit_price),
        Section(..) | Measured(..) | Note(_) => 0.0,
    };
    LINES.iter().map(price).sum()
}

/// First row of [`LINES`] in the sheet, from 0.
pub(crate) const FIRST_ROW: u32 = 10;

/// The bytes of the XLSX file, the same in every run.
pub(crate) fn workbook() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2026, 1, 15)?;
    let properties =
        DocProperties::new().set_title("Soupis prací - základový pas").set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let sheet = workbook.add_worksheet();
    sheet.set_name(SHEET)?;
    write_head(sheet)?;
    let mut number = 0;
    for (row, line) in (FIRST_ROW..).zip(LINES) {
        number += u32::from(matches!(line, Item(..)));
        write_line(sheet, row, number, line)?;
    }
    for (column, width) in [5.0, 5.0, 12.0, 70.0, 8.0, 12.0, 14.0, 18.0].into_iter().enumerate() {
        sheet.set_column_width(u16::try_from(column).unwrap_or_default(), width)?;
    }
    workbook.save_to_buffer()
}

fn write_head(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.write_with_format(0, 0, "SOUPIS PRACÍ", &bold)?;
    sheet.write(2, 0, "Stavba:")?.write(2, 3, "Příklad: oplocení areálu")?;
    sheet.write(3, 0, "Objekt:")?.write(3, 3, SHEET)?;
    sheet.write(5, 0, "Místo:")?.write(5, 3, "Příkladov")?;
    sheet.write(5, 6, "Datum:")?.write(5, 7, "15. 1. 2026")?;
    let names = ["PČ", "Typ", "Kód", "Popis", "MJ", "Množství", "J.cena [CZK]", "Cena celkem [CZK]"];
    sheet.write_row_with_format(8, 0, names, &bold)?;
    let last_row = FIRST_ROW + u32::try_from(LINES.len()).unwrap_or_default();
    let formula = format!("=SUMIF(B{}:B{last_row},\"K\",H{}:H{last_row})", FIRST_ROW + 1, FIRST_ROW + 1);
    sheet.write_with_format(9, 0, "Náklady soupisu celkem", &bold)?;
    sheet.write(9, 7, Formula::new(formula).set_result(sum().to_string()))?;
    Ok(())
}

fn write_line(sheet: &mut Worksheet, row: u32, number: u32, line: Line) -> Result<(), XlsxError> {
    let wrapped = Format::new().set_text_wrap();
    match line {
        Section(code, name) => {
            let bold = Format::new().set_bold();
            sheet.write(row, 1, "D")?.write(row, 2, code)?.write_with_format(row, 3, name, &bold)?;
        }
        Item(code, text, unit, quantity, unit_price) => {
            sheet.write(row, 0, number)?.write(row, 1, "K")?.write(row, 2, code)?;
            sheet.write_with_format(row, 3, text, &wrapped)?.write(row, 4, unit)?;
            sheet.write(row, 5, quantity)?.write(row, 6, unit_price)?;
            let formula = format!("=ROUND(F{0}*G{0},2)", row + 1);
            sheet.write(row, 7, Formula::new(formula).set_result(total(quantity, unit_price).to_string()))?;
        }
        Measured(text, result) => {
            sheet.write(row, 1, "VV")?.write(row, 3, text)?.write(row, 5, result)?;
        }
        Note(text) => {
            sheet.write(row, 1, "P")?.write_with_format(row, 3, text, &wrapped)?;
        }
    }
    Ok(())
}
