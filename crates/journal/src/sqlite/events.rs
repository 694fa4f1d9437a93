//! Events are appended in order and read back.

use model::{AuditId, Event};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{
    audits,
    rows::{self, Failure, integer},
};
use crate::{Error, Lease, Record, State};

/// Appends where the lease holds and the numbers follow.
pub(super) fn append(
    connection: &Connection,
    lease: Lease,
    events: &[Event],
    records: &[Record],
) -> Result<(), Failure> {
    let audit_id = lease.audit_id;
    let found = connection
        .prepare_cached("SELECT number, state, fence, last_event FROM audits WHERE audit_id = ?1")?
        .query_row([audit_id.as_bytes()], |row| {
            let number: i64 = row.get("number")?;
            Ok((
                number,
                rows::state(row, "state")?,
                rows::number(row, "fence")?,
                rows::number(row, "last_event")?,
            ))
        })
        .optional()?;
    let (number, state, fence, last) = found.ok_or(Error::Unknown { audit_id })?;
    if state.has_ended() {
        return Err(Error::Ended { audit_id }.into());
    }
    if state != State::Running || fence != lease.fence {
        return Err(Error::LeaseLost { audit_id }.into());
    }
    for (expected, record) in (last + 1..).zip(records) {
        if record.seq != expected {
            return Err(Error::WrongNumber { audit_id, expected, found: record.seq }.into());
        }
    }
    insert(connection, number, records)?;
    match events.last() {
        Some(event) if event.body.is_last() => audits::end(connection, number, event),
        _ => Ok(()),
    }
}

/// Stores records whose numbers have been checked.
pub(super) fn insert(connection: &Connection, number: i64, records: &[Record]) -> Result<(), Failure> {
    let mut statement =
        connection.prepare_cached("INSERT INTO events (audit, seq, name, data) VALUES (?1, ?2, ?3, ?4)")?;
    for record in records {
        statement.execute(params![number, integer(record.seq), &*record.name, &*record.data])?;
    }
    if let Some(record) = records.last() {
        connection
            .prepare_cached("UPDATE audits SET last_event = ?2 WHERE number = ?1")?
            .execute(params![number, integer(record.seq)])?;
    }
    Ok(())
}

pub(super) fn read(
    connection: &Connection,
    audit_id: AuditId,
    after: u64,
    limit: u32,
) -> Result<Vec<Record>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT seq, name, data FROM events WHERE audit = (SELECT number FROM audits WHERE audit_id = ?1) \
         AND seq > ?2 ORDER BY seq LIMIT ?3",
    )?;
    let records = statement.query_map(params![audit_id.as_bytes(), integer(after), limit], |row| {
        let (name, data): (String, String) = (row.get("name")?, row.get("data")?);
        Ok(Record { seq: rows::number(row, "seq")?, name: name.into(), data: data.into() })
    })?;
    Ok(records.collect::<rusqlite::Result<_>>()?)
}

/// Everything that has happened to an audit.
pub(super) fn all(connection: &Connection, audit_id: AuditId) -> Result<Vec<Event>, Failure> {
    let records = read(connection, audit_id, 0, u32::MAX)?;
    Ok(records.iter().map(Record::event).collect::<Result<_, _>>()?)
}
