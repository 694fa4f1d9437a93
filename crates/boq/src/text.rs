//! Texts made comparable: lower case, without diacritics. Never used for what is stored or shown.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// `text` in lower case without diacritics.
pub(crate) fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// The words of `text`, folded.
pub(crate) fn folded_words(text: &str) -> Vec<String> {
    folded(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}
