//! The one mark that stands in front of an audit.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Overall, Severity};

/// The mark of an audit, from fine to grave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Mark {
    /// ✅ compliant, without a warning.
    #[serde(rename = "✅")]
    Fine,
    /// ⚠️ conditional, unknown, or any warning.
    #[serde(rename = "⚠️")]
    Warnings,
    /// ❌ non-compliant.
    #[serde(rename = "❌")]
    NonCompliant,
    /// 🚨 a critical risk.
    #[serde(rename = "🚨")]
    CriticalRisk,
}

impl Mark {
    /// The mark for a verdict, the gravest risk and whether the audit carries a warning.
    pub fn of(overall: Overall, gravest_risk: Option<Severity>, has_warnings: bool) -> Self {
        if gravest_risk == Some(Severity::Critical) {
            return Self::CriticalRisk;
        }
        match overall {
            Overall::NonCompliant => Self::NonCompliant,
            Overall::Conditional | Overall::Unknown => Self::Warnings,
            Overall::Compliant if has_warnings => Self::Warnings,
            Overall::Compliant => Self::Fine,
        }
    }

    /// The character itself.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Fine => "✅",
            Self::Warnings => "⚠️",
            Self::NonCompliant => "❌",
            Self::CriticalRisk => "🚨",
        }
    }
}

/// The mark with a label that says how much was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Status {
    /// The mark.
    pub mark: Mark,
    /// What the mark means here, in the audit's language.
    pub label: String,
}

#[cfg(test)]
mod tests {
    use super::Mark;
    use crate::{Overall, Severity};

    #[test]
    fn a_critical_risk_comes_before_everything_else() {
        assert_eq!(Mark::of(Overall::Compliant, Some(Severity::Critical), false), Mark::CriticalRisk);
        assert_eq!(Mark::of(Overall::NonCompliant, Some(Severity::Critical), true), Mark::CriticalRisk);
    }

    #[test]
    fn only_compliant_without_a_warning_is_fine() {
        assert_eq!(Mark::of(Overall::Compliant, Some(Severity::High), false), Mark::Fine);
        assert_eq!(Mark::of(Overall::Compliant, None, true), Mark::Warnings);
        assert_eq!(Mark::of(Overall::Conditional, None, false), Mark::Warnings);
        assert_eq!(Mark::of(Overall::Unknown, None, false), Mark::Warnings);
        assert_eq!(Mark::of(Overall::NonCompliant, None, false), Mark::NonCompliant);
    }
}
