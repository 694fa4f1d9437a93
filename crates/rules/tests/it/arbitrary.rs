//! Any text, any specification, any number and any answer of a model: nothing panics, the same input gives the same
//! bytes, and verifying what was verified changes nothing more.

use model::{Brief, Lang, Number, Position, Profile, Section, SectionName};
use proptest::prelude::*;
use rules::{Settings, assess};
use serde_json::{Map, Value, json};

use crate::{brief, settings};

/// Words of the field between any characters.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("C30/37 XC4, XD3, XF4 (CZ, F.1)".to_owned()),
        Just("základová deska 1e3 × 0,0 × 99999999999999999999 m".to_owned()),
        Just("pH 4,9; SO4 99999999999999999999999999999 mg/l".to_owned()),
        Just("ČSN EN 1992-99-1:9999 tab. 4.4N".to_owned()),
        Just("γG = 1,2; Ø999; krytí -5 mm; S9".to_owned()),
        Just("výkaz výměr 79228162514264337593543950335 m3".to_owned()),
        "\\PC{0,20}",
        any::<String>(),
    ];
    prop::collection::vec(word, 0..6).prop_map(|words| words.join(" "))
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
        Just(json!("79228162514264337593543950335")),
    ];
    let key = prop_oneof![
        Just("concrete_class".to_owned()),
        Just("exposure_classes".to_owned()),
        Just("cover_mm".to_owned()),
        Just("items".to_owned()),
        text(),
    ];
    leaf.prop_recursive(3, 24, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn number() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<i64>().prop_map(Value::from),
        (-1e6..1e6_f64).prop_map(Value::from),
        Just(json!("79228162514264337593543950335")),
        Just(json!("-79228162514264337593543950335")),
        Just(json!(0)),
        Just(json!(1e-20)),
        Just(Value::Null),
    ]
}

/// An answer of the right shape with anything inside.
fn answer() -> impl Strategy<Value = Vec<(SectionName, Value)>> {
    let numbers = prop::collection::vec(number(), 16);
    let texts = prop::collection::vec(text(), 12);
    (numbers, texts, 0..3_usize).prop_map(|(n, t, status)| {
        let status = ["PASS", "FAIL", "UNKNOWN"][status];
        let entry = |class: &str| json!({"class": class, "reason": class});
        vec![
            (SectionName::FinalSpecification, json!({"element": t[0], "concrete_class": t[1], "exposure_classes": [t[2], "XF9"],
                "w_c_ratio": n[0], "min_cement_kg_m3": n[1], "air_content_percent": n[2], "cover_mm": n[3]})),
            (SectionName::ExposureAnalysis, json!({"certain": [entry(&t[3]), entry("XD3")], "assumed": [entry(&t[4])]})),
            (SectionName::MaterialsBreakdown, json!({"concrete": {"concrete_class": t[5], "volume_m3": n[4], "unit_price_czk": n[5], "total_czk": n[6]},
                "reinforcement": {"total_tonnes": n[7], "unit_price_czk": n[8], "total_czk": n[9]}, "formwork": {"area_m2": n[10]}})),
            (SectionName::CostSummary, json!({"direct_costs_czk": n[11], "indirect_costs_czk": n[12], "vat_rate": n[13], "total_incl_vat_czk": n[14],
                "cost_per_m3_concrete_czk": n[15]})),
            (SectionName::StructuralAnalysis, json!({"actions": [t[6]], "notes": [t[7]], "required_concrete_class": t[1]})),
            (SectionName::ComplianceChecks, json!([{"category": t[8], "items": [
                {"check": format!("strength class {}", t[9]), "required": t[1], "found": t[5], "status": status, "standard": t[10], "clause": t[11]},
                {"check": format!("cover {}", t[9]), "required": t[10], "found": t[11], "status": status},
                {"check": "volume of concrete", "required": t[10], "found": t[11], "status": status},
                {"check": "γG", "required": t[6], "found": t[7], "status": status},
                {"check": "exposure", "required": t[2], "found": t[3], "status": status}]}])),
            (SectionName::StandardsChecked, json!([{"standard": t[10], "status": "current"}])),
            (SectionName::OtskpCodes, json!([{"code": t[11], "item": t[0], "unit": t[9]}])),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_is_assessed_and_verified_the_same_twice(
        (description, document) in (text(), text()), specification in json_value(), loose in json_value(),
        answer in answer(), quantity in any::<i64>(), profile in 0..4_usize,
    ) {
        let huge = Number::parse("79228162514264337593543950335").unwrap();
        let position = Position {
            item_name: document.clone(),
            quantity: Some(Number::from(quantity)),
            unit_price: Some(huge),
            unit: Some("m3".to_owned()),
            code: Some(description.clone()),
            ..Position::default()
        };
        let mut brief = Brief {
            positions: vec![position.clone(), Position { quantity: Some(huge), ..position }],
            documents: vec![model::Document { name: "a".to_owned(), text: document }],
            ..brief(&description)
        };
        brief.specifications.insert("concrete_class".to_owned(), specification.clone());
        brief.specifications.insert(description, specification);
        let settings = Settings { lang: if quantity % 2 == 0 { Lang::En } else { Lang::Cs }, ..settings(Profile::ALL[profile]) };
        let assessment = assess(&brief, &settings);
        let same = assess(&brief, &settings);
        let loose = SectionName::ALL.iter().map(|name| (*name, loose.clone()));
        for (name, claimed) in answer.into_iter().chain(loose) {
            let Ok(section) = Section::from_model(name, claimed) else { continue };
            let (once, twice) = (assessment.verify(section.clone()), same.verify(section));
            prop_assert_eq!(&once.verifications, &twice.verifications);
            prop_assert_eq!(once.section.to_value().to_string(), twice.section.to_value().to_string());
            prop_assert!(!assessment.verify(once.section).changed, "{}", name);
        }
    }
}
