//! Whether a citation can be right: standards that do not exist, clauses and tables that a standard does not have, and
//! clauses that are about something else. Only structures are told here, no text of a standard.

use std::sync::LazyLock;

use model::Lang;
use regex::Regex;
use standards::obsolete::{Standard, find_standards};

use super::subject::Subject;
use crate::{
    facts::{numbers::pattern, source::Folded},
    text::say,
};

/// How a standard numbers its tables.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tables {
    /// `Table 1` to the given number.
    Flat(u32),
    /// `Table 4.4`: by section.
    BySection,
}

/// How a standard is built, and where it treats what.
struct Built {
    /// Its id in the table of standards.
    id: &'static str,
    /// Numbered sections.
    sections: u32,
    /// Letters of its annexes.
    annexes: &'static str,
    tables: Tables,
    /// Where it treats a subject: `t:` a table, `a:` an annex, else a section, by the beginning of the number.
    treats: &'static [(Subject, &'static [&'static str])],
    /// What it does not treat at all, although it is often cited for it.
    silent_on: &'static [Subject],
}

const COMPOSITION: &[&str] = &["4.1", "5.1", "5.3", "5.4", "6", "8", "t:1", "t:f", "a:f"];

/// The numbered structure of EN 206:2013+A2, EN 1990:2002+A1, EN 1992-1-1:2004, EN 1997-1:2004, EN 12201-2:2011+A1.
const BUILT: &[Built] = &[
    Built {
        id: "ČSN EN 206+A2",
        sections: 11,
        annexes: "abcdefghjklm",
        tables: Tables::Flat(31),
        treats: &[
            (
                Subject::ConcreteClass,
                &["4.1", "4.3", "5.1", "5.3", "5.5", "6", "8", "t:1", "t:f", "a:f", "t:12", "t:13"],
            ),
            (Subject::WaterCement, COMPOSITION),
            (Subject::Cement, COMPOSITION),
            (Subject::Air, COMPOSITION),
            (Subject::SulfateResisting, &["4.1", "5.1", "5.2", "5.3", "6", "t:2", "t:f", "a:f"]),
            (Subject::Exposure, &["4.1", "5.3", "6", "t:1", "t:2", "t:f", "a:f"]),
            (Subject::Chemistry, &["4.1", "5.3", "t:1", "t:2", "t:f", "a:f"]),
        ],
        silent_on: &[Subject::Cover, Subject::PartialFactor, Subject::PipeWall, Subject::PipePressure],
    },
    Built {
        id: "ČSN EN 1990",
        sections: 6,
        annexes: "abcd",
        tables: Tables::BySection,
        treats: &[
            (Subject::PartialFactor, &["4", "6", "t:a", "a:a"]),
            (Subject::DesignLife, &["1.5", "2.1", "2.3", "t:2.1", "a:a"]),
        ],
        silent_on: &[
            Subject::ConcreteClass,
            Subject::WaterCement,
            Subject::Cement,
            Subject::Air,
            Subject::SulfateResisting,
            Subject::Exposure,
            Subject::Chemistry,
            Subject::Cover,
            Subject::PipeWall,
            Subject::PipePressure,
        ],
    },
    Built {
        id: "ČSN EN 1992-1-1",
        sections: 12,
        annexes: "abcdefghij",
        tables: Tables::BySection,
        treats: &[
            (Subject::ConcreteClass, &["3.1", "4.2", "4.4", "t:3.1", "t:4.1", "t:e", "a:e"]),
            (Subject::Exposure, &["4.2", "4.3", "4.4", "t:4.1", "t:e", "a:e"]),
            (Subject::Cover, &["4.2", "4.3", "4.4", "t:4.1", "t:4.3", "t:4.4", "t:4.5", "a:e"]),
            (Subject::PartialFactor, &["2.4", "t:2.1", "a:a"]),
        ],
        silent_on: &[Subject::Air, Subject::PipeWall, Subject::PipePressure],
    },
    Built {
        id: "ČSN EN 1997-1",
        sections: 12,
        annexes: "abcdefghj",
        tables: Tables::BySection,
        treats: &[],
        silent_on: &[
            Subject::WaterCement,
            Subject::Cement,
            Subject::Air,
            Subject::Exposure,
            Subject::Cover,
            Subject::PipeWall,
        ],
    },
    Built {
        id: "ČSN EN 12201-2",
        sections: 12,
        annexes: "abcde",
        tables: Tables::Flat(8),
        treats: &[(Subject::PipeWall, &["6", "t:1", "t:2", "t:3"])],
        silent_on: &[Subject::ConcreteClass, Subject::Exposure, Subject::Cover],
    },
];

/// What the complementary Czech provisions do not treat; their sections are not tabulated here.
const CZECH_PROVISIONS: (&str, &[Subject]) =
    ("ČSN P 73 2404", &[Subject::PartialFactor, Subject::PipeWall, Subject::PipePressure]);

/// What is wrong with the citation of a check, if it is certain: (standard to look into, note).
pub(super) fn fault(
    lang: Lang,
    subject: Option<Subject>,
    standard: &str,
    clause: &str,
) -> Option<(String, String)> {
    let places = places(clause);
    let cited: Vec<&Standard> = find_standards(standard).iter().map(|citation| citation.standard).collect();
    let mut faults = Vec::new();
    for known in &cited {
        faults.push(fault_of(lang, subject, known, &places)?);
    }
    faults.into_iter().next()
}

/// The fault of a clause in one standard; `None` where it may be right.
fn fault_of(
    lang: Lang,
    subject: Option<Subject>,
    standard: &Standard,
    places: &[Place],
) -> Option<(String, String)> {
    let id = standard.id.clone();
    let (czech, czech_silence) = CZECH_PROVISIONS;
    let silence = if id == czech { czech_silence } else { built(&id)?.silent_on };
    if subject.is_some_and(|subject| silence.contains(&subject)) {
        let note = say!(lang, "{id} does not treat this.", "{id} se tím nezabývá.");
        return Some((id, note));
    }
    let built = built(&id)?;
    if let Some(place) = places.iter().find(|place| !built.has(place)) {
        let written = &place.written;
        let note = say!(lang, "{id} has no {written}.", "{id} nic takového nemá: {written}.");
        return Some((id, note));
    }
    let (_, treated) = built.treats.iter().find(|(known, _)| Some(*known) == subject)?;
    let fits = |place: &Place| treated.iter().any(|start| place.begins_with(start));
    if places.is_empty() || places.iter().any(fits) {
        return None;
    }
    let written: Vec<&str> = places.iter().map(|place| place.written.as_str()).collect();
    let (written, right) = (written.join(", "), told(lang, treated));
    let note = say!(
        lang,
        "{written} of {id} is about something else; this stands in {right}.",
        "{id}, {written}, je o něčem jiném; toto řeší {right}."
    );
    Some((id, note))
}

fn built(id: &str) -> Option<&'static Built> {
    BUILT.iter().find(|built| built.id == id)
}

