//! Audits come in: checked, admitted, synced, and only then acknowledged.

use std::sync::Arc;

use axum::{
    Extension,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::{Timestamp, tz::TimeZone};
use journal::{Admission, Key, Submission, Submitted, UsageQuery};
use model::{AuditId, Brief, EventBody, Number, Outcome};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    access::Client,
    audits::{self, Id},
    body::{self, Format},
    problem::Problem,
    router::App,
};

/// Built-in price sets are named; anything else would be a file of this machine.
const PATH_LIKE: [char; 3] = ['/', '\\', '.'];

/// A day, in seconds.
const DAY_S: u64 = 86_400;

/// An audit that was taken in.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Accepted {
    /// Its id.
    #[schemars(with = "String", extend("format" = "uuid"))]
    audit_id: AuditId,
}

/// Several audits that were taken in.
#[derive(Serialize, JsonSchema)]
pub(crate) struct AcceptedAll {
    /// In the order of the briefs.
    audits: Vec<Accepted>,
}

/// `POST /api/v1/audits`
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let format = Format::of(&headers)?;
    let text = body::text(&app, body).await?;
    let key = body::key(&headers, "audits", &text)?;
    let (briefs, several) = body::briefs(&app, format, &text)?;
    let submitted = take_in(&app, &client, briefs, key).await?;
    if several {
        let audits = submitted.iter().map(|submitted| Accepted { audit_id: submitted.audit_id }).collect();
        return Ok((StatusCode::ACCEPTED, axum::Json(AcceptedAll { audits })).into_response());
    }
    let first = submitted.first().ok_or_else(Problem::internal)?;
    Ok(accepted(first.audit_id))
}

/// `POST /api/v1/audits/{id}/retry`
pub(crate) async fn retry(
    State(app): State<Arc<App>>,
    Extension(client): Extension<Client>,
    id: Result<Path<Id>, axum::extract::rejection::PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let origin = audits::of_client(&app, &client, id).await?;
    if !origin.state.has_ended() {
        return Err(Problem::conflict("running", "the audit has not ended; cancel it, or wait"));
    }
    let events = audits::events(&app, origin.audit_id).await?;
    let (mut ended, mut whole) = (0, 0);
    for event in &events {
        if let EventBody::QueryCompleted { outcome, .. } = &event.body {
            ended += 1;
            whole += usize::from(*outcome == Outcome::Complete);
        }
    }
    let complete = matches!(events.last().map(|event| &event.body), Some(EventBody::FinalResult(audit))
        if audit.performance.queries_failed == 0 && ended == whole);
    if complete {
        return Err(Problem::conflict("complete", "nothing of this audit failed or was cut"));
    }
    let brief = app.journal.brief(origin.audit_id).await?.ok_or_else(Problem::no_audit)?;
    let key = body::key(&headers, "retry", &origin.audit_id.to_string())?;
    check(&app, &client, std::slice::from_ref(&brief)).await?;
    let submission = Submission { retry_of: Some(origin.audit_id), ..submission(&client, brief, key) };
    let submitted = app.journal.submit(vec![submission], admission(&app)).await?;
    Ok(accepted(submitted.first().ok_or_else(Problem::internal)?.audit_id))
}

/// Takes in the briefs of one request, all or none. Each has the request's key with its place.
pub(crate) async fn take_in(
    app: &App,
    client: &Client,
    briefs: Vec<Brief>,
    key: Option<Key>,
) -> Result<Vec<Submitted>, Problem> {
    check(app, client, &briefs).await?;
    let several = briefs.len() > 1;
    let submissions = briefs.into_iter().enumerate().map(|(index, brief)| {
        let numbered = |key: Key| Key { text: format!("{} {index}", key.text), ..key };
        let key = key.clone().map(|key| if several { numbered(key) } else { key });
        submission(client, brief, key)
    });
    Ok(app.journal.submit(submissions.collect(), admission(app)).await?)
}

fn submission(client: &Client, brief: Brief, key: Option<Key>) -> Submission {
    Submission {
        audit_id: AuditId::now_v7(),
        tenant: client.tenant.clone(),
        brief,
        submitted_at: Timestamp::now(),
        key,
        retry_of: None,
    }
}

fn admission(app: &App) -> Admission {
    Admission { running: app.config.limits.running, waiting: app.config.limits.waiting }
}

fn accepted(audit_id: AuditId) -> Response {
    let mut response = (StatusCode::ACCEPTED, axum::Json(Accepted { audit_id })).into_response();
    if let Ok(location) = HeaderValue::from_str(&format!("/api/v1/audits/{audit_id}")) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// Whether they could be run at all, and may be.
async fn check(app: &App, client: &Client, briefs: &[Brief]) -> Result<(), Problem> {
    let mut asks_somebody = false;
    for brief in briefs {
        if brief.options.prices.as_ref().is_some_and(|prices| prices.contains(PATH_LIKE)) {
            let detail = "the option prices names a built-in price set here, not a file";
            return Err(Problem::unusable("options", detail));
        }
        let auditor = app.auditors.make(&brief.options).map_err(|why| Problem::unusable("options", why))?;
        asks_somebody |= !auditor.recipients().is_empty();
    }
    let daily = &app.config.limits.daily;
    if !asks_somebody || (daily.requests.is_none() && daily.tokens.is_none() && daily.usd.is_none()) {
        return Ok(());
    }
    let now = Timestamp::now();
    let today = now.to_zoned_datetime(TimeZone::UTC).date();
    let query = UsageQuery { tenant: Some(client.tenant.clone()), from: today, to: today };
    let used = app.journal.usage(query).await?;
    let requests: u64 = used.iter().map(|used| used.requests).sum();
    let tokens: u64 = used.iter().map(|used| used.tokens_input + used.tokens_output).sum();
    let usd: Number = used.iter().map(|used| used.cost_usd).sum();
    let reached = [
        (daily.requests.is_some_and(|limit| requests >= limit), "requests"),
        (daily.tokens.is_some_and(|limit| tokens >= limit), "tokens"),
        (daily.usd.is_some_and(|limit| usd >= limit), "money"),
    ];
    let Some((_, what)) = reached.into_iter().find(|(reached, _)| *reached) else { return Ok(()) };
    let seconds = DAY_S - u64::try_from(now.as_second()).unwrap_or(0) % DAY_S;
    let detail = format!("today's budget of {what} is used up; the rules still answer (provider \"rules\")");
    Err(Problem::slow_down("budget", detail, seconds))
}
