//! Which element a specification, a position or a quantity belongs to, and how findings read for people.

use model::{Brief, Lang, Number, Overall, Position, Profile, Section, SectionName, sections as s};
use rules::{Assessment, Settings, assess};
use serde_json::json;

use crate::{brief, codes, exposure, settings};

fn position(code: &str, name: &str, quantity: &str, unit: &str) -> Position {
    Position {
        code: Some(code.to_owned()).filter(|code| !code.is_empty()),
        item_name: name.to_owned(),
        quantity: Number::parse(quantity),
        unit: Some(unit.to_owned()),
        ..Position::default()
    }
}

fn specified(description: &str, specifications: &serde_json::Value, positions: Vec<Position>) -> Assessment {
    let specifications = specifications.as_object().unwrap().clone();
    assess(&Brief { positions, specifications, ..brief(description) }, &settings(Profile::Csn))
}

fn with(description: &str, positions: Vec<Position>) -> Assessment {
    assess(&Brief { positions, ..brief(description) }, &settings(Profile::Csn))
}

fn czech(description: &str, positions: Vec<Position>) -> Assessment {
    let settings = Settings { lang: Lang::Cs, ..settings(Profile::Csn) };
    assess(&Brief { positions, ..brief(description) }, &settings)
}

fn names(assessment: &Assessment) -> Vec<&str> {
    assessment.elements().iter().map(|element| element.name.as_str()).collect()
}

fn issues(assessment: &Assessment) -> Vec<s::DocumentIssue> {
    let Section::DocumentIssues(issues) = assessment.section(SectionName::DocumentIssues) else { panic!() };
    issues
}

fn questions(assessment: &Assessment) -> Vec<s::RfiItem> {
    let Section::RfiItems(questions) = assessment.section(SectionName::RfiItems) else { panic!() };
    questions
}

fn risks(assessment: &Assessment) -> Vec<s::Risk> {
    let Section::RisksIdentified(risks) = assessment.section(SectionName::RisksIdentified) else { panic!() };
    risks
}

