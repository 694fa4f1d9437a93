//! The few closed sets of words that the contract fixes: verdicts, severities, priorities, profiles, languages.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Implements text conversion of a closed set of words from one table, so that flags, files and JSON agree. The
/// second text is what a person is told of who wrote another word.
macro_rules! words {
    ($type:ident, $what:literal, $known:literal, $($variant:ident = $word:literal),+ $(,)?) => {
        impl $type {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word used in files, flags and JSON.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $type {
            type Err = UnknownWord;

            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text).ok_or_else(|| UnknownWord {
                    what: $what,
                    found: text.to_owned(),
                    known: $known,
                })
            }
        }
    };
}

/// A word outside its closed set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown {what} {found:?}; known are {known}")]
pub struct UnknownWord {
    what: &'static str,
    found: String,
    known: &'static str,
}

/// The verdict of an audit or an element, from good to bad. The worse of two is the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[schemars(inline)]
pub enum Overall {
    /// Nothing that was checked fails.
    Compliant,
    /// Nothing fails for certain, but data are missing or an assumption could change the result.
    Conditional,
    /// Too little is known to judge.
    Unknown,
    /// A certain requirement is violated.
    NonCompliant,
}

words!(
    Overall,
    "verdict",
    "COMPLIANT, CONDITIONAL, UNKNOWN, NON_COMPLIANT",
    Compliant = "COMPLIANT",
    Conditional = "CONDITIONAL",
    Unknown = "UNKNOWN",
    NonCompliant = "NON_COMPLIANT"
);

/// How grave a finding is, from light to grave. A note for information is `low`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Severity {
    /// For information.
    Low,
    /// To be settled in the ordinary course of work.
    Medium,
    /// To be settled before the work that it concerns.
    High,
    /// Stops the work that it concerns.
    Critical,
}

words!(
    Severity,
    "severity",
    "low, medium, high, critical",
    Low = "low",
    Medium = "medium",
    High = "high",
    Critical = "critical"
);

/// How strongly a recommendation is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Priority {
    /// Required.
    Must,
    /// Advised.
    Should,
    /// Worth a thought.
    Consider,
}

words!(
    Priority,
    "priority",
    "must, should, consider",
    Must = "must",
    Should = "should",
    Consider = "consider"
);

/// Whose limiting values of concrete the audit judges by.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// ČSN P 73 2404, 50 years: the Czech provisions for ČSN EN 206+A2.
    #[default]
    Csn,
    /// The `csn` limits, and the 100-year values as conditions.
    Csn100,
    /// EN 206 Annex F, informative.
    En206,
    /// The simplified table of the older system, kept for comparison only.
    Stavagent,
}

words!(
    Profile,
    "profile",
    "csn, csn100, en206",
    Csn = "csn",
    Csn100 = "csn100",
    En206 = "en206",
    Stavagent = "stavagent"
);

/// The language of what people read. Names of fields and codes stay English.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Czech.
    Cs,
}

words!(Lang, "language", "en, cs", En = "en", Cs = "cs");
