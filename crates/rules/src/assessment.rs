//! The assessment of a brief: facts, elements, findings in their final order, verdict.

use model::{Brief, Element, Lang, Overall, Severity};

use crate::{
    Settings, checks, citation,
    costing::{self, Costing},
    element::{
        StructuralElement,
        gather::Beyond,
        join::{self, Joined},
        quantities,
    },
    exposure,
    facts::Facts,
    finding::{self, Effect, Finding, Ruling},
    grounding, joining, requirement,
    text::say,
};

/// What the rule engine says about a brief.
#[derive(Clone, Debug)]
pub struct Assessment {
    pub(crate) settings: Settings,
    pub(crate) facts: Facts,
    pub(crate) elements: Vec<StructuralElement>,
    /// Index of the element with the strictest requirement.
    pub(crate) governing: Option<usize>,
    /// Gravest first; ids set.
    pub(crate) findings: Vec<Finding>,
    pub(crate) verdict: Overall,
    pub(crate) costing: Costing,
    /// The elements as the audit carries them.
    pub(crate) published: Vec<Element>,
    /// What went beyond the bounds of what is judged.
    pub(crate) beyond: Beyond,
    /// Positions of the brief.
    pub(crate) position_count: usize,
    /// What was assumed, for people.
    pub(crate) assumptions: Vec<String>,
    /// The facts that a model should start from, in English.
    pub(crate) grounding: String,
}

impl Assessment {
    /// Reads the brief once and judges it in the audit's language; the grounding of a model is in English always.
    pub(crate) fn of(brief: &Brief, settings: &Settings) -> Self {
        let facts = Facts::read(brief);
        if settings.lang == Lang::En {
            let mut own = Self::judged(facts, brief, settings);
            own.grounding = grounding::grounding(&own);
            return own;
        }
        let english = Self::judged(facts, brief, &Settings { lang: Lang::En, ..settings.clone() });
        let grounding = grounding::grounding(&english);
        Self { grounding, ..Self::judged(english.facts, brief, settings) }
    }

    fn judged(facts: Facts, brief: &Brief, settings: &Settings) -> Self {
        let (profile, lang) = (settings.profile, settings.lang);
        let Joined { mut elements, shared, beyond } = join::join(&facts, lang);
        let attacked = exposure::attacked(&elements);
        for (element, attacked) in elements.iter_mut().zip(attacked) {
            exposure::determine(element, &facts, attacked, lang);
            element.quantities = quantities::best(element);
            element.required = requirement::specification(element, &facts, profile, lang);
        }
        let context = checks::Context {
            facts: &facts,
            elements: &elements,
            shared: &shared,
            positions: &brief.positions,
            profile,
            lang,
        };
        let mut rulings = checks::run(&context);
        let costing = costing::estimate(brief, &elements, settings);
        rulings.extend(costing.findings.iter().cloned().map(of_costing));
        let verdict = overall(&facts, &elements, &rulings);
        for (index, element) in elements.iter_mut().enumerate() {
            element.verdict = of_element(element, index, &rulings);
        }
        let governing = governing(&elements);
        let published = elements.iter().map(publish).collect();
        let assumptions = assumptions(&elements, &costing, settings);
        Self {
            settings: settings.clone(),
            governing,
            findings: ordered(joining::joined(rulings, &elements), lang),
            facts,
            elements,
            verdict,
            costing,
            published,
            beyond,
            position_count: brief.positions.len(),
            assumptions,
            grounding: String::new(),
        }
    }

    /// The governing element.
    pub(crate) fn governing_element(&self) -> Option<&StructuralElement> {
        self.governing.and_then(|index| self.elements.get(index))
    }
}

/// A plausibility alarm of the prices is a condition, anything lighter is information.
fn of_costing(finding: Finding) -> Ruling {
    let severity = match &finding {
        Finding::Risk(risk) => risk.severity,
        Finding::Issue(issue) => issue.severity,
        Finding::Question(_) | Finding::Check { .. } => Severity::Low,
    };
    let effect = if severity >= Severity::Medium { Effect::Condition } else { Effect::Nothing };
    Ruling { finding, effect, element: None }
}

