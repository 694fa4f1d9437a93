//! Every address of the service.

use std::{any::Any, sync::Arc};

use axum::{
    Router, middleware,
    response::{IntoResponse as _, Response},
    routing::{delete, get, post},
};
use bytes::Bytes;
use journal::Journal;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};
use tracing::error;

use crate::{
    Auditors, Config, about, ask_stream, attendance::Attendance, audits, bills, docs, events, gate, health,
    openapi, page, problem::Problem, reports, session, submit, usage,
};

/// Bills that are read at the same time.
const BILLS_AT_ONCE: usize = 2;

/// What all requests share.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) journal: Arc<dyn Journal>,
    pub(crate) auditors: Auditors,
    pub(crate) config: Config,
    pub(crate) rates: gate::Rates,
    pub(crate) streams: Arc<Semaphore>,
    pub(crate) bills: Semaphore,
    pub(crate) attendance: Attendance,
    pub(crate) health: health::Health,
    /// Cancelled when the service is to stop: streams end, and their watchers come back later.
    pub(crate) closing: CancellationToken,
    pub(crate) openapi: Bytes,
}

impl App {
    pub(crate) fn new(
        journal: Arc<dyn Journal>,
        auditors: Auditors,
        config: Config,
        attendance: Attendance,
        closing: CancellationToken,
    ) -> Self {
        let openapi = Bytes::from(openapi::document(&config).to_string());
        Self {
            journal,
            auditors,
            rates: gate::Rates::new(config.limits.requests_per_minute),
            streams: Arc::new(Semaphore::new(config.limits.streams)),
            bills: Semaphore::new(BILLS_AT_ONCE),
            health: health::Health::default(),
            config,
            attendance,
            closing,
            openapi,
        }
    }
}

/// All routes, with what each request passes.
pub(crate) fn router(app: Arc<App>) -> Router {
    let api = Router::new()
        .route("/api/v1/multi-role/ask-stream", post(ask_stream::ask))
        .route("/api/v1/audits", post(submit::submit).get(audits::list))
        .route("/api/v1/audits/{id}", get(audits::show).delete(audits::erase))
        .route("/api/v1/audits/{id}/brief", get(audits::brief))
        .route("/api/v1/audits/{id}/cancel", post(audits::cancel))
        .route("/api/v1/audits/{id}/retry", post(submit::retry))
        .route("/api/v1/audits/{id}/events", get(events::follow))
        .route("/api/v1/audits/{id}/{report}", get(reports::report))
        .route("/api/v1/boq", post(bills::read))
        .route("/api/v1/usage", get(usage::show))
        .route("/api/v1/about", get(about::show))
        .route("/metrics", get(health::metrics))
        .route_layer(middleware::from_fn_with_state(Arc::clone(&app), gate::api));
    let public = Router::new()
        .route("/api/v1/session", get(session::show).post(session::sign_in))
        .route("/api/v1/session", delete(session::sign_out))
        .route("/api/openapi.json", get(openapi::serve))
        .route("/api/docs", get(docs::page))
        .route("/api/docs/{file}", get(docs::file))
        .merge(page::routes())
        .route_layer(middleware::from_fn_with_state(Arc::clone(&app), gate::public));
    let probes = Router::new().route("/healthz", get(health::alive)).route("/readyz", get(health::ready));
    api.merge(public)
        .merge(probes)
        .fallback(async || {
            Problem::new(axum::http::StatusCode::NOT_FOUND, "no_such_address", "there is nothing here")
        })
        // Its default leaves event streams alone.
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn(gate::finish))
        .with_state(app)
}

#[expect(clippy::needless_pass_by_value, reason = "the layer gives it away")]
fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let what = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let what = what.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    error!(what, "a request panicked");
    Problem::internal().into_response()
}
