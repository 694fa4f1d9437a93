//! `dozor config`: what is in force and where from. Keys are never shown.

use std::{fmt::Write as _, path::Path};

use model::Options;

use crate::{
    args::SettingFlags,
    config::{Config, Environment, Setting},
    exit::Exit,
    output,
};

/// Prints every setting with its source.
pub(super) fn run(
    flags: &SettingFlags,
    file: Option<&Path>,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let config = Config::resolve(flags, &Options::default(), file, environment)?;
    for warning in &config.warnings {
        output::note(&format!("warning: {warning}"));
    }
    output::result(&table(&config), None)?;
    Ok(Exit::Done)
}

fn table(config: &Config) -> String {
    let mut text = String::new();
    let mut row = |name: &str, value: String, source: String| {
        let _ = writeln!(text, "{name:18} {value:32} {source}");
    };
    let path = |setting: &Setting<Option<std::path::PathBuf>>| {
        setting.value.as_ref().map_or_else(|| "built in".to_owned(), |path| path.display().to_string())
    };
    let timeout = config.timeout.value.map_or_else(
        || {
            config
                .plan()
                .queries()
                .next()
                .map_or_else(String::new, |query| format!("{} s", query.timeout.as_secs()))
        },
        |seconds| seconds.to_string(),
    );
    row("provider", config.provider.value.clone(), config.provider.source.to_string());
    row("plan", config.plan.value.to_string(), config.plan.source.to_string());
    row("profile", config.profile.value.to_string(), config.profile.source.to_string());
    row("lang", config.lang.value.to_string(), config.lang.source.to_string());
    row("timeout per query", timeout, config.timeout.source.to_string());
    row("prices", path(&config.prices), config.prices.source.to_string());
    row("offline", config.offline.value.to_string(), config.offline.source.to_string());
    row("grounding", config.grounding.value.to_string(), config.grounding.source.to_string());
    row(
        "positions shown",
        config.positions_shown.value.to_string(),
        config.positions_shown.source.to_string(),
    );
    row("prompts", path(&config.prompts), config.prompts.source.to_string());
    row("OpenAI address", config.openai_address.value.clone(), config.openai_address.source.to_string());
    row("OpenAI model", config.openai_model.value.clone(), config.openai_model.source.to_string());
    let key = if config.openai_key.is_some() { "set, hidden" } else { "not set" };
    row("OpenAI key", key.to_owned(), "environment OPENAI_API_KEY".to_owned());
    text
}
