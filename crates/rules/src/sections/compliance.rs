//! How the brief stands against the standards: verdict, checks, risks, issues, questions, advice, confidence.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    Lang, Overall, Priority, Profile, Severity,
    sections::{
        CheckGroup, CheckItem, CheckStatus, ComplianceStatus, DocumentIssue, Recommendation, RfiItem, Risk,
        StandardChecked, StandardState, Warning,
    },
};
use standards::obsolete::Kind;

use crate::{
    Assessment, citation,
    element::gather::{Beyond, MOST_DESIGNATIONS, MOST_ELEMENTS},
    finding::Finding,
    requirement::{design_life, profile_name},
    text::say,
};

pub(super) fn status(assessment: &Assessment) -> ComplianceStatus {
    let lang = assessment.settings.lang;
    let grave = gravest(assessment);
    let questions =
        assessment.findings.iter().filter(|finding| matches!(finding, Finding::Question(_))).count();
    let title = title(assessment);
    let summary = match assessment.verdict {
        Overall::Compliant => say!(
            lang,
            "Nothing that was checked fails ({title}).",
            "Nic z prověřeného neodporuje požadavkům ({title})."
        ),
        Overall::Conditional if grave.is_empty() => say!(
            lang,
            "Nothing fails for certain; open questions: {questions}.",
            "Nic prokazatelně neodporuje; otevřených dotazů: {questions}."
        ),
        Overall::Conditional => say!(
            lang,
            "Nothing fails for certain; to be settled: {grave}.",
            "Nic prokazatelně neodporuje; k vyřešení: {grave}."
        ),
        Overall::Unknown => say!(
            lang,
            "Too little is known to judge: no concrete, pipe or standard was found.",
            "K posouzení není dost údajů: nebyl nalezen beton, potrubí ani norma."
        ),
        Overall::NonCompliant => {
            say!(lang, "Certain requirements are violated: {grave}.", "Prokazatelně porušeno: {grave}.")
        }
    };
    ComplianceStatus { overall: assessment.verdict, summary, disputed: false }
}

/// The name of the limits that decide, and for how long the cover is judged where that is longer.
fn title(assessment: &Assessment) -> String {
    let (profile, lang) = (assessment.settings.profile, assessment.settings.lang);
    let limits = match (lang, profile) {
        (Lang::En, _) => standards::limits::title(profile_name(profile)),
        (Lang::Cs, Profile::Csn) => "ČSN P 73 2404 k ČSN EN 206+A2, meze pro 50 let",
        (Lang::Cs, Profile::Csn100) => "ČSN P 73 2404 k ČSN EN 206+A2, podmínky pro 100 let",
        (Lang::Cs, Profile::En206) => "EN 206, příloha F",
        (Lang::Cs, Profile::Stavagent) => "zjednodušená tabulka pro srovnání",
    };
    let years = design_life(&assessment.facts, profile);
    if profile == Profile::Csn100 || years <= standards::limits::design_life_years(profile_name(profile)) {
        return limits.to_owned();
    }
    say!(
        lang,
        "{limits}; working life {years} years: cover for it, the limits of its table are to be asked for",
        "{limits}; životnost {years} let: krytí pro ni, meze její tabulky je nutné ověřit"
    )
}

/// The gravest findings in words, of each code the first, three at most.
fn gravest(assessment: &Assessment) -> String {
    let worst = if assessment.verdict == Overall::NonCompliant { Severity::Critical } else { Severity::High };
    let mut told: Vec<(&str, &str)> = Vec::new();
    // A failure may be of high severity alone, as a cover too small.
    for least in [worst, Severity::High] {
        for finding in &assessment.findings {
            let (code, text) = match finding {
                Finding::Risk(risk) if risk.severity >= least => (&risk.code, &risk.title),
                Finding::Issue(issue) if issue.severity >= least => (&issue.code, &issue.description),
                _ => continue,
            };
            let code = code.as_deref().unwrap_or_default();
            if told.len() < 3 && !told.iter().any(|(known, _)| *known == code) {
                told.push((code, text));
            }
        }
        if !told.is_empty() {
            break;
        }
    }
    told.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("; ")
}

