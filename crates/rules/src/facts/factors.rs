//! Numbers of the design in prose: partial and overall safety factors, working life.

use std::{ops::Range, sync::LazyLock};

use model::Number;

use crate::facts::{
    numbers::{NUMBER, number},
    patterns::Pattern,
    source::{Origin, Prose},
};

/// A number of the design.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Factor {
    /// γG.
    Permanent(Number),
    /// γQ.
    Variable(Number),
    /// γC.
    Concrete(Number),
    /// γS.
    Steel(Number),
    /// One number for the whole safety.
    Overall(Number),
}

/// A factor and where it was read.
#[derive(Clone, Debug)]
pub(crate) struct FactorFact {
    /// The number.
    pub(crate) factor: Factor,
    /// Where.
    pub(crate) origin: Origin,
}

static PARTIAL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(format!(r"\bgamma[ _]?(g|q|c|s)(?:,? ?(?:sup|inf|1))?\b[ :=]{{0,4}}({NUMBER})"))
});
static OVERALL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(format!(
        r"(?:safety factor|factor of safety|global factor|overall (?:safety )?factor|(?:stup\w+|soucinitel\w*|koeficient\w*) (?:\w+ )?bezpecnosti|\bgamma\b)[^0-9;]{{0,20}}?({NUMBER})"
    ))
});
static LIFE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?:zivotnost\w*|working life|design life|service life)[^0-9;.]{0,25}(\d{2,3}) ?(?:let|rok\w*|years?)?\b|\b(\d{2,3})[- ](?:let\w* zivotnost|year (?:design|working|service) life|years? (?:design|working|service) life)",
    )
});
/// Reads the factors of a text.
pub(crate) fn read(prose: &Prose) -> Vec<FactorFact> {
    let mut found = Vec::new();
    let mut taken: Vec<Range<usize>> = Vec::new();
    for caught in PARTIAL.captures_iter(prose) {
        let (Some(whole), Some(letter), Some(value)) = (caught.get(0), caught.get(1), caught.get(2)) else {
            continue;
        };
        let Some(value) = number(value.as_str()) else { continue };
        let factor = match letter.as_str() {
            "g" => Factor::Permanent(value),
            "q" => Factor::Variable(value),
            "c" => Factor::Concrete(value),
            _ => Factor::Steel(value),
        };
        taken.push(whole.range());
        found.push(FactorFact { factor, origin: prose.origin(&whole.range()) });
    }
    for caught in OVERALL.captures_iter(prose) {
        let (Some(whole), Some(value)) = (caught.get(0), caught.get(1)) else { continue };
        let overlaps = taken.iter().any(|range| range.start < whole.end() && whole.start() < range.end);
        let Some(value) =
            number(value.as_str()).filter(|value| value.to_f64() >= 0.5 && value.to_f64() <= 5.0)
        else {
            continue;
        };
        if !overlaps {
            found.push(FactorFact { factor: Factor::Overall(value), origin: prose.origin(&whole.range()) });
        }
    }
    found
}

/// Reads the design working life in years, and where.
pub(crate) fn design_life(prose: &Prose) -> Option<(u32, Origin)> {
    let caught = LIFE.captures(prose)?;
    let years = caught.get(1).or_else(|| caught.get(2))?.as_str().parse().ok()?;
    Some((years, prose.origin(&caught.get(0)?.range())))
}

#[cfg(test)]
mod tests {
    use model::Number;

    use super::{Factor, design_life, read};
    use crate::facts::source::{Place, Prose};

    fn prose(text: &str) -> Prose {
        Prose::new(Place::Description, text.to_owned())
    }

    fn factors(text: &str) -> Vec<Factor> {
        read(&prose(text)).into_iter().map(|fact| fact.factor).collect()
    }

    #[test]
    fn partial_and_overall_factors_are_told_apart() {
        let n = |text| Number::parse(text).unwrap();
        assert_eq!(factors("γG 1,35, γQ 1,5"), [Factor::Permanent(n("1.35")), Factor::Variable(n("1.5"))]);
        assert_eq!(factors("gamma_G = 1.2"), [Factor::Permanent(n("1.2"))]);
        assert_eq!(factors("safety factor 1.42"), [Factor::Overall(n("1.42"))]);
        assert_eq!(factors("stupeň bezpečnosti 1,42"), [Factor::Overall(n("1.42"))]);
    }

    #[test]
    fn the_working_life_is_read() {
        assert_eq!(design_life(&prose("návrhová životnost 100 let")).map(|(years, _)| years), Some(100));
        assert_eq!(
            design_life(&prose("design working life of 100 years")).map(|(years, _)| years),
            Some(100)
        );
    }
}
