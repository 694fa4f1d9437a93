//! The quick check of covers, and what changes it.

use rust_decimal::Decimal;

use super::{Casting, CoverCase, Decider, Geometry, Quality, Steel, required};
use crate::{exposure::ExposureClass, strength::StrengthClass};

fn mm(value: u32) -> Decimal {
    Decimal::from(value)
}

/// The quick check of nominal covers: formed face, deviation 10 mm, bars no thicker than the cover.
#[test]
fn the_quick_check_table_holds() {
    let columns = [
        (ExposureClass::Xc1, [20, 25, 35]),
        (ExposureClass::Xc2, [30, 35, 45]),
        (ExposureClass::Xc3, [30, 35, 45]),
        (ExposureClass::Xc4, [35, 40, 50]),
        (ExposureClass::Xd1, [40, 45, 55]),
        (ExposureClass::Xd2, [45, 50, 60]),
        (ExposureClass::Xd3, [50, 55, 65]),
    ];
    for (class, [slab, ordinary, century]) in columns {
        let classes = [class];
        let case = CoverCase::new(&classes);
        let nominal = |case: CoverCase<'_>| required(&case).c_nom_mm;
        assert_eq!(nominal(CoverCase { geometry: Geometry::Slab, ..case }), mm(slab), "{class} S3");
        assert_eq!(nominal(case), mm(ordinary), "{class} S4");
        assert_eq!(nominal(CoverCase { design_life_years: 100, ..case }), mm(century), "{class} S6");
    }
}

#[test]
fn the_severest_class_decides_and_frost_has_no_cover_of_its_own() {
    let classes = [ExposureClass::Xc4, ExposureClass::Xd3, ExposureClass::Xf4];
    let cover = required(&CoverCase::new(&classes));
    assert_eq!((cover.c_nom_mm, cover.decided_by), (mm(55), Decider::Durability(ExposureClass::Xd3)));
    let frost = [ExposureClass::Xf4];
    assert_eq!(required(&CoverCase::new(&frost)).c_nom_mm, mm(20));
}

#[test]
fn a_thick_bar_decides_by_bond() {
    let classes = [ExposureClass::Xc1];
    let case =
        CoverCase { bar_diameter_mm: Some(mm(12)), geometry: Geometry::Slab, ..CoverCase::new(&classes) };
    let cover = required(&case);
    assert_eq!((cover.c_nom_mm, cover.decided_by), (mm(22), Decider::Bond));
}

#[test]
fn a_face_cast_against_ground_has_its_own_bound() {
    let classes = [ExposureClass::Xc2];
    for (casting, nominal) in [(Casting::PreparedGround, 40), (Casting::Soil, 75)] {
        let cover = required(&CoverCase { casting, ..CoverCase::new(&classes) });
        assert_eq!((cover.c_nom_mm, cover.decided_by), (mm(nominal), Decider::Ground));
    }
}

#[test]
fn reductions_of_the_structural_class_add_up_and_are_bounded() {
    let classes = [ExposureClass::Xc4];
    let strength = StrengthClass::parse("C40/50").ok();
    let case = CoverCase {
        strength,
        quality: Quality::Special,
        geometry: Geometry::Slab,
        ..CoverCase::new(&classes)
    };
    assert_eq!(required(&case).structural_class, 1);
    assert_eq!(required(&case).c_min_dur_mm, 15);
    let weak = CoverCase { strength: StrengthClass::parse("C35/45").ok(), ..CoverCase::new(&classes) };
    assert_eq!(required(&weak).structural_class, 4);
}

#[test]
fn prestressing_steel_and_abrasion_need_more() {
    let classes = [ExposureClass::Xc3, ExposureClass::Xm2];
    let reinforcing = required(&CoverCase::new(&classes));
    let prestressing = required(&CoverCase { steel: Steel::Prestressing, ..CoverCase::new(&classes) });
    assert_eq!((reinforcing.c_min_dur_mm, prestressing.c_min_dur_mm), (35, 45));
}
