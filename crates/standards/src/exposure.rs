//! Exposure classes of EN 206 Table 1 and the Czech abrasion classes XM, in the order in which an audit lists them.

use std::{fmt, sync::LazyLock};

use serde::{Deserialize, Deserializer, de};

use crate::{Clause, table};

/// What attacks the concrete or its reinforcement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExposureFamily {
    /// No risk.
    X0,
    /// Corrosion by carbonation.
    Xc,
    /// Corrosion by chlorides other than from sea water.
    Xd,
    /// Corrosion by chlorides from sea water.
    Xs,
    /// Freeze and thaw.
    Xf,
    /// Chemical attack.
    Xa,
    /// Abrasion (Czech national class).
    Xm,
}

/// Declares the classes once: variant, name, family, degree within the family.
macro_rules! exposure_classes {
    ($($variant:ident = $name:literal, $family:ident, $level:literal;)+) => {
        /// An exposure class. Ordered X0 XC XD XS XF XA XM, within a family from mild to severe.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ExposureClass { $(#[doc = $name] $variant),+ }

        impl ExposureClass {
            /// Every class, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The designation, such as `XC4`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What it is about.
            pub fn family(self) -> ExposureFamily {
                match self { $(Self::$variant => ExposureFamily::$family),+ }
            }

            /// Degree within the family, from 1; 0 for X0.
            pub fn level(self) -> u8 {
                match self { $(Self::$variant => $level),+ }
            }
        }
    };
}

exposure_classes! {
    X0 = "X0", X0, 0;
    Xc1 = "XC1", Xc, 1; Xc2 = "XC2", Xc, 2; Xc3 = "XC3", Xc, 3; Xc4 = "XC4", Xc, 4;
    Xd1 = "XD1", Xd, 1; Xd2 = "XD2", Xd, 2; Xd3 = "XD3", Xd, 3;
    Xs1 = "XS1", Xs, 1; Xs2 = "XS2", Xs, 2; Xs3 = "XS3", Xs, 3;
    Xf1 = "XF1", Xf, 1; Xf2 = "XF2", Xf, 2; Xf3 = "XF3", Xf, 3; Xf4 = "XF4", Xf, 4;
    Xa1 = "XA1", Xa, 1; Xa2 = "XA2", Xa, 2; Xa3 = "XA3", Xa, 3;
    Xm1 = "XM1", Xm, 1; Xm2 = "XM2", Xm, 2; Xm3 = "XM3", Xm, 3;
}

/// Why a text is no exposure class.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExposureError {
    /// Written like a class, but there is none of that number.
    #[error("exposure class {written} does not exist")]
    Nonexistent {
        /// As written, in capitals.
        written: String,
        /// The class that was probably meant: X0 for XC0 and the like, else the nearest of the family.
        meant: ExposureClass,
    },
    /// Something else.
    #[error("{written:?} is not an exposure class")]
    NotAClass {
        /// As written.
        written: String,
    },
}

impl ExposureClass {
    /// Reads a designation, whatever its case and surrounding blanks.
    pub fn parse(text: &str) -> Result<Self, ExposureError> {
        let written: String = text.trim().to_uppercase();
        if let Some(class) = Self::ALL.iter().copied().find(|class| class.as_str() == written) {
            return Ok(class);
        }
        let mut letters = written.chars();
        let family = match (letters.next(), letters.next()) {
            (Some('X'), Some('C')) => ExposureFamily::Xc,
            (Some('X'), Some('D')) => ExposureFamily::Xd,
            (Some('X'), Some('S')) => ExposureFamily::Xs,
            (Some('X'), Some('F')) => ExposureFamily::Xf,
            (Some('X'), Some('A')) => ExposureFamily::Xa,
            (Some('X'), Some('M')) => ExposureFamily::Xm,
            _ => return Err(ExposureError::NotAClass { written: text.trim().to_owned() }),
        };
        let Ok(level) = letters.as_str().parse::<u8>() else {
            return Err(ExposureError::NotAClass { written: text.trim().to_owned() });
        };
        let strictest =
            Self::ALL.iter().copied().rfind(|class| class.family() == family && class.level() < level);
        Err(ExposureError::Nonexistent { written, meant: strictest.unwrap_or(Self::X0) })
    }

    /// The environment that the class stands for, in English.
    pub fn title_en(self) -> &'static str {
        self.row().map_or("", |row| &row.en)
    }

    /// The environment that the class stands for, in Czech.
    pub fn title_cs(self) -> &'static str {
        self.row().map_or("", |row| &row.cs)
    }

    /// Where the class is defined.
    pub fn clause(self) -> Clause {
        if self.family() == ExposureFamily::Xm {
            Clause { standard: "ČSN P 73 2404", clause: "XM1-XM3", verified: false }
        } else {
            Clause { standard: "ČSN EN 206+A2", clause: "Table 1", verified: true }
        }
    }

    fn row(self) -> Option<&'static Row> {
        TABLE.class.iter().find(|row| row.class == self)
    }
}

impl fmt::Display for ExposureClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<'de> Deserialize<'de> for ExposureClass {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(de::Error::custom)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[expect(dead_code, reason = "every table carries its source; the test of every table asks for it")]
    source: String,
    class: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    class: ExposureClass,
    en: String,
    cs: String,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| table::load(include_str!("../data/exposure.toml")));

#[cfg(test)]
mod tests {
    use super::{ExposureClass, ExposureError, ExposureFamily};

    #[test]
    fn a_class_is_read_whatever_its_case() {
        assert_eq!(ExposureClass::parse(" xc4 "), Ok(ExposureClass::Xc4));
        assert_eq!(ExposureClass::parse("X0"), Ok(ExposureClass::X0));
    }

    #[test]
    fn a_class_that_does_not_exist_names_the_one_that_was_meant() {
        for (written, meant) in [("XC5", "XC4"), ("XC0", "X0"), ("XF5", "XF4"), ("XA4", "XA3"), ("XS0", "X0")]
        {
            let error = ExposureClass::parse(written).unwrap_err();
            let meant = ExposureClass::parse(meant).unwrap();
            assert_eq!(error, ExposureError::Nonexistent { written: written.to_owned(), meant });
        }
        assert!(matches!(ExposureClass::parse("C25/30"), Err(ExposureError::NotAClass { .. })));
        assert!(matches!(ExposureClass::parse("XCA"), Err(ExposureError::NotAClass { .. })));
    }

    #[test]
    fn classes_stand_in_the_order_of_the_contract() {
        let families = [
            ExposureFamily::X0,
            ExposureFamily::Xc,
            ExposureFamily::Xd,
            ExposureFamily::Xs,
            ExposureFamily::Xf,
            ExposureFamily::Xa,
            ExposureFamily::Xm,
        ];
        let mut seen: Vec<ExposureFamily> = ExposureClass::ALL.iter().map(|class| class.family()).collect();
        seen.dedup();
        assert_eq!(seen, families);
        assert!(ExposureClass::ALL.is_sorted());
    }

    #[test]
    fn every_class_has_a_title_in_both_languages() {
        for class in ExposureClass::ALL {
            assert!(!class.title_en().is_empty() && !class.title_cs().is_empty(), "{class}");
        }
    }
}
