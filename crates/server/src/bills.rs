//! A bill of quantities in, its positions out.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Multipart, State, multipart::MultipartRejection},
    http::StatusCode,
};
use boq::{BillOfQuantities, Limits};
use bytes::BytesMut;

use crate::{body, problem::Problem, router::App};

/// `POST /api/v1/boq`
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Json<BillOfQuantities>, Problem> {
    let form = form.map_err(|_| {
        let detail = "send Content-Type: multipart/form-data with the bill as a file";
        Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type", detail)
    })?;
    let limits = &app.config.limits;
    let received = tokio::time::timeout(limits.body_time, first_file(form, limits.bill_bytes));
    let (name, bytes) = received.await.map_err(|_| body::late())??;
    let _place = app.bills.acquire().await.map_err(|_| Problem::internal())?;
    let reading = tokio::task::spawn_blocking(move || boq::read_bytes(&name, &bytes, &Limits::default()));
    let bill = reading.await.map_err(|_| Problem::internal())?;
    Ok(Json(bill.map_err(|error| Problem::unusable("bill", error.to_string()))?))
}

/// The first file of the form, whatever its field is called.
async fn first_file(mut form: Multipart, limit: usize) -> Result<(String, BytesMut), Problem> {
    let broken = |_| Problem::bad_request("form", "the form is broken");
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        let Some(name) = field.file_name().map(str::to_owned) else { continue };
        let mut bytes = BytesMut::new();
        while let Some(chunk) = field.chunk().await.map_err(broken)? {
            if bytes.len() + chunk.len() > limit {
                return Err(Problem::too_large(format!("a bill of quantities may have {limit} bytes")));
            }
            bytes.extend_from_slice(&chunk);
        }
        return Ok((name, bytes));
    }
    Err(Problem::bad_request("form", "the form has no file"))
}
