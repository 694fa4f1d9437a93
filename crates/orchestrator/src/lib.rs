//! Turns a brief into an audit: asks the queries of a plan at the same time, has every answer checked by the
//! rules, merges what arrived and tells each step as an [`Event`](model::Event).
//!
//! Start with [`Auditor`]; for a single call see [`audit`]. No environment, no files, no detached tasks: what is
//! dropped is cancelled, and with it every connection to a provider.

pub mod accounts;
pub mod analyst;
pub mod context;
mod defaults;
mod error;
mod merge;
mod metrics;
pub mod plan;
pub mod prompt;
mod query;
mod resume;
mod run;
pub mod schema;
mod settings;

pub use accounts::Accounts;
pub use analyst::{Analyst, LlmAnalyst, RulesAnalyst};
pub use error::Error;
pub use plan::{Plan, PlanName};
pub use prompt::{Prompt, Prompts};
pub use run::{Auditor, audit};
pub use settings::Settings;
