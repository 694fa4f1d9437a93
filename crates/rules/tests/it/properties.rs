//! What must hold for every brief: no panic, every section, the same answer twice, and speed.

use model::{Brief, Lang, Number, Overall, Position, Profile, SectionName};
use proptest::prelude::*;
use rules::{Settings, assess};

use crate::{assessed, brief, settings};

/// Words that make the readers work, glued in any order.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("základový pas 45,0 × 0,8 × 0,6 m"),
        Just("C25/30 XC2"),
        Just("C15/20"),
        Just("XA"),
        Just("pH 6,2"),
        Just("SO4 900 mg/l"),
        Just("bez"),
        Just("no"),
        Just("posypové soli"),
        Just("parking deck"),
        Just("krytí 35 mm"),
        Just("."),
        Just(";"),
        Just("\n"),
        Just("×"),
        Just("0"),
        Just("99999999999999999999999999999"),
        Just("m3"),
        Just("PE100 d90 SDR11"),
        Just("výkaz výměr"),
        Just("SNiP 2.03.01-84"),
        Just("Ø12"),
        Just("γG 1,2"),
        Just("ﬁ½Ⅳ"),
        Just("životnost 100 let"),
        Just("výztuž 9,6 t"),
        Just("stávající konstrukce"),
        Just("120 m2"),
        Just("tl. 0 mm"),
    ];
    prop::collection::vec(prop_oneof![word.prop_map(str::to_owned), ".{0,12}"], 0..30)
        .prop_map(|words| words.join(" "))
}

fn position() -> impl Strategy<Value = Position> {
    (
        words(),
        prop::option::of(-1000_i64..1000),
        prop::option::of("m³|t|m2|1||kg"),
        prop::option::of(any::<i64>()),
    )
        .prop_map(|(item_name, quantity, unit, price)| Position {
            item_name,
            quantity: quantity.map(Number::from),
            unit,
            unit_price: price.map(Number::from),
            ..Position::default()
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_brief_gets_every_section_and_the_same_answer_twice(
        text in words(), document in words(), positions in prop::collection::vec(position(), 0..12), profile in 0..4_usize,
    ) {
        let documents = vec![model::Document { name: "a.txt".to_owned(), text: document }];
        let brief = Brief { positions, documents, ..brief(&text) };
        let settings = Settings { lang: Lang::Cs, ..settings(Profile::ALL[profile]) };
        let (first, second) = (assess(&brief, &settings), assess(&brief, &settings));
        for name in SectionName::ALL {
            prop_assert_eq!(first.section(*name).to_value().to_string(), second.section(*name).to_value().to_string());
        }
        prop_assert_eq!(first.verdict(), second.verdict());
        let coverage = first.coverage();
        prop_assert!(coverage.checks.checked <= coverage.checks.total);
    }
}

#[test]
fn a_text_without_anything_to_check_is_unknown() {
    for text in ["Painting of the staircase hall.", "abc", "Dodávka nábytku a žaluzií"] {
        let assessment = assessed(text, Profile::Csn);
        assert_eq!(assessment.verdict(), Overall::Unknown, "{text}");
        assert!(assessment.elements().is_empty(), "{text}");
    }
}

#[test]
fn five_thousand_positions_are_no_burden() {
    let names = [
        "ZÁKLADY ZE ŽELEZOBETONU DO C30/37",
        "Beton C25/30 XC2",
        "Výkop rýh",
        "Výztuž základů B500B",
        "Bednění stěn",
    ];
    let positions = (0..5000)
        .map(|index| Position {
            item_name: format!("{} {index}", names[index % names.len()]),
            quantity: Some(Number::from(12_i64)),
            unit: Some(["m³", "t", "m²"][index % 3].to_owned()),
            ..Position::default()
        })
        .collect();
    let brief = Brief { positions, ..brief("Foundation strip 45 m × 0.8 m × 0.6 m, outdoor.") };
    let settings = settings(Profile::Csn);
    assess(&brief, &settings);
    let start = std::time::SystemTime::now();
    assess(&brief, &settings);
    let spent = start.elapsed().unwrap();
    eprintln!("5,000 positions: {spent:?}");
    // Twenty times the target of a release build, so that a slow machine and a debug build pass.
    assert!(spent.as_millis() < 1000, "{spent:?}");
    let plain = "Foundation strip 45 m × 0.8 m × 0.6 m, outdoor, groundwater pH 6.2, Czech climate.";
    let start = std::time::SystemTime::now();
    for _ in 0..200 {
        assessed(plain, Profile::Csn);
    }
    eprintln!("a plain brief: {:?}", start.elapsed().unwrap() / 200);
}
