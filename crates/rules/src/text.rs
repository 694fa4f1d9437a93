//! Texts in the two languages, side by side where they are used.

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
