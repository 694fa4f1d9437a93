//! The specification of the concrete: class, w/c, cement, air, cover, sulfate-resisting cement.

use model::{
    Number, Section, SectionName, Severity, Source,
    sections::{DurabilityAnalysis, FinalSpecification},
};
use rust_decimal::Decimal;
use standards::{
    exposure::ExposureClass,
    limits::{Combined, combine},
    strength::StrengthClass,
};

use super::{Claim, Ledger, brief_itself, checks::is_one_kind, exposure, source, subject::strength};
use crate::{
    Assessment,
    facts::{kind::first_kind, source::Folded},
    requirement::profile_name,
    text::say,
};

/// Which side of a limit is the stricter one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Limit {
    Least,
    Most,
}

/// The specification as the audit carries it: the rules' value wherever they have one.
pub(super) fn verify(
    assessment: &Assessment,
    claimed: FinalSpecification,
    ledger: &mut Ledger,
) -> FinalSpecification {
    let Section::FinalSpecification(rules) = assessment.section(SectionName::FinalSpecification) else {
        return claimed;
    };
    if rules.concrete_class.is_none() && rules.exposure_classes.is_empty() {
        if let Some(class) = &claimed.concrete_class {
            let note = say!(
                ledger.lang,
                "The brief gives the rules nothing to derive a class from.",
                "Ze zadání nelze pravidly třídu betonu odvodit."
            );
            ledger.unverifiable(
                Claim::new("final_specification.concrete_class", class, "", Source::default()),
                note,
            );
        }
        return claimed;
    }
    let classes: Vec<ExposureClass> =
        rules.exposure_classes.iter().filter_map(|class| ExposureClass::parse(class).ok()).collect();
    let limits = combine(profile_name(assessment.settings.profile), &classes);
    let values = Values { claimed: &claimed, rules: &rules, limits: &limits };
    values.concrete_class(ledger);
    values.numbers(ledger);
    values.missing_air(ledger);
    values.sulfate_resisting(ledger);
    element(assessment, &claimed, ledger);
    exposure::of_specification(assessment, &claimed, &rules, ledger);
    // A model's words on an element stay where every value of it stands.
    let unchanged = FinalSpecification {
        element: claimed.element.clone(),
        reasons: rules.reasons.clone(),
        limits_verified: rules.limits_verified,
        ..claimed.clone()
    };
    let carried = FinalSpecification { element: claimed.element.clone(), ..rules.clone() };
    if carried == unchanged && !claimed.element.is_empty() { unchanged } else { rules }
}

/// The analysis of durability as the audit carries it: its class is no lower than the rules'.
pub(super) fn verify_durability(
    assessment: &Assessment,
    claimed: DurabilityAnalysis,
    ledger: &mut Ledger,
) -> DurabilityAnalysis {
    let Section::FinalSpecification(rules) = assessment.section(SectionName::FinalSpecification) else {
        return claimed;
    };
    let (Some(class), Some(required)) = (&claimed.required_concrete_class, &rules.concrete_class) else {
        return claimed;
    };
    let least = StrengthClass::parse(required).ok();
    let holds = match strength(class) {
        Some(Ok(class)) => least.is_none_or(|least| class >= least),
        Some(Err(_)) | None => false,
    };
    if holds {
        return claimed;
    }
    let classes: Vec<ExposureClass> =
        rules.exposure_classes.iter().filter_map(|class| ExposureClass::parse(class).ok()).collect();
    let limits = combine(profile_name(assessment.settings.profile), &classes);
    let origin = limits.strength.map_or_else(Source::default, |deciding| source(deciding.clause));
    let note = say!(
        ledger.lang,
        "{class} is weaker than {required}, which the exposure classes require.",
        "{class} je nižší než {required}, kterou vyžadují stupně vlivu prostředí."
    );
    let claim = Claim::new("durability_analysis.required_concrete_class", class, required, origin);
    ledger.contradicted(claim, Severity::Critical, note);
    DurabilityAnalysis { required_concrete_class: Some(required.clone()), ..claimed }
}

struct Values<'a> {
    claimed: &'a FinalSpecification,
    rules: &'a FinalSpecification,
    limits: &'a Combined,
}

