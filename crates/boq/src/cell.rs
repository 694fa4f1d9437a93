//! One filled cell of a sheet, and how its content becomes text or a number.

use model::Number;

/// What a filled cell holds; blank cells, also those that hold only blanks, do not exist.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Text without outer blanks, lines parted by `\n`.
    Text(String),
    /// A binary number.
    Number(f64),
    /// An error value such as `#REF!`.
    Fault(String),
}

/// A cell read as a number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Amount {
    /// The cell is blank or holds only a dash.
    Missing,
    /// The cell holds this number.
    Value(Number),
    /// The cell holds this instead of a number.
    Unreadable(String),
}

impl Cell {
    /// The cell of a text; `None` where it is blank.
    pub(crate) fn text(text: &str) -> Option<Self> {
        let trimmed = text.trim();
        (!trimmed.is_empty()).then(|| Self::Text(trimmed.replace("\r\n", "\n").replace('\r', "\n")))
    }

    /// What a person sees in the cell; a whole number has no decimal point.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Fault(text) => text.clone(),
            Self::Number(value) => decimal(*value).map_or_else(|| value.to_string(), |n| n.to_string()),
        }
    }

    /// The number in the cell.
    pub(crate) fn amount(&self) -> Amount {
        match self {
            Self::Number(value) => {
                decimal(*value).map_or_else(|| Amount::Unreadable(value.to_string()), Amount::Value)
            }
            Self::Fault(fault) => Amount::Unreadable(fault.clone()),
            Self::Text(text) if matches!(text.as_str(), "-" | "–" | "—") => Amount::Missing,
            Self::Text(text) => {
                let bare = text.trim_end_matches("Kč").trim_end_matches("CZK");
                Number::parse(bare).map_or_else(|| Amount::Unreadable(text.clone()), Amount::Value)
            }
        }
    }
}

impl Amount {
    /// The number, if there is one.
    pub(crate) fn value(&self) -> Option<Number> {
        match self {
            Self::Value(number) => Some(*number),
            Self::Missing | Self::Unreadable(_) => None,
        }
    }
}

/// The decimal that a spreadsheet shows for a binary number: it keeps 15 significant digits, which turns
/// 226.44000000000003, the trace of a binary sum, back into 226.44.
fn decimal(value: f64) -> Option<Number> {
    format!("{value:.14e}").parse().ok().and_then(Number::from_f64)
}
