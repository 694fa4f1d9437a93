//! The API's description for people: one page that reads the OpenAPI document. Everything is in the binary.

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::problem::Problem;

const PAGE: &str = include_str!("docs/page.html");
const FILES: &[(&str, &str, &str)] = &[
    ("page.js", "text/javascript; charset=utf-8", include_str!("docs/page.js")),
    ("page.css", "text/css; charset=utf-8", include_str!("docs/page.css")),
];

/// `GET /api/docs`
pub(crate) async fn page() -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], PAGE).into_response()
}

/// `GET /api/docs/{file}`
pub(crate) async fn file(Path(name): Path<String>) -> Result<Response, Problem> {
    let found = FILES.iter().find(|(known, ..)| *known == name);
    let (_, kind, text) = found
        .ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "no_such_address", "there is nothing here"))?;
    Ok(([(header::CONTENT_TYPE, *kind)], *text).into_response())
}
