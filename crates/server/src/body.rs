//! Bodies: read within their limits, checked, and turned into briefs before anything is spent.

use std::error::Error as _;

use axum::{
    body::Body,
    http::{HeaderMap, StatusCode, header},
};
use bytes::Bytes;
use http_body_util::LengthLimitError;
use journal::Key;
use model::Brief;
use serde_json::value::RawValue;

use crate::{problem::Problem, router::App, token};

/// Longest idempotency key, in characters.
pub(crate) const KEY_LENGTH: usize = 200;

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Toml,
}

impl Format {
    /// What the client says that it sends. Without a type nothing is guessed: a form of a foreign page has one too.
    pub(crate) fn of(headers: &HeaderMap) -> Result<Self, Problem> {
        let named =
            headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        match named.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
            "application/json" => Ok(Self::Json),
            "application/toml" => Ok(Self::Toml),
            _ => Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "media_type",
                "send Content-Type: application/json or application/toml",
            )),
        }
    }
}

/// The whole body as text.
pub(crate) async fn text(app: &App, body: Body) -> Result<String, Problem> {
    let limits = &app.config.limits;
    let bytes = tokio::time::timeout(limits.body_time, bytes(body, limits.body_bytes))
        .await
        .map_err(|_| late())??;
    String::from_utf8(bytes.into()).map_err(|_| Problem::bad_request("not_utf8", "the body is not UTF-8"))
}

/// The body took too long.
pub(crate) fn late() -> Problem {
    Problem::new(StatusCode::REQUEST_TIMEOUT, "late", "the body took too long to arrive")
}

async fn bytes(body: Body, limit: usize) -> Result<Bytes, Problem> {
    axum::body::to_bytes(body, limit).await.map_err(|error| {
        if error.source().is_some_and(<dyn std::error::Error>::is::<LengthLimitError>) {
            Problem::too_large(format!("a body may have {limit} bytes"))
        } else {
            Problem::bad_request("cut", "the body was cut")
        }
    })
}

/// One brief, or in JSON a list of them; whether it was a list.
pub(crate) fn briefs(app: &App, format: Format, text: &str) -> Result<(Vec<Brief>, bool), Problem> {
    if format == Format::Json && text.trim_start().starts_with('[') {
        let parts: Vec<&RawValue> = serde_json::from_str(text)
            .map_err(|error| Problem::unusable("brief", format!("the list of briefs is no JSON: {error}")))?;
        let limit = app.config.limits.briefs;
        if parts.is_empty() {
            return Err(Problem::unusable("brief", "the list of briefs is empty"));
        }
        if parts.len() > limit {
            return Err(Problem::too_large(format!(
                "a request may hold {limit} briefs, this one has {}",
                parts.len()
            )));
        }
        let briefs = parts.iter().enumerate().map(|(index, part)| {
            brief(app, Format::Json, part.get()).map_err(|problem| problem.about(&format!("briefs[{index}]")))
        });
        return Ok((briefs.collect::<Result<_, _>>()?, true));
    }
    Ok((vec![brief(app, format, text)?], false))
}

/// A brief that can be audited here.
pub(crate) fn brief(app: &App, format: Format, text: &str) -> Result<Brief, Problem> {
    let brief = match format {
        Format::Json => Brief::from_json(text),
        Format::Toml => Brief::from_toml(text),
    };
    let brief = brief.map_err(|error| Problem::unusable("brief", error.to_string()))?;
    let limit = app.config.limits.positions;
    if brief.positions.len() > limit {
        let found = brief.positions.len();
        return Err(Problem::too_large(format!("a brief may have {limit} positions, this one has {found}")));
    }
    Ok(brief)
}

/// The client's idempotency key, bound to the whole of what it asks.
pub(crate) fn key(headers: &HeaderMap, what: &str, body: &str) -> Result<Option<Key>, Problem> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let usual =
        |text: &&str| (1..=KEY_LENGTH).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
    let text = value.to_str().ok().filter(usual).ok_or_else(|| {
        Problem::bad_request("key", format!("Idempotency-Key has 1 to {KEY_LENGTH} visible ASCII characters"))
    })?;
    let digest = token::digest(format!("{what}\n{body}").as_bytes());
    Ok(Some(Key { text: text.to_owned(), digest }))
}
