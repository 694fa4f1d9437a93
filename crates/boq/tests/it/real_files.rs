//! Real bills of real projects against figures that were counted independently of this reader.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
    sync::LazyLock,
};

use boq::{BillOfQuantities, Limits, WarningCode};
use model::{Number, Position};
use regex::Regex;
use serde_json::Value;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

const FILES: [&str; 8] = [
    "kros-most-zalmanov.xlsx",
    "esticon-most-kv.xlsx",
    "kros-libuse-priced.xlsx",
    "unixml-most-kfely.xml",
    "unixml-rd-priced.xml",
    "kros-rd-dum-priced.csv",
    "buildpower-hala-sul.xlsx",
    "stavrozp-zti.xlsx",
];

/// The folder of the real bills: `$DOZOR_SAMPLES`, else `shared` beside the checkout.
#[expect(
    clippy::disallowed_methods,
    reason = "the samples are too large to be committed; a test names their place"
)]
fn samples() -> Option<PathBuf> {
    let given = std::env::var("DOZOR_SAMPLES").map(PathBuf::from);
    let root = given.unwrap_or_else(|_| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let bills =
        [root.join("data/boq"), root.join("boq"), root].into_iter().find(|f| f.join("truth.json").is_file());
    if bills.is_none() {
        eprintln!("skipped: no real bills here; set DOZOR_SAMPLES to their folder");
    }
    bills
}

/// The real bills by file name, each read once for all tests.
static BILLS: LazyLock<Option<BTreeMap<&str, BillOfQuantities>>> = LazyLock::new(|| {
    let folder = samples()?;
    let read = |name| (name, boq::read(&folder.join(name), &Limits::default()).unwrap());
    Some(FILES.into_iter().map(read).collect())
});

fn read(name: &str) -> Option<&BillOfQuantities> {
    BILLS.as_ref().map(|bills| &bills[name])
}

fn number(value: &Value) -> Option<Number> {
    value.as_f64().map(|value| Number::from_f64(value).unwrap())
}

fn same_position(name: &str, position: &Position, truth: &Value) {
    // The figures cut long sheet names and texts short.
    let begins = |whole: Option<&str>, start: &Value| {
        let start = start.as_str().unwrap().trim_end_matches('.').trim();
        whole.unwrap().starts_with(start)
    };
    // A text table has no sheet.
    let sheet = position.sheet.as_deref().or(Some("csv"));
    assert!(begins(sheet, &truth["sheet_or_object"]), "{name}: {:?}", position.sheet);
    assert!(begins(Some(&position.item_name), &truth["description"]), "{name}: {:?}", position.item_name);
    assert_eq!(position.row, truth["row"].as_u64().map(|row| u32::try_from(row).unwrap()), "{name}");
    assert_eq!(position.code.as_deref(), truth["code"].as_str(), "{name}");
    assert_eq!(position.unit_original.as_deref(), truth["unit"].as_str(), "{name}");
    assert_eq!(position.quantity, number(&truth["quantity"]), "{name}");
}

static CLASS: LazyLock<Regex> = LazyLock::new(|| {
    let pairs =
        "8/10|12/15|16/20|20/25|25/30|30/37|35/45|40/50|45/55|50/60|55/67|60/75|70/85|80/95|90/105|100/115";
    Regex::new(&format!(r"(?:^|[^\p{{L}}\d])L?C\s*(?:{pairs})(?:\D|$)")).unwrap()
});

static NO_CONCRETE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("asfaltov(y|eho|ym) beton|asfaltobeton|betonarsk|plastbeton|polymerbeton").unwrap()
});

/// Whether a description names a strength class of EN 206.
fn names_class(text: &str) -> bool {
    CLASS.is_match(text)
}

fn is_concrete(text: &str) -> bool {
    let folded: String = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    NO_CONCRETE.replace_all(&folded, "").contains("beton") || names_class(text)
}

fn same_figures(name: &str, bill: &BillOfQuantities, truth: &Value) {
    let positions = &bill.positions;
    let count = |test: &dyn Fn(&Position) -> bool| positions.iter().filter(|p| test(p)).count();
    let is_zero = |number: Option<Number>| number.is_none_or(|number| number == Number::ZERO);
    assert_eq!(positions.len(), truth["positions"], "{name}: positions");

    let mut units: BTreeMap<String, u64> = BTreeMap::new();
    for position in positions {
        *units.entry(position.unit_original.clone().unwrap_or_default()).or_default() += 1;
    }
    let true_units: BTreeMap<String, u64> = serde_json::from_value(truth["units"].clone()).unwrap();
    assert_eq!(units, true_units, "{name}: units");

    let quantity: Number = positions.iter().filter_map(|p| p.quantity).sum();
    let true_quantity = truth["qty_sum"].as_f64().unwrap();
    assert!((quantity.to_f64() - true_quantity).abs() < 0.001, "{name}: {quantity} and {true_quantity}");

    let prices: Vec<Number> = positions.iter().filter_map(Position::price).collect();
    match number(&truth["sum_total"]) {
        None => assert!(prices.is_empty(), "{name}: an unpriced bill has no prices"),
        Some(sum) => assert_eq!(prices.into_iter().sum::<Number>(), sum, "{name}: sum"),
    }
    assert_eq!(count(&|p| is_zero(p.price())), truth["unpriced_positions"], "{name}: unpriced");
    assert_eq!(count(&|p| is_zero(p.quantity)), truth["zero_or_missing_quantity"], "{name}: quantities");
    assert_eq!(count(&|p| p.unit_original.is_none()), truth["missing_unit"], "{name}: units missing");
    let sheets: BTreeSet<_> = positions.iter().map(|p| &p.sheet).collect();
    assert_eq!(sheets.len(), truth["sheets_or_objects_with_positions"], "{name}: sheets");

    assert_eq!(count(&|p| names_class(&p.item_name)), truth["class_positions"], "{name}: classes");
    assert_eq!(count(&|p| is_concrete(&p.item_name)), truth["concrete_positions"], "{name}: concrete");

    same_position(name, positions.first().unwrap(), &truth["first"]);
    same_position(name, positions.last().unwrap(), &truth["last"]);
}

