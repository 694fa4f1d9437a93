//! The text that all queries of an audit share (S7): description, positions, specifications, facts.
//!
//! What does not fit is never silently left out: positions beyond the limit are summed, and of documents the
//! passages that carry facts are given, with their pages, and what is left out is said.

mod passages;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use model::{Brief, Lang, Number, Position};
use rules::ReadAt;

/// How much of the brief is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Positions written out one by one.
    pub positions: usize,
    /// Tokens of documents, as [`llm::tokens::estimate`] counts them.
    pub document_tokens: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { positions: 10, document_tokens: 5_000 }
    }
}

/// Most lines that the totals of the remaining positions may take.
const TOTAL_LINES: usize = 40;
/// Most characters of one item's name or section.
const NAME_CHARACTERS: usize = 300;

/// The prepared text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The text.
    pub text: String,
    /// Positions written out one by one.
    pub positions_shown: usize,
    /// Positions of the brief.
    pub positions_total: usize,
}

/// What the rule engine knows of the brief.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Its facts for a model, empty where grounding is switched off.
    pub grounding: String,
    /// Where in the documents it read facts.
    pub read_at: Vec<ReadAt>,
}

/// Writes the context of a brief.
pub fn prepare(brief: &Brief, known: &Known, lang: Lang, limits: Limits) -> Context {
    let mut text = format!("PROJECT DESCRIPTION:\n{}\n", brief.project_description.trim());
    text.push_str(&passages::written(&brief.documents, &known.read_at, limits.document_tokens));
    let positions_shown = write_positions(&mut text, &brief.positions, limits.positions);
    write_specifications(&mut text, brief);
    if !known.grounding.is_empty() {
        let _ = write!(text, "\n{}\n", known.grounding.trim());
    }
    let language = match lang {
        Lang::En => "English",
        Lang::Cs => "Czech",
    };
    let _ = write!(text, "\nWrite all texts of the answer in {language}.\n");
    Context { text, positions_shown, positions_total: brief.positions.len() }
}

fn write_positions(text: &mut String, positions: &[Position], limit: usize) -> usize {
    let (shown, rest) = positions.split_at(limit.min(positions.len()));
    let _ = write!(text, "\nPOSITIONS ({} items):\n", positions.len());
    for (index, position) in shown.iter().enumerate() {
        let name = one_line(&position.item_name);
        let _ = writeln!(text, "  {}. {name}: {}", index + 1, amount(position));
    }
    if !rest.is_empty() {
        let _ = writeln!(text, "  ... and {} more", rest.len());
        for line in totals(rest) {
            let _ = writeln!(text, "  {line}");
        }
    }
    shown.len()
}

fn amount(position: &Position) -> String {
    let quantity =
        position.quantity.map_or_else(|| "no quantity".to_owned(), |quantity| quantity.to_string());
    let unit = position.unit.as_deref().unwrap_or("(no unit)");
    let price = position.unit_price.map(|price| format!(" at {price} CZK")).unwrap_or_default();
    format!("{quantity} {unit}{price}")
}

/// Sums of what is not written out: per section and unit where that is short, else per sheet, else per unit.
fn totals(rest: &[Position]) -> Vec<String> {
    let groupings: [fn(&Position) -> Option<&str>; 3] =
        [|position| position.section.as_deref(), |position| position.sheet.as_deref(), |_| None];
    let by = |group: fn(&Position) -> Option<&str>| {
        let mut groups: BTreeMap<String, BTreeMap<String, (Number, usize)>> = BTreeMap::new();
        for position in rest {
            let unit = position.unit.as_deref().unwrap_or("without unit");
            let units = groups.entry(one_line(group(position).unwrap_or_default())).or_default();
            let (sum, count) = units.entry(unit.to_owned()).or_default();
            *sum = [*sum, position.quantity.unwrap_or_default()].into_iter().sum();
            *count += 1;
        }
        groups
    };
    let grouped = groupings.into_iter().map(by).find(|groups| groups.len() <= TOTAL_LINES);
    let line = |(group, units): (String, BTreeMap<String, (Number, usize)>)| {
        let sums: Vec<String> =
            units.into_iter().map(|(unit, (sum, count))| format!("{sum} {unit} in {count} items")).collect();
        let name = if group.is_empty() { "of these".to_owned() } else { format!("of these in {group}") };
        format!("{name}: {}", sums.join(", "))
    };
    grouped.unwrap_or_default().into_iter().map(line).collect()
}

fn write_specifications(text: &mut String, brief: &Brief) {
    if brief.specifications.is_empty() {
        return;
    }
    text.push_str("\nSPECIFICATIONS:\n");
    for (name, value) in &brief.specifications {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let _ = writeln!(text, "  {name}: {}", one_line(&value));
    }
}

fn one_line(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if joined.chars().count() <= NAME_CHARACTERS {
        return joined;
    }
    let start: String = joined.chars().take(NAME_CHARACTERS).collect();
    format!("{start}…")
}
