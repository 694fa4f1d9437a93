//! What the positions of the bill say of concrete: classes, volumes, reinforcement, formwork, pipes.
//!
//! One pass over the positions; a position that names no concrete costs a search for a few words.

use model::{Number, Position, Unit, sections::OtskpCode};
use standards::{
    codes::{CodeSystem, system_of},
    exposure::ExposureClass,
    obsolete,
    strength::StrengthClass,
};

use crate::facts::{
    designation::{class_words, exposure_words, is_road_class},
    kind::{Kind, Mention, first_kind, mentions},
    pipes::{self, PipeFact},
    sewers::{self, SewerFact},
    source::{Folded, Origin, Place, Prose, quoted},
    standards_cited::Cited,
};

/// A position with concrete in m³.
#[derive(Clone, Debug)]
pub(crate) struct ConcretePosition {
    /// Which element it is for; `None` where its name does not say.
    pub(crate) kind: Option<Kind>,
    /// The class; `None` where only a price band or nothing is written.
    pub(crate) class: Option<StrengthClass>,
    /// Exposure classes beside it.
    pub(crate) exposure: Vec<ExposureClass>,
    /// The class has the suffix n of plain road concrete.
    pub(crate) is_road: bool,
    /// Its name says plain concrete.
    pub(crate) is_plain: bool,
    /// Volume in m³.
    pub(crate) volume: Option<Number>,
    /// Where.
    pub(crate) origin: Origin,
}

/// A mass of reinforcement or an area of formwork.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Companion {
    /// Which element it is for.
    pub(crate) kind: Option<Kind>,
    /// Tonnes or m².
    pub(crate) amount: Number,
}

/// What the bill says of concrete.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bill {
    /// Concrete.
    pub(crate) concrete: Vec<ConcretePosition>,
    /// Reinforcement in tonnes.
    pub(crate) reinforcement: Vec<Companion>,
    /// Formwork in m².
    pub(crate) formwork: Vec<Companion>,
    /// Strength classes that do not exist, with where.
    pub(crate) nonexistent: Vec<(String, Origin)>,
    /// Pipes.
    pub(crate) pipes: Vec<PipeFact>,
    /// Solid-wall PVC-U sewers.
    pub(crate) sewers: Vec<SewerFact>,
    /// Standards cited.
    pub(crate) cited: Vec<Cited>,
    /// OTSKP codes of concrete works, each once, in the bill's order.
    pub(crate) otskp: Vec<OtskpCode>,
}

/// Where a position stands.
pub(crate) fn place(index: usize, position: &Position) -> Place {
    Place::Position { number: index + 1, sheet: position.sheet.clone(), row: position.row }
}

/// Where a position stands, with its name.
pub(crate) fn origin(index: usize, position: &Position) -> Origin {
    let quote = quoted(&position.item_name);
    Origin { place: place(index, position), bytes: 0..position.item_name.len(), quote, page: None }
}

/// Reads the positions.
pub(crate) fn read(positions: &[Position]) -> Bill {
    let mut bill = Bill::default();
    for (index, position) in positions.iter().enumerate() {
        let name = Folded::new(&position.item_name).text;
        let mut text = name.clone();
        if let Some(note) = &position.note {
            text.push_str(" ; ");
            text.push_str(&Folded::new(note).text);
        }
        read_position(&mut bill, (index, position), &name, &text);
    }
    bill
}

fn read_position(bill: &mut Bill, (index, position): (usize, &Position), name: &str, text: &str) {
    let unit = position.unit.as_deref().and_then(Unit::parse);
    let is_concrete = text.contains("beton") || text.contains("concrete") || text.contains("mazanin");
    let classes = class_words(text);
    if unit == Some(Unit::CubicMetre) && (is_concrete || !classes.is_empty()) && !is_other_work(name) {
        let first = classes.iter().find(|word| word.class.is_ok());
        let exposure = exposure_words(text).into_iter().filter_map(|word| word.class.ok()).collect();
        bill.concrete.push(ConcretePosition {
            kind: kind_of(position, name, text),
            class: first.and_then(|word| word.class.as_ref().ok().copied()),
            exposure,
            is_road: first.is_some_and(|word| is_road_class(text, &word.range)),
            is_plain: name.contains("prosteho beton")
                || name.contains("betonu prosteho")
                || name.contains("plain concrete"),
            volume: position.quantity,
            origin: origin(index, position),
        });
    }
    if is_concrete || text.contains("vyztuz") {
        read_code(bill, position);
    }
    for word in &classes {
        if let Err(written) = &word.class {
            bill.nonexistent.push((written.clone(), origin(index, position)));
        }
    }
    let quantity = position.quantity.filter(|quantity| **quantity > rust_decimal::Decimal::ZERO);
    if let Some(quantity) = quantity {
        let is_steel = (text.contains("vyztuz")
            || text.contains("vystuz")
            || text.contains("reinforc")
            || text.contains("rebar"))
            && !is_prestressing(name);
        let is_formwork = text.contains("bedne") || text.contains("debnen") || text.contains("formwork");
        match unit {
            Some(Unit::Tonne) if is_steel => {
                bill.reinforcement
                    .push(Companion { kind: companion_kind(position, name, text), amount: quantity });
            }
            Some(Unit::Kilogram) if is_steel => {
                let amount = Number::from(*quantity * rust_decimal::Decimal::new(1, 3));
                bill.reinforcement.push(Companion { kind: companion_kind(position, name, text), amount });
            }
            // Taking formwork down again is the same area a second time.
            Some(Unit::SquareMetre)
                if is_formwork && !text.contains("odstran") && !text.contains("odbedn") =>
            {
                bill.formwork
                    .push(Companion { kind: companion_kind(position, name, text), amount: quantity });
            }
            _ => {}
        }
    }
    read_references(bill, index, position, text);
}

