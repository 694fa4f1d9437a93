//! Walls and pressures of PE pipes.

use rust_decimal::Decimal;

use super::{Material, PipeResult, PipeSpec, TABLE, check};

fn number(text: &str) -> Option<Decimal> {
    if text.is_empty() { None } else { Some(text.parse().unwrap()) }
}

fn pipe(dn: u32, sdr: &str, pn: &str, wall: &str) -> PipeSpec {
    PipeSpec { dn, sdr: number(sdr), pn: number(pn), wall_mm: number(wall), material: Material::Pe100 }
}

/// Worked case D08: SDR 11 at d90 is 8.2 mm; 5.4 mm is SDR 17, PN 10.
#[test]
fn a_wall_of_another_series_is_named() {
    let results = check(&pipe(90, "11", "16", "5.4"));
    let [PipeResult::WallWrong { expected_mm, fits: Some(fits), .. }, PipeResult::PressureFits { .. }] =
        results[..]
    else {
        panic!("{results:?}");
    };
    assert_eq!(expected_mm.to_string(), "8.2");
    assert_eq!((fits.sdr, fits.pn), (Decimal::from(17), Decimal::from(10)));
}

#[test]
fn a_wall_within_its_tolerance_fits() {
    for wall in ["8.2", "8.1", "9.2"] {
        assert!(matches!(
            check(&pipe(90, "11", "16", wall))[..],
            [PipeResult::WallFits { .. }, PipeResult::PressureFits { .. }]
        ));
    }
}

#[test]
fn a_pressure_that_the_series_does_not_carry_is_found() {
    let results = check(&pipe(110, "17", "16", ""));
    assert!(
        matches!(results[..], [PipeResult::PressureWrong { expected_pn, .. }] if expected_pn == Decimal::from(10))
    );
    let unknown = PipeSpec { material: Material::Unknown, ..pipe(110, "11", "12.5", "") };
    assert!(matches!(check(&unknown)[..], [PipeResult::PressureFits { .. }]), "PE80 carries 12.5 bar");
}

#[test]
fn a_diameter_outside_the_series_names_the_next() {
    assert!(matches!(check(&pipe(100, "11", "16", ""))[0], PipeResult::UnknownDiameter { nearest: 110 }));
    assert!(matches!(check(&pipe(9000, "11", "16", ""))[0], PipeResult::UnknownDiameter { nearest: 630 }));
}

#[test]
fn too_little_data_is_ambiguous_and_an_odd_ratio_not_tabulated() {
    assert_eq!(check(&pipe(90, "", "16", "")), [PipeResult::Ambiguous]);
    let results = check(&pipe(90, "9", "", "10.0"));
    assert!(matches!(results[..], [PipeResult::NotTabulated, PipeResult::WallFits { .. }]), "{results:?}");
    assert!(check(&pipe(90, "0", "0", "0")).len() > 1);
}

#[test]
fn every_row_has_a_wall_for_each_series_and_walls_thin_with_the_ratio() {
    for row in &TABLE.pe.rows {
        assert_eq!(row.wall.len(), TABLE.pe.sdr.len(), "d{}", row.dn);
        let walls: Vec<_> = row.wall.iter().map(|wall| wall.0).filter(|wall| *wall > Decimal::ZERO).collect();
        assert!(walls.is_sorted_by(|thicker, thinner| thicker >= thinner), "d{}", row.dn);
    }
    assert_eq!((TABLE.pe.pn_pe100.len(), TABLE.pe.pn_pe80.len()), (6, 6));
}
