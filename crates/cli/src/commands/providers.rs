//! `dozor providers`: who can be asked, what it costs and what is left, and whether it answers. Keys are never shown.

use std::{fmt::Write as _, path::Path, time::Duration};

use anyhow::{Context as _, anyhow, bail};
use futures::StreamExt as _;
use llm::{Chunk, ModelTable, Provider, Request, Schema, Usage};
use model::{Number, Options};
use orchestrator::{Accounts, accounts::Purse};
use serde::Serialize;
use serde_json::json;
use tokio::time::{Instant, timeout};

use crate::{
    args::{self, Format, ProvidersCommand},
    config::{Config, Environment, ProviderName, ProviderSettings},
    exit::Exit,
    output, providers,
};

/// How long `check` waits for the whole answer unless told otherwise.
const CHECK_TIMEOUT: Duration = Duration::from_secs(15);
/// The longest answer that `check` pays for.
const CHECK_TOKENS: u32 = 64;

/// One provider as it is listed.
#[derive(Serialize)]
struct Listed {
    name: &'static str,
    usable: bool,
    /// Why it cannot be asked.
    reason: Option<String>,
    address: String,
    model: String,
    /// The variable with the key; never the key.
    key: Option<&'static str>,
    price_usd_per_million_tokens: Option<Price>,
    requests_per_day: Option<u32>,
    requests_per_minute: Option<u32>,
    /// Counted by this process alone.
    requests_today: u32,
    spent_today_usd: Number,
}

/// That of short questions.
#[derive(Clone, Copy, Serialize)]
struct Price {
    input: Number,
    output: Number,
}

/// What a check found.
#[derive(Serialize)]
struct Checked {
    provider: String,
    model: String,
    first_content_ms: f64,
    total_ms: f64,
    tokens_input: u64,
    tokens_output: u64,
    cost_usd: Option<Number>,
}

/// Runs `list` or `check`.
pub(super) async fn run(
    command: args::Providers,
    file: Option<&Path>,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let config = Config::resolve(&command.settings, &Options::default(), file, environment)?;
    for warning in &config.warnings {
        output::note(&format!("warning: {warning}"));
    }
    let models = providers::models(&config)?;
    let accounts = providers::accounts(&config, &models);
    let text = match command.command.unwrap_or(ProvidersCommand::List) {
        ProvidersCommand::List => list(&config, &models, &accounts, command.format)?,
        ProvidersCommand::Check { name } => {
            let name = name.parse::<ProviderName>().map_err(|error| anyhow!(error))?;
            let provider = providers::provider(&config, name, &models)?;
            let limit = config.timeout.value.map_or(CHECK_TIMEOUT, |seconds| seconds.0);
            let reserved =
                accounts.reserve(name.as_str(), provider.model(), question_usage(), &Purse::default());
            let mut reserved = reserved.with_context(|| format!("{name} was not asked"))?;
            let checked = timeout(limit, check(provider.as_ref(), &models)).await;
            let checked =
                checked.map_err(|_| anyhow!("{name} did not answer within {} s", limit.as_secs_f64()))??;
            reserved.used(Usage {
                input: checked.tokens_input,
                output: checked.tokens_output,
                ..Usage::default()
            });
            told(&checked, command.format)?
        }
    };
    output::result(&text, None)?;
    Ok(Exit::Done)
}

fn list(config: &Config, models: &ModelTable, accounts: &Accounts, format: Format) -> anyhow::Result<String> {
    let listed: Vec<Listed> =
        config.providers.iter().map(|settings| listed(config, settings, models, accounts)).collect();
    let (budget_audit, budget_day) = (config.spending.budget_audit.value, config.spending.budget_day.value);
    let (asked, rules) = providers::chain(config);
    let rules = (rules || asked.is_empty()).then_some("rules");
    let answers: Vec<&str> = asked.iter().map(|name| name.as_str()).chain(rules).collect();
    if format == Format::Json {
        let value = json!({
            "providers": listed,
            "answers": answers,
            "budget_audit_usd": budget_audit.map(|amount| amount.0),
            "budget_day_usd": budget_day.map(|amount| amount.0),
        });
        return Ok(format!("{}\n", serde_json::to_string_pretty(&value)?));
    }
    let mut text = String::new();
    for provider in &listed {
        let Listed { name, reason, address, model, key, requests_per_day, requests_per_minute, .. } =
            provider;
        let state = if reason.is_some() { "not usable" } else { "usable" };
        let _ = writeln!(text, "{name:8} {state:11} {model}, {address}");
        let mut line = |what: String| {
            let _ = writeln!(text, "{:20} {what}", "");
        };
        if let Some(reason) = reason {
            line(reason.clone());
        }
        line(key.map_or_else(|| "no key".to_owned(), |key| format!("key from {key}")));
        line(provider.price_usd_per_million_tokens.map_or_else(
            || "price not known".to_owned(),
            |price| format!("{} USD in, {} USD out, per million tokens", price.input, price.output),
        ));
        let limit =
            |limit: &Option<u32>| limit.map_or_else(|| "no limit".to_owned(), |limit| limit.to_string());
        line(format!("requests: {} a day, {} a minute", limit(requests_per_day), limit(requests_per_minute)));
    }
    let _ = writeln!(text, "{:8} {:11} embedded, no key, no network", "rules", "usable");
    let budget = |amount: Option<crate::config::Usd>| {
        amount.map_or_else(|| "none".to_owned(), |amount| amount.to_string())
    };
    let _ = writeln!(text, "\nbudget   {} for an audit, {} a day", budget(budget_audit), budget(budget_day));
    let _ = writeln!(text, "answers  {} ({})", answers.join(", then "), config.provider.source);
    Ok(text)
}

