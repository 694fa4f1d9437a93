//! A bill that holds a whole multiple of what the dimensions of a plural name give: the number of pieces is not told.

use model::{
    Number, Severity,
    sections::{DocumentIssue, RfiItem},
};
use rust_decimal::Decimal;

use crate::{
    checks::Context,
    code::Code,
    facts::{dimensions::Measure, pieces::is_plural, source::Folded},
    finding::{Effect, Ruling, issue, question},
    text::{say, shown},
};

/// Most pieces that a multiple is taken for.
const MOST_PIECES: i64 = 200;

/// The question for the number of pieces of an element, where `billed` is a multiple of `drawn` in m³.
pub(super) fn ask(
    context: &Context<'_>,
    index: usize,
    (billed, drawn): (Number, Number),
) -> Option<Vec<Ruling>> {
    let element = context.elements.get(index)?;
    let is_counted =
        element.dimensions.iter().any(|dimension| matches!(dimension.measure, Measure::Pieces(_)));
    if is_counted || !is_plural(&Folded::new(&element.origin.quote).text) {
        return None;
    }
    let ratio = billed.checked_div(*drawn)?;
    let pieces = ratio.round();
    let is_whole = (ratio - pieces).abs() <= Decimal::new(5, 3) * pieces;
    if !is_whole || pieces < Decimal::TWO || pieces > Decimal::from(MOST_PIECES) {
        return None;
    }
    let lang = context.lang;
    let name = &element.name;
    let (billed, drawn, pieces) = (shown(lang, billed), shown(lang, drawn), pieces.normalize().to_string());
    let first = element.billed.origins.first().unwrap_or(&element.origin);
    let found = DocumentIssue {
        location: first.label(lang),
        description: say!(
            lang,
            "{name}: {billed} m³ is {pieces} × {drawn} m³; the number of pieces is not stated",
            "{name}: {billed} m³ je {pieces} × {drawn} m³; počet kusů není uveden"
        ),
        impact: say!(
            lang,
            "the volume holds only for this number of pieces",
            "objem platí jen pro tento počet kusů"
        ),
        recommendation: say!(lang, "state the number of pieces", "uvést počet kusů"),
        ..issue(Code::QtyMismatch, Severity::Medium)
    };
    let asked = RfiItem {
        to: say!(lang, "structural designer", "projektant (statik)"),
        question: say!(
            lang,
            "How many pieces are there of: {name}? The bill gives as much as {pieces} of them.",
            "Kolik kusů je: {name}? Množství ve výkazu odpovídá počtu {pieces} ks."
        ),
        needed_for: say!(lang, "the volume and the price", "objemu a ceně"),
        ..question(Code::QtyMismatch, Severity::Medium)
    };
    Some(vec![
        Ruling::issue(found, Effect::Condition, Some(index)),
        Ruling::question(asked, Effect::Condition, Some(index)),
    ])
}
