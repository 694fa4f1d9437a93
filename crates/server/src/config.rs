//! What the service is told by whoever starts it.

use std::{fmt, sync::Arc, time::Duration};

use metrics_exporter_prometheus::PrometheusHandle;
use model::{Number, Options};
use orchestrator::Auditor;
use schemars::JsonSchema;
use serde::Serialize;

/// Makes the auditor for a brief's options. The error is for the client: it says which option is wrong and why.
#[derive(Clone)]
pub struct Auditors(Arc<Make>);

type Make = dyn Fn(&Options) -> Result<Auditor, String> + Send + Sync;

impl Auditors {
    /// Auditors made by `make`.
    pub fn new(make: impl Fn(&Options) -> Result<Auditor, String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(make))
    }

    pub(crate) fn make(&self, options: &Options) -> Result<Auditor, String> {
        (self.0)(options)
    }
}

impl fmt::Debug for Auditors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Auditors")
    }
}

/// How the service is to behave.
#[derive(Clone, Debug)]
pub struct Config {
    /// Whether a client must show a token. Without, everybody who can reach the address is let in.
    pub token_required: bool,
    /// Values of the option `provider` that make sense here, for the API's description.
    pub providers: Vec<String>,
    /// What may be asked of it.
    pub limits: Limits,
    /// Ended audits are erased after so many days; `None` keeps them.
    pub keep_days: Option<u32>,
    /// How long running audits may go on once the service is to stop.
    pub drain: Duration,
    /// Whether audits are run here, or only taken in for others.
    pub worker: bool,
    /// Where `/metrics` comes from.
    pub figures: PrometheusHandle,
}

/// What may be asked of the service; beyond, a request is refused with 413, 429 or 503.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Audits at once; those beyond wait.
    pub running: u32,
    /// Audits waiting.
    pub waiting: u32,
    /// Bytes of a brief, or of several.
    pub body_bytes: usize,
    /// Bytes of a bill of quantities.
    pub bill_bytes: usize,
    /// Positions of a brief.
    pub positions: usize,
    /// Briefs in one request.
    pub briefs: usize,
    /// Event streams at once.
    pub streams: usize,
    /// Connections at once; those beyond wait to be accepted.
    pub connections: usize,
    /// Requests of one client in a minute.
    pub requests_per_minute: u32,
    /// How long a body may take to arrive.
    pub body_time: Duration,
    /// What a tenant may use in a day.
    pub daily: Budget,
}

/// What may be used; `None` is without limit. The rules alone use nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Budget {
    /// Requests to providers.
    pub requests: Option<u64>,
    /// Input and output tokens.
    pub tokens: Option<u64>,
    /// Money.
    pub usd: Option<Number>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            running: 256,
            waiting: 10_000,
            body_bytes: 8 << 20,
            bill_bytes: 64 << 20,
            positions: 20_000,
            briefs: 100,
            streams: 10_000,
            connections: 12_000,
            requests_per_minute: 1_200,
            body_time: Duration::from_secs(30),
            daily: Budget::default(),
        }
    }
}
