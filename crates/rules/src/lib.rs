//! Facts read from a brief, the assessment of it, and the verification of a model's claims.
//!
//! Pure and deterministic: no clock, no environment, no I/O, no hash-map iteration. Same input, same bytes out.
//! Start with [`assess`].

use model::{Brief, Coverage, Element, Findings, Lang, Overall, Profile, Section, SectionName, Verification};
use model::sections::{CheckGroup, ComplianceStatus};

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
pub fn assess(brief: &Brief, settings: &Settings) -> Assessment;

/// What the rule engine says about a brief.
#[derive(Clone, Debug)]
pub struct Assessment {}

impl Assessment {
    /// The rules' verdict.
    pub fn verdict(&self) -> Overall;
    /// The structural elements found.
    pub fn elements(&self) -> &[Element];
    /// What is worth telling before any model answers.
    pub fn findings(&self) -> Findings;
    /// How much could be checked.
    pub fn coverage(&self) -> Coverage;
    /// The rules' own answer to a section. Every section has one.
    pub fn section(&self, name: SectionName) -> Section;
    /// The facts that a model should start from, as a short text in English.
    pub fn grounding(&self) -> String;
    /// Holds a model's section against the rules: wrong values are replaced, the rules' own findings joined.
    pub fn verify(&self, section: Section) -> Verified;
    /// The verdict of the whole: the worse of the model's and the rules'.
    pub fn judge(&self, claimed: &ComplianceStatus, checks: &[CheckGroup], verifications: &[Verification]) -> ComplianceStatus;
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
