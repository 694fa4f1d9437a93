//! Texts in the two languages, side by side where they are used; and numbers as each language writes them.

use std::fmt::Display;

use model::Lang;

/// Formats the text of the audit's language: `say!(lang, "cover {cover} mm", "krytí {cover} mm")`.
macro_rules! say {
    ($lang:expr, $en:literal, $cs:literal $(, $argument:expr)* $(,)?) => {
        match $lang {
            model::Lang::En => format!($en $(, $argument)*),
            model::Lang::Cs => format!($cs $(, $argument)*),
        }
    };
}

pub(crate) use say;

/// A number, or a calculation with numbers, with the decimal sign of the language.
pub(crate) fn shown(lang: Lang, number: impl Display) -> String {
    let written = number.to_string();
    match lang {
        Lang::En => written,
        Lang::Cs => written.replace('.', ","),
    }
}

/// At most `longest` characters, cut at the end of a word.
pub(crate) fn shortened(text: &str, longest: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(longest) else { return text.to_owned() };
    let (head, rest) = text.split_at(cut);
    let is_whole = rest.starts_with(char::is_whitespace);
    let words = head.rsplit_once(char::is_whitespace).filter(|_| !is_whole).map_or(head, |(words, _)| words);
    format!("{}…", words.trim_end_matches([' ', ',', ';', ':', '-']))
}

#[cfg(test)]
mod tests {
    use model::Lang;

    use super::{shortened, shown};

    #[test]
    fn a_long_text_is_cut_at_the_end_of_a_word() {
        assert_eq!(shortened("základ opěry", 12), "základ opěry");
        assert_eq!(shortened("základ opěry mostu", 14), "základ opěry…");
        assert_eq!(shortened("základ opěry mostu", 12), "základ opěry…");
    }

    #[test]
    fn czech_writes_a_decimal_comma() {
        assert_eq!(shown(Lang::Cs, "45 × 0.8 × 0.6 m"), "45 × 0,8 × 0,6 m");
        assert_eq!(shown(Lang::En, "0.45"), "0.45");
    }
}
