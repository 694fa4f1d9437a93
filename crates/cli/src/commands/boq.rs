//! `dozor boq`: the positions read from bills of quantities.

use std::path::Path;

use ::boq::BillOfQuantities;
use model::{Lang, Options};

use crate::{
    args::{Boq, Format, SettingFlags},
    config::{Config, Environment},
    exit::Exit,
    output,
};

/// Reads the bills and prints them, one after another.
pub(super) fn run(command: &Boq, file: Option<&Path>, environment: &Environment) -> anyhow::Result<Exit> {
    let flags = SettingFlags { lang: command.lang, ..SettingFlags::default() };
    let config = Config::resolve(&flags, &Options::default(), file, environment)?;
    let mut texts = Vec::new();
    for path in &command.files {
        let bill = ::boq::read(path, &::boq::Limits::default())?;
        texts.push(match command.format {
            Format::Json if command.files.len() > 1 => format!("{}\n", serde_json::to_string(&bill)?),
            Format::Json => format!("{}\n", serde_json::to_string_pretty(&bill)?),
            Format::Text => shown(&bill, config.lang.value),
        });
    }
    output::result(&texts.concat(), None)?;
    Ok(Exit::Done)
}

fn shown(bill: &BillOfQuantities, lang: Lang) -> String {
    let warnings: Vec<String> = bill.warnings.iter().map(|warning| warning.text(lang)).collect();
    let read = report::Bill {
        source: &bill.source,
        positions: &bill.positions,
        skipped: &bill.skipped,
        warnings: &warnings,
    };
    report::bill(&read, lang, &output::look(None))
}
