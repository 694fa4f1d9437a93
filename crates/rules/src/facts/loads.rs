//! Loads in prose: `g_k = 22,5 kN/m2`, `užitné zatížení 1,5 kN/m2`, snow zones, design values and resistances.

use std::sync::LazyLock;

use model::Number;
use regex::Captures;
use standards::actions::Use;

use crate::facts::{
    numbers::{NUMBER, number},
    patterns::Pattern,
    source::{Origin, Prose},
};

/// A load with its unit as folded text, such as `kn/m2`.
#[derive(Clone, Debug)]
pub(crate) struct Load {
    /// How much.
    pub(crate) value: Number,
    /// In which unit, folded and without blanks.
    pub(crate) unit: String,
    /// Where.
    pub(crate) origin: Origin,
}

/// A permanent and a variable action that a text gives together, with the design value that it states.
#[derive(Clone, Debug)]
pub(crate) struct Combined {
    /// Characteristic permanent action.
    pub(crate) permanent: Load,
    /// Characteristic variable action.
    pub(crate) variable: Load,
    /// What the area is used for, where one use is named.
    pub(crate) of: Option<Use>,
    /// psi0 as the text gives it.
    pub(crate) psi0: Option<Number>,
    /// The design value that the text states.
    pub(crate) design: Option<Load>,
}

/// A snow zone and the load that the text gives for it.
#[derive(Clone, Debug)]
pub(crate) struct Snow {
    /// Roman number in capitals.
    pub(crate) zone: String,
    /// Characteristic load on the ground.
    pub(crate) load: Load,
}

/// A design effect and the resistance beside it, of one kind and unit.
#[derive(Clone, Debug)]
pub(crate) struct Verified {
    /// Such as `M` or `E`.
    pub(crate) symbol: String,
    /// Effect of the actions.
    pub(crate) effect: Load,
    /// Resistance.
    pub(crate) resistance: Load,
}

/// All loads of a brief.
#[derive(Clone, Debug, Default)]
pub(crate) struct Loads {
    /// Pairs of a permanent and a variable action.
    pub(crate) combined: Vec<Combined>,
    /// Imposed loads of a use that is named.
    pub(crate) imposed: Vec<(Use, Load)>,
    /// Snow.
    pub(crate) snow: Vec<Snow>,
    /// Effects beside resistances.
    pub(crate) verified: Vec<Verified>,
}

const UNIT: &str = r"(kn ?/ ?m2|kn ?/ ?m|knm|kn|kpa)\b";

fn with_load(source: &str) -> Pattern {
    Pattern::new(source.replace("{L}", &format!(r"({NUMBER}) ?{UNIT}")))
}

/// Which part of a combination a load is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Permanent,
    Variable,
    Design,
}

static PARTS: LazyLock<[(Part, Pattern); 3]> = LazyLock::new(|| {
    [
        (
            Part::Permanent,
            with_load(
                r"(?:\bg[ _]?k\b|\bstal\w+ zatizeni|permanent (?:load|action)s?|dead loads?)[^0-9;.]{0,25}?{L}",
            ),
        ),
        (
            Part::Variable,
            with_load(
                r"(?:\bq[ _]?k\b|(?:uzitn|nahodil|promenn)\w+ zatizeni|(?:imposed|variable|live) (?:load|action)s?)(?:[^0-9;.]|\b[cd][1-5]\b|\be1\b){0,40}?{L}",
            ),
        ),
        (
            Part::Design,
            with_load(
                r"(?:\b[efqp]_?d ?[=:]|navrhov\w+ (?:hodnot\w+ )?zatizeni|design (?:value of the )?(?:load|action)s?)[^0-9;.]{0,25}?{L}",
            ),
        ),
    ]
});
static PSI0: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(format!(r"\bpsi[ _]?0(?:,1)?\b[ :=]{{0,4}}({NUMBER})")));
static ZONE: LazyLock<Pattern> = LazyLock::new(|| {
    with_load(
        r"(?:snehov\w+ (?:oblast|zon)\w*|snow (?:load )?(?:zone|region|area))[ :=]{1,3}(?:c\. ?)?(i{1,3}|iv|vi{0,3})\b[^0-9;.]{0,40}?{L}",
    )
});
static EFFECT: LazyLock<Pattern> = LazyLock::new(|| with_load(r"\b([mnv])_?ed ?[=:] ?{L}"));
static PLAIN_EFFECT: LazyLock<Pattern> = LazyLock::new(|| with_load(r"\b(e)_?d ?[=:] ?{L}"));
static RESISTANCE: LazyLock<Pattern> =
    LazyLock::new(|| with_load(r"\b([mnv])_?rd(?:,[cs]|,max)? ?[=:] ?{L}"));
static PLAIN_RESISTANCE: LazyLock<Pattern> = LazyLock::new(|| with_load(r"\b(r)_?d ?[=:] ?{L}"));

