//! The report as a reader gets it: audits and bills from `tests/data` set at two widths.
#![expect(clippy::unwrap_used, reason = "tests")]

mod bill;
mod hostile;
mod reference;
mod snapshots;

use model::Audit;
use report::Look;

/// Without colour, at the width of a usual terminal.
const WIDE: Look = Look { colour: false, width: 100 };
/// Without colour, at the width of a narrow one.
const NARROW: Look = Look { colour: false, width: 60 };

fn audit(json: &str) -> Audit {
    serde_json::from_str(json).unwrap()
}
