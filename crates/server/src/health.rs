//! Whether the service lives, whether it can take audits, and its figures.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use tokio::time::Instant;

use crate::{problem::Problem, router::App};

/// A probe is answered from the last one's result for so long, so that probing costs no syncs.
const FRESH: Duration = Duration::from_secs(1);
/// A journal that does not sync within this is not ready.
const PATIENCE: Duration = Duration::from_secs(5);

/// When the journal last proved to be writable.
#[derive(Debug, Default)]
pub(crate) struct Health {
    written: Mutex<Option<Instant>>,
}

/// `GET /healthz`
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`
pub(crate) async fn ready(State(app): State<Arc<App>>) -> Result<&'static str, Problem> {
    if app.closing.is_cancelled() {
        return Err(Problem::busy("closing", "the service is about to stop", 5));
    }
    let written = || app.health.written.lock().unwrap_or_else(PoisonError::into_inner);
    let fresh = written().is_some_and(|at| at.elapsed() < FRESH);
    if !fresh {
        let proof = tokio::time::timeout(PATIENCE, app.journal.ready()).await;
        proof.map_err(|_| Problem::busy("journal", "the journal does not answer", 5))??;
        *written() = Some(Instant::now());
    }
    Ok("ready\n")
}

/// `GET /metrics`
pub(crate) async fn metrics(State(app): State<Arc<App>>) -> Response {
    let mut response = app.config.figures.render().into_response();
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}
