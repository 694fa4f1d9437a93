//! `dozor boq`: the positions read from a bill of quantities.

use std::path::Path;

use model::Options;

use crate::{
    args::{Boq, Format, SettingFlags},
    config::{Config, Environment},
    exit::Exit,
    output,
};

/// Reads the bill and prints it.
pub(super) fn run(command: &Boq, file: Option<&Path>, environment: &Environment) -> anyhow::Result<Exit> {
    let flags = SettingFlags { lang: command.lang, ..SettingFlags::default() };
    let config = Config::resolve(&flags, &Options::default(), file, environment)?;
    let bill = ::boq::read(&command.file, &::boq::Limits::default())?;
    let text = match command.format {
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&bill)?),
        Format::Text => {
            let warnings: Vec<String> =
                bill.warnings.iter().map(|warning| warning.text(config.lang.value)).collect();
            let look = output::look(None);
            let read = report::Bill {
                source: &bill.source,
                positions: &bill.positions,
                skipped: &bill.skipped,
                warnings: &warnings,
            };
            report::bill(&read, config.lang.value, &look)
        }
    };
    output::result(&text, None)?;
    Ok(Exit::Done)
}
