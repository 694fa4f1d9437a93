//! Partial factors against EN 1990 Table A1.2(B) and EN 1992-1-1 Table 2.1N; one number for the whole safety.
//!
//! There is no overall safety factor in the Eurocodes: it becomes a question. Only the profile `stavagent`, a
//! simplified table for comparison, fails it below 1.5.

use model::{
    Number, Profile, Severity,
    sections::{CheckItem, CheckStatus, RfiItem, Risk},
};

use crate::{
    checks::Context,
    citation::cited,
    code::Code,
    facts::factors::Factor,
    finding::{Effect, Ruling, check as item, question, risk},
    text::{say, shown},
};

pub(super) fn check(context: &Context<'_>) -> Vec<Ruling> {
    let lang = context.lang;
    let mut rulings = Vec::new();
    for fact in &context.facts.factors {
        let (symbol, value, accepted, clause) = match fact.factor {
            Factor::Permanent(value) => {
                ("γG", value, &["1.35", "1", "1.1", "0.9"][..], "EN 1990 Table A1.2(B)")
            }
            Factor::Variable(value) => ("γQ", value, &["1.5", "1.35", "0"][..], "EN 1990 Table A1.2(B)"),
            Factor::Concrete(value) => ("γC", value, &["1.5", "1.2"][..], "EN 1992-1-1 Table 2.1N"),
            Factor::Steel(value) => ("γS", value, &["1.15", "1"][..], "EN 1992-1-1 Table 2.1N"),
            Factor::Overall(value) => {
                rulings.extend(overall(context, value, &fact.origin.label(lang)));
                continue;
            }
        };
        let is_right = accepted.iter().any(|known| Number::parse(known) == Some(value));
        let least = shown(lang, accepted.first().copied().unwrap_or(""));
        let value = shown(lang, value);
        let (standard, table) = clause.split_once(" Table").unwrap_or((clause, ""));
        let checked = CheckItem {
            check: say!(lang, "partial factor {symbol}", "dílčí součinitel {symbol}"),
            required: least.clone(),
            found: value.clone(),
            standard: standard.to_owned(),
            clause: format!("Table{table}"),
            ..item(Code::PartialFactor, if is_right { CheckStatus::Pass } else { CheckStatus::Fail })
        };
        rulings.push(Ruling::check("structure", checked, None));
        if !is_right {
            let place = fact.origin.label(lang);
            let clause = cited(lang, clause);
            let fault = Risk {
                category: "safety".to_owned(),
                title: say!(
                    lang,
                    "{symbol} = {value} in place of {least}",
                    "{symbol} = {value} místo {least}"
                ),
                description: say!(lang, "{place}: {clause} gives {least}", "{place}: {clause} udává {least}"),
                impact: say!(
                    lang,
                    "the reliability of the design is not that of the Eurocodes",
                    "návrh nemá spolehlivost podle Eurokódů"
                ),
                recommendation: say!(lang, "recalculate", "přepočítat"),
                ..risk(Code::PartialFactor, Severity::Critical)
            };
            rulings.push(Ruling::risk(fault, Effect::Failure, None));
        }
    }
    rulings
}

fn overall(context: &Context<'_>, value: Number, place: &str) -> Vec<Ruling> {
    let lang = context.lang;
    let asked = RfiItem {
        to: say!(lang, "structural designer", "projektant (statik)"),
        question: say!(
            lang,
            "{place}: which ratio is the factor {value}? The Eurocodes verify Ed ≤ Rd with partial factors.",
            "{place}: jaký poměr vyjadřuje součinitel {value}? Eurokódy ověřují Ed ≤ Rd s dílčími součiniteli."
        ),
        needed_for: say!(lang, "the safety of the structure", "spolehlivosti konstrukce"),
        ..question(Code::GlobalSf, Severity::High)
    };
    let mut rulings = vec![Ruling::question(asked, Effect::Condition, None)];
    if context.profile == Profile::Stavagent && value.to_f64() < 1.5 {
        let fault = Risk {
            category: "safety".to_owned(),
            title: say!(
                lang,
                "Safety factor {value} below 1.5",
                "Součinitel bezpečnosti {value} menší než 1,5"
            ),
            description: say!(
                lang,
                "{place}: the simplified table asks for at least 1.5",
                "{place}: zjednodušená tabulka žádá nejméně 1,5"
            ),
            ..risk(Code::GlobalSf, Severity::Critical)
        };
        rulings.push(Ruling::risk(fault, Effect::Failure, None));
    }
    rulings
}
