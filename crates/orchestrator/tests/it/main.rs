//! The orchestrator from outside: what a run tells, what it merges, how it fails.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod budget;
mod context;
mod convenience;
mod degradation;
mod events;
mod plans;
mod prompts;
mod resume;
mod scripted;
mod sockets;
