//! What an element's concrete must be: the strictest limit of each property over all its classes, and the cover.

use model::{Lang, Number, Profile, sections::FinalSpecification};
use standards::{
    cover::{self, Casting, Cover, CoverCase, Geometry},
    exposure::ExposureClass,
    limits::{self, Deciding, ProfileName, SulfateResisting},
    strength::StrengthClass,
};

use crate::{
    citation::cited,
    element::StructuralElement,
    facts::{Facts, kind::Kind, mix::Specified},
    text::{say, shown},
};

/// The standards' name of a profile.
pub(crate) fn profile_name(profile: Profile) -> ProfileName {
    match profile {
        Profile::Csn => ProfileName::Csn,
        Profile::Csn100 => ProfileName::Csn100,
        Profile::En206 => ProfileName::En206,
        Profile::Stavagent => ProfileName::Stavagent,
    }
}

/// The working life in years that a brief is judged for: `csn100` means 100 years whatever the text says.
pub(crate) fn design_life(facts: &Facts, profile: Profile) -> u32 {
    if profile == Profile::Csn100 { 100 } else { facts.design_life.as_ref().map_or(50, |(years, _)| *years) }
}

/// The limits of one class in a profile; `csn100` judges by the 50-year limits.
pub(crate) fn limits_of(profile: Profile, class: ExposureClass) -> Option<&'static limits::Limits> {
    let name = if profile == Profile::Csn100 { ProfileName::Csn } else { profile_name(profile) };
    limits::limits(name, class)
}

/// Whether reinforcement is attacked, so that cover has a meaning.
fn needs_cover(element: &StructuralElement) -> bool {
    let corrosive = |class: &ExposureClass| {
        class.as_str().starts_with("XC")
            || class.as_str().starts_with("XD")
            || class.as_str().starts_with("XS")
    };
    !element.is_plain() && element.exposure().iter().any(corrosive)
}

/// The cover that a set of classes asks of an element by the lowest defensible structural class.
pub(crate) fn cover_for(
    element: &StructuralElement,
    classes: &[ExposureClass],
    life: u32,
    casting: Casting,
) -> Cover {
    let bars = element.mix.iter().filter_map(|(value, _)| match value {
        Specified::Bar(diameter) => Some(**diameter),
        _ => None,
    });
    let bar_diameter_mm = bars.max();
    let geometry = if element.kind.is_slab() { Geometry::Slab } else { Geometry::Other };
    let strength: Option<StrengthClass> = element.specified_class();
    cover::required(&CoverCase {
        design_life_years: life,
        geometry,
        strength,
        bar_diameter_mm,
        casting,
        ..CoverCase::new(classes)
    })
}

/// How the lower face of an element is usually cast.
pub(crate) fn casting(kind: Kind) -> Casting {
    match kind {
        Kind::Pile | Kind::DiaphragmWall => Casting::Soil,
        kind if kind.is_buried() => Casting::PreparedGround,
        _ => Casting::Formwork,
    }
}

/// The specification of an element, in the profile.
pub(crate) fn specification(
    element: &StructuralElement,
    facts: &Facts,
    profile: Profile,
    lang: Lang,
) -> FinalSpecification {
    let classes = element.exposure();
    let names: Vec<String> = classes.iter().map(ToString::to_string).collect();
    let mut specification = FinalSpecification {
        element: element.name.clone(),
        exposure_classes: names,
        ..FinalSpecification::default()
    };
    if facts.is_existing {
        let reason = say!(
            lang,
            "existing structure: limits for new concrete do not apply; assess to ČSN ISO 13822 and ČSN 73 0038",
            "stávající konstrukce: meze pro nový beton neplatí; posoudit podle ČSN ISO 13822 a ČSN 73 0038"
        );
        specification.reasons.push(reason);
        return specification;
    }
    if classes.is_empty() {
        return specification;
    }
    let combined = limits::combine(profile_name(profile), &classes);
    let mut verified = true;
    let mut reasons = Vec::new();
    let mut explain = |what: &str, value: String, class: ExposureClass, clause: standards::Clause| {
        verified &= clause.verified;
        let doubt =
            if clause.verified { String::new() } else { say!(lang, " (not verified)", " (neověřeno)") };
        let place = cited(lang, clause.clause);
        reasons.push(format!("{what} {}: {class}, {}, {place}{doubt}", shown(lang, value), clause.standard));
    };
    if let Some(Deciding { value, class, clause }) = combined.strength {
        explain(
            &say!(lang, "strength class at least", "pevnostní třída nejméně"),
            value.to_string(),
            class,
            clause,
        );
        specification.concrete_class = Some(value.to_string());
    }
    if let Some(Deciding { value, class, clause }) = combined.w_c {
        explain(&say!(lang, "w/c at most", "vodní součinitel nejvýše"), value.to_string(), class, clause);
        specification.w_c_ratio = Some(Number::from(value));
    }
    if let Some(Deciding { value, class, clause }) = combined.cement_kg_m3 {
        explain(&say!(lang, "cement at least", "cement nejméně"), format!("{value} kg/m³"), class, clause);
        specification.min_cement_kg_m3 = Some(Number::from(i64::from(value)));
    }
    if let Some(Deciding { value, class, clause }) = combined.air_percent {
        explain(&say!(lang, "air at least", "vzduch nejméně"), format!("{value} %"), class, clause);
        specification.air_content_percent = Some(Number::from(value));
    }
    if combined.strength.is_some() {
        specification.sulfate_resisting_cement =
            Some(needs_sulfate_resisting(element, facts, profile).is_some());
    }
    if needs_cover(element) {
        let life = design_life(facts, profile);
        let cover = cover_for(element, &classes, life, casting(element.kind));
        let nominal = Number::from(cover.c_nom_mm);
        let (class, standard) = (cover.structural_class, cover.clause.standard);
        let clause = cited(lang, cover.clause.clause);
        let written = shown(lang, nominal);
        reasons.push(say!(
            lang,
            "nominal cover {written} mm: S{class}, {standard}, {clause}",
            "krytí c_nom {written} mm: S{class}, {standard}, {clause}"
        ));
        verified &= cover.clause.verified;
        specification.cover_mm = Some(nominal);
    }
    specification.reasons = reasons;
    specification.limits_verified = Some(verified);
    specification
}

/// The certain class that asks for sulfate-resisting cement, where sulfate causes it.
pub(crate) fn needs_sulfate_resisting(
    element: &StructuralElement,
    facts: &Facts,
    profile: Profile,
) -> Option<ExposureClass> {
    let analysis = standards::chemistry::assess(&facts.chemistry.analysis);
    let sulfate_driven = analysis.is_some_and(|result| result.sulfate_driven);
    element.certain.iter().map(|reasoned| reasoned.class).rfind(|class| {
        limits_of(profile, *class).is_some_and(|limits| match limits.sulfate_resisting {
            SulfateResisting::No => false,
            SulfateResisting::IfSulfate => sulfate_driven,
            SulfateResisting::Always => true,
        })
    })
}