/// A category of EN 1991-1-1 as it is cited, or words that name one use.
static CATEGORY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?:kategori\w*|\bkat\.|category|\bcat\.) ?(?:uziti )?(a|b|c[1-5]|d[12]|e1?|f|g|h)\b")
});
static WORDS: LazyLock<Vec<(Use, Pattern)>> = LazyLock::new(|| {
    [
        (
            Use::Dwelling,
            r"\bobytn\w+|\bbyt(?:u|y|ech|ov\w+)?\b|\bresidential\b|\bdwellings?\b|\bapartments?\b|\bflats\b",
        ),
        (Use::Balcony, r"\bbalkon\w*|\blodzi\w*|\bbalcon(?:y|ies)\b|\bloggias?\b"),
        (Use::Office, r"\bkancelar\w*|\boffices?\b"),
        (Use::C1, r"\bucebn\w*|\brestaurac\w*|\bjideln\w*|\bclassrooms?\b|\brestaurants?\b"),
        (Use::D2, r"obchodni\w* d(?:um|om)\w*|department stores?"),
        (Use::D1, r"\bprodejn\w*|\bshops?\b"),
        (
            Use::Storage,
            r"\bsklad(?:u|y|ech|ova\w*|ov\w+)?\b|\barchiv\w*|\bstorage\b|\bwarehouses?\b|\barchives?\b",
        ),
        (Use::Parking, r"\bparkov\w*|\bgaraz\w*|\bparking\b|\bcar[ -]?parks?\b|\bgarages?\b"),
        (Use::Roof, r"nepochoz\w+ strech\w*|inaccessible roofs?|roofs? not accessible"),
    ]
    .into_iter()
    .map(|(of, source)| (of, Pattern::new(source)))
    .collect()
});
static STAIRS: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"\bschodist\w*|\bstairs?\b|\bstaircases?\b"));

/// Reads the loads of a text.
pub(crate) fn read(prose: &Prose, loads: &mut Loads) {
    if !prose.text().contains("kn") && !prose.text().contains("kpa") {
        return;
    }
    let mut parts: Vec<(usize, Part, Load)> = Vec::new();
    for (part, pattern) in PARTS.iter() {
        for caught in pattern.captures_iter(prose) {
            let Some(load) = load_of(prose, &caught, 1) else { continue };
            let at = caught.get(0).map_or(0, |whole| whole.start());
            if *part == Part::Variable && is_area(&load) {
                loads.imposed.extend(used_for(prose, at).map(|of| (of, load.clone())));
            }
            parts.push((at, *part, load));
        }
    }
    parts.sort_by_key(|(at, ..)| *at);
    loads.combined.extend(combined(prose, parts));
    for caught in ZONE.captures_iter(prose) {
        let zone = caught.get(1).map_or(String::new(), |zone| zone.as_str().to_uppercase());
        loads.snow.extend(load_of(prose, &caught, 2).filter(is_area).map(|load| Snow { zone, load }));
    }
    for (effects, resistances) in [(&*EFFECT, &*RESISTANCE), (&*PLAIN_EFFECT, &*PLAIN_RESISTANCE)] {
        verified(prose, effects, resistances, loads);
    }
}

fn is_area(load: &Load) -> bool {
    load.unit == "kn/m2" || load.unit == "kpa"
}

fn load_of(prose: &Prose, caught: &Captures<'_>, group: usize) -> Option<Load> {
    let value = number(caught.get(group)?.as_str())?;
    let unit = caught.get(group + 1)?.as_str().replace(' ', "");
    Some(Load { value, unit, origin: prose.origin(&caught.get(0)?.range()) })
}

/// Each permanent action with the variable one of the same unit that follows or precedes it, and the design value
/// behind both.
fn combined(prose: &Prose, parts: Vec<(usize, Part, Load)>) -> Vec<Combined> {
    let mut found: Vec<Combined> = Vec::new();
    let (mut permanent, mut variable): (Option<Load>, Option<(usize, Load)>) = (None, None);
    for (at, part, load) in parts {
        match part {
            Part::Permanent => permanent = Some(load),
            Part::Variable => variable = Some((at, load)),
            Part::Design => {
                if let Some(last) = found.last_mut().filter(|last| last.permanent.unit == load.unit) {
                    last.design.get_or_insert(load);
                }
                continue;
            }
        }
        let same_unit = permanent.as_ref().zip(variable.as_ref()).is_some_and(|(g, (_, q))| g.unit == q.unit);
        if let (true, Some(g), Some((at, q))) =
            (same_unit, permanent.take_if(|_| same_unit), variable.take_if(|_| same_unit))
        {
            let psi0 = PSI0.captures(prose).and_then(|caught| number(caught.get(1)?.as_str()));
            let psi0 = psi0.filter(|psi0| psi0.to_f64() <= 1.0);
            found.push(Combined { permanent: g, variable: q, of: used_for(prose, at), psi0, design: None });
        }
    }
    found
}

