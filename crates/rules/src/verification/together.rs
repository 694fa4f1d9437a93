//! Claims of two sections held against each other, once both are there.

use model::{
    Number, Severity, Verification,
    sections::{CostSummary, MaterialsBreakdown},
};
use rust_decimal::Decimal;

use super::{Claim, Ledger, arithmetic};
use crate::{Assessment, text::say};

/// A model's costs against its own materials: direct costs hold at least the materials.
pub(crate) fn verify_together(
    assessment: &Assessment,
    materials: &MaterialsBreakdown,
    costs: &CostSummary,
) -> Vec<Verification> {
    let mut ledger = Ledger { lang: assessment.settings.lang, verifications: Vec::new() };
    let totals = [
        materials.concrete.as_ref().and_then(|concrete| concrete.total_czk),
        materials.reinforcement.as_ref().and_then(|steel| steel.total_czk),
        materials.formwork.as_ref().and_then(|formwork| formwork.total_czk),
    ];
    let sum: Number = totals.into_iter().flatten().sum();
    let Some(direct) = costs.direct_costs_czk else { return Vec::new() };
    // Each of up to three totals may be rounded to the crown.
    if direct.checked_add(Decimal::from(3)).is_none_or(|direct| direct < *sum) {
        let claim = Claim::new("cost_summary.direct_costs_czk", &direct, &sum, arithmetic());
        let note = say!(
            ledger.lang,
            "The model's own materials come to {sum}, more than its direct costs.",
            "Vlastní materiály modelu dávají {sum}, tedy více než jeho přímé náklady."
        );
        ledger.contradicted(claim, Severity::Medium, note);
    }
    ledger.verifications
}
