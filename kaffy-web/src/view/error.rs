//! The page of an error.

use axum::http::StatusCode;
use serde::Serialize;

use crate::{error::Complaint, extract::Visit};

/// `error.html`: a request that could not be answered.
#[derive(Clone, Debug, Serialize)]
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
        let (way_on_label, way_on_href) =
            complaint.way_on.unwrap_or_else(|| ("Go to the first page".to_owned(), visit.links.home()));
        Self {
            status: status.as_u16(),
            heading: heading(status).to_owned(),
            words: complaint.words,
            details: complaint.details,
            number: visit.number.clone(),
            way_on_label,
            way_on_href,
        }
    }
}

fn heading(status: StatusCode) -> &'static str {
    match status {
        StatusCode::BAD_REQUEST => "This request makes no sense here",
        StatusCode::FORBIDDEN => "You may not do this",
        StatusCode::NOT_FOUND => "Not found",
        StatusCode::METHOD_NOT_ALLOWED => "Not possible here",
        StatusCode::REQUEST_TIMEOUT => "Too slow",
        StatusCode::CONFLICT => "The data does not allow this",
        StatusCode::PAYLOAD_TOO_LARGE => "Too large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "Not a form",
        StatusCode::SERVICE_UNAVAILABLE => "Not available at the moment",
        _ => "Something went wrong",
    }
}
