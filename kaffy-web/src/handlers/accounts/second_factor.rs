//! The second factor: setting it up, and the code that is asked for after the password (S44).

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use kaffy_core::{
    accounts::{NewSecondFactor, SecondFactor, SignInError},
    tr,
};

use super::{draw, note_refused, sign_in, way_to_me, wrong};
use crate::{
    WebError,
    extract::{Account, Caller, Form, Params, Visit, built_in},
    flash::Flash,
    handlers::{respond, theme::is_below},
    pages::Web,
    session,
    view::{AccountField, AccountFormView, RecoveryCodesView, Screen},
};

/// Asks for the code.
pub(crate) async fn ask(State(web): State<Web>, visit: Visit, params: Params) -> Result<Response, WebError> {
    let waiting = match &visit.session {
        Some(cookie) => built_in(&web)?.awaiting_code(cookie).await?,
        None => None,
    };
    if waiting.is_none() {
        return respond::see_other(&web, &visit, &visit.links.login(), None);
    }
    let next = params.get("next").filter(|next| is_below(next, visit.links.prefix()));
    question(&web, &visit, StatusCode::OK, next, None)
}

/// Takes the code.
pub(crate) async fn take(
    State(web): State<Web>,
    visit: Visit,
    caller: Caller,
    form: Form,
) -> Result<Response, WebError> {
    let next = form.get("next").filter(|next| is_below(next, visit.links.prefix()));
    let (accounts, code) = (built_in(&web)?, form.get("code").unwrap_or_default());
    let Some(cookie) = &visit.session else {
        return respond::see_other(&web, &visit, &visit.links.login(), None);
    };
    match accounts.sign_in_code(cookie, code, caller.network, caller.agent.as_deref(), &visit.origin()).await {
        Ok(cookie) => {
            let mut response = respond::see_other(&web, &visit, next.unwrap_or(&visit.links.home()), None)?;
            session::begin(&web, &visit, &mut response, cookie)?;
            Ok(response)
        }
        Err(SignInError::Refused) => {
            note_refused(&web, &visit, "").await;
            question(&web, &visit, StatusCode::UNPROCESSABLE_ENTITY, next, Some(tr!("accounts-code-wrong")))
        }
        Err(error @ SignInError::Wait(seconds)) => {
            let words = Some(error.to_string());
            let mut response = question(&web, &visit, StatusCode::TOO_MANY_REQUESTS, next, words)?;
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            Ok(response)
        }
        Err(error) => Err(sign_in::failed(error)),
    }
}

fn question(
    web: &Web,
    visit: &Visit,
    status: StatusCode,
    next: Option<&str>,
    refusal: Option<String>,
) -> Result<Response, WebError> {
    let code = AccountField::text("code", tr!("accounts-code"), "").help(tr!("accounts-code-help"));
    let code = AccountField { autocomplete: "one-time-code", ..code };
    let view = AccountFormView {
        heading: tr!("accounts-code-heading"),
        action: visit.links.login_code(),
        fields: sign_in::next_field(next).into_iter().chain([code]).collect(),
        submit: Some(tr!("accounts-sign-in")),
        general: refusal.into_iter().collect(),
        ..AccountFormView::default()
    };
    sign_in::draw_form(web, visit, status, &view)
}

/// How it stands with one's own.
pub(crate) async fn page(State(web): State<Web>, visit: Visit, account: Account) -> Result<Response, WebError> {
    let state = account.accounts.second_factor(&account.signed).await?;
    draw(&web, &visit, StatusCode::OK, &[way_to_me(&visit)], view(&visit, state, None))
}

/// Begins, confirms or ends it.
pub(crate) async fn save(
    State(web): State<Web>,
    visit: Visit,
    account: Account,
    caller: Caller,
    form: Form,
) -> Result<Response, WebError> {
    let (accounts, signed) = (&account.accounts, &account.signed);
    let state = accounts.second_factor(signed).await?;
    if state.is_on {
        let password = form.get("old").unwrap_or_default();
        return match accounts.end_second_factor(signed, password, caller.network).await {
            Ok(()) => {
                let flash = Flash::success(tr!("accounts-factor-reset"));
                respond::see_other(&web, &visit, &visit.links.accounts("me"), Some(flash))
            }
            Err(error) => {
                let view = view(&visit, state, None).with_errors(wrong(error)?);
                draw(&web, &visit, StatusCode::UNPROCESSABLE_ENTITY, &[way_to_me(&visit)], view)
            }
        };
    }
    let Some(code) = form.get("code") else {
        let new = accounts.begin_second_factor(signed, web.admin.title()).await?;
        return draw(&web, &visit, StatusCode::OK, &[way_to_me(&visit)], view(&visit, state, Some(new)));
    };
    match accounts.confirm_second_factor(signed, code).await {
        Ok(codes) => {
            let view = RecoveryCodesView { codes, href: visit.links.accounts("me") };
            let (label, href) = way_to_me(&visit);
            let screen = Screen::new(&web, &visit, tr!("accounts-factor")).after(label, href);
            Ok(respond::page(StatusCode::OK, screen.render(&web, "accounts/codes.html", &view)?))
        }
        // The app has the secret already: it stays.
        Err(error) => {
            let new = accounts.begun_second_factor(signed, web.admin.title()).await?;
            let view = view(&visit, state, new).with_errors(wrong(error)?);
            draw(&web, &visit, StatusCode::UNPROCESSABLE_ENTITY, &[way_to_me(&visit)], view)
        }
    }
}

fn view(visit: &Visit, state: SecondFactor, new: Option<NewSecondFactor>) -> AccountFormView {
    let base = AccountFormView {
        heading: tr!("accounts-factor"),
        action: visit.links.accounts("me/second-factor"),
        cancel_href: Some(visit.links.accounts("me")),
        ..AccountFormView::default()
    };
    if state.is_on {
        return AccountFormView {
            lead: Some(tr!("accounts-factor-on", count = state.codes_left)),
            fields: vec![AccountField::password("old", tr!("accounts-password"), "current-password")],
            submit: Some(tr!("accounts-reset-factor")),
            is_danger: true,
            ..base
        };
    }
    let Some(new) = new else {
        return AccountFormView {
            lead: Some(tr!("accounts-factor-off")),
            submit: Some(tr!("accounts-factor-begin")),
            ..base
        };
    };
    let code = AccountField::text("code", tr!("accounts-code"), "").help(tr!("accounts-code-confirm"));
    AccountFormView {
        lead: Some(tr!("accounts-factor-secret")),
        secret: Some(new.secret),
        links: vec![(tr!("accounts-factor-open"), new.address)],
        fields: vec![AccountField { autocomplete: "one-time-code", ..code }],
        submit: Some(tr!("accounts-factor-confirm")),
        ..base
    }
}
