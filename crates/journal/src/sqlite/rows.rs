//! Between Rust's values and SQLite's: ids, times, numbers and texts; and what a job can fail with.

use std::str::FromStr;

use jiff::{Timestamp, civil::Date};
use model::{AuditId, Mark, Number};
use rusqlite::types::{FromSqlError, Type};

use crate::{Error, State};

/// Why a job failed: for a reason of ours, or of SQLite's.
#[derive(Debug)]
pub(super) enum Failure {
    Refused(Error),
    Sqlite(rusqlite::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl Failure {
    pub(super) fn into_error(self, doing: &'static str) -> Error {
        match self {
            Self::Refused(error) => error,
            Self::Sqlite(cause) => Error::Storage { doing, cause: cause.into() },
        }
    }
}

/// SQLite's integers have a sign; numbers that large do not occur.
pub(super) fn integer(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A column that is never negative.
pub(super) fn number(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<u64> {
    let value: i64 = row.get(column)?;
    Ok(u64::try_from(value).unwrap_or(0))
}

pub(super) fn id(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<AuditId> {
    row.get::<_, [u8; 16]>(column).map(AuditId::from_bytes)
}

pub(super) fn optional_id(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<Option<AuditId>> {
    Ok(row.get::<_, Option<[u8; 16]>>(column)?.map(AuditId::from_bytes))
}

pub(super) fn time(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<Timestamp> {
    optional_time(row, column)?.ok_or(rusqlite::Error::InvalidQuery)
}

pub(super) fn optional_time(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<Option<Timestamp>> {
    let milliseconds: Option<i64> = row.get(column)?;
    milliseconds.map(|milliseconds| Timestamp::from_millisecond(milliseconds).map_err(unreadable)).transpose()
}

pub(super) fn date(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<Date> {
    Date::from_str(&row.get::<_, String>(column)?).map_err(unreadable)
}

pub(super) fn decimal(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<Number> {
    let text: String = row.get(column)?;
    Number::parse(&text).ok_or_else(|| unreadable(FromSqlError::InvalidType))
}

pub(super) fn optional_decimal(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<Option<Number>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| Number::parse(&text).ok_or_else(|| unreadable(FromSqlError::InvalidType))).transpose()
}

pub(super) fn state(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<State> {
    let word: String = row.get(column)?;
    let known = State::ALL.iter().copied().find(|state| state.as_str() == word);
    known.ok_or_else(|| unreadable(FromSqlError::InvalidType))
}

pub(super) fn mark(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<Option<Mark>> {
    let symbol: Option<String> = row.get(column)?;
    symbol.map(|symbol| serde_json::from_value(symbol.into()).map_err(unreadable)).transpose()
}

fn unreadable(cause: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(cause))
}
