//! Event streams: each event once, in order, from any number on, also after a restart.
//!
//! A stream holds a number and at most one batch; a watcher that does not read holds up nobody and nothing.

use std::{convert::Infallible, sync::Arc, time::Duration};

use async_stream::stream;
use axum::{
    Extension,
    body::Body,
    extract::{
        Path, Query, State,
        rejection::{PathRejection, QueryRejection},
    },
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use futures::{Stream, StreamExt as _, stream::BoxStream};
use journal::{Record, Summary};
use serde::Deserialize;
use tokio_util::sync::CancellationToken;

use crate::{
    access::Client,
    attendance::Attendee,
    audits::{self, Id},
    problem::Problem,
    router::App,
};

/// A comment goes out where nothing else has for so long, so that proxies keep the connection.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// When a browser is to come back, in milliseconds.
const RETRY_MS: u32 = 1_000;

/// Where to go on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct After {
    after: Option<u64>,
}

/// `GET /api/v1/audits/{id}/events`
pub(crate) async fn follow(
    State(app): State<Arc<App>>,
    Extension(client): Extension<Client>,
    id: Result<Path<Id>, PathRejection>,
    after: Result<Query<After>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let summary = audits::of_client(&app, &client, id).await?;
    let Query(After { after }) = after.map_err(|error| Problem::bad_request("query", error.body_text()))?;
    let after = match last_seen(&headers)? {
        Some(seen) => seen,
        None => after.unwrap_or(0),
    };
    stream_after(&app, &summary, after, None)
}

/// The number in `Last-Event-ID`, which a browser sends when it comes back.
pub(crate) fn last_seen(headers: &HeaderMap) -> Result<Option<u64>, Problem> {
    let Some(value) = headers.get("last-event-id") else { return Ok(None) };
    let text = value.to_str().unwrap_or("-").trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number =
        text.parse().map_err(|_| Problem::bad_request("last_event_id", "Last-Event-ID is a number"))?;
    Ok(Some(number))
}

/// The events after that number as a stream; 204 where nothing more will come, which stops a browser's `EventSource`.
pub(crate) fn stream_after(
    app: &Arc<App>,
    summary: &Summary,
    after: u64,
    attendee: Option<Attendee>,
) -> Result<Response, Problem> {
    if summary.state.has_ended() && after >= summary.last_event {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    if after > summary.last_event {
        let detail = format!("event {after} has not happened; the last one is {}", summary.last_event);
        return Err(Problem::conflict("future", detail));
    }
    let place = Arc::clone(&app.streams).try_acquire_owned().map_err(|_| {
        let limit = app.config.limits.streams;
        Problem::busy(
            "streams",
            format!("{limit} event streams are open, which is the most; try again later"),
            5,
        )
    })?;
    let records = app.journal.follow(summary.audit_id, after);
    let body = frames(records, app.closing.clone(), (place, attendee, Watcher::new()));
    let mut response = Body::from_stream(body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache, no-transform"));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

fn frames<H: Send + 'static>(
    mut records: BoxStream<'static, Result<Record, journal::Error>>,
    closing: CancellationToken,
    held: H,
) -> impl Stream<Item = Result<Bytes, Infallible>> + Send {
    stream! {
        let _held = held;
        yield Ok(Bytes::from(format!("retry: {RETRY_MS}\n\n")));
        loop {
            let next = tokio::select! {
                () = closing.cancelled() => break,
                next = tokio::time::timeout(HEARTBEAT, records.next()) => next,
            };
            match next {
                Ok(Some(Ok(record))) => yield Ok(frame(&record)),
                // Erased, or not to be read now: a watcher that comes back is told which.
                Ok(Some(Err(_)) | None) => break,
                Err(_) => yield Ok(Bytes::from_static(b":\n\n")),
            }
        }
    }
}

fn frame(record: &Record) -> Bytes {
    Bytes::from(format!("id: {}\nevent: {}\ndata: {}\n\n", record.seq, record.name, record.data))
}

/// Counts the watchers that there are.
struct Watcher;

impl Watcher {
    fn new() -> Self {
        metrics::gauge!("dozor_watchers").increment(1);
        Self
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        metrics::gauge!("dozor_watchers").decrement(1);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures::StreamExt as _;
    use journal::Record;
    use tokio::time::Instant;
    use tokio_util::sync::CancellationToken;

    use super::frames;

    #[tokio::test(start_paused = true)]
    async fn a_quiet_stream_has_a_heartbeat_every_15_seconds_and_ends_with_the_service() {
        let record = Record { seq: 7, name: "merging".into(), data: "{}".into() };
        let records = futures::stream::iter([Ok(record)]).chain(futures::stream::pending()).boxed();
        let closing = CancellationToken::new();
        let mut frames = Box::pin(frames(records, closing.clone(), ()));
        assert_eq!(frames.next().await.unwrap().unwrap(), "retry: 1000\n\n");
        assert_eq!(frames.next().await.unwrap().unwrap(), "id: 7\nevent: merging\ndata: {}\n\n");
        for _ in 0..3 {
            let began = Instant::now();
            assert_eq!(frames.next().await.unwrap().unwrap(), ":\n\n");
            assert_eq!(began.elapsed(), Duration::from_secs(15));
        }
        closing.cancel();
        assert!(frames.next().await.is_none());
    }
}
