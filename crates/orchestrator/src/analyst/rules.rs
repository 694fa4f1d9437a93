//! The rule engine as an analyst: the embedded default, without a key and without a network.

use futures::{StreamExt as _, stream, stream::BoxStream};

use super::{Analyst, Task, Update};

/// Answers every query from the assessment of the brief.
#[derive(Clone, Copy, Debug, Default)]
pub struct RulesAnalyst;

impl Analyst for RulesAnalyst {
    fn recipients(&self) -> Vec<String> {
        Vec::new()
    }

    fn answer(&self, task: Task) -> BoxStream<'static, Update> {
        let asked = Update::Asked { provider: "rules".to_owned(), model: None, attempt: 1 };
        let names = task.prompt.sections.clone();
        let sections =
            names.into_iter().map(move |name| Update::Section(Box::new(task.assessment.section(name))));
        stream::iter([asked])
            .chain(stream::iter(sections))
            .chain(stream::iter([Update::Ended(Ok(()))]))
            .boxed()
    }
}
