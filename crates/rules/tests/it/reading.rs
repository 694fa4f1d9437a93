//! What is said of which element: phrases, orders and dimensions go where the text puts them.

use model::{Brief, Overall, Profile};
use rules::{Assessment, assess};

use crate::{assessed, codes, settings};

/// The elements as `name: exposure classes: verdict`.
fn elements(assessment: &Assessment) -> Vec<String> {
    let told = assessment.elements().iter();
    told.map(|element| {
        format!("{}: {}: {}", element.name, element.exposure_classes.join(" "), element.verdict)
    })
    .collect()
}

#[test]
fn words_go_to_the_element_that_they_speak_of() {
    let cases: &[(&str, &[&str])] = &[
        (
            "Opěrná zeď u místní komunikace, mimo dosah posypových solí, C25/30 XC4 XF1, krytí 40 mm.",
            &["retaining wall: XC4 XF1: COMPLIANT"],
        ),
        (
            "C30/37 XC2 XA1 pro základy, C35/45 XC4 XF1 pro pilíře mostu.",
            &["foundation: XC2 XA1: COMPLIANT", "pier: XC4 XF1: COMPLIANT"],
        ),
        (
            "Základová deska haly 40 × 20 m tl. 250 mm, C25/30 XC2, pod deskou podkladní beton C12/15 X0 tl. 100 mm, podzemní voda neagresivní.",
            &["raft foundation: XC2: COMPLIANT", "blinding concrete: X0: COMPLIANT"],
        ),
        (
            "Dům s balkonem, strop C20/25 XC1 v interiéru, balkon C25/30 XC4 XF3.",
            &["slab: XC1: COMPLIANT", "balcony slab: XC4 XF3: COMPLIANT"],
        ),
        (
            "New office building, heated. Strip footing 20 m × 0.6 m × 0.8 m, founding depth 1.2 m, C25/30 XC2.",
            &["strip footing: XC2: COMPLIANT"],
        ),
        ("Základ v agresivním prostředí XA2, beton C25/30 XC2.", &["foundation: XC2 XA2: NON_COMPLIANT"]),
        (
            "Podzemní garáže bytového domu, stropy a stěny monolitické, C30/37 XC1.",
            &["slab: XC3 XC4 XD3: NON_COMPLIANT", "wall: XC3: NON_COMPLIANT"],
        ),
        ("Stavba silnice, asfaltová vozovka, 5000 m2.", &[]),
        ("Zateplení fasády rodinného domu, 200 m2, bez betonových konstrukcí.", &[]),
        ("Potrubí PE100 d110 SDR17 tl. stěny 6,6 mm PN10 v délce 100 m.", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(elements(&assessed(text, Profile::Csn)), *expected, "{text}");
    }
}

#[test]
fn a_table_of_specifications_is_read_like_prose() {
    let json = r#"{"project_description": "Retaining wall along a road with winter maintenance, spray reaches the wall",
        "specifications": {"concrete_class": "C30/37", "exposure_classes": ["XC4", "XD3", "XF4"], "cover_mm": 50, "w_c_ratio": 0.5}}"#;
    let assessment = assess(&Brief::from_json(json).unwrap(), &settings(Profile::Csn));
    assert_eq!(elements(&assessment), ["retaining wall: XC4 XD3 XF4: NON_COMPLIANT"]);
    assert_eq!(codes(&assessment), ["COVER_LOW high", "WC_HIGH critical"]);
}

#[test]
fn an_order_in_the_table_that_differs_from_the_bill_is_a_contradiction() {
    let json = r#"{"project_description": "Foundation strip 45 m × 0.8 m × 0.6 m, founding depth 1.2 m",
        "positions": [{"item_name": "Concrete C30/37", "quantity": 22.5, "unit": "m³"}],
        "specifications": {"concrete_class": "C25/30"}}"#;
    let assessment = assess(&Brief::from_json(json).unwrap(), &settings(Profile::Csn));
    assert!(codes(&assessment).contains(&"CONTRADICTION high".to_owned()), "{:?}", codes(&assessment));
    assert!(codes(&assessment).contains(&"QTY_WASTE low".to_owned()), "{:?}", codes(&assessment));
}

#[test]
fn chemistry_decides_by_the_worst_value_and_the_cause() {
    let full = "CO2 5 mg/l, NH4 1 mg/l, Mg 50 mg/l";
    let cases = [
        (
            format!(
                "Bored piles, groundwater SO4 3400 mg/l, pH 7.4, {full}. C30/37 XC2 XA3, cement CEM II/B-S 32,5 R."
            ),
            Overall::NonCompliant,
            "SR_MISSING critical",
        ),
        (
            format!("Bored piles, groundwater SO4 3400 mg/l, pH 7.4, {full}. C30/37 XC2 XA3."),
            Overall::Conditional,
            "SR_MISSING high",
        ),
        (
            format!("Bored piles, groundwater SO4 90 mg/l, pH 4.8, {full}. C25/30 XC2 XA2."),
            Overall::Compliant,
            "",
        ),
        (
            format!("Bored piles, groundwater SO4 90 mg/l, pH 3.8, {full}. C30/37 XC2 XA3."),
            Overall::Conditional,
            "CHEM_BEYOND_XA3 critical",
        ),
        (
            "Bored piles C25/30 XC2, ground water reaches them.".to_owned(),
            Overall::Conditional,
            "CHEM_DATA_MISSING high",
        ),
        ("Bored piles C25/30 XC2, no ground water.".to_owned(), Overall::Compliant, ""),
    ];
    for (text, verdict, code) in cases {
        let assessment = assessed(&text, Profile::Csn);
        let found = codes(&assessment);
        assert_eq!(assessment.verdict(), verdict, "{text}: {found:?}");
        assert!(code.is_empty() || found.contains(&code.to_owned()), "{text}: {found:?}");
    }
}

