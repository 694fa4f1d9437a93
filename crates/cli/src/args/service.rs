//! The flags of the service and of its tokens.

use std::net::SocketAddr;

use clap::{Args, Subcommand};
use model::Number;

use super::SettingFlags;

#[derive(Debug, Args)]
#[command(
    after_help = "Without tokens only this machine is let in. An address that others can reach demands tokens: \
    dozor token new NAME. Audits that run when the service stops or dies go on after its next start."
)]
pub(crate) struct Serve {
    /// Address and port; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    #[command(flatten)]
    pub(crate) journal: JournalFlag,
    /// Take audits in and show them, but run none
    #[arg(long)]
    pub(crate) no_worker: bool,
    /// Demand a token on this machine too, as behind a reverse proxy
    #[arg(long)]
    pub(crate) require_token: bool,
    /// Erase ended audits after so many days [default: keep them]
    #[arg(long, value_name = "DAYS")]
    pub(crate) keep_days: Option<u32>,
    /// How long running audits may go on once the service is to stop
    #[arg(long, value_name = "SECONDS", default_value_t = 20)]
    pub(crate) drain: u16,
    /// Audits at once; those beyond wait
    #[arg(long, value_name = "N", default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) running: u32,
    /// Audits waiting; those beyond are refused
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub(crate) waiting: u32,
    /// Event streams at once
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub(crate) streams: u32,
    /// Requests of one client in a minute
    #[arg(long, value_name = "N", default_value_t = 1_200, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) requests_per_minute: u32,
    /// Requests to providers in a day, for each tenant
    #[arg(long, value_name = "N")]
    pub(crate) daily_requests: Option<u64>,
    /// Tokens in a day, for each tenant
    #[arg(long, value_name = "N")]
    pub(crate) daily_tokens: Option<u64>,
    /// Money in a day in USD, for each tenant
    #[arg(long, value_name = "USD", value_parser = amount)]
    pub(crate) daily_usd: Option<Number>,
    #[command(flatten)]
    pub(crate) settings: SettingFlags,
}

#[derive(Debug, Args)]
pub(crate) struct JournalFlag {
    /// Where audits are kept [default: sqlite:journal.db in the data folder]
    #[arg(long, value_name = "sqlite:PATH", global = true)]
    pub(crate) journal: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Token {
    #[command(subcommand)]
    pub(crate) command: TokenCommand,
    #[command(flatten)]
    pub(crate) journal: JournalFlag,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Make a token and print it; it cannot be shown again
    New {
        /// What it is called
        name: String,
        /// Whose audits it opens
        #[arg(long, default_value = "local")]
        tenant: String,
    },
    /// List the tokens
    List,
    /// Forget a token; who holds it is let in no more
    Revoke {
        /// What it is called
        name: String,
    },
}

fn amount(text: &str) -> Result<Number, String> {
    let amount = Number::parse(text).filter(|amount| *amount >= Number::ZERO);
    amount.ok_or_else(|| format!("{text:?} is no amount of money"))
}
