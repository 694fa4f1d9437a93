//! Models' claims about the worked cases, held against the rules.

use model::{
    Brief, Lang, Overall, Profile, Section, SectionName, Severity, Verdict, Verification,
    sections::{CheckGroup, CheckItem, CheckStatus, ComplianceStatus},
};
use serde_json::{Value, json};
use standards::prices::PriceSet;

use crate::{Assessment, Settings, Verified, assess};

/// Worked case D05: certain XC4 XD3 XF4, class too low, no air.
const PARKING: &str =
    "project_description = \"Parking deck with C25/30, no air entrainment, de-icing exposure.\"";
/// Worked case D02: certain XC2 XA1, assumed XC4 XF3; C25/30, 0.50, 320, 4 % in the profile csn; 21.6 m³.
const STRIP: &str = "project_description = \"Foundation strip 45 m × 0.8 m × 0.6 m, outdoor, groundwater pH 6.2, Czech climate.\"";
/// Worked case D09: a withdrawn foreign basis.
const SNIP: &str = "project_description = \"New production hall, static design dle SNiP 2.03.01-84, beton B25 F150 W6, interiér, suché prostředí.\"";

const PRICED: &str = "project_description = \"Foundation. VAT rate 12 %.\"\n[[positions]]\nitem_name = \"Concrete C25/30\"\nquantity = 10\nunit = \"m3\"\nunit_price = 3500\n";
/// Worked case D12: a class too mild for the road beside it.
const DOCUMENTED: &str = "project_description = \"Opěrná zeď 2 m od vozovky silnice III. třídy, zimní údržba solí, přímý rozstřik. C30/37 XC4 XD1 XF2, krytí 35 mm.\"";

fn assessed(text: &str) -> Assessment {
    let settings = Settings { profile: Profile::Csn, lang: Lang::En, prices: PriceSet::embedded() };
    assess(&Brief::from_toml(text).unwrap(), &settings)
}

fn verified(assessment: &Assessment, name: SectionName, value: Value) -> Verified {
    assessment.verify(Section::from_model(name, value).unwrap())
}

fn found<'a>(verified: &'a Verified, subject: &str) -> &'a Verification {
    let found = verified.verifications.iter().find(|verification| verification.subject == subject);
    found.unwrap_or_else(|| panic!("{subject} in {:#?}", verified.verifications))
}

#[test]
fn a_class_below_the_required_one_is_replaced_and_the_claim_kept() {
    let verified = verified(
        &assessed(PARKING),
        SectionName::FinalSpecification,
        json!({"concrete_class": "C25/30", "w_c_ratio": 0.55, "min_cement_kg_m3": 340, "air_content_percent": 5}),
    );
    let class = found(&verified, "final_specification.concrete_class");
    assert_eq!((class.verdict, class.severity), (Verdict::Contradicted, Severity::Critical));
    assert_eq!((class.claimed.as_str(), class.expected.as_str()), ("C25/30", "C30/37"));
    assert_eq!((class.source.standard.as_str(), class.source.verified), ("ČSN P 73 2404", true));
    assert_eq!(found(&verified, "final_specification.w_c_ratio").verdict, Verdict::Contradicted);
    assert_eq!(found(&verified, "final_specification.min_cement_kg_m3").verdict, Verdict::Confirmed);
    let air = found(&verified, "final_specification.air_content_percent");
    assert!(air.verdict == Verdict::Confirmed && air.note.starts_with("Stricter"));
    let Section::FinalSpecification(carried) = &verified.section else { panic!("another section") };
    assert_eq!(carried.concrete_class.as_deref(), Some("C30/37"));
    assert_eq!(carried.w_c_ratio.unwrap().to_string(), "0.45");
    assert!(verified.changed);
}

#[test]
fn a_stricter_class_is_confirmed_and_the_audit_carries_the_requirement() {
    let verified = verified(
        &assessed(PARKING),
        SectionName::FinalSpecification,
        json!({"concrete_class": "C35/45", "air_content_percent": 4}),
    );
    assert_eq!(found(&verified, "final_specification.concrete_class").verdict, Verdict::Confirmed);
    assert_eq!(verified.section.to_value()["concrete_class"], "C30/37");
}

#[test]
fn missing_air_and_a_class_that_does_not_exist_are_contradicted() {
    let verified = verified(
        &assessed(PARKING),
        SectionName::FinalSpecification,
        json!({"concrete_class": "C27/35", "w_c_ratio": 0.45}),
    );
    assert_eq!(found(&verified, "final_specification.air_content_percent").verdict, Verdict::Contradicted);
    assert_eq!(found(&verified, "final_specification.concrete_class").severity, Severity::High);
}

