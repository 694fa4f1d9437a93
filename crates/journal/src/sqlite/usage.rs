//! Usage is added up day by day. Money is added here, not by SQLite, which would do it in floats.

use model::Number;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::rows::{self, Failure, integer};
use crate::{Usage, UsageQuery};

const COLUMNS: &str =
    "SELECT tenant, day, provider, requests, tokens_input, tokens_output, cost_usd, unpriced FROM usage";

pub(super) fn add(connection: &Connection, usage: &[Usage]) -> Result<(), Failure> {
    for used in usage {
        let before = connection
            .prepare_cached(&format!("{COLUMNS} WHERE tenant = ?1 AND day = ?2 AND provider = ?3"))?
            .query_row(params![used.tenant, used.day.to_string(), used.provider], read)
            .optional()?;
        let sum = before.map_or_else(|| used.clone(), |before| together(before, used));
        connection.prepare_cached("REPLACE INTO usage VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?.execute(
            params![
                sum.tenant,
                sum.day.to_string(),
                sum.provider,
                integer(sum.requests),
                integer(sum.tokens_input),
                integer(sum.tokens_output),
                sum.cost_usd.to_string(),
                integer(sum.unpriced),
            ],
        )?;
    }
    Ok(())
}

fn together(before: Usage, more: &Usage) -> Usage {
    Usage {
        requests: before.requests.saturating_add(more.requests),
        tokens_input: before.tokens_input.saturating_add(more.tokens_input),
        tokens_output: before.tokens_output.saturating_add(more.tokens_output),
        cost_usd: [before.cost_usd, more.cost_usd].into_iter().sum::<Number>(),
        unpriced: before.unpriced.saturating_add(more.unpriced),
        ..before
    }
}

fn read_all(
    connection: &Connection,
    condition: &str,
    values: impl rusqlite::Params,
) -> Result<Vec<Usage>, Failure> {
    let mut statement = connection.prepare_cached(&format!("{COLUMNS} {condition}"))?;
    let usage = statement.query_map(values, read)?;
    Ok(usage.collect::<rusqlite::Result<_>>()?)
}

/// By tenant, day and provider, in the order of the key.
pub(super) fn of(connection: &Connection, query: &UsageQuery) -> Result<Vec<Usage>, Failure> {
    let (from, to) = (query.from.to_string(), query.to.to_string());
    let order = "ORDER BY tenant, day, provider";
    match &query.tenant {
        Some(tenant) => read_all(
            connection,
            &format!("WHERE tenant = ?1 AND day BETWEEN ?2 AND ?3 {order}"),
            params![tenant, from, to],
        ),
        None => read_all(connection, &format!("WHERE day BETWEEN ?1 AND ?2 {order}"), params![from, to]),
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Usage> {
    Ok(Usage {
        tenant: row.get("tenant")?,
        day: rows::date(row, "day")?,
        provider: row.get("provider")?,
        requests: rows::number(row, "requests")?,
        tokens_input: rows::number(row, "tokens_input")?,
        tokens_output: rows::number(row, "tokens_output")?,
        cost_usd: rows::decimal(row, "cost_usd")?,
        unpriced: rows::number(row, "unpriced")?,
    })
}
