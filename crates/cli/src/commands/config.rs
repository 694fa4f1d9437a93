//! `dozor config`: what is in force and where from. Keys are never shown.

use std::{fmt::Write as _, path::Path};

use model::Options;

use crate::{
    args::SettingFlags,
    config::{Config, Environment, Setting, without_credentials},
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
    let mut table = String::new();
    let mut row = |name: &str, value: String, source: String| {
        let _ = writeln!(table, "{name:19} {value:32} {source}");
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
    row("provider", config.provider.value.to_string(), config.provider.source.to_string());
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
    row("models and prices", path(&config.spending.models), config.spending.models.source.to_string());
    for (name, budget) in
        [("budget, an audit", &config.spending.budget_audit), ("budget, a day", &config.spending.budget_day)]
    {
        let amount = budget.value.map_or_else(|| "none".to_owned(), |amount| amount.to_string());
        row(name, amount, budget.source.to_string());
    }
    let text = |setting: &Setting<Option<String>>| setting.value.clone().unwrap_or_else(|| "none".to_owned());
    row("log", text(&config.telemetry.log), config.telemetry.log.source.to_string());
    row(
        "traces to",
        without_credentials(&text(&config.telemetry.traces)),
        config.telemetry.traces.source.to_string(),
    );
    row(
        "content in traces",
        config.telemetry.trace_content.value.to_string(),
        config.telemetry.trace_content.source.to_string(),
    );
    for settings in &config.providers {
        let mut row = |what: &str, value: String, source: String| {
            row(&format!("{} {what}", settings.name), value, source);
        };
        row("address", settings.shown_address(), settings.address.source.to_string());
        row("model", settings.model.value.clone(), settings.model.source.to_string());
        match &settings.key {
            Some((_, variable)) => row("key", "set, hidden".to_owned(), format!("environment {variable}")),
            None => row("key", "not set".to_owned(), "default".to_owned()),
        }
        let (day, minute) = (&settings.requests_per_day, &settings.requests_per_minute);
        row("requests/day", day.value.to_string(), day.source.to_string());
        row("requests/min", minute.value.to_string(), minute.source.to_string());
    }
    table
}
