//! Bills of quantities from real files, hand-made tables and hostile bytes, through the public functions alone.
#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]

mod example;
mod formats;
mod hostile_bytes;
mod kinds;
mod real_files;
mod round_trip;
mod tables;
mod workbooks;
