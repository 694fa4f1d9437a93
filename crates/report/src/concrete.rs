//! Exposure, the concrete to order, the structure behind it, and the elements found.

use model::{
    Audit, Element, SectionName,
    sections::{ClassReason, ExposureAnalysis, FinalSpecification},
};

use crate::{
    figures,
    making::{is_default, maker},
    page::{LONGEST_LIST, Page, Phrase, Side, Tone},
    words,
};

pub(crate) fn write(audit: &Audit, page: &mut Page) {
    required(audit, page);
    structure(audit, page);
    elements(audit, page);
}

fn required(audit: &Audit, page: &mut Page) {
    let words = page.words;
    let exposure =
        audit.exposure_analysis.as_ref().filter(|analysis| **analysis != ExposureAnalysis::default());
    let specification = audit
        .final_specification
        .as_ref()
        .filter(|specification| **specification != FinalSpecification::default());
    let missing = is_default(audit, SectionName::FinalSpecification);
    if exposure.is_none() && specification.is_none() && !missing {
        return;
    }
    let maker = if missing { String::new() } else { maker(audit, SectionName::FinalSpecification, words) };
    page.heading(words.exposure_and_concrete, &maker);
    if let Some(exposure) = exposure {
        page.fact(words.exposure_classes, &exposure.exposure_classes.join(", "));
        page.list(&exposure.certain, |page, _, reason| class(page, reason, words.certain, Tone::Good));
        page.list(&exposure.assumed, |page, _, reason| class(page, reason, words.assumed, Tone::Care));
    }
    match specification {
        Some(specification) => self::specification(specification, page),
        None if missing => page.line(&[Phrase::new(words.no_answer, Tone::Care)]),
        None => {}
    }
}

fn class(page: &mut Page, known: &ClassReason, standing: &str, tone: Tone) {
    let reason = if known.reason.is_empty() { String::new() } else { format!("– {}", known.reason) };
    let phrases =
        [Phrase::new(&known.class, Tone::Strong), Phrase::new(standing, tone), Phrase::plain(&reason)];
    page.entry("•", &phrases);
}

fn specification(required: &FinalSpecification, page: &mut Page) {
    let (words, lang) = (page.words, page.lang);
    page.fact(words.element, &required.element);
    if let Some(class) = &required.concrete_class {
        page.line(&[
            Phrase::new(&format!("{}:", words.concrete_class), Tone::Faint),
            Phrase::new(class, Tone::Strong),
        ]);
    }
    if let Some(ratio) = required.w_c_ratio {
        page.fact(words.w_c_ratio, &format!("{} {}", words.at_most, figures::fixed(lang, ratio, 2)));
    }
    if let Some(cement) = required.min_cement_kg_m3 {
        page.fact(
            words.cement,
            &format!("{} {}", words.at_least, figures::quantity(lang, cement, 0, "kg/m³")),
        );
    }
    match required.air_content_percent {
        Some(air) => {
            page.fact(words.air, &format!("{} {}", words.at_least, figures::quantity(lang, air, 1, "%")));
        }
        None if required.concrete_class.is_some() => page.fact(words.air, words.not_required),
        None => {}
    }
    if let Some(cover) = required.cover_mm {
        page.fact(words.cover, &figures::quantity(lang, cover, 1, "mm"));
    }
    if let Some(resisting) = required.sulfate_resisting_cement {
        page.fact(words.sulfate_resisting, if resisting { words.required } else { words.not_required });
    }
    page.list(&required.reasons, |page, _, reason| page.entry("•", &[Phrase::plain(reason)]));
    match required.limits_verified {
        Some(true) => page.line(&[Phrase::new(words.limits_verified, Tone::Faint)]),
        Some(false) => page.line(&[Phrase::new(words.limits_not_verified, Tone::Care)]),
        None => {}
    }
}

fn structure(audit: &Audit, page: &mut Page) {
    let (words, lang) = (page.words, page.lang);
    let mut facts: Vec<(&str, String)> = Vec::new();
    let mut notes: &[String] = &[];
    if let Some(structure) = &audit.structural_analysis {
        facts.push((words.system, structure.system.clone()));
        facts.push((words.actions, structure.actions.join("; ")));
        facts.push((
            words.class_for_resistance,
            structure.required_concrete_class.clone().unwrap_or_default(),
        ));
        notes = &structure.notes;
    }
    if let Some(durability) = &audit.durability_analysis {
        let years = durability.design_life_years.and_then(|years| usize::try_from(years).ok());
        facts.push((words.design_life, years.map_or_else(String::new, |years| words::years(lang, years))));
        facts.push((
            words.class_for_durability,
            durability.required_concrete_class.clone().unwrap_or_default(),
        ));
        facts.push((words.measures, durability.measures.join("; ")));
    }
    if facts.iter().all(|(_, text)| text.is_empty()) && notes.is_empty() {
        return;
    }
    page.heading(words.structure, &maker(audit, SectionName::StructuralAnalysis, words));
    for (label, text) in facts {
        page.fact(label, &text);
    }
    page.list(notes, |page, _, note| page.entry("•", &[Phrase::plain(note)]));
}

fn elements(audit: &Audit, page: &mut Page) {
    if audit.elements.len() < 2 {
        return;
    }
    let words = page.words;
    page.heading(words.elements, "");
    let columns = [
        (words.element, Side::Left),
        (words.place, Side::Left),
        (words.exposure, Side::Left),
        (words.concrete, Side::Left),
        (words.quantities, Side::Left),
        (words.verdict, Side::Left),
    ];
    let shown = audit.elements.iter().take(LONGEST_LIST);
    let rows: Vec<Vec<String>> = shown.map(|element| row(element, page)).collect();
    page.table(&columns, &rows);
    page.more(audit.elements.len().saturating_sub(LONGEST_LIST));
}

fn row(element: &Element, page: &Page) -> Vec<String> {
    let (words, lang) = (page.words, page.lang);
    let quantities = &element.quantities;
    let measured = [
        (quantities.volume_m3, "m³", ""),
        (quantities.area_m2, "m²", ""),
        (quantities.length_m, "m", ""),
        (quantities.formwork_m2, "m²", words.formwork_short),
        (quantities.reinforcement_t, "t", words.reinforcement_short),
    ];
    let told: Vec<String> = measured
        .into_iter()
        .filter_map(|(number, unit, what)| {
            let quantity = figures::quantity(lang, number?, 2, unit);
            Some(if what.is_empty() { quantity } else { format!("{what} {quantity}") })
        })
        .collect();
    let class = element.required.as_ref().and_then(|required| required.concrete_class.clone());
    vec![
        element.name.clone(),
        element.place.clone(),
        element.exposure_classes.join(" "),
        class.unwrap_or_default(),
        told.join(", "),
        words.overall(element.verdict).to_owned(),
    ]
}
