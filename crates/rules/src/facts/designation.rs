//! Designations of concrete as documents write them: strength class, exposure classes, table of the Czech provisions.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;
use standards::{
    exposure::{ExposureClass, ExposureError},
    strength::{StrengthClass, StrengthError},
};

use crate::facts::numbers::pattern;

/// A strength class in a folded text, before it has a place.
#[derive(Clone, Debug)]
pub(crate) struct ClassWord {
    pub(crate) class: Result<StrengthClass, String>,
    pub(crate) range: Range<usize>,
}

/// An exposure class in a folded text.
#[derive(Clone, Debug)]
pub(crate) struct ExposureWord {
    pub(crate) class: Result<ExposureClass, String>,
    pub(crate) range: Range<usize>,
}

static CLASS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(lc|c) ?(\d{1,3}) ?/ ?(\d{1,3})(n?)(?:[^0-9a-z.,]|[.,](?:[^0-9]|$)|$|[.,-]?-?x[0acdfs])")
});
static LIFE_TABLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bf\. ?([12])(?:\. ?([12]))?\b"));

/// Every strength class of a folded text. Bands ("DO C40/50"), cement-bound layers ("SC C 8/10") and curves are left out.
pub(crate) fn class_words(text: &str) -> Vec<ClassWord> {
    let mut found = Vec::new();
    // Most positions of a bill name no class at all: without a slash there is nothing to look for.
    if !text.contains('/') {
        return found;
    }
    for caught in CLASS.captures_iter(text) {
        let (Some(prefix), Some(cylinder), Some(cube), Some(suffix)) =
            (caught.get(1), caught.get(2), caught.get(3), caught.get(4))
        else {
            continue;
        };
        let before = text.get(..prefix.start()).unwrap_or("");
        let is_band = before.strip_suffix("do ").is_some_and(|rest| !rest.ends_with(is_word));
        let is_cement_bound = before.ends_with("sc ") || before.ends_with("kzc ") || before.ends_with("sc-");
        if is_band || is_cement_bound {
            continue;
        }
        let (cylinder, cube) = (cylinder.as_str(), cube.as_str());
        let written = format!("{}{cylinder}/{cube}", prefix.as_str().to_uppercase());
        let class = match StrengthClass::parse(&written) {
            Ok(class) => Ok(class),
            Err(StrengthError::Nonexistent { .. }) if looks_like_class(cylinder, cube) => Err(written),
            Err(_) => continue,
        };
        found.push(ClassWord { class, range: prefix.start()..suffix.end() });
    }
    found
}

/// Whether a class found at this range has the suffix n, as in `C25/30n`: plain concrete by an owner's road provisions.
pub(crate) fn is_road_class(text: &str, range: &Range<usize>) -> bool {
    text.get(range.clone()).is_some_and(|written| written.ends_with('n'))
}

/// Both numbers of a concrete class lie close together; `C10/3` is a breaker curve and `3/4` a fraction.
fn looks_like_class(cylinder: &str, cube: &str) -> bool {
    let (Ok(cylinder), Ok(cube)) = (cylinder.parse::<u32>(), cube.parse::<u32>()) else { return false };
    (5..=120).contains(&cylinder) && cube > cylinder && cube <= cylinder * 3 / 2 + 3
}

fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

/// Every exposure class of a folded text, with those that do not exist.
pub(crate) fn exposure_words(text: &str) -> Vec<ExposureWord> {
    let mut found = Vec::new();
    for range in exposure_ranges(text) {
        let written = text.get(range.clone()).unwrap_or("").replace(' ', "").to_uppercase();
        let class = match ExposureClass::parse(&written) {
            Ok(class) => Ok(class),
            Err(ExposureError::Nonexistent { .. }) => Err(written),
            Err(ExposureError::NotAClass { .. }) => continue,
        };
        found.push(ExposureWord { class, range });
    }
    found
}

/// Where `x0`, `xc4` or `xd 3` stands as a word. By hand: a regex of these few letters takes 0.4 ms to compile.
fn exposure_ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices('x').filter_map(move |(start, _)| {
        let end = match text.as_bytes().get(start + 1..)? {
            [b'0', ..] => start + 2,
            [b'a' | b'c' | b'd' | b'f' | b'm' | b's', b'0'..=b'9', ..] => start + 3,
            [b'a' | b'c' | b'd' | b'f' | b'm' | b's', b' ', b'0'..=b'9', ..] => start + 4,
            _ => return None,
        };
        let stands_alone = !text.get(..start)?.ends_with(is_word) && !text.get(end..)?.starts_with(is_word);
        stands_alone.then_some(start..end)
    })
}

/// The table of the Czech provisions that a designation cites: 1 = 50 years, 2 = 100 years.
pub(crate) fn life_table(text: &str) -> Option<u8> {
    let caught = LIFE_TABLE.captures(text)?;
    let first = caught.get(1)?.as_str();
    let second = caught.get(2).map_or("", |part| part.as_str());
    Some(if first == "2" || second == "2" { 2 } else { 1 })
}

#[cfg(test)]
mod tests {
    use super::{class_words, exposure_words, life_table};
    use crate::facts::source::Folded;

    fn classes(text: &str) -> Vec<String> {
        let words = class_words(&Folded::new(text).text);
        words
            .into_iter()
            .map(|word| word.class.map_or_else(|name| name + "?", |class| class.to_string()))
            .collect()
    }

    fn exposures(text: &str) -> Vec<String> {
        let words = exposure_words(&Folded::new(text).text);
        words
            .into_iter()
            .map(|word| word.class.map_or_else(|name| name + "?", |class| class.to_string()))
            .collect()
    }

    #[test]
    fn every_written_form_of_a_designation_is_read() {
        for text in [
            "C30/37 XC4 XD3 XF4",
            "C30/37-XF4+XD3+XC4",
            "c 30/37 – XC4, XD3, XF4 S3",
            "C30/37-XC4, XD3, XF4.",
        ] {
            assert_eq!(classes(text), ["C30/37"], "{text}");
            let mut found = exposures(text);
            found.sort();
            assert_eq!(found, ["XC4", "XD3", "XF4"], "{text}");
        }
        assert_eq!(classes("C20/25n-XF3, LC 25/28, C25/30."), ["C20/25", "LC25/28", "C25/30"]);
    }

    #[test]
    fn price_bands_curves_and_cement_bound_layers_are_no_classes() {
        for text in ["ZE ŽELEZOBETONU DO C40/50", "jistič C10/3", "SC C 8/10", "C 3/4", "ABC25/30", "C30/371"]
        {
            assert!(classes(text).is_empty(), "{text}: {:?}", classes(text));
        }
    }

    #[test]
    fn classes_that_do_not_exist_are_kept_as_such() {
        assert_eq!(classes("beton C15/20"), ["C15/20?"]);
        assert_eq!(exposures("XC0 XC5 XC2 EXC3"), ["XC0?", "XC5?", "XC2"]);
    }

    #[test]
    fn the_table_of_the_designation_tells_the_life() {
        assert_eq!(life_table("(cz, f.1)"), Some(1));
        assert_eq!(life_table("(cz f.1.1)"), Some(1));
        assert_eq!(life_table("f.1.2"), Some(2));
        assert_eq!(life_table("f.2"), Some(2));
        assert_eq!(life_table("f 150"), None);
    }
}
