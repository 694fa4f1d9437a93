//! Where audits and their events are kept and waited for: one trait, [`Journal`], and [`Sqlite`] behind it.
//!
//! What an append or a submission answered for has reached the disk. Nothing here knows of providers, of HTTP or of
//! what an event means beyond its number and whether it is the last. Start with [`Journal`].

mod error;
mod journal;
mod lease;
mod live;
mod record;
mod sqlite;
mod submission;
mod token;
mod usage;

#[cfg(test)]
mod suite;

pub use error::Error;
pub use journal::{Answer, Journal};
pub use lease::{Claim, Lease};
pub use record::Record;
pub use sqlite::Sqlite;
pub use submission::{Admission, Key, Listing, Page, State, Submission, Submitted, Summary};
pub use token::Token;
pub use usage::{Usage, UsageQuery};
