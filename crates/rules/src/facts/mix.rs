//! What a text specifies for the concrete beside its class: cover, w/c, cement, air, bars.

use std::{ops::Range, sync::LazyLock};

use model::Number;
use regex::Captures;

use crate::facts::{
    numbers::{NUMBER, number},
    patterns::Pattern,
    source::Prose,
};

/// One explicit value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Specified {
    /// Cover in mm; taken as nominal.
    Cover(Number),
    /// Water/cement ratio.
    WaterCement(Number),
    /// Cement content in kg/m³.
    Cement(Number),
    /// Air content in percent.
    Air(Number),
    /// The text says that the concrete is not air-entrained.
    NoAir,
    /// Sulfate-resisting cement (true) or a named cement that is not (false).
    SulfateResisting(bool),
    /// Blast-furnace cement CEM III/B or III/C.
    BlastFurnace,
    /// Diameter of a bar in mm.
    Bar(Number),
    /// Prestressing steel.
    Prestressed,
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct MixFact {
    /// The value.
    pub(crate) value: Specified,
    /// Bytes of the folded text.
    pub(crate) range: Range<usize>,
    /// Index of its sentence.
    pub(crate) sentence: usize,
}

fn with_number(source: &str) -> Pattern {
    Pattern::new(source.replace("{N}", &format!("({NUMBER})")))
}

