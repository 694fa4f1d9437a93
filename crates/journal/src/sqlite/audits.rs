//! Audits come in, are looked up, listed and erased.

use jiff::Timestamp;
use model::{AuditId, Brief, Event, EventBody};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{
    events,
    rows::{self, Failure, integer},
};
use crate::{Admission, Error, Listing, Page, Record, State, Submission, Submitted, Summary};

/// Characters of a description that a list shows.
const SHOWN: usize = 300;
/// Audits erased in one step, so that nobody waits long for the writer.
const ERASED_AT_ONCE: u32 = 50;

const SUMMARY: &str = "SELECT audit_id, tenant, state, description, submitted_at, ended_at, mark, cost_usd, last_event, \
                       retry_of FROM audits";

/// Takes in all or none.
pub(super) fn submit(
    connection: &Connection,
    submissions: &[Submission],
    admission: Admission,
) -> Result<Vec<Submitted>, Failure> {
    let mut unfinished = unfinished(connection)?;
    let mut done = Vec::with_capacity(submissions.len());
    for submission in submissions {
        if let Some(audit_id) = known(connection, submission)? {
            done.push(Submitted { audit_id, known: true });
            continue;
        }
        let before = unfinished.saturating_sub(admission.running);
        let has_to_wait = unfinished >= admission.running;
        if has_to_wait && before >= admission.waiting {
            return Err(Error::Full { waiting: before }.into());
        }
        let number = insert(connection, submission)?;
        if has_to_wait {
            let event = Event {
                audit_id: submission.audit_id,
                seq: 1,
                timestamp: submission.submitted_at,
                body: EventBody::Queued { place: before + 1 },
            };
            events::insert(connection, number, &[Record::of(&event)?])?;
        }
        unfinished += 1;
        done.push(Submitted { audit_id: submission.audit_id, known: false });
    }
    Ok(done)
}

fn unfinished(connection: &Connection) -> Result<u32, Failure> {
    let count = "SELECT (SELECT count(*) FROM audits WHERE state = 'waiting') \
                 + (SELECT count(*) FROM audits WHERE state = 'running')";
    Ok(connection.prepare_cached(count)?.query_row([], |row| row.get(0))?)
}

/// The audit that the submission's key stands for already.
fn known(connection: &Connection, submission: &Submission) -> Result<Option<AuditId>, Failure> {
    let Some(key) = &submission.key else { return Ok(None) };
    let found = connection
        .prepare_cached(
            "SELECT digest, audit_id FROM keys JOIN audits ON audits.number = keys.audit \
             WHERE keys.tenant = ?1 AND key = ?2",
        )?
        .query_row(params![submission.tenant, key.text], |row| {
            Ok((row.get::<_, Vec<u8>>("digest")?, rows::id(row, "audit_id")?))
        })
        .optional()?;
    match found {
        Some((digest, _)) if digest != key.digest => Err(Error::KeyReused { key: key.text.clone() }.into()),
        found => Ok(found.map(|(_, audit_id)| audit_id)),
    }
}

fn insert(connection: &Connection, submission: &Submission) -> Result<i64, Failure> {
    let brief = serde_json::to_string(&submission.brief)
        .map_err(|cause| Error::Unreadable { what: "a brief", cause: cause.into() })?;
    let text = &submission.brief.project_description;
    let text = match submission.brief.documents.first() {
        Some(document) if text.trim().is_empty() => &document.text,
        _ => text,
    };
    let shown: String = text.trim().chars().take(SHOWN).collect();
    connection
        .prepare_cached(
            "INSERT INTO audits (audit_id, tenant, description, brief, submitted_at, retry_of) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            submission.audit_id.as_bytes(),
            submission.tenant,
            shown,
            brief,
            submission.submitted_at.as_millisecond(),
            submission.retry_of.as_ref().map(AuditId::as_bytes),
        ])?;
    let number = connection.last_insert_rowid();
    connection
        .prepare_cached("INSERT INTO words (rowid, description) VALUES (?1, ?2)")?
        .execute(params![number, text])?;
    if let Some(key) = &submission.key {
        connection
            .prepare_cached("INSERT INTO keys (tenant, key, digest, audit) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![submission.tenant, key.text, key.digest, number])?;
    }
    Ok(number)
}

pub(super) fn summary(connection: &Connection, audit_id: AuditId) -> Result<Option<Summary>, Failure> {
    let mut statement = connection.prepare_cached(&format!("{SUMMARY} WHERE audit_id = ?1"))?;
    Ok(statement.query_row([audit_id.as_bytes()], summary_of).optional()?)
}

