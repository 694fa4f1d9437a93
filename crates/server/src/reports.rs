//! A finished audit as a file.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use model::{Audit, AuditId, EventBody};
use report::Look;
use serde::Deserialize;

use crate::{access::Client, audits, problem::Problem, router::App};

/// Width of a report as plain text, in columns.
const WIDTH: u16 = 100;

/// The kinds of report: the address's last part, the content type, how it is made.
type Kind = (&'static str, &'static str, fn(&Audit) -> Vec<u8>);
pub(crate) const KINDS: &[Kind] = &[
    ("report.json", "application/json", |audit| serde_json::to_vec_pretty(audit).unwrap_or_default()),
    ("report.txt", "text/plain; charset=utf-8", |audit| {
        report::text(audit, &Look { colour: false, width: WIDTH }).into_bytes()
    }),
];

/// The id and the report in an address.
#[derive(Debug, Deserialize)]
pub(crate) struct Named {
    id: AuditId,
    report: String,
}

/// `GET /api/v1/audits/{id}/report.…`
pub(crate) async fn report(
    State(app): State<Arc<App>>,
    Extension(client): Extension<Client>,
    named: Result<Path<Named>, PathRejection>,
) -> Result<Response, Problem> {
    let Ok(Path(Named { id, report })) = named else { return Err(Problem::no_audit()) };
    let summary = app.journal.summary(id).await?;
    let summary = summary.filter(|summary| summary.tenant == client.tenant).ok_or_else(Problem::no_audit)?;
    let Some((_, content_type, make)) = KINDS.iter().find(|(name, ..)| *name == report) else {
        let known: Vec<&str> = KINDS.iter().map(|(name, ..)| *name).collect();
        let detail = format!("there is no such report; known are {}", known.join(", "));
        return Err(Problem::new(StatusCode::NOT_FOUND, "no_such_report", detail));
    };
    let Some(EventBody::FinalResult(audit)) = audits::last(&app, &summary).await? else {
        let detail =
            format!("the audit is {}; there is a report once it is completed", summary.state.as_str());
        return Err(Problem::conflict("no_result", detail));
    };
    let mut response = make(&audit).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    Ok(response)
}
