//! JSON: what `dozor boq --format json` prints, or an array of positions.

use model::Position;
use serde::Deserialize;

use crate::{Error, bill::Bill, encoding::text_of, limits::Budget};

/// What is read of our own output; the rest of it is told anew.
#[derive(Deserialize)]
struct Printed {
    positions: Vec<Position>,
}

/// Adds the positions of a JSON file to `bill`.
pub(crate) fn read(bytes: &[u8], budget: &mut Budget<'_>, bill: &mut Bill) -> Result<(), Error> {
    let text = text_of(bytes);
    let mut source = serde_json::Deserializer::from_str(&text);
    let failed = |field: &str, cause: &serde_json::Error| {
        let at = if field == "." { String::new() } else { format!("field {field}: ") };
        Error::Json { file: budget.file.to_owned(), problem: format!("{at}{cause}") }
    };
    let positions = if text.trim_start().starts_with('[') {
        serde_path_to_error::deserialize::<_, Vec<Position>>(&mut source)
    } else {
        serde_path_to_error::deserialize::<_, Printed>(&mut source).map(|printed| printed.positions)
    };
    let positions = positions.map_err(|cause| failed(&cause.path().to_string(), cause.inner()))?;
    source.end().map_err(|cause| failed(".", &cause))?;
    budget.within("filled rows", positions.len() as u64, budget.limits.max_rows.into())?;
    budget.check_time()?;
    bill.has_table = true;
    bill.positions = positions;
    Ok(())
}
