//! The promises that all tables keep.

use std::{fs, path::Path};

use standards::{
    exposure::{ExposureClass, ExposureFamily},
    limits::{ProfileName, clause, design_life_years, limits, title},
    obsolete::find_standards,
    strength::StrengthClass,
};

fn tables() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut tables: Vec<(String, String)> = files
        .map(|path| {
            (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap())
        })
        .collect();
    tables.sort();
    tables
}

#[test]
fn every_table_is_toml_and_carries_its_source() {
    let tables = tables();
    let shown: Vec<String> = standards::tables().iter().map(|table| format!("{}.toml", table.name)).collect();
    assert!(tables.iter().all(|(name, _)| shown.contains(name)), "a table that nobody is shown");
    assert_eq!(tables.len(), shown.len());
    for (name, text) in &tables {
        let sourced =
            text.lines().filter(|line| line.starts_with("source = \"") || line.starts_with("sources = [\""));
        assert!(sourced.count() > 0, "{name} carries no source");
        assert!(
            !text.contains("source = \"\"") && !text.contains("sources = []"),
            "{name} has an empty source"
        );
    }
}

#[test]
fn limits_grow_stricter_with_the_class_of_a_family() {
    for profile in [ProfileName::Csn, ProfileName::En206, ProfileName::Stavagent] {
        assert!(!title(profile).is_empty() && clause(profile).standard.len() > 2);
        assert_eq!(design_life_years(profile), 50);
        let rows: Vec<_> = ExposureClass::ALL.iter().filter_map(|class| limits(profile, *class)).collect();
        // Frost is not one scale: air takes the place of strength from XF2 on.
        let scales = rows.windows(2).filter(|pair| {
            pair[0].class.family() == pair[1].class.family() && pair[0].class.family() != ExposureFamily::Xf
        });
        for pair in scales {
            let [mild, severe] = pair else { panic!("a window of two") };
            assert!(mild.min_strength <= severe.min_strength, "{profile:?} {}", severe.class);
            assert!(mild.max_w_c.zip(severe.max_w_c).is_none_or(|(mild, severe)| mild >= severe));
            assert!(
                mild.min_cement_kg_m3
                    .zip(severe.min_cement_kg_m3)
                    .is_none_or(|(mild, severe)| mild <= severe)
            );
        }
    }
}

#[test]
fn a_limit_that_was_not_verified_says_why() {
    for profile in [ProfileName::Csn, ProfileName::Csn100, ProfileName::En206] {
        for row in ExposureClass::ALL.iter().filter_map(|class| limits(profile, *class)) {
            assert!(row.verified || !row.reason.is_empty(), "{profile:?} {}", row.class);
            assert!(StrengthClass::normal_classes().contains(&row.min_strength));
        }
    }
}

#[test]
fn the_czech_and_the_european_table_differ_in_strength_alone() {
    for class in ExposureClass::ALL.iter().filter(|class| class.family() != ExposureFamily::Xm) {
        let (csn, en) =
            (limits(ProfileName::Csn, *class).unwrap(), limits(ProfileName::En206, *class).unwrap());
        assert_eq!((csn.max_w_c, csn.min_cement_kg_m3), (en.max_w_c, en.min_cement_kg_m3), "{class}");
        assert!(csn.min_strength <= en.min_strength, "{class}");
    }
}

#[test]
fn every_obsolete_standard_is_found_by_its_own_designation_and_has_a_successor() {
    let text = &tables().into_iter().find(|(name, _)| name == "obsolete.toml").unwrap().1;
    let ids: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"')).collect();
    assert!(ids.len() > 50);
    for id in ids.iter().filter(|id| !["SNiP", "GOST"].contains(id)) {
        let found = find_standards(&format!("ocel: {id}, "));
        let own = found.iter().find(|citation| citation.standard.id == *id);
        let Some(own) = own else { panic!("{id} is not found in its own designation") };
        let standard = own.standard;
        assert!(standard.is_in_force() || !standard.replaced_by.is_empty(), "{id} has no successor");
        assert!(standard.is_in_force() || standard.new_build.is_some(), "{id} has no gravity");
    }
}
