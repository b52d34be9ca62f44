//! The two answers a handler gives: a page, or the way to the next one.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{WebError, extract::Visit, flash::Flash, middleware::headers::ROOM, pages::Web};

/// A page.
pub(super) fn page(status: StatusCode, html: String) -> Response {
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status;
    // What stands around handlers adds most of them: a map that grows is built twice.
    *response.headers_mut() = HeaderMap::with_capacity(ROOM);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}

/// The way to another page of the admin, with a message for it.
pub(crate) fn see_other(web: &Web, visit: &Visit, to: &str, flash: Option<Flash>) -> Result<Response, WebError> {
    let place = HeaderValue::from_str(to).map_err(|error| WebError::Internal(Box::new(error)))?;
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response();
    if let Some(flash) = flash {
        let cookie = flash.cookie(&visit.links, web.admin.is_https()).to_string();
        let cookie = HeaderValue::from_str(&cookie).map_err(|error| WebError::Internal(Box::new(error)))?;
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
