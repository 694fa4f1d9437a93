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

#[cfg(test)]
mod tests {
    use model::Lang;

    use super::shown;

    #[test]
    fn czech_writes_a_decimal_comma() {
        assert_eq!(shown(Lang::Cs, "45 × 0.8 × 0.6 m"), "45 × 0,8 × 0,6 m");
        assert_eq!(shown(Lang::En, "0.45"), "0.45");
    }
}
