//! JSON: what `dozor boq --format json` prints, or an array of positions.

use std::fmt;

use model::Position;
use serde::{Deserialize, Deserializer, de};

use crate::{Error, bill::Bill, encoding::text_of, limits::Budget};

/// What is read of our own output; the rest of it is told anew.
#[derive(Deserialize)]
struct Printed {
    positions: Positions,
}

/// A list that does not grow without a bound while it is read.
struct Positions(Vec<Position>);

/// More positions than any bill has; the limits of the caller are held against what was read.
const MOST: usize = 250_000;

impl<'de> Deserialize<'de> for Positions {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_seq(PositionsVisitor)
    }
}

struct PositionsVisitor;

impl<'de> de::Visitor<'de> for PositionsVisitor {
    type Value = Positions;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of positions")
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut source: A) -> Result<Positions, A::Error> {
        let mut positions = Vec::new();
        while let Some(position) = source.next_element()? {
            if positions.len() == MOST {
                return Err(de::Error::custom(format!("more than {MOST} positions")));
            }
            positions.push(position);
        }
        Ok(Positions(positions))
    }
}

/// Adds the positions of a JSON file to `bill`.
pub(crate) fn read(bytes: &[u8], budget: &mut Budget<'_>, bill: &mut Bill) -> Result<(), Error> {
    // A measurement takes more memory than the few bytes that it may be written in.
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    budget.within("bytes of JSON", size, budget.limits.max_text_bytes / 2)?;
    let text = text_of(bytes);
    let mut source = serde_json::Deserializer::from_str(&text);
    let failed = |field: &str, cause: &serde_json::Error| {
        let at = if field == "." { String::new() } else { format!("field {field}: ") };
        Error::Json { file: budget.file.to_owned(), problem: format!("{at}{cause}") }
    };
    let positions = if text.trim_start().starts_with('[') {
        serde_path_to_error::deserialize::<_, Positions>(&mut source)
    } else {
        serde_path_to_error::deserialize::<_, Printed>(&mut source).map(|printed| printed.positions)
    };
    let Positions(positions) = positions.map_err(|cause| failed(&cause.path().to_string(), cause.inner()))?;
    source.end().map_err(|cause| failed(".", &cause))?;
    budget.within("filled rows", positions.len() as u64, budget.limits.max_rows.into())?;
    budget.check_time()?;
    bill.has_table = true;
    bill.positions = positions;
    Ok(())
}
