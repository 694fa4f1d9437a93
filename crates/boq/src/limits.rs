//! How much a bill may hold, so that a hostile file cannot exhaust the machine.

/// Upper bounds; a file beyond any of them is refused with an error that names the bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file in bytes.
    pub max_bytes: u64,
    /// Size of everything inside the XLSX package in bytes, and of all cell texts together.
    pub max_unpacked_bytes: u64,
    /// Rows with at least one filled cell, over all sheets.
    pub max_rows: u32,
    /// Filled cells over all sheets.
    pub max_cells: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 64 * 1024 * 1024,
            max_unpacked_bytes: 192 * 1024 * 1024,
            max_rows: 200_000,
            max_cells: 5_000_000,
        }
    }
}
