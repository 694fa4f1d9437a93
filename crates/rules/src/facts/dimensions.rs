//! Dimensions and quantities in prose: `45 m × 0.8 m × 0.6 m`, `120 m2 × 0,25 m`, `tl. 250 mm`, `beton 22,5 m3`.

use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

use model::Number;
use regex::Captures;
use rust_decimal::Decimal;

use crate::facts::{
    numbers::{NUMBER, metres, number},
    patterns::Pattern,
    source::Prose,
};

/// What was measured. Lengths in metres, areas in m², volumes in m³, masses in tonnes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Three dimensions multiplied, in the order written.
    Solid([Number; 3]),
    /// Two dimensions: a cross-section or a plan.
    Section([Number; 2]),
    /// A plan area times a thickness.
    Plate {
        /// Plan area.
        area: Number,
        /// Thickness.
        thickness: Number,
    },
    /// Length.
    Length(Number),
    /// Width.
    Width(Number),
    /// Height.
    Height(Number),
    /// Thickness.
    Thickness(Number),
    /// Area that no word explains.
    Area(Number),
    /// Volume of concrete.
    Volume(Number),
    /// Formwork.
    Formwork(Number),
    /// Reinforcement.
    Reinforcement(Number),
    /// Depth of the foundation's underside below ground.
    FoundingDepth(Number),
    /// How many equal pieces there are.
    Pieces(Number),
}

/// A measure and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Measured {
    /// What and how much.
    pub(crate) measure: Measure,
    /// Bytes of the folded text.
    pub(crate) range: Range<usize>,
    /// Index of its sentence.
    pub(crate) sentence: usize,
}

/// What stands before a number so that it is one: no digit, letter, slash or separator.
const EDGE: &str = r"(?:^|[^0-9a-z/.,])";
const UNIT: &str = r"(mm|cm|m)\b";
/// A unit before the sign of multiplication, which may follow it at once: `3,5m×1,4m`. A `bm` is a metre run.
const INNER_UNIT: &str = r"(mm|cm|bm|m)";

fn with_numbers(source: &str) -> Pattern {
    Pattern::new(
        source
            .replace("{E}", EDGE)
            .replace("{N}", &format!("({NUMBER})"))
            .replace("{U}", UNIT)
            .replace("{I}", INNER_UNIT),
    )
}

static SOLID: LazyLock<Pattern> = LazyLock::new(|| {
    with_numbers(r"{E}{N} ?(?:{I})? ?[x*] ?{N} ?(?:{I})? ?[x*] ?{N}(?: ?{U}|( ?= ?[0-9 .,]+m3))")
});
static PLATE: LazyLock<Pattern> = LazyLock::new(|| with_numbers(r"{E}{N} ?m2 ?[x*] ?{N} ?{U}"));
static SECTION: LazyLock<Pattern> = LazyLock::new(|| with_numbers(r"{E}{N} ?(?:{I})? ?[x*] ?{N} ?{U}"));
static LENGTH: LazyLock<Pattern> = LazyLock::new(|| {
    with_numbers(
        r"(?:\bdelk\w*|\bdl\.?|\blengths?(?: of)?)[ :=]{1,3}(?:cca |je |is |about |celkem )?{N} ?{U}",
    )
});
static LONG: LazyLock<Pattern> = LazyLock::new(|| with_numbers(r"{E}{N} ?{U}[ -](?:long\b|in length|dlouh)"));
static WIDTH: LazyLock<Pattern> =
    LazyLock::new(|| with_numbers(r"(?:\bsirk\w*|\bsir\.|\bwidths?(?: of)?)[ :=]{1,3}{N} ?{U}"));
static WIDE: LazyLock<Pattern> = LazyLock::new(|| with_numbers(r"{E}{N} ?{U}[ -](?:wide\b|in width|sirok)"));
static HEIGHT: LazyLock<Pattern> =
    LazyLock::new(|| with_numbers(r"(?:\bvysk\w*|\bvys\.|\bheights?(?: of)?)[ :=]{1,3}{N} ?{U}"));
