//! Which price system the code of a position belongs to, by its shape: ÚRS, RTS, OTSKP, TSKP, site costs (VRN).

/// A system of codes; its description is a row of `data/codes.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeSystem {
    /// Works and materials of the price book ÚRS.
    Urs,
    /// Price book of RTS.
    Rts,
    /// Price book of the road and rail owners.
    Otskp,
    /// Classification of structural parts.
    Tskp,
    /// Site costs beside the works.
    Vrn,
}

impl CodeSystem {
    /// The id of its row.
    pub fn id(self) -> &'static str {
        match self {
            Self::Urs => "urs",
            Self::Rts => "rts",
            Self::Otskp => "otskp",
            Self::Tskp => "tskp",
            Self::Vrn => "vrn",
        }
    }
}

/// The system of a code as it is written; `None` where its shape is of none.
pub fn system_of(written: &str) -> Option<CodeSystem> {
    let code: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    if code.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("vrn")) {
        return Some(CodeSystem::Vrn);
    }
    let main = code.split(['.', '_']).next().unwrap_or(&code);
    let digits = main.bytes().take_while(u8::is_ascii_digit).count();
    let letters = main.get(digits..).unwrap_or("");
    match (digits, letters) {
        (9, _) if code.starts_with('0') => Some(CodeSystem::Vrn),
        (9, "R00" | "RA0" | "RT0" | "T00") => Some(CodeSystem::Rts),
        (8 | 9, "") => Some(CodeSystem::Urs),
        (8 | 9, letter) if letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_alphabetic()) => {
            Some(CodeSystem::Urs)
        }
        (1..=3, "") => Some(CodeSystem::Tskp),
        _ if is_otskp(main) => Some(CodeSystem::Otskp),
        _ => None,
    }
}

/// Five or six characters, digits with at most one capital letter that is not the first: `272325`, `45131A`, `574J54`.
fn is_otskp(code: &str) -> bool {
    let letters = code.bytes().filter(u8::is_ascii_uppercase).count();
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    (5..=6).contains(&code.len())
        && letters <= 1
        && letters + digits == code.len()
        && code.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{CodeSystem, system_of};

    #[test]
    fn codes_are_told_apart_by_their_shape() {
        for (code, system) in [
            ("272321511", Some(CodeSystem::Urs)),
            ("272 32-1511", None),
            ("272 321 511", Some(CodeSystem::Urs)),
            ("13021014", Some(CodeSystem::Urs)),
            ("59217017.XLA", Some(CodeSystem::Urs)),
            ("272321511R", Some(CodeSystem::Urs)),
            ("272321411R00", Some(CodeSystem::Rts)),
            ("272325", Some(CodeSystem::Otskp)),
            ("45131A", Some(CodeSystem::Otskp)),
            ("574J54", Some(CodeSystem::Otskp)),
            ("272325.a", Some(CodeSystem::Otskp)),
            ("02730", Some(CodeSystem::Otskp)),
            ("272", Some(CodeSystem::Tskp)),
            ("030001000", Some(CodeSystem::Vrn)),
            ("VRN3", Some(CodeSystem::Vrn)),
            ("K-12", None),
            ("", None),
        ] {
            assert_eq!(system_of(code), system, "{code}");
        }
    }

    #[test]
    fn every_system_has_a_row_whose_example_is_of_it() {
        let table: toml::Table = include_str!("../data/codes.toml").parse().unwrap();
        let rows = table["system"].as_array().unwrap();
        assert_eq!(rows.len(), CodeSystem::Vrn as usize + 1);
        for row in rows {
            let system = system_of(row["example"].as_str().unwrap()).unwrap();
            assert_eq!(row["id"].as_str(), Some(system.id()));
        }
    }
}
