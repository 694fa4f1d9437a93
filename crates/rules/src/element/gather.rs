//! Which elements a text names, and which designation belongs to which: "Základy opěr C30/37-XC2, XF3; dříky opěr
//! a křídla C30/37-XC4, XF4".

use std::{collections::BTreeSet, ops::Range};

use standards::exposure::ExposureClass;

use crate::{
    element::{Designation, StructuralElement},
    facts::{
        Facts, Passage,
        designation::{is_road_class, life_table},
        dimensions::Measure,
        environment::{Phrase, is_denied},
        kind::{Kind, Mention},
        source::{Place, Voice},
    },
};

/// A designation with the place of its class in the folded text.
pub(crate) struct Order {
    designation: Designation,
    range: Range<usize>,
    /// Exposure classes that the text states as a fact, not as an order.
    is_statement: bool,
}

/// What the texts name and order.
#[derive(Default)]
pub(crate) struct Named {
    /// The elements, each with its designation.
    pub(crate) elements: Vec<StructuralElement>,
    /// What `specifications` orders without naming an element.
    pub(crate) for_all: Vec<Order>,
    /// Designations read so far.
    designations: usize,
    /// What went beyond the bounds.
    pub(crate) beyond: Beyond,
}

/// Elements and designations that are not judged, because a brief has more than anyone can answer for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Beyond {
    /// Elements beyond [`MOST_ELEMENTS`].
    pub(crate) elements: usize,
    /// Designations beyond [`MOST_DESIGNATIONS`].
    pub(crate) designations: usize,
}

/// Most elements that are judged.
pub(crate) const MOST_ELEMENTS: usize = 500;
/// Most designations of texts that are judged.
pub(crate) const MOST_DESIGNATIONS: usize = 2000;

/// Every element that the texts name, with its designation.
pub(crate) fn named_elements(facts: &Facts) -> Named {
    let mut named = Named::default();
    // Prose first: what a table specifies without naming an element holds for those that the prose names.
    for reads_table in [false, true] {
        let mut pending = Vec::new();
        for (index, passage) in facts.passages.iter().enumerate() {
            if (passage.prose.place == Place::Specification) == reads_table {
                gather_passage(facts, index, passage, &mut named, &mut pending);
            }
        }
        add_undesignated(facts, &mut named, &pending);
    }
    named
}

/// Gives an order that names no element to those without one of their own, and what it completes to those with a part
/// of it. Blinding and its like are not meant, unless there is nothing else. Where one element alone has its own order
/// the two contradict each other.
pub(crate) fn give_to_all(order: &Order, elements: &mut [StructuralElement]) {
    let only_plain = elements.iter().all(|element| element.kind.is_plain());
    let is_meant = |element: &StructuralElement| only_plain || !element.kind.is_plain();
    let is_alone = elements.iter().filter(|element| is_meant(element)).count() == 1;
    for element in elements.iter_mut().filter(|element| is_meant(element)) {
        if order.is_statement || is_alone || element.orders().all(|known| completes(known, order)) {
            give(element, order);
        }
    }
}

/// The element that an order makes where nothing else names one.
pub(crate) fn structure_of(order: &Order) -> StructuralElement {
    StructuralElement::named(Kind::Structure, order.designation.origin.clone())
}

/// A mention that has no designation of its own sentence.
struct Pending<'a> {
    passage: usize,
    sentence: usize,
    mention: &'a Mention,
}