static HIGH: LazyLock<Pattern> =
    LazyLock::new(|| with_numbers(r"{E}{N} ?{U}[ -](?:high\b|tall\b|in height|vysok)"));
static THICKNESS: LazyLock<Pattern> = LazyLock::new(|| {
    with_numbers(
        r"(?:\btl\.? ?|\b(?:tloustk|hrubk)\w*[ :=]{1,3}|\bhr\. ?|\bthickness(?: of)?[ :=]{1,3}|\b(?:des(?:ka|ky)|slab|sten[ay]|wall) (?:of )?){N} ?{U}",
    )
});
static THICK: LazyLock<Pattern> = LazyLock::new(|| with_numbers(r"{E}{N} ?{U}[ -]thick"));
static AREA: LazyLock<Pattern> = LazyLock::new(|| with_numbers(r"{E}{N} ?m2\b"));
static VOLUME: LazyLock<Pattern> = LazyLock::new(|| with_numbers(r"{E}{N} ?m3\b"));
static FORMWORK: LazyLock<Pattern> = LazyLock::new(|| {
    with_numbers(
        r"(?:(?:bedne|debne|formwork|shutter)\w*[^0-9;.]{0,20}{N} ?m2\b|{E}{N} ?m2 (?:of )?(?:formwork|bedne|shutter))",
    )
});
static REINFORCEMENT: LazyLock<Pattern> = LazyLock::new(|| {
    with_numbers(
        r"(?:vy[sz]tuz\w*|rebars?|reinforcement|reinforcing steel|betonarsk\w+ ocel\w*)(?: (?:z |of )?(?:oceli |steel )?(?:b ?500 ?[abc]|10 ?505|10 ?425|\([a-z]\)|[a-z]+))*[ :=,]*{N} ?(t|kg)(?:[^/a-z0-9]|$)",
    )
});
static OF_REINFORCEMENT: LazyLock<Pattern> =
    LazyLock::new(|| with_numbers(r"{E}{N} ?(t|kg) (?:of )?(?:reinforc|rebar|vy[sz]tuz|betonarsk)"));
static FOUNDING: LazyLock<Pattern> = LazyLock::new(|| {
    with_numbers(
        r"(?:zakladov\w+ spar\w*|hloubk\w+ zaloz\w*|hloubk\w+ zaklad\w*|zalozen\w*|founding (?:depth|level)|foundation (?:depth|level)|founded|(?:underside|depth|bottom) of (?:the )?(?:foundation|footing|founding|strip)s?)[^0-9.;]{0,30}{N} ?{U}",
    )
});
static BELOW_GROUND: LazyLock<Pattern> = LazyLock::new(|| {
    with_numbers(
        r"{E}{N} ?{U} (?:pod (?:\w+ )?(?:teren|povrch)\w*|pod ut\b|below (?:the )?(?:ground|grade|terrain|finished|surface)|deep\b)",
    )
});

static DEPTH: LazyLock<Pattern> =
    LazyLock::new(|| with_numbers(r"(?:\bdepths?(?: of)?|\bhloubk(?:a|y|u|e|ou)|\bhl\.)[ :=]{1,3}{N} ?{U}"));
static PIECES: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(format!(r"{EDGE}(\d{{1,3}}) ?(?:ks|kus|kusy|kusu|pcs|pc|pieces)\b")));

/// Words of other works whose volumes are not concrete.
const OTHER_WORKS: &[&str] = &[
    "vykop", "zemin", "zasyp", "obsyp", "hloub", "ornic", "podsyp", "sterk", "pisk", "odvoz", "excavat",
    "soil", "backfill", "gravel", "skladk", "pazen", "obestav", "prostor", "nasyp", "asfalt", "demolic",
    "vybour", "sand", "penov",
];