/// The one use that the sentence names, by its category or by its words.
fn used_for(prose: &Prose, at: usize) -> Option<Use> {
    let sentence = prose.sentences.get(prose.sentence_at(at))?.range.clone();
    let is_here = |found: &regex::Match<'_>| sentence.contains(&found.start());
    if let Some(category) = CATEGORY
        .captures_iter(prose)
        .filter(|caught| caught.get(0).is_some_and(|whole| is_here(&whole)))
        .find_map(|caught| category(caught.get(1)?.as_str()))
    {
        return Some(category);
    }
    let mut uses = WORDS.iter().filter(|(_, words)| words.find_iter(prose).any(|found| is_here(&found)));
    let (of, None) = (uses.next().map(|(of, _)| *of), uses.next()) else { return None };
    let has_stairs = STAIRS.find_iter(prose).any(|found| is_here(&found));
    match (of, has_stairs) {
        (Some(Use::Dwelling), true) => Some(Use::Stairs),
        (_, true) => None,
        (of, false) => of,
    }
}

fn category(letters: &str) -> Option<Use> {
    Some(match letters {
        "a" => Use::Dwelling,
        "b" => Use::Office,
        "c1" => Use::C1,
        "c2" => Use::C2,
        "c3" => Use::C3,
        "c4" => Use::C4,
        "c5" => Use::C5,
        "d1" => Use::D1,
        "d2" => Use::D2,
        "e" | "e1" => Use::Storage,
        "f" => Use::Parking,
        "g" => Use::HeavyVehicles,
        "h" => Use::Roof,
        _ => return None,
    })
}

/// The n-th effect of a kind goes with its n-th resistance.
fn verified(prose: &Prose, effects: &Pattern, resistances: &Pattern, loads: &mut Loads) {
    let read = |pattern: &Pattern| -> Vec<(String, Load)> {
        let symbol = |caught: &Captures<'_>| Some(caught.get(1)?.as_str().to_uppercase());
        pattern
            .captures_iter(prose)
            .filter_map(|caught| Some((symbol(&caught)?, load_of(prose, &caught, 2)?)))
            .collect()
    };
    let mut resistances = read(resistances);
    for (symbol, effect) in read(effects) {
        let fits =
            |(known, load): &(String, Load)| (*known == symbol || known == "R") && load.unit == effect.unit;
        if let Some(at) = resistances.iter().position(fits) {
            let (_, resistance) = resistances.remove(at);
            loads.verified.push(Verified { symbol, effect, resistance });
        }
    }
}

#[cfg(test)]
mod tests {
    use model::Number;
    use standards::actions::Use;

    use super::{Loads, read};
    use crate::facts::source::{Place, Prose};

    fn loads(text: &str) -> Loads {
        let mut loads = Loads::default();
        read(&Prose::new(Place::Description, text.to_owned()), &mut loads);
        loads
    }

    fn n(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn a_permanent_and_a_variable_action_are_read_together() {
        for text in [
            "Stropní deska kanceláří: g_k = 6,5 kN/m2, q_k = 2,5 kN/m2, návrhové zatížení f_d = 12,5 kN/m2.",
            "Office slab: permanent load gk = 6.5 kN/m², imposed load qk = 2.5 kN/m²; design load 12.5 kN/m².",
        ] {
            let read = loads(text);
            let [only] = &read.combined[..] else { panic!("{text}: {read:?}") };
            assert_eq!((only.permanent.value, only.variable.value), (n("6.5"), n("2.5")), "{text}");
            assert_eq!(only.design.as_ref().map(|load| load.value), Some(n("12.5")), "{text}");
            assert_eq!(only.of, Some(Use::Office), "{text}");
        }
    }

    #[test]
    fn a_use_is_known_by_its_category_or_by_one_word() {
        for (text, of) in [
            ("Užitné zatížení kategorie C3 5,0 kN/m2", Some(Use::C3)),
            ("Strop bytu, užitné zatížení 1,5 kN/m2", Some(Use::Dwelling)),
            ("Schodiště v obytném domě, užitné zatížení 3,0 kN/m2", Some(Use::Stairs)),
            ("Live load of offices and shops 3.0 kN/m2", None),
            ("Užitné zatížení 5 kN", None),
        ] {
            assert_eq!(loads(text).imposed.first().map(|(of, _)| *of), of, "{text}");
        }
    }

    #[test]
    fn snow_effects_and_resistances_are_read() {
        let read = loads("Sněhová oblast II, s_k = 1,0 kN/m2. M_Ed = 120 kNm, M_Rd = 110 kNm; V_Ed = 80 kN.");
        assert_eq!((read.snow[0].zone.as_str(), read.snow[0].load.value), ("II", n("1")));
        let [only] = &read.verified[..] else { panic!("{read:?}") };
        assert_eq!(
            (only.symbol.as_str(), only.effect.value, only.resistance.value),
            ("M", n("120"), n("110"))
        );
        assert!(loads("Měď 5 kN, RD 120 kN").verified.is_empty());
    }
}
