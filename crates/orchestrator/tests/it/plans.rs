//! Both plans, and what the later stages of the older one see.

use std::sync::Arc;

use model::{EventBody, SectionName};
use orchestrator::{Analyst, Auditor, Plan, PlanName, Settings};

use crate::scripted::{Scripted, brief, ms, settings, whole};

const ROLES: [(&str, u64); 6] = [
    ("document_validator", 12_500),
    ("structural_engineer", 15_000),
    ("concrete_specialist", 12_500),
    ("cost_estimator", 10_000),
    ("construction_planner", 12_500),
    ("standards_checker", 12_500),
];

#[tokio::test(start_paused = true)]
async fn the_staged_plan_takes_the_sum_of_its_stages_and_gives_the_same_type() {
    let scripted = ROLES
        .into_iter()
        .fold(Scripted::default(), |analyst, (role, time)| analyst.with(role, whole(role, ms(time))));
    let scripted = Arc::new(scripted);
    let auditor = Auditor::new(Arc::clone(&scripted) as Arc<dyn Analyst>, settings(PlanName::Staged));
    let audit = auditor.audit(brief()).await.unwrap();
    assert!((audit.performance.total_time_ms - 40_000.0).abs() < 10.0, "{}", audit.performance.total_time_ms);
    assert!(audit.performance.overhead_ms < 10.0);
    assert_eq!(audit.performance.queries_executed, 6);
    assert!(audit.final_specification.is_some() && audit.cost_summary.is_some());
    let asked = scripted.asked.lock().unwrap();
    assert!(!asked["document_validator"].contains("ANSWER OF"));
    assert!(asked["cost_estimator"].contains("ANSWER OF document_validator"));
    assert!(!asked["cost_estimator"].contains("ANSWER OF structural_engineer"));
    assert!(asked["standards_checker"].contains("ANSWER OF structural_engineer"));
}

#[test]
fn every_section_is_owed_by_exactly_one_query_of_a_plan() {
    let settings = Settings::new().unwrap();
    for name in PlanName::ALL {
        let plan = Plan::named(*name);
        for section in SectionName::ALL.iter().filter(|section| !section.is_shared()) {
            let owing: Vec<_> = plan
                .queries()
                .filter(|query| settings.prompts.get(query.id).unwrap().sections.contains(section))
                .map(|query| query.id)
                .collect();
            assert_eq!(owing.len(), 1, "{section} in plan {name} is owed by {owing:?}");
        }
        assert!(plan.stages.iter().all(|stage| stage.queries.len() <= 4), "at most four at once");
    }
}

#[tokio::test(start_paused = true)]
async fn a_role_that_fails_does_not_stop_the_stages_after_it() {
    let scripted = ROLES
        .into_iter()
        .skip(1)
        .fold(Scripted::default(), |analyst, (role, time)| analyst.with(role, whole(role, ms(time))));
    let events = crate::scripted::bodies(scripted, settings(PlanName::Staged)).await;
    let Some(EventBody::FinalResult(audit)) = events.last() else { panic!("no audit") };
    assert!(audit.warnings.iter().any(|warning| warning.message.starts_with("Document validation failed")));
    assert_eq!(audit.performance.queries_failed, 1);
}