/// Reads the measures of a text, in order.
pub(crate) fn read(prose: &Prose) -> Vec<Measured> {
    let mut reader = Reader { prose, taken: BTreeMap::new(), found: Vec::new() };
    reader.each(&SOLID, |caught, _| {
        let unit = caught.get(6).map_or("m", |unit| unit.as_str());
        let side = |value: usize, own: usize| {
            Some(metres(
                number(caught.get(value)?.as_str())?,
                caught.get(own).map_or(unit, |own| own.as_str()),
            ))
        };
        Some(Measure::Solid([side(1, 2)?, side(3, 4)?, side(5, 6)?]))
    });
    reader.each(&PLATE, |caught, _| {
        Some(Measure::Plate { area: value(caught, 1)?, thickness: length(caught, 2)? })
    });
    reader.each(&FOUNDING, |caught, _| Some(Measure::FoundingDepth(length(caught, 1)?)));
    reader.each(&BELOW_GROUND, |caught, before| {
        let clause = before.rfind([';', '.']).and_then(|at| before.get(at..)).unwrap_or(before);
        let speaks_of_founding =
            ["spar", "zaloz", "zaklad", "found", "footing"].iter().any(|word| clause.contains(word));
        let speaks_of_water = ["hladin", "hpv", "water"].iter().any(|word| clause.contains(word));
        (speaks_of_founding && !speaks_of_water).then_some(Measure::FoundingDepth(length(caught, 1)?))
    });
    reader.each(&DEPTH, |caught, before| {
        let speaks_of_footing =
            ["zaklad", "patk", "patek", "pas", "found", "footing"].iter().any(|word| before.contains(word));
        let speaks_of_other = ["pil", "hladin", "hpv", "water", "vod", "vrt", "bore", "pruvlak", "beam"]
            .iter()
            .chain(OTHER_WORKS)
            .any(|word| before.contains(word));
        (speaks_of_footing && !speaks_of_other).then_some(Measure::FoundingDepth(length(caught, 1)?))
    });
    reader.each(&SECTION, |caught, _| {
        let unit = caught.get(4)?.as_str();
        let first = metres(value(caught, 1)?, caught.get(2).map_or(unit, |own| own.as_str()));
        Some(Measure::Section([first, length(caught, 3)?]))
    });
    reader.each(&LENGTH, |caught, _| Some(Measure::Length(length(caught, 1)?)));
    reader.each(&LONG, |caught, _| Some(Measure::Length(length(caught, 1)?)));
    reader.each(&WIDTH, |caught, _| Some(Measure::Width(length(caught, 1)?)));
    reader.each(&WIDE, |caught, _| Some(Measure::Width(length(caught, 1)?)));
    reader.each(&HEIGHT, |caught, _| Some(Measure::Height(length(caught, 1)?)));
    reader.each(&HIGH, |caught, _| Some(Measure::Height(length(caught, 1)?)));
    reader.each(&THICKNESS, |caught, before| {
        let near = before.rfind([',', ';', '(']).and_then(|at| before.get(at..)).unwrap_or(before);
        let is_other = OTHER_WORKS.iter().any(|word| near.contains(word));
        (!is_other).then_some(Measure::Thickness(length(caught, 1)?))
    });
    reader.each(&THICK, |caught, _| Some(Measure::Thickness(length(caught, 1)?)));
    reader.each(&FORMWORK, |caught, _| value(caught, 1).or_else(|| value(caught, 2)).map(Measure::Formwork));
    reader.each(&REINFORCEMENT, |caught, _| tonnes(caught));
    reader.each(&OF_REINFORCEMENT, |caught, _| tonnes(caught));
    reader.each(&VOLUME, |caught, before| {
        let near = before.rfind([',', ';', '.', '(']).and_then(|at| before.get(at..)).unwrap_or(before);
        let is_other = OTHER_WORKS.iter().any(|word| near.contains(word));
        (!is_other).then_some(Measure::Volume(value(caught, 1)?))
    });
    reader.each(&AREA, |caught, _| Some(Measure::Area(value(caught, 1)?)));
    reader.each(&PIECES, |caught, _| Some(Measure::Pieces(value(caught, 1)?)));
    let mut found = reader.found;
    found.sort_by_key(|measured| measured.range.start);
    found
}

struct Reader<'a> {
    prose: &'a Prose,
    /// Ends by starts; they do not overlap.
    taken: BTreeMap<usize, usize>,
    found: Vec<Measured>,
}

