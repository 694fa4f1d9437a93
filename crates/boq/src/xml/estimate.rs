//! Other XML bills: XC4 of EstiCon and ASPE, eSoupis, and what else puts its items into `polozka`. They differ in
//! names and in what is an element and what an attribute, so each item is read by the names of its parts.

use model::{Measurement, Number, Position};

use super::tree::{Node, Tree};
use crate::{
    amount::amount_of,
    bill::{Bill, add_note},
    cell::Cell,
    code_system,
    text::folded,
};

const CODES: &[&str] = &["znacka", "kod", "kod_polozky", "kodpolozky", "cislo", "code"];
const NAMES: &[&str] = &["nazev", "nazev_polozky", "text", "name"];
const UNITS: &[&str] = &["id_mj", "mj", "merna_jednotka", "mernajednotka", "unit"];
const QUANTITIES: &[&str] = &["mnozstvi", "vymera", "mnozstvi_celkem", "quantity"];
const UNIT_PRICES: &[&str] = &["jedn_cena", "jcena", "jednotkova_cena", "jc", "cena_mj", "unit_price"];
const TOTALS: &[&str] = &["cena_celkem", "celkem", "cena", "total"];
const NOTES: &[&str] = &["ppopis", "poznamka", "poznamka_polozky", "note"];
const PRICE_BOOKS: &[&str] = &["cenova_soustava", "cenovasoustava", "id_cs", "cs"];
/// Elements that are objects and elements that are sections; `znacka` or `cislo` and `nazev` name them.
const OBJECTS: &[&str] = &["objekt", "soupis", "stavobjekt"];
const SECTIONS: &[&str] = &["stavdil", "stavebni_dil", "dil", "oddil"];

/// Adds every item below `root`, except those of price lists, which have no quantity.
pub(super) fn read(root: Node<'_>, bill: &mut Bill) {
    add(root, &Place::default(), bill);
}

#[derive(Clone, Debug, Default)]
struct Place {
    object: Option<String>,
    section: Option<String>,
}

/// Bounds of the tree keep this from nesting deeply.
fn add(node: Node<'_>, place: &Place, bill: &mut Bill) {
    for child in node.children() {
        let name = folded(child.name());
        if name == "polozka" {
            add_position(child, place, bill);
        } else if name == "cenovesoustavy" {
            let items = child.descendants().filter(|node| folded(node.name()) == "polozka").count();
            bill.skip("price_list", u32::try_from(items).unwrap_or(u32::MAX));
        } else if OBJECTS.contains(&name.as_str()) {
            add(child, &Place { object: title(child).or_else(|| place.object.clone()), section: None }, bill);
        } else if SECTIONS.contains(&name.as_str()) {
            bill.skip("section", 1);
            add(
                child,
                &Place { section: title(child).or_else(|| place.section.clone()), ..place.clone() },
                bill,
            );
        } else {
            add(child, place, bill);
        }
    }
}

fn title(node: Node<'_>) -> Option<String> {
    let code = node.value(&["znacka", "cislo", "kod"]);
    let name = node.value(&["nazev", "popis"]);
    match (code, name) {
        (Some(code), Some(name)) if code != name => Some(format!("{code} {name}")),
        (code, name) => name.or(code).map(str::to_owned),
    }
}

fn add_position(item: Node<'_>, place: &Place, bill: &mut Bill) {
    // XC4 has the catalogue's name in `nazev` and the project's own words in `popis`; some exports only the latter.
    let (named, described) = (item.value(NAMES), item.value(&["popis", "opis", "description"]));
    let (text, own_words) = if named.is_some() { (named, described) } else { (described, None) };
    let (code, unit, quantity) = (item.value(CODES), item.value(UNITS), item.value(QUANTITIES));
    if quantity.is_none() && (unit.is_none() || text.is_none()) {
        bill.skip("other", 1);
        return;
    }
    bill.has_table = true;
    let sheet = place.object.clone().unwrap_or_default();
    let code_system = code.and_then(|code| code_system::of(code, item.value(PRICE_BOOKS)));
    let mut position = Position {
        code: code.map(str::to_owned),
        code_system,
        item_name: text.or(code).unwrap_or_default().to_owned(),
        unit: unit.map(model::Unit::normalized),
        unit_original: unit.map(str::to_owned),
        section: place.section.clone(),
        sheet: place.object.clone(),
        ..Position::default()
    };
    position.quantity = amount_of(quantity, ("quantity", "množství"), &sheet, bill);
    position.unit_price = amount_of(item.value(UNIT_PRICES), ("unit price", "jednotková cena"), &sheet, bill);
    position.total_price = amount_of(item.value(TOTALS), ("total price", "cena celkem"), &sheet, bill)
        .or_else(|| position.computed_price());
    for note in own_words.into_iter().chain(item.value(NOTES)).filter_map(Cell::text) {
        add_note(&mut position, &note.shown());
    }
    position.measurement = measurement(item);
    bill.skip("measurement", u32::try_from(position.measurement.len()).unwrap_or(u32::MAX));
    bill.positions.push(position);
}

/// Rows of `vv`: elements `r` with a remark `t` and a formula `v`, also where they stand as text, escaped.
fn measurement(item: Node<'_>) -> Vec<Measurement> {
    let Some(measured) =
        item.child("vv").or_else(|| item.child("vykaz_vymer")).or_else(|| item.child("vykazvymer"))
    else {
        return Vec::new();
    };
    let rows = rows(measured);
    if !rows.is_empty() {
        return rows;
    }
    let text = measured.text();
    if text.starts_with('<') {
        let limits = crate::Limits::default();
        let wrapped = format!("<vv>{text}</vv>");
        if let Ok(tree) = Tree::read(&wrapped, &mut crate::limits::Budget::new("vv", &limits)) {
            return self::rows(tree.root());
        }
    }
    let line = |text: &str| Measurement { text: text.to_owned(), quantity: None };
    text.lines().map(str::trim).filter(|text| !text.is_empty()).map(line).collect()
}

fn rows(measured: Node<'_>) -> Vec<Measurement> {
    let is_row =
        |node: &Node<'_>| ["r", "radek", "radek_vykazu_vymer"].contains(&node.name().to_lowercase().as_str());
    let row = |row: Node<'_>| {
        let (remark, formula) = (row.value(&["t", "popis"]), row.value(&["v", "vyraz", "vzorec"]));
        let text = match (remark, formula) {
            (Some(remark), Some(formula)) => format!("\"{}\" {formula}", remark.replace('"', "")),
            (Some(remark), None) => format!("\"{}\"", remark.replace('"', "")),
            (None, Some(formula)) => formula.to_owned(),
            (None, None) => row.text().to_owned(),
        };
        let quantity = row.value(&["h", "hodnota", "mnozstvi"]).and_then(Number::parse);
        (!text.is_empty()).then_some(Measurement { text, quantity })
    };
    measured.descendants().filter(is_row).filter_map(row).collect()
}