fn gather_passage<'a>(
    facts: &Facts,
    index: usize,
    passage: &'a Passage,
    named: &mut Named,
    pending: &mut Vec<Pending<'a>>,
) {
    let mut earlier: Vec<&Mention> = Vec::new();
    let is_bridge = facts.says(Phrase::Bridge);
    let pulled_down = passage.sentences_saying(Phrase::Demolition);
    for (sentence, whole) in passage.prose.sentences.iter().enumerate() {
        let mentions: Vec<&Mention> = if pulled_down.contains(&sentence) {
            Vec::new()
        } else {
            mentions_of(passage, &whole.range, is_bridge)
        };
        let mut orders = orders_of(passage, sentence, &whole.range);
        let room = MOST_DESIGNATIONS - named.designations;
        named.beyond.designations += orders.len().saturating_sub(room);
        orders.truncate(room);
        named.designations += orders.len();
        // "základy C30/37, sloupy C35/45" or "C30/37 pro základy, C35/45 pro sloupy": the sentence keeps to one order.
        let named_before = orders
            .first()
            .is_some_and(|first| mentions.iter().any(|mention| mention.range.start < first.range.start));
        let named_behind = orders
            .last()
            .is_some_and(|last| mentions.iter().any(|mention| mention.range.start > last.range.start));
        let goes_back = named_before || !named_behind;
        let mut previous_end = whole.range.start;
        let mut previous: Vec<&Mention> = Vec::new();
        let mut used: BTreeSet<usize> = BTreeSet::new();
        let starts: Vec<usize> = orders.iter().map(|order| order.range.start).collect();
        for (at, order) in orders.into_iter().enumerate() {
            let next_start = starts.get(at + 1).copied().unwrap_or(whole.range.end);
            let segment =
                if goes_back { previous_end..order.range.start } else { order.range.end..next_start };
            let first = mentions.partition_point(|mention| mention.range.start < segment.start);
            let behind = mentions.iter().skip(first);
            let mut targets: Vec<&Mention> =
                behind.take_while(|mention| mention.range.start < segment.end).copied().collect();
            if targets.len() > 1 {
                targets.retain(|mention| !is_place(passage, mention));
            }
            if targets.is_empty() {
                targets.clone_from(&previous);
            }
            if targets.is_empty() && mentions.is_empty() {
                targets = context(passage, sentence, &earlier);
            }
            previous_end = order.range.end;
            used.extend(targets.iter().map(|mention| mention.range.start));
            if targets.is_empty() && passage.prose.place == Place::Specification {
                named.for_all.push(order);
            } else {
                attach(passage, (index, sentence), &order, &targets, named);
            }
            previous = of_each_kind(targets);
        }
        for mention in mentions.iter().filter(|mention| !used.contains(&mention.range.start)) {
            pending.push(Pending { passage: index, sentence, mention });
        }
        if !mentions.is_empty() {
            earlier = of_each_kind(mentions);
        }
    }
}

/// "pod deskou", "house with a balcony": the word says where something else is, or what belongs to it.
fn is_place(passage: &Passage, mention: &Mention) -> bool {
    let before = passage.prose.text().get(..mention.range.start).unwrap_or("").trim_end();
    let article = before.strip_suffix(" the").or_else(|| before.strip_suffix(" a"));
    let before = article.map_or(before, str::trim_end);
    [" pod", " nad", " s", " se", " under", " below", " above", " beneath", " with"]
        .iter()
        .any(|preposition| before.ends_with(preposition))
}

/// Where a sentence names no element, it goes on about the last ones; in a long text, only about one.
fn context<'a>(passage: &'a Passage, sentence: usize, earlier: &[&'a Mention]) -> Vec<&'a Mention> {
    if !earlier.is_empty() {
        let near =
            earlier.iter().all(|mention| passage.prose.sentence_at(mention.range.start) + 2 > sentence);
        return if passage.prose.is_long() && !near { Vec::new() } else { earlier.to_vec() };
    }
    if passage.prose.is_long() || passage.prose.place == Place::Specification {
        return Vec::new();
    }
    let next =
        passage.mentions.iter().find(|mention| passage.prose.sentence_at(mention.range.start) > sentence);
    next.into_iter().collect()
}

/// Of each kind the first mention: a later order of the sentence goes to the same elements.
fn of_each_kind(mut mentions: Vec<&Mention>) -> Vec<&Mention> {
    let mut kinds = BTreeSet::new();
    mentions.retain(|mention| kinds.insert(mention.kind));
    mentions
}

fn mentions_of<'a>(passage: &'a Passage, range: &Range<usize>, is_bridge: bool) -> Vec<&'a Mention> {
    let from = passage.mentions.partition_point(|mention| mention.range.start < range.start);
    let here = passage.mentions.iter().skip(from).take_while(|mention| mention.range.start < range.end);
    here.filter(|mention| {
        let needs_bridge =
            matches!(mention.kind, Kind::BridgeDeck | Kind::Abutment | Kind::Pier | Kind::WingWall);
        !needs_bridge
            || is_bridge
            || passage.prose.text().get(mention.range.clone()).is_some_and(is_bridge_word)
    })
    .collect()
}

/// Words that only a bridge has, though the text does not say bridge.
fn is_bridge_word(words: &str) -> bool {
    ["mostovk", "bridge", "abutment", "pier", "pilir", "drik", "oper"].iter().any(|word| words.contains(word))
}

