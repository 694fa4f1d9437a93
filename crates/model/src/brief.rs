//! What a person gives: a description, a bill of quantities, specifications, options.
//!
//! Read with [`Brief::from_toml`] or [`Brief::from_json`]; both take the contract's three shapes and answer a
//! wrong input with the line and the field.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::{Map, Value};

use crate::{Lang, Number, Position, Profile};

/// Least length of a description, in characters.
pub const DESCRIPTION_MIN: usize = 3;
/// Greatest length of a description, in characters; a document given as a file may be longer.
pub const DESCRIPTION_MAX: usize = 20_000;

/// A project to audit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Brief {
    /// What is to be built, where, in which conditions. Empty only where a document stands in its place.
    pub project_description: String,
    /// The bill of quantities.
    pub positions: Vec<Position>,
    /// Anything that is specified: classes, covers, lives.
    pub specifications: Map<String, Value>,
    /// How to audit.
    pub options: Options,
    /// Whole documents, such as the technical report.
    pub documents: Vec<Document>,
}

/// A document's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The file's name.
    pub name: String,
    /// The whole text; pages, where there are any, are parted by form feeds (U+000C).
    pub text: String,
}

/// How to audit; what is not given here comes from flags, environment, configuration or defaults.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// `hybrid` or `staged`.
    pub plan: Option<String>,
    /// Whose limits decide.
    pub profile: Option<Profile>,
    /// A provider, or a chain of them.
    pub provider: Option<String>,
    /// Language of the texts.
    pub lang: Option<Lang>,
    /// Timeout of each query in seconds.
    pub timeout_s: Option<Number>,
    /// A price file.
    pub prices: Option<String>,
    /// Whether the rule engine's facts are given to the model.
    pub grounding: Option<bool>,
}

/// Why a text is not a brief.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BriefError {
    /// Not the format, a wrong type, an unknown field.
    #[error("line {line}, {}{problem}", FieldPrefix(.field))]
    Invalid {
        /// From 1.
        line: usize,
        /// Path of the field, such as `positions[2].quantity`; empty where the text itself is broken.
        field: String,
        /// What is wrong with it.
        problem: String,
    },
    /// Neither a description nor a document.
    #[error("field project_description is missing: say in a few sentences what is to be built and where")]
    NoDescription,
    /// Too short to say anything.
    #[error("field project_description has {characters} characters; it needs at least {DESCRIPTION_MIN}")]
    DescriptionTooShort {
        /// How many it has.
        characters: usize,
    },
    /// Too long for a description.
    #[error(
        "field project_description has {characters} characters, at most {DESCRIPTION_MAX} are read; \
         give a longer text as a document"
    )]
    DescriptionTooLong {
        /// How many it has.
        characters: usize,
    },
    /// The same list outside and inside of `context`.
    #[error("field {field} is given twice: beside context and inside it")]
    GivenTwice {
        /// Which.
        field: &'static str,
    },
}

struct FieldPrefix<'a>(&'a str);

impl fmt::Display for FieldPrefix<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, "field {}: ", self.0) }
    }
}

/// The contract's shapes: `question` for `project_description`, positions and specifications in `context`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(alias = "question")]
    project_description: Option<String>,
    positions: Option<Vec<Position>>,
    specifications: Option<Specifications>,
    #[serde(default)]
    options: Options,
    context: Option<Context>,
    #[serde(default)]
    documents: Vec<Document>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Context {
    positions: Option<Vec<Position>>,
    specifications: Option<Specifications>,
}

impl Brief {
    /// Reads a brief from TOML.
    pub fn from_toml(text: &str) -> Result<Self, BriefError> {
        let invalid = |error: &toml::de::Error, field: String| BriefError::Invalid {
            line: line_of(text, error.span().map_or(0, |span| span.start)),
            field,
            problem: one_line(error.message()),
        };
        let source = toml::Deserializer::parse(text).map_err(|error| invalid(&error, String::new()))?;
        let written: Written = serde_path_to_error::deserialize(source)
            .map_err(|error| invalid(error.inner(), field_of(error.path())))?;
        written.into_brief()
    }

