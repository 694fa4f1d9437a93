//! What a tenant has used, day by day.

use std::sync::Arc;

use axum::{
    Extension, Json,
    extract::{Query, State, rejection::QueryRejection},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use journal::{Usage, UsageQuery};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{access::Client, problem::Problem, router::App};

/// The days asked for; today where none are given.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Days {
    from: Option<Date>,
    to: Option<Date>,
}

/// Usage by day and provider.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Used {
    /// Sums, by day and provider.
    usage: Vec<Usage>,
}

/// `GET /api/v1/usage`
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Extension(client): Extension<Client>,
    days: Result<Query<Days>, QueryRejection>,
) -> Result<Json<Used>, Problem> {
    let Query(days) = days.map_err(|error| Problem::bad_request("query", error.body_text()))?;
    let today = Timestamp::now().to_zoned_datetime(TimeZone::UTC).date();
    let to = days.to.unwrap_or(today);
    let query = UsageQuery { tenant: Some(client.tenant), from: days.from.unwrap_or(to), to };
    Ok(Json(Used { usage: app.journal.usage(query).await? }))
}
