//! Facts read from a brief, the assessment of it, and the verification of a model's claims.
//!
//! Pure and deterministic: no clock, no environment, no I/O, no hash-map iteration. Same input, same bytes out.
//! Start with [`assess`].

mod assessment;
pub mod catalogue;
mod checks;
mod citation;
mod code;
mod costing;
mod element;
mod exposure;
mod facts;
mod finding;
mod grounding;
mod joining;
mod read_at;
mod requirement;
mod sections;
mod text;
mod verification;

use model::{
    Brief, Coverage, Element, Findings, Lang, Overall, Profile, Section, SectionName, Verification,
    sections::{CheckGroup, ComplianceStatus, CostSummary, MaterialsBreakdown},
};

pub use assessment::Assessment;
pub use read_at::ReadAt;

/// Version of the rules, as the audit's `versions.rules` carries it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How to assess.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Whose limits decide.
    pub profile: Profile,
    /// Language of the texts.
    pub lang: Lang,
    /// Prices of materials.
    pub prices: standards::prices::PriceSet,
}

/// Reads the facts of a brief and judges them by the standards.
pub fn assess(brief: &Brief, settings: &Settings) -> Assessment {
    Assessment::of(brief, settings)
}

impl Assessment {
    /// The rules' verdict.
    pub fn verdict(&self) -> Overall {
        self.verdict
    }

    /// The structural elements found.
    pub fn elements(&self) -> &[Element] {
        &self.published
    }

    /// What is worth telling before any model answers.
    pub fn findings(&self) -> Findings {
        sections::findings(self)
    }

    /// How much could be checked.
    pub fn coverage(&self) -> Coverage {
        sections::coverage(self)
    }

    /// The rules' own answer to a section. Every section has one.
    pub fn section(&self, name: SectionName) -> Section {
        sections::section(self, name)
    }

    /// The facts that a model should start from, as a short text in English.
    pub fn grounding(&self) -> String {
        self.grounding.clone()
    }

    /// Holds a model's section against the rules: wrong values are replaced, the rules' own findings joined.
    pub fn verify(&self, section: Section) -> Verified {
        verification::verify(self, section)
    }

    /// Holds two sections of one model against each other, as the model wrote them.
    pub fn verify_together(&self, materials: &MaterialsBreakdown, costs: &CostSummary) -> Vec<Verification> {
        verification::verify_together(self, materials, costs)
    }

    /// The verdict of the whole: the worse of the model's and the rules'.
    pub fn judge(
        &self,
        claimed: &ComplianceStatus,
        checks: &[CheckGroup],
        verifications: &[Verification],
    ) -> ComplianceStatus {
        verification::judge(self, claimed, checks, verifications)
    }
}

/// A model's section after the rules have looked at it.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The section as the audit carries it.
    pub section: Section,
    /// Each claim that was checked.
    pub verifications: Vec<Verification>,
    /// Whether a rule changed or added anything, so that the provenance is `model+rules`.
    pub changed: bool,
}
