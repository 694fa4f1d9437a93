//! What a model's check says is required and what it says was found, as values: a class, exposure classes, a number.

use std::sync::LazyLock;

use model::{Number, Severity, Source, sections::CheckItem};
use regex::Regex;
use rust_decimal::Decimal;
use standards::{exposure::ExposureClass, strength::StrengthClass};

use super::{
    Claim, Ledger,
    checks::is_one_kind,
    subject::{Subject, exposures, first_number, strength, structural_class},
};
use crate::{
    Assessment,
    element::{StructuralElement, quantities},
    facts::{kind::first_kind, numbers::pattern, source::Folded},
    requirement::profile_name,
    text::say,
};

/// What a check is held against.
pub(super) struct Context<'a> {
    pub(super) assessment: &'a Assessment,
    pub(super) subject: Subject,
    /// The rules' checks of the same subject and element.
    pub(super) alike: &'a [&'a CheckItem],
    /// Every check of the model.
    pub(super) all: &'a [CheckItem],
    /// Path of the check.
    pub(super) path: &'a str,
}

/// A value that a text of a check holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Class(StrengthClass),
    /// A class that EN 206 does not have, as written.
    NoClass(String),
    Exposures(Vec<ExposureClass>),
    Number(Number),
}

impl Value {
    /// The value of a text in a check of that subject.
    pub(super) fn read(text: &str, subject: Subject) -> Option<Self> {
        match subject {
            Subject::ConcreteClass => strength(text).map(|class| match class {
                Ok(class) => Self::Class(class),
                Err(written) => Self::NoClass(written),
            }),
            Subject::Exposure | Subject::Chemistry => {
                Some(exposures(text).0).filter(|classes| !classes.is_empty()).map(Self::Exposures)
            }
            Subject::Standards | Subject::SulfateResisting | Subject::DesignLife => None,
            _ => first_number(text).map(Self::Number),
        }
    }
}

/// Which side of a requirement is the weaker one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weaker {
    Less,
    More,
    /// The value itself is required, within two percent.
    Other,
}

fn weaker(subject: Subject) -> Weaker {
    match subject {
        Subject::WaterCement => Weaker::More,
        Subject::Air | Subject::Cover | Subject::Cement => Weaker::Less,
        _ => Weaker::Other,
    }
}

/// The requirement that a model names, held against the rules': a weaker one is contradicted.
pub(super) fn required(context: &Context<'_>, item: &CheckItem, ledger: &mut Ledger) {
    impossible(context, item, ledger);
    match context.subject {
        Subject::Exposure => required_exposures(context, item, ledger),
        Subject::PartialFactor => required_factor(context, item, ledger),
        Subject::ReinforcementContent | Subject::Chemistry | Subject::Sums => {}
        _ => required_value(context, item, ledger),
    }
}

/// Exposure classes that do not exist, wherever a check names them.
fn impossible(context: &Context<'_>, item: &CheckItem, ledger: &mut Ledger) {
    for (field, text) in [("check", &item.check), ("required", &item.required), ("found", &item.found)] {
        // What the brief itself writes is found as it stands there.
        let (_, impossible) = exposures(text);
        let Some(class) = impossible.first() else { continue };
        if field == "found" && context.assessment.facts.passages.iter().any(|passage| writes(passage, class))
        {
            continue;
        }
        let note = say!(
            ledger.lang,
            "There is no exposure class {class}.",
            "Stupeň vlivu prostředí {class} neexistuje."
        );
        let claim = Claim::new(
            format!("{}.{field}", context.path),
            text,
            "",
            super::source(ExposureClass::Xc1.clause()),
        );
        ledger.contradicted(claim, Severity::Medium, note);
    }
}

fn writes(passage: &crate::facts::Passage, class: &str) -> bool {
    passage.exposures.iter().any(|word| word.class.as_ref().is_err_and(|written| written == class))
}

fn required_value(context: &Context<'_>, item: &CheckItem, ledger: &mut Ledger) {
    let claimed = if context.subject == Subject::Air && is_none_asked(&item.required) {
        Some(Value::Number(Number::ZERO))
    } else {
        Value::read(&item.required, context.subject)
    };
    let Some(claimed) = claimed else { return };
    // The least durable cover, c_min, is no nominal cover.
    if context.subject == Subject::Cover && is_minimal_cover(&item.required) {
        return;
    }
    let (expected, source) = least_required(context, item);
    let Some((least, shown)) = expected else { return };
    let is_weaker = match (&claimed, &least) {
        (Value::NoClass(_), _) => true,
        (Value::Class(class), Value::Class(least)) => class < least,
        (Value::Number(claimed), Value::Number(least)) => match weaker(context.subject) {
            Weaker::Less => claimed < least,
            Weaker::More => claimed > least || claimed.is_zero(),
            Weaker::Other => is_apart(*claimed, *least, Decimal::new(2, 2)),
        },
        _ => false,
    };
    let structural = structural_class(&item.required)
        .zip(structural_class(&shown))
        .is_some_and(|(claimed, least)| claimed < least);
    let claim = Claim::new(format!("{}.required", context.path), &item.required, &shown, source);
    let lang = ledger.lang;
    if is_weaker || (structural && context.subject == Subject::Cover) {
        let note = say!(lang, "{}: the requirement is {shown}.", "{}: požadavek je {shown}.", item.check);
        ledger.contradicted(claim, Severity::High, note);
    }
}