impl Values<'_> {
    fn concrete_class(&self, ledger: &mut Ledger) {
        let (Some(claimed), Some(expected)) = (&self.claimed.concrete_class, &self.rules.concrete_class)
        else {
            return;
        };
        let origin = self.limits.strength.map_or_else(Source::default, |deciding| source(deciding.clause));
        let verified = origin.verified;
        let claim = Claim::new("final_specification.concrete_class", claimed, expected, origin);
        let lang = ledger.lang;
        let written = strength(claimed).and_then(Result::ok).ok_or(());
        match (written, StrengthClass::parse(expected)) {
            (Ok(class), Ok(least)) if class == least => {
                ledger.confirmed(
                    claim,
                    say!(lang, "The class is the required one.", "Třída odpovídá požadavku."),
                );
            }
            (Ok(class), Ok(least)) if class > least => ledger.confirmed(claim, stricter(lang)),
            (Ok(_), Ok(_)) if !verified => {
                ledger.contradicted(claim, Severity::Medium, unverified_limit(lang));
            }
            (Ok(_), Ok(_)) => {
                let note = say!(
                    lang,
                    "{claimed} is weaker than {expected}, which the exposure classes require.",
                    "{claimed} je nižší než {expected}, kterou vyžadují stupně vlivu prostředí."
                );
                ledger.contradicted(claim, Severity::Critical, note);
            }
            _ => {
                let note = say!(
                    lang,
                    "{claimed} is not a strength class of EN 206.",
                    "{claimed} není pevnostní třída podle ČSN EN 206."
                );
                ledger.contradicted(claim, Severity::High, note);
            }
        }
    }

    fn numbers(&self, ledger: &mut Ledger) {
        let (claimed, rules, limits) = (self.claimed, self.rules, self.limits);
        let of = |deciding: Option<standards::Clause>| deciding.map_or_else(Source::default, source);
        let rows = [
            ("w_c_ratio", claimed.w_c_ratio, rules.w_c_ratio, Limit::Most, of(limits.w_c.map(|d| d.clause))),
            (
                "min_cement_kg_m3",
                claimed.min_cement_kg_m3,
                rules.min_cement_kg_m3,
                Limit::Least,
                of(limits.cement_kg_m3.map(|d| d.clause)),
            ),
            (
                "air_content_percent",
                claimed.air_content_percent,
                rules.air_content_percent,
                Limit::Least,
                of(limits.air_percent.map(|d| d.clause)),
            ),
            ("cover_mm", claimed.cover_mm, rules.cover_mm, Limit::Least, cover_source()),
        ];
        for (field, claimed, expected, limit, origin) in rows {
            let Some(claimed) = claimed else { continue };
            let shown = expected.map_or_else(String::new, |expected| expected.to_string());
            let claim = Claim::new(format!("final_specification.{field}"), &claimed, &shown, origin);
            number(claim, claimed, expected, limit, ledger);
        }
    }

    /// A model that gives a composition without the air that is required.
    fn missing_air(&self, ledger: &mut Ledger) {
        let gives_composition = self.claimed.w_c_ratio.is_some() || self.claimed.min_cement_kg_m3.is_some();
        let Some(expected) = self.rules.air_content_percent else { return };
        if self.claimed.air_content_percent.is_some() || !gives_composition {
            return;
        }
        let origin = self.limits.air_percent.map_or_else(Source::default, |deciding| source(deciding.clause));
        let verified = origin.verified;
        let claim = Claim::new("final_specification.air_content_percent", "–", &expected, origin);
        let lang = ledger.lang;
        if verified {
            let note = say!(
                lang,
                "Nothing is claimed; at least {expected} % of air is required.",
                "Hodnota není uvedena; požaduje se nejméně {expected} % vzduchu."
            );
            ledger.contradicted(claim, Severity::High, note);
        } else {
            ledger.contradicted(claim, Severity::Medium, unverified_limit(lang));
        }
    }

    fn sulfate_resisting(&self, ledger: &mut Ledger) {
        let Some(expected) = self.rules.sulfate_resisting_cement else { return };
        let gives_composition = self.claimed.w_c_ratio.is_some() || self.claimed.min_cement_kg_m3.is_some();
        let shown = match self.claimed.sulfate_resisting_cement {
            Some(claimed) => claimed.to_string(),
            // A composition without a word on the cement that is required leaves it out.
            None if expected && gives_composition => "–".to_owned(),
            None => return,
        };
        let origin =
            self.limits.sulfate_resisting.map_or_else(Source::default, |deciding| source(deciding.clause));
        let claim = Claim::new("final_specification.sulfate_resisting_cement", &shown, &expected, origin);
        let lang = ledger.lang;
        match (self.claimed.sulfate_resisting_cement.unwrap_or(false), expected) {
            (true, false) => ledger.confirmed(claim, stricter(lang)),
            (false, true) => {
                let note = say!(
                    lang,
                    "Sulfate leads to the XA class, so sulfate-resisting cement is required.",
                    "Stupeň XA vyvolávají sírany, je proto nutný síranovzdorný cement."
                );
                ledger.contradicted(claim, Severity::High, note);
            }
            _ => ledger.confirmed(claim, say!(lang, "As the rules find.", "Shodně s pravidly.")),
        }
    }
}

