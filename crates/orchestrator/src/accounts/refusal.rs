//! Why a request was not sent: which limit, what is used of it, when it is free again, how to change it.

use std::time::Duration;

use jiff::Timestamp;
use model::Number;

/// A request that a limit forbids. Nothing was sent and nothing is owed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// The provider's requests of the day are used up.
    #[error(
        "the limit of {limit} requests a day to {provider} is reached ({made} made); it is free again at {resets}; \
         {provider}_requests_per_day changes it"
    )]
    RequestsPerDay {
        /// The provider.
        provider: String,
        /// The limit.
        limit: u32,
        /// Requests made.
        made: u32,
        /// When the day ends.
        resets: Timestamp,
    },
    /// The provider was asked too often in the last minute.
    #[error(
        "the limit of {limit} requests a minute to {provider} is reached; it is free again in {:.1} s; \
         {provider}_requests_per_minute changes it",
        wait.as_secs_f64()
    )]
    RequestsPerMinute {
        /// The provider.
        provider: String,
        /// The limit.
        limit: u32,
        /// When the next request may be sent.
        wait: Duration,
    },
    /// A budget is to be held and nobody knows what the model charges.
    #[error(
        "the price of model {model} is not known, so the budget cannot be held: give it in the file that `models` \
         names, or take budget_audit_usd and budget_day_usd away"
    )]
    UnknownPrice {
        /// The model.
        model: String,
    },
    /// The audit's budget does not allow the request.
    #[error(
        "the budget of {budget} USD for an audit does not allow a request of up to {needed} USD ({spent} USD spent or \
         set aside); budget_audit_usd changes it"
    )]
    AuditBudget {
        /// The budget.
        budget: Number,
        /// Spent, or set aside for requests under way.
        spent: Number,
        /// The most that the request can cost.
        needed: Number,
    },
    /// The day's budget does not allow the request.
    #[error(
        "the budget of {budget} USD a day does not allow a request of up to {needed} USD ({spent} USD spent or set \
         aside); it is free again at {resets}; budget_day_usd changes it"
    )]
    DayBudget {
        /// The budget.
        budget: Number,
        /// Spent, or set aside for requests under way.
        spent: Number,
        /// The most that the request can cost.
        needed: Number,
        /// When the day ends.
        resets: Timestamp,
    },
}

impl Refusal {
    /// How long to wait before the request may be sent; `None` where waiting within an audit does not help.
    pub fn wait(&self) -> Option<Duration> {
        match self {
            Self::RequestsPerMinute { wait, .. } => Some(*wait),
            _ => None,
        }
    }
}
