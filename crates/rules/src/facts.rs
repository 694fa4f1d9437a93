//! What a brief says, read once: texts with their phrases and numbers, the bill's concrete, the standards cited.
//!
//! Facts are read, not judged: no limit of a standard is compared here. Each keeps where it was read.

pub(crate) mod bill;
pub(crate) mod chemistry;
pub(crate) mod designation;
pub(crate) mod dimensions;
pub(crate) mod environment;
pub(crate) mod factors;
pub(crate) mod kind;
pub(crate) mod loads;
pub(crate) mod mix;
pub(crate) mod negation;
pub(crate) mod numbers;
pub(crate) mod patterns;
pub(crate) mod pieces;
pub(crate) mod pipes;
pub(crate) mod sewers;
pub(crate) mod source;
pub(crate) mod specifications;
pub(crate) mod standards_cited;

use std::{ops::Range, sync::LazyLock};

use model::Brief;

use self::{
    chemistry::Chemistry,
    designation::{ClassWord, ExposureWord},
    dimensions::Measured,
    environment::{Phrase, Said},
    factors::FactorFact,
    kind::Mention,
    loads::Loads,
    mix::MixFact,
    patterns::Pattern,
    pipes::PipeFact,
    sewers::SewerFact,
    source::{Origin, Place, Prose},
    standards_cited::{Cited, MarkFact, OldFact},
};

/// One text with everything read from it.
#[derive(Clone, Debug)]
pub(crate) struct Passage {
    /// The text.
    pub(crate) prose: Prose,
    /// Elements named.
    pub(crate) mentions: Vec<Mention>,
    /// Strength classes.
    pub(crate) classes: Vec<ClassWord>,
    /// Exposure classes.
    pub(crate) exposures: Vec<ExposureWord>,
    /// Phrases of the environment.
    pub(crate) said: Vec<Said>,
    /// Dimensions and quantities.
    pub(crate) measures: Vec<Measured>,
    /// Cover, w/c, cement, air ...
    pub(crate) mix: Vec<MixFact>,
    /// What it says that the works are not: bytes of the folded text.
    pub(crate) denied: Vec<Range<usize>>,
}

impl Passage {
    fn read(prose: Prose) -> Self {
        let text = prose.text();
        let mut mentions = kind::mentions(text);
        let denied = negation::take_denied(&prose, &mut mentions);
        let is_denied = |range: &Range<usize>| denied.iter().any(|denied| denied.contains(&range.start));
        let mut classes = designation::class_words(text);
        classes.retain(|word| !is_denied(&word.range));
        let mut exposures = designation::exposure_words(text);
        exposures.retain(|word| !is_denied(&word.range));
        let mut measures = dimensions::read(&prose);
        measures.extend(pieces::read(&prose, &mentions));
        measures.retain(|measured| !is_denied(&measured.range));
        measures.sort_by_key(|measured| measured.range.start);
        let said = environment::read(&prose);
        let mix = mix::read(&prose);
        Self { prose, mentions, classes, exposures, said, measures, mix, denied }
    }
}

/// Everything read from a brief.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// Description, specifications and documents, in this order; empty ones are left out.
    pub(crate) passages: Vec<Passage>,
    /// The bill.
    pub(crate) bill: bill::Bill,
    /// Ground water and ground.
    pub(crate) chemistry: Chemistry,
    /// Polyethylene pipes.
    pub(crate) pipes: Vec<PipeFact>,
    /// Solid-wall PVC-U sewers.
    pub(crate) sewers: Vec<SewerFact>,
    /// Standards that the brief cites.
    pub(crate) cited: Vec<Cited>,
    /// Frost and water-tightness marks.
    pub(crate) marks: Vec<MarkFact>,
    /// Strengths in old notations.
    pub(crate) old_strengths: Vec<OldFact>,
    /// Safety factors.
    pub(crate) factors: Vec<FactorFact>,
    /// Loads.
    pub(crate) loads: Loads,
    /// Design working life in years.
    pub(crate) design_life: Option<(u32, Origin)>,
    /// Whether an existing structure is judged, not a new one built.
    pub(crate) is_existing: bool,
    /// Where concrete is named with the remark that nothing else is said of it.
    pub(crate) only_concrete: Option<Origin>,
    /// The first words of the brief.
    pub(crate) title: String,
    /// `XA` without a number.
    pub(crate) unnumbered: Option<Origin>,
}

