//! Existing structures: what has to be found out before anything can be judged.

use model::{Severity, sections::RfiItem};

use crate::{
    checks::Context,
    code::Code,
    finding::{Effect, Ruling, question},
    text::say,
};

pub(super) fn check(context: &Context<'_>) -> Vec<Ruling> {
    if !context.facts.is_existing {
        return Vec::new();
    }
    let lang = context.lang;
    let asked = RfiItem {
        to: say!(lang, "structural designer", "projektant (statik)"),
        question: say!(
            lang,
            "What strength do cores give to EN 13791, and is the structure assessed to ČSN ISO 13822 and ČSN 73 0038?",
            "Jakou pevnost dávají jádrové vývrty podle ČSN EN 13791 a je konstrukce posouzena podle ČSN ISO 13822 a ČSN 73 0038?"
        ),
        needed_for: say!(lang, "the resistance of the existing structure", "únosnosti stávající konstrukce"),
        ..question(Code::ExistingStructure, Severity::High)
    };
    vec![Ruling::question(asked, Effect::Condition, None)]
}
