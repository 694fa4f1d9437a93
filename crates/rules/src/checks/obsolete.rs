//! Withdrawn and foreign standards, marks and steels of older systems.
//!
//! A new design on a withdrawn or foreign basis fails; for an existing structure the old basis is information. Marks
//! such as F150 and W6 become questions: they have no conversion.

use std::collections::BTreeMap;

use model::{
    Lang, Severity,
    sections::{CheckItem, CheckStatus, DocumentIssue, RfiItem, Risk},
};
use standards::obsolete::{Gravity, Kind, Notation, NotationKind, Standard};

use crate::{
    checks::Context,
    citation::{cited, since},
    code::Code,
    facts::environment::Phrase,
    finding::{Effect, Ruling, check as item, issue, question, risk},
    text::say,
};

pub(super) fn check(context: &Context<'_>) -> Vec<Ruling> {
    let mut rulings = standards(context);
    rulings.extend(marks(context));
    rulings.extend(old_strengths(context));
    rulings
}

/// Where each standard is cited, in the order of the standards' names.
fn by_standard<'a>(
    context: &'a Context<'_>,
) -> BTreeMap<&'static str, (&'static Standard, Vec<&'a crate::facts::standards_cited::Cited>)> {
    let mut found = BTreeMap::new();
    for cited in &context.facts.cited {
        let entry = found.entry(cited.standard.id.as_str()).or_insert_with(|| (cited.standard, Vec::new()));
        entry.1.push(cited);
    }
    found
}

fn standards(context: &Context<'_>) -> Vec<Ruling> {
    let lang = context.lang;
    let mut rulings = Vec::new();
    for (standard, cites) in by_standard(context).into_values() {
        let is_existing = context.facts.is_existing;
        // Beside new concrete an existing structure may still hold the old steel.
        let is_in_place = is_existing || context.facts.says(Phrase::Existing);
        let gravity = if is_existing { standard.existing } else { standard.new_build };
        let Some((gravity, first)) = gravity.zip(cites.first()) else { continue };
        let count = cites.len();
        let mut places: Vec<String> = cites.iter().map(|cited| cited.origin.label(lang)).collect();
        places.dedup();
        places.truncate(3);
        let location = places.join("; ");
        let written = &first.written;
        let instead = cited(lang, &standard.replaced_by.join(", "));
        let since = since(lang, &standard.since);
        let count = if count > 1 {
            say!(lang, " (cited {count}×)", " (citováno {count}×)")
        } else {
            String::new()
        };
        let code = match (standard.kind, is_existing) {
            (Kind::OldSteel, _) => Code::SteelOld,
            (_, true) => Code::ObsoleteExisting,
            (_, false) => Code::ObsoleteNew,
        };
        let description = match standard.kind {
            Kind::Foreign => say!(
                lang,
                "{written} is a foreign standard{since}; in its place: {instead}{count}",
                "{written} je zahraniční norma{since}; místo ní: {instead}{count}"
            ),
            Kind::OldSteel if is_in_place => say!(
                lang,
                "{written} is an old reinforcing steel of the existing structure{count}",
                "{written} je starší betonářská ocel stávající konstrukce{count}"
            ),
            Kind::OldSteel => say!(
                lang,
                "{written} is an old reinforcing steel; today: {instead}{count}",
                "{written} je starší betonářská ocel; dnes: {instead}{count}"
            ),
            _ => say!(
                lang,
                "{written} is no longer in force{since}; in its place: {instead}{count}",
                "{written} již neplatí{since}; místo ní: {instead}{count}"
            ),
        };
        if gravity == Gravity::Critical {
            rulings.extend(not_in_force(
                context,
                code,
                written,
                &instead,
                format!("{location}. {description}"),
            ));
            continue;
        }
        let severity = match gravity {
            Gravity::High => Severity::High,
            Gravity::Medium => Severity::Medium,
            _ => Severity::Low,
        };
        let found = DocumentIssue {
            kind: "standards".to_owned(),
            location,
            description,
            recommendation: recommendation(lang, standard.kind == Kind::OldSteel && is_in_place, &instead),
            ..issue(code, severity)
        };
        let effect = if severity >= Severity::High { Effect::Condition } else { Effect::Nothing };
        rulings.push(Ruling::issue(found, effect, None));
    }
    rulings
}

/// What to do about an old basis: steel that is already in a structure cannot be replaced by writing another.
fn recommendation(lang: Lang, is_surveyed: bool, instead: &str) -> String {
    if is_surveyed {
        return say!(
            lang,
            "have a survey find the grade and the amount of the reinforcement (probes, samples)",
            "druh a množství výztuže zjistit průzkumem (sondy, vzorky)"
        );
    }
    say!(lang, "cite {instead}", "uvést {instead}")
}

/// A new design on a basis that is not in force.
fn not_in_force(
    context: &Context<'_>,
    code: Code,
    written: &str,
    instead: &str,
    description: String,
) -> Vec<Ruling> {
    let lang = context.lang;
    let fault = Risk {
        category: "standards".to_owned(),
        title: say!(lang, "Design basis not in force: {written}", "Neplatný podklad návrhu: {written}"),
        description,
        impact: say!(lang, "the design has to be made again", "návrh je nutné provést znovu"),
        recommendation: say!(lang, "recalculate to {instead}", "přepočítat podle {instead}"),
        ..risk(code, Severity::Critical)
    };
    let checked = CheckItem {
        check: say!(lang, "design basis in force", "platnost podkladu návrhu"),
        required: instead.to_owned(),
        found: written.to_owned(),
        standard: instead.to_owned(),
        ..item(code, CheckStatus::Fail)
    };
    let asked = RfiItem {
        to: say!(lang, "structural designer", "projektant (statik)"),
        question: say!(
            lang,
            "Will the design be recalculated to {instead}?",
            "Bude návrh přepočítán podle {instead}?"
        ),
        needed_for: say!(lang, "a valid design", "platnosti návrhu"),
        ..question(code, Severity::Critical)
    };
    vec![
        Ruling::risk(fault, Effect::Failure, None),
        Ruling::check("standards", checked, None),
        Ruling::question(asked, Effect::Condition, None),
    ]
}

