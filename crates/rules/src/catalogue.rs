//! The catalogue of rules: a page for each code that findings carry, and for the rules that decide without one. The
//! table is `data/catalogue.toml`; tests hold it against the codes of the engine and run its examples.

use std::sync::LazyLock;

use model::{Lang, Position};
use serde::{Deserialize, Serialize};

/// One rule.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// A code of findings in capitals, or the name of a rule without a code in small letters.
    pub id: String,
    /// Where it stands.
    clause: String,
    /// The same in Czech, where it is more than a citation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    clause_cs: Option<String>,
    /// What it can do to the verdict.
    pub effect: Vec<Effect>,
    /// The tables of `standards` that it reads.
    pub tables: Vec<String>,
    /// The page in English.
    en: Page,
    /// The page in Czech.
    cs: Page,
}

/// What a finding of a rule can do to the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Not compliant.
    Failure,
    /// Conditional.
    Condition,
    /// None.
    Information,
}

/// What a rule says of itself in one language.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// What it checks.
    pub checks: String,
    /// Why.
    pub why: String,
    /// Of a code a description that raises it; else what the rule gives.
    pub example: String,
    /// Positions that go with the example.
    #[serde(default)]
    pub positions: Vec<Position>,
    /// What it leaves open.
    pub not_covered: String,
}

impl Rule {
    /// The page in a language.
    pub fn page(&self, lang: Lang) -> &Page {
        match lang {
            Lang::En => &self.en,
            Lang::Cs => &self.cs,
        }
    }

    /// Where it stands, as the language cites it.
    pub fn clause(&self, lang: Lang) -> String {
        match (&self.clause_cs, lang) {
            (Some(czech), Lang::Cs) => czech.clone(),
            _ => crate::citation::cited(lang, &self.clause),
        }
    }
}

/// Every rule, those without a code first.
pub fn rules() -> &'static [Rule] {
    &CATALOGUE.rule
}

/// The rule of that id, in whatever letters it is written.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.id.eq_ignore_ascii_case(id))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    rule: Vec<Rule>,
}

#[expect(clippy::expect_used, reason = "the text is compiled in and a test reads it")]
static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/catalogue.toml")).expect("the catalogue that a test has read")
});

#[cfg(test)]
mod tests;
