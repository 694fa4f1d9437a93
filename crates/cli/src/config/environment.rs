//! The environment, read once, and the names of all variables that mean something to Dozor.

use std::{collections::BTreeMap, path::PathBuf};

use super::providers::ProviderName;

/// Variables, each documented where it is used in the README.
pub(crate) mod names {
    /// Who answers.
    pub(crate) const PROVIDER: &str = "DOZOR_PROVIDER";
    /// Which queries are asked.
    pub(crate) const PLAN: &str = "DOZOR_PLAN";
    /// Whose limits decide.
    pub(crate) const PROFILE: &str = "DOZOR_PROFILE";
    /// Language of the texts.
    pub(crate) const LANG: &str = "DOZOR_LANG";
    /// Longest time for each query, in seconds.
    pub(crate) const TIMEOUT: &str = "DOZOR_TIMEOUT";
    /// The user's own price list.
    pub(crate) const PRICES: &str = "DOZOR_PRICES";
    /// Whether nothing may leave this machine.
    pub(crate) const OFFLINE: &str = "DOZOR_OFFLINE";
    /// Whether a model is given the rule engine's facts.
    pub(crate) const GROUNDING: &str = "DOZOR_GROUNDING";
    /// Positions written out one by one for a model.
    pub(crate) const POSITIONS_SHOWN: &str = "DOZOR_POSITIONS_SHOWN";
    /// Folder with the user's own prompts.
    pub(crate) const PROMPTS: &str = "DOZOR_PROMPTS";
    /// The user's own table of models and prices.
    pub(crate) const MODELS: &str = "DOZOR_MODELS";
    /// Money for one audit, in USD.
    pub(crate) const BUDGET_AUDIT: &str = "DOZOR_BUDGET_AUDIT_USD";
    /// Money for one day, in USD.
    pub(crate) const BUDGET_DAY: &str = "DOZOR_BUDGET_DAY_USD";
    /// Whether traces hold questions and answers.
    pub(crate) const TRACE_CONTENT: &str = "DOZOR_TRACE_CONTENT";
    /// What is logged to standard error.
    pub(crate) const LOG: &str = "DOZOR_LOG";
    /// Where traces are sent.
    pub(crate) const TRACES: &str = "OTEL_EXPORTER_OTLP_ENDPOINT";
    /// Folder with the journal.
    pub(crate) const DATA_FOLDER: &str = "DOZOR_DATA_DIR";
    /// The configuration file.
    pub(crate) const CONFIG: &str = "DOZOR_CONFIG";
}

/// Every variable of our own, to tell misspelt ones.
const OURS: &[&str] = &[
    names::PROVIDER,
    names::PLAN,
    names::PROFILE,
    names::LANG,
    names::TIMEOUT,
    names::PRICES,
    names::OFFLINE,
    names::GROUNDING,
    names::POSITIONS_SHOWN,
    names::PROMPTS,
    names::MODELS,
    names::BUDGET_AUDIT,
    names::BUDGET_DAY,
    names::TRACE_CONTENT,
    names::DATA_FOLDER,
    names::LOG,
    names::CONFIG,
];

/// The variables of the process, as they were at its start.
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment(BTreeMap<String, String>);

impl Environment {
    /// Those of this process. Names and values that are not UTF-8 cannot be ours and are left out.
    pub(crate) fn of_process() -> Self {
        let variables = std::env::vars_os();
        Self(
            variables
                .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
                .collect(),
        )
    }

    /// A variable, also where it is set to nothing.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Variables that look like ours and are none. That of tests is left alone.
    pub(crate) fn unknown(&self) -> impl Iterator<Item = &str> {
        let known = |name: &str| {
            OURS.contains(&name) || ProviderName::is_variable_of_ours(name) || name == "DOZOR_SAMPLES"
        };
        self.0.keys().map(String::as_str).filter(move |name| name.starts_with("DOZOR_") && !known(name))
    }

    /// The data folder that is named there.
    pub(crate) fn data_folder(&self) -> Option<PathBuf> {
        self.get(names::DATA_FOLDER).filter(|path| !path.is_empty()).map(PathBuf::from)
    }

    /// The configuration file that is named there.
    pub(crate) fn configuration_file(&self) -> Option<PathBuf> {
        self.get(names::CONFIG).filter(|path| !path.is_empty()).map(PathBuf::from)
    }
}

#[cfg(test)]
impl<const N: usize> From<[(&str, &str); N]> for Environment {
    fn from(variables: [(&str, &str); N]) -> Self {
        Self(variables.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }
}