    /// Reads a brief from JSON.
    pub fn from_json(text: &str) -> Result<Self, BriefError> {
        let invalid = |error: &serde_json::Error, field: String| {
            let message = error.to_string();
            let problem = message.rsplit_once(" at line ").map_or(message.as_str(), |(problem, _)| problem);
            BriefError::Invalid { line: error.line(), field, problem: one_line(problem) }
        };
        let mut source = serde_json::Deserializer::from_str(text);
        let written: Written = serde_path_to_error::deserialize(&mut source)
            .map_err(|error| invalid(error.inner(), field_of(error.path())))?;
        source.end().map_err(|error| invalid(&error, String::new()))?;
        written.into_brief()
    }

    /// Checks the lengths that the contract fixes. Call it after a description was set by other means.
    pub fn check(&self) -> Result<(), BriefError> {
        let characters = self.project_description.trim().chars().count();
        match characters {
            0 if self.documents.iter().any(|document| !document.text.trim().is_empty()) => Ok(()),
            0 => Err(BriefError::NoDescription),
            1..DESCRIPTION_MIN => Err(BriefError::DescriptionTooShort { characters }),
            DESCRIPTION_MIN..=DESCRIPTION_MAX => Ok(()),
            _ => Err(BriefError::DescriptionTooLong { characters }),
        }
    }
}

impl Written {
    fn into_brief(self) -> Result<Brief, BriefError> {
        let (inner_positions, inner_specifications) =
            self.context.map_or((None, None), |context| (context.positions, context.specifications));
        let brief = Brief {
            project_description: self.project_description.unwrap_or_default(),
            positions: one_of(self.positions, inner_positions, "positions")?.unwrap_or_default(),
            specifications: one_of(self.specifications, inner_specifications, "specifications")?
                .map_or_else(Map::new, |specifications| specifications.0),
            options: self.options,
            documents: self.documents,
        };
        brief.check()?;
        Ok(brief)
    }
}

fn one_of<T>(outer: Option<T>, inner: Option<T>, field: &'static str) -> Result<Option<T>, BriefError> {
    match (outer, inner) {
        (Some(_), Some(_)) => Err(BriefError::GivenTwice { field }),
        (outer, inner) => Ok(outer.or(inner)),
    }
}

fn field_of(path: &serde_path_to_error::Path) -> String {
    let path = path.to_string();
    if path == "." { String::new() } else { path }
}

fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|b| *b == b'\n').count() + 1
}

fn one_line(problem: &str) -> String {
    problem.lines().map(str::trim).collect::<Vec<_>>().join(", ")
}

/// Any table, without NaN and infinity, which JSON cannot carry and would turn to `null` without a word.
struct Specifications(Map<String, Value>);

impl<'de> Deserialize<'de> for Specifications {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TableVisitor).map(Self)
    }
}

struct TableVisitor;

impl<'de> de::Visitor<'de> for TableVisitor {
    type Value = Map<String, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table")
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut source: A) -> Result<Map<String, Value>, A::Error> {
        let mut table = Map::new();
        while let Some(key) = source.next_key::<String>()? {
            // Which of two values was meant cannot be told, so neither is taken.
            if table.contains_key(&key) {
                return Err(de::Error::custom(format!("duplicate field `{key}`")));
            }
            let Anything(value) = source.next_value()?;
            table.insert(key, value);
        }
        Ok(table)
    }
}

struct Anything(Value);

impl<'de> Deserialize<'de> for Anything {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnythingVisitor).map(Self)
    }
}

/// The member under which the TOML reader hands over a date.
const TOML_DATE: &str = "$__toml_private_datetime";

struct AnythingVisitor;

impl<'de> de::Visitor<'de> for AnythingVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a finite number, true or false, a list or a table")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        let number = serde_json::Number::from_f64(value);
        number.map(Value::Number).ok_or_else(|| E::invalid_value(de::Unexpected::Float(value), &self))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut source: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(Anything(item)) = source.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, source: A) -> Result<Value, A::Error> {
        let mut table = TableVisitor.visit_map(source)?;
        let date = if table.len() == 1 { table.remove(TOML_DATE) } else { None };
        Ok(date.unwrap_or(Value::Object(table)))
    }
}

#[cfg(test)]
mod tests;
