//! How many requests are answered at once, and under which hosts (S11, S12, F17).

use std::time::Duration;

use axum::{
    http::request::Parts,
    response::{IntoResponse, Response},
};
use kaffy_core::tr;
use tokio::sync::SemaphorePermit;

use crate::{WebError, extract::Visit, pages::Web};

/// So long a request waits for one of those before it to end.
const PATIENCE: Duration = Duration::from_secs(2);

/// A place among the requests that are answered, until it is dropped; none is needed for style and script.
///
/// # Errors
/// The answer for a host that is not the admin's (400), and where there is no place (503).
pub(super) async fn admit<'a>(
    web: &'a Web,
    visit: &Visit,
    parts: &Parts,
) -> Result<Option<SemaphorePermit<'a>>, Response> {
    let host = super::host(parts).unwrap_or_default();
    if !web.admin.transport().allows_host(host) {
        return Err(WebError::bad_request(tr!("error-host")).into_response());
    }
    if visit.is_for_an_asset() {
        return Ok(None);
    }
    match tokio::time::timeout(PATIENCE, web.places.acquire()).await {
        Ok(place) => Ok(place.ok()),
        Err(_) => {
            tracing::warn!(
                number = visit.number,
                at_once = web.admin.transport().at_once(),
                "too many requests at once"
            );
            Err(WebError::Busy.into_response())
        }
    }
}
