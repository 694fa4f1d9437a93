//! `dozor serve`: the service over HTTP, until Ctrl-C or the system ends it.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use anyhow::Context as _;
use journal::{Journal, Sqlite};
use llm::ModelTable;
use metrics_exporter_prometheus::PrometheusBuilder;
use model::Options;
use orchestrator::{Accounts, Auditor};
use server::{Auditors, Budget, Config, Limits, Service};
use standards::prices::PriceSet;
use tokio_util::sync::CancellationToken;
use tracing::info;

use super::audit;
use crate::{
    args::{SettingFlags, service::Serve},
    config::{self, Environment},
    exit::Exit,
    journal::file,
    output, providers,
};

/// Auditors kept for sets of options; a client that tries all sets makes us forget them.
const KEPT: usize = 64;

/// Serves until it is told to stop.
pub(super) async fn run(
    command: Serve,
    configuration: Option<&Path>,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let path = file(command.journal.journal.as_deref(), environment)?;
    let in_force =
        config::Config::resolve(&command.settings, &Options::default(), configuration, environment)?;
    let models = providers::models(&in_force)?;
    let maker = Maker {
        flags: command.settings.clone(),
        file: configuration.map(Path::to_path_buf),
        environment: environment.clone(),
        accounts: providers::accounts(&in_force, &models),
        models,
        kept: Mutex::default(),
    };
    for warning in &in_force.warnings {
        output::note(&format!("warning: {warning}"));
    }
    maker.make(&Options::default())?;
    let journal: Arc<dyn Journal> = Arc::new(Sqlite::open(&path)?);
    let figures = PrometheusBuilder::new().install_recorder().context("no place for figures")?;
    let config = Config {
        token_required: command.require_token,
        providers: usable(&in_force),
        limits: limits(&command),
        keep_days: command.keep_days,
        drain: Duration::from_secs(command.drain.into()),
        worker: !command.no_worker,
        figures,
    };
    let auditors = Auditors::new(move |options| maker.make(options).map_err(|error| format!("{error:#}")));
    let service = Service::bind(command.listen, journal, auditors, config).await?;
    info!(address = %service.address(), journal = %path.display(), "listening");
    let closing = CancellationToken::new();
    let mut running = std::pin::pin!(service.run(closing.clone()));
    tokio::select! {
        () = &mut running => return Ok(Exit::Done),
        () = told_to_stop() => info!("stopping; once more stops at once"),
    }
    closing.cancel();
    tokio::select! {
        () = running => {}
        () = told_to_stop() => info!("stopped at once"),
    }
    Ok(Exit::Done)
}

fn limits(command: &Serve) -> Limits {
    let streams = usize::try_from(command.streams).unwrap_or(usize::MAX);
    Limits {
        running: command.running,
        waiting: command.waiting,
        streams,
        connections: streams.saturating_add(2_000),
        requests_per_minute: command.requests_per_minute,
        daily: Budget {
            requests: command.daily_requests,
            tokens: command.daily_tokens,
            usd: command.daily_usd,
        },
        ..Limits::default()
    }
}

/// Ctrl-C, or the system's wish.
async fn told_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Values of the option `provider` that can work with these settings.
fn usable(config: &config::Config) -> Vec<String> {
    let usable = config.providers.iter().filter(|settings| providers::obstacle(config, settings).is_none());
    let named = usable.map(|settings| settings.name.as_str().to_owned());
    ["auto", "rules"].map(str::to_owned).into_iter().chain(named).collect()
}

/// Makes auditors out of the settings in force and a brief's options.
struct Maker {
    flags: SettingFlags,
    file: Option<PathBuf>,
    environment: Environment,
    models: ModelTable,
    /// One set for all audits: a day's limit is not one of each.
    accounts: Arc<Accounts>,
    /// A client of a provider is worth keeping: it holds connections.
    kept: Mutex<BTreeMap<String, Auditor>>,
}

impl Maker {
    fn config(&self, options: &Options) -> anyhow::Result<config::Config> {
        config::Config::resolve(&self.flags, options, self.file.as_deref(), &self.environment)
    }

    fn make(&self, options: &Options) -> anyhow::Result<Auditor> {
        let key = serde_json::to_string(options)?;
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(auditor) = kept().get(&key) {
            return Ok(auditor.clone());
        }
        if let Some(prices) = &options.prices
            && PriceSet::named(prices).is_none()
        {
            anyhow::bail!("{prices:?} is no built-in price set");
        }
        let config = self.config(options)?;
        let analyst = providers::analyst(&config, &self.models, Arc::clone(&self.accounts))?;
        let auditor = Auditor::new(analyst, audit::settings(&config, &self.models)?);
        let mut kept = kept();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(key, auditor.clone());
        Ok(auditor)
    }
}