/// `t:f` is Table F, `a:f` is Annex F.
fn told(lang: Lang, treated: &[&str]) -> String {
    let words = treated.iter().map(|start| {
        let upper = |letters: &str| letters.to_uppercase();
        match start.split_once(':') {
            Some(("t", table)) => {
                say!(lang, "Table {}", "tabulka {}", upper(table))
            }
            Some((_, annex)) => say!(lang, "Annex {}", "příloha {}", upper(annex)),
            None => (*start).to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(", ")
}

/// A place in a standard that a citation names.
struct Place {
    /// `t` a table, `a` an annex, `s` a section.
    sort: char,
    /// Such as `f.1.1`, `4.4`, folded.
    number: String,
    /// As a person reads it.
    written: String,
}

impl Place {
    fn begins_with(&self, start: &str) -> bool {
        let (sort, start) = match start.split_once(':') {
            Some(("t", start)) => ('t', start),
            Some((_, start)) => ('a', start),
            None => ('s', start),
        };
        if self.sort != sort {
            return false;
        }
        let is_letter = start.starts_with(|c: char| c.is_ascii_alphabetic());
        self.number
            .strip_prefix(start)
            .is_some_and(|rest| is_letter || !rest.starts_with(|c: char| c.is_ascii_digit()))
    }
}

impl Built {
    fn has(&self, place: &Place) -> bool {
        let first: String = place.number.chars().take_while(char::is_ascii_digit).collect();
        let parts = || place.number.split('.').filter_map(|part| part.parse::<u32>().ok());
        let letter = place.number.chars().next().filter(char::is_ascii_alphabetic);
        if let Some(letter) = letter {
            return self.annexes.contains(letter);
        }
        // No clause or table of these standards counts beyond thirty at any level.
        if parts().any(|part| part > 31) {
            return false;
        }
        let section = first.parse::<u32>().unwrap_or(0);
        match (place.sort, self.tables) {
            ('t', Tables::Flat(most)) => !place.number.contains('.') && section >= 1 && section <= most,
            ('t', Tables::BySection) => {
                place.number.contains('.') && section >= 1 && section <= self.sections
            }
            _ => section >= 1 && section <= self.sections,
        }
    }
}

static PLACES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:tables?|tab\.?|tabulk\w*) ?([a-z]?\d+(?:\.\d+)*|[a-z](?:\.\d+)+)|(?:annex|priloh\w*|appendix) ?([a-z]\d?)\b|\(([^)]*)\)|(?:^|[^0-9a-z.])(\d{1,2}(?:\.\d{1,3})*)\b",
    )
});

