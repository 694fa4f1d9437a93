//! How long an audit took, what it used, and what it cost.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Number;

/// Times, tokens and money of one audit. All times are milliseconds with fractions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Performance {
    /// From the accepted brief to the merged audit.
    pub total_time_ms: f64,
    /// Time of each query by its id, retries and failures included.
    pub query_times: BTreeMap<String, f64>,
    /// Sum of the query times over the total × 100: 100 is sequential, 200 perfect for two queries, below 100
    /// overhead. `null` where the rules answered.
    pub parallel_efficiency: Option<f64>,
    /// Input and output tokens of all queries.
    pub tokens_total: u64,
    /// Queries started.
    pub queries_executed: u32,
    /// Queries that gave at least one section.
    pub queries_successful: u32,
    /// Queries that gave none.
    pub queries_failed: u32,
    /// The total less the slowest chain of queries: what Dozor itself adds.
    pub overhead_ms: f64,
    /// Money for all queries.
    pub cost: Cost,
    /// Each query by its id.
    pub queries: BTreeMap<String, QueryPerformance>,
}

/// An amount of money; `null` where a price is not known, never 0 in its place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cost {
    /// ISO 4217 code of the currency.
    pub currency: String,
    /// The amount.
    pub amount: Option<Number>,
}

/// One query's share.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QueryPerformance {
    /// Who answered: a provider's name or `rules`.
    pub provider: String,
    /// The model; `null` where the rules answered.
    pub model: Option<String>,
    /// From its start to its end, waiting and retries included.
    pub time_ms: f64,
    /// To the first piece of content of the answer that was used.
    pub time_to_first_token_ms: Option<f64>,
    /// How many times it was asked.
    pub attempts: u32,
    /// Input tokens of all attempts, cached ones included.
    pub tokens_input: u64,
    /// Output tokens of all attempts.
    pub tokens_output: u64,
    /// Input tokens read from a provider's cache.
    pub tokens_cached: u64,
    /// Whether any of the counts is an estimate (4 characters per token) and not the provider's own.
    pub tokens_estimated: bool,
    /// How it ended.
    pub outcome: Outcome,
    /// Why it failed or was cut.
    pub error: Option<String>,
}

/// How a query ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Every section that it owed arrived.
    Complete,
    /// Some sections arrived whole, others not at all.
    Partial,
    /// No section arrived.
    #[default]
    Failed,
}
