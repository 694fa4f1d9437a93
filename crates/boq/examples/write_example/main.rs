//! Writes the project's own example bill, `examples/bill-of-quantities.xlsx`, anew:
//! `cargo run -p boq --example write_example`.

mod bill;

use std::{error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/bill-of-quantities.xlsx");
    fs::write(file, bill::workbook()?)?;
    Ok(())
}