fn listed(config: &Config, settings: &ProviderSettings, models: &ModelTable, accounts: &Accounts) -> Listed {
    let account = accounts.account(settings.name.as_str());
    let reason = providers::obstacle(config, settings);
    Listed {
        name: settings.name.as_str(),
        usable: reason.is_none(),
        reason,
        address: settings.shown_address(),
        model: settings.model.value.clone(),
        key: settings.key.as_ref().map(|(_, variable)| *variable),
        price_usd_per_million_tokens: price(models, &settings.model.value),
        requests_per_day: settings.requests_per_day.value.0,
        requests_per_minute: settings.requests_per_minute.value.0,
        requests_today: account.requests,
        spent_today_usd: account.spent_usd,
    }
}

/// What a million tokens cost, as short questions are charged.
fn price(models: &ModelTable, model: &str) -> Option<Price> {
    let thousand = |input, output| {
        let usage = Usage { input, output, ..Usage::default() };
        let cost = models.prices().cost_usd(model, &usage, &output::today())?;
        Some(std::iter::repeat_n(Number::from(cost), 1_000).sum())
    };
    Some(Price { input: thousand(1_000, 0)?, output: thousand(0, 1_000)? })
}

fn question() -> Request {
    let schema = json!({
        "type": "object",
        "properties": { "ok": { "type": "boolean" } },
        "required": ["ok"],
        "additionalProperties": false,
    });
    Request {
        system: "You answer with one JSON object.".to_owned(),
        user: "Answer with {\"ok\": true}.".to_owned(),
        temperature: Some(0.0),
        max_output_tokens: CHECK_TOKENS,
        schema: Some(Schema { name: "check".to_owned(), schema }),
    }
}

fn question_usage() -> Usage {
    Usage { input: 200, output: CHECK_TOKENS.into(), estimated: true, ..Usage::default() }
}

/// One tiny call. Dropping the future closes the connection.
async fn check(provider: &dyn Provider, models: &ModelTable) -> anyhow::Result<Checked> {
    let started = Instant::now();
    let milliseconds = || started.elapsed().as_secs_f64() * 1_000.0;
    let mut chunks = provider.stream(question());
    let (mut first, mut usage) = (None, Usage::default());
    while let Some(chunk) = chunks.next().await {
        match chunk.with_context(|| format!("{} does not answer", provider.name()))? {
            Chunk::Content(_) => {
                first.get_or_insert_with(milliseconds);
            }
            Chunk::Usage(counted) => usage = counted,
            Chunk::Stop(_) => {}
        }
    }
    let Some(first_content_ms) = first else { bail!("{} answered with nothing", provider.name()) };
    let cost = models.prices().cost_usd(provider.model(), &usage, &output::today());
    Ok(Checked {
        provider: provider.name().to_owned(),
        model: provider.model().to_owned(),
        first_content_ms,
        total_ms: milliseconds(),
        tokens_input: usage.input,
        tokens_output: usage.output,
        cost_usd: cost.map(Number::from),
    })
}

fn told(checked: &Checked, format: Format) -> anyhow::Result<String> {
    if format == Format::Json {
        return Ok(format!("{}\n", serde_json::to_string_pretty(checked)?));
    }
    let Checked { provider, model, first_content_ms, total_ms, tokens_input, tokens_output, cost_usd } =
        checked;
    let cost = cost_usd.map_or_else(|| "cost not known".to_owned(), |cost| format!("{cost} USD"));
    Ok(format!(
        "{provider} answers: {model}, first content after {first_content_ms:.0} ms, whole after {total_ms:.0} ms, \
         {tokens_input} tokens in, {tokens_output} out, {cost}\n"
    ))
}