static ONLY_CONCRETE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r#"(?:\bjen|\bpouze|\bonly|\bjust|\bmerely|\bsimply)(?: says?| states?| named?)?[ :]+"?(?:beton|concrete)"?(?:[ .,;")]|$)"#,
    )
});
static UNNUMBERED: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"\bx[acdfs]\b(?: ?[^0-9 ]| ?$| [^0-9])"));

impl Facts {
    /// Reads a brief.
    pub(crate) fn read(brief: &Brief) -> Self {
        let mut proses = vec![Prose::new(Place::Description, brief.project_description.clone())];
        proses.extend(specifications::prose(&brief.specifications));
        for document in &brief.documents {
            proses.push(Prose::new(Place::Document(document.name.clone()), document.text.clone()));
        }
        proses.retain(|prose| !prose.text().trim().is_empty());
        let passages: Vec<Passage> = proses.into_iter().map(Passage::read).collect();
        let title = title(&passages);
        let mut facts = Self {
            passages,
            bill: bill::read(&brief.positions),
            chemistry: Chemistry::default(),
            pipes: Vec::new(),
            sewers: Vec::new(),
            cited: Vec::new(),
            marks: Vec::new(),
            old_strengths: Vec::new(),
            factors: Vec::new(),
            loads: Loads::default(),
            design_life: None,
            is_existing: false,
            only_concrete: None,
            title,
            unnumbered: None,
        };
        facts.read_passages();
        facts.pipes.append(&mut facts.bill.pipes);
        facts.sewers.append(&mut facts.bill.sewers);
        facts.cited.append(&mut facts.bill.cited);
        facts
    }

    fn read_passages(&mut self) {
        for passage in &self.passages {
            let prose = &passage.prose;
            self.chemistry.read(prose);
            self.pipes.extend(pipes::read(prose));
            self.sewers.extend(sewers::read(prose));
            let names_concrete = !passage.classes.is_empty() || passage.says(Phrase::Concrete);
            standards_cited::read(
                prose,
                names_concrete,
                &mut self.cited,
                &mut self.marks,
                &mut self.old_strengths,
            );
            self.factors.extend(factors::read(prose));
            loads::read(prose, &mut self.loads);
            self.design_life = self.design_life.take().or_else(|| factors::design_life(prose));
            let find = |pattern: &Pattern| pattern.find(prose).map(|words| prose.origin(&words.range()));
            self.only_concrete = self.only_concrete.take().or_else(|| find(&ONLY_CONCRETE));
            if names_concrete {
                self.unnumbered = self.unnumbered.take().or_else(|| find(&UNNUMBERED));
            }
        }
        self.chemistry.analysis.sulfate_accumulates = self.says(Phrase::WettingDrying);
        // Concrete that is ordered by a class of EN 206 is new concrete, whatever the text says of the structure.
        let orders_concrete = self.passages.iter().any(|passage| !passage.classes.is_empty())
            || self.bill.concrete.iter().any(|position| position.class.is_some());
        self.is_existing = self.says(Phrase::Existing) && !self.says(Phrase::NewBuild) && !orders_concrete;
    }

    /// Whether any text says it, undenied.
    pub(crate) fn says(&self, phrase: Phrase) -> bool {
        self.passages.iter().any(|passage| passage.says(phrase))
    }
}

impl Passage {
    /// Whether it says it, undenied.
    pub(crate) fn says(&self, phrase: Phrase) -> bool {
        self.said.iter().any(|said| said.phrase == phrase && !said.denied)
    }
}

/// The first heading, else the first sentence that does not only deny something, at most 120 characters.
fn title(passages: &[Passage]) -> String {
    let described = passages.iter().find(|passage| passage.prose.place != Place::Specification);
    let Some(passage) = described.or(passages.first()) else { return String::new() };
    let prose = &passage.prose;
    let first_line = prose.original.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("");
    let heading = first_line.trim_start_matches('#').trim();
    if first_line.starts_with('#') {
        return crate::text::shortened(heading, 120);
    }
    // "It is not a foundation." tells what the works are not; without another sentence there is no title.
    let denies = |range: &Range<usize>| {
        passage.denied.iter().any(|denied| range.contains(&denied.start))
            && !passage.mentions.iter().any(|mention| range.contains(&mention.range.start))
    };
    let sentence = prose.sentences.iter().find(|sentence| !denies(&sentence.range));
    let words = sentence.map(|sentence| prose.folded.original_range(&sentence.range));
    let words = words.and_then(|range| prose.original.get(range)).unwrap_or("");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    crate::text::shortened(words.trim_end_matches(['.', ';', ' ']), 120)
}
