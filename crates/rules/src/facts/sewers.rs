//! Solid-wall PVC-U sewers in prose and positions: `PVC KG DN 160, SN 8, tl. stěny 4,7 mm`. Pressure pipes, other plastics and
//! structured walls are left alone: their stiffness does not come from the wall.

use std::sync::LazyLock;

use rust_decimal::Decimal;
use standards::pipes::SewerSpec;

use crate::facts::{
    numbers::{NUMBER, number},
    patterns::Pattern,
    source::{Origin, Prose},
};

/// A sewer pipe and where it was read.
#[derive(Clone, Debug)]
pub(crate) struct SewerFact {
    /// What is written of it.
    pub(crate) pipe: SewerSpec,
    /// Where.
    pub(crate) origin: Origin,
}

static NAME: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\bpvc(?:[ -]?u)?\b|\bu-?pvc\b"));
static OTHER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"\bpn ?\d|struktur\w*|structured|korugovan\w*|corrugated|zebrovan\w*|ribbed|vicevrstv\w*|multilayer|napenen\w*|foam\w*|13476|\bpp\b|drenaz\w*|drainage|chranic\w*|\bducts?\b",
    )
});
static DIAMETER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?:\bd ?|\bdn[ /]{0,3}(?:od ?)?|\bde ?|\bod ?|ø ?|\bprumer\w* |\bdiameter |\bkg ?)(\d{3})\b",
    )
});
static STIFFNESS: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\bsn ?-?(2|4|8|10|12|16)\b"));
static RATIO: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\bsdr ?-?(34|41|51)\b"));
static WALL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(format!(
        r"(?:tloustk\w+ steny|tl\. ?steny|stena|wall(?: thickness)?|\be ?=|\b\d{{3}} ?x)[^0-9;.]{{0,12}}({NUMBER}) ?mm"
    ))
});

/// Reads the sewer pipes of a text, one at most per sentence.
pub(crate) fn read(prose: &Prose) -> Vec<SewerFact> {
    let mut found: Vec<SewerFact> = Vec::new();
    for name in NAME.find_iter(prose) {
        let Some(sentence) = prose.sentences.get(prose.sentence_at(name.start())) else { continue };
        let range = sentence.range.clone();
        let is_here = |at: usize| range.contains(&at);
        if OTHER.find_iter(prose).any(|found| is_here(found.start())) {
            continue;
        }
        let decimal = |pattern: &Pattern| -> Option<Decimal> {
            let here = pattern
                .captures_iter(prose)
                .find(|caught| caught.get(0).is_some_and(|whole| is_here(whole.start())))?;
            number(here.get(1)?.as_str()).map(|number| *number)
        };
        let Some(dn) = decimal(&DIAMETER).and_then(|dn| dn.to_string().parse().ok()) else { continue };
        let pipe = SewerSpec { dn, sn: decimal(&STIFFNESS), sdr: decimal(&RATIO), wall_mm: decimal(&WALL) };
        if pipe.sn.is_some() || pipe.sdr.is_some() || pipe.wall_mm.is_some() {
            let origin = prose.origin(&range);
            if found.last().is_none_or(|last| last.origin != origin) {
                found.push(SewerFact { pipe, origin });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::read;
    use crate::facts::source::{Place, Prose};

    fn written(text: &str) -> Vec<String> {
        let told = |value: Option<Decimal>| value.map_or_else(|| "-".to_owned(), |value| value.to_string());
        read(&Prose::new(Place::Description, text.to_owned()))
            .into_iter()
            .map(|fact| {
                let pipe = fact.pipe;
                format!("{} {} {} {}", pipe.dn, told(pipe.sn), told(pipe.sdr), told(pipe.wall_mm))
            })
            .collect()
    }

    #[test]
    fn a_sewer_is_read_with_all_that_is_written_of_it() {
        assert_eq!(written("Kanalizace PVC KG DN 160, SN 8, tloušťka stěny 4,0 mm."), ["160 8 - 4"]);
        assert_eq!(written("Sewer PVC-U d200 SN 4 SDR 41, wall thickness 4.9 mm, 30 m"), ["200 4 41 4.9"]);
    }

    #[test]
    fn pressure_pipes_foils_and_structured_walls_are_left_alone() {
        for text in [
            "Vodovod PVC-U d110 PN10, stěna 5,3 mm",
            "PVC fólie tl. 1,5 mm",
            "Kanalizace PVC žebrovaná DN 300 SN 8, stěna 4 mm",
            "Trubka PP DN 160 SN 10",
        ] {
            assert!(written(text).is_empty(), "{text}");
        }
    }
}
