//! The exposure classes: those that a model overlooked are added, those that do not exist or that a certain class
//! of the same family excludes are dropped, those that nothing supports are named.

use model::{
    Section, SectionName, Severity,
    sections::{ClassReason, ExposureAnalysis, FinalSpecification},
};
use standards::exposure::{ExposureClass, ExposureError};

use super::{Claim, Ledger, brief_itself, source, subject::exposures};
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
            Ok(found) => {
                let judged = Judged { rules: &rules, claimed: &claimed.exposure_classes, assessment };
                judged.single(found, subject, ledger);
            }
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
    let names_any = !claimed.exposure_classes.is_empty();
    let unassumed: Vec<&str> = rules
        .assumed
        .iter()
        .map(|known| known.class.as_str())
        .filter(|class| !claimed.exposure_classes.iter().any(|c| c == class))
        .collect();
    if !unassumed.is_empty() && names_any {
        let unassumed = unassumed.join(" ");
        let note = say!(
            lang,
            "{unassumed} is to be assumed until the brief rules it out; the model leaves it out.",
            "Dokud to zadání nevyloučí, je nutné předpokládat {unassumed}; model jej vynechává."
        );
        let claim = Claim::new(
            "exposure_analysis.assumed",
            &claimed.exposure_classes.join(" "),
            &unassumed,
            source(ExposureClass::X0.clause()),
        );
        ledger.contradicted(claim, Severity::Medium, note);
    }
    if !missing.is_empty() && names_any {
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

/// The classes that a model's specification names: each exists, and those that are certain are among them.
pub(super) fn of_specification(
    assessment: &Assessment,
    claimed: &FinalSpecification,
    rules: &FinalSpecification,
    ledger: &mut Ledger,
) {
    let written = claimed.exposure_classes.join(" ");
    let (named, impossible) = exposures(&written);
    if claimed.exposure_classes.is_empty() {
        return;
    }
    let Section::ExposureAnalysis(analysis) = assessment.section(SectionName::ExposureAnalysis) else {
        return;
    };
    let asked = certain(&analysis).chain(analysis.assumed.iter().map(|known| known.class.as_str()));
    let missing: Vec<&str> =
        asked.filter(|class| !named.iter().any(|named| named.as_str() == *class)).collect();
    let lang = ledger.lang;
    if missing.is_empty() && impossible.is_empty() {
        return;
    }
    let note = if impossible.is_empty() {
        let missing = missing.join(" ");
        say!(lang, "{missing} is left out.", "Chybí {missing}.")
    } else {
        let impossible = impossible.join(" ");
        say!(lang, "There is no {impossible}.", "{impossible} neexistuje.")
    };
    let is_certain = missing.iter().any(|class| certain(&analysis).any(|known| known == *class));
    let severity = if is_certain { Severity::High } else { Severity::Medium };
    let claim = Claim::new(
        "final_specification.exposure_classes",
        &written,
        &rules.exposure_classes.join(" "),
        source(ExposureClass::X0.clause()),
    );
    ledger.contradicted(claim, severity, note);
}

/// What one class of a model is held against.
struct Judged<'a> {
    rules: &'a ExposureAnalysis,
    /// Every class that the model names.
    claimed: &'a [String],
    assessment: &'a Assessment,
}

impl Judged<'_> {
    fn single(&self, class: ExposureClass, subject: String, ledger: &mut Ledger) {
        let Self { rules, assessment, .. } = *self;
        let (lang, name) = (ledger.lang, class.as_str());
        if rules.exposure_classes.iter().any(|known| known == name) {
            let reason = rules.certain.iter().chain(&rules.assumed).find(|known| known.class == name);
            let note = reason.map_or_else(String::new, |known| known.reason.clone());
            ledger.confirmed(Claim::new(subject, name, name, source(class.clause())), note);
        } else if let Some(other) = element_of(class, assessment) {
            let note =
                say!(lang, "It applies to another element: {other}.", "Platí pro jiný prvek: {other}.");
            ledger.confirmed(Claim::new(subject, name, name, source(class.clause())), note);
        } else if let Some(known) = self.excluding(class) {
            let note = say!(
                lang,
                "Of this family the text makes {known} certain, not {name}.",
                "Z této skupiny plyne z textu jistě {known}, nikoli {name}."
            );
            let claim = Claim::new(subject, name, known, source(class.clause()));
            ledger.contradicted(claim, Severity::Medium, note);
        } else {
            let note = say!(
                lang,
                "Nothing in the brief supports {name}; ask before it is required. The audit does not carry it.",
                "Pro {name} není v zadání opora; před požadavkem je třeba dotaz. Audit jej neuvádí."
            );
            ledger.unverifiable(Claim::new(subject, name, "", brief_itself()), note);
        }
    }

    /// The certain class of the same family that the model puts this one in place of. Beside it, as some write a milder
    /// class too, it is merely not supported.
    fn excluding(&self, class: ExposureClass) -> Option<&str> {
        certain(self.rules).find(|known| {
            let is_named = self.claimed.iter().any(|claimed| claimed == known);
            !is_named && ExposureClass::parse(known).is_ok_and(|known| known.family() == class.family())
        })
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
