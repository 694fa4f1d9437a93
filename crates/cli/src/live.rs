//! The run while it happens, on standard error: a lane for each query in a terminal, plain lines elsewhere.

use std::{collections::BTreeMap, time::Duration};

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use model::{Event, EventBody, Findings, Lang, Outcome};

use crate::output;

/// How often a lane's clock moves.
const TICK: Duration = Duration::from_millis(100);

/// Shows a run.
#[derive(Debug)]
pub(crate) struct Live {
    lang: Lang,
    lanes: BTreeMap<String, ProgressBar>,
    screen: Option<MultiProgress>,
}

impl Live {
    /// Lanes on a screen, lines on standard error where there is none.
    pub(crate) fn new(lang: Lang, screen: Option<MultiProgress>) -> Self {
        Self { lang, lanes: BTreeMap::new(), screen }
    }

    /// Shows an event.
    pub(crate) fn show(&mut self, event: &Event) {
        match &event.body {
            EventBody::Started { queries, recipients, .. } => {
                self.say(&recipients_line(recipients, self.lang));
                self.open_lanes(queries);
            }
            EventBody::Assessed { findings } => self.say(&assessed_line(findings, self.lang)),
            EventBody::QueryStarted { query, provider, model, attempt } => {
                let who =
                    model.as_ref().map_or_else(|| provider.clone(), |model| format!("{provider} {model}"));
                let again = if *attempt > 1 { format!(" ({attempt}.)") } else { String::new() };
                self.lane(query, 0, &format!("{who}{again}"), None);
            }
            // A lane shows every step; lines would only pile up.
            EventBody::QueryProgress { query, progress, tokens } if self.screen.is_some() => {
                let state = match tokens {
                    0 => String::new(),
                    tokens => format!("{tokens} {}", self.word("tokens", "tokenů")),
                };
                self.lane(query, *progress, &state, None);
            }
            EventBody::QueryRetrying { query, reason, wait_ms, provider, .. } => {
                let wait = seconds(*wait_ms);
                let next = match self.lang {
                    Lang::En => format!("asking {provider} in {wait}"),
                    Lang::Cs => format!("nový pokus: {provider} za {wait}"),
                };
                let state = format!("{reason}; {next}");
                self.lane(query, 0, &state, None);
            }
            EventBody::QueryCompleted { query, time_ms, outcome, tokens_output, .. } => {
                let state = match outcome {
                    Outcome::Partial => self.word("partial", "neúplné"),
                    _ => self.word("done", "hotovo"),
                };
                let tokens = match tokens_output {
                    0 => String::new(),
                    tokens => format!(", {tokens} {}", self.word("tokens", "tokenů")),
                };
                let state = format!("{state}{tokens}");
                let percent = if *outcome == Outcome::Complete { 100 } else { 0 };
                self.lane(query, percent, &state, Some(*time_ms));
            }
            EventBody::QueryFailed { query, time_ms, error } => {
                let state = format!("{}: {error}", self.word("failed", "selhalo"));
                self.lane(query, 0, &state, Some(*time_ms));
            }
            _ => {}
        }
    }

