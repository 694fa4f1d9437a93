//! Whose catalogue a code belongs to, told by the price book that stands beside it, else by the code's own form.

use model::CodeSystem;

use crate::text::folded;

/// The system of `code`; `price_book` is what the bill says of it. `None` where nothing tells.
pub(crate) fn of(code: &str, price_book: Option<&str>) -> Option<CodeSystem> {
    price_book.and_then(named).or_else(|| by_form(code))
}

fn named(price_book: &str) -> Option<CodeSystem> {
    let name = folded(price_book);
    let has = |word: &str| name.contains(word);
    if has("urs") {
        Some(CodeSystem::Urs)
    } else if has("otskp") {
        Some(CodeSystem::Otskp)
    } else if has("rts") {
        Some(CodeSystem::Rts)
    } else if has("tskp") {
        Some(CodeSystem::Tskp)
    } else if has("vlastni") {
        Some(CodeSystem::Own)
    } else {
        None
    }
}

fn by_form(code: &str) -> Option<CodeSystem> {
    let plain: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = plain.bytes().take_while(u8::is_ascii_digit).count();
    let suffix = plain.get(digits..)?.to_uppercase();
    let is_rts = suffix.ends_with("POL")
        || (suffix.len() == 3
            && suffix.starts_with(['R', 'T'])
            && suffix.ends_with(|c: char| c.is_ascii_digit()));
    let is_catalogue_suffix = |suffix: &str| {
        suffix
            .strip_prefix('.')
            .is_some_and(|rest| rest.len() <= 3 && rest.chars().all(char::is_alphanumeric))
            || suffix == "R"
    };
    Some(match digits {
        8 | 9 if suffix.is_empty() => CodeSystem::Urs,
        9 if is_rts => CodeSystem::Rts,
        8 | 9 if is_catalogue_suffix(&suffix) => CodeSystem::Urs,
        5 | 6 if suffix.is_empty() || is_catalogue_suffix(&suffix) => CodeSystem::Otskp,
        // 45131A, 574J54, 13173.A965
        3..=5 if is_road_code(&plain) => CodeSystem::Otskp,
        1..=4 if suffix.is_empty() => CodeSystem::Tskp,
        _ if plain.is_empty() => return None,
        _ => CodeSystem::Own,
    })
}

/// Five or six characters, digits with one letter among them; a suffix may follow a dot.
fn is_road_code(code: &str) -> bool {
    let stem = code.split('.').next().unwrap_or_default();
    let letters = stem.chars().filter(char::is_ascii_uppercase).count();
    let digits = stem.chars().filter(char::is_ascii_digit).count();
    matches!(stem.len(), 5 | 6) && letters <= 1 && letters + digits == stem.len()
}

#[cfg(test)]
mod tests {
    use model::CodeSystem::{Otskp, Own, Rts, Tskp, Urs};

    use super::of;

    #[test]
    fn a_price_book_decides_and_the_form_of_the_code_where_there_is_none() {
        for (code, book, system) in [
            ("113107222", Some("RTS 24/ II"), Rts),
            ("113107222", Some("CS ÚRS 2025 02"), Urs),
            ("014101", Some("OTSKP 2025"), Otskp),
            ("121151113", None, Urs),
            ("59217001", None, Urs),
            ("998276101.XLA", None, Urs),
            ("132201212R00", None, Rts),
            ("005241034Rpol", None, Rts),
            ("014101.a", None, Otskp),
            ("45131A", None, Otskp),
            ("574J54", None, Otskp),
            ("13173.A965", None, Otskp),
            ("272", None, Tskp),
            ("R-12", None, Own),
            ("HZS1292", None, Own),
            ("Pol12", None, Own),
        ] {
            assert_eq!(of(code, book), Some(system), "{code}");
        }
        assert_eq!(of(" ", None), None);
    }
}