fn strip_foundation_example() -> Brief {
    let path =
        std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/foundation-strip.toml");
    Brief::from_toml(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_strip_foundation_example_is_one_element_with_its_positions_and_its_specification() {
    let assessment = assess(&strip_foundation_example(), &settings(Profile::Csn));
    assert_eq!(names(&assessment), ["strip footing"]);
    let element = &assessment.elements()[0];
    let quantities = &element.quantities;
    assert_eq!(quantities.volume_m3, Number::parse("22.5"));
    assert_eq!(quantities.formwork_m2, Number::parse("55"));
    assert_eq!(quantities.reinforcement_t, Number::parse("1.6"));
    assert_eq!(assessment.verdict(), Overall::NonCompliant);
    let codes = codes(&assessment);
    for expected in ["EXPOSURE_MISSING critical", "QTY_WASTE low"] {
        assert!(codes.iter().any(|code| code == expected), "{codes:?}");
    }
    let certain: Vec<String> = exposure(&assessment).certain.into_iter().map(|reason| reason.class).collect();
    assert_eq!(certain, ["XC2", "XA1"]);
}

#[test]
fn a_specification_holds_for_elements_that_the_bill_alone_names() {
    let bill = vec![position("", "Foundation strips, concrete C25/30", "22.5", "m³")];
    let specification = json!({"concrete_class": "C25/30", "exposure_classes": "XC2 XA1"});
    let assessment = specified("A family house.", &specification, bill);
    assert_eq!(names(&assessment), ["strip footing"]);
    assert_eq!(assessment.elements()[0].exposure_classes, ["XC2", "XF1", "XA1"]);
}

#[test]
fn a_specification_holds_for_all_elements_without_their_own_but_not_for_blinding() {
    let text =
        "Columns C40/50 XC1 in a dry interior. Walls and slabs of reinforced concrete. Blinding concrete.";
    let assessment =
        specified(text, &json!({"concrete_class": "C25/30", "exposure_classes": "XC3"}), Vec::new());
    let classes: Vec<(&str, String)> = assessment
        .elements()
        .iter()
        .map(|element| (element.name.as_str(), element.exposure_classes.join(" ")))
        .collect();
    let of =
        |name: &str| classes.iter().find(|(known, _)| *known == name).map(|(_, classes)| classes.as_str());
    assert_eq!(of("column"), Some("XC1"), "{classes:?}");
    assert_eq!((of("wall"), of("slab")), (Some("XC3"), Some("XC3")), "{classes:?}");
    assert_eq!(of("blinding concrete"), Some("X0"), "{classes:?}");
    assert_eq!(of("concrete structure"), None, "{classes:?}");
    assert!(!codes(&assessment).contains(&"CONTRADICTION high".to_owned()));
}

#[test]
fn a_specified_cover_holds_where_no_text_gives_another() {
    let text = "Parapet C30/37 XC4 XF3, cover 45 mm. Column C30/37 XC1 in a dry interior.";
    let assessment = specified(text, &json!({"cover_mm": 25}), Vec::new());
    let Section::ComplianceChecks(groups) = assessment.section(SectionName::ComplianceChecks) else {
        panic!()
    };
    let covers: Vec<String> = groups
        .iter()
        .flat_map(|group| &group.items)
        .filter(|item| item.code.as_deref() == Some("COVER_LOW"))
        .map(|item| format!("{}: {}", item.check, item.found))
        .collect();
    assert_eq!(covers, ["nominal cover of parapet: 45 mm", "nominal cover of column: 25 mm"]);
}

#[test]
fn a_specification_alone_makes_one_element_and_against_the_only_order_a_contradiction() {
    let order = json!({"concrete_class": "C25/30", "exposure_classes": "XC2"});
    assert_eq!(names(&specified("A family house.", &order, Vec::new())), ["concrete structure"]);
    let against = specified("Strip footing of concrete C30/37 XC2, 1.2 m deep.", &order, Vec::new());
    assert_eq!(names(&against), ["strip footing"]);
    assert!(codes(&against).contains(&"CONTRADICTION high".to_owned()), "{:?}", codes(&against));
}

#[test]
fn what_the_bill_gives_for_a_kind_is_not_repeated_on_its_elements_and_judged_once() {
    let text = "Průvlaky C25/30 XC1, průvlaky C40/50 XC3 XD1 v interiéru.";
    let bill = |tonnes: &str| {
        vec![
            position("", "ŽB průvlak C25/30 XC1", "30", "m³"),
            position("", "ŽB průvlak C40/50 XC3 XD1", "60", "m³"),
            position("", "Výztuž průvlaků", tonnes, "t"),
            position("", "Bednění průvlaků", "370", "m²"),
        ]
    };
    let usual = with(text, bill("12.6"));
    assert_eq!(names(&usual), ["beam C25/30 XC1", "beam C40/50 XC3 XD1"]);
    for element in usual.elements() {
        assert_eq!(element.quantities.reinforcement_t, None);
        assert_eq!(element.quantities.formwork_m2, None);
    }
    assert!(!codes(&usual).iter().any(|code| code.starts_with("REBAR")), "{:?}", codes(&usual));
    let alarm = with(text, bill("60"));
    let found: Vec<_> =
        issues(&alarm).into_iter().filter(|issue| issue.code.as_deref() == Some("REBAR_RATIO")).collect();
    assert_eq!(found.len(), 1);
    assert!(found[0].description.contains("667 kg/m³"), "{}", found[0].description);
}

#[test]
fn concrete_of_a_kind_that_two_elements_share_is_given_to_neither() {
    let text = "Most. Základy opěr C25/30 XC2 XF1, základy pilířů C25/30 XC2 XF3.";
    let assessment = with(text, vec![position("272324", "ZÁKLADY ZE ŽELEZOBETONU C25/30", "695.764", "m³")]);
    assert_eq!(names(&assessment), ["foundation C25/30 XC2 XF1", "foundation C25/30 XC2 XF3"]);
    assert!(assessment.elements().iter().all(|element| element.quantities.volume_m3.is_none()));
}

#[test]
fn a_remark_on_carting_away_does_not_make_concrete_another_work() {
    let pile = Position {
        note: Some("vč. vrtání, odvozu a odstranění přebetonované hlavy".to_owned()),
        ..position("224325", "PILOTY ZE ŽELEZOBETONU C30/37", "901.573", "m³")
    };
    let assessment = with("Vrtané piloty C30/37 XC2 XA2.", vec![pile]);
    assert_eq!(assessment.elements()[0].quantities.volume_m3, Number::parse("901.573"));
}

#[test]
fn drainage_concrete_is_not_counted_with_the_abutment() {
    let drain = Position {
        note: Some("okolo drenážního potrubí - za opěrou".to_owned()),
        ..position("21331", "DRENÁŽNÍ VRSTVY Z BETONU MEZEROVITÉHO", "4.677", "m³")
    };
    let body = position("333325", "MOSTNÍ OPĚRY ZE ŽELEZOVÉHO BETONU C30/37", "500", "m³");
    let assessment = with("Most. Opěry C30/37 XC4 XD3 XF4.", vec![drain, body]);
    assert_eq!(assessment.elements()[0].quantities.volume_m3, Number::parse("500"));
}

#[test]
fn places_and_names_are_for_people() {
    let assessment = assess(&strip_foundation_example(), &settings(Profile::Csn));
    assert_eq!(assessment.elements()[0].place, "project description: “Foundation strip”");
    let equal = with("Beams C25/30 XC1 inside; beams C25/30 XC1 in the hall.", Vec::new());
    assert_eq!(names(&equal), ["beam"]);
    for text in [format!("{:?}", issues(&assessment)), format!("{:?}", risks(&assessment))] {
        assert!(!text.contains("bytes"), "{text}");
    }
}

#[test]
fn plain_road_concrete_below_the_table_for_frost_is_a_condition() {
    let road = with("Lože dlažeb a obrub z betonu C20/25n XF3.", Vec::new());
    assert_eq!(road.verdict(), Overall::Conditional, "{:?}", codes(&road));
    let risk = risks(&road).into_iter().find(|risk| risk.code.as_deref() == Some("CLASS_LOW")).unwrap();
    assert!(risk.description.contains("C20/25n is plain concrete of road works"), "{}", risk.description);
    let usual = with("Lože dlažeb a obrub z betonu C20/25 XF3.", Vec::new());
    assert_eq!(usual.verdict(), Overall::NonCompliant);
}

#[test]
fn rates_of_vat_that_differ_are_told() {
    let text = "Strip footing 45 m × 0.8 m × 0.6 m, C25/30 XC2. VAT rate 12 % for housing, VAT rate 21 % for the rest.";
    let assessment = with(text, Vec::new());
    let Section::Assumptions(assumptions) = assessment.section(SectionName::Assumptions) else { panic!() };
    assert!(assumptions.iter().any(|text| text.contains("gives several (12 %, 21 %)")), "{assumptions:?}");
    assert!(codes(&assessment).contains(&"CONTRADICTION low".to_owned()), "{:?}", codes(&assessment));
}

#[test]
fn blinding_of_plain_concrete_is_noted_once_and_not_asked_about() {
    let bill = ["C12/15", "C16/20", "C25/30"]
        .map(|class| position("45131", &format!("PODKLADNÍ VRSTVY Z PROSTÉHO BETONU {class}"), "10", "m³"));
    let assessment = czech("Most na dálnici.", bill.to_vec());
    assert_eq!(assessment.elements().len(), 3);
    let noted = issues(&assessment);
    assert_eq!(noted.len(), 1, "{noted:?}");
    assert_eq!(
        noted[0].description,
        "podkladní beton C12/15, podkladní beton C16/20, podkladní beton C25/30: bez stupně vlivu prostředí; pro prostý beton bez napadení postačí X0"
    );
    assert_eq!(noted[0].location.matches("položka").count(), 3);
    assert!(questions(&assessment).is_empty(), "{:?}", questions(&assessment));
}

#[test]
fn one_question_names_all_elements_that_it_is_about() {
    let text = "Sloupy C30/37, stěny C30/37 a schodiště C30/37 nad suterénem.";
    let asked: Vec<String> = questions(&czech(text, Vec::new()))
        .into_iter()
        .filter(|asked| asked.code.as_deref() == Some("EXPOSURE_NOT_SPECIFIED"))
        .map(|asked| asked.question)
        .collect();
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert!(asked[0].ends_with("platí pro: sloup, stěna, schodiště?"), "{}", asked[0]);
}

#[test]
fn czech_texts_cite_laws_and_tables_in_czech_with_a_decimal_comma() {
    let text = "Parkovací deska z betonu C25/30, rozmrazovací látky, w/c 0,55, podle zákona 183/2006 Sb.";
    let assessment = czech(text, Vec::new());
    for name in SectionName::ALL {
        let written = assessment.section(*name).to_value().to_string();
        for english in ["Table", "Act ", "Decree", "reserved", "bajty"] {
            assert!(!written.contains(english), "{name:?} has {english:?}: {written}");
        }
    }
    let specification = crate::specification(&assessment);
    let reasons = specification.reasons.join("\n");
    assert!(
        reasons.contains("vodní součinitel nejvýše 0,45: XD3, ČSN P 73 2404, tabulka F.1.1"),
        "{reasons}"
    );
    assert!(issues(&assessment).iter().any(|issue| issue.recommendation == "uvést zákon č. 283/2021 Sb."));
}

#[test]
fn the_grounding_of_a_model_is_in_english_whatever_the_language_of_the_audit() {
    let text =
        "Základový pas 45 m × 0,8 m × 0,6 m, venkovní prostředí, podzemní voda pH 6,2. Beton C20/25 XC1.";
    let english = with(text, Vec::new()).grounding();
    assert_eq!(czech(text, Vec::new()).grounding(), english);
    assert!(english.contains("in contact with the ground"), "{english}");
}

#[test]
fn a_position_of_the_same_part_under_another_name_makes_no_second_element() {
    let floor = with(
        "Podlahová deska haly z drátkobetonu C30/37 XA2.",
        vec![
            position(
                "631315811",
                "Mazanina betonová tl. 12 - 24 cm C 30/37 z betonu prostého XA2",
                "40.32",
                "m³",
            ),
            position("631361921", "Výztuž mazanin z ocelových vláken", "1.2", "t"),
        ],
    );
    assert_eq!(names(&floor), ["floor"]);
    assert_eq!(floor.elements()[0].quantities.volume_m3, Number::parse("40.32"));
    let bridge = "Most. Základy jsou z betonu C30/37-XF1+XA2+XC2.";
    let footings = with(bridge, vec![position("275325", "Základové patky C30/37", "12", "m³")]);
    assert_eq!(names(&footings), ["foundation"]);
}

#[test]
fn the_walls_of_footings_are_their_faces_and_bedding_layers_are_blinding() {
    let bill = vec![
        position("274351215", "Bednění stěn základových pasů - zřízení", "86.32", "m²"),
        Position {
            note: Some("šablona pro vrtání pilot".to_owned()),
            ..position("451383", "PODKL VRSTVY ZE ŽELEZOBET C16/20", "16", "m³")
        },
    ];
    let assessment = with("Základové pasy C25/30 XC2, stěny C30/37 XC1. Vrtané piloty C30/37 XC2.", bill);
    assert_eq!(names(&assessment), ["strip footing", "wall", "pile", "blinding concrete"]);
    assert_eq!(assessment.elements()[0].quantities.formwork_m2, Number::parse("86.32"));
    assert_eq!(assessment.elements()[1].quantities.formwork_m2, None);
}

#[test]
fn piers_of_the_bill_are_the_columns_of_the_text() {
    let text = "Most. Podpěry: opěra, pilíře P2 až P6. Sloupy P2 C35/45 XC4 XF4, sloup P4 C35/45 XC4 XF2.";
    let bill = vec![
        position("334326", "MOSTNÍ PILÍŘE A STATIVA C35/45", "136", "m³"),
        position("334365", "VÝZTUŽ MOSTNÍCH PILÍŘŮ A STATIV", "60", "t"),
    ];
    let assessment = with(text, bill);
    assert!(!names(&assessment).contains(&"pier"), "{:?}", names(&assessment));
    let ratio =
        issues(&assessment).into_iter().find(|issue| issue.code.as_deref() == Some("REBAR_RATIO")).unwrap();
    assert!(ratio.description.starts_with("pier: 60 t in 136 m³"), "{}", ratio.description);
}

#[test]
fn the_toe_of_slope_paving_is_no_footing() {
    let bridge = "Most. Základy jsou z betonu C30/37-XF1+XA2+XC2.";
    let toe = with(bridge, vec![position("461314", "PATKY Z PROSTÉHO BETONU C25/30", "12.733", "m³")]);
    assert_eq!(names(&toe), ["foundation", "sill"]);
    assert!(!codes(&toe).iter().any(|code| code.starts_with("FROST")), "{:?}", codes(&toe));
}

#[test]
fn a_summary_names_each_kind_once_and_the_verdict_each_fault_once() {
    let text = "Sloupy C30/37 XC1, sloupy C40/50 XC3, stěny C30/37, schodiště C25/30.";
    let assessment = czech(text, Vec::new());
    let Section::ProjectSummary(summary) = assessment.section(SectionName::ProjectSummary) else { panic!() };
    assert!(summary.summary.contains("sloup (2×), stěna, schodiště"), "{}", summary.summary);
    let Section::ComplianceStatus(status) = assessment.section(SectionName::ComplianceStatus) else {
        panic!()
    };
    assert_eq!(status.summary.matches("bez stupně").count(), 1, "{}", status.summary);
}

#[test]
fn designations_beyond_the_bound_are_passed_over_and_said_to_be() {
    let found = with(&format!("Základ {}", "C25/30 ".repeat(2500)), Vec::new());
    let Section::Warnings(warnings) = found.section(SectionName::Warnings) else { panic!("another section") };
    let said = warnings.iter().any(|warning| warning.message.contains("500 designations"));
    assert!(said, "{warnings:?}");
}
