//! Numbers of files that keep them as text, with a warning where something else stands in their place.

use model::Number;

use crate::{
    WarningCode,
    bill::Bill,
    cell::{Amount, Cell},
    warning::Words,
};

/// The number in `text`; `name` is what it is called in English and Czech.
pub(crate) fn amount_of(
    text: Option<&str>,
    name: (&str, &str),
    sheet: &str,
    bill: &mut Bill,
) -> Option<Number> {
    let amount = text.and_then(Cell::text).map_or(Amount::Missing, |cell| cell.amount());
    if let Amount::Unreadable(content) = &amount {
        let words = Words {
            en: format!("the {} holds {content:?}, which is not a number", name.0),
            cs: format!("{} obsahuje {content:?}, což není číslo", name.1),
        };
        bill.warn(WarningCode::UnreadableNumber, Some(sheet), None, words);
    }
    amount.value()
}