    fn word(&self, english: &'static str, czech: &'static str) -> &'static str {
        match self.lang {
            Lang::En => english,
            Lang::Cs => czech,
        }
    }

    fn say(&self, line: &str) {
        match &self.screen {
            Some(screen) if !self.lanes.is_empty() => {
                let _ = screen.println(line);
            }
            _ => output::note(line),
        }
    }

    fn open_lanes(&mut self, queries: &[String]) {
        let Some(screen) = &self.screen else { return };
        let style =
            ProgressStyle::with_template("{prefix:24} {bar:20} {percent:>3} % {elapsed:>4} {wide_msg}");
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        for query in queries {
            let lane = screen.add(ProgressBar::new(100).with_style(style.clone()).with_prefix(query.clone()));
            lane.enable_steady_tick(TICK);
            self.lanes.insert(query.clone(), lane);
        }
    }

    /// `ended` is the query's time in milliseconds once it has ended.
    fn lane(&self, query: &str, percent: u8, state: &str, ended: Option<f64>) {
        let time = ended.map(|time_ms| format!(", {}", seconds(time_ms))).unwrap_or_default();
        let Some(lane) = self.lanes.get(query) else {
            return output::note(&format!("{query}: {state}{time}"));
        };
        let percent = u64::from(percent).max(lane.position());
        lane.set_position(percent);
        lane.set_message(format!("{state}{time}"));
        if ended.is_some() {
            lane.abandon();
        }
    }

    /// Takes the lanes away: the run was cancelled.
    pub(crate) fn clear(&mut self) {
        if let Some(screen) = &self.screen {
            let _ = screen.clear();
        }
    }

    /// Leaves the lanes as they are, for what is printed next.
    pub(crate) fn close(&mut self) {
        for lane in self.lanes.values().filter(|lane| !lane.is_finished()) {
            lane.abandon();
        }
    }
}

fn seconds(time_ms: f64) -> String {
    if time_ms < 1_000.0 { format!("{time_ms:.1} ms") } else { format!("{:.1} s", time_ms / 1_000.0) }
}

fn recipients_line(recipients: &[String], lang: Lang) -> String {
    match (lang, recipients) {
        (Lang::En, []) => "The rule engine answers; nothing leaves this machine.".to_owned(),
        (Lang::Cs, []) => "Odpovídají vestavěná pravidla; nic neopouští tento počítač.".to_owned(),
        (Lang::En, names) => format!("The brief is sent to: {}", names.join(", ")),
        (Lang::Cs, names) => format!("Zadání se odesílá: {}", names.join(", ")),
    }
}

fn assessed_line(findings: &Findings, lang: Lang) -> String {
    let classes = findings.exposure_classes.join(" ");
    let required = findings.required_class.as_deref().unwrap_or("–");
    let (verdict, count) = (findings.verdict, findings.findings.len());
    match lang {
        Lang::En => {
            format!("Rules: {verdict}, exposure {classes}, required {required}, {count} grave findings")
        }
        Lang::Cs => format!(
            "Pravidla: {verdict}, prostředí {classes}, požadováno {required}, závažných zjištění {count}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use indicatif::{InMemoryTerm, MultiProgress, ProgressDrawTarget};
    use model::{AuditId, Event, EventBody, Lang, Outcome};

    use super::Live;

    fn event(body: EventBody) -> Event {
        Event { audit_id: AuditId::nil(), seq: 1, timestamp: "2026-11-23T10:00:00Z".parse().unwrap(), body }
    }

    #[test]
    fn each_query_has_a_lane_with_state_percent_tokens_and_time() {
        let terminal = InMemoryTerm::new(10, 100);
        let screen =
            MultiProgress::with_draw_target(ProgressDrawTarget::term_like(Box::new(terminal.clone())));
        let mut live = Live::new(Lang::En, Some(screen));
        let (first, second) = ("comprehensive_analysis".to_owned(), "compliance_risks".to_owned());
        for body in [
            EventBody::Started {
                plan: "hybrid".to_owned(),
                queries: vec![first.clone(), second.clone()],
                recipients: vec!["openai".to_owned()],
            },
            EventBody::QueryProgress { query: first, progress: 40, tokens: 480 },
            EventBody::QueryCompleted {
                query: second,
                time_ms: 7_200.0,
                outcome: Outcome::Partial,
                tokens_input: 4_000,
                tokens_output: 900,
            },
        ] {
            live.show(&event(body));
        }
        live.close();
        let shown = terminal.contents();
        let lanes: Vec<&str> = shown.lines().collect();
        assert!(lanes[0].starts_with("comprehensive_analysis") && lanes[0].contains("40 %"), "{shown}");
        assert!(lanes[0].contains("480 tokens"), "{shown}");
        assert!(
            lanes[1].starts_with("compliance_risks") && lanes[1].contains("partial, 900 tokens, 7.2 s"),
            "{shown}"
        );
    }
}
