//! Bills of quantities as tables.

use model::{Lang, Number, Position};
use report::{Bill, Look, bill};
use unicode_width::UnicodeWidthStr;

use super::{NARROW, WIDE};

fn position(section: &str, name: &str, [quantity, unit_price]: [&str; 2], unit: &str) -> Position {
    Position {
        code: Some("272321511".to_owned()),
        item_name: name.to_owned(),
        quantity: Number::parse(quantity),
        unit: Some(unit.to_owned()),
        unit_price: Number::parse(unit_price),
        section: (!section.is_empty()).then(|| section.to_owned()),
        ..Position::default()
    }
}

fn positions() -> Vec<Position> {
    let long =
        "Základy z betonu železového do C25/30 se zvýšenými nároky na prostředí, včetně ošetřování a čerpání";
    vec![
        position("Zakládání", long, ["21,6", "3515,00"], "m³"),
        position("Zakládání", "Výztuž základových pasů B500B", ["1,728", "40761,57"], "t"),
        position("Zakládání", "Odpočet otvorů", ["-0,5", "3515"], "m³"),
        position("Přesuny", "Přesun hmot", ["52,4", ""], "t"),
        position("", "Položka bez oddílu", ["1", "12000"], "kpl"),
    ]
}

fn shown(lang: Lang, look: Look) -> String {
    let skipped = [("header".to_owned(), 3), ("unheard_of".to_owned(), 12)].into();
    let warnings = ["row 17: the total differs from quantity times price by 0.40 CZK".to_owned()];
    let positions = positions();
    bill(
        &Bill { source: "vykaz.xlsx", positions: &positions, skipped: &skipped, warnings: &warnings },
        lang,
        &look,
    )
}

#[test]
fn a_bill_reads_as_reviewed() {
    insta::assert_snapshot!("bill_cs_100", shown(Lang::Cs, WIDE));
    insta::assert_snapshot!("bill_en_60", shown(Lang::En, NARROW));
}

#[test]
fn no_line_of_a_bill_is_wider_than_asked() {
    for width in [60, 72, 80, 100, 160] {
        for line in shown(Lang::Cs, Look { colour: false, width }).lines() {
            assert!(line.width() <= usize::from(width), "{width}: {line:?}");
        }
    }
}

#[test]
fn sums_are_decimal_and_count_only_what_is_priced() {
    let text = shown(Lang::En, WIDE);
    assert!(text.contains("Priced positions: 4/5"), "{text}");
    assert!(text.contains("Total without VAT: 156,602.49\u{a0}CZK"), "{text}");
}

#[test]
fn a_bill_without_positions_says_so() {
    let empty = Bill {
        source: "empty.xlsx",
        positions: &[],
        skipped: &std::collections::BTreeMap::new(),
        warnings: &[],
    };
    insta::assert_snapshot!(bill(&empty, Lang::Cs, &WIDE), @r"
    empty.xlsx – 0 položek
    Nebyly nalezeny žádné položky.
    ");
}