/// A standard inside a text of clauses, whose numbers are no clauses.
static CITED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\ben (?:iso )?\d{2,6}(?:-\d{1,3})*(?: ?\+ ?a\d)*(?::\d{4})?|\bcsn (?:p )?\d\d \d{4}")
});

/// The places that a text of clauses names; what stands in brackets is passed over.
fn places(clause: &str) -> Vec<Place> {
    let folded = Folded::new(clause).text;
    let folded = CITED.replace_all(&folded, " ");
    let mut found = Vec::new();
    for caught in PLACES.captures_iter(&folded) {
        for (index, sort) in [(1, 't'), (2, 'a'), (4, 's')] {
            if let (Some(number), Some(whole)) = (caught.get(index), caught.get(0)) {
                let written = whole.as_str().trim().to_uppercase();
                found.push(Place { sort, number: number.as_str().to_owned(), written });
            }
        }
    }
    found
}

static EUROPEAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\ben (iso |iec |iso/iec )?(\d{1,6})(?:-(\d{1,3})(?:-(\d{1,3}))?)?(?: ?\+ ?a\d)*(?:[:(] ?((?:19|20)\d\d))?",
    )
});

/// Parts that a numbered series has, by its number: `-` stands for the number alone.
const SERIES: &[(u32, &[&str])] = &[
    (206, &["-", "1", "9"]),
    (197, &["-", "1", "2", "3", "4", "5", "6"]),
    (1536, &["-"]),
    (1990, &["-", "1", "2"]),
    (1991, &["-", "1", "1-1", "1-2", "1-3", "1-4", "1-5", "1-6", "1-7", "1-8", "1-9", "2", "3", "4"]),
    (1992, &["-", "1", "1-1", "1-2", "2", "3", "4"]),
    (
        1993,
        &[
            "-", "1", "1-1", "1-2", "1-3", "1-4", "1-5", "1-6", "1-7", "1-8", "1-9", "1-10", "1-11", "1-12",
            "1-13", "1-14", "2", "3", "3-1", "3-2", "4", "4-1", "4-2", "4-3", "5", "6", "7",
        ],
    ),
    (1994, &["-", "1", "1-1", "1-2", "2"]),
    (1995, &["-", "1", "1-1", "1-2", "2", "3"]),
    (1996, &["-", "1", "1-1", "1-2", "2", "3"]),
    (1997, &["-", "1", "2", "3"]),
    (1998, &["-", "1", "1-1", "1-2", "2", "3", "4", "5", "6"]),
    (1999, &["-", "1", "1-1", "1-2", "1-3", "1-4", "1-5"]),
    (12201, &["-", "1", "2", "3", "4", "5", "6", "7"]),
    (13670, &["-", "1"]),
    (13791, &["-"]),
];

