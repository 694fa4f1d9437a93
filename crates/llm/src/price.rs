//! What a request costs, from a dated table of prices. An unknown model has no price; it never costs nothing.
//! The table is data (`data/prices.toml`): no price stands in code.

#[cfg(test)]
mod tests;

use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{Error, Usage};

/// Prices of models, each with the days and the prompt lengths that it holds for.
#[derive(Clone, Debug)]
pub struct PriceTable {
    rows: Vec<Row>,
}

/// What one model charges, in USD per million tokens.
#[derive(Clone, Debug)]
struct Row {
    model: String,
    input: Decimal,
    output: Decimal,
    /// For input read from the provider's cache; unknown where `None`.
    cached: Option<Decimal>,
    /// For input written to it (for five minutes, where that matters); unknown where `None`.
    cache_write: Option<Decimal>,
    /// The prompt lengths it holds for, in tokens: more than the first, at most the second.
    prompt_over: u64,
    prompt_up_to: u64,
    valid_from: Date,
    valid_to: Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableFile {
    price: Vec<RowFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RowFile {
    model: String,
    input: String,
    output: String,
    cached: Option<String>,
    cache_write: Option<String>,
    #[serde(default)]
    prompt_over: u64,
    prompt_up_to: Option<u64>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    as_of: String,
    source: String,
}

impl PriceTable {
    /// The table that is shipped with the program.
    ///
    /// Fails with [`Error::Prices`] only if the shipped table is broken, which a test rules out.
    pub fn embedded() -> Result<Self, Error> {
        Self::from_toml(include_str!("../data/prices.toml"))
    }

    /// Reads a table like the shipped one: `[[price]]` rows with `model`, `input`, `output`, `cached`, `cache_write` (USD
    /// per million tokens, as text), `prompt_over`, `prompt_up_to` (tokens), `valid_from`, `valid_to`, `as_of` (dates), `source`.
    ///
    /// Fails with [`Error::Prices`] where a row is not understood or two rows hold for the same request.
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        let file: TableFile =
            toml::from_str(text).map_err(|error| Error::Prices { what: error.to_string() })?;
        Self::from_rows(file.price)
    }

    pub(crate) fn from_rows(read: Vec<RowFile>) -> Result<Self, Error> {
        let mut rows: Vec<Row> = Vec::new();
        for row in read {
            let model = row.model.clone();
            let row =
                Row::try_from(row).map_err(|what| Error::Prices { what: format!("{model}: {what}") })?;
            if rows.iter().any(|other| other.overlaps(&row)) {
                return Err(Error::Prices {
                    what: format!("{model}: two rows hold for the same day and prompt"),
                });
            }
            rows.push(row);
        }
        Ok(Self { rows })
    }

    /// The rows of `own`, and of this table those for models that `own` has none for.
    pub(crate) fn replaced_by(mut self, own: Self) -> Self {
        self.rows.retain(|row| own.rows.iter().all(|replaced| replaced.model != row.model));
        self.rows.extend(own.rows);
        self
    }

    /// The models that have a price, in the order of the table.
    pub fn models(&self) -> impl Iterator<Item = &str> {
        let mut models: Vec<&str> = self.rows.iter().map(|row| row.model.as_str()).collect();
        models.dedup();
        models.into_iter()
    }

    /// What `usage` of `model` costs in USD on `date` (`YYYY-MM-DD`).
    ///
    /// `None` where no row holds for the model on that day and with a prompt of that length, and where tokens were
    /// read from a cache, or written to one, whose price is not known.
    pub fn cost_usd(&self, model: &str, usage: &Usage, date: &str) -> Option<Decimal> {
        let date = Date::from_str(date).ok()?;
        let row = self.rows.iter().find(|row| row.holds(model, usage.input, date))?;
        let cached = usage.cached.min(usage.input);
        let written = usage.cache_written.min(usage.input - cached);
        let parts = [
            (usage.input - cached - written, Some(row.input)),
            (cached, row.cached),
            (written, row.cache_write),
            (usage.output, Some(row.output)),
        ];
        let charged = parts.into_iter().filter(|(tokens, _)| *tokens > 0);
        let cost: Decimal =
            charged.map(|(tokens, price)| Some(Decimal::from(tokens) * price?)).sum::<Option<_>>()?;
        Some((cost / Decimal::from(1_000_000)).normalize())
    }
}

impl Row {
    fn holds(&self, model: &str, prompt: u64, date: Date) -> bool {
        let length_fits = (prompt > self.prompt_over || self.prompt_over == 0) && prompt <= self.prompt_up_to;
        let day_fits = self.valid_from <= date && date <= self.valid_to;
        self.model == model && length_fits && day_fits
    }

    fn overlaps(&self, other: &Self) -> bool {
        let lengths_meet = self.prompt_over < other.prompt_up_to && other.prompt_over < self.prompt_up_to;
        let days_meet = self.valid_from <= other.valid_to && other.valid_from <= self.valid_to;
        self.model == other.model && lengths_meet && days_meet
    }
}

impl TryFrom<RowFile> for Row {
    type Error = String;

    fn try_from(row: RowFile) -> Result<Self, String> {
        if row.source.trim().is_empty() {
            return Err("source is empty: say where the price was read".to_owned());
        }
        date("as_of", &row.as_of)?;
        let valid_from = row.valid_from.map_or(Ok(Date::MIN), |text| date("valid_from", &text))?;
        let valid_to = row.valid_to.map_or(Ok(Date::MAX), |text| date("valid_to", &text))?;
        if valid_from > valid_to {
            return Err("valid_from is after valid_to".to_owned());
        }
        let prompt_up_to = row.prompt_up_to.unwrap_or(u64::MAX);
        if row.prompt_over >= prompt_up_to {
            return Err("prompt_over is not below prompt_up_to".to_owned());
        }
        Ok(Self {
            model: row.model,
            input: price("input", &row.input)?,
            output: price("output", &row.output)?,
            cached: row.cached.map(|text| price("cached", &text)).transpose()?,
            cache_write: row.cache_write.map(|text| price("cache_write", &text)).transpose()?,
            prompt_over: row.prompt_over,
            prompt_up_to,
            valid_from,
            valid_to,
        })
    }
}

fn date(field: &str, text: &str) -> Result<Date, String> {
    Date::from_str(text).map_err(|_| format!("{field} is not a date like 2026-11-23: {text:?}"))
}

fn price(field: &str, text: &str) -> Result<Decimal, String> {
    let price = Decimal::from_str(text).ok().filter(|price| !price.is_sign_negative());
    price.ok_or_else(|| format!("{field} is not a price like \"2.50\": {text:?}"))
}
