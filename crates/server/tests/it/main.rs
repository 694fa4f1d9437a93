//! The service from outside, over real sockets: every address, every limit, every refusal.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod access;
mod addresses;
mod limits;
mod page;
mod resume;
mod retry;
mod running;
mod served;
