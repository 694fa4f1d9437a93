//! `dozor standards`: the tables that the rules read, with the source of every part and whether it was verified.

use std::path::Path;

use ::standards::{Part, Table, tables};
use anyhow::anyhow;
use model::{Lang, Options};
use report::ReferencePart;
use serde_json::{Map, Value, json};

use super::rules::as_json;
use crate::{
    args::{Format, SettingFlags, Standards, StandardsCommand},
    config::{Config, Environment},
    exit::Exit,
    output,
};

/// Runs `list` or `show`.
pub(super) fn run(
    command: &Standards,
    file: Option<&Path>,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let flags = SettingFlags { lang: command.form.lang, ..SettingFlags::default() };
    let lang = Config::resolve(&flags, &Options::default(), file, environment)?.lang.value;
    let chosen = match &command.command {
        Some(StandardsCommand::Show { name }) => Some(Table::named(name).ok_or_else(|| {
            let known: Vec<&str> = tables().iter().map(|table| table.name).collect();
            anyhow!("there is no table {name:?}; known are {}", known.join(", "))
        })?),
        Some(StandardsCommand::List) | None => None,
    };
    let text = match (command.form.format, chosen) {
        (Format::Json, None) => as_json(&tables().iter().map(|table| named(table, lang)).collect::<Value>())?,
        (Format::Json, Some(table)) => as_json(&told(table, lang))?,
        (Format::Text, None) => {
            let title = match lang {
                Lang::En => format!("Tables of the standards, {}", ::standards::DATA_VERSION),
                Lang::Cs => format!("Tabulky norem, {}", ::standards::DATA_VERSION),
            };
            report::reference(&title, &[list(lang)], lang, &output::look(None))
        }
        (Format::Text, Some(table)) => {
            let parts: Vec<ReferencePart> = table.parts.iter().map(|part| shown(part, lang)).collect();
            report::reference(title(table, lang), &parts, lang, &output::look(None))
        }
    };
    output::result(&text, None)?;
    Ok(Exit::Done)
}

fn title(table: &Table, lang: Lang) -> &'static str {
    match lang {
        Lang::En => table.title_en,
        Lang::Cs => table.title_cs,
    }
}

fn list(lang: Lang) -> ReferencePart {
    let columns = match lang {
        Lang::En => ["name", "what it holds", "sources"],
        Lang::Cs => ["název", "obsah", "zdroje"],
    };
    let row = |table: &Table| vec![table.name.to_owned(), title(table, lang).to_owned(), sources(table)];
    ReferencePart {
        columns: columns.map(str::to_owned).to_vec(),
        rows: tables().iter().map(row).collect(),
        ..ReferencePart::default()
    }
}

/// The sources of a table's parts, each once.
fn sources(table: &Table) -> String {
    let mut sources: Vec<&str> = Vec::new();
    for part in &table.parts {
        if !sources.contains(&part.source.as_str()) {
            sources.push(&part.source);
        }
    }
    sources.join("; ")
}

fn shown(part: &Part, lang: Lang) -> ReferencePart {
    let [source, clause, verified, yes, no] = match lang {
        Lang::En => ["source", "clause", "verified", "yes", "no"],
        Lang::Cs => ["zdroj", "ustanovení", "ověřeno", "ano", "ne"],
    };
    let flag = part.verified.map_or("", |flag| if flag { yes } else { no });
    let mut facts = vec![
        (source.to_owned(), part.source.clone()),
        (clause.to_owned(), part.clause.clone()),
        (verified.to_owned(), flag.to_owned()),
    ];
    facts
        .extend(part.values.iter().filter_map(|(key, value)| Some((of_language(key, lang)?, value.clone()))));
    let kept: Vec<(usize, String)> = part
        .columns
        .iter()
        .enumerate()
        .filter_map(|(place, column)| Some((place, of_language(column, lang)?)))
        .collect();
    let row = |row: &Vec<String>| kept.iter().filter_map(|(place, _)| row.get(*place).cloned()).collect();
    let rows = part.rows.iter().map(row).collect();
    ReferencePart {
        title: part.name.clone(),
        facts,
        columns: kept.iter().map(|(_, column)| column.clone()).collect(),
        rows,
    }
}

/// Names of values that stand in two languages, such as `en` and `cs`: the other language is left out.
fn of_language(key: &str, lang: Lang) -> Option<String> {
    let (own, other) = match lang {
        Lang::En => ("en", "cs"),
        Lang::Cs => ("cs", "en"),
    };
    let is_of = |language: &str| key == language || key.ends_with(&format!(" {language}"));
    if is_of(other) {
        return None;
    }
    let name = if lang == Lang::En { "name" } else { "název" };
    Some(if key == own { name.to_owned() } else { key.to_owned() })
}

fn named(table: &Table, lang: Lang) -> Value {
    json!({ "name": table.name, "title": title(table, lang), "sources": sources(table) })
}

/// A table with its rows as objects. A row that does not say so itself carries source and verification of its part.
fn told(table: &Table, lang: Lang) -> Value {
    let parts = table.parts.iter().map(|part| {
        let rows = part.rows.iter().map(|row| {
            let cells = part.columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
            let mut members: Map<String, Value> =
                cells.map(|(column, cell)| (column.clone(), Value::from(cell.as_str()))).collect();
            members.entry("source").or_insert_with(|| Value::from(part.source.as_str()));
            if let Some(flag) = part.verified {
                members.entry("verified").or_insert_with(|| Value::from(if flag { "yes" } else { "no" }));
            }
            Value::Object(members)
        });
        let values: Map<String, Value> =
            part.values.iter().map(|(key, value)| (key.clone(), Value::from(value.as_str()))).collect();
        json!({
            "name": part.name,
            "source": part.source,
            "clause": part.clause,
            "verified": part.verified,
            "values": values,
            "rows": rows.collect::<Value>(),
        })
    });
    json!({
        "name": table.name,
        "title": title(table, lang),
        "version": ::standards::DATA_VERSION,
        "parts": parts.collect::<Value>(),
    })
}