/// `none required`, `není požadováno`: a model that asks for no air says so in words.
fn is_none_asked(text: &str) -> bool {
    static NONE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"not required|none|no (?:air|requirement)|bez (?:provzdusneni|pozadavku)|ne(?:ni )?pozad|zadn",
        )
    });
    first_number(text).is_none() && NONE.is_match(&Folded::new(text).text)
}

fn is_minimal_cover(text: &str) -> bool {
    static MINIMAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bc[ _,]?min"));
    MINIMAL.is_match(&Folded::new(text).text)
}

/// The weakest requirement that the rules have for what the check may mean, as a value and as text.
fn least_required(context: &Context<'_>, item: &CheckItem) -> (Option<(Value, String)>, Source) {
    let subject = context.subject;
    let stated = context.alike.iter().filter_map(|rule| {
        let value = Value::read(&rule.required, subject)?;
        Some((value, rule.required.clone(), rule))
    });
    let weakest = stated.min_by(|(left, ..), (right, ..)| by_strictness(subject, left, right));
    if let Some((value, text, rule)) = weakest {
        let source = Source { standard: rule.standard.clone(), clause: rule.clause.clone(), verified: true };
        return (Some((value, text)), source);
    }
    let kind = first_kind(&Folded::new(&item.check).text);
    let meant = context
        .assessment
        .elements
        .iter()
        .filter(|element| kind.is_none_or(|kind| is_one_kind(kind, element.kind)));
    let values: Vec<Value> = meant.clone().filter_map(|element| required_of(element, subject)).collect();
    // An element that the rules ask nothing of may be the one that is meant.
    if values.is_empty() || values.len() < meant.count() {
        return (None, Source::default());
    }
    let weakest = values.into_iter().min_by(|left, right| by_strictness(subject, left, right));
    let source = if subject == Subject::Quantity {
        super::arithmetic()
    } else {
        let clause = standards::limits::clause(profile_name(context.assessment.settings.profile));
        Source { standard: clause.standard.to_owned(), ..Source::default() }
    };
    let shown = |value: &Value| match value {
        Value::Class(class) => class.to_string(),
        Value::Number(number) => number.to_string(),
        Value::NoClass(_) | Value::Exposures(_) => String::new(),
    };
    (weakest.map(|value| (value.clone(), shown(&value))), source)
}

fn required_of(element: &StructuralElement, subject: Subject) -> Option<Value> {
    let required = &element.required;
    let class = || required.concrete_class.as_deref().and_then(|class| StrengthClass::parse(class).ok());
    match subject {
        Subject::ConcreteClass => class().map(Value::Class),
        Subject::WaterCement => required.w_c_ratio.map(Value::Number),
        Subject::Cement => required.min_cement_kg_m3.map(Value::Number),
        Subject::Air => required.air_content_percent.map(Value::Number),
        Subject::Cover => required.cover_mm.map(Value::Number),
        Subject::Quantity => quantities::computed(element).volume.map(Value::Number),
        _ => None,
    }
}

/// The weaker requirement first.
fn by_strictness(subject: Subject, left: &Value, right: &Value) -> std::cmp::Ordering {
    match (left, right) {
        (Value::Class(left), Value::Class(right)) => left.cmp(right),
        (Value::Number(left), Value::Number(right)) if weaker(subject) == Weaker::More => right.cmp(left),
        (Value::Number(left), Value::Number(right)) => left.cmp(right),
        _ => std::cmp::Ordering::Equal,
    }
}

/// The classes that the rules require must stand in one check or another; a check that names a single class in its
/// title asks for that one alone.
fn required_exposures(context: &Context<'_>, item: &CheckItem, ledger: &mut Ledger) {
    let (named, _) = exposures(&item.required);
    if named.is_empty() || !exposures(&item.check).0.is_empty() {
        return;
    }
    let of_exposure = context.all.iter().filter(|other| Subject::of(other) == Some(Subject::Exposure));
    let asked: Vec<ExposureClass> = of_exposure
        .flat_map(|other| [exposures(&other.required).0, exposures(&other.check).0].concat())
        .collect();
    for rule in context.alike {
        let (needed, _) = exposures(&rule.required);
        let missing: Vec<String> =
            needed.iter().filter(|class| !asked.contains(class)).map(ToString::to_string).collect();
        if missing.is_empty() {
            continue;
        }
        let (missing, check) = (missing.join(" "), &rule.check);
        let note =
            say!(ledger.lang, "{check}: {missing} is required too.", "{check}: požaduje se také {missing}.");
        let source = Source { standard: rule.standard.clone(), clause: rule.clause.clone(), verified: true };
        let claim = Claim::new(format!("{}.required", context.path), &item.required, &rule.required, source);
        ledger.contradicted(claim, Severity::High, note);
        return;
    }
}

