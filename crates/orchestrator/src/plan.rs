//! Plans as data: stages of queries, each with a prompt and a time limit. Nothing in the runner is special to one.

use std::{fmt, str::FromStr, time::Duration};

/// The plans that there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlanName {
    /// One stage of two queries.
    #[default]
    Hybrid,
    /// Six roles in three stages, kept to be measured against.
    Staged,
}

impl PlanName {
    /// Every plan.
    pub const ALL: &'static [Self] = &[Self::Hybrid, Self::Staged];

    /// The name used in flags and events.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hybrid => "hybrid",
            Self::Staged => "staged",
        }
    }
}

impl fmt::Display for PlanName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for PlanName {
    type Err = UnknownPlan;

    fn from_str(text: &str) -> Result<Self, UnknownPlan> {
        let known = Self::ALL.iter().copied().find(|name| name.as_str() == text);
        known.ok_or_else(|| UnknownPlan(text.to_owned()))
    }
}

/// A name that is no plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown plan {0:?}; known are hybrid, staged")]
pub struct UnknownPlan(String);

/// Stages, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Which plan it is.
    pub name: PlanName,
    /// Its stages. A later stage sees the answers of those before.
    pub stages: Vec<Stage>,
}

/// Queries that are asked at the same time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The queries.
    pub queries: Vec<Query>,
}

/// One question to an analyst.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Its id, which is also the id of its prompt.
    pub id: &'static str,
    /// What a person is told that failed: `Comprehensive analysis`.
    pub label: &'static str,
    /// Longest time that it may take, retries included.
    pub timeout: Duration,
}

/// S3: counted for each query by itself.
const HYBRID_TIMEOUT: Duration = Duration::from_secs(15);
/// S15: the older way allowed each role a minute.
const ROLE_TIMEOUT: Duration = Duration::from_mins(1);

impl Plan {
    /// The plan of that name, with its default timeouts.
    pub fn named(name: PlanName) -> Self {
        let (timeout, stages): (Duration, &[&[(&str, &str)]]) = match name {
            PlanName::Hybrid => (
                HYBRID_TIMEOUT,
                &[&[
                    ("comprehensive_analysis", "Comprehensive analysis"),
                    ("compliance_risks", "Compliance check"),
                ]],
            ),
            PlanName::Staged => (
                ROLE_TIMEOUT,
                &[
                    &[("document_validator", "Document validation")],
                    &[
                        ("structural_engineer", "Structural analysis"),
                        ("concrete_specialist", "Concrete analysis"),
                        ("cost_estimator", "Cost estimate"),
                        ("construction_planner", "Construction planning"),
                    ],
                    &[("standards_checker", "Compliance check")],
                ],
            ),
        };
        let stage = |queries: &&[(&'static str, &'static str)]| Stage {
            queries: queries.iter().map(|&(id, label)| Query { id, label, timeout }).collect(),
        };
        Self { name, stages: stages.iter().map(stage).collect() }
    }

    /// The same plan with one time limit for each query.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.stages.iter_mut().flat_map(|stage| &mut stage.queries).for_each(|query| query.timeout = timeout);
        self
    }

    /// All queries, in the order of the stages.
    pub fn queries(&self) -> impl Iterator<Item = &Query> {
        self.stages.iter().flat_map(|stage| &stage.queries)
    }
}