#[test]
fn factors_pipes_and_air_are_judged() {
    let cases = [
        ("Strop C25/30 XC1, interiér, γG = 1,2, γQ = 1,5.", Overall::NonCompliant, "PARTIAL_FACTOR critical"),
        ("Retaining wall C30/37 XC4 XF1, safety factor 1.42.", Overall::Conditional, "GLOBAL_SF rfi"),
        ("Water pipe PE100 d110 SDR17 PN16.", Overall::NonCompliant, "PIPE_PN critical"),
        ("Balkonová deska C30/37 XC4 XF3, bez provzdušnění.", Overall::Conditional, "AIR_LOW high"),
        (
            "Strip footing, C16/20 XC2, w/c 0.65, founding depth 1.0 m.",
            Overall::NonCompliant,
            "WC_HIGH critical",
        ),
        ("Sea wall in the tidal zone, C35/45 XS3 XF4.", Overall::Conditional, "JURISDICTION rfi"),
        ("Opěrná zeď C25/30 XC4 XF1, ČSN EN 206-1.", Overall::Compliant, "OBSOLETE_NEW medium"),
    ];
    for (text, verdict, code) in cases {
        let assessment = assessed(text, Profile::Csn);
        let found = codes(&assessment);
        assert_eq!(assessment.verdict(), verdict, "{text}: {found:?}");
        assert!(found.contains(&code.to_owned()), "{text}: {found:?}");
    }
}

#[test]
fn a_bridge_by_the_fifty_year_table_is_asked_about() {
    let found = codes(&assessed("Pilíř mostu, C30/37 XC4 XF1 (CZ, F.1.1), krytí 50 mm.", Profile::Csn));
    assert!(found.contains(&"DESIGN_LIFE high".to_owned()), "{found:?}");
    let found = codes(&assessed("Pilíř mostu, C30/37 XC4 XF1 (CZ, F.1.2), krytí 50 mm.", Profile::Csn));
    assert!(!found.iter().any(|code| code.starts_with("DESIGN_LIFE high")), "{found:?}");
}

#[test]
fn only_the_existing_structure_is_excused_not_what_is_built_new_in_it() {
    let old = assessed("Stavební úpravy: posouzení stávající stropní desky, beton B20.", Profile::Csn);
    assert_eq!(old.verdict(), Overall::Conditional, "{:?}", codes(&old));
    let new = assessed("Rekonstrukce domu: nový venkovní balkon C20/25 XC4 XF3.", Profile::Csn);
    assert_eq!(new.verdict(), Overall::NonCompliant, "{:?}", codes(&new));
}

#[test]
fn loads_and_resistances_are_held_against_the_eurocodes() {
    let cases = [
        // By hand: 1.35 × 6.5 + 1.5 × 2.5 = 12.525; (6.10a) 8.775 + 0.7 × 3.75 = 11.4; (6.10b) 7.45875 + 3.75 = 11.20875.
        (
            "Office slab C25/30 XC1, interior, g_k = 6.5 kN/m2, q_k = 2.5 kN/m2, f_d = 11.4 kN/m2.",
            Overall::Compliant,
            "",
        ),
        (
            "Office slab C25/30 XC1, interior, g_k = 6.5 kN/m2, q_k = 2.5 kN/m2, f_d = 9.0 kN/m2.",
            Overall::Conditional,
            "LOAD_VALUE high",
        ),
        (
            "Strop bytu C25/30 XC1, interiér, užitné zatížení 1,0 kN/m2.",
            Overall::Conditional,
            "LOAD_VALUE high",
        ),
        ("Strop bytu C25/30 XC1, interiér, užitné zatížení 1,5 kN/m2.", Overall::Compliant, ""),
        (
            "Stropní deska C25/30 XC1, interiér. Sněhová oblast I, s_k = 0,5 kN/m2.",
            Overall::Conditional,
            "LOAD_VALUE high",
        ),
        (
            "Stropní deska C25/30 XC1, interiér. M_Ed = 120 kNm, M_Rd = 110 kNm.",
            Overall::NonCompliant,
            "RESISTANCE_LOW critical",
        ),
        ("Stropní deska C25/30 XC1, interiér. M_Ed = 100 kNm, M_Rd = 110 kNm.", Overall::Compliant, ""),
    ];
    for (text, verdict, code) in cases {
        let assessment = assessed(text, Profile::Csn);
        let found = codes(&assessment);
        assert_eq!(assessment.verdict(), verdict, "{text}: {found:?}");
        assert!(code.is_empty() || found.contains(&code.to_owned()), "{text}: {found:?}");
    }
}

#[test]
fn sewers_and_cements_that_contradict_their_use_are_conditions() {
    let cases = [
        ("Kanalizace PVC KG DN 160 SN 8, tl. stěny 4,0 mm.", Overall::Conditional, "PIPE_WALL high"),
        ("Kanalizace PVC KG DN 160 SN 8, tl. stěny 4,7 mm.", Overall::Compliant, ""),
        (
            "Římsa mostu C30/37 XC4 XD3 XF4, cement CEM III/B 32,5 N, krytí 60 mm.",
            Overall::Conditional,
            "CEMENT_FROST high",
        ),
        ("Římsa mostu C30/37 XC4 XD3 XF4, cement CEM I 42,5 R, krytí 60 mm.", Overall::Compliant, ""),
    ];
    for (text, verdict, code) in cases {
        let assessment = assessed(text, Profile::Csn);
        let found = codes(&assessment);
        assert_eq!(assessment.verdict(), verdict, "{text}: {found:?}");
        assert!(code.is_empty() || found.contains(&code.to_owned()), "{text}: {found:?}");
    }
}
