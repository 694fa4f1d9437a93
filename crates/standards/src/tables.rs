//! The tables as anybody may read them: every value with its source, and whether it was verified. What is shown is the
//! very text that the look-ups read, so the two cannot differ.

use std::sync::LazyLock;

use serde::Serialize;
use toml::{Table as Members, Value};

/// One table of the standards.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// Its name, as `dozor standards show` takes it.
    pub name: &'static str,
    /// What it holds, in English.
    pub title_en: &'static str,
    /// What it holds, in Czech.
    pub title_cs: &'static str,
    /// Its parts, in their order.
    pub parts: Vec<Part>,
}

/// A part of a table with one source.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// Its name; empty for the whole.
    pub name: String,
    /// Where its values come from; that of the table where it has none of its own.
    pub source: String,
    /// The standard and the clause, where there is one.
    pub clause: String,
    /// Whether all of its values were verified; `None` where each row says so itself or it is no question.
    pub verified: Option<bool>,
    /// Single values by their names.
    pub values: Vec<(String, String)>,
    /// Names of the columns of `rows`.
    pub columns: Vec<String>,
    /// Rows, each with a cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// Every table, in the order in which an audit needs them.
pub fn tables() -> &'static [Table] {
    &TABLES
}

impl Table {
    /// The table of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        tables().iter().find(|table| table.name.eq_ignore_ascii_case(name))
    }
}

macro_rules! embedded {
    ($($name:literal: $en:literal, $cs:literal;)+) => {
        static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| {
            vec![$(Table {
                name: $name,
                title_en: $en,
                title_cs: $cs,
                parts: parts($name, include_str!(concat!("../data/", $name, ".toml"))),
            }),+]
        });
    };
}

embedded! {
    "exposure": "exposure classes and their environments", "stupně vlivu prostředí";
    "limits": "limiting values of concrete in each profile", "mezní hodnoty betonu v jednotlivých profilech";
    "chemistry": "chemical attack of ground water and ground", "chemické působení podzemní vody a zeminy";
    "strength": "strength classes and old notations", "pevnostní třídy a starší označení";
    "cover": "concrete cover and structural classes", "krytí výztuže a třídy konstrukce";
    "actions": "actions, combinations, imposed loads, snow", "zatížení, kombinace, užitná zatížení, sníh";
    "steel": "reinforcing bars and usual content of reinforcement", "betonářská výztuž a obvyklé stupně vyztužení";
    "pipes": "PE and PVC-U pipes", "potrubí z PE a PVC-U";
    "obsolete": "withdrawn, foreign, old and misquoted standards", "zrušené, zahraniční, starší a chybně citované normy";
    "codes": "price systems of codes", "cenové soustavy podle kódů položek";
    "prices": "price sets and bands of unit prices", "cenové sady a pásma jednotkových cen";
}

/// Keys that describe a part and are shown as such.
const ABOUT: &[&str] = &["source", "sources", "standard", "clause", "verified"];
/// Keys that only the look-ups need.
const INNER: &[&str] = &["patterns", "needs", "columns"];

fn parts(name: &str, text: &str) -> Vec<Part> {
    let members: Members = crate::table::load(text);
    let mut parts = Vec::new();
    collect("", &members, &About::default(), &mut parts);
    if name == "cover" {
        name_cover_columns(&members, &mut parts);
    }
    parts
}

/// What a part inherits from the table that it stands in.
#[derive(Clone, Default)]
struct About {
    source: String,
    standard: String,
    clause: String,
    verified: Option<bool>,
}

impl About {
    fn within(&self, members: &Members) -> Self {
        let own = |key: &str| members.get(key).map(cell);
        let sources = own("source").or_else(|| own("sources"));
        Self {
            source: sources.unwrap_or_else(|| self.source.clone()),
            standard: own("standard").unwrap_or_else(|| self.standard.clone()),
            clause: own("clause").unwrap_or_else(|| self.clause.clone()),
            verified: members.get("verified").and_then(Value::as_bool).or(self.verified),
        }
    }
}

fn collect(name: &str, members: &Members, outer: &About, parts: &mut Vec<Part>) {
    let about = outer.within(members);
    let part = |name: &str| Part {
        name: name.replace('_', " "),
        source: about.source.clone(),
        clause: format!("{} {}", about.standard, about.clause).trim().to_owned(),
        verified: about.verified,
        values: Vec::new(),
        columns: Vec::new(),
        rows: Vec::new(),
    };
    let mut own = part(name);
    let mut inner = Vec::new();
    for (key, value) in members.iter().filter(|(key, _)| !is_hidden(key)) {
        match value {
            Value::Table(table) => inner.push((key, table)),
            Value::Array(rows) if rows.first().is_some_and(Value::is_table) => {
                if own.columns.is_empty() {
                    fill(&mut own, members, rows);
                } else {
                    let mut further = part(key);
                    fill(&mut further, members, rows);
                    parts.push(further);
                }
            }
            Value::Array(rows) if rows.first().is_some_and(Value::is_array) && key == "rows" => {
                own.rows = rows
                    .iter()
                    .filter_map(Value::as_array)
                    .map(|row| row.iter().map(cell).collect())
                    .collect();
            }
            _ => own.values.push((key.replace('_', " "), cell(value))),
        }
    }
    // A table that only holds others, such as the name of a price set, has nothing of its own to show.
    let has_content = !own.values.is_empty() || !own.rows.is_empty();
    let is_shown = has_content && !own.source.is_empty();
    parts.extend(Some(own).filter(|_| is_shown));
    for (key, table) in inner {
        let full = if name.is_empty() { key.clone() } else { format!("{name}, {key}") };
        collect(&full, table, &about, parts);
    }
}

