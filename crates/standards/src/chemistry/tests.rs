//! The worked analyses of chemical attack.

use rust_decimal::Decimal;

use super::{Analysis, Assessment, Attack, Characteristic, assess};

/// `pH 4.9, SO4 2200` and the like; `soil SO4`, `acidity` for the ground.
fn analysed(text: &str) -> Assessment {
    let mut analysis = Analysis::default();
    for part in text.split(", ") {
        let (name, value) = part.rsplit_once(' ').unwrap();
        let value: Option<Decimal> = Some(value.parse().unwrap());
        match name {
            "pH" => analysis.ph = value,
            "SO4" => analysis.sulfate_mg_l = value,
            "CO2" => analysis.carbon_dioxide_mg_l = value,
            "NH4" => analysis.ammonium_mg_l = value,
            "Mg" => analysis.magnesium_mg_l = value,
            "soil SO4" => analysis.soil_sulfate_mg_kg = value,
            "accumulating soil SO4" => {
                analysis.soil_sulfate_mg_kg = value;
                analysis.sulfate_accumulates = true;
            }
            "acidity" => analysis.soil_acidity_ml_kg = value,
            other => panic!("{other}"),
        }
    }
    assess(&analysis).unwrap()
}

#[test]
fn the_worked_analyses_have_their_class() {
    for (text, attack, raised, sulfate_driven) in [
        ("pH 6.2", Attack::Xa1, false, false),
        ("pH 5.5, SO4 400", Attack::Xa2, true, false),
        ("pH 5.8, SO4 380", Attack::Xa2, true, false),
        ("pH 4.9, SO4 2200", Attack::Xa3, true, true),
        ("pH 4.9, SO4 150", Attack::Xa2, false, false),
        ("SO4 3400, pH 7.4", Attack::Xa3, false, true),
        ("Mg 1500, NH4 20, pH 6.8", Attack::Xa2, false, false),
        ("SO4 450, CO2 30, pH 5.2", Attack::Xa2, false, false),
        ("pH 4.2, CO2 130", Attack::BeyondXa3, true, false),
        ("soil SO4 2600, acidity 120", Attack::Xa1, false, false),
        ("accumulating soil SO4 2600", Attack::Xa2, false, true),
        ("pH 5.8, CO2 22, SO4 90", Attack::Xa2, true, false),
        ("pH 7.1, SO4 310, CO2 8, NH4 1, Mg 40", Attack::Xa1, false, false),
    ] {
        let found = analysed(text);
        assert_eq!(
            (found.attack, found.raised, found.sulfate_driven),
            (attack, raised, sulfate_driven),
            "{text}"
        );
    }
}

#[test]
fn limits_belong_to_the_milder_class() {
    for (text, attack) in [
        ("pH 6.6", Attack::None),
        ("pH 6.5", Attack::Xa1),
        ("pH 5.5", Attack::Xa1),
        ("pH 5.49", Attack::Xa2),
        ("pH 4.5", Attack::Xa2),
        ("pH 4", Attack::Xa3),
        ("pH 3.9", Attack::BeyondXa3),
        ("SO4 199", Attack::None),
        ("SO4 200", Attack::Xa1),
        ("SO4 600", Attack::Xa1),
        ("SO4 3000", Attack::Xa2),
        ("SO4 6000", Attack::Xa3),
        ("SO4 6001", Attack::BeyondXa3),
        ("acidity 200", Attack::None),
        ("acidity 201", Attack::Xa1),
        ("Mg 90000", Attack::Xa3),
        ("NH4 101", Attack::BeyondXa3),
    ] {
        assert_eq!(analysed(text).attack, attack, "{text}");
    }
}

#[test]
fn sulfate_of_water_and_soil_does_not_raise_the_class_against_itself() {
    let found = analysed("SO4 400, soil SO4 2500");
    assert_eq!((found.attack, found.raised), (Attack::Xa1, false));
}

#[test]
fn what_was_not_measured_is_named() {
    use Characteristic::{Ammonium, CarbonDioxide, Magnesium, SoilAcidity, Sulfate};
    assert_eq!(analysed("pH 6.2").missing, [Sulfate, CarbonDioxide, Ammonium, Magnesium]);
    assert_eq!(analysed("pH 7.1, SO4 310, CO2 8, NH4 1, Mg 40").missing, []);
    assert_eq!(analysed("soil SO4 2600").missing, [SoilAcidity]);
    assert_eq!(assess(&Analysis::default()), None);
}