/// What a position of concrete is for, by its words, else by the group of its code, which ÚRS and OTSKP share: 451
/// are bedding layers, and what 46 calls footings are the toes of slope paving.
fn kind_of(position: &Position, name: &str, text: &str) -> Option<Kind> {
    let code = position.code.as_deref().unwrap_or("");
    match first_kind(name) {
        Some(Kind::PadFooting) if code.starts_with("46") => Some(Kind::Sill),
        // The remark on a bedding layer says what lies on it.
        None if code.starts_with("451") => {
            Some(first_kind(text).filter(|kind| *kind == Kind::Bedding).unwrap_or(Kind::Blinding))
        }
        None => first_kind(text),
        kind => kind,
    }
}

/// A ramp is a part of its own that no kind names: steel "of stairs and ramps" is not that of the stairs alone.
/// "Walls of strip footings" are the faces of the footings.
fn companion_kind(position: &Position, name: &str, text: &str) -> Option<Kind> {
    let names_ramp = text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word.starts_with("ramp"));
    if names_ramp {
        return None;
    }
    match mentions(name).as_slice() {
        [face, of, ..] if face.kind == Kind::Wall && is_face_of(name, face, of) => Some(of.kind),
        _ => kind_of(position, name, text),
    }
}

/// Whether nothing but blanks, or a preposition of place, stands between the two.
fn is_face_of(name: &str, face: &Mention, of: &Mention) -> bool {
    let between = name.get(face.range.end..of.range.start).unwrap_or("");
    between.trim().is_empty() || between.trim() == "of" || between.ends_with(" v ")
}

/// Tendons and strands are no reinforcing bars: their mass says nothing about the content of reinforcement.
fn is_prestressing(name: &str) -> bool {
    ["predpin", "predpjat", "predpet", "prestress", "post-tension", "tendon", "strand", "y1860", "y1770"]
        .iter()
        .any(|word| name.contains(word))
}

/// OTSKP codes; a variant follows a full stop.
fn read_code(bill: &mut Bill, position: &Position) {
    const MOST: usize = 40;
    let written = position.code.as_deref().unwrap_or("");
    let code = written.split('.').next().unwrap_or(written);
    let is_otskp = system_of(written) == Some(CodeSystem::Otskp);
    if !is_otskp || bill.otskp.len() >= MOST || bill.otskp.iter().any(|known| known.code == code) {
        return;
    }
    let unit = position.unit.clone().unwrap_or_default();
    bill.otskp.push(OtskpCode { code: code.to_owned(), item: position.item_name.clone(), unit });
}

fn read_references(bill: &mut Bill, index: usize, position: &Position, text: &str) {
    if text.contains("pvc") && text.contains("sn") {
        let prose = Prose::new(place(index, position), position.item_name.clone());
        bill.sewers.extend(sewers::read(&prose));
    }
    let is_pipe = text.contains("sdr") || (text.contains("pe100") || text.contains("pe 100"));
    if is_pipe {
        let prose = Prose::new(place(index, position), position.item_name.clone());
        bill.pipes.extend(pipes::read(&prose));
    }
    if ["csn", "snip", "gost", "sb."].iter().any(|word| text.contains(word)) {
        let whole = [position.item_name.as_str(), position.note.as_deref().unwrap_or("")].join("\n");
        for citation in obsolete::find_standards(&whole) {
            let mut origin = origin(index, position);
            origin.quote.clone_from(&citation.written);
            bill.cited.push(Cited { standard: citation.standard, written: citation.written, origin });
        }
    }
}

/// Works in m³ that name concrete but do not place structural concrete.
fn is_other_work(text: &str) -> bool {
    [
        "vybour",
        "bourani",
        "odstran",
        "demol",
        "rezani",
        "vrtani",
        "skladk",
        "odvoz",
        "zasyp",
        "recykl",
        "vyplnen",
        "drenaz",
        "mezerovit",
        "plastbeton",
        "polystyrenbeton",
    ]
    .iter()
    .any(|word| text.contains(word))
}
