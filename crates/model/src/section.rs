//! The sections of an audit by name: which there are, their types, and how raw JSON becomes one of them.

use std::{fmt, str::FromStr};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::sections as s;

/// Declares every section once: its variant, its name in the contract and its type.
macro_rules! sections {
    ($($(#[$doc:meta])* $variant:ident, $name:ident: $type:ty;)+) => {
        /// A section's name, in the order of the contract.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum SectionName { $($(#[$doc])* $variant),+ }

        impl SectionName {
            /// Every section, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name used in JSON.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => stringify!($name)),+ }
            }

            /// The section's JSON Schema, as its Rust type gives it.
            pub fn schema(self, generator: &mut SchemaGenerator) -> Schema {
                match self { $(Self::$variant => generator.subschema_for::<$type>()),+ }
            }
        }

        /// One section with its value.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Section { $($(#[$doc])* $variant($type)),+ }

        impl Section {
            /// Which section it is.
            pub fn name(&self) -> SectionName {
                match self { $(Self::$variant(_) => SectionName::$variant),+ }
            }

            /// Its value as JSON.
            pub fn to_value(&self) -> Value {
                match self { $(Self::$variant(value) => serde_json::to_value(value).unwrap_or_default()),+ }
            }

            fn parse(name: SectionName, value: Value) -> Result<Self, SectionError> {
                Ok(match name { $(SectionName::$variant => Self::$variant(read(name, value)?)),+ })
            }
        }
    };
}

sections! {
    /// What the project is.
    ProjectSummary, project_summary: s::ProjectSummary;
    /// Exposure classes with reasons.
    ExposureAnalysis, exposure_analysis: s::ExposureAnalysis;
    /// How the structure carries its loads.
    StructuralAnalysis, structural_analysis: s::StructuralAnalysis;
    /// What the environment asks of the concrete.
    DurabilityAnalysis, durability_analysis: s::DurabilityAnalysis;
    /// The concrete to order for the governing element.
    FinalSpecification, final_specification: s::FinalSpecification;
    /// Main materials with quantities and prices.
    MaterialsBreakdown, materials_breakdown: s::MaterialsBreakdown;
    /// What it costs.
    CostSummary, cost_summary: s::CostSummary;
    /// Ways to the same end for less.
    ValueEngineering, value_engineering: Vec<s::ValueProposal>;
    /// OTSKP codes of the work.
    OtskpCodes, otskp_codes: Vec<s::OtskpCode>;
    /// The verdict.
    ComplianceStatus, compliance_status: s::ComplianceStatus;
    /// Standards cited or applying.
    StandardsChecked, standards_checked: Vec<s::StandardChecked>;
    /// Required against found, check by check.
    ComplianceChecks, compliance_checks: Vec<s::CheckGroup>;
    /// Risks.
    RisksIdentified, risks_identified: Vec<s::Risk>;
    /// Faults of the documents.
    DocumentIssues, document_issues: Vec<s::DocumentIssue>;
    /// Questions to ask.
    RfiItems, rfi_items: Vec<s::RfiItem>;
    /// What to do.
    Recommendations, recommendations: Vec<s::Recommendation>;
    /// Warnings, of any query.
    Warnings, warnings: Vec<s::Warning>;
    /// Assumptions, of any query.
    Assumptions, assumptions: Vec<String>;
    /// Confidence from 0 to 1, of any query.
    Confidence, confidence: f64;
}

impl SectionName {
    /// Sections that any query may give and whose values are joined, not owned by one query.
    pub fn is_shared(self) -> bool {
        matches!(self, Self::Warnings | Self::Assumptions | Self::Confidence)
    }
}

impl fmt::Display for SectionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for SectionName {
    type Err = UnknownSection;

    fn from_str(text: &str) -> Result<Self, UnknownSection> {
        let known = Self::ALL.iter().copied().find(|name| name.as_str() == text);
        known.ok_or_else(|| UnknownSection(text.to_owned()))
    }
}

/// A name that is no section of the audit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a section of the audit")]
pub struct UnknownSection(String);

/// A section whose JSON is not of its type.
#[derive(Debug, thiserror::Error)]
#[error("section {name} is not of the shape asked for: {problem}")]
pub struct SectionError {
    name: SectionName,
    problem: String,
}

impl Section {
    /// Reads back a value that was published in an event: it has been verified, and its codes are the rules' own.
    pub fn from_published(name: SectionName, value: Value) -> Result<Self, SectionError> {
        Self::parse(name, value)
    }

    /// Checks what a model wrote against the section's type.
    ///
    /// Members that are `null` count as missing. Codes are the rule engine's alone: a model's are dropped.
    pub fn from_model(name: SectionName, value: Value) -> Result<Self, SectionError> {
        let mut section = Self::parse(name, without_nulls(value))?;
        match &mut section {
            Self::ExposureAnalysis(analysis) => analysis.complete(),
            Self::ComplianceChecks(groups) => {
                groups.iter_mut().flat_map(|group| &mut group.items).for_each(|item| item.code = None);
            }
            Self::RisksIdentified(risks) => risks.iter_mut().for_each(|risk| risk.code = None),
            Self::DocumentIssues(issues) => issues.iter_mut().for_each(|issue| issue.code = None),
            Self::RfiItems(items) => items.iter_mut().for_each(|item| item.code = None),
            Self::ComplianceStatus(status) => status.disputed = false,
            Self::Confidence(confidence) => *confidence = confidence.clamp(0.0, 1.0),
            _ => {}
        }
        Ok(section)
    }
}

fn read<T: serde::de::DeserializeOwned>(name: SectionName, value: Value) -> Result<T, SectionError> {
    serde_path_to_error::deserialize(value).map_err(|error| SectionError { name, problem: error.to_string() })
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let known = members.into_iter().filter(|(_, member)| !member.is_null());
            Value::Object(known.map(|(key, member)| (key, without_nulls(member))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_nulls).collect()),
        plain => plain,
    }
}

#[cfg(test)]
mod tests;
