//! Pipes in prose and positions: `PE100 RC d90, SDR11, PN16, tloušťka stěny 5,4 mm`.

use std::sync::LazyLock;

use regex::Regex;
use standards::pipes::{Material, PipeSpec};

use crate::facts::{
    numbers::{NUMBER, number, pattern},
    source::{Origin, Prose},
};

/// A pipe and where it was read.
#[derive(Clone, Debug)]
pub(crate) struct PipeFact {
    /// What is written of it.
    pub(crate) pipe: PipeSpec,
    /// Where.
    pub(crate) origin: Origin,
}

static POLYETHYLENE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:hd)?pe[ -]?(?:hd)?[ -]?(100|80)?\b(?:[ -]?rc\b)?|polyethylen\w*"));
static DIAMETER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:\bd ?|\bdn ?|\bde ?|\bod ?|ø ?|\bprumer\w* |\bdiameter )(\d{2,4})\b"));
static DIAMETER_BY_WALL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[^0-9.,/])(\d{2,3})(?: ?mm)? ?x ?(\d{1,2}[.,]\d{1,2})\b"));
static SDR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bsdr ?-?(\d{1,2}(?:[.,]\d)?)\b"));
static PN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bpn ?-?(\d{1,2}(?:[.,]\d)?)\b"));
static WALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:tloustk\w+ steny|tl\. ?steny|stena|wall(?: thickness)?|\be ?=)[^0-9;.]{{0,12}}({NUMBER}) ?mm"
    ))
});

/// Reads the polyethylene pipes of a text, one at most per sentence.
pub(crate) fn read(prose: &Prose) -> Vec<PipeFact> {
    let text = prose.text();
    if !names_polyethylene(text) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for sentence in &prose.sentences {
        let Some(words) = text.get(sentence.range.clone()) else { continue };
        let Some(name) = POLYETHYLENE.captures(words) else { continue };
        let material = match name.get(1).map(|grade| grade.as_str()) {
            Some("100") => Material::Pe100,
            Some(_) => Material::Pe80,
            None => Material::Unknown,
        };
        let decimal = |regex: &Regex| {
            regex.captures(words).and_then(|caught| number(caught.get(1)?.as_str())).map(|n| *n)
        };
        let by_wall = DIAMETER_BY_WALL.captures(words);
        let dn = DIAMETER.captures(words).or_else(|| DIAMETER_BY_WALL.captures(words));
        let Some(dn) = dn.and_then(|caught| caught.get(1)?.as_str().parse().ok()) else { continue };
        let wall_mm =
            decimal(&WALL).or_else(|| by_wall.and_then(|caught| number(caught.get(2)?.as_str())).map(|n| *n));
        let (sdr, pn) = (decimal(&SDR), decimal(&PN));
        if sdr.is_none() && pn.is_none() && wall_mm.is_none() {
            continue;
        }
        let pipe = PipeSpec { dn, sdr, pn, wall_mm, material };
        found.push(PipeFact { pipe, origin: prose.origin(&sentence.range) });
    }
    found
}

/// Whether PE may stand in a text as a word, alone or as in HDPE, PE100, PEHD: "open" and "period" are left out, so that
/// a text without pipes costs no pattern.
fn names_polyethylene(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase();
    text.match_indices("pe").any(|(at, _)| {
        let (before, behind) = (text.get(..at).unwrap_or(""), text.get(at + 2..).unwrap_or(""));
        let begins = before.ends_with("hd") || !before.ends_with(is_letter);
        begins && (behind.starts_with("hd") || !behind.starts_with(is_letter))
    }) || text.contains("polyethyl")
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;
    use standards::pipes::{Material, PipeSpec};

    use super::read;
    use crate::facts::source::{Place, Prose};

    fn pipes(text: &str) -> Vec<PipeSpec> {
        read(&Prose::new(Place::Description, text.to_owned())).into_iter().map(|fact| fact.pipe).collect()
    }

    #[test]
    fn a_pipe_is_read_with_all_that_is_written_of_it() {
        let expected = PipeSpec {
            dn: 90,
            sdr: Some(Decimal::from(11)),
            pn: Some(Decimal::from(16)),
            wall_mm: Some(Decimal::new(54, 1)),
            material: Material::Pe100,
        };
        let read = pipes("Vodovodní přípojka PE100 RC d90, SDR11, PN16, tloušťka stěny 5,4 mm, 120 m.");
        assert_eq!(format!("{read:?}"), format!("{:?}", [expected]));
        let read = pipes("Water pipe PE 100 d 90 SDR 11 PN 16, wall thickness 5.4 mm");
        assert_eq!(format!("{read:?}"), format!("{:?}", [expected]));
    }

    #[test]
    fn other_pipes_and_foils_are_left_alone() {
        assert!(pipes("kanalizace PVC KG SN 8 DN 160; PE fólie tl. 1,5 mm").is_empty());
    }
}
