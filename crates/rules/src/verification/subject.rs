//! What a compliance check is about, and the values that its words hold: a class, a set of exposure classes, a number.

use std::sync::LazyLock;

use model::{Number, sections::CheckItem};
use regex::Regex;
use standards::{exposure::ExposureClass, strength::StrengthClass};

use crate::facts::{
    designation::{class_words, exposure_words},
    numbers::{NUMBER, number, pattern},
    source::Folded,
};

/// What a check is about, as far as both sides can mean the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    WaterCement,
    Air,
    Cover,
    SulfateResisting,
    Cement,
    Exposure,
    Chemistry,
    ConcreteClass,
    Standards,
    PartialFactor,
    PipePressure,
    PipeWall,
    DesignLife,
    ReinforcementContent,
    Formwork,
    Sums,
    Quantity,
}

/// Codes say the subject of a rule's check best.
const CODES: &[(&str, Subject)] = &[
    ("CLASS_LOW", Subject::ConcreteClass),
    ("NONEXISTENT_CLASS", Subject::ConcreteClass),
    ("WC_HIGH", Subject::WaterCement),
    ("CEMENT_LOW", Subject::Cement),
    ("AIR_LOW", Subject::Air),
    ("SR_MISSING", Subject::SulfateResisting),
    ("EXPOSURE_MISSING", Subject::Exposure),
    ("EXPOSURE_NOT_SPECIFIED", Subject::Exposure),
    ("CHEM_RAISE", Subject::Chemistry),
    ("CHEM_DATA_MISSING", Subject::Chemistry),
    ("COVER_LOW", Subject::Cover),
    ("OBSOLETE_NEW", Subject::Standards),
    ("PARTIAL_FACTOR", Subject::PartialFactor),
    ("PIPE_WALL", Subject::PipeWall),
    ("PIPE_PN", Subject::PipePressure),
    ("DESIGN_LIFE", Subject::DesignLife),
    ("REBAR_RATIO", Subject::ReinforcementContent),
    ("FORMWORK_AREA", Subject::Formwork),
    ("SUM_MISMATCH", Subject::Sums),
    ("QTY_MISMATCH", Subject::Quantity),
];

/// Words by which a check is known; the first that matches counts, so the narrow subjects stand first.
static WORDS: LazyLock<Vec<(Regex, Subject)>> = LazyLock::new(|| {
    [
        (r"quantity x unit|unit price|jednotkova cena|\bsoucet\b|\bsums?\b", Subject::Sums),
        (r"partial factor|dilci soucinitel|\bgamma[ _]?[gqcs]\b", Subject::PartialFactor),
        (r"pressure class|tlakov\w+ (?:rad|trid)|\bpn ?\d", Subject::PipePressure),
        (
            r"(?:wall thickness|tloustk\w+ steny|\bwalls?|\bstena).{0,20}(?:\bd ?\d|pipe|potrubi|trub)|(?:pipe|potrubi|trub)\w*.{0,20}(?:wall|sten)|\bsdr\b",
            Subject::PipeWall,
        ),
        (r"working life|design life|service life|zivotnost", Subject::DesignLife),
        (
            r"reinforcement (?:content|ratio)|rebar (?:content|ratio)|steel content|stupen vyztuzeni",
            Subject::ReinforcementContent,
        ),
        (r"formwork|bedneni", Subject::Formwork),
        (r"aggressive|agresiv|chemical attack|chemick\w+ (?:pusob|agres|korozi)", Subject::Chemistry),
        (r"\bw ?/ ?c\b|water.{0,3}cement|vodni soucinitel", Subject::WaterCement),
        (r"\bair\b|air.entrain|vzduch", Subject::Air),
        (r"\bcover\b|\bkryti\b|kryci vrstv", Subject::Cover),
        (r"sulfate|sulphate|siranovzdorn", Subject::SulfateResisting),
        (
            r"cement (?:content|min)|min\w* cement|obsah\w* cementu|mnozstvi cementu|davk\w+ cementu|^cement\b",
            Subject::Cement,
        ),
        (r"exposure|stup\w+ vlivu|\bx[acdfms] ?[0-4]\b", Subject::Exposure),
        (
            r"(?:concrete|strength) (?:class|grade)|strength of concrete|pevnost|trid\w+ betonu|class of concrete",
            Subject::ConcreteClass,
        ),
        (
            r"obsolete|withdrawn|outdated|standards? (?:current|valid|in force|used|cited)|(?:current|valid|applicable) standards|design (?:basis|code|standard)|neplatn\w* norm|zrusen\w* norm|platnost\w* (?:norem|podkladu)|navrhov\w+ norm",
            Subject::Standards,
        ),
        (r"quantit|volume|mnozstvi|objem|vymer", Subject::Quantity),
    ]
    .map(|(words, subject)| (pattern(words), subject))
    .into()
});

static EARTHWORKS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"excavat|earth|backfill|\bsoil|vykop|zemin|zasyp|nasyp|ornic"));

impl Subject {
    /// The subject of a check, by its code, else by its words.
    pub(super) fn of(item: &CheckItem) -> Option<Self> {
        let by_code = item.code.as_deref().and_then(|code| CODES.iter().find(|(known, _)| *known == code));
        by_code.map(|(_, subject)| *subject).or_else(|| {
            let check = Folded::new(&item.check).text;
            let subject = WORDS.iter().find(|(words, _)| words.is_match(&check)).map(|(_, subject)| *subject);
            // Of earthworks the rules know no quantity.
            subject.filter(|subject| *subject != Self::Quantity || !EARTHWORKS.is_match(&check))
        })
    }
}

/// The strength class that a text begins with; `Err` as written where EN 206 has no such class.
pub(super) fn strength(text: &str) -> Option<Result<StrengthClass, String>> {
    class_words(&Folded::new(text).text).into_iter().next().map(|word| word.class)
}

/// The exposure classes of a text in its order, each once, and those that do not exist.
pub(super) fn exposures(text: &str) -> (Vec<ExposureClass>, Vec<String>) {
    let (mut classes, mut impossible) = (Vec::new(), Vec::new());
    for word in exposure_words(&Folded::new(text).text) {
        match word.class {
            Ok(class) if !classes.contains(&class) => classes.push(class),
            Ok(_) => {}
            Err(written) => impossible.push(written),
        }
    }
    (classes, impossible)
}

static LOOSE_NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?:^|[^0-9a-z./,_-])-?({NUMBER})(?:[^0-9/]|$)")));

/// The first number of a text that is no part of a designation: 0.5 in "w/c ≤ 0.50 (XF3)".
pub(super) fn first_number(text: &str) -> Option<Number> {
    let folded = Folded::new(text).text;
    let caught = LOOSE_NUMBER.captures(&folded)?;
    caught.get(1).and_then(|digits| number(digits.as_str()))
}

static STRUCTURAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bs ?([1-6])\b"));

/// The structural class of EN 1992-1-1 that a text names: 4 in "≥ 40 mm (S4)".
pub(super) fn structural_class(text: &str) -> Option<u8> {
    let folded = Folded::new(text).text;
    STRUCTURAL.captures(&folded)?.get(1)?.as_str().parse().ok()
}