pub(super) fn checks(assessment: &Assessment) -> Vec<CheckGroup> {
    let mut groups: BTreeMap<&str, Vec<CheckItem>> = BTreeMap::new();
    for finding in &assessment.findings {
        if let Finding::Check { category, item } = finding {
            groups.entry(category).or_default().push(item.clone());
        }
    }
    groups.into_iter().map(|(category, items)| CheckGroup { category: category.to_owned(), items }).collect()
}

pub(super) fn risks(assessment: &Assessment) -> Vec<Risk> {
    let risks = assessment
        .findings
        .iter()
        .filter_map(|finding| if let Finding::Risk(risk) = finding { Some(risk.clone()) } else { None });
    risks.collect()
}

pub(super) fn issues(assessment: &Assessment) -> Vec<DocumentIssue> {
    let issues = assessment
        .findings
        .iter()
        .filter_map(|finding| if let Finding::Issue(issue) = finding { Some(issue.clone()) } else { None });
    issues.collect()
}

pub(super) fn questions(assessment: &Assessment) -> Vec<RfiItem> {
    let questions = assessment.findings.iter().filter_map(|finding| {
        if let Finding::Question(asked) = finding { Some(asked.clone()) } else { None }
    });
    questions.collect()
}

/// Cited standards as they stand, then those that were applied.
pub(super) fn standards(assessment: &Assessment) -> Vec<StandardChecked> {
    let lang = assessment.settings.lang;
    let mut listed: BTreeMap<&str, StandardChecked> = BTreeMap::new();
    for cited in &assessment.facts.cited {
        let standard = cited.standard;
        let status = match standard.kind {
            Kind::Withdrawn | Kind::Law => StandardState::Withdrawn,
            Kind::Foreign => StandardState::Foreign,
            Kind::SupersededEdition | Kind::OldSteel => StandardState::Superseded,
            Kind::Valid | Kind::Misquoted => StandardState::Current,
        };
        let instead = citation::cited(lang, &standard.replaced_by.join(", "));
        let note = if instead.is_empty() {
            match (standard.kind, lang) {
                (_, Lang::En) => standard.note.clone(),
                (Kind::Misquoted, Lang::Cs) => "platí, bývá však citována i pro to, co neobsahuje".to_owned(),
                (_, Lang::Cs) => String::new(),
            }
        } else {
            say!(lang, "in its place: {instead}", "místo ní: {instead}")
        };
        listed.entry(&standard.id).or_insert_with(|| StandardChecked {
            standard: cited.written.clone(),
            status,
            note,
        });
    }
    let mut checked: Vec<StandardChecked> = listed.into_values().collect();
    for finding in &assessment.findings {
        let Finding::Check { item, .. } = finding else { continue };
        let is_text = item.standard.contains("EN") || item.standard.contains("ČSN");
        let is_failed_basis = item.code.as_deref().is_some_and(|code| code.starts_with("OBSOLETE"));
        if is_text && !is_failed_basis && !checked.iter().any(|known| known.standard == item.standard) {
            let note = say!(lang, "applied: {}", "použito: {}", item.clause);
            checked.push(StandardChecked {
                standard: item.standard.clone(),
                status: StandardState::Current,
                note,
            });
        }
    }
    let applied = standards::limits::clause(profile_name(assessment.settings.profile));
    let has_limits = assessment.elements.iter().any(|element| element.required.concrete_class.is_some());
    if has_limits && !checked.iter().any(|known| known.standard == applied.standard) {
        let clause = citation::cited(lang, applied.clause);
        let note = say!(lang, "applied: {clause}", "použito: {clause}");
        checked.push(StandardChecked {
            standard: applied.standard.to_owned(),
            status: StandardState::Current,
            note,
        });
    }
    checked
}

