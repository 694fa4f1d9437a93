//! What Dozor itself adds: total time less the slower query, and how late the end of a query is told.

use std::{collections::BTreeMap, time::Duration};

use futures::StreamExt as _;
use model::{AuditId, Brief, EventBody};
use orchestrator::{PlanName, Settings};
use tokio::time::Instant;

use crate::{Arguments, answers, plans::median};

/// Runs plan hybrid many times against answers of 20 and 30 ms and prints medians and the worst.
#[expect(clippy::print_stdout, reason = "this program's whole purpose")]
pub(crate) async fn measure(arguments: &Arguments, brief: &Brief) -> anyhow::Result<()> {
    let settings = Settings::new()?;
    let answers = answers::of(brief, &settings)?;
    let latencies = [("comprehensive_analysis", 30), ("compliance_risks", 20)];
    let latencies = latencies.map(|(id, milliseconds)| (id, Duration::from_millis(milliseconds)));
    let upstream = answers::upstream(&answers, &settings, BTreeMap::from(latencies), 1).await?;
    let auditor = answers::auditor(&upstream, "gpt-6.1-sol", PlanName::Hybrid)?;
    let (mut overheads, mut delays) = (Vec::new(), Vec::new());
    for _ in 0..arguments.overhead {
        let mut started: BTreeMap<String, Instant> = BTreeMap::new();
        let mut events = std::pin::pin!(auditor.run(AuditId::now_v7(), brief.clone()));
        while let Some(event) = events.next().await {
            match event.body {
                EventBody::QueryStarted { query, .. } => {
                    started.insert(query, Instant::now());
                }
                EventBody::QueryCompleted { query, time_ms, .. } => {
                    let told = started.get(&query).map_or(0.0, |start| start.elapsed().as_secs_f64() * 1e3);
                    delays.push((told - time_ms).max(0.0));
                }
                EventBody::FinalResult(audit) => overheads.push(audit.performance.overhead_ms),
                _ => {}
            }
        }
    }
    let worst = |values: &[f64]| values.iter().copied().fold(0.0, f64::max);
    println!(
        "overhead over the slower query, {} runs: median {:.3} ms, worst {:.3} ms (wanted: median under 0.5 ms)",
        arguments.overhead,
        median(overheads.iter().copied()),
        worst(&overheads),
    );
    println!(
        "query_completed after the end of its query: median {:.3} ms, worst {:.3} ms (wanted: under 1 ms)",
        median(delays.iter().copied()),
        worst(&delays),
    );
    Ok(())
}