type Reading = (Pattern, fn(&Captures<'_>) -> Option<Specified>);

fn first(caught: &Captures<'_>) -> Option<Number> {
    number(caught.get(1)?.as_str())
}

static READINGS: LazyLock<Vec<Reading>> = LazyLock::new(|| {
    vec![
        (
            with_number(
                r"(?:\bkryti[ea]?\b|\bkryci vrstv\w*|\b(?:nominal |minimum |concrete )?cover\b|\bc_?nom\b)[^0-9;(]{0,45}?{N} ?mm",
            ),
            |caught| first(caught).map(Specified::Cover),
        ),
        (
            with_number(r"(?:^|[^0-9.,/]){N} ?mm (?:nominal |concrete |minimum )?(?:cover\b|kryti[ea]?\b)"),
            |caught| first(caught).map(Specified::Cover),
        ),
        (
            with_number(
                r"(?:\bw ?/ ?c\b|\bv ?/ ?c\b|vodni(?:ho)? soucinitel\w*|water[ /-]?(?:to[ -])?cement ratio|\bwc ratio|\bw c ratio)[^0-9;.]{0,30}?{N}",
            ),
            |caught| {
                first(caught)
                    .filter(|ratio| ratio.to_f64() > 0.2 && ratio.to_f64() < 1.2)
                    .map(Specified::WaterCement)
            },
        ),
        (with_number(r"(?:\bcement\w*|obsah\w* cement\w*)[^0-9;.]{0,30}?(\d{3}) ?kg"), |caught| {
            first(caught).map(Specified::Cement)
        }),
        (with_number(r"(?:^|[^0-9.,/])(\d{3}) ?kg(?: ?/ ?m3)? (?:of )?cement"), |caught| {
            first(caught).map(Specified::Cement)
        }),
        (
            with_number(
                r"(?:\bobsah\w* vzduchu|\bvzduch\w*|\bair(?: content| entrainment| voids)?\b|provzdusnen\w*)[^0-9;]{0,20}?{N} ?(?:(?:-|az|to) ?\d+(?:[.,]\d+)? ?)?(?:%|percent)",
            ),
            |caught| first(caught).map(Specified::Air),
        ),
        (
            with_number(
                r"(?:^|[^0-9.,/-]){N} ?(?:(?:-|az|to) ?\d+(?:[.,]\d+)? ?)?% (?:of )?(?:vzduch\w*|air\b|entrained air)",
            ),
            |caught| first(caught).map(Specified::Air),
        ),
        (
            Pattern::new(
                r"\bno (?:entrained air|air[ -]?entrain\w*|air entraining)|without (?:air|entrained air)|non[- ]?air[- ]?entrained|not air[- ]?entrained|bez (?:provzdusn\w*|vzduch\w*|provzdusnujici\w*)|\bneprovzdus\w*|\bnezprovzdus\w*|neni provzdusn\w*",
            ),
            |_| Some(Specified::NoAir),
        ),
        (
            Pattern::new(
                r"\bsiranovzdorn\w*|\bsiranuvzdorn\w*|odoln\w+ (?:proti |vuci )?siran\w*|sul(?:f|ph)ate[- ]?resist\w*|\bsr[- ]?cement\w*|\bcement\w* sr\b|\bsvc\b|cem i[- ]sr\b|cem i(?:ii|v)[^ ]*[- ]sr\b|cem iii/[bc]|\bcem [iv]+[^ ]* ?- ?sr",
            ),
            |_| Some(Specified::SulfateResisting(true)),
        ),
        (Pattern::new(r"\bcem ?iii ?/ ?[bc]"), |_| Some(Specified::BlastFurnace)),
        (
            Pattern::new(r"\bcem i(?:i(?:/[ab][-a-z]*)?)?(?: ?\(?[0-9]{2}[.,]5 ?[rnl]?\)?)?(?:[ ,.;)]|$)"),
            |_| Some(Specified::SulfateResisting(false)),
        ),
        (
            Pattern::new(
                r"(?:ø ?|\bprofil\w* |\bpr\. ?|\bbars? (?:d|dia|diameter)? ?|\bd ?= ?|\bdiameter )(6|8|10|12|14|16|18|20|22|25|28|32|36|40)(?: ?mm)?\b(?: ?mm)?",
            ),
            |caught| first(caught).map(Specified::Bar),
        ),
        (
            Pattern::new(
                r"\bpredpjat\w*|\bpredpinac\w*|\bpredpeti\b|\bprestress\w*|\bpost-?tension\w*|\bpre-?tension\w*",
            ),
            |_| Some(Specified::Prestressed),
        ),
    ]
});

/// Reads the explicit values of a text, in order.
pub(crate) fn read(prose: &Prose) -> Vec<MixFact> {
    let mut found: Vec<MixFact> = Vec::new();
    for (pattern, reading) in READINGS.iter() {
        for caught in pattern.captures_iter(prose) {
            let Some(whole) = caught.get(0) else { continue };
            if let Some(value) = reading(&caught) {
                let sentence = prose.sentence_at(whole.start());
                found.push(MixFact { value, range: whole.range(), sentence });
            }
        }
    }
    found.sort_by_key(|fact| fact.range.start);
    let names_resisting = found.iter().any(|fact| fact.value == Specified::SulfateResisting(true));
    found.retain(|fact| !(names_resisting && fact.value == Specified::SulfateResisting(false)));
    found
}

#[cfg(test)]
mod tests {
    use model::Number;

    use super::{Specified, read};
    use crate::facts::source::{Place, Prose};

    fn values(text: &str) -> Vec<Specified> {
        let found = read(&Prose::new(Place::Description, text.to_owned()));
        found.into_iter().map(|fact| fact.value).collect()
    }

    fn n(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn covers_and_bars_are_read() {
        assert_eq!(values("krytí 35 mm"), [Specified::Cover(n("35"))]);
        assert_eq!(values("cover of 35 mm"), [Specified::Cover(n("35"))]);
        assert_eq!(values("Vnější krytí obvodových stěn a desky je 50 mm"), [Specified::Cover(n("50"))]);
        assert_eq!(values("výztuž Ø12 z oceli"), [Specified::Bar(n("12"))]);
        assert_eq!(values("krytina tl. 35 mm"), []);
    }

    #[test]
    fn the_mix_is_read() {
        assert_eq!(
            values("w/c 0,50, cement 320 kg/m3"),
            [Specified::WaterCement(n("0.5")), Specified::Cement(n("320"))]
        );
        assert_eq!(
            values("max. w/c = 0.45; air content 4-6 %"),
            [Specified::WaterCement(n("0.45")), Specified::Air(n("4"))]
        );
        assert_eq!(values("obsah vzduchu min. 4 %"), [Specified::Air(n("4"))]);
        assert_eq!(values("obsah vzduchu 4 %"), [Specified::Air(n("4"))]);
        assert_eq!(values("no air entrainment"), [Specified::NoAir]);
        assert_eq!(values("neprovzdušněný beton"), [Specified::NoAir]);
        assert_eq!(
            values("síranovzdorný cement CEM III/B"),
            [Specified::SulfateResisting(true), Specified::SulfateResisting(true), Specified::BlastFurnace]
        );
        assert_eq!(values("cement CEM II/A-S 42,5 R"), [Specified::SulfateResisting(false)]);
    }
}
