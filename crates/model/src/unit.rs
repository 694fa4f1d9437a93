//! Units of measurement as bills of quantities write them, and the one symbol that each stands for.

/// A unit that quantities can be compared and summed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Metre.
    Metre,
    /// Kilometre.
    Kilometre,
    /// Square metre.
    SquareMetre,
    /// Cubic metre.
    CubicMetre,
    /// Kilogram.
    Kilogram,
    /// Tonne.
    Tonne,
    /// Piece.
    Piece,
    /// Set, lump sum of things (`kpl`, `soubor`).
    Set,
    /// Hour.
    Hour,
    /// Day.
    Day,
    /// Month.
    Month,
    /// Litre.
    Litre,
    /// Percent of another sum.
    Percent,
    /// Czech crown, a sum put in place of a quantity.
    Crown,
}

impl Unit {
    /// The unit that `text` means, whatever its case, trailing dot or superscript; `None` if it is not known.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.trim().trim_end_matches('.').to_lowercase().replace('²', "2").replace('³', "3");
        Some(match plain.as_str() {
            "m" | "bm" | "mb" | "lm" => Self::Metre,
            "km" => Self::Kilometre,
            "m2" => Self::SquareMetre,
            "m3" => Self::CubicMetre,
            "kg" => Self::Kilogram,
            "t" => Self::Tonne,
            "ks" | "kus" | "kusy" | "kusů" | "pcs" | "pc" | "pce" | "piece" | "pieces" => Self::Piece,
            "kpl" | "komplet" | "soubor" | "soub" | "sada" | "set" | "sets" => Self::Set,
            "h" | "hod" | "hodin" | "hour" | "hours" => Self::Hour,
            "den" | "dny" | "dnů" | "day" | "days" => Self::Day,
            "měsíc" | "mesic" | "měs" | "mes" | "month" | "months" => Self::Month,
            "l" | "litr" | "litre" | "liter" => Self::Litre,
            "%" | "procento" => Self::Percent,
            "kč" | "kc" | "czk" => Self::Crown,
            _ => return None,
        })
    }

    /// The symbol shown to people.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Metre => "m",
            Self::Kilometre => "km",
            Self::SquareMetre => "m²",
            Self::CubicMetre => "m³",
            Self::Kilogram => "kg",
            Self::Tonne => "t",
            Self::Piece => "ks",
            Self::Set => "kpl",
            Self::Hour => "h",
            Self::Day => "den",
            Self::Month => "měsíc",
            Self::Litre => "l",
            Self::Percent => "%",
            Self::Crown => "Kč",
        }
    }

    /// `text` with a known unit in its usual symbol; an unknown unit stays as it was written.
    pub fn normalized(text: &str) -> String {
        let trimmed = text.trim();
        Self::parse(trimmed).map_or_else(|| trimmed.to_owned(), |unit| unit.symbol().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Unit;

    #[test]
    fn the_same_unit_is_known_in_every_spelling() {
        for text in ["m3", "M3", "m³", " m3 ", "M3."] {
            assert_eq!(Unit::parse(text), Some(Unit::CubicMetre), "{text:?}");
        }
        for text in ["ks", "KUS", "kus", "pcs"] {
            assert_eq!(Unit::parse(text), Some(Unit::Piece), "{text:?}");
        }
    }

    #[test]
    fn an_unknown_unit_stays_as_it_was_written() {
        assert_eq!(Unit::normalized("M3OP"), "M3OP");
        assert_eq!(Unit::normalized(" kpl. "), "kpl");
        assert_eq!(Unit::normalized("1"), "1");
    }
}
