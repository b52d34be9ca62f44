//! The page of an error.

use axum::http::StatusCode;
use kaffy_core::tr;
use serde::Serialize;

use crate::{error::Complaint, extract::Visit};

/// `error.html`: a request that could not be answered.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ErrorView {
    /// The status, such as 404.
    pub status: u16,
    /// What kind of error it is, in words.
    pub heading: String,
    /// What happened, in words.
    pub words: String,
    /// Why, for the developer of a template: which one, and where. Never there in a release build.
    pub details: Option<String>,
    /// The number under which the log has the cause.
    pub number: String,
    /// Where to go on.
    pub way_on_label: String,
    /// Its address.
    pub way_on_href: String,
}

impl ErrorView {
    pub(crate) fn new(status: StatusCode, complaint: Complaint, visit: &Visit) -> Self {
        let (way_on_label, way_on_href) = complaint.way_on.unwrap_or_else(|| (tr!("error-way-on"), visit.links.home()));
        Self {
            status: status.as_u16(),
            heading: heading(status),
            words: complaint.words,
            details: complaint.details,
            number: visit.number.clone(),
            way_on_label,
            way_on_href,
        }
    }
}

fn heading(status: StatusCode) -> String {
    match status {
        StatusCode::BAD_REQUEST => tr!("error-400"),
        StatusCode::UNAUTHORIZED => tr!("accounts-signed-out-heading"),
        StatusCode::FORBIDDEN => tr!("error-403"),
        StatusCode::NOT_FOUND => tr!("error-404"),
        StatusCode::METHOD_NOT_ALLOWED => tr!("error-405"),
        StatusCode::REQUEST_TIMEOUT => tr!("error-408"),
        StatusCode::CONFLICT => tr!("error-409"),
        StatusCode::PAYLOAD_TOO_LARGE => tr!("error-413"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => tr!("error-415"),
        StatusCode::SERVICE_UNAVAILABLE => tr!("error-503"),
        _ => tr!("error-500"),
    }
}
