//! Audits are listed, shown, cancelled and erased. Somebody else's audit does not exist.

use std::sync::Arc;

use axum::{
    Extension, Json,
    extract::{
        Path, Query, State,
        rejection::{PathRejection, QueryRejection},
    },
    http::StatusCode,
};
use journal::{Listing, Summary};
use model::{Audit, AuditId, Brief, Event, EventBody};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{access::Client, problem::Problem, router::App};

/// Audits of a page, unless told otherwise, and at most.
const PAGE: u32 = 20;
const PAGE_MAX: u32 = 100;
/// Records read at once.
const BATCH: u32 = 64;
/// Longest search, in characters.
const SEARCH_MAX: usize = 200;

/// The id in an address.
#[derive(Debug, Deserialize)]
pub(crate) struct Id {
    id: AuditId,
}

/// Which audits to list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    cursor: Option<AuditId>,
    limit: Option<u32>,
    q: Option<String>,
}

/// A page of audits.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Audits {
    /// The newest first.
    audits: Vec<Summary>,
    /// Give it as `cursor` to get older ones; `null` where there are none.
    #[schemars(with = "Option<String>")]
    next_cursor: Option<AuditId>,
}

/// An audit and how far it is.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Shown {
    /// In short.
    #[serde(flatten)]
    summary: Summary,
    /// The audit itself, once it is complete.
    audit: Option<Box<Audit>>,
    /// Why it failed, where it failed.
    error: Option<Failure>,
}

/// Why an audit failed.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Failure {
    /// Stable name.
    code: String,
    /// What happened.
    message: String,
    /// Each cause.
    causes: Vec<String>,
}

/// `GET /api/v1/audits`
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    Extension(client): Extension<Client>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Json<Audits>, Problem> {
    let Query(wanted) = wanted.map_err(|error| Problem::bad_request("query", error.body_text()))?;
    let limit = wanted.limit.unwrap_or(PAGE);
    if !(1..=PAGE_MAX).contains(&limit) {
        return Err(Problem::bad_request("query", format!("limit is from 1 to {PAGE_MAX}")));
    }
    let search = wanted.q.unwrap_or_default();
    if search.chars().count() > SEARCH_MAX {
        return Err(Problem::bad_request("query", format!("q has at most {SEARCH_MAX} characters")));
    }
    let words = search.split_whitespace().map(str::to_owned).collect();
    let listing = Listing { tenant: client.tenant, before: wanted.cursor, limit, words };
    let page = app.journal.list(listing).await?;
    let last = page.audits.last().map(|audit| audit.audit_id);
    Ok(Json(Audits { next_cursor: last.filter(|_| page.more), audits: page.audits }))
}

/// `GET /api/v1/audits/{id}`
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Extension(client): Extension<Client>,
    id: Result<Path<Id>, PathRejection>,
) -> Result<Json<Shown>, Problem> {
    let summary = of_client(&app, &client, id).await?;
    let (mut audit, mut error) = (None, None);
    match last(&app, &summary).await? {
        Some(EventBody::FinalResult(result)) => audit = Some(result),
        Some(EventBody::Error { code, message, causes }) => error = Some(Failure { code, message, causes }),
        _ => {}
    }
    Ok(Json(Shown { summary, audit, error }))
}

/// What was asked.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Asked {
    #[serde(flatten)]
    brief: Brief,
}

/// `GET /api/v1/audits/{id}/brief`
pub(crate) async fn brief(
    State(app): State<Arc<App>>,
    Extension(client): Extension<Client>,
    id: Result<Path<Id>, PathRejection>,
) -> Result<Json<Asked>, Problem> {
    let summary = of_client(&app, &client, id).await?;
    let brief = app.journal.brief(summary.audit_id).await?.ok_or_else(Problem::no_audit)?;
    Ok(Json(Asked { brief }))
}

/// `POST /api/v1/audits/{id}/cancel`
pub(crate) async fn cancel(
    State(app): State<Arc<App>>,
    Extension(client): Extension<Client>,
    id: Result<Path<Id>, PathRejection>,
) -> Result<StatusCode, Problem> {
    let summary = of_client(&app, &client, id).await?;
    if app.journal.cancel(summary.audit_id).await? {
        Ok(StatusCode::ACCEPTED)
    } else {
        Err(Problem::conflict("ended", "the audit has ended"))
    }
}

/// `DELETE /api/v1/audits/{id}`
pub(crate) async fn erase(
    State(app): State<Arc<App>>,
    Extension(client): Extension<Client>,
    id: Result<Path<Id>, PathRejection>,
) -> Result<StatusCode, Problem> {
    let summary = of_client(&app, &client, id).await?;
    // Whoever is at it is told by the erasure, and stops.
    if app.journal.erase(summary.audit_id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::no_audit())
    }
}

/// The audit with that id, where it is the client's.
pub(crate) async fn of_client(
    app: &App,
    client: &Client,
    id: Result<Path<Id>, PathRejection>,
) -> Result<Summary, Problem> {
    let Ok(Path(Id { id })) = id else { return Err(Problem::no_audit()) };
    let summary = app.journal.summary(id).await?;
    summary.filter(|summary| summary.tenant == client.tenant).ok_or_else(Problem::no_audit)
}

/// The last event of an audit that has ended.
pub(crate) async fn last(app: &App, summary: &Summary) -> Result<Option<EventBody>, Problem> {
    if !summary.state.has_ended() {
        return Ok(None);
    }
    let records = app.journal.read(summary.audit_id, summary.last_event.saturating_sub(1), 1).await?;
    Ok(records.first().map(journal::Record::event).transpose()?.map(|event| event.body))
}

/// All events of an audit.
pub(crate) async fn events(app: &App, audit_id: AuditId) -> Result<Vec<Event>, Problem> {
    Ok(all_events(app.journal.as_ref(), audit_id).await?)
}

/// All events of an audit; none where there is no such audit.
pub(crate) async fn all_events(
    journal: &dyn journal::Journal,
    audit_id: AuditId,
) -> Result<Vec<Event>, journal::Error> {
    let mut events: Vec<Event> = Vec::new();
    loop {
        let after = events.last().map_or(0, |event| event.seq);
        let records = journal.read(audit_id, after, BATCH).await?;
        if records.is_empty() {
            return Ok(events);
        }
        for record in records {
            events.push(record.event()?);
        }
    }
}
