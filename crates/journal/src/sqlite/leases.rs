//! Who may run an audit: claims, renewals, cancellation.

use std::time::Duration;

use jiff::Timestamp;
use model::{AuditId, Event, EventBody};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{
    audits, events,
    rows::{self, Failure, integer},
};
use crate::{Claim, Error, Lease, Record, State};

/// A claim whose events have still to be read.
#[derive(Debug)]
pub(super) struct Claimed {
    pub(super) lease: Lease,
    tenant: String,
    brief: String,
    retry_of: Option<AuditId>,
}

/// What became of a wish to cancel.
#[derive(Debug)]
pub(super) enum Cancel {
    /// Nobody had claimed it: it has ended with this record.
    Ended(Record),
    /// Its holder will see it.
    Asked,
    /// It had ended before.
    TooLate,
}

impl Claimed {
    pub(super) fn with(self, earlier: Vec<Event>) -> Result<Claim, Error> {
        let brief = audits::parse(&self.brief)?;
        Ok(Claim { lease: self.lease, tenant: self.tenant, brief, retry_of: self.retry_of, earlier })
    }
}

/// A lease that has run out comes first: its audit is older than any that waits.
pub(super) fn claim(connection: &Connection, time: Duration) -> Result<Option<Claimed>, Failure> {
    const COLUMNS: &str = "SELECT number, audit_id, tenant, brief, retry_of, fence FROM audits";
    let now = Timestamp::now().as_millisecond();
    let read = |row: &Row<'_>| {
        let lease = Lease { audit_id: rows::id(row, "audit_id")?, fence: rows::number(row, "fence")? + 1 };
        let retry_of = rows::optional_id(row, "retry_of")?;
        let claimed = Claimed { lease, tenant: row.get("tenant")?, brief: row.get("brief")?, retry_of };
        Ok((row.get::<_, i64>("number")?, claimed))
    };
    let lost = format!("{COLUMNS} WHERE state = 'running' AND lease_until < ?1 ORDER BY lease_until LIMIT 1");
    let waiting = format!("{COLUMNS} WHERE state = 'waiting' ORDER BY number LIMIT 1");
    let mut found = connection.prepare_cached(&lost)?.query_row([now], read).optional()?;
    if found.is_none() {
        found = connection.prepare_cached(&waiting)?.query_row([], read).optional()?;
    }
    let Some((number, claimed)) = found else { return Ok(None) };
    connection
        .prepare_cached(
            "UPDATE audits SET state = 'running', fence = ?2, lease_until = ?3 WHERE number = ?1",
        )?
        .execute(params![number, integer(claimed.lease.fence), end(time)])?;
    Ok(Some(claimed))
}

/// Gives the leases that are lost.
pub(super) fn renew(
    connection: &Connection,
    leases: &[Lease],
    time: Duration,
) -> Result<Vec<Lease>, Failure> {
    let until = end(time);
    let mut statement = connection.prepare_cached(
        "UPDATE audits SET lease_until = ?3 WHERE audit_id = ?1 AND fence = ?2 AND state = 'running'",
    )?;
    let mut lost = Vec::new();
    for lease in leases {
        if statement.execute(params![lease.audit_id.as_bytes(), integer(lease.fence), until])? == 0 {
            lost.push(*lease);
        }
    }
    Ok(lost)
}

pub(super) fn release(connection: &Connection, lease: Lease) -> Result<(), Failure> {
    connection
        .prepare_cached(
            "UPDATE audits SET state = 'waiting', lease_until = NULL \
             WHERE audit_id = ?1 AND fence = ?2 AND state = 'running'",
        )?
        .execute(params![lease.audit_id.as_bytes(), integer(lease.fence)])?;
    Ok(())
}

/// No lease of a service that has died is worth anything.
pub(super) fn void_all(connection: &Connection) -> Result<(), Error> {
    connection
        .execute("UPDATE audits SET state = 'waiting', lease_until = NULL WHERE state = 'running'", [])
        .map(|_| ())
        .map_err(super::storage("free the audits of a service that died"))
}

pub(super) fn cancel(connection: &Connection, audit_id: AuditId) -> Result<Cancel, Failure> {
    let found = connection
        .prepare_cached("SELECT number, state, last_event FROM audits WHERE audit_id = ?1")?
        .query_row([audit_id.as_bytes()], |row| {
            Ok((row.get::<_, i64>("number")?, rows::state(row, "state")?, rows::number(row, "last_event")?))
        })
        .optional()?;
    let (number, state, last) = found.ok_or(Error::Unknown { audit_id })?;
    match state {
        State::Waiting => {
            let timestamp = Timestamp::now();
            let event = Event { audit_id, seq: last + 1, timestamp, body: EventBody::Cancelled };
            let record = Record::of(&event)?;
            events::insert(connection, number, std::slice::from_ref(&record))?;
            audits::end(connection, number, &event)?;
            Ok(Cancel::Ended(record))
        }
        State::Running => {
            connection.prepare_cached("UPDATE audits SET cancel = 1 WHERE number = ?1")?.execute([number])?;
            Ok(Cancel::Asked)
        }
        State::Completed | State::Failed | State::Cancelled => Ok(Cancel::TooLate),
    }
}

/// Whether the audit is to be cancelled, or is no longer there.
pub(super) fn is_cancelled(connection: &Connection, audit_id: AuditId) -> Result<bool, Failure> {
    let mut statement = connection.prepare_cached("SELECT cancel FROM audits WHERE audit_id = ?1")?;
    let cancel = statement.query_row([audit_id.as_bytes()], |row| row.get::<_, bool>(0)).optional()?;
    Ok(cancel.unwrap_or(true))
}

/// When a lease of that length ends, in milliseconds since 1970.
fn end(time: Duration) -> i64 {
    let length = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
    Timestamp::now().as_millisecond().saturating_add(length)
}
