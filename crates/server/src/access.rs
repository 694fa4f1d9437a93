//! Who is asking: a bearer token, the page's cookie, or nobody where nobody has to be known.

use axum::http::{HeaderMap, StatusCode, header};

use crate::{problem::Problem, router::App, token};

/// Name of the page's cookie.
pub(crate) const COOKIE: &str = "dozor";
/// Whose audits they are where no token is needed.
pub(crate) const LOCAL: &str = "local";

/// A client that has been let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Client {
    /// Whose audits it may see.
    pub(crate) tenant: String,
    /// Public id of its token.
    pub(crate) token_id: Option<String>,
}

/// Lets a client in. A token that is shown is always checked, also where none is needed.
pub(crate) async fn client(app: &App, headers: &HeaderMap) -> Result<Client, Problem> {
    match shown(headers) {
        Some(text) => with_token(app, text).await,
        None if app.config.token_required => {
            Err(refused("show a token: Authorization: Bearer …, or sign in on the page"))
        }
        None => Ok(Client { tenant: LOCAL.to_owned(), token_id: None }),
    }
}

/// The client whose token this is.
pub(crate) async fn with_token(app: &App, text: &str) -> Result<Client, Problem> {
    let wrong = || refused("this token is not known here; it may have been revoked");
    let (id, secret) = token::parts(text).ok_or_else(wrong)?;
    let token = app.journal.token(id.to_owned()).await?;
    if !token::is_secret_of(token.as_ref(), secret) {
        return Err(wrong());
    }
    let token = token.ok_or_else(wrong)?;
    Ok(Client { tenant: token.tenant, token_id: Some(token.id) })
}

fn refused(detail: &str) -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "unauthorized", detail)
}

fn shown(headers: &HeaderMap) -> Option<&str> {
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        let text = value.to_str().unwrap_or_default();
        let (scheme, token) = text.split_once(' ').unwrap_or_default();
        return Some(if scheme.eq_ignore_ascii_case("bearer") { token.trim() } else { "" });
    }
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs =
        cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, token)| token)
}
