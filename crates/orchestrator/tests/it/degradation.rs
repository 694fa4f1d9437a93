//! Partial and total failure (S4, S5), and what a model cannot talk the rules out of.

use model::{EventBody, Mark, Outcome, Overall, SectionName, Severity, sections::ProjectSummarySection};
use orchestrator::PlanName;
use serde_json::json;

use crate::scripted::{
    COMPLIANCE, COMPREHENSIVE, MODEL, Scripted, Step, audit, bodies, both, ms, settings, whole,
};

fn failing(error: &'static str) -> Vec<(std::time::Duration, Step)> {
    vec![(ms(5), Step::Fails(error))]
}

#[tokio::test(start_paused = true)]
async fn both_succeed_and_both_halves_are_merged() {
    let audit = audit(both(ms(10), ms(20)), settings(PlanName::Hybrid)).await;
    assert!(matches!(audit.project_summary, Some(ProjectSummarySection::Known(_))));
    assert!(
        audit.risks_identified.iter().any(|risk| risk.title == "A risk of the model" && risk.code.is_none())
    );
    assert!(audit.risks_identified.iter().any(|risk| risk.code.is_some()), "the rules' findings are joined");
    assert_eq!(audit.provenance[&SectionName::ProjectSummary], MODEL);
    assert_eq!(audit.provenance[&SectionName::RisksIdentified], "model+rules");
    assert!(audit.assumptions.iter().any(|assumption| assumption == "An assumption of the model"));
    let ids: Vec<_> = audit.risks_identified.iter().map(|risk| risk.id.as_str()).collect();
    assert_eq!(ids[0], "R1");
    assert!(audit.confidence <= 0.4);
}

#[tokio::test(start_paused = true)]
async fn the_audit_does_not_depend_on_who_answers_first() {
    let mut first = audit(both(ms(10), ms(20)), settings(PlanName::Hybrid)).await;
    let mut second = audit(both(ms(20), ms(10)), settings(PlanName::Hybrid)).await;
    for audit in [&mut first, &mut second] {
        audit.performance = model::Performance::default();
        audit.execution_time_seconds = 0.0;
        audit.created_at = jiff::Timestamp::UNIX_EPOCH;
    }
    assert_eq!(first, second);
}

#[tokio::test(start_paused = true)]
async fn a_failed_comprehensive_query_leaves_the_other_half_and_says_so() {
    let analyst = Scripted::default()
        .with(COMPREHENSIVE, failing("the provider is overloaded"))
        .with(COMPLIANCE, whole(COMPLIANCE, ms(10)));
    let audit = audit(analyst, settings(PlanName::Hybrid)).await;
    let value = serde_json::to_value(&audit).unwrap();
    assert_eq!(value["project_summary"], json!({ "error": "Comprehensive analysis failed" }));
    assert_eq!(value["exposure_analysis"], json!(null));
    assert_eq!(value["value_engineering"], json!([]));
    assert_eq!(value["provenance"]["project_summary"], "default");
    let warned = audit
        .warnings
        .iter()
        .any(|w| w.message == "Comprehensive analysis failed: the provider is overloaded");
    assert!(warned, "{:?}", audit.warnings);
    assert!(audit.risks_identified.iter().any(|risk| risk.title == "A risk of the model"));
    assert!(!audit.elements.is_empty(), "what the rules found stands in the elements");
    let performance = &audit.performance;
    assert_eq!((performance.queries_successful, performance.queries_failed), (1, 1));
    assert_eq!(performance.queries[COMPREHENSIVE].outcome, Outcome::Failed);
    assert!(audit.status.mark >= Mark::Warnings);
}

#[tokio::test(start_paused = true)]
async fn a_failed_compliance_query_is_unknown_and_recommends_a_manual_review() {
    let analyst = Scripted::default()
        .with(COMPREHENSIVE, whole(COMPREHENSIVE, ms(10)))
        .with(COMPLIANCE, failing("connection refused"));
    let audit = audit(analyst, settings(PlanName::Hybrid)).await;
    assert_eq!(audit.compliance_status.overall, Overall::Unknown);
    assert!(audit.compliance_status.summary.contains("manual review"));
    assert!(audit.recommendations.iter().any(|advice| advice.item.contains("manual review")));
    let risk = audit.risks_identified.iter().find(|risk| risk.title == "Compliance check failed").unwrap();
    assert_eq!(risk.severity, Severity::High);
    assert!(audit.warnings.iter().any(|w| w.message == "Compliance check failed: connection refused"));
    assert!(audit.risks_identified.iter().any(|risk| risk.code.is_some()), "the rules still speak");
    assert!(matches!(audit.project_summary, Some(ProjectSummarySection::Known(_))));
}

