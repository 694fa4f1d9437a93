//! The page signs in with a token once; a cookie that no script can read carries it from then on, so that a browser's
//! `EventSource`, which can send no header, works on a protected service.

use std::sync::Arc;

use axum::{
    Json,
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    access::{self, COOKIE},
    body::{self, Format},
    problem::Problem,
    router::App,
};

/// How long a browser stays signed in, in seconds.
const DAYS_90: u32 = 90 * 24 * 3_600;

/// Whether somebody is signed in.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Session {
    /// Whether this service wants a token.
    token_required: bool,
    /// Whose audits can be seen; `null` where a token has to be shown first.
    tenant: Option<String>,
}

/// How to sign in.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    /// The token, as `dozor token new` printed it.
    token: String,
}

/// `GET /api/v1/session`
pub(crate) async fn show(State(app): State<Arc<App>>, headers: HeaderMap) -> Json<Session> {
    let client = access::client(&app, &headers).await.ok();
    Json(Session { token_required: app.config.token_required, tenant: client.map(|client| client.tenant) })
}

/// `POST /api/v1/session`
pub(crate) async fn sign_in(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    if Format::of(&headers)? != Format::Json {
        return Err(Problem::unusable("session", "send the token as JSON"));
    }
    let text = body::text(&app, body).await?;
    let SignIn { token } =
        serde_json::from_str(&text).map_err(|error| Problem::unusable("session", error.to_string()))?;
    access::with_token(&app, &token).await?;
    let secure = headers.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https");
    Ok(with_cookie(&token, DAYS_90, secure))
}

/// `DELETE /api/v1/session`
pub(crate) async fn sign_out() -> Response {
    with_cookie("", 0, false)
}

fn with_cookie(value: &str, seconds: u32, secure: bool) -> Response {
    let secure = if secure { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}