pub(super) fn brief(connection: &Connection, audit_id: AuditId) -> Result<Option<Brief>, Failure> {
    let mut statement = connection.prepare_cached("SELECT brief FROM audits WHERE audit_id = ?1")?;
    let text = statement.query_row([audit_id.as_bytes()], |row| row.get::<_, String>(0)).optional()?;
    Ok(text.map(|text| parse(&text)).transpose()?)
}

pub(super) fn parse(brief: &str) -> Result<Brief, Error> {
    Brief::from_json(brief).map_err(|cause| Error::Unreadable { what: "a brief", cause: cause.into() })
}

pub(super) fn list(connection: &Connection, listing: &Listing) -> Result<Page, Failure> {
    let before = listing.before.map_or([0xff; 16], AuditId::into_bytes);
    let one_more = i64::from(listing.limit) + 1;
    let words = words(&listing.words);
    let matching =
        if words.is_some() { " AND number IN (SELECT rowid FROM words WHERE words MATCH ?4)" } else { "" };
    let mut statement = connection.prepare_cached(&format!(
        "{SUMMARY} WHERE tenant = ?1 AND audit_id < ?2{matching} ORDER BY audit_id DESC LIMIT ?3"
    ))?;
    let rows = match words {
        Some(words) => statement.query_map(params![listing.tenant, before, one_more, words], summary_of)?,
        None => statement.query_map(params![listing.tenant, before, one_more], summary_of)?,
    };
    let mut audits = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let limit = usize::try_from(listing.limit).unwrap_or(usize::MAX);
    let more = audits.len() > limit;
    audits.truncate(limit);
    Ok(Page { audits, more })
}

/// A search for all of the words by their beginnings, each quoted so that none is taken for the search's own language.
fn words(words: &[String]) -> Option<String> {
    let quoted: Vec<String> = words
        .iter()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| format!("\"{}\"*", word.replace(['"', '\0'], " ")))
        .collect();
    (!quoted.is_empty()).then(|| quoted.join(" "))
}

fn summary_of(row: &Row<'_>) -> rusqlite::Result<Summary> {
    Ok(Summary {
        audit_id: rows::id(row, "audit_id")?,
        tenant: row.get("tenant")?,
        state: rows::state(row, "state")?,
        description: row.get("description")?,
        submitted_at: rows::time(row, "submitted_at")?,
        ended_at: rows::optional_time(row, "ended_at")?,
        mark: rows::mark(row, "mark")?,
        cost_usd: rows::optional_decimal(row, "cost_usd")?,
        last_event: rows::number(row, "last_event")?,
        retry_of: rows::optional_id(row, "retry_of")?,
    })
}

pub(super) fn erase(connection: &Connection, audit_id: AuditId) -> Result<bool, Failure> {
    let number: Option<i64> = connection
        .prepare_cached("SELECT number FROM audits WHERE audit_id = ?1")?
        .query_row([audit_id.as_bytes()], |row| row.get(0))
        .optional()?;
    match number {
        None => Ok(false),
        Some(number) => erase_number(connection, number).map(|()| true),
    }
}

/// Erases some of the audits that ended before; gives how many, 0 once there are none.
pub(super) fn erase_some_before(connection: &Connection, before: Timestamp) -> Result<u64, Failure> {
    let mut statement = connection
        .prepare_cached("SELECT number FROM audits WHERE ended_at < ?1 ORDER BY ended_at LIMIT ?2")?;
    let numbers = statement.query_map(params![before.as_millisecond(), ERASED_AT_ONCE], |row| row.get(0))?;
    let numbers = numbers.collect::<rusqlite::Result<Vec<i64>>>()?;
    for number in &numbers {
        erase_number(connection, *number)?;
    }
    Ok(numbers.len() as u64)
}

fn erase_number(connection: &Connection, number: i64) -> Result<(), Failure> {
    connection.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([number])?;
    // Events and keys go with it.
    connection.prepare_cached("DELETE FROM audits WHERE number = ?1")?.execute([number])?;
    Ok(())
}

/// How an audit's record changes with its last event.
pub(super) fn end(connection: &Connection, number: i64, event: &Event) -> Result<(), Failure> {
    let (state, mark, cost) = match &event.body {
        EventBody::FinalResult(audit) => {
            let cost = audit.performance.cost.amount.map(|amount| amount.to_string());
            (State::Completed, Some(audit.status.mark.symbol()), cost)
        }
        EventBody::Error { .. } => (State::Failed, None, None),
        EventBody::Cancelled => (State::Cancelled, None, None),
        _ => return Ok(()),
    };
    connection
        .prepare_cached(
            "UPDATE audits SET state = ?2, mark = ?3, cost_usd = ?4, ended_at = ?5, lease_until = NULL WHERE number = ?1",
        )?
        .execute(params![number, state.as_str(), mark, cost, event.timestamp.as_millisecond().max(integer(0))])?;
    Ok(())
}