#[tokio::test(start_paused = true)]
async fn both_failed_is_one_clear_error_with_each_cause() {
    let analyst = Scripted::default()
        .with(COMPREHENSIVE, failing("connection refused"))
        .with(COMPLIANCE, vec![(ms(0), Step::Hangs)]);
    let bodies = bodies(analyst, settings(PlanName::Hybrid)).await;
    let Some(EventBody::Error { code, message, causes }) = bodies.last() else { panic!("{bodies:?}") };
    assert_eq!((code.as_str(), message.as_str()), ("all_queries_failed", "All hybrid queries failed"));
    assert_eq!(
        causes,
        &["comprehensive_analysis: connection refused", "compliance_risks: timed out after 15 s"]
    );
    assert!(!bodies.iter().any(|body| matches!(body, EventBody::FinalResult(_) | EventBody::Merging)));
}

#[tokio::test(start_paused = true)]
async fn a_cut_answer_keeps_the_sections_that_arrived_whole() {
    let mut script = whole(COMPREHENSIVE, ms(10));
    script.truncate(2);
    script.push((ms(0), Step::Fails("the stream was cut")));
    let analyst = Scripted::default().with(COMPREHENSIVE, script).with(COMPLIANCE, whole(COMPLIANCE, ms(10)));
    let audit = audit(analyst, settings(PlanName::Hybrid)).await;
    assert_eq!(audit.performance.queries[COMPREHENSIVE].outcome, Outcome::Partial);
    assert_eq!(audit.performance.queries_successful, 2);
    assert!(audit.exposure_analysis.is_some() && audit.final_specification.is_some());
    assert!(audit.cost_summary.is_none());
    assert_eq!(audit.provenance[&SectionName::CostSummary], "default");
    let partial =
        audit.warnings.iter().find(|w| w.message.starts_with("Comprehensive analysis is partial")).unwrap();
    assert!(partial.message.contains("the stream was cut") && partial.message.contains("cost_summary"));
}

#[tokio::test(start_paused = true)]
async fn an_answer_without_the_sections_asked_for_is_no_success() {
    let analyst = Scripted::default()
        .with(COMPREHENSIVE, vec![(ms(5), Step::Section("confidence", json!(0.9))), (ms(0), Step::Ends)])
        .with(COMPLIANCE, whole(COMPLIANCE, ms(10)));
    let audit = audit(analyst, settings(PlanName::Hybrid)).await;
    assert_eq!(audit.performance.queries[COMPREHENSIVE].outcome, Outcome::Failed);
    assert_eq!(audit.performance.queries_failed, 1);
}

#[tokio::test(start_paused = true)]
async fn rules_condemn_where_a_model_acquits() {
    let mut answer = whole(COMPLIANCE, ms(5));
    for (_, step) in &mut answer {
        if let Step::Section("compliance_status", value) = step {
            *value = json!({ "overall": "COMPLIANT", "summary": "All is well." });
        }
    }
    let analyst =
        Scripted::default().with(COMPREHENSIVE, whole(COMPREHENSIVE, ms(5))).with(COMPLIANCE, answer);
    let auditor = orchestrator::Auditor::new(std::sync::Arc::new(analyst), settings(PlanName::Hybrid));
    let brief = model::Brief {
        project_description: "Parking deck with C25/30, no air entrainment, de-icing exposure.".to_owned(),
        ..model::Brief::default()
    };
    let audit = auditor.audit(brief).await.unwrap();
    assert_eq!(audit.compliance_status.overall, Overall::NonCompliant);
    assert_eq!(audit.status.mark, Mark::CriticalRisk);
    assert!(audit.risks_identified.iter().any(|risk| risk.code.as_deref() == Some("CLASS_LOW")));
}

#[tokio::test(start_paused = true)]
async fn a_wrong_class_of_the_model_is_replaced_and_the_claim_is_kept() {
    let mut answer = whole(COMPREHENSIVE, ms(5));
    for (_, step) in &mut answer {
        if let Step::Section("final_specification", value) = step {
            *value = json!({ "element": "strip footing", "concrete_class": "C16/20", "w_c_ratio": 0.65 });
        }
    }
    let analyst = Scripted::default().with(COMPREHENSIVE, answer).with(COMPLIANCE, whole(COMPLIANCE, ms(5)));
    let audit = audit(analyst, settings(PlanName::Hybrid)).await;
    let specification = audit.final_specification.unwrap();
    assert_eq!(specification.concrete_class.as_deref(), Some("C25/30"));
    assert_eq!(audit.provenance[&SectionName::FinalSpecification], "model+rules");
    let check =
        audit.verification.iter().find(|v| v.subject == "final_specification.concrete_class").unwrap();
    assert_eq!((check.claimed.as_str(), check.expected.as_str()), ("C16/20", "C25/30"));
    assert_eq!(check.verdict, model::Verdict::Contradicted);
    assert!(check.id.starts_with('V') && !check.source.standard.is_empty());
}
