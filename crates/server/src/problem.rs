//! Errors as they leave: RFC 9457 problem+json. Nothing of the inside gets out; that is logged here, once.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::Serialize;
use tracing::error;

/// What a client is told that cannot have what it asked for.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    retry_after_s: Option<u64>,
}

/// The body of a refusal.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub(crate) struct Body {
    /// Stable name of the problem, as a URN.
    r#type: String,
    /// The status in words.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What is wrong here, and what to do.
    detail: String,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), retry_after_s: None }
    }

    pub(crate) fn bad_request(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    pub(crate) fn unusable(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail)
    }

    pub(crate) fn conflict(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code, detail)
    }

    pub(crate) fn too_large(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail)
    }

    pub(crate) fn no_audit() -> Self {
        Self::new(StatusCode::NOT_FOUND, "no_such_audit", "there is no audit with this id")
    }

    /// Too much asked by one client: 429.
    pub(crate) fn slow_down(code: &'static str, detail: impl Into<String>, retry_after_s: u64) -> Self {
        let problem = Self::new(StatusCode::TOO_MANY_REQUESTS, code, detail);
        Self { retry_after_s: Some(retry_after_s), ..problem }
    }

    /// Too much asked by all together: 503.
    pub(crate) fn busy(code: &'static str, detail: impl Into<String>, retry_after_s: u64) -> Self {
        let problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, code, detail);
        Self { retry_after_s: Some(retry_after_s), ..problem }
    }

    /// The same, said of a part of the request.
    pub(crate) fn about(self, what: &str) -> Self {
        Self { detail: format!("{what}: {}", self.detail), ..self }
    }

    pub(crate) fn internal() -> Self {
        let detail = "something went wrong here; the operator finds it in the log";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", detail)
    }
}

impl From<journal::Error> for Problem {
    fn from(error: journal::Error) -> Self {
        use journal::Error as J;
        match &error {
            J::Unknown { .. } => Self::no_audit(),
            J::KeyReused { .. } => Self::unusable("key_reused", error.to_string()),
            J::Full { .. } => Self::busy("full", format!("{error}; try again later"), 10),
            J::Ended { .. } => Self::conflict("ended", "the audit has ended"),
            J::WrongNumber { .. } | J::LeaseLost { .. } | J::NameTaken { .. } => {
                Self::conflict("conflict", error.to_string())
            }
            J::NewerSchema { .. }
            | J::InUse { .. }
            | J::Damaged { .. }
            | J::Unreadable { .. }
            | J::Closed
            | J::Storage { .. } => {
                let cause = std::error::Error::source(&error).map(ToString::to_string);
                error!(error = %error, cause, "the journal failed");
                Self::busy("journal", "the journal cannot be used at the moment", 5)
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = Body {
            r#type: format!("urn:dozor:problem:{}", self.code),
            title: self.status.canonical_reason().unwrap_or("Problem").to_owned(),
            status: self.status.as_u16(),
            detail: self.detail,
        };
        let text = serde_json::to_string(&body).unwrap_or_default();
        let content_type = HeaderValue::from_static("application/problem+json");
        let mut response = (self.status, [(header::CONTENT_TYPE, content_type)], text).into_response();
        if let Some(seconds) = self.retry_after_s {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
