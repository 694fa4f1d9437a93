//! The file itself: how it is opened, its tables and their versions, whether it is whole.

use std::path::Path;

use rusqlite::{Connection, params};

use super::rows::Failure;
use crate::Error;

/// Each step takes the schema one version up; none may ever be changed.
const MIGRATIONS: &[&str] = &[include_str!("migrations/001_audits.sql")];

/// How long a connection waits for another process that writes, in milliseconds.
const PATIENCE_MS: u32 = 10_000;

/// Opens the file for writing and brings it up to date.
pub(super) fn open(path: &Path) -> Result<Connection, Error> {
    let failed = |failure: Failure| failure.into_error("open its file");
    let damaged = |error: &rusqlite::Error| {
        let code = error.sqlite_error_code();
        matches!(code, Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt))
    };
    let opened = Connection::open(path).and_then(|connection| {
        connection.execute_batch(&format!(
            "PRAGMA busy_timeout = {PATIENCE_MS}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
             PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; \
             PRAGMA journal_size_limit = 67108864;"
        ))?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(connection)
    });
    let connection = match opened {
        Ok(connection) => connection,
        Err(error) if damaged(&error) => {
            return Err(Error::Damaged { journal: path.display().to_string(), problem: error.to_string() });
        }
        Err(error) => return Err(failed(error.into())),
    };
    migrate(&connection).map_err(failed)?;
    Ok(connection)
}

fn migrate(connection: &Connection) -> Result<(), Failure> {
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    let version = |connection: &Connection| {
        connection.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0))
    };
    // Two processes may open a new file at the same time; the lock makes the second see what the first has done.
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let found = version(connection)?;
    let result = if found > known {
        Err(Error::NewerSchema { found, known }.into())
    } else {
        let mut steps = MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(usize::MAX));
        steps
            .try_for_each(|step| connection.execute_batch(step))
            .and_then(|()| connection.pragma_update(None, "user_version", known))
            .map_err(Failure::from)
    };
    connection.execute_batch(if result.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    result
}

/// What a connection that only reads needs.
pub(super) fn set_up_reader(connection: &Connection) -> rusqlite::Result<()> {
    connection
        .execute_batch(&format!("PRAGMA busy_timeout = {PATIENCE_MS}; PRAGMA trusted_schema = OFF;"))?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(())
}

/// Whether the file is whole, as far as can be told in a moment.
pub(super) fn check_quickly(connection: &Connection, journal: &str) -> Result<(), Error> {
    let problem = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
    let problem =
        problem.map_or_else(|error| Some(error.to_string()), |found| (found != "ok").then_some(found));
    let problem = match problem {
        None => gaps(connection).map_err(|error| error.into_error("check itself"))?.into_iter().next(),
        found => found,
    };
    problem.map_or(Ok(()), |problem| Err(Error::Damaged { journal: journal.to_owned(), problem }))
}

/// Everything that is not whole.
pub(super) fn check(connection: &Connection) -> Result<Vec<String>, Failure> {
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    let found =
        statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut problems: Vec<String> = found.into_iter().filter(|line| line != "ok").collect();
    problems.extend(gaps(connection)?);
    Ok(problems)
}

/// Audits whose events are not 1, 2, 3 … up to the last.
fn gaps(connection: &Connection) -> Result<Vec<String>, Failure> {
    let mut statement = connection.prepare(
        "SELECT lower(hex(audits.audit_id)), last_event, count(seq), coalesce(max(seq), 0) FROM audits \
         LEFT JOIN events ON events.audit = audits.number GROUP BY audits.number \
         HAVING count(seq) <> last_event OR coalesce(max(seq), 0) <> last_event",
    )?;
    let rows = statement.query_map([], |row| {
        let (audit, last, count): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(format!("audit {audit} has {count} events of {last}"))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Writes something, so that a full or lost disk is noticed.
pub(super) fn stamp(connection: &Connection) -> Result<(), Failure> {
    let now = jiff::Timestamp::now().as_millisecond();
    connection
        .prepare_cached(
            "INSERT INTO stamp (only, at) VALUES (1, ?1) ON CONFLICT (only) DO UPDATE SET at = ?1",
        )?
        .execute(params![now])?;
    Ok(())
}

/// Moves the log into the file and empties it, so that erased text is nowhere.
pub(super) fn truncate_log(connection: &Connection) -> Result<(), Failure> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}
