//! Acting as another user: where it begins and ends. What is between is the session's and the guard's affair.

use axum::{extract::State, response::Response};
use kaffy_core::tr;

use crate::{
    WebError,
    extract::{Account, Form, Proven, Visit},
    flash::Flash,
    handlers::respond,
    pages::Web,
    session,
};

pub(crate) async fn start(
    State(web): State<Web>,
    visit: Visit,
    account: Account,
    _: Proven,
    _form: Form,
) -> Result<Response, WebError> {
    let user = account.managing().user(&visit.segment(2)?).await?;
    let cookie = account.accounts.start_acting(&account.signed, &user.id).await?;
    let flash = Flash::success(tr!("accounts-acting-started", name = user.name));
    let mut response = respond::see_other(&web, &visit, &visit.links.home(), Some(flash))?;
    session::begin(&web, &visit, &mut response, cookie)?;
    Ok(response)
}

pub(crate) async fn end(
    State(web): State<Web>,
    visit: Visit,
    account: Account,
    _form: Form,
) -> Result<Response, WebError> {
    let Some(cookie) = account.accounts.stop_acting(&account.signed).await? else {
        return respond::see_other(&web, &visit, &visit.links.home(), None);
    };
    let place = visit.links.accounts(&format!("users/{}", account.signed.actor.id));
    let flash = Flash::success(tr!("accounts-acting-ended"));
    let mut response = respond::see_other(&web, &visit, &place, Some(flash))?;
    session::begin(&web, &visit, &mut response, cookie)?;
    Ok(response)
}