/// The first European standard of a text that cannot exist: a part that its series does not have, a number outside the
/// ranges of CEN, CENELEC and ETSI, an edition after the tables of this program.
pub(super) fn nonexistent(text: &str) -> Option<String> {
    let folded = Folded::new(text).text;
    let written = |range: std::ops::Range<usize>| folded.get(range).unwrap_or("").to_uppercase();
    let newest: u32 = standards::DATA_VERSION.get(..4).and_then(|year| year.parse().ok()).unwrap_or(u32::MAX);
    for caught in EUROPEAN.captures_iter(&folded) {
        let (Some(whole), Some(number)) = (caught.get(0), caught.get(2)) else { continue };
        let Ok(number) = number.as_str().parse::<u32>() else { continue };
        let of = |index| caught.get(index).map(|part| part.as_str());
        let part = match (of(3), of(4)) {
            (Some(part), Some(sub)) => format!("{part}-{sub}"),
            (Some(part), None) => part.to_owned(),
            _ => "-".to_owned(),
        };
        let year = of(5).and_then(|year| year.parse::<u32>().ok());
        let is_international = of(1).is_some();
        let has_no_such_part = !is_international
            && SERIES.iter().any(|(series, parts)| *series == number && !parts.contains(&part.as_str()));
        let is_outside = !is_international
            && !matches!(number, 1..=19_999 | 45_000..=45_999 | 50_000..=63_999 | 300_000..=320_000);
        if has_no_such_part || is_outside || year.is_some_and(|year| year > newest) {
            return Some(written(whole.range()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use model::Lang;

    use super::{Subject, fault, nonexistent};

    #[test]
    fn standards_that_cannot_exist_are_found() {
        for text in
            ["ČSN EN 1992-5-1", "EN 206-3", "ČSN EN 99999", "EN 206:2031", "EN 1998-99", "ČSN EN 1990-1-9"]
        {
            assert!(nonexistent(text).is_some(), "{text}");
        }
        for text in [
            "ČSN EN 206+A2",
            "EN 206:2013+A2:2021",
            "ČSN EN 1992-1-1 ed. 2",
            "EN 1998-1",
            "ČSN EN ISO 9001",
            "ČSN EN 60079-10-1",
            "EN 12390-8",
            "ČSN 73 1201",
            "ČSN EN 206-1",
            "EN 1990 a EN 1991-1-1",
        ] {
            assert_eq!(nonexistent(text), None, "{text}");
        }
    }

    #[test]
    fn a_clause_is_held_against_the_structure_of_its_standard() {
        let wrong = |subject, standard, clause| fault(Lang::En, Some(subject), standard, clause).is_some();
        assert!(wrong(Subject::Exposure, "EN 206", "Table 4.1"), "that is EN 1992-1-1");
        assert!(wrong(Subject::Exposure, "EN 206", "Annex A"));
        assert!(wrong(Subject::Cement, "EN 206", "Annex E"));
        assert!(wrong(Subject::Cover, "EN 1992-1-1", "Table 4.2"), "that is bond");
        assert!(wrong(Subject::Cover, "ČSN EN 206+A2", "Table F.1"));
        assert!(wrong(Subject::PartialFactor, "EN 1990", "clause 14.3"));
        assert!(wrong(Subject::ConcreteClass, "EN 1990", "6.4.3.1"));
        for (subject, standard, clause) in [
            (Subject::Exposure, "EN 206", "4.1, Table 1"),
            (Subject::ConcreteClass, "ČSN EN 206+A2", "příloha F, tabulka F.1"),
            (Subject::ConcreteClass, "ČSN P 73 2404", "Table F.1.1"),
            (Subject::Cover, "ČSN EN 1992-1-1 ed. 2", "4.4.1, Table 4.4N"),
            (Subject::Cover, "ČSN EN 1992-1-1", "čl. 4.4.1.2(5)"),
            (Subject::Cover, "EN 206 and EN 1992-1-1", "4.4.1"),
            (Subject::PartialFactor, "EN 1990", "Table A1.2(B)"),
            (Subject::PartialFactor, "EN 1990", "6.4.3.2, (6.10)"),
            (Subject::PipeWall, "ČSN EN 12201-2", "Table 2"),
            (Subject::Chemistry, "ČSN EN 206+A2", "Table 2"),
            (Subject::Exposure, "EN 206", ""),
        ] {
            let found = fault(Lang::En, Some(subject), standard, clause);
            assert_eq!(found, None, "{standard} {clause}");
        }
    }
}
