//! Structural and durability analysis: partial factors, strength classes, the working life.

use std::sync::LazyLock;

use model::{
    Number, Section, SectionName, Severity, Source,
    sections::{DurabilityAnalysis, StructuralAnalysis},
};
use regex::Regex;

use super::{Claim, Ledger, brief_itself, subject::strength};
use crate::{
    Assessment,
    facts::{
        factors::Factor,
        numbers::{NUMBER, number, pattern},
        source::Folded,
    },
    text::say,
};

static FACTORS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"\bgamma[ _]?([gqcs])(?:,? ?(?:sup|inf|1))?\b[ :=]{{0,4}}({NUMBER})"))
});

/// The partial factors of EN 1990 Table A1.2(B) and EN 1992-1-1 Table 2.1N: usual, favourable and accidental ones.
fn accepted(letter: char) -> (&'static [&'static str], &'static str, &'static str) {
    match letter {
        'g' => (&["1.35", "1", "1.1", "0.9", "1.15", "1.1475"], "EN 1990", "Table A1.2(B)"),
        'q' => (&["1.5", "1.35", "0"], "EN 1990", "Table A1.2(B)"),
        'c' => (&["1.5", "1.2"], "EN 1992-1-1", "Table 2.1N"),
        _ => (&["1.15", "1"], "EN 1992-1-1", "Table 2.1N"),
    }
}

/// A partial factor that a model names as the one to use.
pub(super) fn factor(letter: char, claimed: Number, path: &str, ledger: &mut Ledger) {
    let (values, standard, clause) = accepted(letter);
    let is_right = values.iter().any(|known| Number::parse(known) == Some(claimed));
    let expected = values.first().copied().unwrap_or("");
    let source = Source { standard: standard.to_owned(), clause: clause.to_owned(), verified: true };
    let claim = Claim::new(path, &claimed, expected, source);
    let symbol = letter.to_ascii_uppercase();
    let lang = ledger.lang;
    if is_right {
        ledger.confirmed(claim, say!(lang, "γ{symbol} as in the table.", "γ{symbol} podle tabulky."));
    } else {
        let note = say!(
            lang,
            "γ{symbol} is {expected} ({standard}, {clause}).",
            "γ{symbol} je {expected} ({standard}, {clause})."
        );
        ledger.contradicted(claim, Severity::Critical, note);
    }
}

/// The structural analysis as the audit carries it: the model's words; factors and classes in them are checked.
pub(super) fn verify(
    assessment: &Assessment,
    claimed: StructuralAnalysis,
    ledger: &mut Ledger,
) -> StructuralAnalysis {
    let lists = [("actions", &claimed.actions), ("notes", &claimed.notes)];
    for (field, texts) in lists {
        for (index, text) in texts.iter().enumerate() {
            let path = format!("structural_analysis.{field}[{index}]");
            let folded = Folded::new(text).text;
            for caught in FACTORS.captures_iter(&folded) {
                let (Some(letter), Some(value)) = (caught.get(1), caught.get(2)) else { continue };
                let letter = letter.as_str().chars().next().unwrap_or_default();
                let Some(value) = number(value.as_str()) else { continue };
                // What the brief itself gives is told as it stands there; that it is wrong is a finding of the rules.
                if !is_of_the_brief(assessment, letter, value) {
                    factor(letter, value, &path, ledger);
                }
            }
        }
    }
    let Some(written) = &claimed.required_concrete_class else { return claimed };
    if !matches!(strength(written), Some(Ok(_))) && !assessment.facts.is_existing {
        let lang = ledger.lang;
        let note = say!(
            lang,
            "{written} is not a strength class of EN 206.",
            "{written} není pevnostní třída podle ČSN EN 206."
        );
        let source = Source { standard: "EN 206".to_owned(), clause: "Table 12".to_owned(), verified: true };
        let claim = Claim::new("structural_analysis.required_concrete_class", written, "", source);
        ledger.contradicted(claim, Severity::High, note);
        return StructuralAnalysis { required_concrete_class: None, ..claimed };
    }
    claimed
}

fn is_of_the_brief(assessment: &Assessment, letter: char, value: Number) -> bool {
    assessment.facts.factors.iter().any(|fact| match fact.factor {
        Factor::Permanent(known) => letter == 'g' && known == value,
        Factor::Variable(known) => letter == 'q' && known == value,
        Factor::Concrete(known) => letter == 'c' && known == value,
        Factor::Steel(known) => letter == 's' && known == value,
        Factor::Overall(_) => false,
    })
}

/// The working life against the one that the brief gives or the profile judges by.
pub(super) fn working_life(
    assessment: &Assessment,
    claimed: DurabilityAnalysis,
    ledger: &mut Ledger,
) -> DurabilityAnalysis {
    let Section::DurabilityAnalysis(rules) = assessment.section(SectionName::DurabilityAnalysis) else {
        return claimed;
    };
    let (Some(years), Some(expected)) = (claimed.design_life_years, rules.design_life_years) else {
        return claimed;
    };
    let is_given = assessment.facts.design_life.is_some();
    let source = if is_given {
        brief_itself()
    } else {
        Source { standard: "EN 1990".to_owned(), clause: "2.3, Table 2.1".to_owned(), verified: true }
    };
    let claim = Claim::new("durability_analysis.design_life_years", &years, &expected, source);
    let lang = ledger.lang;
    if years == expected {
        ledger.confirmed(
            claim,
            say!(lang, "The life that the audit judges by.", "Životnost, pro kterou audit posuzuje."),
        );
        return claimed;
    }
    let note = if is_given {
        say!(lang, "The brief gives {expected} years.", "Zadání uvádí {expected} let.")
    } else {
        say!(
            lang,
            "The brief gives no life; the limits of this audit are those for {expected} years.",
            "Zadání životnost neuvádí; mezní hodnoty tohoto auditu platí pro {expected} let."
        )
    };
    let severity = if is_given { Severity::High } else { Severity::Medium };
    ledger.contradicted(claim, severity, note);
    DurabilityAnalysis { design_life_years: Some(expected), ..claimed }
}
