//! How long the older system's queries took, in seconds.

use std::{collections::BTreeMap, time::Duration};

/// Query and its range.
const RANGES: &[(&str, f64, f64)] = &[
    ("document_validator", 10.0, 15.0),
    ("structural_engineer", 12.0, 18.0),
    ("concrete_specialist", 10.0, 15.0),
    ("cost_estimator", 8.0, 12.0),
    ("construction_planner", 10.0, 15.0),
    ("standards_checker", 10.0, 15.0),
    ("comprehensive_analysis", 8.0, 12.0),
    ("compliance_risks", 7.0, 11.0),
];

/// Latency of each query by its id.
pub(crate) type Latencies = BTreeMap<&'static str, Duration>;

/// The middle of each range.
pub(crate) fn middle() -> Latencies {
    RANGES.iter().map(|(id, low, high)| (*id, Duration::from_secs_f64(f64::midpoint(*low, *high)))).collect()
}

/// One drawn from each range.
pub(crate) fn drawn(random: &mut fastrand::Rng) -> Latencies {
    RANGES
        .iter()
        .map(|(id, low, high)| (*id, Duration::from_secs_f64(low + (high - low) * random.f64())))
        .collect()
}
