//! What testers reported: counts, prose dimensions, denied elements, environments, working life, old structures, Czech.

use model::{Brief, Lang, Number, Overall, Position, Profile, Section, SectionName, sections as s};
use rules::{Assessment, Settings, assess};

use crate::{assessed, brief, codes, exposure, settings, specification};

fn csn(description: &str) -> Assessment {
    assessed(description, Profile::Csn)
}

fn volume(description: &str) -> Option<Number> {
    csn(description).elements().first().and_then(|element| element.quantities.volume_m3)
}

fn listed(assessment: &Assessment) -> (String, String) {
    let classes = exposure(assessment);
    let joined =
        |list: Vec<s::ClassReason>| list.into_iter().map(|reason| reason.class).collect::<Vec<_>>().join(" ");
    (joined(classes.certain), joined(classes.assumed))
}

fn has(assessment: &Assessment, code: &str) -> bool {
    codes(assessment).iter().any(|known| known == code)
}

#[test]
fn a_count_multiplies_the_dimensions_of_its_element() {
    for (text, cubic_metres) in [
        ("12 balconies 3.5 m × 1.4 m × 0.18 m, C25/30 XC4 XF3, cover 35 mm", "10.584"),
        ("Balkon 3,5 × 1,4 × 0,18 m, 12 ks, C25/30 XC4 XF3", "10.584"),
        ("10 sloupů 0,4 × 0,4 × 3 m, C25/30 XC1", "4.8"),
        ("Ten columns 0.4 m × 0.4 m × 3 m, C25/30 XC1", "4.8"),
        ("columns 0.4 m × 0.4 m × 6 m, 12 pcs, C25/30 XC1", "11.52"),
        ("Osm patek 1 × 1 × 0,5 m, C25/30 XC2", "4"),
    ] {
        assert_eq!(volume(text), Number::parse(cubic_metres), "{text}");
    }
}

#[test]
fn a_bill_of_a_whole_multiple_asks_for_the_number_of_pieces() {
    let bill = Position {
        item_name: "Sloupy ze železobetonu C25/30".to_owned(),
        quantity: Number::parse("11.52"),
        unit: Some("m³".to_owned()),
        ..Position::default()
    };
    let text = "Sloupy 0,4 × 0,4 × 6 m, C25/30 XC1 v interiéru.";
    let assessment = assess(&Brief { positions: vec![bill], ..brief(text) }, &settings(Profile::Csn));
    assert!(has(&assessment, "QTY_MISMATCH medium"), "{:?}", codes(&assessment));
    assert!(!has(&assessment, "QTY_MISMATCH high"), "{:?}", codes(&assessment));
}

#[test]
fn dimensions_in_words_are_read_in_english_too() {
    let wall = "Retaining wall 25 m long, 2.5 m high, 0.35 m thick, C30/37 XC4 XF1.";
    assert_eq!(volume(wall), Number::parse("21.875"));
    let footing = csn("Strip footing 20 m × 0.6 m × 0.8 m, depth 1.2 m, C25/30 XC2.");
    assert!(!has(&footing, "FROST_DEPTH_UNKNOWN high"), "{:?}", codes(&footing));
}

#[test]
fn denied_elements_make_nothing() {
    for text in ["Nejde o základ C12/15 XF4.", "It is not a foundation C12/15 XF4."] {
        let assessment = csn(text);
        assert!(assessment.elements().is_empty(), "{text}: {:?}", assessment.elements());
        let Section::ProjectSummary(summary) = assessment.section(SectionName::ProjectSummary) else {
            panic!()
        };
        assert_eq!(summary.title, "", "{text}");
    }
    for text in [
        "Dům bez balkonů, stropy C25/30 XC1 v interiéru.",
        "House with no balcony, slabs C25/30 XC1 indoors.",
    ] {
        let assessment = csn(text);
        let names: Vec<&str> = assessment.elements().iter().map(|element| element.name.as_str()).collect();
        assert_eq!(names, ["slab"], "{text}");
    }
}

