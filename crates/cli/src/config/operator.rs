//! Settings that only the operator has: money, and what is logged and traced. No flag and no brief changes them.

use std::path::PathBuf;

use super::{Setting, Switch, Usd, environment::names, file::FileSettings, layers::Layers};

/// What models cost and what may be spent.
#[derive(Debug)]
pub(crate) struct Spending {
    /// The user's own table of models and prices.
    pub(crate) models: Setting<Option<PathBuf>>,
    pub(crate) budget_audit: Setting<Option<Usd>>,
    pub(crate) budget_day: Setting<Option<Usd>>,
}

/// What is told about the program's own work.
#[derive(Debug)]
pub(crate) struct Telemetry {
    /// Levels of what goes to standard error.
    pub(crate) log: Setting<Option<String>>,
    /// Where traces are sent.
    pub(crate) traces: Setting<Option<String>>,
    /// Whether traces hold questions and answers.
    pub(crate) trace_content: Setting<Switch>,
}

impl Spending {
    pub(super) fn resolve(layers: &mut Layers<'_>, file: &FileSettings) -> Self {
        let [audit, day] =
            [("budget_audit_usd", file.budget_audit_usd), ("budget_day_usd", file.budget_day_usd)].map(
                |(name, amount)| {
                    let amount = amount.map(|amount| amount.to_string());
                    layers.parse_file::<Usd>(name, amount.as_deref())
                },
            );
        Self {
            models: layers.unset().environment(names::MODELS).file(file.models.clone()).or_none(),
            budget_audit: layers.unset().environment(names::BUDGET_AUDIT).file(audit).or_none(),
            budget_day: layers.unset().environment(names::BUDGET_DAY).file(day).or_none(),
        }
    }
}

impl Telemetry {
    pub(super) fn resolve(layers: &mut Layers<'_>, file: &FileSettings) -> Self {
        Self {
            log: layers.unset().environment(names::LOG).or_none(),
            traces: layers.unset().environment(names::TRACES).or_none(),
            trace_content: layers
                .unset()
                .environment(names::TRACE_CONTENT)
                .file(file.trace_content.map(Switch))
                .or(Switch(false)),
        }
    }
}