impl Reader<'_> {
    /// Reads one pattern; what an earlier pattern has taken stays with it.
    fn each(&mut self, pattern: &Pattern, read: impl Fn(&Captures<'_>, &str) -> Option<Measure>) {
        let text = self.prose.text();
        for caught in pattern.captures_iter(self.prose) {
            let Some(whole) = caught.get(0) else { continue };
            let range = whole.range();
            let before = self.taken.range(..range.end).next_back();
            if before.is_some_and(|(_, end)| range.start < *end) {
                continue;
            }
            let sentence = self.prose.sentence_at(range.end.saturating_sub(1));
            let start = self.prose.sentences.get(sentence).map_or(0, |sentence| sentence.range.start);
            let before = text.get(start..range.start).unwrap_or("");
            if let Some(measure) = read(&caught, before) {
                self.taken.insert(range.start, range.end);
                self.found.push(Measured { measure, range, sentence });
            }
        }
    }
}

fn value(caught: &Captures<'_>, group: usize) -> Option<Number> {
    number(caught.get(group)?.as_str())
}

/// A number in one group and its unit in the next, in metres.
fn length(caught: &Captures<'_>, group: usize) -> Option<Number> {
    Some(metres(value(caught, group)?, caught.get(group + 1).map_or("m", |unit| unit.as_str())))
}

fn tonnes(caught: &Captures<'_>) -> Option<Measure> {
    let mass = value(caught, 1)?;
    let is_kilograms = caught.get(2).is_some_and(|unit| unit.as_str() == "kg");
    Some(Measure::Reinforcement(if is_kilograms { Number::from(*mass * Decimal::new(1, 3)) } else { mass }))
}

#[cfg(test)]
mod tests {
    use model::Number;

    use super::{Measure, read};
    use crate::facts::source::{Place, Prose};

    fn measures(text: &str) -> Vec<Measure> {
        let found = read(&Prose::new(Place::Description, text.to_owned()));
        found.into_iter().map(|measured| measured.measure).collect()
    }

    fn n(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn three_dimensions_are_read_in_every_spelling() {
        let solid = [Measure::Solid([n("45"), n("0.8"), n("0.6")])];
        for text in [
            "45 m × 0.8 m × 0.6 m",
            "45,0 × 0,8 × 0,6 m",
            "45m x 0,8m x 0,6m",
            "45 * 0.8 * 0.6 m",
            "45 m × 80 cm × 600 mm",
            "45,0*0,8*0,6=21,6 m3",
        ] {
            assert_eq!(measures(text), solid, "{text}");
        }
    }

    #[test]
    fn a_class_before_an_area_is_no_thousand() {
        assert_eq!(measures("deska C30/37 120 m2"), [Measure::Area(n("120"))]);
    }

    #[test]
    fn quantities_are_read_with_the_word_that_explains_them() {
        assert_eq!(
            measures("beton 22,5 m3, bednění 55 m2, výztuž 1,6 t"),
            [Measure::Volume(n("22.5")), Measure::Formwork(n("55")), Measure::Reinforcement(n("1.6"))]
        );
        assert_eq!(
            measures("beton 30,0 m3, výztuž B500B 9,6 t"),
            [Measure::Volume(n("30")), Measure::Reinforcement(n("9.6"))]
        );
        assert_eq!(measures("120 m2 × 0,25 m"), [Measure::Plate { area: n("120"), thickness: n("0.25") }]);
        assert_eq!(measures("délka 38 m, 18,2 m3"), [Measure::Length(n("38")), Measure::Volume(n("18.2"))]);
        assert_eq!(
            measures("45 m long (0.8 × 0.6 m)"),
            [Measure::Length(n("45")), Measure::Section([n("0.8"), n("0.6")])]
        );
    }

    #[test]
    fn the_depth_of_founding_is_not_the_level_of_water() {
        assert_eq!(measures("základová spára 1,25 m pod terénem"), [Measure::FoundingDepth(n("1.25"))]);
        assert_eq!(measures("hladina podzemní vody 3,9 m pod terénem"), []);
        assert_eq!(measures("výztuž 80 kg/m3, výkop 68,16 m3"), []);
    }
}
