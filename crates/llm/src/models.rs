//! What each model can do and what it charges, from dated tables that the user's own file can add to.
//! The tables are data (`data/models.toml`, `data/prices.toml`): no fact about a model stands in code.

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::{
    Error,
    price::{PriceTable, RowFile as PriceFile},
};

static SHIPPED: LazyLock<Option<ModelTable>> = LazyLock::new(|| ModelTable::embedded().ok());

/// Capabilities and prices of models.
#[derive(Clone, Debug)]
pub struct ModelTable {
    models: Vec<Row>,
    prices: PriceTable,
}

/// What a model can do. The default is what is safe to assume of a model that no one has heard of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether it takes a sampling temperature. Models that do not answer with an error where one is sent.
    pub temperature: bool,
    /// How it can be held to a schema.
    pub schema: SchemaSupport,
    /// How its thinking can be limited.
    pub thinking: Thinking,
    /// Tokens set apart for its thoughts, which count as output: they come on top of what is asked for.
    pub thinking_tokens: u32,
    /// The longest question and answer together, in tokens.
    pub context: Option<u64>,
    /// The longest answer, in tokens, thoughts included.
    pub max_output: Option<u32>,
}

/// How a model can be held to a schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SchemaSupport {
    /// It enforces a JSON Schema.
    JsonSchema,
    /// It enforces JSON; the schema is told in the prompt.
    JsonObject,
    /// It enforces nothing; the schema is told in the prompt.
    #[default]
    None,
}

/// How a model's thinking can be limited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Thinking {
    /// It does not think, or cannot be told how much: nothing is sent.
    #[default]
    Unlimited,
    /// By a number of tokens: [`Capabilities::thinking_tokens`].
    Budget,
    /// By a level, such as `low`.
    Level(String),
}

impl Capabilities {
    /// The output tokens that a question for `asked` of them may take: thoughts have room of their own beside the
    /// answer, so that they cannot eat it.
    pub fn most_output(&self, asked: u32) -> u32 {
        let most = asked.saturating_add(self.thinking_tokens);
        self.max_output.map_or(most, |limit| most.min(limit))
    }
}

impl ModelTable {
    /// The tables that are shipped with the program.
    ///
    /// Fails with [`Error::Prices`] only if a shipped table is broken, which a test rules out.
    pub fn embedded() -> Result<Self, Error> {
        let file: TableFile = parse(include_str!("../data/models.toml"))?;
        Ok(Self { models: rows(file.model)?, prices: PriceTable::embedded()? })
    }

    /// With the rows of the user's own file, written like the shipped tables: `[[model]]` rows with `id`,
    /// `temperature`, `schema`, `thinking`, `thinking_tokens`, `context`, `max_output`, and `[[price]]` rows
    /// (see [`PriceTable::from_toml`]). A model's rows there replace all shipped ones of their kind for it.
    ///
    /// Fails with [`Error::Prices`] where a row is not understood.
    pub fn with_toml(mut self, text: &str) -> Result<Self, Error> {
        let file: TableFile = parse(text)?;
        let own = rows(file.model)?;
        self.models.retain(|row| own.iter().all(|replaced| replaced.id != row.id));
        self.models.extend(own);
        self.prices = self.prices.replaced_by(PriceTable::from_rows(file.price)?);
        Ok(self)
    }

    /// What `model` can do; a dated version (`gpt-6-sol-2026-09-22`) can what the model can. `None` where no row says.
    pub fn get(&self, model: &str) -> Option<&Capabilities> {
        let exact = self.models.iter().find(|row| row.id == model);
        let row = exact.or_else(|| self.models.iter().find(|row| is_version(model, &row.id)))?;
        Some(&row.capabilities)
    }

    /// The prices.
    pub fn prices(&self) -> &PriceTable {
        &self.prices
    }
}

/// What the shipped table says of `model`; what is safe to assume where it says nothing.
pub(crate) fn shipped(model: &str) -> Option<Capabilities> {
    SHIPPED.as_ref()?.get(model).cloned()
}

fn is_version(model: &str, id: &str) -> bool {
    let Some(version) = model.strip_prefix(id).and_then(|rest| rest.strip_prefix('-')) else {
        return false;
    };
    version.len() >= 8 && version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

#[derive(Clone, Debug)]
struct Row {
    id: String,
    capabilities: Capabilities,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableFile {
    #[serde(default)]
    model: Vec<RowFile>,
    #[serde(default)]
    price: Vec<PriceFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowFile {
    id: String,
    temperature: bool,
    schema: SchemaSupport,
    /// `budget`, a level's name, or nothing.
    thinking: Option<String>,
    #[serde(default)]
    thinking_tokens: u32,
    context: Option<u64>,
    max_output: Option<u32>,
    as_of: String,
    source: String,
}

fn parse(text: &str) -> Result<TableFile, Error> {
    toml::from_str(text).map_err(|error| Error::Prices { what: error.to_string() })
}

fn rows(rows: Vec<RowFile>) -> Result<Vec<Row>, Error> {
    let mut read: Vec<Row> = Vec::new();
    for row in rows {
        let fault = |what: &str| Error::Prices { what: format!("{}: {what}", row.id) };
        if row.source.trim().is_empty() {
            return Err(fault("source is empty: say where it was read"));
        }
        if row.as_of.parse::<Date>().is_err() {
            return Err(fault(&format!("as_of is not a date like 2026-11-23: {:?}", row.as_of)));
        }
        if row.thinking.as_deref() == Some("budget") && row.thinking_tokens == 0 {
            return Err(fault("thinking is a budget: say how many thinking_tokens"));
        }
        if read.iter().any(|other| other.id == row.id) {
            return Err(fault("two rows for one model"));
        }
        let thinking = match row.thinking {
            None => Thinking::Unlimited,
            Some(word) if word == "budget" => Thinking::Budget,
            Some(level) => Thinking::Level(level),
        };
        let capabilities = Capabilities {
            temperature: row.temperature,
            schema: row.schema,
            thinking,
            thinking_tokens: row.thinking_tokens,
            context: row.context,
            max_output: row.max_output,
        };
        read.push(Row { id: row.id, capabilities });
    }
    Ok(read)
}
