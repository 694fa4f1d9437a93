//! `dozor rules`: the catalogue of rules, listed, or the page of one.

use std::path::Path;

use ::rules::catalogue::{self, Effect, Rule};
use anyhow::anyhow;
use model::{Lang, Options};
use report::ReferencePart;
use serde_json::{Value, json};

use crate::{
    args::{Format, Rules, RulesCommand, SettingFlags},
    config::{Config, Environment},
    exit::Exit,
    output,
};

/// Runs `list` or `show`.
pub(super) fn run(command: &Rules, file: Option<&Path>, environment: &Environment) -> anyhow::Result<Exit> {
    let flags = SettingFlags { lang: command.form.lang, ..SettingFlags::default() };
    let lang = Config::resolve(&flags, &Options::default(), file, environment)?.lang.value;
    let chosen = match &command.command {
        Some(RulesCommand::Show { id }) => Some(
            catalogue::rule(id)
                .ok_or_else(|| anyhow!("there is no rule {id:?}; `dozor rules` lists those there are"))?,
        ),
        Some(RulesCommand::List) | None => None,
    };
    let text = match (command.form.format, chosen) {
        (Format::Json, None) => {
            as_json(&catalogue::rules().iter().map(|rule| told(rule, lang)).collect::<Value>())?
        }
        (Format::Json, Some(rule)) => as_json(&told(rule, lang))?,
        (Format::Text, None) => {
            report::reference(titles(lang).rules, &[list(lang)], lang, &output::look(None))
        }
        (Format::Text, Some(rule)) => {
            report::reference(&rule.id, &[page(rule, lang)], lang, &output::look(None))
        }
    };
    output::result(&text, None)?;
    Ok(Exit::Done)
}

pub(super) fn as_json(value: &Value) -> anyhow::Result<String> {
    Ok(format!("{}\n", serde_json::to_string_pretty(value)?))
}

/// The words of a page.
struct Titles {
    rules: &'static str,
    checks: &'static str,
    clause: &'static str,
    effect: &'static str,
    tables: &'static str,
    why: &'static str,
    example: &'static str,
    positions: &'static str,
    not_covered: &'static str,
}

fn titles(lang: Lang) -> Titles {
    match lang {
        Lang::En => Titles {
            rules: "Rules; in capitals the codes that findings carry",
            checks: "What it checks",
            clause: "Clause",
            effect: "Effect on the verdict",
            tables: "Tables",
            why: "Why",
            example: "Example",
            positions: "With the positions",
            not_covered: "Not covered",
        },
        Lang::Cs => Titles {
            rules: "Pravidla; velkými písmeny kódy, které nesou nálezy",
            checks: "Co prověřuje",
            clause: "Ustanovení",
            effect: "Vliv na výsledek",
            tables: "Tabulky",
            why: "Proč",
            example: "Příklad",
            positions: "S položkami",
            not_covered: "Nezahrnuje",
        },
    }
}

fn list(lang: Lang) -> ReferencePart {
    let titles = titles(lang);
    let row = |rule: &Rule| vec![rule.id.clone(), rule.page(lang).checks.clone()];
    ReferencePart {
        columns: vec!["id".to_owned(), titles.checks.to_owned()],
        rows: catalogue::rules().iter().map(row).collect(),
        ..ReferencePart::default()
    }
}

fn page(rule: &Rule, lang: Lang) -> ReferencePart {
    let titles = titles(lang);
    let page = rule.page(lang);
    let facts = [
        (titles.checks, page.checks.clone()),
        (titles.clause, rule.clause(lang)),
        (titles.why, page.why.clone()),
        (titles.example, page.example.clone()),
        (titles.positions, positions(rule, lang)),
        (titles.not_covered, page.not_covered.clone()),
        (titles.effect, effects(rule, lang).join(", ")),
        (titles.tables, rule.tables.join(", ")),
    ];
    let facts = facts.into_iter().map(|(label, text)| (label.to_owned(), text)).collect();
    ReferencePart { facts, ..ReferencePart::default() }
}

/// The positions of the example, each with what it gives.
fn positions(rule: &Rule, lang: Lang) -> String {
    let positions = rule.page(lang).positions.iter().map(|position| {
        let shown =
            |number: Option<model::Number>| number.map_or_else(String::new, |number| number.to_string());
        let unit = position.unit.clone().unwrap_or_default();
        let price = position.unit_price.map_or_else(String::new, |price| format!(" à {price}"));
        let total = position.total_price.map_or_else(String::new, |total| format!(" = {total}"));
        format!("{} {} {unit}{price}{total}", position.item_name, shown(position.quantity)).trim().to_owned()
    });
    positions.collect::<Vec<_>>().join("; ")
}

fn effects(rule: &Rule, lang: Lang) -> Vec<&'static str> {
    let word = |effect: &Effect| match (effect, lang) {
        (Effect::Failure, Lang::En) => "not compliant",
        (Effect::Failure, Lang::Cs) => "nevyhovuje",
        (Effect::Condition, Lang::En) => "conditional",
        (Effect::Condition, Lang::Cs) => "podmíněně",
        (Effect::Information, Lang::En) => "none, information",
        (Effect::Information, Lang::Cs) => "žádný, informace",
    };
    rule.effect.iter().map(word).collect()
}

fn told(rule: &Rule, lang: Lang) -> Value {
    let page = rule.page(lang);
    json!({
        "id": rule.id,
        "checks": page.checks,
        "clause": rule.clause(lang),
        "why": page.why,
        "example": page.example,
        "positions": page.positions,
        "not_covered": page.not_covered,
        "effect": rule.effect,
        "tables": rule.tables,
    })
}
