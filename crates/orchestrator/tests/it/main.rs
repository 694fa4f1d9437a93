//! The orchestrator from outside: what a run tells, what it merges, how it fails.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod accounting;
mod budget;
mod context;
mod convenience;
mod degradation;
mod events;
mod injection;
mod matrix;
mod plans;
mod prompts;
mod provider;
mod resume;
mod retries;
mod scripted;
mod sockets;
