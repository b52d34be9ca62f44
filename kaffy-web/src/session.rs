//! The cookie of a session of built-in accounts, and the token of its forms (S2, S3).

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::{
    WebError,
    cookies::{self, Life},
    csrf::Token,
    extract::Visit,
    pages::Web,
};

const COOKIE: &str = "kaffy_session";

/// The id that a browser sent, if it looks like one.
pub(crate) fn read(headers: &HeaderMap, https: bool) -> Option<String> {
    let held = cookies::read(headers, &cookies::name(COOKIE, https))?;
    BASE64_URL_SAFE_NO_PAD.decode(&held).is_ok_and(|bytes| bytes.len() == 32).then_some(held)
}

/// The token of a session's forms. It follows from the id and does not tell it, so that another session, or none, has
/// another.
pub(crate) fn token(session: &str) -> Token {
    let mut hash = Sha256::new();
    hash.update(b"kaffy csrf ");
    hash.update(session.as_bytes());
    Token { value: BASE64_URL_SAFE_NO_PAD.encode(hash.finalize()), is_new: false }
}

/// Has the browser keep a session. When it ends is the server's affair; a closed browser forgets it.
pub(crate) fn begin(web: &Web, visit: &Visit, response: &mut Response, id: String) -> Result<(), WebError> {
    set(web, visit, response, id, Life::Session)
}

/// Has the browser forget it.
pub(crate) fn end(web: &Web, visit: &Visit, response: &mut Response) -> Result<(), WebError> {
    set(web, visit, response, String::new(), Life::Over)
}

fn set(web: &Web, visit: &Visit, response: &mut Response, value: String, life: Life) -> Result<(), WebError> {
    let https = web.admin.is_https();
    let cookie = cookies::write(cookies::name(COOKIE, https), value, &visit.links, https, life).to_string();
    let value = HeaderValue::from_str(&cookie).map_err(|error| WebError::Internal(Box::new(error)))?;
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(())
}
