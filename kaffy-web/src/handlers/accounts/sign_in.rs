//! Signing in and out.

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use kaffy_core::{
    accounts::{AccountError, Attempt, SignInError},
    tr,
};

use super::{
    super::{recent, respond, theme::is_below},
    note_refused,
};
use crate::{
    WebError,
    extract::{Caller, Form, Params, Visit, built_in},
    flash::Flash,
    pages::Web,
    session,
    view::{AccountField, AccountFormView, Screen},
};

pub(crate) async fn page(State(web): State<Web>, visit: Visit, params: Params) -> Result<Response, WebError> {
    built_in(&web)?;
    let next = params.get("next").filter(|next| is_below(next, visit.links.prefix()));
    if visit.signed().is_some() {
        return respond::see_other(&web, &visit, next.unwrap_or(&visit.links.home()), None);
    }
    draw(&web, &visit, StatusCode::OK, "", next, None)
}

pub(crate) async fn sign_in(
    State(web): State<Web>,
    visit: Visit,
    caller: Caller,
    form: Form,
) -> Result<Response, WebError> {
    let next = form.get("next").filter(|next| is_below(next, visit.links.prefix()));
    let email = form.get("email").unwrap_or_default();
    let attempt = Attempt {
        email,
        password: form.get("password").unwrap_or_default(),
        network: caller.network,
        agent: caller.agent.as_deref(),
        origin: &visit.origin(),
        old: visit.session.as_deref(),
    };
    let error = match built_in(&web)?.sign_in(attempt).await {
        Ok(started) => {
            let place = match started.awaits_code {
                // Without the feature nobody could check the code, and nobody is let in without it.
                true if cfg!(not(feature = "totp")) => {
                    let words = Some(tr!("accounts-code-unsupported"));
                    return draw(&web, &visit, StatusCode::UNPROCESSABLE_ENTITY, email, next, words);
                }
                true => visit.links.login_code_to(next),
                false => next.map_or_else(|| visit.links.home(), str::to_owned),
            };
            let mut response = respond::see_other(&web, &visit, &place, None)?;
            session::begin(&web, &visit, &mut response, started.cookie)?;
            return Ok(response);
        }
        Err(error) => error,
    };
    note_refused(&web, &visit, email).await;
    let (status, wait) = match &error {
        SignInError::Refused => (StatusCode::UNPROCESSABLE_ENTITY, None),
        SignInError::Wait(seconds) => (StatusCode::TOO_MANY_REQUESTS, Some(*seconds)),
        SignInError::Other(AccountError::Busy) => (StatusCode::SERVICE_UNAVAILABLE, Some(5)),
        _ => return Err(failed(error)),
    };
    let mut response = draw(&web, &visit, status, email, next, Some(error.to_string()))?;
    if let Some(seconds) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(response)
}

pub(crate) async fn sign_out(State(web): State<Web>, visit: Visit, _form: Form) -> Result<Response, WebError> {
    let accounts = built_in(&web)?;
    if let Some(cookie) = &visit.session {
        accounts.sign_out(cookie, visit.actor()).await?;
    }
    let flash = Flash::success(tr!("accounts-signed-out"));
    let mut response = respond::see_other(&web, &visit, &visit.links.login(), Some(flash))?;
    session::end(&web, &visit, &mut response)?;
    recent::forget(&web, &visit, &mut response);
    Ok(response)
}

pub(super) fn failed(error: SignInError) -> WebError {
    match error {
        SignInError::Other(error) => error.into(),
        other => WebError::Internal(Box::new(other)),
    }
}

fn draw(
    web: &Web,
    visit: &Visit,
    status: StatusCode,
    email: &str,
    next: Option<&str>,
    refusal: Option<String>,
) -> Result<Response, WebError> {
    let fields = [
        AccountField::email(email, "username"),
        AccountField::password("password", tr!("accounts-password"), "current-password"),
    ];
    let view = AccountFormView {
        heading: tr!("accounts-sign-in"),
        action: visit.links.login(),
        fields: next_field(next).into_iter().chain(fields).collect(),
        general: refusal.into_iter().collect(),
        submit: Some(tr!("accounts-sign-in")),
        ..AccountFormView::default()
    };
    draw_form(web, visit, status, &view)
}

/// Carries where to go on.
pub(super) fn next_field(next: Option<&str>) -> Option<AccountField> {
    next.map(|next| AccountField { value: next.to_owned(), ..AccountField::new("hidden", "next", String::new()) })
}

/// A form for somebody who is not signed in yet.
pub(super) fn draw_form(
    web: &Web,
    visit: &Visit,
    status: StatusCode,
    view: &AccountFormView,
) -> Result<Response, WebError> {
    let mut screen = Screen::new(web, visit, &*view.heading);
    screen.crumbs.clear();
    let screen = screen.failed_if(!view.general.is_empty());
    Ok(respond::page(status, screen.render(web, "accounts/sign_in.html", view)?))
}