fn marks(context: &Context<'_>) -> Vec<Ruling> {
    let lang = context.lang;
    let foreign =
        context.facts.marks.iter().filter(|fact| fact.mark.notation.kind != NotationKind::FrostTest);
    let mut seen = Vec::new();
    let mut rulings = Vec::new();
    for fact in foreign {
        let written = &fact.mark.written;
        if seen.contains(written) {
            continue;
        }
        seen.push(written.clone());
        let (origin, translate) = explained(lang, fact.mark.notation);
        let found = DocumentIssue {
            kind: "standards".to_owned(),
            location: fact.origin.label(lang),
            description: say!(
                lang,
                "{written} is a mark of another system: {origin}",
                "{written} je značka jiného systému: {origin}"
            ),
            impact: say!(
                lang,
                "the mark has no conversion to EN 206 and cannot be ordered",
                "značka nemá převod na ČSN EN 206 a nelze ji objednat"
            ),
            recommendation: translate,
            ..issue(
                Code::ForeignNotation,
                if context.facts.is_existing { Severity::Low } else { Severity::High },
            )
        };
        let effect = if context.facts.is_existing { Effect::Nothing } else { Effect::Condition };
        rulings.push(Ruling::issue(found, effect, None));
    }
    rulings
}

/// Where a mark comes from and what to ask for in its place.
fn explained(lang: Lang, notation: &Notation) -> (String, String) {
    let (origin, translate) = match (lang, notation.kind) {
        (Lang::En, _) => (notation.origin.as_str(), notation.translate.as_str()),
        (Lang::Cs, NotationKind::FrostCycles) => (
            "GOST 10060, cykly zmrazování a rozmrazování; F1 ve vodě, F2 v roztoku soli (vozovky)",
            "Převod neexistuje. Vyžádat stupeň XF1 až XF4 nebo českou zkoušku: ČSN 73 1322 (T) pro mráz ve vodě, ČSN 73 1326 \
             pro rozmrazovací látky, CEN/TS 12390-9.",
        ),
        (Lang::Cs, NotationKind::WaterPressure) => (
            "GOST 12730.5, nejvyšší tlak bez průsaku po 0,1 MPa: W6 = 0,6 MPa, tj. asi 60 m vodního sloupce",
            "Převod neexistuje. Vyžádat hloubku průsaku podle ČSN EN 12390-8 (v ČR 50 / 35 / 20 mm) nebo koncepci \
             vodonepropustné konstrukce (bílá vana, TP ČBS 02).",
        ),
        (Lang::Cs, NotationKind::OldWatertightness) => (
            "starší české označení (ČSN 73 1209, ČSN 73 1321), zkušební tlak 0,2 / 0,4 / 0,8 / 1,2 MPa",
            "Normový převod neexistuje; v nabídkách se užívá V4 → 50 mm, V8 → 35 až 50 mm, V12 → 20 mm podle \
             ČSN EN 12390-8. Uvést jako předpoklad.",
        ),
        (Lang::Cs, NotationKind::FrostTest) => (
            "ČSN 73 1322, cykly při poměru pevností v tahu za ohybu nejméně 75 %",
            "Platná česká zkušební značka jako doplňkový požadavek; stupeň vlivu prostředí je stále nutný.",
        ),
    };
    (origin.to_owned(), translate.to_owned())
}

fn old_strengths(context: &Context<'_>) -> Vec<Ruling> {
    let lang = context.lang;
    let mut seen = Vec::new();
    let mut rulings = Vec::new();
    for fact in &context.facts.old_strengths {
        if seen.contains(&fact.strength) {
            continue;
        }
        seen.push(fact.strength);
        let equivalent = fact.strength.equivalent();
        let class = equivalent
            .and_then(|equivalent| equivalent.class)
            .map_or_else(|| "-".to_owned(), |class| class.to_string());
        let doubt = if equivalent.is_some_and(|equivalent| equivalent.verified) {
            String::new()
        } else {
            say!(lang, ", not verified", ", neověřeno")
        };
        let written = &fact.written;
        let (code, severity, effect) = if context.facts.is_existing {
            (Code::ObsoleteExisting, Severity::Low, Effect::Nothing)
        } else {
            (Code::ForeignNotation, Severity::High, Effect::Condition)
        };
        let found = DocumentIssue {
            kind: "standards".to_owned(),
            location: fact.origin.label(lang),
            description: say!(
                lang,
                "{written} is an old notation: about {class} in strength alone{doubt}",
                "{written} je staré označení: pevností přibližně {class}{doubt}"
            ),
            impact: say!(
                lang,
                "it says nothing of w/c, cement and air",
                "neříká nic o vodním součiniteli, cementu a vzduchu"
            ),
            recommendation: say!(
                lang,
                "designate to EN 206; for an existing structure test cores to EN 13791",
                "označit podle ČSN EN 206+A2; u stávající konstrukce jádrové vývrty podle ČSN EN 13791"
            ),
            ..issue(code, severity)
        };
        rulings.push(Ruling::issue(found, effect, None));
    }
    rulings
}
