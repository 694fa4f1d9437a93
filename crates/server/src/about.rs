//! What this service can do, for the page: who may answer, and what may be used in a day.

use std::sync::Arc;

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Budget, router::App};

/// What this service can do.
#[derive(Serialize, JsonSchema)]
pub(crate) struct About {
    /// Values of the option `provider` that make sense here.
    providers: Vec<String>,
    /// What a tenant may use in a day.
    daily: Budget,
}

/// `GET /api/v1/about`
pub(crate) async fn show(State(app): State<Arc<App>>) -> Json<About> {
    Json(About { providers: app.config.providers.clone(), daily: app.config.limits.daily.clone() })
}
