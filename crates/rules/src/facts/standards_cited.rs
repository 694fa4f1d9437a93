//! Standards, marks and strengths of older systems that a text cites.

use std::sync::LazyLock;

use standards::{
    obsolete::{self, Mark, Standard},
    strength::OldStrength,
};

use crate::facts::{
    patterns::Pattern,
    source::{Origin, Prose},
};

/// A citation of a known standard.
#[derive(Clone, Debug)]
pub(crate) struct Cited {
    /// Which.
    pub(crate) standard: &'static Standard,
    /// As written.
    pub(crate) written: String,
    /// Where.
    pub(crate) origin: Origin,
}

/// A frost or water-tightness mark.
#[derive(Clone, Debug)]
pub(crate) struct MarkFact {
    /// Which.
    pub(crate) mark: Mark,
    /// Where.
    pub(crate) origin: Origin,
}

/// A strength in an old notation.
#[derive(Clone, Debug)]
pub(crate) struct OldFact {
    /// Which.
    pub(crate) strength: OldStrength,
    /// As written.
    pub(crate) written: String,
    /// Where.
    pub(crate) origin: Origin,
}

static OLD_STRENGTH: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"\bb ?(?:\d{2}(?:[.,]5)?|7[.,]5|135|170|250|330|400|500|600)\b|\bzn(?:ack[ayu]|\.) ?\d{2,3}\b|\bmark \d{2,3}\b|\bm ?(?:100|150|200|250|300|350|400|450|500|550|600)\b|\btr(?:id[ay]|\.) ?(?:0|i{1,3}|iv|vi?)\b",
    )
});

/// Reads the citations of a text. Old strengths count only where the text speaks of concrete.
pub(crate) fn read(
    prose: &Prose,
    names_concrete: bool,
    cited: &mut Vec<Cited>,
    marks: &mut Vec<MarkFact>,
    old: &mut Vec<OldFact>,
) {
    let original = prose.original.as_str();
    for citation in obsolete::find_standards(original) {
        cited.push(Cited {
            standard: citation.standard,
            origin: origin_of(prose, citation.at, &citation.written),
            written: citation.written,
        });
    }
    if !names_concrete {
        return;
    }
    for mark in obsolete::find_notations(original) {
        let origin = origin_of(prose, mark.at, &mark.written);
        marks.push(MarkFact { mark, origin });
    }
    for words in OLD_STRENGTH.find_iter(prose) {
        let origin = prose.origin(&words.range());
        let sentence = prose.sentence_text(prose.sentence_at(words.start()));
        let beside_concrete = sentence.contains("beton") || sentence.contains("concrete");
        let written = original.get(origin.bytes.clone()).unwrap_or(words.as_str()).to_owned();
        if let Some(strength) = OldStrength::parse(&written).filter(|_| beside_concrete) {
            old.push(OldFact { strength, written, origin });
        }
    }
}

fn origin_of(prose: &Prose, at: usize, written: &str) -> Origin {
    let bytes = at..at + written.len();
    Origin { place: prose.place.clone(), bytes, quote: written.to_owned(), page: prose.page_at(at) }
}