#[test]
fn every_real_file_gives_its_true_figures() {
    let Some(folder) = samples() else { return };
    let truth: Value = serde_json::from_slice(&fs::read(folder.join("truth.json")).unwrap()).unwrap();
    for name in FILES {
        let bill = read(name).unwrap();
        let truth = truth["files"].as_array().unwrap().iter().find(|file| file["path"] == name).unwrap();
        assert_eq!(bill.source, name);
        same_figures(name, bill, truth);
    }
}

#[test]
fn rows_that_are_no_positions_are_counted_by_reason() {
    let reasons = |bill: &BillOfQuantities, names: [&str; 4]| {
        names.map(|reason| bill.skipped.get(reason).copied().unwrap_or_default())
    };
    let names = ["section", "note", "measurement", "price_book_text"];
    let Some(zalmanov) = read("kros-most-zalmanov.xlsx") else { return };
    assert_eq!(reasons(zalmanov, names), [9, 99, 376, 0]);
    assert_eq!(reasons(read("esticon-most-kv.xlsx").unwrap(), names), [10, 106, 277, 106]);
    assert_eq!(reasons(read("kros-libuse-priced.xlsx").unwrap(), names), [234, 515, 1548, 0]);
    assert_eq!(reasons(read("buildpower-hala-sul.xlsx").unwrap(), names), [30, 162, 148, 0]);
}

#[test]
fn notes_sections_and_measurements_stay_with_their_position() {
    let Some(bill) = read("kros-most-zalmanov.xlsx") else { return };
    let first = &bill.positions[0];
    assert_eq!(first.section.as_deref(), Some("0 Všeobecné konstrukce a práce"));
    assert_eq!(first.note.as_deref(), Some("zemina, kámen, kamenivo"));
    assert_eq!(first.measurement.len(), 5);
    assert_eq!(first.measurement[0].text, "\"viz pol. 13173.A965 \"290,793");
    assert_eq!(first.measurement[0].quantity, Number::parse("290.793"));
    assert_eq!(first.unit.as_deref(), Some("m³"));
}

#[test]
fn price_book_texts_are_no_notes() {
    let Some(bill) = read("esticon-most-kv.xlsx") else { return };
    let notes: Vec<&str> = bill.positions.iter().filter_map(|p| p.note.as_deref()).collect();
    assert_eq!(notes[0], "PŘEBYTEČNÁ nebo NEVHODNÁ zemina");
    assert!(notes.iter().all(|note| !note.contains("Položka zahrnuje")));
    assert_eq!(notes.iter().filter(|note| note.contains("XF4")).count(), 3);
}

#[test]
fn the_oddities_of_a_priced_offer_are_warnings() {
    let Some(bill) = read("kros-libuse-priced.xlsx") else { return };
    let rows = |code| bill.warnings.iter().filter(|w| w.code == code).map(|w| w.rows).collect::<Vec<_>>();
    assert_eq!(rows(WarningCode::PriceZero), [301]);
    assert_eq!(rows(WarningCode::UnitMissing), [1, 1]);
    assert_eq!(rows(WarningCode::UnitIsNumber), [1]);
    assert_eq!(rows(WarningCode::QuantityZero), [1; 6]);
    assert_eq!(rows(WarningCode::TotalDiffers), [0; 0]);
    assert_eq!(rows(WarningCode::FigureList), [0]);
    assert_eq!(bill.skipped["figure_list"], 264);
}

#[test]
fn hidden_template_sheets_are_left_out_and_said() {
    let Some(bill) = read("buildpower-hala-sul.xlsx") else { return };
    let hidden: Vec<_> = bill.warnings.iter().filter(|w| w.code == WarningCode::HiddenSheet).collect();
    assert_eq!(hidden.len(), 1);
    assert_eq!(hidden[0].sheet.as_deref(), Some("VzorPolozky"));
    let percent = bill.positions.iter().find(|p| p.code.as_deref() == Some("998767202")).unwrap();
    assert_eq!((percent.quantity, percent.unit.as_deref()), (None, Some("%")));
}