/// The designations of a sentence: each class with the exposure classes that stand behind it; before the first
/// class only if nothing stands behind.
fn orders_of(passage: &Passage, sentence: usize, range: &Range<usize>) -> Vec<Order> {
    let prose = &passage.prose;
    let from = passage.classes.partition_point(|word| word.range.start < range.start);
    let classes: Vec<_> =
        passage.classes.iter().skip(from).take_while(|word| word.range.start < range.end).collect();
    let from = passage.exposures.partition_point(|word| word.range.start < range.start);
    let exposures: Vec<_> =
        passage.exposures.iter().skip(from).take_while(|word| word.range.start < range.end).collect();
    let voice = prose.sentences.get(sentence).map_or(Voice::Text, |sentence| sentence.voice);
    let within = |range: Range<usize>| -> Vec<ExposureClass> {
        let first = exposures.partition_point(|word| word.range.start < range.start);
        let inside = exposures.iter().skip(first).take_while(|word| word.range.start < range.end);
        let mut classes: Vec<ExposureClass> =
            inside.filter_map(|word| word.class.as_ref().ok().copied()).collect();
        classes.sort_unstable();
        classes.dedup();
        classes
    };
    if classes.is_empty() && exposures.is_empty() {
        return Vec::new();
    }
    let words = prose.sentence_text(sentence);
    let table = life_table(words);
    let order = |class, exposure, range: Range<usize>, is_statement| Order {
        designation: Designation {
            class,
            exposure,
            is_road: is_road_class(prose.text(), &range),
            life_table: table,
            origin: prose.origin(&range),
            voice,
        },
        range,
        is_statement,
    };
    if classes.is_empty() {
        let (Some(first), Some(last)) = (exposures.first(), exposures.last()) else { return Vec::new() };
        let is_statement = words.contains("agresiv") || words.contains("aggressiv");
        let span = first.range.start..last.range.end;
        return vec![order(None, within(range.clone()), span, is_statement)];
    }
    let mut orders = Vec::new();
    for (at, word) in classes.iter().enumerate() {
        let end = classes.get(at + 1).map_or(range.end, |next| next.range.start);
        let mut exposure = within(word.range.end..end);
        let before = if at == 0 { within(range.start..word.range.start) } else { Vec::new() };
        if exposure.is_empty() {
            exposure = before;
        } else if !before.is_empty() {
            // "in the aggressive environment XA2, concrete C25/30 XC2": a fact first, then the order.
            orders.push(order(None, before, word.range.clone(), true));
        }
        orders.push(order(word.class.as_ref().ok().copied(), exposure, word.range.clone(), false));
    }
    orders
}

fn attach(
    passage: &Passage,
    (index, sentence): (usize, usize),
    order: &Order,
    targets: &[&Mention],
    named: &mut Named,
) {
    if targets.is_empty() {
        let origin = order.designation.origin.clone();
        let Some(element) = element_of(Kind::Structure, origin, order, named) else { return };
        give(element, order);
        element.sentences.insert((index, sentence));
        return;
    }
    for mention in targets {
        let origin = passage.prose.origin(&mention.range);
        let Some(element) = element_of(mention.kind, origin, order, named) else { continue };
        give(element, order);
        element.sentences.insert((index, passage.prose.sentence_at(mention.range.start)));
        element.sentences.insert((index, sentence));
    }
}

/// The element of a kind that this order completes or repeats, or else a new one, if there is room for it.
fn element_of<'a>(
    kind: Kind,
    origin: crate::facts::source::Origin,
    order: &Order,
    named: &'a mut Named,
) -> Option<&'a mut StructuralElement> {
    let fits = |element: &StructuralElement| {
        element.kind == kind
            && (order.is_statement
                || element.orders().all(|known| completes(known, order) || is_rival(known, order)))
    };
    let elements = &mut named.elements;
    let known = elements.iter().position(fits);
    if known.is_none() {
        if elements.len() >= MOST_ELEMENTS {
            named.beyond.elements += 1;
            return None;
        }
        elements.push(StructuralElement::named(kind, origin));
    }
    let at = known.unwrap_or(elements.len() - 1);
    elements.get_mut(at)
}

/// Whether two orders say the same, or each what the other leaves open.
fn completes(known: &Designation, order: &Order) -> bool {
    let new = &order.designation;
    let same_class = known.class.is_none() || new.class.is_none() || known.class == new.class;
    let same_exposure =
        known.exposure.is_empty() || new.exposure.is_empty() || known.exposure == new.exposure;
    same_class && same_exposure
}

/// Whether two orders come from different documents: then they contradict each other; within one document they
/// are two elements of the same kind.
fn is_rival(known: &Designation, order: &Order) -> bool {
    known.origin.place != order.designation.origin.place || known.voice != order.designation.voice
}

