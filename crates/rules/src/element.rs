//! The structural elements of a brief: what is said of each, what it must meet, and how it stands.

pub(crate) mod billed;
pub(crate) mod gather;
pub(crate) mod join;
mod name;
pub(crate) mod quantities;

use std::collections::BTreeSet;

use model::{Number, Overall, Quantities, sections::FinalSpecification};
use standards::{exposure::ExposureClass, strength::StrengthClass};

use crate::facts::{
    dimensions::Measure,
    environment::Phrase,
    kind::Kind,
    mix::Specified,
    source::{Origin, Voice},
};

/// Concrete as a document orders it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Designation {
    /// The strength class; `None` where only exposure classes are written.
    pub(crate) class: Option<StrengthClass>,
    /// Exposure classes written with it.
    pub(crate) exposure: Vec<ExposureClass>,
    /// The class has the suffix n: plain concrete by an owner's road provisions.
    pub(crate) is_road: bool,
    /// `1` for Table F.1 (50 years), `2` for the 100-year table, where cited.
    pub(crate) life_table: Option<u8>,
    /// Where it was read.
    pub(crate) origin: Origin,
    /// Which document the text quotes here.
    pub(crate) voice: Voice,
}

/// An exposure class and why it applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reasoned {
    /// The class.
    pub(crate) class: ExposureClass,
    /// Why, in the audit's language.
    pub(crate) reason: String,
}

/// A measure with the document that gives it.
#[derive(Clone, Debug)]
pub(crate) struct Dimension {
    /// What and how much.
    pub(crate) measure: Measure,
    /// Which document the text quotes here.
    pub(crate) voice: Voice,
    /// Read in a text so long that measures of one element stand far apart: not to be combined with others.
    pub(crate) is_loose: bool,
}

/// What the bill gives for an element.
#[derive(Clone, Debug, Default)]
pub(crate) struct Billed {
    /// Concrete in m³.
    pub(crate) volume: Option<Number>,
    /// Formwork in m².
    pub(crate) formwork: Option<Number>,
    /// Reinforcement in t.
    pub(crate) reinforcement: Option<Number>,
    /// Positions that it stands in.
    pub(crate) origins: Vec<Origin>,
}

/// A structural element.
#[derive(Clone, Debug)]
pub(crate) struct StructuralElement {
    /// What it is.
    pub(crate) kind: Kind,
    /// Its name in the audit's language.
    pub(crate) name: String,
    /// Where it was read, for a person.
    pub(crate) place: String,
    /// Where it was named first.
    pub(crate) origin: Origin,
    /// Sentences that speak of it: passage and sentence.
    pub(crate) sentences: BTreeSet<(usize, usize)>,
    /// The concrete ordered for it.
    pub(crate) specified: Option<Designation>,
    /// Other orders for the same element in other documents, which contradict the first.
    pub(crate) rivals: Vec<Designation>,
    /// Exposure classes that a text states as a fact of the site.
    pub(crate) stated: Vec<ExposureClass>,
    /// Phrases that apply to it.
    pub(crate) phrases: BTreeSet<Phrase>,
    /// Explicit cover, w/c, cement, air.
    pub(crate) mix: Vec<(Specified, Origin)>,
    /// Dimensions.
    pub(crate) dimensions: Vec<Dimension>,
    /// What the positions give.
    pub(crate) billed: Billed,
    /// Classes that follow from the text or are specified in it.
    pub(crate) certain: Vec<Reasoned>,
    /// Those of `certain` that follow from the text, whether specified or not.
    pub(crate) derived: Vec<Reasoned>,
    /// Classes that are assumed.
    pub(crate) assumed: Vec<Reasoned>,
    /// What its concrete must be.
    pub(crate) required: FinalSpecification,
    /// Best known quantities.
    pub(crate) quantities: Quantities,
    /// Its verdict.
    pub(crate) verdict: Overall,
}

impl StructuralElement {
    /// An element as it was named, before anything else is known of it.
    pub(crate) fn named(kind: Kind, origin: Origin) -> Self {
        Self {
            kind,
            name: String::new(),
            place: String::new(),
            origin,
            sentences: BTreeSet::new(),
            specified: None,
            rivals: Vec::new(),
            stated: Vec::new(),
            phrases: BTreeSet::new(),
            mix: Vec::new(),
            dimensions: Vec::new(),
            billed: Billed::default(),
            certain: Vec::new(),
            derived: Vec::new(),
            assumed: Vec::new(),
            required: FinalSpecification::default(),
            quantities: Quantities::default(),
            verdict: Overall::Unknown,
        }
    }

    /// Whether a phrase applies to it.
    pub(crate) fn is(&self, phrase: Phrase) -> bool {
        self.phrases.contains(&phrase)
    }

    /// Whether it is of plain concrete.
    pub(crate) fn is_plain(&self) -> bool {
        self.kind.is_plain() || self.is(Phrase::Plain)
    }

    /// The strength class ordered; of contradictory orders the lowest.
    pub(crate) fn specified_class(&self) -> Option<StrengthClass> {
        self.orders().filter_map(|order| order.class).min()
    }

    /// Every order for its concrete.
    pub(crate) fn orders(&self) -> impl Iterator<Item = &Designation> {
        self.specified.iter().chain(&self.rivals)
    }

    /// Exposure classes ordered, of all orders.
    pub(crate) fn specified_exposure(&self) -> Vec<ExposureClass> {
        let mut classes: Vec<ExposureClass> =
            self.orders().flat_map(|order| order.exposure.iter().copied()).collect();
        classes.sort_unstable();
        classes.dedup();
        classes
    }

    /// Certain and assumed classes together, in the contract's order.
    pub(crate) fn exposure(&self) -> Vec<ExposureClass> {
        let mut classes: Vec<ExposureClass> =
            self.certain.iter().chain(&self.assumed).map(|reasoned| reasoned.class).collect();
        classes.sort_unstable();
        classes.dedup();
        classes
    }
}
