//! The same element ordered differently in two documents. The worst of them is judged by the other checks.

use model::{Severity, sections::DocumentIssue};

use crate::{
    checks::Context,
    code::Code,
    element::Designation,
    finding::{Effect, Ruling, issue},
    text::say,
};

pub(super) fn check(context: &Context<'_>) -> Vec<Ruling> {
    let lang = context.lang;
    let written = |order: &Designation| {
        let class = order.class.map(|class| class.to_string());
        let exposure = order.exposure.iter().map(ToString::to_string);
        class.into_iter().chain(exposure).collect::<Vec<_>>().join(" ")
    };
    let mut rulings = Vec::new();
    for (index, element) in context.elements.iter().enumerate() {
        let (Some(first), false) = (&element.specified, element.rivals.is_empty()) else { continue };
        let name = &element.name;
        let orders: Vec<String> = element
            .orders()
            .map(|order| format!("{} ({})", written(order), order.origin.label(lang)))
            .take(4)
            .collect();
        let found = DocumentIssue {
            kind: "contradiction".to_owned(),
            location: first.origin.label(lang),
            description: say!(
                lang,
                "{name} is ordered differently: {}",
                "{name}: rozdílné označení: {}",
                orders.join("; ")
            ),
            impact: say!(
                lang,
                "the weaker one may be built; it is judged here",
                "může být použito slabší; posuzuje se to horší"
            ),
            recommendation: say!(lang, "ask which document is valid", "dotázat se, který podklad platí"),
            ..issue(Code::Contradiction, Severity::High)
        };
        rulings.push(Ruling::issue(found, Effect::Condition, Some(index)));
    }
    rulings
}