fn is_hidden(key: &str) -> bool {
    ABOUT.contains(&key) || INNER.contains(&key)
}

/// Fills in rows that are tables; their columns are all keys in the order of their first appearance. A cell that is a
/// list as long as a list of the part, such as the walls of all SDR, becomes as many columns.
fn fill(part: &mut Part, members: &Members, rows: &[Value]) {
    let heads = |length: usize| {
        let mut lists = members.iter().filter_map(|(key, value)| Some((key, value.as_array()?)));
        lists.find(|(_, list)| {
            list.len() == length && list.iter().all(|value| !value.is_table() && !value.is_array())
        })
    };
    let mut cells: Vec<Vec<(String, String)>> = Vec::new();
    for row in rows.iter().filter_map(Value::as_table) {
        let mut filled = Vec::new();
        for (key, value) in row.iter().filter(|(key, _)| !INNER.contains(&key.as_str())) {
            match value.as_array().and_then(|list| Some((list, heads(list.len())?))) {
                Some((list, (head, names))) => {
                    filled.extend(list.iter().zip(names).map(|(value, name)| {
                        (format!("{} {}", head.replace('_', " "), cell(name)), cell(value))
                    }));
                }
                None => filled.push((key.replace('_', " "), cell(value))),
            }
        }
        cells.push(filled);
    }
    for (name, _) in cells.iter().flatten() {
        if !part.columns.contains(name) {
            part.columns.push(name.clone());
        }
    }
    let of = |row: &Vec<(String, String)>, column: &String| {
        row.iter().find(|(name, _)| name == column).map_or_else(String::new, |(_, value)| value.clone())
    };
    part.rows = cells.iter().map(|row| part.columns.iter().map(|column| of(row, column)).collect()).collect();
}

/// The rows of the cover tables are structural classes, their columns groups of exposure classes.
fn name_cover_columns(members: &Members, parts: &mut [Part]) {
    let groups = members.get("columns").and_then(Value::as_array);
    let groups: Vec<String> = groups.into_iter().flatten().map(cell).collect();
    for part in parts.iter_mut().filter(|part| part.columns.is_empty() && !part.rows.is_empty()) {
        part.columns = std::iter::once("class".to_owned()).chain(groups.iter().cloned()).collect();
        for (number, row) in part.rows.iter_mut().enumerate() {
            row.insert(0, format!("S{}", number + 1));
        }
    }
}

/// A value as text.
fn cell(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(cell).collect::<Vec<_>>().join(", "),
        Value::Boolean(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::Table(members) => {
            members.iter().map(|(key, value)| format!("{key} {}", cell(value))).collect::<Vec<_>>().join(", ")
        }
        _ => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Table, tables};

    #[test]
    fn every_part_has_a_source_and_every_row_a_cell_for_each_column() {
        for table in tables() {
            assert!(!table.parts.is_empty() && table.title_en != table.title_cs, "{}", table.name);
            for part in &table.parts {
                assert!(!part.source.is_empty(), "{} {}", table.name, part.name);
                assert!(
                    part.rows.iter().all(|row| row.len() == part.columns.len()),
                    "{} {}",
                    table.name,
                    part.name
                );
            }
        }
    }

    #[test]
    fn a_table_shows_what_the_look_ups_read() {
        let limits = Table::named("limits").unwrap();
        let csn = limits.parts.iter().find(|part| part.name == "csn").unwrap();
        let at = |name: &str| csn.columns.iter().position(|column| column == name).unwrap();
        let row = csn.rows.iter().find(|row| row[0] == "XF4").unwrap();
        assert_eq!((row[at("min strength")].as_str(), row[at("max w c")].as_str()), ("C30/37", "0.45"));
        assert_eq!(row[at("verified")], "yes");
        assert!(csn.clause.contains("F.1.1"));
    }

    #[test]
    fn lists_become_columns_named_after_what_they_list() {
        let pipes = Table::named("pipes").unwrap();
        let pe = &pipes.parts[0];
        let row = pe.rows.iter().find(|row| row[0] == "90").unwrap();
        assert_eq!(pe.columns[1..3], ["sdr 11", "sdr 13.6"]);
        assert_eq!(row[1], "8.2");
        let cover = Table::named("cover").unwrap();
        let durability = cover.parts.iter().find(|part| part.name == "reinforcing").unwrap();
        assert_eq!(durability.columns[3], "XC2, XC3");
        assert_eq!(durability.rows[3][..5], ["S4", "10", "15", "25", "30"]);
    }
}
