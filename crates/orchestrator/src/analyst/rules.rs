//! The rule engine as an analyst: the embedded default, without a key and without a network.

use futures::{StreamExt as _, stream, stream::BoxStream};
use model::SectionName;

use super::{Analyst, Task, Update};

/// Answers every query from the assessment of the brief.
#[derive(Clone, Copy, Debug, Default)]
pub struct RulesAnalyst;

impl Analyst for RulesAnalyst {
    fn recipients(&self) -> Vec<String> {
        Vec::new()
    }

    fn answer(&self, task: Task) -> BoxStream<'static, Update> {
        stream::iter([asked(1)])
            .chain(stream::iter(sections(&task)))
            .chain(stream::iter([Update::Ended(Ok(()))]))
            .boxed()
    }
}

pub(super) fn asked(attempt: u32) -> Update {
    Update::Asked { provider: "rules".to_owned(), model: None, attempt }
}

/// Every section that the query owes.
pub(super) fn sections(task: &Task) -> Vec<Update> {
    let section = |name: &SectionName| Update::Section(Box::new(task.assessment.section(*name)));
    task.prompt.sections.iter().map(section).collect()
}
