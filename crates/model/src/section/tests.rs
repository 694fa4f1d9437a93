use serde_json::json;

use super::{Section, SectionName};

#[test]
fn every_section_knows_its_name_and_has_a_schema() {
    let mut generator = schemars::SchemaGenerator::default();
    for name in SectionName::ALL {
        assert_eq!(name.as_str().parse::<SectionName>().unwrap(), *name);
        assert_eq!(serde_json::to_value(name).unwrap(), json!(name.as_str()));
        assert!(!name.schema(&mut generator).to_value().is_null(), "{name}");
    }
}

#[test]
fn nulls_and_missing_fields_take_their_empty_value() {
    let value = json!({ "element": null, "concrete_class": "C25/30", "w_c_ratio": "0,50" });
    let Section::FinalSpecification(spec) =
        Section::from_model(SectionName::FinalSpecification, value).unwrap()
    else {
        panic!("another section");
    };
    assert_eq!(spec.concrete_class.as_deref(), Some("C25/30"));
    assert_eq!(spec.w_c_ratio.unwrap().to_string(), "0.5");
    assert_eq!(spec.element, "");
}

#[test]
fn a_wrong_type_names_the_field() {
    let error =
        Section::from_model(SectionName::RisksIdentified, json!([{ "severity": "dire", "title": "x" }]));
    let text = error.unwrap_err().to_string();
    assert!(
        text.contains("risks_identified") && text.contains("[0].severity") && text.contains("dire"),
        "{text}"
    );
}

#[test]
fn a_code_that_a_model_writes_is_dropped() {
    let value = json!([{ "severity": "high", "title": "x", "code": "CLASS_LOW" }]);
    let Section::RisksIdentified(risks) = Section::from_model(SectionName::RisksIdentified, value).unwrap()
    else {
        panic!("another section");
    };
    assert_eq!(risks[0].code, None);
}

#[test]
fn exposure_classes_are_the_ordered_union_of_certain_and_assumed() {
    let value = json!({
        "exposure_classes": ["XF3", "XC2"],
        "certain": [{ "class": "XA1", "reason": "pH 6.2" }],
        "assumed": [{ "class": "XC4", "reason": "outdoor" }],
    });
    let Section::ExposureAnalysis(analysis) =
        Section::from_model(SectionName::ExposureAnalysis, value).unwrap()
    else {
        panic!("another section");
    };
    assert_eq!(analysis.exposure_classes, ["XC2", "XC4", "XF3", "XA1"]);
    assert_eq!(analysis.certain.len(), 3);
}
