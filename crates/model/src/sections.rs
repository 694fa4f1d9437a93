//! The typed sections of an audit. A section's type is its one definition: it gives the JSON Schema that a
//! provider is sent, checks what came back, and is what the audit carries.
//!
//! Fields marked `x-ours` are filled by code and never asked of a model. Missing fields of a model's section
//! take their empty value; a field of a wrong type makes the section invalid.

pub mod compliance;
pub mod cost;
pub mod documents;
pub mod exposure;
pub mod materials;
pub mod options;
pub mod risks;
pub mod specification;
pub mod structure;
pub mod summary;

pub use compliance::{CheckGroup, CheckItem, CheckStatus, ComplianceStatus, StandardChecked, StandardState};
pub use cost::CostSummary;
pub use documents::{DocumentIssue, RfiItem};
pub use exposure::{ClassReason, ExposureAnalysis};
pub use materials::{ConcreteMaterial, FormworkMaterial, MaterialsBreakdown, ReinforcementMaterial};
pub use options::{OtskpCode, Recommendation, ValueProposal, Warning};
pub use risks::Risk;
pub use specification::FinalSpecification;
pub use structure::{DurabilityAnalysis, StructuralAnalysis};
pub use summary::{ProjectSummary, ProjectSummarySection};
