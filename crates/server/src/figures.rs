//! The figures of the service that arise while audits run, and what they used.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use journal::Usage;
use llm::{Usage as Tokens, price::PriceTable};
use model::{Event, EventBody, Number, Outcome};

/// Reads the events of one audit on their way.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    queries: BTreeMap<String, Query>,
}

#[derive(Debug, Default)]
struct Query {
    /// Who was asked how often.
    requests: BTreeMap<String, u64>,
    provider: String,
    model: Option<String>,
    tokens: Tokens,
}

impl Meter {
    /// Takes note of an event.
    pub(crate) fn read(&mut self, event: &Event) {
        match &event.body {
            EventBody::QueryStarted { query, provider, model, attempt } => {
                let known = self.queries.entry(query.clone()).or_default();
                known.provider.clone_from(provider);
                known.model.clone_from(model);
                if model.is_some() && *attempt > 0 {
                    *known.requests.entry(provider.clone()).or_default() += 1;
                }
            }
            EventBody::QueryCompleted { query, tokens_input, tokens_output, .. } => {
                if let Some(known) = self.queries.get_mut(query) {
                    known.tokens =
                        Tokens { input: *tokens_input, output: *tokens_output, ..Tokens::default() };
                }
            }
            EventBody::FinalResult(audit) => {
                for (query, performance) in &audit.performance.queries {
                    let known = self.queries.entry(query.clone()).or_default();
                    known.tokens = Tokens {
                        input: performance.tokens_input,
                        output: performance.tokens_output,
                        cached: performance.tokens_cached,
                        estimated: performance.tokens_estimated,
                        ..Tokens::default()
                    };
                }
            }
            _ => {}
        }
    }

    /// What the audit used, for its last event.
    pub(crate) fn usage(&self, tenant: &str, last: &Event, prices: &PriceTable) -> Vec<Usage> {
        let day = last.timestamp.to_zoned_datetime(TimeZone::UTC).date();
        let mut by_provider: BTreeMap<&str, Usage> = BTreeMap::new();
        for query in self.queries.values() {
            for (provider, requests) in &query.requests {
                let used = by_provider.entry(provider).or_insert_with(|| nothing(tenant, day, provider));
                used.requests += requests;
                if *provider != query.provider {
                    continue;
                }
                used.tokens_input += query.tokens.input;
                used.tokens_output += query.tokens.output;
                let model = query.model.as_deref().unwrap_or_default();
                match prices.cost_usd(model, &query.tokens, &day.to_string()) {
                    Some(cost) => used.cost_usd = [used.cost_usd, Number::from(cost)].into_iter().sum(),
                    None => used.unpriced += 1,
                }
            }
        }
        by_provider.into_values().collect()
    }
}

fn nothing(tenant: &str, day: jiff::civil::Date, provider: &str) -> Usage {
    Usage {
        tenant: tenant.to_owned(),
        day,
        provider: provider.to_owned(),
        requests: 0,
        tokens_input: 0,
        tokens_output: 0,
        cost_usd: Number::ZERO,
        unpriced: 0,
    }
}

/// Counts an event that has been synced.
pub(crate) fn count(event: &Event) {
    match &event.body {
        EventBody::QueryRetrying { query, provider, .. } => {
            let labels = [("query", query.clone()), ("provider", provider.clone())];
            metrics::counter!("dozor_query_retries_total", &labels).increment(1);
        }
        EventBody::QueryCompleted { query, time_ms, outcome, .. } => {
            let outcome = if *outcome == Outcome::Complete { "complete" } else { "partial" };
            query_time(query, outcome, *time_ms);
        }
        EventBody::QueryFailed { query, time_ms, .. } => query_time(query, "failed", *time_ms),
        EventBody::FinalResult(audit) => {
            metrics::counter!("dozor_audits_total", "state" => "completed").increment(1);
            metrics::histogram!("dozor_audit_overhead_seconds")
                .record(audit.performance.overhead_ms / 1_000.0);
            for (query, performance) in &audit.performance.queries {
                if let Some(first) = performance.time_to_first_token_ms {
                    metrics::histogram!("dozor_first_token_seconds", "query" => query.clone())
                        .record(first / 1_000.0);
                }
            }
        }
        EventBody::Error { .. } => metrics::counter!("dozor_audits_total", "state" => "failed").increment(1),
        EventBody::Cancelled => metrics::counter!("dozor_audits_total", "state" => "cancelled").increment(1),
        _ => {}
    }
}

fn query_time(query: &str, outcome: &'static str, time_ms: f64) {
    let labels = [("query", query.to_owned()), ("outcome", outcome.to_owned())];
    metrics::histogram!("dozor_query_seconds", &labels).record(time_ms / 1_000.0);
}

/// Counts what an audit used.
pub(crate) fn count_usage(usage: &[Usage]) {
    for used in usage {
        for (kind, tokens) in [("input", used.tokens_input), ("output", used.tokens_output)] {
            let labels = [("provider", used.provider.clone()), ("kind", kind.to_owned())];
            metrics::counter!("dozor_tokens_total", &labels).increment(tokens);
        }
        let provider = used.provider.clone();
        metrics::counter!("dozor_requests_to_providers_total", "provider" => provider.clone())
            .increment(used.requests);
        metrics::gauge!("dozor_cost_usd", "provider" => provider).increment(used.cost_usd.to_f64());
    }
}
