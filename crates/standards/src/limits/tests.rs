//! Limits of the worked cases.

use super::{Combined, ProfileName, SulfateResisting, combine, limits};
use crate::exposure::ExposureClass;

fn classes(text: &str) -> Vec<ExposureClass> {
    text.split_whitespace().map(|class| ExposureClass::parse(class).unwrap()).collect()
}

fn combined(profile: ProfileName, text: &str) -> Combined {
    combine(profile, &classes(text))
}

/// Columns "min EN / CSN / STAV" and "CSN limits" of worked cases D02 to D06, D13, D14 and D20.
#[test]
fn worked_cases_have_their_minimum_classes() {
    for (set, en, csn, stavagent) in [
        ("XC2 XA1 XC4 XF3", "C30/37", "C25/30", "C30/37"),
        ("XC4 XD3 XF4", "C35/45", "C30/37", "C30/37"),
        ("XC2 XA3", "C35/45", "C30/37", "C35/45"),
        ("XC2", "C25/30", "C16/20", "C25/30"),
        ("XC4 XF1 XA1 XD3", "C35/45", "C30/37", "C30/37"),
        ("XC1 XM2", "C20/25", "C30/37", "C20/25"),
        ("XC4 XF1 XA1", "C30/37", "C25/30", "C30/37"),
    ] {
        let strength = |profile| combined(profile, set).strength.unwrap().value.to_string();
        assert_eq!(strength(ProfileName::En206), en, "{set}");
        assert_eq!(strength(ProfileName::Csn), csn, "{set}");
        assert_eq!(strength(ProfileName::Stavagent), stavagent, "{set}");
    }
}

#[test]
fn each_value_names_the_class_that_decides_it() {
    let combined = combined(ProfileName::Csn, "XC2 XC4 XF3 XA1");
    let w_c = combined.w_c.unwrap();
    assert_eq!((w_c.value.to_string().as_str(), w_c.class), ("0.5", ExposureClass::Xc4));
    let cement = combined.cement_kg_m3.unwrap();
    assert_eq!((cement.value, cement.class), (320, ExposureClass::Xf3));
    let air = combined.air_percent.unwrap();
    assert_eq!((air.value.to_string().as_str(), air.class), ("4", ExposureClass::Xf3));
    assert!(air.clause.verified);
    assert_eq!(combined.sulfate_resisting, None);
}

#[test]
fn an_equal_verified_limit_speaks_before_an_unverified_one() {
    let strength = combined(ProfileName::Csn, "XD2 XF1").strength.unwrap();
    assert_eq!((strength.class, strength.clause.verified), (ExposureClass::Xf1, true));
}

#[test]
fn sulfate_resisting_cement_depends_on_the_profile() {
    let csn = combined(ProfileName::Csn, "XA2").sulfate_resisting.unwrap();
    assert_eq!(csn.value, SulfateResisting::IfSulfate);
    let stavagent = combined(ProfileName::Stavagent, "XA1").sulfate_resisting.unwrap();
    assert_eq!(stavagent.value, SulfateResisting::Always);
}

#[test]
fn the_hundred_year_profile_judges_by_the_fifty_year_limits() {
    let classes = classes("XC4 XF4");
    assert_eq!(combine(ProfileName::Csn100, &classes), combine(ProfileName::Csn, &classes));
    assert!(limits(ProfileName::Csn100, ExposureClass::Xc4).is_some_and(|row| !row.verified));
}

#[test]
fn a_class_that_a_profile_does_not_list_is_named() {
    assert_eq!(combined(ProfileName::En206, "XC1 XM2").unlisted, classes("XM2"));
    assert!(combined(ProfileName::En206, "").strength.is_none());
}
