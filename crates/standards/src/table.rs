//! Reads the tables that are compiled in. Never reads anything else.

use serde::de::DeserializeOwned;

/// The parsed table. A fault in it is a fault of the build: `tests/it` reads every table.
#[expect(
    clippy::expect_used,
    reason = "the text is compiled in and the test of every table proves that it parses"
)]
pub(crate) fn load<T: DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).expect("an embedded table that the tests have read")
}
