//! `dozor audit`: one audit for each brief, told live on standard error, its report on standard output.

use std::{io::IsTerminal as _, path::Path, pin::pin, sync::Arc};

use anyhow::{Context as _, anyhow, bail};
use futures::StreamExt as _;
use indicatif::MultiProgress;
use llm::ModelTable;
use model::{Audit, AuditId, EventBody, Lang};
use orchestrator::{Accounts, Auditor, Settings, context};
use standards::prices::PriceSet;

use super::prompts;
use crate::{
    args::{self, Format},
    brief,
    config::{Config, Environment},
    exit::{self, Exit},
    live::Live,
    output, providers, text_file,
};

/// Audits every brief in turn. One that fails does not keep the others from their audit.
pub(super) async fn run(
    command: args::Audit,
    file: Option<&Path>,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let briefs = brief::named(&command)?;
    if let Some(file) = &command.output {
        output::check(file, &briefs)?;
    }
    let several = briefs.len() > 1;
    let mut results = String::new();
    let mut marks = Vec::new();
    let mut failed = 0;
    // Of all briefs together: a day's limit is not one of each.
    let mut accounts = None;
    for path in briefs {
        let audit = match audit_one(path, &command, (file, environment), &mut accounts).await {
            Ok(Some(audit)) => audit,
            Ok(None) => return Ok(Exit::Interrupted),
            Err(error) if several => {
                exit::show(&error);
                failed += 1;
                continue;
            }
            Err(error) => return Err(error),
        };
        marks.push(audit.status.mark);
        let result = written(&audit, &command, path.filter(|_| several))?;
        match &command.output {
            Some(_) => results.push_str(&result),
            None => output::result(&result, None)?,
        }
    }
    if command.output.is_some() {
        output::result(&results, command.output.as_deref())?;
    }
    if failed > 0 {
        bail!("{failed} of the briefs gave no audit");
    }
    Ok(if marks.iter().any(|mark| command.fail_on.is_met_by(*mark)) { Exit::MarkReached } else { Exit::Done })
}

/// `None` where Ctrl-C came first.
async fn audit_one(
    path: Option<&Path>,
    command: &args::Audit,
    (file, environment): (Option<&Path>, &Environment),
    accounts: &mut Option<Arc<Accounts>>,
) -> anyhow::Result<Option<Audit>> {
    let input = brief::read(path, command)?;
    let config = Config::resolve(&command.settings, &input.brief.options, file, environment)?;
    for warning in &config.warnings {
        output::note(&format!("warning: {warning}"));
    }
    for (bill, warning) in &input.warnings {
        output::note(&format!("{bill}: {}", warning.text(config.lang.value)));
    }
    for (document, pages) in &input.unread_pages {
        output::note(&without_text(document, pages, config.lang.value));
    }
    let models = providers::models(&config)?;
    let accounts = accounts.get_or_insert_with(|| providers::accounts(&config, &models));
    let analyst = providers::analyst(&config, &models, Arc::clone(accounts))?;
    for name in providers::chain(&config).0 {
        let settings = config.of(name)?;
        output::note(&format!("{name}: {}, {}", settings.shown_address(), settings.model.value));
    }
    let settings = settings(&config, &models)?;
    let auditor = Auditor::new(analyst, settings);
    let screen = std::io::stderr().is_terminal().then(MultiProgress::new);
    let mut live = Live::new(config.lang.value, screen);
    let mut events = pin!(auditor.run(AuditId::now_v7(), input.brief));
    let mut interrupt = pin!(tokio::signal::ctrl_c());
    loop {
        let event = tokio::select! {
            biased;
            _ = &mut interrupt => {
                live.clear();
                output::note(match config.lang.value {
                    Lang::En => "cancelled",
                    Lang::Cs => "zrušeno",
                });
                return Ok(None);
            }
            event = events.next() => event.ok_or_else(|| anyhow!("the run ended without a result"))?,
        };
        live.show(&event);
        match event.body {
            EventBody::FinalResult(audit) => {
                live.close();
                return Ok(Some(*audit));
            }
            EventBody::Error { message, causes, .. } => {
                live.close();
                let hint = "the rule engine answers without a model: --provider rules";
                bail!("{}: {message}\n  {}\n  {hint}", input.name, causes.join("\n  "))
            }
            _ => {}
        }
    }
}

/// The result as text; of several briefs each with its name, as JSON on a line of its own.
fn written(audit: &Audit, command: &args::Audit, one_of_several: Option<&Path>) -> anyhow::Result<String> {
    Ok(match (command.format, one_of_several) {
        (Format::Text, None) => report::text(audit, &output::look(command.output.as_deref())),
        (Format::Text, Some(path)) => {
            format!(
                "=== {} ===\n\n{}\n",
                path.display(),
                report::text(audit, &output::look(command.output.as_deref()))
            )
        }
        (Format::Json, None) => format!("{}\n", serde_json::to_string_pretty(audit)?),
        (Format::Json, Some(_)) => format!("{}\n", serde_json::to_string(audit)?),
    })
}

/// The embedded prices, an embedded set by its name, or the user's own file.
fn prices(named: Option<&Path>) -> anyhow::Result<PriceSet> {
    let Some(path) = named else { return Ok(PriceSet::embedded()) };
    if let Some(set) = path.to_str().and_then(PriceSet::named) {
        return Ok(set);
    }
    let text = text_file::read(path, text_file::SMALL).context("the prices cannot be read")?;
    PriceSet::from_toml(&text).with_context(|| format!("prices {} are not usable", path.display()))
}

pub(super) fn settings(config: &Config, models: &ModelTable) -> anyhow::Result<Settings> {
    Ok(Settings {
        model_prices: models.prices().clone(),
        plan: config.plan(),
        prompts: prompts::in_force(config.prompts.value.as_deref())?,
        profile: config.profile.value,
        lang: config.lang.value,
        prices: prices(config.prices.value.as_deref())?,
        context: context::Limits { positions: config.positions_shown.value, ..context::Limits::default() },
        grounding: config.grounding.value.0,
    })
}

/// What to say of pages that were not read.
fn without_text(document: &str, pages: &[u32], lang: Lang) -> String {
    const NAMED: usize = 10;
    let named: Vec<String> = pages.iter().take(NAMED).map(u32::to_string).collect();
    let more = if pages.len() > NAMED { ", …" } else { "" };
    let (named, count) = (named.join(", "), pages.len());
    match lang {
        Lang::En => format!("{document}: no text on {count} pages, perhaps scans or drawings: {named}{more}"),
        Lang::Cs => format!("{document}: stran bez textu: {count}, možná skeny nebo výkresy: {named}{more}"),
    }
}
