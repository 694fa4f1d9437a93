//! Ground water and ground: raised class, missing values, beyond the table, liquids that the table does not cover.
//!
//! Clause: EN 206 Table 2. Missing characteristics are not zero: they make the class a lower bound.

use model::{
    Severity,
    sections::{CheckItem, CheckStatus, RfiItem, Risk},
};
use standards::{
    chemistry::{self, Attack},
    exposure::ExposureClass,
};

use crate::{
    checks::Context,
    code::Code,
    element::StructuralElement,
    facts::{environment::Phrase, kind::Kind},
    finding::{Effect, Ruling, check as item, question, risk},
    text::{say, shown},
};

pub(super) fn check(context: &Context<'_>) -> Vec<Ruling> {
    let mut rulings = Vec::new();
    if context.elements.is_empty() || context.facts.is_existing {
        return rulings;
    }
    match chemistry::assess(&context.facts.chemistry.analysis) {
        Some(result) => rulings.extend(analysed(context, &result)),
        None => rulings.extend(not_analysed(context)),
    }
    rulings.extend(outside_table(context));
    rulings
}

fn analysed(context: &Context<'_>, result: &chemistry::Assessment) -> Vec<Ruling> {
    let lang = context.lang;
    let clause = chemistry::clause();
    let mut rulings = Vec::new();
    let deciding: Vec<String> = result
        .single
        .iter()
        .filter(|single| result.deciding.contains(&single.characteristic))
        .map(|single| {
            format!(
                "{} {} {}",
                single.characteristic.symbol(),
                shown(lang, single.value),
                single.characteristic.unit()
            )
            .trim()
            .to_owned()
        })
        .collect();
    let values = deciding.join(", ");
    let class = result.attack.class().map_or("-".to_owned(), |class| class.to_string());
    let reaction = CheckItem {
        check: say!(lang, "aggressiveness of ground water and ground", "agresivita podzemní vody a zeminy"),
        required: say!(lang, "class by the worst value", "stupeň podle nejhorší hodnoty"),
        found: if values.is_empty() {
            say!(lang, "below XA1", "pod XA1")
        } else {
            format!("{values} → {class}")
        },
        standard: clause.standard.to_owned(),
        clause: clause.clause.to_owned(),
        ..item(
            if result.raised { Code::ChemRaise } else { Code::ChemDataMissing },
            if result.missing.is_empty() { CheckStatus::Pass } else { CheckStatus::Unknown },
        )
    };
    rulings.push(Ruling::check("durability", reaction, None));
    if result.attack == Attack::BeyondXa3 {
        let beyond = Risk {
            title: say!(lang, "Chemical attack beyond XA3", "Chemické působení nad XA3"),
            description: say!(
                lang,
                "{values}: no class of EN 206 Table 2 covers this",
                "{values}: tabulka 2 EN 206 takový stupeň nemá"
            ),
            impact: say!(lang, "concrete alone does not resist", "samotný beton neodolá"),
            recommendation: say!(
                lang,
                "special study and protection: coating, liner or a sacrificial layer",
                "speciální studie a ochrana: nátěr, fólie nebo obětovaná vrstva"
            ),
            ..risk(Code::ChemBeyondXa3, Severity::Critical)
        };
        rulings.push(Ruling::risk(beyond, Effect::Condition, None));
    }
    if result.raised {
        rulings.extend(raised(context, &values, &class));
    }
    if !result.missing.is_empty() {
        let missing: Vec<&str> =
            result.missing.iter().map(|characteristic| characteristic.symbol()).collect();
        rulings.extend(data_missing(context, &missing.join(", "), result.attack.class().is_some()));
    }
    rulings
}

/// Two values in the deciding class.
fn raised(context: &Context<'_>, values: &str, class: &str) -> Vec<Ruling> {
    let lang = context.lang;
    let raised = Risk {
        title: say!(
            lang,
            "Two values in one class raise it to {class}",
            "Dvě hodnoty v jednom stupni jej zvyšují na {class}"
        ),
        description: say!(
            lang,
            "{values} lie in the same class; EN 206 Table 2 then asks for the next higher one",
            "{values} leží ve stejném stupni; tabulka 2 EN 206 pak žádá nejblíže vyšší"
        ),
        impact: say!(lang, "a mix for the lower class is not enough", "směs pro nižší stupeň nestačí"),
        recommendation: say!(
            lang,
            "design for {class}, or prove by a special study that the raise is not needed",
            "navrhnout na {class}, nebo speciální studií doložit, že zvýšení není nutné"
        ),
        ..risk(Code::ChemRaise, Severity::High)
    };

    let asked = RfiItem {
        to: say!(lang, "geologist", "geolog"),
        question: say!(
            lang,
            "Does a special study show that the raise to {class} is not needed?",
            "Dokládá speciální studie, že zvýšení na {class} není nutné?"
        ),
        needed_for: say!(lang, "the exposure class", "stupni vlivu prostředí"),
        ..question(Code::ChemRaise, Severity::Medium)
    };
    vec![Ruling::risk(raised, Effect::Condition, None), Ruling::question(asked, Effect::Nothing, None)]
}

