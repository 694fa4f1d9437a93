//! `dozor audit`: one audit for each brief, told live on standard error, its report on standard output.

use std::{fs, io::IsTerminal as _, path::Path, pin::pin, sync::Arc};

use anyhow::{Context as _, anyhow, bail};
use futures::StreamExt as _;
use indicatif::MultiProgress;
use llm::{OpenAi, OpenAiConfig};
use model::{Audit, AuditId, EventBody};
use orchestrator::{Analyst, Auditor, LlmAnalyst, RulesAnalyst, Settings, context};
use standards::prices::PriceSet;

use super::prompts;
use crate::{
    args::{self, Format},
    brief::{self, Input},
    config::{Config, Environment},
    exit::Exit,
    live::Live,
    output,
};

/// Audits every brief in turn.
pub(super) async fn run(
    command: args::Audit,
    file: Option<&Path>,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let mut worst = Exit::Done;
    let mut reports = String::new();
    for input in brief::read(&command)? {
        let name = input.name.clone();
        let finished = audit_one(input, &command, file, environment)
            .await
            .with_context(|| format!("{name}: no audit"))?;
        let Some(audit) = finished else { return Ok(Exit::Interrupted) };
        if command.fail_on.is_met_by(audit.status.mark) {
            worst = Exit::MarkReached;
        }
        reports.push_str(&written(&audit, &command)?);
    }
    output::result(&reports, command.output.as_deref())?;
    Ok(worst)
}

/// `None` where Ctrl-C came first.
async fn audit_one(
    input: Input,
    command: &args::Audit,
    file: Option<&Path>,
    environment: &Environment,
) -> anyhow::Result<Option<Audit>> {
    let config = Config::resolve(&command.settings, &input.brief.options, file, environment)?;
    for warning in &config.warnings {
        output::note(&format!("warning: {warning}"));
    }
    for (bill, warning) in &input.warnings {
        output::note(&format!("{bill}: {}", warning.text(config.lang.value)));
    }
    let analyst = analyst(&config)?;
    if !analyst.recipients().is_empty() {
        output::note(&format!("openai: {}, {}", config.openai_address.value, config.openai_model.value));
    }
    let auditor = Auditor::new(analyst, settings(&config)?);
    let screen = std::io::stderr().is_terminal().then(MultiProgress::new);
    let mut live = Live::new(config.lang.value, screen);
    let mut events = pin!(auditor.run(AuditId::now_v7(), input.brief));
    let mut interrupt = pin!(tokio::signal::ctrl_c());
    loop {
        let event = tokio::select! {
            biased;
            _ = &mut interrupt => {
                live.close();
                output::note("cancelled");
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
                bail!("{message}\n  {}", causes.join("\n  "))
            }
            _ => {}
        }
    }
}

fn written(audit: &Audit, command: &args::Audit) -> anyhow::Result<String> {
    Ok(match command.format {
        Format::Text => report::text(audit, &output::look(command.output.as_deref())),
        Format::Json => format!("{}\n", serde_json::to_string_pretty(audit)?),
    })
}

/// The embedded prices, an embedded set by its name, or the user's own file.
fn prices(named: Option<&Path>) -> anyhow::Result<PriceSet> {
    let Some(path) = named else { return Ok(PriceSet::embedded()) };
    if let Some(set) = path.to_str().and_then(PriceSet::named) {
        return Ok(set);
    }
    let text =
        fs::read_to_string(path).with_context(|| format!("prices {} could not be read", path.display()))?;
    PriceSet::from_toml(&text).with_context(|| format!("prices {} are not usable", path.display()))
}

fn settings(config: &Config) -> anyhow::Result<Settings> {
    Ok(Settings {
        plan: config.plan(),
        prompts: prompts::in_force(config.prompts.value.as_deref())?,
        profile: config.profile.value,
        lang: config.lang.value,
        prices: prices(config.prices.value.as_deref())?,
        context: context::Limits { positions: config.positions_shown.value, ..context::Limits::default() },
        grounding: config.grounding.value,
        ..Settings::new()?
    })
}

/// Who answers: the provider that was named, or the first with a key, or the rules.
fn analyst(config: &Config) -> anyhow::Result<Arc<dyn Analyst>> {
    let offline = config.offline.value;
    match config.provider.value.as_str() {
        "rules" => Ok(Arc::new(RulesAnalyst)),
        "auto" if offline || config.openai_key.is_none() => Ok(Arc::new(RulesAnalyst)),
        "openai" if offline => {
            bail!(
                "provider openai ({}) needs the network, which offline ({}) forbids",
                config.provider.source,
                config.offline.source
            )
        }
        "auto" | "openai" => openai(config),
        other => bail!(
            "provider {other:?} ({}) is not known here; known are auto, rules, openai",
            config.provider.source
        ),
    }
}

fn openai(config: &Config) -> anyhow::Result<Arc<dyn Analyst>> {
    if config.openai_key.is_none() && config.is_vendors_address() {
        bail!("provider openai needs a key: set OPENAI_API_KEY, or OPENAI_BASE_URL to a server of your own");
    }
    let (address, model) = (&config.openai_address.value, &config.openai_model.value);
    let mut openai = OpenAiConfig::new(address, model);
    openai.key.clone_from(&config.openai_key);
    let provider = OpenAi::new(openai).context("provider openai cannot be used")?;
    Ok(Arc::new(LlmAnalyst::new(Arc::new(provider))))
}
