//! Opens a visit, lets the rest answer, and draws a page for an answer that is an error or a panic.
//!
//! All that stands around handlers is one layer: each costs every request some boxes and copies.

use std::panic::{AssertUnwindSafe, catch_unwind};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use cookie::Cookie;
use futures_util::FutureExt;
use kaffy_core::{AuditEvent, tr};

use super::{guard, headers, limits};
use crate::{
    cookies::{self, Life},
    csrf,
    error::{AskAgain, Complaint, panicked},
    extract::Visit,
    flash::Flash,
    pages::Web,
    view::{ErrorView, Screen},
};

pub(crate) async fn draw(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let visit = Visit::new(&web, &parts);
    parts.extensions.insert(visit.clone());
    let method = parts.method.clone();
    let answer = visit.localizer().scope(async {
        match limits::admit(&web, &visit, &parts).await {
            Ok(_place) => guard::check(&web, &visit, Request::from_parts(parts, body), next).await,
            Err(answer) => answer,
        }
    });
    let answer = AssertUnwindSafe(answer).catch_unwind().await;
    // By now it may be known who asks.
    let localizer = visit.localizer();
    let response = answer.unwrap_or_else(|panic| localizer.clone().run(|| panicked(panic)));
    let is_refused = response.status() == StatusCode::FORBIDDEN && response.extensions().get::<AskAgain>().is_none();
    if is_refused && web.admin.has_audit() {
        let words = response.extensions().get::<Complaint>().map(|it| it.log.clone()).unwrap_or_default();
        note_refusal(&web, &visit, &method, &words).await;
    }
    let mut response = match is_bare_error(&response) {
        true => localizer.run(|| complain(&web, &visit, response)),
        false => response,
    };
    if is_page(&response) {
        set_cookies(&web, &visit, &mut response);
    }
    headers::add(response.headers_mut());
    response
}

/// Notes in the audit log that somebody may not do what they asked for. Of those who are not signed in there would
/// be no end.
async fn note_refusal(web: &Web, visit: &Visit, method: &Method, words: &str) {
    let Some(actor) = visit.actor() else { return };
    // Without the query, which may say more than a log should.
    let path = visit.here.split('?').next().unwrap_or_default();
    let detail = format!("{method} {path} {words}");
    if let Err(error) = web.admin.note(actor, AuditEvent::Refused, detail.trim_end()).await {
        tracing::error!(number = visit.number, %error, "a refusal could not be written to the audit log");
    }
}

/// An error that nobody has drawn yet: ours, or one that axum made.
fn is_bare_error(response: &Response) -> bool {
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    failed && (response.extensions().get::<Complaint>().is_some() || !is_page(response))
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}

fn complain(web: &Web, visit: &Visit, response: Response) -> Response {
    let (mut parts, _) = response.into_parts();
    let status = parts.status;
    let complaint = parts.extensions.remove::<Complaint>().unwrap_or_else(|| Complaint::about(status));
    visit.log(status, &complaint);
    let view = ErrorView::new(status, complaint, visit);
    // The sidebar asks the application's own rule of permissions, which may be what broke (F22).
    let drawn = catch_unwind(AssertUnwindSafe(|| {
        Screen::new(web, visit, view.heading.clone()).render(web, "error.html", &view)
    }));
    let mut page = match drawn {
        Ok(Ok(html)) => Html(html).into_response(),
        other => {
            let error = other.ok().and_then(Result::err);
            tracing::error!(number = visit.number, ?error, "the error page could not be drawn");
            let why = view.details.as_deref().map(|details| format!("\n\n{details}")).unwrap_or_default();
            let words = tr!("error-plain", heading = view.heading, number = visit.number.clone());
            (words + &why).into_response()
        }
    };
    *page.status_mut() = status;
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = parts.headers.get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    page.map(Body::new)
}

/// A page carries the token its forms will be checked against, and has shown the message it brought.
fn set_cookies(web: &Web, visit: &Visit, response: &mut Response) {
    let https = web.admin.is_https();
    let mut set = |cookie: Cookie<'static>| {
        if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    };
    if visit.token.is_new {
        let name = csrf::cookie_name(https);
        set(cookies::write(name, visit.token.value.clone(), &visit.links, https, Life::Session));
    }
    if visit.flash.is_some() {
        set(Flash::spent(&visit.links, https));
    }
}
