//! What was used: requests, tokens and money, by tenant, day and provider.

use jiff::civil::Date;
use model::Number;
use schemars::JsonSchema;
use serde::Serialize;

/// A sum of what was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Usage {
    /// Whose.
    pub tenant: String,
    /// The day, in UTC.
    #[schemars(with = "String", extend("format" = "date"))]
    pub day: Date,
    /// Who was asked.
    pub provider: String,
    /// Requests to it.
    pub requests: u64,
    /// Input tokens, cached ones included.
    pub tokens_input: u64,
    /// Output tokens.
    pub tokens_output: u64,
    /// Money in USD, of the requests whose price is known.
    pub cost_usd: Number,
    /// Queries whose price is not known.
    pub unpriced: u64,
}

/// Which usage to give.
#[derive(Clone, Debug)]
pub struct UsageQuery {
    /// Whose; `None` for everybody's.
    pub tenant: Option<String>,
    /// From that day.
    pub from: Date,
    /// To that day, inclusive.
    pub to: Date,
}