fn data_missing(context: &Context<'_>, missing: &str, has_class: bool) -> Vec<Ruling> {
    let lang = context.lang;
    let bound = if has_class {
        say!(lang, "the class found is a lower bound", "zjištěný stupeň je dolní mez")
    } else {
        say!(lang, "an XA class cannot be excluded", "stupeň XA nelze vyloučit")
    };
    let fault = Risk {
        title: say!(
            lang,
            "Analysis of ground water incomplete: {missing}",
            "Rozbor podzemní vody není úplný: {missing}"
        ),
        description: say!(lang, "{missing} are unknown; {bound}", "neznámé jsou {missing}; {bound}"),
        impact: say!(
            lang,
            "a higher class would ask for another concrete",
            "vyšší stupeň by vyžadoval jiný beton"
        ),
        recommendation: say!(
            lang,
            "complete the analysis before ordering",
            "doplnit rozbor před objednáním betonu"
        ),
        ..risk(Code::ChemDataMissing, Severity::High)
    };
    let asked = RfiItem {
        to: say!(lang, "geologist", "geolog"),
        question: say!(
            lang,
            "What are the values of {missing} of the ground water?",
            "Jaké jsou hodnoty {missing} podzemní vody?"
        ),
        needed_for: say!(lang, "the exposure class XA", "stupni XA"),
        ..question(Code::ChemDataMissing, Severity::High)
    };
    vec![Ruling::risk(fault, Effect::Condition, None), Ruling::question(asked, Effect::Condition, None)]
}

/// Ground water without any value, where no class is stated for it.
fn not_analysed(context: &Context<'_>) -> Vec<Ruling> {
    let facts = context.facts;
    let has_xa = |element: &StructuralElement| {
        element.certain.iter().any(|reasoned| reasoned.class.as_str().starts_with("XA"))
    };
    let reached =
        context.elements.iter().any(|element| element.kind.is_buried() || element.is(Phrase::InGround));
    let is_open = facts.says(Phrase::GroundWater)
        && !facts.says(Phrase::NonAggressive)
        && !context.elements.iter().any(has_xa);
    if reached && is_open {
        return data_missing(context, "SO4, pH, CO2, NH4, Mg", false);
    }
    stated_without_analysis(context).into_iter().collect()
}

/// XA2 or XA3 in the documents without the values behind it: whether sulfates cause it decides about the cement.
fn stated_without_analysis(context: &Context<'_>) -> Option<Ruling> {
    let lang = context.lang;
    let is_strong = |class: &ExposureClass| matches!(class, ExposureClass::Xa2 | ExposureClass::Xa3);
    let highest = |element: &StructuralElement| {
        element.specified_exposure().into_iter().chain(element.stated.iter().copied()).filter(is_strong).max()
    };
    let mut named: Vec<&str> = Vec::new();
    for element in context.elements.iter().filter(|element| highest(element).is_some()) {
        if !named.contains(&element.name.as_str()) {
            named.push(&element.name);
        }
    }
    let class = context.elements.iter().filter_map(highest).max()?;
    let named = named.join(", ");
    let asked = RfiItem {
        to: say!(lang, "geologist", "geolog"),
        question: say!(
            lang,
            "Which analysis (SO4, pH, CO2, NH4, Mg) gives {class} for: {named}? Sulfates decide about sulfate-resisting cement.",
            "Z jakého rozboru (SO4, pH, CO2, NH4, Mg) plyne {class} pro: {named}? O síranovzdorném cementu rozhodují sírany."
        ),
        needed_for: say!(lang, "the choice of cement", "volbě cementu"),
        ..question(Code::ChemDataMissing, Severity::Medium)
    };
    Some(Ruling::question(asked, Effect::Condition, None))
}

fn outside_table(context: &Context<'_>) -> Vec<Ruling> {
    let lang = context.lang;
    let liquid = |phrase: &&Phrase| matches!(phrase, Phrase::Slurry | Phrase::Silage | Phrase::Sewage);
    let concerned = context.elements.iter().enumerate().filter(|(_, element)| {
        let holds = matches!(element.kind, Kind::Tank | Kind::Silage) || element.is(Phrase::Stable);
        holds && (element.phrases.iter().any(|phrase| liquid(&phrase)) || element.kind == Kind::Silage)
    });
    let mut rulings = Vec::new();
    for (index, element) in concerned {
        let name = &element.name;
        let fault = Risk {
            title: say!(
                lang,
                "{name}: the liquid is outside EN 206 Table 2",
                "{name}: kapalina je mimo tabulku 2 EN 206"
            ),
            description: say!(
                lang,
                "Table 2 holds for natural ground and ground water; the XA class is an assumption",
                "tabulka 2 platí pro přírodní zeminu a vodu; stupeň XA je předpoklad"
            ),
            impact: say!(
                lang,
                "the attack may be stronger than assumed",
                "působení může být silnější, než se předpokládá"
            ),
            recommendation: say!(
                lang,
                "special study; decide on a liner or coating",
                "speciální studie; rozhodnout o fólii nebo nátěru"
            ),
            ..risk(Code::ChemStudy, Severity::High)
        };
        let asked = RfiItem {
            to: say!(lang, "technologist of the plant", "technolog provozu"),
            question: say!(
                lang,
                "What is the chemistry of the liquid in: {name}, and is a liner or coating foreseen?",
                "Jaké je složení kapaliny v: {name} a počítá se s fólií nebo nátěrem?"
            ),
            needed_for: say!(lang, "the exposure class XA", "stupni XA"),
            ..question(Code::ChemStudy, Severity::High)
        };
        rulings.push(Ruling::risk(fault, Effect::Condition, Some(index)));
        rulings.push(Ruling::question(asked, Effect::Condition, Some(index)));
    }
    rulings
}
