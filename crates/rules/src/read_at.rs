//! Where in the documents of a brief the facts were read, so that a model can be given the passages that carry them.

use std::ops::Range;

use crate::{
    Assessment,
    facts::{
        Facts,
        source::{Origin, Place},
    },
};

/// A place in a document where a fact was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadAt {
    /// The document's name.
    pub document: String,
    /// Bytes of its text.
    pub bytes: Range<usize>,
    /// How much the fact decides: a class, a limit or an analysis more than a dimension or a name.
    pub weight: u32,
}

const DECIDING: u32 = 4;
const DESCRIBING: u32 = 1;

impl Assessment {
    /// Where facts were read in the documents, in the order of the texts.
    pub fn read_at(&self) -> Vec<ReadAt> {
        let mut found: Vec<ReadAt> = in_passages(&self.facts).chain(with_origins(&self.facts)).collect();
        found.sort_by(|left, right| {
            let key = |read: &ReadAt| (read.bytes.start, read.bytes.end, read.weight);
            left.document.cmp(&right.document).then(key(left).cmp(&key(right)))
        });
        found
    }
}

fn in_passages(facts: &Facts) -> impl Iterator<Item = ReadAt> {
    facts.passages.iter().flat_map(|passage| {
        let deciding = (passage.classes.iter().map(|word| &word.range))
            .chain(passage.exposures.iter().map(|word| &word.range))
            .chain(passage.mix.iter().map(|fact| &fact.range));
        let describing = (passage.mentions.iter().map(|mention| &mention.range))
            .chain(passage.said.iter().map(|said| &said.range))
            .chain(passage.measures.iter().map(|measured| &measured.range));
        let weighed =
            deciding.map(|range| (range, DECIDING)).chain(describing.map(|range| (range, DESCRIBING)));
        weighed.filter_map(|(range, weight)| {
            let Place::Document(document) = &passage.prose.place else { return None };
            let bytes = passage.prose.folded.original_range(range);
            Some(ReadAt { document: document.clone(), bytes, weight })
        })
    })
}

fn with_origins(facts: &Facts) -> impl Iterator<Item = ReadAt> {
    let chemistry = facts.chemistry.origins.iter().chain(&facts.chemistry.impossible);
    let singles = [&facts.only_concrete, &facts.unnumbered].into_iter().flatten();
    let life = facts.design_life.iter().map(|(_, origin)| origin);
    let origins = chemistry
        .chain(singles)
        .chain(life)
        .chain(facts.pipes.iter().map(|fact| &fact.origin))
        .chain(facts.cited.iter().map(|cited| &cited.origin))
        .chain(facts.marks.iter().map(|fact| &fact.origin))
        .chain(facts.old_strengths.iter().map(|fact| &fact.origin))
        .chain(facts.factors.iter().map(|fact| &fact.origin));
    origins.filter_map(|Origin { place, bytes, .. }| match place {
        Place::Document(document) => {
            Some(ReadAt { document: document.clone(), bytes: bytes.clone(), weight: DECIDING })
        }
        Place::Description | Place::Specification | Place::Position { .. } => None,
    })
}