#[test]
fn a_heated_or_roofed_parking_deck_meets_no_frost_with_salt() {
    for text in [
        "Vytápěná parkovací deska C30/37 XC4 XD3, rozmrazovací látky.",
        "Vnitřní parkovací deska C30/37 XC4 XD3.",
        "Parkovací deska C30/37 XC4 XD3, kryté stání.",
    ] {
        let (certain, assumed) = listed(&csn(text));
        assert!(!format!("{certain} {assumed}").contains("XF4"), "{text}: {certain} | {assumed}");
    }
}

#[test]
fn an_interior_without_heating_is_a_question() {
    let assessment = csn("Interior slab C25/30 XC1, unheated hall.");
    assert_eq!(listed(&assessment), ("XC1".to_owned(), "XC3 XF1".to_owned()));
    assert_eq!(assessment.verdict(), Overall::Conditional);
}

#[test]
fn a_store_of_de_icing_salt_asks_for_chlorides() {
    for text in [
        "Hala na posypovou sůl, stěny C30/37 XC4 XF1.",
        "Skladovací hala posypové soli, stěny C30/37 XC4 XF1.",
        "Salt storage hall, walls C30/37 XC4 XF1.",
    ] {
        let assessment = csn(text);
        assert_eq!(listed(&assessment).1, "XD3", "{text}");
        assert!(has(&assessment, "EXPOSURE_MISSING rfi"), "{text}: {:?}", codes(&assessment));
    }
}

#[test]
fn reinforced_concrete_ordered_for_frost_alone_is_a_question() {
    let wall = csn("Wall C30/37 XF4.");
    assert_eq!(wall.verdict(), Overall::Conditional, "{:?}", codes(&wall));
    assert!(has(&wall, "EXPOSURE_MISSING rfi"), "{:?}", codes(&wall));
}

#[test]
fn pads_of_plain_concrete_beside_a_road_meet_frost_only() {
    let pads = csn("Patky z prostého betonu C20/25 XF3 pro dopravní značky.");
    let (certain, assumed) = listed(&pads);
    assert!(!format!("{certain} {assumed}").contains("XC"), "{certain} | {assumed}");
    assert!(!codes(&pads).iter().any(|code| code.starts_with("FROST")), "{:?}", codes(&pads));
}

#[test]
fn a_chemical_class_without_its_analysis_is_asked_about() {
    let piles = csn("Piloty C30/37 XC2 XA2.");
    assert!(has(&piles, "CHEM_DATA_MISSING rfi"), "{:?}", codes(&piles));
}

#[test]
fn the_working_life_is_the_same_everywhere() {
    let text = "Opěrná zeď C30/37 XC4 XF1, krytí 40 mm.";
    let long = format!("{text} Životnost 100 let.");
    for (text, profile) in [(text, Profile::Csn100), (long.as_str(), Profile::Csn)] {
        let assessment = assessed(text, profile);
        let Section::DurabilityAnalysis(durability) = assessment.section(SectionName::DurabilityAnalysis)
        else {
            panic!()
        };
        assert_eq!(durability.design_life_years, Some(100), "{profile}");
        let Section::ComplianceChecks(groups) = assessment.section(SectionName::ComplianceChecks) else {
            panic!()
        };
        let mut items = groups.iter().flat_map(|group| &group.items);
        let cover = items.find(|item| item.code.as_deref() == Some("COVER_LOW")).unwrap();
        let needed = specification(&assessment).cover_mm.unwrap();
        assert!(cover.required.starts_with(&format!("≥ {needed} mm (S")), "{}: {needed}", cover.required);
    }
    let bridge = csn("Silniční most, opěry C30/37 XC4 XD1 XF2.");
    assert!(has(&bridge, "DESIGN_LIFE rfi"), "{:?}", codes(&bridge));
}

#[test]
fn old_steel_of_an_existing_structure_is_surveyed() {
    let settings = Settings { lang: Lang::Cs, ..settings(Profile::Csn) };
    let text = "Posouzení stávající konstrukce stropu, výztuž z oceli 10 216 (E).";
    let assessment = assess(&brief(text), &settings);
    for name in SectionName::ALL {
        let written = assessment.section(*name).to_value().to_string();
        assert!(!written.contains("uvést B500B"), "{name:?}: {written}");
    }
}
