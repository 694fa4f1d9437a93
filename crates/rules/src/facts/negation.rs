//! Elements that a text says are not there or not meant: "Nejde o základ C12/15 XF4.", "no balcony", "bez balkonů".
//!
//! Only a denial right before the name counts: a condition ("not exposed") denies a phrase, never an element.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::facts::{kind::Mention, numbers::pattern, source::Prose};

/// The text says of the works what they are not: the designation behind it is not theirs either.
static NOT_MEANT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:nejde o|nejedna se o|nejsou to|neni to|nikoli o?|(?:is|are|was|were) not|(?:is|are)n.t|not)(?: an?| the| any)?(?: [a-z]{4,}){0,2} ?$",
    )
});
/// The text says that there is none.
static ABSENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:bez|zadn\w+|no|without(?: an?| any)?)(?: [a-z]{4,}(?:ych|eho|ove|ed|al|ar)\b)? ?$")
});
/// Words before the name in a denial that speak of something else than of the name.
const OTHER: &[&str] = &[
    "part",
    "soucast",
    "exposed",
    "reach",
    "contact",
    "sahaj",
    "connected",
    "below",
    "under",
    "above",
    "within",
    "joint",
    "spar",
    "crack",
    "trhlin",
];

/// Takes denied elements out of a text's mentions; gives what their denial reaches, from the name to the end of its
/// sentence or to the next name.
pub(crate) fn take_denied(prose: &Prose, mentions: &mut Vec<Mention>) -> Vec<Range<usize>> {
    let starts: Vec<usize> = mentions.iter().map(|mention| mention.range.start).collect();
    let mut denied = Vec::new();
    mentions.retain(|mention| {
        let at = prose.sentence_at(mention.range.start);
        let Some(sentence) = prose.sentences.get(at) else { return true };
        let before = prose.text().get(sentence.range.start..mention.range.start).unwrap_or("");
        let clause = before.rfind([',', '(', ':']).map_or(0, |comma| comma + 1);
        let before = before.get(clause..).unwrap_or("");
        let matched = [&NOT_MEANT, &ABSENT]
            .into_iter()
            .enumerate()
            .find_map(|(which, denial)| Some((which == 0, denial.find(before)?.as_str())));
        let Some((is_not_meant, words)) = matched else { return true };
        if OTHER.iter().any(|other| words.contains(other)) {
            return true;
        }
        let next = starts.iter().copied().find(|start| *start > mention.range.start);
        let end = next.map_or(sentence.range.end, |next| next.min(sentence.range.end));
        denied.push(mention.range.start..if is_not_meant { end } else { mention.range.end });
        false
    });
    denied
}

#[cfg(test)]
mod tests {
    use super::take_denied;
    use crate::facts::{
        kind::mentions,
        source::{Place, Prose},
    };

    fn left(text: &str) -> usize {
        let prose = Prose::new(Place::Description, text.to_owned());
        let mut found = mentions(prose.text());
        assert!(!found.is_empty(), "{text}");
        take_denied(&prose, &mut found);
        found.len()
    }

    #[test]
    fn what_is_denied_is_no_element() {
        for text in [
            "Nejde o základ C12/15 XF4.",
            "It is not a foundation.",
            "House with no balcony",
            "dům bez balkonů",
            "without any balconies",
            "žádné základové pasy",
        ] {
            assert_eq!(left(text), 0, "{text}");
        }
    }

    #[test]
    fn a_denial_of_something_else_leaves_the_element() {
        for text in [
            "No de-icing salts on the retaining wall",
            "bez posypu, opěrná zeď",
            "slab not exposed to rain",
            "wall without de-icing salts",
        ] {
            assert_eq!(left(text), 1, "{text}");
        }
    }
}
