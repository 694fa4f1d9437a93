//! What can go wrong with a run or its set-up.

use model::BriefError;

/// Why there is no audit.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The brief cannot be audited.
    #[error("the brief cannot be audited")]
    Brief(#[from] BriefError),
    /// No query gave a section.
    #[error("{message}{}", listed(.causes))]
    AllQueriesFailed {
        /// `All hybrid queries failed`.
        message: String,
        /// Each query with its cause.
        causes: Vec<String>,
    },
    /// The run was dropped by whoever drove it.
    #[error("the audit was cancelled")]
    Cancelled,
    /// The price table of models is not usable.
    #[error("the prices of models cannot be read")]
    ModelPrices(#[from] llm::Error),
    /// A prompt file is not usable.
    #[error("prompt {file}: {problem}")]
    Prompt {
        /// Its name.
        file: String,
        /// What is wrong, and where.
        problem: String,
    },
}

fn listed(causes: &[String]) -> String {
    causes.iter().fold(String::new(), |list, cause| format!("{list}\n  {cause}"))
}
