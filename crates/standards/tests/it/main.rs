//! Every embedded table is read and held to the promises of `data/`: sources, known classes, ordered strictness.
#![expect(clippy::unwrap_used, reason = "tests")]

mod tables;
