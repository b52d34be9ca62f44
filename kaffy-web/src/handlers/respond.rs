//! The two answers a handler gives: a page, or the way to the next one.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use crate::{WebError, extract::Visit, flash::Flash, pages::Web};

/// A page.
pub(super) fn page(status: StatusCode, html: String) -> Response {
    (status, Html(html)).into_response()
}

/// The way to another page of the admin, with a message for it.
pub(super) fn see_other(web: &Web, visit: &Visit, to: &str, flash: Option<Flash>) -> Result<Response, WebError> {
    let place = HeaderValue::from_str(to).map_err(|error| WebError::Internal(Box::new(error)))?;
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response();
    if let Some(flash) = flash {
        let cookie = flash.cookie(&visit.links, web.admin.is_https()).to_string();
        let cookie = HeaderValue::from_str(&cookie).map_err(|error| WebError::Internal(Box::new(error)))?;
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
