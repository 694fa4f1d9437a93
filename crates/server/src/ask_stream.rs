//! A brief in, its event stream out. The client leaving cancels the audit; with a key it may come back for a while.

use std::{sync::Arc, time::Duration};

use axum::{
    Extension,
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue},
    response::Response,
};

use crate::{
    access::Client,
    attendance::GRACE,
    body::{self, Format},
    events,
    problem::Problem,
    router::App,
    submit,
};

/// `POST /api/v1/multi-role/ask-stream`
pub(crate) async fn ask(
    State(app): State<Arc<App>>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let format = Format::of(&headers)?;
    let after = events::last_seen(&headers)?.unwrap_or(0);
    let text = body::text(&app, body).await?;
    let key = body::key(&headers, "ask-stream", &text)?;
    let brief = body::brief(&app, format, &text)?;
    let grace = if key.is_some() { GRACE } else { Duration::ZERO };
    let submitted = submit::take_in(&app, &client, vec![brief], key).await?;
    let submitted = submitted.first().ok_or_else(Problem::internal)?;
    let attendee = app.attendance.attend(submitted.audit_id, grace);
    let summary = app.journal.summary(submitted.audit_id).await?.ok_or_else(Problem::no_audit)?;
    let mut response = events::stream_after(&app, &summary, after, Some(attendee))?;
    if let Ok(id) = HeaderValue::from_str(&submitted.audit_id.to_string()) {
        response.headers_mut().insert(HeaderName::from_static("x-audit-id"), id);
    }
    Ok(response)
}
