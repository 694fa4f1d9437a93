//! The web page, embedded when the program was built. A program built without it serves a page that says how to add it.
//! It knows the files' names and nothing of what they do.

use axum::{
    Router,
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use rust_embed::Embed;

use crate::problem::Problem;

/// What `npm run build` makes in `web/`. Without Node there is no such folder, and everything else builds all the same.
#[derive(Embed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Files;

const START: &str = "index.html";
const MISSING: &str = include_str!("page/missing.html");
/// The names of built files hold a digest of their content, so a browser need not ask again.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// The page's files, and its own addresses, which all lead to its start.
pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let mut routes = Router::new().route("/assets/{file}", get(asset)).route("/favicon.svg", get(icon));
    for address in ["/", "/audits", "/audits/{id}", "/compare", "/settings"] {
        routes = routes.route(address, get(start));
    }
    routes
}

async fn start() -> Response {
    file(START, ASK_AGAIN).unwrap_or_else(|| {
        ([(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, ASK_AGAIN)], MISSING)
            .into_response()
    })
}

async fn icon() -> Result<Response, Problem> {
    file("favicon.svg", ASK_AGAIN).ok_or_else(no_file)
}

async fn asset(Path(name): Path<String>) -> Result<Response, Problem> {
    file(&format!("assets/{name}"), FOR_EVER).ok_or_else(no_file)
}

fn no_file() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "no_such_address", "there is nothing here")
}

fn file(name: &str, caching: &'static str) -> Option<Response> {
    let kind = match name.rsplit_once('.')?.1 {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => return None,
    };
    let content = Files::get(name)?.data;
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, caching)];
    let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
    Some((headers, content.into_owned()).into_response())
}
