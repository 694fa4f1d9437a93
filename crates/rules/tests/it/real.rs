//! Real project descriptions: the elements that they name, with the concrete ordered for each.

use std::path::PathBuf;

use model::{Brief, Document, Overall, Profile};
use rules::{Assessment, assess};

use crate::{codes, settings};

/// The folder of real bills, or `None` with a note where it is not there.
fn samples() -> Option<PathBuf> {
    let given = std::env::var_os("DOZOR_SAMPLES").map(PathBuf::from);
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/boq");
    let found = given
        .into_iter()
        .flat_map(|folder| [folder.join("data/boq"), folder])
        .chain([beside])
        .find(|folder| folder.is_dir());
    if found.is_none() {
        eprintln!("skipped: no sample bills (set DOZOR_SAMPLES)");
    }
    found.filter(|folder| folder.join("kros-most-zalmanov.description.md").is_file())
}

fn described(name: &str) -> Option<Assessment> {
    let path = samples()?.join(format!("{name}.description.md"));
    let text = std::fs::read_to_string(path).unwrap();
    let documents = vec![Document { name: format!("{name}.description.md"), text }];
    Some(assess(&Brief { documents, ..Brief::default() }, &settings(Profile::Csn)))
}

/// The elements as `name: exposure classes: least class`.
fn elements(assessment: &Assessment) -> Vec<String> {
    let told = assessment.elements().iter().map(|element| {
        let class =
            element.required.as_ref().and_then(|required| required.concrete_class.as_deref()).unwrap_or("-");
        format!("{}: {}: {class}", element.name, element.exposure_classes.join(" "))
    });
    told.collect()
}

/// Whether the description names all of these, whatever else it names.
fn names(name: &str, expected: &[&str]) {
    let Some(assessment) = described(name) else { return };
    let found = elements(&assessment);
    for element in expected {
        assert!(found.iter().any(|known| known == element), "{name}: {element:?} is not among {found:#?}");
    }
}

#[test]
fn the_motorway_bridge_names_its_parts_with_their_classes() {
    names(
        "kros-most-zalmanov",
        &[
            "foundation: XC2 XF1 XA2: C25/30",
            "pier: XC4 XD1 XF1: C25/30",
            "abutment: XC4 XD3 XF4: C30/37",
            "wing wall: XC4 XD3 XF4: C30/37",
            "bridge kerb: XC4 XD3 XF4: C30/37",
            "bridge deck: XC4 XD1 XF2: C25/30",
        ],
    );
    let Some(assessment) = described("kros-most-zalmanov") else { return };
    assert_eq!(assessment.verdict(), Overall::Conditional, "{:?}", codes(&assessment));
}

#[test]
fn the_road_bridge_names_its_parts_and_the_weak_blinding() {
    names(
        "unixml-most-kfely",
        &[
            "pile: XC2 XA1: C25/30",
            "foundation: XC2 XF3 XA1: C25/30",
            "abutment: XC4 XD3 XF4: C30/37",
            "pier: XC4 XD3 XF4: C30/37",
            "bridge kerb: XC4 XD3 XF4: C30/37",
            "approach slab: XC1 XD1 XF2: C25/30",
            "blinding concrete: XC2 XA1: C25/30",
            "stair: XC4 XF4: C30/37",
        ],
    );
    let Some(assessment) = described("unixml-most-kfely") else { return };
    assert!(codes(&assessment).contains(&"CLASS_LOW critical".to_owned()));
}

#[test]
fn the_prestressed_bridge_keeps_each_designation_with_its_part() {
    names(
        "esticon-most-kv",
        &[
            "pile: XC2 XA2: C25/30",
            "foundation C25/30 XF1: XC2 XF1: C25/30",
            "column C35/45 XF4: XF4: C30/37",
            "column C35/45 XF2: XF2: C25/30",
            "abutment: XC4 XF4: C30/37",
            "bridge kerb: XC4 XD3 XF4: C30/37",
            "sill: XF3: C25/30",
        ],
    );
    let Some(assessment) = described("esticon-most-kv") else { return };
    assert!(codes(&assessment).contains(&"OBSOLETE_NEW critical".to_owned()));
}

#[test]
fn the_housing_names_its_raft_as_a_white_tank() {
    names(
        "kros-libuse-priced",
        &["blinding concrete: X0: C12/15", "raft foundation: XC2 XC4 XF1: C25/30", "wall: XC4 XF1: C25/30"],
    );
}

#[test]
fn the_family_house_measures_its_strips() {
    let Some(assessment) = described("kros-rd-dum-priced") else { return };
    let strip = assessment.elements().iter().find(|element| element.name == "strip footing").unwrap();
    assert_eq!(strip.quantities.volume_m3, model::Number::parse("22.72"));
    assert!(codes(&assessment).contains(&"EXPOSURE_NOT_SPECIFIED high".to_owned()));
}
