//! Holds what a model wrote against the rules: what a rule or arithmetic decides is carried as decided, the model's
//! value is kept in a verification. Rules condemn, they do not acquit. Checking twice changes nothing more.

mod checks;
mod citations;
mod clauses;
mod codes;
mod costs;
mod exposure;
mod lists;
mod money;
mod specification;
mod standards_list;
mod structure;
mod subject;
mod together;
mod values;
mod verdict;

use model::{Lang, Section, Severity, Source, Verdict, Verification};
use standards::Clause;

use crate::{Assessment, Verified, citation::cited};

pub(crate) use together::verify_together;
pub(crate) use verdict::judge;

/// Holds one section of a model against the rules.
pub(crate) fn verify(assessment: &Assessment, section: Section) -> Verified {
    let claimed = section.clone();
    let mut ledger = Ledger { lang: assessment.settings.lang, verifications: Vec::new() };
    let section = match section {
        Section::ExposureAnalysis(analysis) => {
            Section::ExposureAnalysis(exposure::verify(assessment, analysis, &mut ledger))
        }
        Section::FinalSpecification(specification) => {
            Section::FinalSpecification(specification::verify(assessment, specification, &mut ledger))
        }
        Section::DurabilityAnalysis(durability) => {
            let durability = structure::working_life(assessment, durability, &mut ledger);
            Section::DurabilityAnalysis(specification::verify_durability(assessment, durability, &mut ledger))
        }
        Section::StructuralAnalysis(analysis) => {
            Section::StructuralAnalysis(structure::verify(assessment, analysis, &mut ledger))
        }
        Section::OtskpCodes(codes) => Section::OtskpCodes(codes::verify(assessment, codes, &mut ledger)),
        Section::ComplianceStatus(status) => {
            verdict::verify(assessment, &status, &mut ledger);
            Section::ComplianceStatus(status)
        }
        Section::MaterialsBreakdown(materials) => {
            Section::MaterialsBreakdown(money::verify_materials(assessment, materials, &mut ledger))
        }
        Section::CostSummary(cost) => Section::CostSummary(costs::verify(assessment, cost, &mut ledger)),
        Section::ComplianceChecks(groups) => {
            Section::ComplianceChecks(checks::verify(assessment, groups, &mut ledger))
        }
        Section::StandardsChecked(standards) => {
            Section::StandardsChecked(standards_list::verify(assessment, standards, &mut ledger))
        }
        other => lists::join(assessment, other),
    };
    Verified { changed: section != claimed, section, verifications: ledger.verifications }
}

/// The claims of one section with their results.
struct Ledger {
    lang: Lang,
    verifications: Vec<Verification>,
}

/// A claim and what the rules give in its place.
struct Claim {
    subject: String,
    claimed: String,
    expected: String,
    source: Source,
}

impl Claim {
    fn new(
        subject: impl Into<String>,
        claimed: &(impl ToString + ?Sized),
        expected: &(impl ToString + ?Sized),
        source: Source,
    ) -> Self {
        Self { subject: subject.into(), claimed: claimed.to_string(), expected: expected.to_string(), source }
    }
}

impl Ledger {
    fn confirmed(&mut self, claim: Claim, note: String) {
        self.push(claim, Verdict::Confirmed, Severity::Low, note);
    }

    fn contradicted(&mut self, claim: Claim, severity: Severity, note: String) {
        self.push(claim, Verdict::Contradicted, severity, note);
    }

    fn unverifiable(&mut self, claim: Claim, note: String) {
        self.push(claim, Verdict::Unverifiable, Severity::Low, note);
    }

    fn push(&mut self, claim: Claim, verdict: Verdict, severity: Severity, note: String) {
        let Claim { subject, claimed, expected, mut source } = claim;
        source.clause = cited(self.lang, &source.clause);
        let id = String::new();
        self.verifications.push(Verification {
            id,
            subject,
            claimed,
            expected,
            verdict,
            severity,
            source,
            note,
        });
    }
}

/// The source that a clause of the standards gives.
fn source(clause: Clause) -> Source {
    Source {
        standard: clause.standard.to_owned(),
        clause: clause.clause.to_owned(),
        verified: clause.verified,
    }
}

/// The source of sums and products.
fn arithmetic() -> Source {
    Source { standard: "arithmetic".to_owned(), clause: String::new(), verified: true }
}

/// The source of a fact that the brief itself gives.
fn brief_itself() -> Source {
    Source { standard: "brief".to_owned(), clause: String::new(), verified: true }
}

#[cfg(test)]
mod tests;
