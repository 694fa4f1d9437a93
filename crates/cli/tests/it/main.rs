//! The binary from outside, as a user runs it, and the house rules of the whole workspace.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod audit;
mod bad_input;
mod bills;
mod dozor;
mod model_answers;
mod providers;
mod reference;
mod serve;
mod settings;
mod telemetry;
mod tidy;