/// Nothing checkable at all is `UNKNOWN`: no element with a class or a dimension, no pipe, no standard.
fn overall(facts: &Facts, elements: &[StructuralElement], rulings: &[Ruling]) -> Overall {
    let verdict = finding::verdict(rulings);
    let is_known = |element: &StructuralElement| {
        !element.exposure().is_empty()
            || element.specified_class().is_some()
            || !element.mix.is_empty()
            || element.quantities.volume_m3.is_some()
    };
    let checkable = elements.iter().any(is_known)
        || !facts.pipes.is_empty()
        || !facts.cited.is_empty()
        || !facts.factors.is_empty()
        || !facts.sewers.is_empty()
        || !facts.loads.verified.is_empty()
        || !facts.loads.imposed.is_empty()
        || !facts.old_strengths.is_empty();
    if checkable || verdict == Overall::NonCompliant { verdict } else { Overall::Unknown }
}

fn of_element(element: &StructuralElement, index: usize, rulings: &[Ruling]) -> Overall {
    if element.exposure().is_empty() && element.specified_class().is_none() {
        return Overall::Unknown;
    }
    finding::verdict(rulings.iter().filter(|ruling| ruling.element == Some(index)))
}

/// The element with the strictest requirement: strength, then w/c, cement, air; of equals the first.
fn governing(elements: &[StructuralElement]) -> Option<usize> {
    let strictness = |element: &StructuralElement| {
        let required = &element.required;
        let class = required
            .concrete_class
            .as_deref()
            .and_then(|class| standards::strength::StrengthClass::parse(class).ok());
        let w_c = required.w_c_ratio.map(|ratio| std::cmp::Reverse(*ratio));
        (class, w_c, required.min_cement_kg_m3, required.air_content_percent)
    };
    let mut best: Option<usize> = None;
    for (index, element) in elements.iter().enumerate() {
        let is_stricter = best
            .and_then(|best| elements.get(best))
            .is_none_or(|best| strictness(element) > strictness(best));
        if is_stricter {
            best = Some(index);
        }
    }
    best
}

fn publish(element: &StructuralElement) -> Element {
    let has_requirement = element.required.concrete_class.is_some() || !element.required.reasons.is_empty();
    Element {
        name: element.name.clone(),
        place: element.place.clone(),
        quantities: element.quantities.clone(),
        exposure_classes: element.exposure().iter().map(ToString::to_string).collect(),
        required: has_requirement.then(|| element.required.clone()),
        verdict: element.verdict,
    }
}

/// Gravest first, within one severity in the order of the checks; risks and questions are numbered.
fn ordered(rulings: Vec<Ruling>, lang: Lang) -> Vec<Finding> {
    let mut findings: Vec<Finding> = rulings.into_iter().map(|ruling| ruling.finding).collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(severity(finding)));
    let (mut risks, mut questions) = (0, 0);
    for finding in &mut findings {
        match finding {
            Finding::Risk(risk) => {
                risks += 1;
                risk.id = format!("R{risks}");
            }
            Finding::Question(question) => {
                questions += 1;
                question.id = format!("Q{questions}");
            }
            Finding::Check { item, .. } => {
                item.standard = citation::cited(lang, &item.standard);
                item.clause = citation::cited(lang, &item.clause);
            }
            Finding::Issue(_) => {}
        }
    }
    findings
}

pub(crate) fn severity(finding: &Finding) -> Severity {
    match finding {
        Finding::Risk(risk) => risk.severity,
        Finding::Issue(issue) => issue.severity,
        Finding::Question(question) => question.priority,
        Finding::Check { .. } => Severity::Low,
    }
}

fn assumptions(elements: &[StructuralElement], costing: &Costing, settings: &Settings) -> Vec<String> {
    let lang = settings.lang;
    let mut assumptions = Vec::new();
    for element in elements {
        let name = &element.name;
        let mut by_reason: Vec<(&str, Vec<&str>)> = Vec::new();
        for assumed in &element.assumed {
            match by_reason.iter_mut().find(|(reason, _)| *reason == assumed.reason) {
                Some((_, classes)) => classes.push(assumed.class.as_str()),
                None => by_reason.push((&assumed.reason, vec![assumed.class.as_str()])),
            }
        }
        for (reason, classes) in by_reason {
            let classes = classes.join(" ");
            assumptions.push(say!(
                lang,
                "{name}: {classes} is assumed ({reason})",
                "{name}: předpokládá se {classes} ({reason})"
            ));
        }
        let covers =
            element.mix.iter().any(|(value, _)| matches!(value, crate::facts::mix::Specified::Cover(_)));
        if covers {
            assumptions.push(say!(
                lang,
                "{name}: the cover is taken as nominal cover of the outermost bar",
                "{name}: krytí se bere jako jmenovité krytí krajního prutu"
            ));
        }
    }
    assumptions.extend(costing.assumptions.iter().cloned());
    assumptions.dedup();
    assumptions
}
