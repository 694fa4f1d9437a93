use super::{Measurement, Mismatch, evaluate};
use crate::{Number, Position};

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

fn measured(quantity: &str, rows: &[(&str, &str)]) -> Position {
    let row = |(text, quantity): &(&str, &str)| Measurement {
        text: (*text).to_owned(),
        quantity: Number::parse(quantity),
    };
    Position {
        quantity: Number::parse(quantity),
        measurement: rows.iter().map(row).collect(),
        ..Position::default()
    }
}

#[test]
fn arithmetic_is_computed_as_estimators_write_it() {
    for (text, value) in [
        ("2*(45,0+0,8)*0,6", "54.96"),
        ("\"ornice\" 100,8*0,2", "20.16"),
        ("\"výkopek 1/3 množství\"  68,160*0,33", "22.4928"),
        ("základové pasy : 45*0,8*0,6", "21.6"),
        ("(42,653*1,6)/4", "17.0612"),
        ("10:4", "2.5"),
        ("-(1-3)", "2"),
        ("2 × 3 x 4", "24"),
        ("0,25^2*3", "0.1875"),
        ("2*3=6", "6"),
        ("26,244*1,1 'Přepočtené koeficientem množství", "28.8684"),
        (",5*2", "1"),
        ("0", "0"),
    ] {
        assert_eq!(evaluate(text), Some(number(value)), "{text}");
    }
}

#[test]
fn what_is_no_arithmetic_has_no_value() {
    let deep = "(".repeat(5_000);
    for text in ["", "viz výkres", "F0005*0,2", "1/0", "2*", "2 3", "((1)", "5 m2", "9^99", deep.as_str()] {
        assert_eq!(evaluate(text), None, "{text}");
    }
    assert_eq!(evaluate(&"9*".repeat(900)), None);
}

#[test]
fn a_measurement_that_holds_is_silent() {
    for position in [
        measured(
            "42.653",
            &[("\"ornice\" 100,8*0,2", "20.16"), ("\"výkopek\" 68,16*0,33", "22.493"), ("Součet", "42.653")],
        ),
        measured("123", &[("(14+1)*(7,2+1)", ""), ("Součet", "")]),
        measured(
            "28.868",
            &[("26,244", "26.244"), ("26,244*1,1 'Přepočtené koeficientem množství", "28.868")],
        ),
        measured("12", &[("pro celou stavbu", "12")]),
        measured("7", &[("3+4", "7"), ("poznámka 25/2020", "")]),
        measured("5", &[("2*3", "6"), ("Mezisoučet", "6"), ("5", "5"), ("Mezisoučet", "5")]),
        measured("99", &[("F0005*0,2", "")]),
        measured("99", &[]),
        measured(
            "1020.341",
            &[
                ("\"z pol. \"3,142*0,30*0,30*420,0 = 118,768 [A]", ""),
                ("\"z pol.č. 264741 + 264841 \"3,142*0,45*0,45*(982,0+435,0) = 901,573 [B]", ""),
                ("\"Celkové množství \"1020.341000 = 1020,341 [C]", ""),
            ],
        ),
        measured("5562", &[("556,2*10 \"Přepočtené koeficientem množství", "5562"), ("Součet", "5562")]),
    ] {
        assert_eq!(position.measurement_mismatch(), None, "{position:?}");
    }
}

#[test]
fn a_row_a_sum_or_a_quantity_that_does_not_follow_is_told() {
    let mismatch = |row: Option<&str>, stated, computed| {
        Some(Mismatch { row: row.map(str::to_owned), stated: number(stated), computed: number(computed) })
    };
    assert_eq!(
        measured("60", &[("2*(45,0+0,8)*0,6", "54.96")]).measurement_mismatch(),
        mismatch(None, "60", "54.96")
    );
    assert_eq!(
        measured("60", &[("2*30,1", "60")]).measurement_mismatch(),
        mismatch(Some("2*30,1"), "60", "60.2")
    );
    assert_eq!(
        measured("12", &[("2*5", "10"), ("Součet", "12")]).measurement_mismatch(),
        mismatch(Some("Součet"), "12", "10")
    );
    assert_eq!(
        measured("20", &[("\"A \"3*7 = 20,000 [A]", "")]).measurement_mismatch(),
        mismatch(Some("\"A \"3*7 = 20,000 [A]"), "20", "21")
    );
    assert_eq!(measured("99", &[("2*3", ""), ("4", "")]).measurement_mismatch(), mismatch(None, "99", "10"));
}
