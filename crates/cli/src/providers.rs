//! From settings to those who answer: providers with their keys, the chain that was named, the accounts that hold its
//! limits. What a brief says has no part in where requests go.

use std::sync::Arc;

use anyhow::{Context as _, bail};
use llm::{Claude, ClaudeConfig, Gemini, GeminiConfig, ModelTable, OpenAi, OpenAiConfig, Provider};
use orchestrator::{
    Accounts, Analyst, LlmAnalyst, RulesAnalyst,
    accounts::{Budget, Day, Limits},
    analyst::Retries,
};

use crate::{
    config::{Chain, Config, ProviderName, ProviderSettings},
    text_file,
};

/// The shipped table of models and prices, with the user's own rows.
pub(crate) fn models(config: &Config) -> anyhow::Result<ModelTable> {
    let shipped = ModelTable::embedded()?;
    let Some(path) = &config.spending.models.value else { return Ok(shipped) };
    let text = text_file::read(path, text_file::SMALL).context("the models cannot be read")?;
    shipped.with_toml(&text).with_context(|| format!("models {} are not usable", path.display()))
}

/// The accounts of this process, with the limits in force.
pub(crate) fn accounts(config: &Config, models: &ModelTable) -> Arc<Accounts> {
    let budget = Budget {
        per_audit: config.spending.budget_audit.value.map(|amount| amount.0),
        per_day: config.spending.budget_day.value.map(|amount| amount.0),
    };
    let mut accounts = Accounts::new(models.clone()).with_budget(budget);
    for settings in &config.providers {
        let limits = Limits {
            requests_per_minute: settings.requests_per_minute.value.0,
            requests_per_day: settings.requests_per_day.value.0,
            day: if settings.name == ProviderName::Gemini { Day::Pacific } else { Day::Utc },
        };
        accounts = accounts.with_limits(settings.name.as_str(), limits);
    }
    Arc::new(accounts)
}

/// Why a provider cannot be asked now, where it cannot.
pub(crate) fn obstacle(config: &Config, settings: &ProviderSettings) -> Option<String> {
    if config.offline.value.0 {
        return Some(format!("it needs the network, which offline ({}) forbids", config.offline.source));
    }
    settings.lacks()
}

/// A provider that can be asked. Connects to nothing.
pub(crate) fn provider(
    config: &Config,
    name: ProviderName,
    models: &ModelTable,
) -> anyhow::Result<Arc<dyn Provider>> {
    let settings = config.of(name)?;
    if let Some(obstacle) = obstacle(config, settings) {
        bail!("provider {name} cannot be asked: {obstacle}");
    }
    build(settings, models).with_context(|| format!("provider {name} cannot be asked"))
}

/// Who answers, as the settings have it.
pub(crate) fn analyst(
    config: &Config,
    models: &ModelTable,
    accounts: Arc<Accounts>,
) -> anyhow::Result<Arc<dyn Analyst>> {
    let (names, rules) = chain(config);
    let mut providers = names.into_iter().map(|name| provider(config, name, models));
    let Some(first) = providers.next() else { return Ok(Arc::new(RulesAnalyst)) };
    let retries = Retries { seed: fastrand::u64(..), ..Retries::default() };
    let mut analyst = LlmAnalyst::new(first?).with_accounts(accounts).with_retries(retries);
    for provider in providers {
        analyst = analyst.then(provider?);
    }
    if rules {
        analyst = analyst.then_rules();
    }
    if config.telemetry.trace_content.value.0 {
        analyst = analyst.tracing_content();
    }
    Ok(Arc::new(analyst))
}

/// The providers to be asked in turn, and whether the rules stand at the end.
pub(crate) fn chain(config: &Config) -> (Vec<ProviderName>, bool) {
    match &config.provider.value {
        Chain::Named { providers, rules } => (providers.clone(), *rules),
        Chain::Auto if config.offline.value.0 => (Vec::new(), true),
        Chain::Auto => {
            let with_key = config.providers.iter().find(|settings| settings.key.is_some());
            (with_key.map(|settings| settings.name).into_iter().collect(), false)
        }
    }
}

fn build(settings: &ProviderSettings, models: &ModelTable) -> Result<Arc<dyn Provider>, llm::Error> {
    let (address, model) = (settings.base_url(), settings.model.value.clone());
    let key = settings.key.as_ref().map(|(key, _)| key.clone());
    let capabilities = models.get(&model).cloned();
    Ok(match settings.name {
        ProviderName::Gemini => {
            let mut config = GeminiConfig::new(address, model);
            config.key = key;
            config.capabilities = capabilities.unwrap_or(config.capabilities);
            Arc::new(Gemini::new(config)?)
        }
        ProviderName::Claude => {
            let mut config = ClaudeConfig::new(address, model);
            config.key = key;
            config.capabilities = capabilities.unwrap_or(config.capabilities);
            Arc::new(Claude::new(config)?)
        }
        ProviderName::OpenAi => {
            let mut config = OpenAiConfig::new(address, model);
            config.key = key;
            config.capabilities = capabilities.unwrap_or(config.capabilities);
            Arc::new(OpenAi::new(config)?)
        }
    })
}
