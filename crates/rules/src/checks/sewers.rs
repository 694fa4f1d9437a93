//! Solid-wall PVC-U sewers: diameter, ring stiffness and wall against EN 1401-1.
//!
//! The table was read in one manufacturer's transcription only, so a contradiction is a condition.

use model::{
    Severity,
    sections::{CheckItem, CheckStatus, RfiItem, Risk},
};
use standards::{
    Clause,
    pipes::{SewerResult, check_sewer},
};

use crate::{
    checks::Context,
    code::Code,
    facts::sewers::SewerFact,
    finding::{Effect, Ruling, check as item, question, risk},
    text::{say, shown},
};

pub(super) fn check(context: &Context<'_>) -> Vec<Ruling> {
    let of_fact = |fact| judged(context, fact);
    context.facts.sewers.iter().flat_map(of_fact).collect()
}

fn judged(context: &Context<'_>, fact: &SewerFact) -> Vec<Ruling> {
    check_sewer(&fact.pipe).into_iter().flat_map(|result| ruled(context, fact, result)).collect()
}

fn ruled(context: &Context<'_>, fact: &SewerFact, result: SewerResult) -> Vec<Ruling> {
    let lang = context.lang;
    let dn = fact.pipe.dn;
    let place = fact.origin.label(lang);
    let sn = fact.pipe.sn.map_or_else(String::new, |sn| format!(" SN {sn}"));
    match result {
        SewerResult::WallFits { clause } => {
            let found =
                fact.pipe.wall_mm.map_or_else(String::new, |wall| format!("{} mm", shown(lang, wall)));
            vec![compared(context, (dn, CheckStatus::Pass), "EN 1401-1", &found, clause)]
        }
        SewerResult::WallWrong { expected_mm, given_mm, fits_sn, clause } => {
            let (expected, given) = (shown(lang, expected_mm), shown(lang, given_mm));
            let fits = fits_sn.map_or_else(String::new, |sn| {
                say!(lang, "; {given} mm is SN {sn}", "; {given} mm odpovídá SN {sn}")
            });
            let description = say!(
                lang,
                "{place}: d{dn}{sn} has a wall of {expected} mm, not {given} mm{fits} (not verified)",
                "{place}: d{dn}{sn} má stěnu {expected} mm, nikoli {given} mm{fits} (neověřeno)"
            );
            let (required, found) = (format!("{expected} mm"), format!("{given} mm"));
            let item = compared(context, (dn, CheckStatus::Unknown), &required, &found, clause);
            vec![item, fault(context, description), ask(context, Code::PipeWall, dn, Severity::High)]
        }
        SewerResult::SeriesWrong { expected_sdr, given_sdr, clause } => {
            let description = say!(
                lang,
                "{place}: d{dn}{sn} is SDR {expected_sdr}, not SDR {given_sdr} (not verified)",
                "{place}: d{dn}{sn} je SDR {expected_sdr}, nikoli SDR {given_sdr} (neověřeno)"
            );
            let (required, found) = (format!("SDR {expected_sdr}"), format!("SDR {given_sdr}"));
            let item = compared(context, (dn, CheckStatus::Unknown), &required, &found, clause);
            vec![item, fault(context, description), ask(context, Code::PipeWall, dn, Severity::High)]
        }
        SewerResult::UnknownDiameter { nearest } => {
            let text = say!(
                lang,
                "{place}: d{dn} is no size of solid-wall PVC-U sewers; is d{nearest} meant?",
                "{place}: d{dn} není rozměr plnostěnného kanalizačního potrubí z PVC-U; je míněno d{nearest}?"
            );
            vec![asked(context, Code::PipeDn, text, Severity::Medium)]
        }
        SewerResult::Ambiguous => vec![ask(context, Code::AmbiguousSpec, dn, Severity::Medium)],
    }
}

fn compared(
    context: &Context<'_>,
    (dn, status): (u32, CheckStatus),
    required: &str,
    found: &str,
    clause: Clause,
) -> Ruling {
    let lang = context.lang;
    let checked = CheckItem {
        check: say!(lang, "wall of sewer d{dn}", "stěna kanalizačního potrubí d{dn}"),
        required: required.to_owned(),
        found: found.to_owned(),
        standard: clause.standard.to_owned(),
        clause: clause.clause.to_owned(),
        ..item(Code::PipeWall, status)
    };
    Ruling::check("pipes", checked, None)
}

fn fault(context: &Context<'_>, description: String) -> Ruling {
    let lang = context.lang;
    let fault = Risk {
        category: "safety".to_owned(),
        title: say!(lang, "Sewer pipe contradicts itself", "Označení kanalizačního potrubí si odporuje"),
        description,
        impact: say!(
            lang,
            "a pipe of lower stiffness may be delivered",
            "může být dodáno potrubí s nižší tuhostí"
        ),
        recommendation: say!(
            lang,
            "state the ring stiffness and leave the wall to EN 1401-1",
            "uvést kruhovou tuhost a stěnu ponechat na ČSN EN 1401-1"
        ),
        ..risk(Code::PipeWall, Severity::High)
    };
    Ruling::risk(fault, Effect::Condition, None)
}

fn ask(context: &Context<'_>, code: Code, dn: u32, priority: Severity) -> Ruling {
    let text = say!(
        context.lang,
        "Which ring stiffness (SN) is required of sewer d{dn}?",
        "Jaká kruhová tuhost (SN) se požaduje u kanalizačního potrubí d{dn}?"
    );
    asked(context, code, text, priority)
}

fn asked(context: &Context<'_>, code: Code, text: String, priority: Severity) -> Ruling {
    let lang = context.lang;
    let asked = RfiItem {
        to: say!(lang, "designer of the sewerage", "projektant kanalizace"),
        question: text,
        needed_for: say!(lang, "ordering the pipe", "objednání potrubí"),
        ..question(code, priority)
    };
    Ruling::question(asked, Effect::Condition, None)
}
