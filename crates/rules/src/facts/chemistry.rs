//! Analyses of ground water and ground in prose: `pH 5,8; agresivní CO2 22 mg/l; SO4 90 mg/l`.

use std::sync::LazyLock;

use model::Number;
use rust_decimal::Decimal;
use standards::chemistry::Analysis;

use crate::facts::{
    numbers::{NUMBER, number},
    patterns::Pattern,
    source::{Origin, Prose},
};

/// What an analysis says, joined over all texts by the worst value, and where.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chemistry {
    /// The values.
    pub(crate) analysis: Analysis,
    /// Where each was read.
    pub(crate) origins: Vec<Origin>,
    /// Values that cannot be, such as pH 62.
    pub(crate) impossible: Vec<Origin>,
}

const BETWEEN: &str = r"[^0-9;\n]{0,28}?";

fn after(name: &str, unit: &str) -> Pattern {
    Pattern::new(format!(r"(?:{name}){BETWEEN}(?:[<>=~] ?)?({NUMBER})(?: ?(?:-|az|to) ?({NUMBER}))? ?{unit}"))
}

fn before(unit: &str, name: &str) -> Pattern {
    Pattern::new(format!(
        r"(?:^|[^0-9a-z/.,])({NUMBER})() ?{unit} (?:of |dissolved |aggressive |agresivni\w* )?(?:{name})"
    ))
}

const SULFATE: &str = r"\bso ?4 ?(?:\(?2 ?-\)?|--)?|\bsiran\w*|\bsul(?:f|ph)ates?\b";
const CARBON_DIOXIDE: &str = r"\bco2\b";
const AMMONIUM: &str = r"\bnh ?4 ?\+?|\bamon\w*|\bammoni\w*";
const MAGNESIUM: &str = r"\bmg ?(?:2 ?\+|\(2\+\)|\+\+)?|\bhorcik\w*|\bmagnesi\w*";
const PER_LITRE: &str = r"(?:mg ?/ ?(?:l|dm3)\b|mg\.l-1)";
const PER_KILOGRAM: &str = r"mg ?/ ?kg\b";

static PH: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(format!(
        r"(?:^|[^a-z0-9])ph\b[ :=~]*(?:is |je |of |hodnota |value |cca |about )?[<>]? ?({NUMBER})(?: ?(?:-|az|to) ?({NUMBER}))?"
    ))
});
static READINGS: LazyLock<Vec<(Field, Pattern)>> = LazyLock::new(|| {
    vec![
        (Field::SoilSulfate, after(SULFATE, PER_KILOGRAM)),
        (Field::SoilSulfate, before(PER_KILOGRAM, SULFATE)),
        (Field::Sulfate, after(SULFATE, PER_LITRE)),
        (Field::Sulfate, before(PER_LITRE, SULFATE)),
        (Field::CarbonDioxide, after(CARBON_DIOXIDE, &format!("(?:{PER_LITRE})?"))),
        (Field::CarbonDioxide, before(PER_LITRE, CARBON_DIOXIDE)),
        (Field::Ammonium, after(AMMONIUM, &format!("(?:{PER_LITRE})?"))),
        (Field::Ammonium, before(PER_LITRE, AMMONIUM)),
        (
            Field::Magnesium,
            Pattern::new(format!(
                r"(?:{MAGNESIUM})[ :=~(]{{0,4}}(?:[<>] ?)?({NUMBER})(?: ?(?:-|az|to) ?({NUMBER}))? ?(?:{PER_LITRE})?"
            )),
        ),
        (Field::Magnesium, before(PER_LITRE, MAGNESIUM)),
        (
            Field::Sulfate,
            Pattern::new(format!(
                r"(?:\bso ?4|\bsiran(?:y|u)|\bsul(?:f|ph)ates?)[ :=~]{{1,3}}(?:[<>] ?)?({NUMBER})()(?: ?[,;.)\n]| [^ mg]|$)"
            )),
        ),
        (
            Field::SoilAcidity,
            Pattern::new(format!(
                r"(?:kyselost\w*|acidity|baumann\W+gully)[^0-9;.]{{0,30}}({NUMBER})() ?(?:ml ?/ ?kg)?"
            )),
        ),
    ]
});