fn number(claim: Claim, claimed: Number, expected: Option<Number>, limit: Limit, ledger: &mut Ledger) {
    let lang = ledger.lang;
    let verified = claim.source.verified;
    let Some(expected) = expected else {
        ledger.confirmed(claim, stricter(lang));
        return;
    };
    let is_stricter = match limit {
        Limit::Least => *claimed > *expected,
        Limit::Most => *claimed < *expected && *claimed > Decimal::ZERO,
    };
    if claimed == expected {
        ledger.confirmed(claim, say!(lang, "The value is the required one.", "Hodnota odpovídá požadavku."));
    } else if is_stricter {
        ledger.confirmed(claim, stricter(lang));
    } else if verified {
        let note = match limit {
            Limit::Least => say!(
                lang,
                "{claimed} is below the required {expected}.",
                "{claimed} je méně než požadovaných {expected}."
            ),
            Limit::Most => say!(
                lang,
                "{claimed} is above the permitted {expected}.",
                "{claimed} je více než přípustných {expected}."
            ),
        };
        ledger.contradicted(claim, Severity::High, note);
    } else {
        ledger.contradicted(claim, Severity::Medium, unverified_limit(lang));
    }
}

/// The element that a model lets govern must be one of the brief.
fn element(assessment: &Assessment, claimed: &FinalSpecification, ledger: &mut Ledger) {
    let Some(kind) = first_kind(&Folded::new(&claimed.element).text) else { return };
    if assessment.elements.is_empty()
        || assessment.elements.iter().any(|element| is_one_kind(kind, element.kind))
        || assessment
            .facts
            .passages
            .iter()
            .any(|passage| passage.mentions.iter().any(|mention| is_one_kind(kind, mention.kind)))
    {
        return;
    }
    let names: Vec<&str> = assessment.elements.iter().map(|element| element.name.as_str()).collect();
    let names = names.join(", ");
    let note = say!(
        ledger.lang,
        "The brief has no such element; it has: {names}.",
        "Takový prvek v zadání není; jsou v něm: {names}."
    );
    let claim = Claim::new("final_specification.element", &claimed.element, &names, brief_itself());
    ledger.contradicted(claim, Severity::Medium, note);
}

fn stricter(lang: model::Lang) -> String {
    say!(
        lang,
        "Stricter than required; the audit carries the requirement.",
        "Přísnější, než se požaduje; audit uvádí požadavek."
    )
}

fn unverified_limit(lang: model::Lang) -> String {
    say!(
        lang,
        "Weaker than the table has it; the limit itself is not verified against the standard, confirm it.",
        "Mírnější než v tabulce; samotná mezní hodnota není podle normy ověřena, potvrďte ji."
    )
}

fn cover_source() -> Source {
    Source { standard: "ČSN EN 1992-1-1 ed. 2".to_owned(), clause: "4.4.1".to_owned(), verified: true }
}
