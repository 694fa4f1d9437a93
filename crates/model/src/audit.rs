//! The audit: the one result of a run, with every section always present.

use std::collections::BTreeMap;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    AuditId, Lang, Number, Overall, Performance, Profile, SectionName, Severity, Status, Verification,
    sections as s,
};

/// The whole audit. Sections without content are `null` or `[]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Audit {
    /// Identifier of the run.
    #[schemars(with = "String")]
    pub audit_id: AuditId,
    /// Whose limits decided.
    pub profile: Profile,
    /// Mark and label.
    pub status: Status,

    /// What the project is.
    pub project_summary: Option<s::ProjectSummarySection>,
    /// Exposure classes of the governing element.
    pub exposure_analysis: Option<s::ExposureAnalysis>,
    /// How the structure carries its loads.
    pub structural_analysis: Option<s::StructuralAnalysis>,
    /// What the environment asks of the concrete.
    pub durability_analysis: Option<s::DurabilityAnalysis>,
    /// The concrete to order for the governing element.
    pub final_specification: Option<s::FinalSpecification>,
    /// Main materials.
    pub materials_breakdown: Option<s::MaterialsBreakdown>,
    /// Costs.
    pub cost_summary: Option<s::CostSummary>,
    /// Ways to the same end for less.
    pub value_engineering: Vec<s::ValueProposal>,
    /// OTSKP codes.
    pub otskp_codes: Vec<s::OtskpCode>,

    /// The verdict.
    pub compliance_status: s::ComplianceStatus,
    /// Standards cited or applying.
    pub standards_checked: Vec<s::StandardChecked>,
    /// Required against found.
    pub compliance_checks: Vec<s::CheckGroup>,
    /// Risks, gravest first.
    pub risks_identified: Vec<s::Risk>,
    /// Faults of the documents, gravest first.
    pub document_issues: Vec<s::DocumentIssue>,
    /// Questions to ask, most urgent first.
    pub rfi_items: Vec<s::RfiItem>,
    /// What to do.
    pub recommendations: Vec<s::Recommendation>,

    /// Warnings.
    pub warnings: Vec<s::Warning>,
    /// What was assumed.
    pub assumptions: Vec<String>,
    /// From 0 to 1.
    pub confidence: f64,

    /// Each structural element that the rule engine found.
    pub elements: Vec<Element>,
    /// A model's claims held against the rules; empty when the rules answered alone.
    pub verification: Vec<Verification>,
    /// How much could be checked.
    pub coverage: Coverage,
    /// Who made each section.
    pub provenance: Provenance,
    /// What the audit was made with.
    pub versions: Versions,

    /// Times, tokens and money.
    pub performance: Performance,
    /// Total time in seconds.
    pub execution_time_seconds: f64,
    /// When the audit was finished.
    #[schemars(with = "String")]
    pub created_at: Timestamp,
    /// Language of the texts.
    pub lang: Lang,
    /// What an audit by a program is and is not.
    pub disclaimer: String,
}

/// Who made each section: a model's name, `rules`, `model+rules` or `default`.
pub type Provenance = BTreeMap<SectionName, String>;

/// A structural element found in the brief.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Element {
    /// What it is, such as `strip footing`.
    pub name: String,
    /// Where it was read: a field, a position, a row.
    #[serde(rename = "where")]
    pub place: String,
    /// Quantities computed from its dimensions or read from its positions.
    pub quantities: Quantities,
    /// Certain and assumed exposure classes, in the contract's order.
    pub exposure_classes: Vec<String>,
    /// What its concrete must be; `null` for an element without a requirement of its own.
    pub required: Option<s::FinalSpecification>,
    /// The element's verdict.
    pub verdict: Overall,
}

/// Quantities of an element; `null` where not known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quantities {
    /// Concrete.
    pub volume_m3: Option<Number>,
    /// Plan area.
    pub area_m2: Option<Number>,
    /// Length.
    pub length_m: Option<Number>,
    /// Contact area of formwork.
    pub formwork_m2: Option<Number>,
    /// Reinforcement.
    pub reinforcement_t: Option<Number>,
}

/// How much of the brief was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// Structural elements.
    pub elements: Share,
    /// Positions of the bill.
    pub positions: Share,
    /// Single checks; those with the status `UNKNOWN` count as not checked.
    pub checks: Share,
}

/// A part of a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Share {
    /// How many there are.
    pub total: u32,
    /// How many were checked.
    pub checked: u32,
}

/// What an audit was made with, so that it can be repeated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Versions {
    /// The rule engine.
    pub rules: String,
    /// The tables of the standards.
    pub standards: String,
    /// The price set.
    pub prices: String,
    /// The prompts.
    pub prompts: String,
    /// Model of each query by its id; `rules` where none was asked.
    pub models: BTreeMap<String, String>,
}

// What programs ask of an audit most often (S11).
impl Audit {
    /// Whether any risk is critical.
    pub fn has_critical_risks(&self) -> bool {
        self.risks_identified.iter().any(|risk| risk.severity == Severity::Critical)
    }

    /// The verdict of the whole.
    pub fn overall(&self) -> Overall {
        self.compliance_status.overall
    }
}
