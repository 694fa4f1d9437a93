//! Citations of standards and laws in the language of the audit. The tables of `standards` are in English; here their few
//! words get their Czech counterparts. Numbers of standards, clauses and tables are never touched.

use model::Lang;

/// Words of the tables, longer ones before their parts.
const CITED: &[(&str, &str)] = &[
    ("ČSN EN 1990 to ČSN EN 1999", "ČSN EN 1990 až ČSN EN 1999"),
    ("the corresponding ", "odpovídající "),
    ("(for work in CZ)", "(pro stavby v ČR)"),
    ("(in Russia)", "(v Rusku)"),
    ("(production)", "(výroba)"),
    ("(execution", "(provádění"),
    ("; before it ", "; předtím "),
    ("(complementary, buildings)", "(doplňková, pozemní stavby)"),
    ("(complement)", "(doplněk)"),
    ("(national complement)", "(národní doplněk)"),
    ("(all parts)", "(všechny části)"),
    ("(summer 2014)", "(léto 2014)"),
    ("(maximum penetration)", "(největší průsak)"),
    (" series", " (řada)"),
    (" and ", " a "),
    (" to ČSN", " podle ČSN"),
    ("reserved structures", "vyhrazené stavby"),
    ("Tables ", "tabulky "),
    ("Table ", "tabulka "),
    ("Annex ", "příloha "),
    ("Act ", "zákon č. "),
    ("Decree ", "vyhláška č. "),
];

/// Words of the dates since when a standard is not in force.
const SINCE: &[(&str, &str)] = &[
    ("never valid in CZ", "v ČR nikdy neplatila"),
    ("snow chapter ", "kapitola o sněhu "),
    ("end of ", "konec roku "),
    ("about ", "asi "),
    (" at the latest", " nejpozději"),
    ("2000s", "po roce 2000"),
    ("2001 on", "od roku 2001"),
];

/// A standard, law or clause as the language cites it: `Table F.1.1` is `tabulka F.1.1`.
pub(crate) fn cited(lang: Lang, citation: &str) -> String {
    in_words(lang, citation, CITED)
}

/// Since when a standard is not in force, as a remark in brackets behind a blank; empty where it is not known. Czech
/// gives the first date alone.
pub(crate) fn since(lang: Lang, since: &str) -> String {
    if since.is_empty() || since == "-" || since.starts_with("unknown") {
        return String::new();
    }
    if lang == Lang::En {
        return format!(" ({since})");
    }
    let first = since.split([';', '(']).next().unwrap_or(since);
    let words: Vec<String> = in_words(lang, first, SINCE).split_whitespace().map(czech_date).collect();
    format!(" ({})", words.join(" ").trim_end_matches(','))
}

fn in_words(lang: Lang, text: &str, words: &[(&str, &str)]) -> String {
    match lang {
        Lang::En => text.to_owned(),
        Lang::Cs => words.iter().fold(text.to_owned(), |text, (english, czech)| text.replace(english, czech)),
    }
}

/// `2024-07-01` is `od 1. 7. 2024`; anything else stays.
fn czech_date(word: &str) -> String {
    let bare = word.trim_end_matches(',');
    let parts: Vec<u32> = bare.split('-').filter_map(|part| part.parse().ok()).collect();
    match parts.as_slice() {
        [year, month, day] if bare.len() == 10 => format!("od {day}. {month}. {year}"),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use model::Lang;

    use super::{cited, since};

    #[test]
    fn czech_has_its_own_words_for_tables_and_laws() {
        assert_eq!(cited(Lang::Cs, "4.4.1, Table 4.4N"), "4.4.1, tabulka 4.4N");
        assert_eq!(cited(Lang::Cs, "Act 283/2021 Sb."), "zákon č. 283/2021 Sb.");
        assert_eq!(cited(Lang::Cs, "Decree 146/2024 Sb."), "vyhláška č. 146/2024 Sb.");
        assert_eq!(cited(Lang::Cs, "ČSN EN 1991 (all parts)"), "ČSN EN 1991 (všechny části)");
        assert_eq!(cited(Lang::En, "Table F.1.1"), "Table F.1.1");
    }

    #[test]
    fn no_english_word_of_the_table_of_standards_is_left_in_czech() {
        let text = "SNiP 2.03.01-84, SNiP 2.02.01-83, GOST 26633, ČSN 73 1201, ČSN 73 2400, ČSN 73 1001, ČSN 73 1002, \
                    ČSN 73 0035, ČSN 73 2403, ČSN EN 206-1, ČSN 73 1209, ČSN 73 1311, ČSN P ENV 1992-1-1, ČSN 73 6203, \
                    zákon 183/2006 Sb., vyhláška 268/2009 Sb., 499/2006 Sb., ocel 10 505, DIN 1045";
        let found = standards::obsolete::find_standards(text);
        assert!(found.len() > 12, "{found:?}");
        for standard in found.into_iter().map(|citation| citation.standard) {
            let instead = cited(Lang::Cs, &standard.replaced_by.join(", "));
            let shown = format!("{instead}{}", since(Lang::Cs, &standard.since));
            let left =
                [" to ", " and ", "the ", "about", "valid", "execution", "Act", "Decree", " on", "latest"];
            assert!(!left.iter().any(|word| shown.contains(word)), "{shown}");
        }
    }

    #[test]
    fn dates_are_written_as_each_language_does() {
        let text = "2024-07-01 (reserved structures 2024-01-01)";
        assert_eq!(since(Lang::Cs, text), " (od 1. 7. 2024)");
        assert_eq!(since(Lang::En, text), " (2024-07-01 (reserved structures 2024-01-01))");
        assert_eq!(since(Lang::Cs, "2010-04-01 at the latest"), " (od 1. 4. 2010 nejpozději)");
        assert_eq!(since(Lang::Cs, "-"), "");
    }
}
