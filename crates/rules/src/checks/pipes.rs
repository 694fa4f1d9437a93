//! Polyethylene pipes: diameter, SDR, wall and pressure against EN 12201-2.

use model::{
    Severity,
    sections::{CheckItem, CheckStatus, RfiItem, Risk},
};
use standards::pipes::{self, PipeResult};

use crate::{
    checks::Context,
    code::Code,
    facts::pipes::PipeFact,
    finding::{Effect, Ruling, check as item, question, risk},
    text::{say, shown},
};

pub(super) fn check(context: &Context<'_>) -> Vec<Ruling> {
    context.facts.pipes.iter().flat_map(|fact| check_pipe(context, fact)).collect()
}

fn check_pipe(context: &Context<'_>, fact: &PipeFact) -> Vec<Ruling> {
    pipes::check(&fact.pipe).into_iter().flat_map(|result| ruled(context, fact, result)).collect()
}

fn ruled(context: &Context<'_>, fact: &PipeFact, result: PipeResult) -> Vec<Ruling> {
    let lang = context.lang;
    let place = fact.origin.label(lang);
    let dn = fact.pipe.dn;
    let sdr = shown(lang, fact.pipe.sdr.unwrap_or_default());
    let wall = say!(lang, "wall of d{dn}", "stěna d{dn}");
    let pressure = say!(lang, "pressure class of d{dn}", "tlaková řada d{dn}");
    match result {
        PipeResult::WallFits { clause } => {
            vec![compared((Code::PipeWall, CheckStatus::Pass), [&wall, "EN 12201-2", &place], clause)]
        }
        PipeResult::PressureFits { clause } => {
            vec![compared((Code::PipePn, CheckStatus::Pass), [&pressure, "EN 12201-2", &place], clause)]
        }
        PipeResult::WallWrong { expected_mm, given_mm, fits, clause } => {
            let (expected_mm, given_mm) = (shown(lang, expected_mm), shown(lang, given_mm));
            let fits = fits.map_or(String::new(), |series| {
                say!(
                    lang,
                    "; {given_mm} mm is SDR {}, PN {}",
                    "; {given_mm} mm odpovídá SDR {}, PN {}",
                    series.sdr,
                    series.pn
                )
            });
            let description = say!(
                lang,
                "{place}: SDR {sdr} at d{dn} has a wall of {expected_mm} mm, not {given_mm} mm{fits}",
                "{place}: SDR {sdr} má u d{dn} stěnu {expected_mm} mm, nikoli {given_mm} mm{fits}"
            );
            let question = say!(
                lang,
                "Which pressure is required of pipe d{dn}, and which SDR is meant?",
                "Jaký tlak se požaduje u potrubí d{dn} a jaké SDR je míněno?"
            );
            let texts = [wall.as_str(), &format!("{expected_mm} mm"), &format!("{given_mm} mm")];
            vec![
                fault(context, Code::PipeWall, description),
                compared((Code::PipeWall, CheckStatus::Fail), texts, clause),
                ask(context, Code::PipeWall, question, Severity::High),
            ]
        }
        PipeResult::PressureWrong { expected_pn, given_pn, clause } => {
            let description = say!(
                lang,
                "{place}: SDR {sdr} carries PN {expected_pn}, not PN {given_pn}",
                "{place}: SDR {sdr} odpovídá PN {expected_pn}, nikoli PN {given_pn}"
            );
            let texts = [pressure.as_str(), &format!("PN {expected_pn}"), &format!("PN {given_pn}")];
            vec![
                fault(context, Code::PipePn, description),
                compared((Code::PipePn, CheckStatus::Fail), texts, clause),
            ]
        }
        PipeResult::UnknownDiameter { nearest } => {
            let question = say!(
                lang,
                "{place}: d{dn} is no size of polyethylene pipes; is d{nearest} meant?",
                "{place}: d{dn} není rozměr polyetylenového potrubí; je míněno d{nearest}?"
            );
            vec![ask(context, Code::PipeDn, question, Severity::Medium)]
        }
        PipeResult::Ambiguous => {
            let question = say!(
                lang,
                "{place}: which SDR, wall and pressure class does pipe d{dn} have?",
                "{place}: jaké SDR, stěnu a tlakovou řadu má potrubí d{dn}?"
            );
            vec![ask(context, Code::AmbiguousSpec, question, Severity::Medium)]
        }
        PipeResult::NotTabulated => Vec::new(),
    }
}

fn compared(
    (code, status): (Code, CheckStatus),
    [what, required, found]: [&str; 3],
    clause: standards::Clause,
) -> Ruling {
    let checked = CheckItem {
        check: what.to_owned(),
        required: required.to_owned(),
        found: found.to_owned(),
        standard: clause.standard.to_owned(),
        clause: clause.clause.to_owned(),
        ..item(code, status)
    };
    Ruling::check("pipes", checked, None)
}

fn fault(context: &Context<'_>, code: Code, description: String) -> Ruling {
    let lang = context.lang;
    let fault = Risk {
        category: "safety".to_owned(),
        title: say!(lang, "Pipe designation is impossible", "Označení potrubí je nemožné"),
        description,
        impact: say!(
            lang,
            "the pipe as written does not exist; a weaker one may be delivered",
            "takové potrubí neexistuje; může být dodáno slabší"
        ),
        recommendation: say!(
            lang,
            "ask for the required pressure and correct the designation",
            "zjistit požadovaný tlak a opravit označení"
        ),
        ..risk(code, Severity::Critical)
    };
    Ruling::risk(fault, Effect::Failure, None)
}

fn ask(context: &Context<'_>, code: Code, text: String, priority: Severity) -> Ruling {
    let lang = context.lang;
    let asked = RfiItem {
        to: say!(lang, "designer of the water supply", "projektant vodovodu"),
        question: text,
        needed_for: say!(lang, "ordering the pipe", "objednání potrubí"),
        ..question(code, priority)
    };
    Ruling::question(asked, Effect::Condition, None)
}
