//! Who asks, where accounts are built in: whoever a session says, looked up at every request (S3).

use axum::{
    http::{Method, header, request::Parts},
    response::{IntoResponse, Response},
};
use kaffy_core::{accounts::Accounts, tr};

use crate::{WebError, extract::Visit, handlers::respond, pages::Web};

/// Notes who asks, and lets everybody else to nothing but the way in.
///
/// # Errors
/// The answer for somebody who has to sign in, or to choose a password, first.
pub(super) async fn admit(web: &Web, visit: &Visit, accounts: &Accounts, parts: &Parts) -> Result<(), Response> {
    let path = [visit.raw_segment(0), visit.raw_segment(1), visit.raw_segment(2)];
    if path == ["notifications", "news", ""] {
        return hears(web, visit, accounts).await;
    }
    let signed = match &visit.session {
        Some(cookie) => accounts.signed_in(cookie).await.map_err(|error| WebError::from(error).into_response())?,
        None => None,
    };
    let Some(signed) = signed else {
        return match path {
            ["login" | "logout" | "theme" | "language", "", ""] | ["login", "code", ""] => Ok(()),
            _ => Err(first_sign_in(web, visit, parts)),
        };
    };
    let (must_change, is_acted) = (signed.must_change_password, signed.who_acts().is_some());
    visit.identify(web, signed.actor.clone());
    visit.sign_in(signed);
    match path {
        ["accounts", "acting", "end"] => Ok(()),
        // Whatever it is, it is the user's own.
        ["accounts", ..] if is_acted => {
            Err(visit.localizer().run(|| WebError::Forbidden(tr!("accounts-acting-own"))).into_response())
        }
        ["logout" | "theme" | "language", "", ""] | ["accounts", "me", "password"] => Ok(()),
        _ if must_change => Err(first_change(web, visit, parts)),
        _ => Ok(()),
    }
}

/// What a page asks by itself, every half minute for as long as it is open, is no use of the session, which would never
/// end by itself then.
async fn hears(web: &Web, visit: &Visit, accounts: &Accounts) -> Result<(), Response> {
    let actor = match &visit.session {
        Some(cookie) => {
            accounts.still_signed_in(cookie).await.map_err(|error| WebError::from(error).into_response())?
        }
        None => None,
    };
    let signed_out = || WebError::SignedOut { login: visit.links.login() }.into_response();
    visit.identify(web, actor.ok_or_else(signed_out)?);
    Ok(())
}

fn first_sign_in(web: &Web, visit: &Visit, parts: &Parts) -> Response {
    let place = visit.links.login_to(&visit.here);
    match is_a_walk(parts) {
        true => respond::see_other(web, visit, &place, None).unwrap_or_else(IntoResponse::into_response),
        false => WebError::SignedOut { login: visit.links.login() }.into_response(),
    }
}

fn first_change(web: &Web, visit: &Visit, parts: &Parts) -> Response {
    let place = visit.links.accounts("me/password");
    match is_a_walk(parts) {
        true => respond::see_other(web, visit, &place, None).unwrap_or_else(IntoResponse::into_response),
        false => visit.localizer().run(|| WebError::Forbidden(tr!("accounts-change-first"))).into_response(),
    }
}

/// Whether a browser goes to a page: a script would take the page it is sent to for what it asked for.
fn is_a_walk(parts: &Parts) -> bool {
    let text = |name: header::HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let mode = text(header::HeaderName::from_static("sec-fetch-mode"));
    let takes_pages = |accept: &str| accept.contains("text/html") || accept.contains("*/*");
    matches!(parts.method, Method::GET | Method::HEAD)
        && mode.is_none_or(|mode| mode == "navigate")
        && text(header::ACCEPT).is_none_or(takes_pages)
}