/// The partial factor that a text speaks of: `g`, `q`, `c` or `s`.
pub(super) fn factor_of(text: &str) -> Option<char> {
    static FACTOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"gamma[ _]?([gqcs])\b"));
    let folded = Folded::new(text).text;
    FACTOR.captures(&folded)?.get(1)?.as_str().chars().next()
}

fn required_factor(context: &Context<'_>, item: &CheckItem, ledger: &mut Ledger) {
    let (Some(letter), Some(claimed)) = (factor_of(&item.check), first_number(&item.required)) else {
        return;
    };
    super::structure::factor(letter, claimed, &format!("{}.required", context.path), ledger);
}

/// What a model says was found, held against what the rules read in the brief.
pub(super) fn found(context: &Context<'_>, item: &CheckItem, ledger: &mut Ledger) {
    let Some(claimed) = Value::read(&item.found, context.subject) else { return };
    if let (Subject::Quantity, true, Value::Number(volume)) =
        (context.subject, context.alike.is_empty(), &claimed)
    {
        return found_volume(context, item, *volume, ledger);
    }
    let read = context.alike.iter().filter_map(|rule| {
        let text = if context.subject == Subject::Exposure { own_classes(rule) } else { rule.found.clone() };
        Value::read(&text, context.subject).map(|value| (value, *rule))
    });
    let read: Vec<(Value, &CheckItem)> = read.collect();
    let denied = context.alike.iter().find(|rule| {
        context.subject == Subject::Air && rule.found != "0" && first_number(&rule.found).is_none()
    });
    let against = match (read.first(), denied) {
        (Some((_, rule)), _) if !read.iter().any(|(value, _)| is_the_same(context, &claimed, value)) => *rule,
        (None, Some(rule)) if claimed != Value::Number(Number::ZERO) => *rule,
        _ => return,
    };
    let (check, found) = (&against.check, &against.found);
    let note = say!(ledger.lang, "{check}: the brief gives {found}.", "{check}: zadání uvádí {found}.");
    let claim = Claim::new(format!("{}.found", context.path), &item.found, found, super::brief_itself());
    ledger.contradicted(claim, Severity::High, note);
}

/// A volume of the documents that the rules had no cause to check: it is the drawn, the billed or the stated one.
fn found_volume(context: &Context<'_>, item: &CheckItem, claimed: Number, ledger: &mut Ledger) {
    let kind = first_kind(&Folded::new(&item.check).text);
    let elements = &context.assessment.elements;
    let meant = elements.iter().filter(|element| kind.is_none_or(|kind| is_one_kind(kind, element.kind)));
    let known: Vec<Number> = meant
        .flat_map(|element| {
            let stated = quantities::stated(element).volume;
            [quantities::computed(element).volume, element.billed.volume, stated].into_iter().flatten()
        })
        .collect();
    if known.is_empty() || known.iter().any(|known| !is_apart(claimed, *known, Decimal::new(1, 2))) {
        return;
    }
    let known: Vec<String> = known.iter().map(|known| format!("{known} m³")).collect();
    let known = known.join(", ");
    let note = say!(ledger.lang, "The brief gives {known}.", "Zadání uvádí {known}.");
    let claim = Claim::new(format!("{}.found", context.path), &item.found, &known, super::brief_itself());
    ledger.contradicted(claim, Severity::High, note);
}

/// Classes that a check of the rules knows, required and found.
fn own_classes(rule: &CheckItem) -> String {
    format!("{} {}", rule.found, if rule.found.is_empty() { "" } else { rule.required.as_str() })
}

fn is_the_same(context: &Context<'_>, claimed: &Value, read: &Value) -> bool {
    match (claimed, read) {
        (Value::Class(claimed), Value::Class(read)) => {
            claimed == read || context.alike.iter().all(|rule| strength(&rule.found).is_none())
        }
        (Value::Exposures(claimed), Value::Exposures(read)) => {
            let anywhere = context
                .assessment
                .elements
                .iter()
                .flat_map(|element| [element.specified_exposure(), element.exposure()].concat());
            let known: Vec<ExposureClass> = anywhere.collect();
            match context.subject {
                Subject::Chemistry => claimed.iter().all(|class| read.contains(class)),
                _ => claimed.iter().all(|class| read.contains(class) || known.contains(class)),
            }
        }
        (Value::Number(claimed), Value::Number(read)) => !is_apart(*claimed, *read, Decimal::new(1, 2)),
        (Value::NoClass(claimed), Value::NoClass(read)) => claimed == read,
        _ => false,
    }
}

/// Whether two numbers differ by more than a share of the second.
fn is_apart(left: Number, right: Number, share: Decimal) -> bool {
    let allowed = right.checked_mul(share).map(|allowed| allowed.abs());
    left.checked_sub(*right).zip(allowed).is_none_or(|(difference, allowed)| difference.abs() > allowed)
}
