//! Strength classes and old notations.

use super::{OldStrength, StrengthClass, StrengthError};

fn class(text: &str) -> StrengthClass {
    StrengthClass::parse(text).unwrap()
}

#[test]
fn a_class_is_read_in_the_usual_spellings() {
    for text in ["C25/30", "C 25/30", "c25 / 30", "C25/30n", " C\u{a0}25/30 "] {
        assert_eq!(class(text).to_string(), "C25/30", "{text:?}");
    }
    assert_eq!(class("LC 25/28").to_string(), "LC25/28");
}

#[test]
fn a_pair_that_does_not_exist_names_the_class_that_it_reaches() {
    for (written, nearest) in
        [("C27/35", "C25/30"), ("C18/22", "C16/20"), ("C28/35", "C25/30"), ("C3/4", "C8/10")]
    {
        let expected = StrengthError::Nonexistent { written: written.to_owned(), nearest: class(nearest) };
        assert_eq!(StrengthClass::parse(written), Err(expected));
    }
    assert!(matches!(StrengthClass::parse("B25"), Err(StrengthError::NotAClass { .. })));
    assert!(matches!(StrengthClass::parse("C/30"), Err(StrengthError::NotAClass { .. })));
}

#[test]
fn classes_are_ordered_by_their_cylinder_strength() {
    assert!(StrengthClass::normal_classes().is_sorted());
    assert_eq!(StrengthClass::normal_classes().len(), 16);
    assert!(class("C30/37") > class("C25/30"));
    assert!(class("LC30/33") > class("C25/30"));
}

#[test]
fn a_mark_of_250_is_about_c16_20_and_never_c25_30() {
    for text in ["zn. 250", "značka 250", "značky 250", "tr. 250", "B 250", "tr. III", "tř. III"] {
        let old = OldStrength::parse(text).unwrap_or_else(|| panic!("{text} is an old strength"));
        assert_eq!(old.equivalent().unwrap().class, Some(class("C16/20")), "{text}");
    }
}

#[test]
fn classes_b_and_soviet_marks_have_the_class_of_the_same_or_lower_cube() {
    for (text, expected) in [
        ("B25", "C20/25"),
        ("B 20", "C16/20"),
        ("B 12,5", "C8/10"),
        ("B22.5", "C16/20"),
        ("B35", "C25/30"),
        ("M350", "C20/25"),
        ("M 200", "C12/15"),
    ] {
        let old = OldStrength::parse(text).unwrap_or_else(|| panic!("{text} is an old strength"));
        assert_eq!(old.equivalent().unwrap().class, Some(class(expected)), "{text}");
    }
    assert_eq!(OldStrength::parse("B7,5").unwrap().equivalent().unwrap().class, None);
    assert_eq!(OldStrength::parse("C25/30"), None);
    assert_eq!(OldStrength::parse("B17").unwrap().equivalent(), None);
}

#[test]
fn a_doubtful_conversion_says_so() {
    assert!(!OldStrength::Mark(400).equivalent().unwrap().verified);
    assert!(OldStrength::Mark(250).equivalent().unwrap().verified);
}
