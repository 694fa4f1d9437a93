//! UNIXML, the exchange format that KROS and others write: objects with items, their texts once per object.

use std::collections::BTreeMap;

use model::{Measurement, Number, Position};

use super::tree::Node;
use crate::{
    amount::amount_of,
    bill::{Bill, add_note},
    cell::Cell,
    code_system,
};

/// Adds every object of a `unixml` root.
pub(super) fn read(root: Node<'_>, bill: &mut Bill) {
    bill.has_table = true;
    for object in root.descendants().filter(|node| node.name() == "objekt") {
        read_object(object, bill);
    }
}

/// What an object says once about a code or a section.
type Sources<'a> = BTreeMap<&'a str, Node<'a>>;

fn read_object(object: Node<'_>, bill: &mut Bill) {
    let (mut items, mut sections) = (Sources::new(), Sources::new());
    for source in object.child("zdroje").into_iter().flat_map(Node::descendants) {
        let is_item = matches!(source.name(), "zdroj_konstrukce" | "zdroj_material");
        if let (true, Some(code)) = (is_item, source.value(&["kod_polozky"])) {
            items.entry(code).or_insert(source);
        } else if let ("zdroj_dil", Some(code)) = (source.name(), source.value(&["kod_dilu"])) {
            sections.entry(code).or_insert(source);
        }
    }
    let name = object.value(&["kod_objektu", "nazev_objektu"]).unwrap_or_default().to_owned();
    let mut object_reader = Object { name, items, sections, bill };
    for child in object.children().filter(|child| matches!(child.name(), "polozky" | "dily")) {
        object_reader.add(child, None);
    }
}

struct Object<'a, 'b> {
    name: String,
    items: Sources<'a>,
    sections: Sources<'a>,
    bill: &'b mut Bill,
}

impl<'a> Object<'a, '_> {
    /// Adds what stands in `node`, which bounds of the tree keep from nesting deeply.
    fn add(&mut self, node: Node<'a>, section: Option<&str>) {
        for child in node.children() {
            match child.name() {
                "dil" => {
                    self.bill.skip("section", 1);
                    let title = self.section_title(child);
                    self.add(child, title.as_deref().or(section));
                }
                "polozky" | "dily" => self.add(child, section),
                "polozka" => self.add_position(child, section),
                _ => {}
            }
        }
    }

    fn section_title(&self, part: Node<'a>) -> Option<String> {
        let code = part.value(&["kod_dilu"]);
        let named = code.and_then(|code| self.sections.get(code));
        let name =
            part.value(&["nazev_dilu"]).or_else(|| named.and_then(|named| named.value(&["nazev_dilu"])));
        match (code, name) {
            (Some(code), Some(name)) if code != name => Some(format!("{code} {name}")),
            (code, name) => name.or(code).map(str::to_owned),
        }
    }

    fn add_position(&mut self, item: Node<'a>, section: Option<&str>) {
        let code = item.value(&["kod_polozky"]);
        let source = code.and_then(|code| self.items.get(code)).copied();
        let told =
            |names: &[&str]| item.value(names).or_else(|| source.and_then(|source| source.value(names)));
        let text =
            told(&["zkraceny_popis_polozky", "nazev_polozky"]).or_else(|| told(&["plny_popis_polozky"]));
        let unit = told(&["merna_jednotka", "mj"]);
        let mut position = Position {
            code: code.map(str::to_owned),
            code_system: code.and_then(|code| code_system::of(code, told(&["cenova_soustava"]))),
            item_name: text.or(code).unwrap_or_default().to_owned(),
            unit: unit.map(model::Unit::normalized),
            unit_original: unit.map(str::to_owned),
            section: section.map(str::to_owned),
            sheet: Some(self.name.clone()),
            ..Position::default()
        };
        let numbers = [
            ("quantity", "množství", "mnozstvi", &mut position.quantity),
            ("unit price", "jednotková cena", "jednotkova_cena", &mut position.unit_price),
        ];
        for (en, cs, name, place) in numbers {
            *place = amount_of(item.value(&[name]), (en, cs), &self.name, self.bill);
        }
        // No total is stored; a price without a quantity stays a unit price.
        position.total_price = position.computed_price();
        if let Some(full) = told(&["plny_popis_polozky"]).and_then(Cell::text) {
            add_note(&mut position, &full.shown());
        }
        if let Some(note) = item.value(&["poznamka_polozky"]).and_then(Cell::text) {
            add_note(&mut position, &note.shown());
        }
        position.measurement = measurement(item);
        self.bill.skip("measurement", u32::try_from(position.measurement.len()).unwrap_or(u32::MAX));
        self.bill.positions.push(position);
    }
}

fn measurement(item: Node<'_>) -> Vec<Measurement> {
    let rows = item.child("vykaz_vymer").into_iter().flat_map(Node::descendants);
    rows.filter(|row| row.name() == "radek_vykazu_vymer")
        .filter_map(|row| {
            let text = row.value(&["vyraz"])?;
            let quantity = row.value(&["vymera", "mnozstvi"]).and_then(Number::parse);
            Some(Measurement { text: text.to_owned(), quantity })
        })
        .collect()
}
