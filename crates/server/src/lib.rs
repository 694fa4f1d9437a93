//! The service: HTTP, live streams, access, limits, and the worker that runs audits out of the journal.
//!
//! What a client is told has been synced; what the journal holds is the only state. Bodies are checked before anything
//! is spent, errors leave as problem+json and leak nothing. Start with [`Service`] and `router`.

mod about;
mod access;
mod ask_stream;
mod attendance;
mod audits;
mod bills;
mod body;
mod config;
mod docs;
mod error;
mod events;
mod figures;
mod gate;
mod health;
mod openapi;
mod page;
mod problem;
mod reports;
mod router;
mod service;
mod session;
mod submit;
mod token;
mod usage;
mod worker;

pub use config::{Auditors, Budget, Config, Limits};
pub use error::Error;
pub use service::Service;
pub use token::NewToken;