#[test]
fn overlooked_classes_are_added_and_impossible_ones_dropped() {
    let verified = verified(
        &assessed(PARKING),
        SectionName::ExposureAnalysis,
        json!({"certain": [{"class": "XC4", "reason": "rain"}, {"class": "XD2", "reason": "salt"}, {"class": "XF5", "reason": ""}]}),
    );
    assert_eq!(found(&verified, "exposure_analysis.exposure_classes[XC4]").verdict, Verdict::Confirmed);
    assert_eq!(found(&verified, "exposure_analysis.exposure_classes[XD2]").verdict, Verdict::Contradicted);
    assert_eq!(found(&verified, "exposure_analysis.exposure_classes[XF5]").expected, "XF4");
    let missing = found(&verified, "exposure_analysis.exposure_classes");
    assert!(missing.note.contains("XD3 XF4"), "{}", missing.note);
    assert_eq!(verified.section.to_value()["exposure_classes"], json!(["XC4", "XD3", "XF4"]));
}

#[test]
fn a_class_that_nothing_supports_is_unverifiable_and_not_carried() {
    let verified = verified(
        &assessed(STRIP),
        SectionName::ExposureAnalysis,
        json!({"certain": [{"class": "XC2"}, {"class": "XA1"}, {"class": "XD2"}], "assumed": [{"class": "XC4"}, {"class": "XF3"}]}),
    );
    assert_eq!(found(&verified, "exposure_analysis.exposure_classes[XD2]").verdict, Verdict::Unverifiable);
    assert_eq!(verified.section.to_value()["exposure_classes"], json!(["XC2", "XC4", "XF3", "XA1"]));
}

#[test]
fn the_models_words_stay_where_it_is_right() {
    let claimed = json!({
        "certain": [{"class": "XC2", "reason": "in the ground"}, {"class": "XA1", "reason": "pH 6.2"}],
        "assumed": [{"class": "XC4", "reason": "depth unknown"}, {"class": "XF3", "reason": "frost"}],
    });
    let verified = verified(&assessed(STRIP), SectionName::ExposureAnalysis, claimed);
    assert!(!verified.changed);
    assert_eq!(verified.section.to_value()["certain"][0]["reason"], "in the ground");
    assert!(verified.verifications.iter().all(|found| found.verdict == Verdict::Confirmed));
}

/// 45 × 0.8 × 0.6 = 21.6 m³; contact area 54.96 m², where a common example says 108.
#[test]
fn quantities_are_held_against_the_dimensions() {
    let verified = verified(
        &assessed(STRIP),
        SectionName::MaterialsBreakdown,
        json!({
            "concrete": {"volume_m3": 22.5, "unit_price_czk": 2850, "total_czk": 64125},
            "reinforcement": {"total_tonnes": 2.25, "unit_price_czk": 17800, "total_czk": 50000},
            "formwork": {"area_m2": 108, "unit_price_czk": 450},
        }),
    );
    assert_eq!(found(&verified, "materials_breakdown.concrete.total_czk").verdict, Verdict::Confirmed);
    assert_eq!(found(&verified, "materials_breakdown.concrete.volume_m3").verdict, Verdict::Confirmed);
    let total = found(&verified, "materials_breakdown.reinforcement.total_czk");
    assert_eq!((total.verdict, total.expected.as_str()), (Verdict::Contradicted, "40050"));
    assert_eq!(
        found(&verified, "materials_breakdown.reinforcement.total_tonnes").verdict,
        Verdict::Unverifiable
    );
    let area = found(&verified, "materials_breakdown.formwork.area_m2");
    assert_eq!((area.verdict, area.severity), (Verdict::Contradicted, Severity::High));
    assert_eq!(verified.section.to_value()["concrete"]["volume_m3"], 21.6);
}

#[test]
fn sums_are_made_by_code_and_a_wrong_one_is_contradicted() {
    let verified = verified(
        &assessed("project_description = \"Concrete foundation, interior, dry.\""),
        SectionName::CostSummary,
        json!({"direct_costs_czk": 1000, "indirect_costs_czk": 150, "profit_czk": 115, "vat_rate": 21, "total_incl_vat_czk": 1700}),
    );
    let total = found(&verified, "cost_summary.total_incl_vat_czk");
    assert_eq!((total.verdict, total.expected.as_str()), (Verdict::Contradicted, "1530.65"));
    let carried = verified.section.to_value();
    assert_eq!((&carried["subtotal_excl_vat_czk"], &carried["vat_czk"]), (&json!(1265), &json!(265.65)));
    assert_eq!(carried["vat_rate"], 0.21);
}