fn give(element: &mut StructuralElement, order: &Order) {
    let new = &order.designation;
    if order.is_statement {
        element.stated.extend(&new.exposure);
        return;
    }
    let Some(known) = &mut element.specified else {
        element.specified = Some(new.clone());
        return;
    };
    if completes(known, order) {
        known.is_road |= new.is_road;
        known.class = known.class.or(new.class);
        if known.exposure.is_empty() {
            known.exposure.clone_from(&new.exposure);
        }
        known.life_table = known.life_table.or(new.life_table);
    } else if !element.rivals.contains(new) {
        element.rivals.push(new.clone());
    }
}

/// Elements that are named without a designation: they join one of their kind, or are elements of their own where
/// their name, their dimensions or the sentence say that they are of concrete.
fn add_undesignated(facts: &Facts, all: &mut Named, pending: &[Pending<'_>]) {
    let elements = &mut all.elements;
    let of_passages: Vec<_> = facts
        .passages
        .iter()
        .map(|passage| {
            let (dimensions, sections) = with_dimensions(passage);
            (passage.sentences_saying(Phrase::Concrete), dimensions, sections)
        })
        .collect();
    for named in pending {
        let kind = named.mention.kind;
        let of_kind: Vec<usize> = elements
            .iter()
            .enumerate()
            .filter(|(_, element)| element.kind == kind)
            .map(|(at, _)| at)
            .collect();
        if let [only] = of_kind.as_slice() {
            if let Some(element) = elements.get_mut(*only) {
                element.sentences.insert((named.passage, named.sentence));
            }
            continue;
        }
        if !of_kind.is_empty() {
            continue;
        }
        let Some(passage) = facts.passages.get(named.passage) else { continue };
        if kind == Kind::Structure && is_denied(&passage.prose, named.sentence, &named.mention.range) {
            continue;
        }
        let Some((concrete, dimensions, has_section)) = of_passages.get(named.passage) else { continue };
        let has_dimensions = dimensions.contains(&named.sentence);
        let says_concrete =
            concrete.contains(&named.sentence) || (!concrete.is_empty() && !passage.prose.is_long());
        let is_passing = passage.prose.is_long() && kind.needs_concrete_in_long_text();
        let stands_alone = !passage.prose.is_long() && kind == Kind::Garage;
        if (kind.is_always_concrete() && !is_passing)
            || stands_alone
            || (says_concrete && kind != Kind::Garage)
            || (has_dimensions && kind == Kind::Floor)
            || (kind.is_structural_by_dimensions()
                && has_section.contains(&named.sentence)
                && !is_of_other_material(passage.prose.sentence_text(named.sentence)))
        {
            if elements.len() >= MOST_ELEMENTS {
                all.beyond.elements += 1;
                continue;
            }
            let mut element = StructuralElement::named(kind, passage.prose.origin(&named.mention.range));
            element.sentences.insert((named.passage, named.sentence));
            elements.push(element);
        }
    }
}

/// Sentences with a body, and those with a body or a cross-section.
fn with_dimensions(passage: &Passage) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let sentences = |is_meant: fn(&Measure) -> bool| {
        let measured = passage.measures.iter().filter(|measured| is_meant(&measured.measure));
        measured.map(|measured| measured.sentence).collect()
    };
    (
        sentences(|measure| matches!(measure, Measure::Solid(_) | Measure::Plate { .. })),
        sentences(|measure| matches!(measure, Measure::Solid(_) | Measure::Section(_))),
    )
}

/// Whether a sentence names another material than concrete.
fn is_of_other_material(sentence: &str) -> bool {
    const OTHERS: &[&str] = &[
        "ocel",
        "steel",
        "drev",
        "timber",
        "wood",
        "lepen",
        "glulam",
        "zdiv",
        "zden",
        "cihel",
        "cihl",
        "brick",
        "masonry",
        "porotherm",
        "ytong",
        "tvarn",
        "kamen",
        "stone",
        "hlinik",
        "alumin",
        "litin",
        "cast iron",
        " hea ",
        " heb ",
        " ipe ",
        " jackl",
        "krov",
        "rafter",
        "plast",
        "osvetl",
        "lamp",
        "plot",
        "fence",
    ];
    OTHERS.iter().any(|other| sentence.contains(other))
}

impl Passage {
    /// The sentences that say it, undenied.
    fn sentences_saying(&self, phrase: Phrase) -> BTreeSet<usize> {
        let said = self.said.iter().filter(|said| said.phrase == phrase && !said.denied);
        said.map(|said| said.sentence).collect()
    }
}
