//! Who asks, and whether a form comes from one of our own pages. Nothing gets past without both.

use std::time::Duration;

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};

use kaffy_core::{Add, Change, FormField, Mode, NoImport, Sheet, View, tr};

use super::{local, signed_in};
use crate::{
    WebError, asking, csrf,
    extract::{
        Form, Visit,
        multipart::{self, FileInput},
        pairs,
    },
    handlers::{accounts::again, import::SHEET},
    pages::Web,
};

/// The largest form (S11).
const LARGEST: usize = 2 * 1024 * 1024;
/// How long a form may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) async fn check(web: &Web, visit: &Visit, request: Request, next: Next) -> Response {
    // Style and script hold nothing private, and the page that refuses somebody is drawn with them.
    if visit.is_for_an_asset() {
        return next.run(request).await;
    }
    match admit(web, visit, request).await {
        Ok(request) => {
            let form = request.extensions().get::<Form>().cloned();
            let response = visit.reading(form.as_ref()).scope(next.run(request)).await;
            again::ask(web, visit, form.as_ref(), response)
        }
        Err(response) => response,
    }
}

async fn admit(web: &Web, visit: &Visit, request: Request) -> Result<Request, Response> {
    let (mut parts, body) = request.into_parts();
    if web.admin.auth().is_local_development() {
        local::check(&mut parts).await.map_err(IntoResponse::into_response)?;
    }
    match web.admin.accounts() {
        Some(accounts) => signed_in::admit(web, visit, accounts, &parts).await?,
        None => {
            let actor = asking::actor(&web.admin, &parts).await;
            visit.identify(web, actor.ok_or_else(|| WebError::Forbidden(tr!("error-sign-in")).into_response())?);
        }
    }
    match parts.method {
        Method::GET | Method::HEAD => Ok(Request::from_parts(parts, body)),
        Method::POST => {
            // By now it is known whom a refusal is said to.
            let reading = async { read(web, visit, &parts, body).await.map_err(IntoResponse::into_response) };
            let form = visit.localizer().scope(reading).await?;
            let form = visit.localizer().scope(again::take(web, visit, form)).await?;
            parts.extensions.insert(form);
            Ok(Request::from_parts(parts, Body::empty()))
        }
        _ => Err((StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD, POST")]).into_response()),
    }
}

/// Reads a form and checks where it comes from, before anybody looks at what it asks for (S2).
async fn read(web: &Web, visit: &Visit, parts: &Parts, body: Body) -> Result<Form, WebError> {
    let headers = &parts.headers;
    csrf::check_origin(headers, super::host(parts)).map_err(forged)?;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if kind.eq_ignore_ascii_case("multipart/form-data") {
        let inputs = file_inputs(web, visit)?;
        // Any other form has no reason to come in parts.
        return if inputs.is_empty() {
            Err(WebError::NotAForm)
        } else {
            multipart::read(visit, headers, body, &inputs).await
        };
    }
    if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(WebError::NotAForm);
    }
    let too_large = || WebError::TooLarge(tr!("error-form-size"));
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > LARGEST) {
        return Err(too_large());
    }
    let arriving = tokio::time::timeout(PATIENCE, to_bytes(body, LARGEST));
    let bytes = arriving.await.map_err(|_| WebError::TooSlow)?.map_err(|_| too_large())?;
    let form = Form::new(pairs(&bytes)?, Vec::new());
    match form.get(csrf::FIELD) {
        Some(token) if visit.token.matches(token) => Ok(form),
        _ => Err(without_token()),
    }
}

/// The files that a form of this address may carry: those of the form of a record or of a chore, for somebody who may
/// send it.
fn file_inputs(web: &Web, visit: &Visit) -> Result<Vec<FileInput>, WebError> {
    let (Some(actor), context, slug) = (visit.actor(), visit.segment(0)?, visit.segment(1)?) else {
        return Ok(Vec::new());
    };
    #[cfg(feature = "jobs")]
    if context == "chores" && visit.raw_segment(2).is_empty() {
        return crate::handlers::chores::uploads::file_inputs(web, actor, &slug);
    }
    let Some(resource) = web.admin.registry().find(&context, &slug) else { return Ok(Vec::new()) };
    if (visit.raw_segment(2), visit.raw_segment(3)) == ("import", "") {
        let seen = web.admin.authorize::<View>(actor, resource)?;
        // Asked before anything of the file is read (S38).
        return match seen.may_import() {
            true => Ok(vec![FileInput { name: SHEET, max_size: Sheet::BYTES }]),
            false => Err(WebError::Forbidden(NoImport::Forbidden(resource.meta().plural).to_string())),
        };
    }
    let inputs = match (visit.raw_segment(2), visit.raw_segment(3)) {
        ("", "") => web.admin.authorize::<Add>(actor, resource)?.resource().inputs(Mode::Create),
        (_, "") => web.admin.authorize::<Change>(actor, resource)?.resource().inputs(Mode::Update),
        _ => return Ok(Vec::new()),
    };
    let file = |input: &FormField| {
        let meta = input.column.meta;
        meta.file().map(|rule| FileInput { name: meta.name, max_size: rule.max_size })
    };
    Ok(inputs.iter().filter_map(file).collect())
}

pub(crate) fn without_token() -> WebError {
    forged("error-forged-token")
}

fn forged(message: &str) -> WebError {
    WebError::Forbidden(tr!("error-forged", why = tr!(message)))
}
