//! Decimal numbers for money and quantities: exact in arithmetic, plain JSON numbers outside.

use std::{borrow::Cow, fmt, ops::Deref, str::FromStr};

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A finite decimal number: a quantity, a price, a sum.
///
/// Written as a JSON number. Read from a number or from text as people write it: `2850.00`, `2 850,00`.
/// NaN and infinity cannot be represented, so they are refused where they are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Decimal);

impl Number {
    /// Zero.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// The nearest decimal to the shortest text of `value`, so that the cell value 3029.223 stays 3029.223.
    /// `None` for NaN, infinity, magnitudes beyond 7.9e28 and those so small that they would become 0.
    pub fn from_f64(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let number = Decimal::from_str(&value.to_string()).ok()?;
        let vanished = number.is_zero() && value != 0.0;
        (!vanished).then(|| Self(number.normalize()))
    }

    /// Reads a number as Czech and English documents write it: blanks and no-break spaces between thousands,
    /// a decimal comma or point. `None` where the text is anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let is_blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}');
        let text = text.trim();
        let whole = text.split(['.', ',']).next().unwrap_or_default();
        let mut groups = whole.trim_start_matches(['-', '+']).trim_start_matches(is_blank).split(is_blank);
        let first = groups.next().map_or(0, str::len);
        let mut further = groups.peekable();
        let grouped = further.peek().is_none() || (first <= 3 && further.all(|group| group.len() == 3));
        let plain: String = text.chars().filter(|c| !is_blank(*c)).collect();
        let digits = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
        let separators = digits.chars().filter(|c| matches!(c, '.' | ',')).count();
        let ordinary = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.ends_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
            && separators <= 1
            && grouped;
        if !ordinary {
            return None;
        }
        Decimal::from_str(&plain.replace(',', ".")).ok().map(|number| Self(number.normalize()))
    }

    /// Rounded half away from zero to whole hellers (two places), as producers of bills do.
    #[must_use]
    pub fn to_hellers(self) -> Self {
        Self(self.0.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize())
    }

    /// Rounded half away from zero to `places` decimal places.
    #[must_use]
    pub fn rounded(self, places: u32) -> Self {
        Self(self.0.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize())
    }

    /// The nearest binary floating-point value.
    pub fn to_f64(self) -> f64 {
        self.0.to_f64().unwrap_or(0.0)
    }
}

impl Deref for Number {
    type Target = Decimal;

    fn deref(&self) -> &Decimal {
        &self.0
    }
}

impl From<Decimal> for Number {
    fn from(value: Decimal) -> Self {
        Self(value.normalize())
    }
}

impl From<Number> for Decimal {
    fn from(value: Number) -> Self {
        value.0
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(Decimal::from(value))
    }
}

impl std::iter::Sum for Number {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        Self(numbers.fold(Decimal::ZERO, |sum, number| sum.saturating_add(number.0)).normalize())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let whole = self.0.is_integer().then(|| self.0.to_i64()).flatten();
        match whole {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.to_f64()),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

struct NumberVisitor;

impl de::Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a finite number of at most 28 digits")
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Number, E> {
        Ok(Number(Decimal::from(value)))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Number, E> {
        Ok(Number(Decimal::from(value)))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Number, E> {
        Number::from_f64(value).ok_or_else(|| E::invalid_value(de::Unexpected::Float(value), &self))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Number, E> {
        Number::parse(value).ok_or_else(|| E::invalid_value(de::Unexpected::Str(value), &self))
    }
}

impl JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

#[cfg(test)]
mod tests;
