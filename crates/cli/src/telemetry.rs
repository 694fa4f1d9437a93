//! Logs to standard error (`DOZOR_LOG`) and traces over OTLP (`OTEL_EXPORTER_OTLP_ENDPOINT`); both off unless asked for.
//! Traces carry spans alone, never log lines, which may quote what a provider said.

use std::{io::IsTerminal as _, time::Duration};

use anyhow::{Context as _, anyhow};
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig as _};
use opentelemetry_sdk::{Resource, trace::SdkTracerProvider};
use tracing_subscriber::{
    Layer as _,
    filter::{Targets, filter_fn},
    fmt,
    layer::SubscriberExt as _,
    util::SubscriberInitExt as _,
};

use crate::{
    config::{Config, names},
    output,
};

/// How long the last spans may take to be sent when the program ends.
const LAST_SPANS: Duration = Duration::from_secs(3);
/// Crates whose spans go into traces.
const TRACED: [&str; 2] = ["orchestrator", "llm"];

/// What has to be sent before the program ends.
#[derive(Debug, Default)]
pub(crate) struct Telemetry {
    traces: Option<SdkTracerProvider>,
}

impl Telemetry {
    /// Starts what the settings ask for; outside of a runtime, because the exporter has a thread of its own.
    ///
    /// `usual` is what is logged where the settings say nothing: a service that says nothing cannot be run.
    pub(crate) fn start(config: &Config, usual: Option<&str>) -> anyhow::Result<Self> {
        let levels = config.telemetry.log.value.as_deref().or(usual);
        if levels.is_none() && config.telemetry.traces.value.is_none() {
            return Ok(Self::default());
        }
        let log = levels.map(|levels| {
            let levels: Targets = levels.parse().map_err(|error| {
                anyhow!(
                    "{}: {levels:?} is not a level such as info or orchestrator=debug: {error}",
                    names::LOG
                )
            })?;
            let lines = fmt::layer().with_writer(std::io::stderr).with_ansi(false);
            // Lines for a person; for whoever collects the logs of a service, JSON.
            let lines = if usual.is_some() && !std::io::stderr().is_terminal() {
                lines.json().boxed()
            } else {
                lines.boxed()
            };
            anyhow::Ok(lines.with_filter(levels))
        });
        let log = log.transpose()?;
        let traces =
            config.telemetry.traces.value.as_ref().filter(|_| !config.offline.value.0).map(|_| exporter());
        let traces = traces.transpose()?;
        let spans = traces.as_ref().map(|traces| {
            let ours = |what: &tracing::Metadata<'_>| {
                let name = what.target().split("::").next().unwrap_or_default();
                what.is_span() && TRACED.contains(&name)
            };
            tracing_opentelemetry::layer()
                .with_tracer(traces.tracer("dozor"))
                .with_location(false)
                .with_threads(false)
                .with_tracked_inactivity(false)
                .with_filter(filter_fn(ours))
        });
        tracing_subscriber::registry().with(log).with(spans).try_init().context("logging did not start")?;
        if config.offline.value.0 && config.telemetry.traces.value.is_some() {
            output::note(&format!("warning: {} is ignored, because offline is on", names::TRACES));
        }
        Ok(Self { traces })
    }

    /// Sends what is left.
    pub(crate) fn finish(self) {
        let Some(traces) = self.traces else { return };
        if let Err(error) = traces.shutdown_with_timeout(LAST_SPANS) {
            output::note(&format!("warning: traces could not be sent ({}): {error}", names::TRACES));
        }
    }
}

/// Sends spans as JSON over HTTP, to the address and with the headers that OpenTelemetry's own variables name.
fn exporter() -> anyhow::Result<SdkTracerProvider> {
    // One that the program has chosen before stands.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let exporter = SpanExporter::builder().with_http().with_protocol(Protocol::HttpJson).build();
    let exporter = exporter.with_context(|| format!("traces cannot be sent ({})", names::TRACES))?;
    let version = opentelemetry::KeyValue::new("service.version", env!("CARGO_PKG_VERSION"));
    let resource = Resource::builder().with_service_name("dozor").with_attribute(version).build();
    Ok(SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build())
}
