//! Pages of reference at two widths: a wide table is set row by row where it does not fit.

use model::Lang;
use report::{ReferencePart, reference};

use super::{NARROW, WIDE};

fn words(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn parts() -> Vec<ReferencePart> {
    let row =
        ["XF4", "C30/37", "0.45", "340", "concrete is air-entrained, or its frost performance is proved"];
    vec![
        ReferencePart {
            facts: vec![("source".to_owned(), "a standard".to_owned()), ("clause".to_owned(), String::new())],
            ..ReferencePart::default()
        },
        ReferencePart {
            title: "csn".to_owned(),
            columns: words(&["class", "strength", "w/c", "cement in kilograms per cubic metre", "remark"]),
            rows: vec![words(&row), words(&["X0", "C12/15", "", "", ""])],
            ..ReferencePart::default()
        },
    ]
}

#[test]
fn facts_and_tables_are_set_at_both_widths() {
    insta::assert_snapshot!("wide", reference("Limits", &parts(), Lang::En, &WIDE));
    insta::assert_snapshot!("narrow", reference("Limits", &parts(), Lang::En, &NARROW));
}
