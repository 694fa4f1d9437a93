//! The exposure classes: those that a model overlooked are added, those that do not exist or that a certain class
//! of the same family excludes are dropped, those that nothing supports are named.

use model::{
    Section, SectionName, Severity,
    sections::{ClassReason, ExposureAnalysis},
};
use standards::exposure::{ExposureClass, ExposureError};

use super::{Claim, Ledger, brief_itself, source};
use crate::{Assessment, element::StructuralElement, text::say};

/// The analysis as the audit carries it: the rules' classes, with the model's words where it names the same ones.
pub(super) fn verify(
    assessment: &Assessment,
    claimed: ExposureAnalysis,
    ledger: &mut Ledger,
) -> ExposureAnalysis {
    let Section::ExposureAnalysis(rules) = assessment.section(SectionName::ExposureAnalysis) else {
        return claimed;
    };
    let lang = ledger.lang;
    let mut accepted = claimed.clone();
    for class in &claimed.exposure_classes {
        let subject = format!("exposure_analysis.exposure_classes[{class}]");
        match ExposureClass::parse(class) {
            Ok(found) => single(found, &rules, assessment, subject, ledger),
            Err(ExposureError::Nonexistent { meant, .. }) => {
                let note = say!(
                    lang,
                    "{class} does not exist; {meant} is the nearest class.",
                    "{class} neexistuje; nejbližší stupeň je {meant}."
                );
                let claim = Claim::new(subject, class, &meant, source(meant.clause()));
                ledger.contradicted(claim, Severity::Medium, note);
                drop_class(&mut accepted, class);
            }
            Err(ExposureError::NotAClass { .. }) => {
                let note =
                    say!(lang, "{class} is not an exposure class.", "{class} není stupeň vlivu prostředí.");
                let claim = Claim::new(subject, class, "", source(ExposureClass::X0.clause()));
                ledger.contradicted(claim, Severity::Medium, note);
                drop_class(&mut accepted, class);
            }
        }
    }
    if rules.exposure_classes.is_empty() {
        return accepted;
    }
    let missing: Vec<&str> =
        certain(&rules).filter(|class| !claimed.exposure_classes.iter().any(|c| c == class)).collect();
    if !missing.is_empty() && !claimed.exposure_classes.is_empty() {
        let missing = missing.join(" ");
        let note = say!(
            lang,
            "The text makes {missing} certain, but the model does not name it.",
            "Z textu jistě plyne {missing}, model jej neuvádí."
        );
        let claim = Claim::new(
            "exposure_analysis.exposure_classes",
            &claimed.exposure_classes.join(" "),
            &rules.exposure_classes.join(" "),
            source(ExposureClass::X0.clause()),
        );
        ledger.contradicted(claim, Severity::High, note);
    }
    let same_certain = names(&accepted.certain) == names(&rules.certain);
    let same_assumed = names(&accepted.assumed) == names(&rules.assumed);
    if same_certain && same_assumed { accepted } else { rules }
}

fn single(
    class: ExposureClass,
    rules: &ExposureAnalysis,
    assessment: &Assessment,
    subject: String,
    ledger: &mut Ledger,
) {
    let lang = ledger.lang;
    let name = class.as_str();
    let same_family = || {
        certain(rules)
            .find(|known| ExposureClass::parse(known).is_ok_and(|known| known.family() == class.family()))
    };
    if rules.exposure_classes.iter().any(|known| known == name) {
        let reason = rules.certain.iter().chain(&rules.assumed).find(|known| known.class == name);
        let note = reason.map_or_else(String::new, |known| known.reason.clone());
        ledger.confirmed(Claim::new(subject, name, name, source(class.clause())), note);
    } else if let Some(other) = element_of(class, assessment) {
        let note = say!(lang, "It applies to another element: {other}.", "Platí pro jiný prvek: {other}.");
        ledger.confirmed(Claim::new(subject, name, name, source(class.clause())), note);
    } else if let Some(known) = same_family() {
        let note = say!(
            lang,
            "Of this family the text makes {known} certain, not {name}.",
            "Z této skupiny plyne z textu jistě {known}, nikoli {name}."
        );
        ledger.contradicted(Claim::new(subject, name, known, source(class.clause())), Severity::Medium, note);
    } else {
        let note = say!(
            lang,
            "Nothing in the brief supports {name}; ask before it is required. The audit does not carry it.",
            "Pro {name} není v zadání opora; před požadavkem je třeba dotaz. Audit jej neuvádí."
        );
        ledger.unverifiable(Claim::new(subject, name, "", brief_itself()), note);
    }
}

/// The name of an element that the class applies to.
fn element_of(class: ExposureClass, assessment: &Assessment) -> Option<&str> {
    let applies = |element: &&StructuralElement| {
        element.certain.iter().chain(&element.assumed).any(|reasoned| reasoned.class == class)
    };
    assessment.elements.iter().find(applies).map(|element| element.name.as_str())
}

fn certain(rules: &ExposureAnalysis) -> impl Iterator<Item = &str> {
    rules.certain.iter().map(|known| known.class.as_str())
}

fn names(classes: &[ClassReason]) -> Vec<&str> {
    let mut names: Vec<&str> = classes.iter().map(|known| known.class.as_str()).collect();
    names.sort_unstable();
    names
}

fn drop_class(analysis: &mut ExposureAnalysis, class: &str) {
    analysis.exposure_classes.retain(|known| known != class);
    analysis.certain.retain(|known| known.class != class);
    analysis.assumed.retain(|known| known.class != class);
}