/// What to do, from the gravest findings down; each advice once.
pub(super) fn recommendations(assessment: &Assessment) -> Vec<Recommendation> {
    let mut list: Vec<Recommendation> = Vec::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for finding in &assessment.findings {
        let (severity, item, reason) = match finding {
            Finding::Risk(risk) => (risk.severity, &risk.recommendation, &risk.title),
            Finding::Issue(issue) => (issue.severity, &issue.recommendation, &issue.description),
            Finding::Question(_) | Finding::Check { .. } => continue,
        };
        if item.is_empty() || !told.insert(item) {
            continue;
        }
        let priority = match severity {
            Severity::Critical => Priority::Must,
            Severity::High | Severity::Medium => Priority::Should,
            Severity::Low => Priority::Consider,
        };
        list.push(Recommendation {
            priority,
            item: item.clone(),
            reason: reason.clone(),
            effort: String::new(),
        });
    }
    list
}

pub(super) fn warnings(assessment: &Assessment) -> Vec<Warning> {
    let lang = assessment.settings.lang;
    let mut warnings = assessment.costing.warnings.clone();
    warnings.extend(beyond(assessment));
    let unverified =
        assessment.governing_element().is_some_and(|element| element.required.limits_verified == Some(false));
    if unverified {
        warnings.push(Warning {
            level: Severity::Low,
            category: "standards".to_owned(),
            message: say!(
                lang,
                "A limit behind the specification is not verified.",
                "Některá mezní hodnota specifikace není ověřena."
            ),
            recommendation: say!(lang, "check it in the standard", "ověřit v normě"),
        });
    }
    for origin in &assessment.facts.chemistry.impossible {
        warnings.push(Warning {
            level: Severity::Medium,
            category: "input".to_owned(),
            message: say!(
                lang,
                "{}: a pH above 14 cannot be; it was passed over",
                "{}: pH nad 14 není možné; hodnota nebyla použita",
                origin.label(lang)
            ),
            recommendation: say!(lang, "correct the value", "opravit hodnotu"),
        });
    }
    warnings
}

/// That a brief has more elements or designations than are judged.
fn beyond(assessment: &Assessment) -> Option<Warning> {
    let (lang, beyond) = (assessment.settings.lang, assessment.beyond);
    if beyond == Beyond::default() {
        return None;
    }
    let Beyond { elements, designations } = beyond;
    Some(Warning {
        level: Severity::High,
        category: "input".to_owned(),
        message: say!(
            lang,
            "At most {MOST_ELEMENTS} structural elements and {MOST_DESIGNATIONS} designations of concrete are judged; \
             beyond that, {elements} elements and {designations} designations of this brief were passed over.",
            "Posuzuje se nejvýše {MOST_ELEMENTS} konstrukčních prvků a {MOST_DESIGNATIONS} označení betonu; nad tuto mez \
             zůstalo stranou prvků: {elements}, označení: {designations}."
        ),
        recommendation: say!(lang, "audit the brief in parts", "zadání auditovat po částech"),
    })
}

/// From 1: each assumption takes 0.05 (together at most 0.4), each unanswered check and each question of high priority
/// 0.03 (at most 0.3); a question that names several elements counts once. Nothing found at all leaves 0.1.
pub(super) fn confidence(assessment: &Assessment) -> f64 {
    if assessment.verdict == Overall::Unknown {
        return 0.1;
    }
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    let assumed = (count(assessment.assumptions.len()) * 0.05).min(0.4);
    let open = assessment.findings.iter().filter(|finding| match finding {
        Finding::Check { item, .. } => item.status == CheckStatus::Unknown,
        Finding::Question(asked) => asked.priority >= Severity::High,
        _ => false,
    });
    let open = (count(open.count()) * 0.03).min(0.3);
    ((1.0 - assumed - open) * 100.0).round() / 100.0
}