#[test]
fn a_priced_bill_decides_the_direct_costs() {
    let verified = verified(
        &assessed(PRICED),
        SectionName::CostSummary,
        json!({"direct_costs_czk": 40000, "vat_rate": 0.21}),
    );
    let direct = found(&verified, "cost_summary.direct_costs_czk");
    assert_eq!((direct.verdict, direct.expected.as_str()), (Verdict::Contradicted, "35000"));
    assert_eq!(found(&verified, "cost_summary.vat_rate").verdict, Verdict::Contradicted);
    assert_eq!(verified.section.to_value()["total_incl_vat_czk"], 39200);
}

fn check(check: &str, status: CheckStatus) -> CheckItem {
    CheckItem {
        check: check.to_owned(),
        required: String::new(),
        found: String::new(),
        status,
        standard: String::new(),
        clause: String::new(),
        code: None,
    }
}

#[test]
fn a_pass_where_a_rule_fails_is_contradicted_and_the_rules_checks_are_joined() {
    let assessment = assessed(PARKING);
    let groups = vec![CheckGroup {
        category: "durability".to_owned(),
        items: vec![check("Concrete class", CheckStatus::Pass), check("Fire resistance", CheckStatus::Pass)],
    }];
    let verified = assessment.verify(Section::ComplianceChecks(groups));
    let class = found(&verified, "compliance_checks[0].items[0].status");
    assert_eq!((class.claimed.as_str(), class.expected.as_str()), ("PASS", "FAIL"));
    assert_eq!(verified.verifications.len(), 1, "nothing is said of fire");
    let Section::ComplianceChecks(carried) = &verified.section else { panic!("another section") };
    assert_eq!(carried[0].items[0].status, CheckStatus::Fail);
    let codes: Vec<&str> =
        carried.iter().flat_map(|group| &group.items).filter_map(|item| item.code.as_deref()).collect();
    assert!(codes.contains(&"CLASS_LOW"), "{codes:?}");
}

#[test]
fn the_rules_agree_with_themselves() {
    for text in [PARKING, STRIP, SNIP, PRICED, DOCUMENTED] {
        let assessment = assessed(text);
        for name in SectionName::ALL {
            let verified = assessment.verify(assessment.section(*name));
            assert!(!verified.changed, "{name} of {text}: {verified:#?}");
            let mut doubtful =
                verified.verifications.iter().filter(|found| found.verdict != Verdict::Confirmed);
            assert_eq!(doubtful.next(), None, "{name} of {text}");
        }
    }
}

#[test]
fn verifying_twice_changes_nothing_more() {
    let assessment = assessed(PARKING);
    for name in SectionName::ALL {
        let empty = match name {
            SectionName::RisksIdentified => Section::RisksIdentified(Vec::new()),
            SectionName::DocumentIssues => Section::DocumentIssues(Vec::new()),
            SectionName::RfiItems => Section::RfiItems(Vec::new()),
            SectionName::ComplianceChecks => Section::ComplianceChecks(Vec::new()),
            _ => continue,
        };
        let joined = assessment.verify(empty);
        let again = assessment.verify(joined.section.clone());
        assert!(!again.changed, "{name}");
    }
}

#[test]
fn a_withdrawn_standard_called_current_is_contradicted_and_an_unknown_one_unverifiable() {
    let verified = verified(
        &assessed(SNIP),
        SectionName::StandardsChecked,
        json!([
            {"standard": "SNiP 2.03.01-84", "status": "current"},
            {"standard": "ČSN EN 1992-1-1", "status": "current"},
            {"standard": "ČSN 99 9999", "status": "current"},
        ]),
    );
    let snip = found(&verified, "standards_checked[0].status");
    assert_eq!((snip.verdict, snip.expected.as_str()), (Verdict::Contradicted, "foreign"));
    assert_eq!(found(&verified, "standards_checked[1].status").verdict, Verdict::Confirmed);
    assert_eq!(found(&verified, "standards_checked[2].status").verdict, Verdict::Unverifiable);
    assert_eq!(verified.section.to_value()[0]["status"], "foreign");
}

fn status(overall: Overall) -> ComplianceStatus {
    ComplianceStatus { overall, summary: "As the model says.".to_owned(), disputed: false }
}

#[test]
fn the_worse_verdict_counts() {
    let parking = assessed(PARKING);
    assert_eq!(parking.verdict(), Overall::NonCompliant);
    let judged = parking.judge(&status(Overall::Compliant), &[], &[]);
    assert_eq!((judged.overall, judged.disputed), (Overall::NonCompliant, false));
    assert!(judged.summary.contains("worse than the model's COMPLIANT"));
    let strip = assessed(STRIP);
    assert_eq!(strip.judge(&status(Overall::Compliant), &[], &[]).overall, Overall::Conditional);
    assert_eq!(strip.judge(&status(Overall::Unknown), &[], &[]).overall, Overall::Unknown);
    assert_eq!(strip.judge(&status(Overall::NonCompliant), &[], &[]).overall, Overall::NonCompliant);
}

