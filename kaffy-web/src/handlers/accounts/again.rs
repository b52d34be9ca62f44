//! The page that asks for the password once more, with the form that has to wait for it; and the password that comes
//! back with that form (A78).

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kaffy_core::{
    AuditEvent,
    accounts::{AccountError, Network, SignInError},
    tr,
};

use super::{super::respond, draw, sign_in};
use crate::{
    WebError, csrf,
    error::AskAgain,
    extract::{Form, Visit},
    flash::Flash,
    pages::Web,
    view::{AccountField, AccountFormView},
};

/// The password that was typed.
const PASSWORD: &str = "_password";
/// Whose it is, for password managers.
const WHOSE: &str = "_whose";
/// Says that the form itself did not come along, since it had files or a secret.
const ALONE: &str = "_alone";

/// Takes the password out of a form, and notes that it is right.
///
/// # Errors
/// The page that asks once more.
pub(crate) async fn take(web: &Web, visit: &Visit, form: Form) -> Result<Form, Response> {
    let is_alone = form.get(ALONE).is_some();
    let anew = |words| {
        let flash = Flash::warning(words);
        respond::see_other(web, visit, &visit.here, Some(flash)).unwrap_or_else(IntoResponse::into_response)
    };
    let (Some(typed), Some(accounts), Some(signed)) = (form.get(PASSWORD), web.admin.accounts(), visit.signed()) else {
        // Without the form there is nothing to go on with.
        return if is_alone { Err(anew(tr!("accounts-ask-again-unsaved"))) } else { Ok(form) };
    };
    let plain = form.without(&[PASSWORD, WHOSE]);
    if !visit.has_to_prove() {
        return if is_alone { Err(anew(tr!("accounts-ask-again-unsaved"))) } else { Ok(plain) };
    }
    let error = match accounts.prove(signed, typed, Network::of(visit.client)).await {
        Ok(()) if is_alone => return Err(anew(tr!("accounts-ask-again-anew"))),
        Ok(()) => {
            visit.prove();
            return Ok(plain);
        }
        Err(error) => error,
    };
    let (status, wait) = match &error {
        SignInError::Refused => (StatusCode::UNPROCESSABLE_ENTITY, None),
        SignInError::Wait(seconds) => (StatusCode::TOO_MANY_REQUESTS, Some(*seconds)),
        SignInError::Other(AccountError::Busy) => (StatusCode::SERVICE_UNAVAILABLE, Some(5)),
        _ => return Err(sign_in::failed(error).into_response()),
    };
    note_wrong(web, visit).await;
    let words = match error {
        SignInError::Refused => tr!("accounts-password-wrong"),
        other => other.to_string(),
    };
    let mut response = question(web, visit, status, &plain, &AskAgain::default(), Some(words))
        .unwrap_or_else(IntoResponse::into_response);
    if let Some(seconds) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Err(response)
}

/// Draws the page in place of an answer that has to wait for the password.
pub(crate) fn ask(web: &Web, visit: &Visit, form: Option<&Form>, response: Response) -> Response {
    let (Some(asked), Some(form)) = (response.extensions().get::<AskAgain>().cloned(), form) else { return response };
    let draw = || question(web, visit, StatusCode::FORBIDDEN, form, &asked, None);
    let mut page = visit.localizer().run(draw).unwrap_or_else(IntoResponse::into_response);
    page.extensions_mut().insert(asked);
    page
}

fn question(
    web: &Web,
    visit: &Visit,
    status: StatusCode,
    form: &Form,
    asked: &AskAgain,
    wrong: Option<String>,
) -> Result<Response, WebError> {
    let is_alone = asked.is_alone || form.files().next().is_some() || form.get(ALONE).is_some();
    let carried = match is_alone {
        true => vec![(ALONE.to_owned(), "1".to_owned())],
        false => form.pairs().iter().filter(|(name, _)| name != csrf::FIELD).cloned().collect(),
    };
    let view = AccountFormView {
        heading: tr!("accounts-ask-again"),
        action: visit.here.clone(),
        carried,
        submit: Some(tr!("accounts-ask-again-go-on")),
        cancel_href: Some(visit.links.home()),
        ..AccountFormView::default()
    };
    let view = match &asked.place {
        Some(place) => AccountFormView {
            lead: Some(match is_alone {
                true => tr!("accounts-ask-again-elsewhere-alone"),
                false => tr!("accounts-ask-again-elsewhere"),
            }),
            links: vec![(tr!("accounts-ask-again-open"), place.clone())],
            ..view
        },
        None => AccountFormView {
            lead: Some(if is_alone { tr!("accounts-ask-again-alone") } else { tr!("accounts-ask-again-lead") }),
            fields: vec![
                AccountField {
                    value: visit.signed().map(|signed| signed.owner().1.to_owned()).unwrap_or_default(),
                    autocomplete: "username",
                    ..AccountField::new("hidden", WHOSE, String::new())
                },
                AccountField::password(PASSWORD, tr!("accounts-password"), "current-password"),
            ],
            ..view
        },
    };
    draw(web, visit, status, &[], view.with_errors(wrong.into_iter().map(|words| (PASSWORD, words)).collect()))
}

/// Tells the audit log of a password that was not right. Nobody is kept out because it cannot be written.
async fn note_wrong(web: &Web, visit: &Visit) {
    let Some(actor) = visit.actor() else { return };
    let path = visit.here.split('?').next().unwrap_or_default();
    if let Err(error) = web.admin.note(actor, AuditEvent::SignInFailed, path).await {
        tracing::error!(number = visit.number, %error, "a wrong password could not be written to the audit log");
    }
}