#[derive(Clone, Copy, Debug)]
enum Field {
    Sulfate,
    CarbonDioxide,
    Ammonium,
    Magnesium,
    SoilSulfate,
    SoilAcidity,
}

impl Chemistry {
    /// Reads a text and joins it to what was read before: the worse value counts.
    pub(crate) fn read(&mut self, prose: &Prose) {
        for caught in PH.captures_iter(prose) {
            let Some(whole) = caught.get(0) else { continue };
            let values = [caught.get(1), caught.get(2)].into_iter().flatten();
            let Some(lowest) = values.filter_map(|value| number(value.as_str())).min() else { continue };
            let origin = prose.origin(&whole.range());
            if *lowest > Decimal::from(14) {
                self.impossible.push(origin);
                continue;
            }
            let known = &mut self.analysis.ph;
            *known = Some(known.map_or(*lowest, |known| known.min(*lowest)));
            self.origins.push(origin);
        }
        for (field, pattern) in READINGS.iter() {
            for caught in pattern.captures_iter(prose) {
                let Some(whole) = caught.get(0) else { continue };
                let values = [caught.get(1), caught.get(2)].into_iter().flatten();
                let Some(highest) = values.filter_map(|value| number(value.as_str())).max() else { continue };
                self.join(*field, highest);
                self.origins.push(prose.origin(&whole.range()));
            }
        }
    }

    fn join(&mut self, field: Field, value: Number) {
        let known = match field {
            Field::Sulfate => &mut self.analysis.sulfate_mg_l,
            Field::CarbonDioxide => &mut self.analysis.carbon_dioxide_mg_l,
            Field::Ammonium => &mut self.analysis.ammonium_mg_l,
            Field::Magnesium => &mut self.analysis.magnesium_mg_l,
            Field::SoilSulfate => &mut self.analysis.soil_sulfate_mg_kg,
            Field::SoilAcidity => &mut self.analysis.soil_acidity_ml_kg,
        };
        *known = Some(known.map_or(*value, |known| known.max(*value)));
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;
    use standards::chemistry::Analysis;

    use super::Chemistry;
    use crate::facts::source::{Place, Prose};

    fn read(text: &str) -> Analysis {
        let mut chemistry = Chemistry::default();
        chemistry.read(&Prose::new(Place::Description, text.to_owned()));
        chemistry.analysis
    }

    #[test]
    fn an_analysis_is_read_in_both_languages() {
        let expected = Analysis {
            ph: Some(Decimal::new(71, 1)),
            sulfate_mg_l: Some(Decimal::from(310)),
            carbon_dioxide_mg_l: Some(Decimal::from(8)),
            ammonium_mg_l: Some(Decimal::from(1)),
            magnesium_mg_l: Some(Decimal::from(40)),
            ..Analysis::default()
        };
        assert_eq!(read("Podzemní voda: pH 7,1; SO4 310 mg/l; CO2 agr. 8 mg/l; NH4 < 1; Mg 40."), expected);
        assert_eq!(
            read("pH: 7.1, sulfates 310 mg/l, CO2 8 mg/l, ammonium 1 mg/l, magnesium 40 mg/l"),
            expected
        );
        assert_eq!(
            read(
                "pH = 7,1, sírany (SO₄²⁻) 310 mg/l, agresivní CO₂ 8 mg/l, amonné ionty 1 mg/l, hořčík 40 mg/l"
            ),
            expected
        );
    }

    #[test]
    fn a_number_before_the_name_and_ground_are_read() {
        assert_eq!(read("2200 mg/l sulfates").sulfate_mg_l, Some(Decimal::from(2200)));
        assert_eq!(read("sírany 2600 mg/kg").soil_sulfate_mg_kg, Some(Decimal::from(2600)));
        assert_eq!(read("sírany 2600 mg/kg").sulfate_mg_l, None);
        assert_eq!(read("pH 5,8-6,2").ph, Some(Decimal::new(58, 1)));
    }

    #[test]
    fn ordinary_words_are_no_chemistry() {
        assert_eq!(read("graph 5, SO 201 most, co 2 roky, Mgr. Novák, 30 mg/l"), Analysis::default());
    }
}
