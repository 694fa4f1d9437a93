//! An analyst whose answers and times are the test's own, and what tests ask of a run.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
    time::Duration,
};

use futures::{StreamExt as _, stream, stream::BoxStream};
use model::{Audit, AuditId, Brief, Event, EventBody, Section, SectionName};
use orchestrator::{
    Analyst, Auditor, Plan, PlanName, Settings,
    analyst::{Task, Update},
};
use serde_json::{Value, json};
use tokio::time::Instant;

pub(crate) const MODEL: &str = "simulated-model";

/// What a query answers, each step after a wait.
pub(crate) type Script = Vec<(Duration, Step)>;

#[derive(Clone, Debug)]
pub(crate) enum Step {
    Section(&'static str, Value),
    Fails(&'static str),
    Ends,
    Hangs,
}

#[derive(Debug, Default)]
pub(crate) struct Scripted {
    scripts: BTreeMap<&'static str, Script>,
    /// Contexts that were asked with, by query.
    pub(crate) asked: std::sync::Mutex<BTreeMap<String, Arc<str>>>,
}

impl Scripted {
    pub(crate) fn with(mut self, query: &'static str, script: Script) -> Self {
        self.scripts.insert(query, script);
        self
    }
}

impl Analyst for Scripted {
    fn recipients(&self) -> Vec<String> {
        vec!["simulated".to_owned()]
    }

    fn answer(&self, task: Task) -> BoxStream<'static, Update> {
        self.asked.lock().unwrap().insert(task.prompt.id.clone(), Arc::clone(&task.context));
        let script = self.scripts.get(task.prompt.id.as_str()).cloned().unwrap_or_default();
        let asked = Update::Asked { provider: "simulated".into(), model: Some(MODEL.into()), attempt: 1 };
        let steps = stream::iter(script).flat_map(|(wait, step)| {
            let updates = async move {
                tokio::time::sleep(wait).await;
                match step {
                    Step::Section(name, value) => {
                        let section = Section::from_model(name.parse().unwrap(), value).unwrap();
                        vec![Update::Received { tokens: 100 }, Update::Section(Box::new(section))]
                    }
                    Step::Fails(error) => vec![Update::Ended(Err(error.to_owned()))],
                    Step::Ends => {
                        let used = llm::Usage { input: 900, output: 400, ..llm::Usage::default() };
                        vec![Update::Usage(used), Update::Ended(Ok(()))]
                    }
                    Step::Hangs => std::future::pending().await,
                }
            };
            stream::once(updates).flat_map(stream::iter)
        });
        stream::iter([asked]).chain(steps).boxed()
    }
}

pub(crate) fn brief() -> Brief {
    let text = "Foundation strip 45 m × 0.8 m × 0.6 m, outdoor, groundwater pH 6.2, Czech climate.";
    Brief { project_description: text.to_owned(), ..Brief::default() }
}

/// A plausible value of every section.
pub(crate) fn value_of(section: SectionName) -> Value {
    match section.as_str() {
        "project_summary" => {
            json!({ "title": "Strip", "structure_type": "foundation", "summary": "A strip." })
        }
        "exposure_analysis" => {
            json!({ "certain": [{ "class": "XC2", "reason": "buried" }, { "class": "XA1", "reason": "pH 6.2" }],
            "assumed": [{ "class": "XC4", "reason": "outdoor" }, { "class": "XF3", "reason": "outdoor" }] })
        }
        "structural_analysis" => {
            json!({ "system": "strip", "actions": [], "required_concrete_class": null, "notes": [] })
        }
        "durability_analysis" => {
            json!({ "design_life_years": 50, "required_concrete_class": "C25/30", "measures": [] })
        }
        "final_specification" => {
            json!({ "element": "strip footing", "concrete_class": "C25/30", "w_c_ratio": 0.5 })
        }
        "materials_breakdown" => json!({ "concrete": { "volume_m3": 21.6 } }),
        "cost_summary" => json!({ "direct_costs_czk": 100_000 }),
        "compliance_status" => json!({ "overall": "CONDITIONAL", "summary": "Data are missing." }),
        "risks_identified" => json!([{ "severity": "high", "title": "A risk of the model" }]),
        "compliance_checks" => json!([{ "category": "durability",
            "items": [{ "check": "Concrete class", "required": "C25/30", "found": "-", "status": "UNKNOWN" }] }]),
        "recommendations" => json!([{ "priority": "must", "item": "Ask for a water analysis" }]),
        "assumptions" => json!(["An assumption of the model"]),
        "confidence" => json!(0.4),
        _ => json!([]),
    }
}

/// All sections of a prompt at once after `wait`, then the end.
pub(crate) fn whole(query: &str, wait: Duration) -> Script {
    let prompt = SETTINGS.prompts.get(query).unwrap();
    let mut script: Script = Vec::new();
    for (index, name) in prompt.sections.iter().enumerate() {
        let wait = if index == 0 { wait } else { Duration::ZERO };
        script.push((wait, Step::Section(name.as_str(), value_of(*name))));
    }
    script.push((Duration::ZERO, Step::Ends));
    script
}

/// Read once: tests ask for them hundreds of times.
pub(crate) static SETTINGS: LazyLock<Settings> = LazyLock::new(|| Settings::new().unwrap());

pub(crate) fn settings(plan: PlanName) -> Settings {
    Settings { plan: Plan::named(plan), ..SETTINGS.clone() }
}

/// All events of a run, each with the time since its start on tokio's clock.
pub(crate) async fn run(analyst: impl Analyst + 'static, settings: Settings) -> Vec<(Duration, Event)> {
    let auditor = Auditor::new(Arc::new(analyst), settings);
    let started = Instant::now();
    let events = auditor.run(AuditId::nil(), brief()).map(|event| (started.elapsed(), event));
    events.collect().await
}

pub(crate) async fn bodies(analyst: impl Analyst + 'static, settings: Settings) -> Vec<EventBody> {
    run(analyst, settings).await.into_iter().map(|(_, event)| event.body).collect()
}

/// The audit that a run ends with.
pub(crate) async fn audit(analyst: impl Analyst + 'static, settings: Settings) -> Audit {
    match bodies(analyst, settings).await.pop() {
        Some(EventBody::FinalResult(audit)) => *audit,
        other => panic!("the run ended with {other:?}"),
    }
}

pub(crate) const COMPREHENSIVE: &str = "comprehensive_analysis";
pub(crate) const COMPLIANCE: &str = "compliance_risks";

pub(crate) fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// Both queries whole, after these times.
pub(crate) fn both(comprehensive: Duration, compliance: Duration) -> Scripted {
    Scripted::default()
        .with(COMPREHENSIVE, whole(COMPREHENSIVE, comprehensive))
        .with(COMPLIANCE, whole(COMPLIANCE, compliance))
}