/// Worked case D06: C25/30 XC2 is enough, so a failed check of its class is wrong.
#[test]
fn a_condemnation_that_the_rules_contradict_wholly_is_disputed() {
    let assessment = assessed(
        "project_description = \"Základový pas RD 45,0 × 0,8 × 0,6 m, základová spára 1,25 m pod terénem, HPV nezastižena. Beton C25/30 XC2.\"",
    );
    let claimed = |extra: Option<CheckItem>| {
        let items = [Some(check("Concrete class", CheckStatus::Fail)), extra].into_iter().flatten().collect();
        vec![CheckGroup { category: "durability".to_owned(), items }]
    };
    let judge = |groups: Vec<CheckGroup>| {
        let verified = assessment.verify(Section::ComplianceChecks(groups.clone()));
        let Section::ComplianceChecks(carried) = verified.section else { panic!("another section") };
        let raw = assessment.judge(&status(Overall::NonCompliant), &groups, &verified.verifications);
        let after = assessment.judge(&status(Overall::NonCompliant), &carried, &verified.verifications);
        assert_eq!(raw, after, "checks as claimed and as verified judge alike");
        raw
    };
    let disputed = judge(claimed(None));
    assert_eq!((disputed.overall, disputed.disputed), (Overall::Conditional, true));
    let standing = judge(claimed(Some(check("Fire resistance", CheckStatus::Fail))));
    assert_eq!((standing.overall, standing.disputed), (Overall::NonCompliant, false));
}

#[test]
fn a_model_gets_the_facts_in_a_short_text() {
    let facts = assessed(PARKING).grounding();
    assert!(facts.starts_with("FACTS FROM THE RULE ENGINE (decided by code, do not contradict):\n"));
    for fact in
        ["XC4", "XD3", "XF4", "required C30/37", "w/c <= 0.45", "air >= 4 %", "CLASS_LOW", "profile csn"]
    {
        assert!(facts.contains(fact), "{fact} in {facts}");
    }
    assert!(facts.len() < 1400, "{} bytes: {facts}", facts.len());
    assert!(assessed(SNIP).grounding().contains("not in force: SNiP 2.03.01-84"));
    assert!(assessed(STRIP).grounding().contains("volume 21.6 m3"));
}

#[test]
fn a_class_for_durability_below_the_rules_is_replaced() {
    let verified = verified(
        &assessed(PARKING),
        SectionName::DurabilityAnalysis,
        json!({"design_life_years": 50, "required_concrete_class": "C25/30", "measures": []}),
    );
    let class = found(&verified, "durability_analysis.required_concrete_class");
    assert_eq!((class.verdict, class.expected.as_str()), (Verdict::Contradicted, "C30/37"));
    let Section::DurabilityAnalysis(carried) = &verified.section else { panic!("another section") };
    assert_eq!(carried.required_concrete_class.as_deref(), Some("C30/37"));
}

#[test]
fn air_that_is_not_claimed_is_not_shown_as_zero() {
    let verified = verified(
        &assessed(PARKING),
        SectionName::FinalSpecification,
        json!({"concrete_class": "C30/37", "w_c_ratio": 0.45, "min_cement_kg_m3": 340}),
    );
    let air = found(&verified, "final_specification.air_content_percent");
    assert_eq!((air.verdict, air.claimed.as_str()), (Verdict::Contradicted, "–"));
}

#[test]
fn the_expected_total_is_the_one_that_the_audit_carries() {
    for text in [PRICED, STRIP] {
        let verified = verified(
            &assessed(text),
            SectionName::CostSummary,
            json!({"direct_costs_czk": 1000, "subtotal_excl_vat_czk": 1000, "vat_rate": 0.21, "vat_czk": 210, "total_incl_vat_czk": 1500}),
        );
        let Section::CostSummary(carried) = &verified.section else { panic!("another section") };
        let total = found(&verified, "cost_summary.total_incl_vat_czk");
        assert_eq!(total.expected, carried.total_incl_vat_czk.unwrap().to_string());
    }
}

#[test]
fn where_the_rules_find_worse_their_reasons_stand_first() {
    let words = "The specified concrete meets the requirements.";
    let claimed =
        ComplianceStatus { overall: Overall::Compliant, summary: words.to_owned(), disputed: false };
    let judged = assessed(PARKING).judge(&claimed, &[], &[]);
    assert!(judged.summary.starts_with("Certain requirements are violated"), "{}", judged.summary);
    assert!(judged.summary.ends_with(&format!("The model writes: {words}")), "{}", judged.summary);
}
