//! Signing in, one's own account, users and roles.

pub(crate) mod acting;
pub(crate) mod again;
mod matrix;
pub(crate) mod password;
pub(crate) mod profile;
pub(crate) mod role;
pub(crate) mod roles;
#[cfg(feature = "totp")]
pub(crate) mod second_factor;
pub(crate) mod sessions;
pub(crate) mod sign_in;
pub(crate) mod user;
pub(crate) mod users;

use axum::{http::StatusCode, response::Response};
use kaffy_core::{Actor, AuditEvent, accounts::AccountError, tr};

use super::respond;
use crate::{
    WebError,
    extract::Visit,
    flash::Flash,
    listing::{Kept, USERS},
    pages::Web,
    view::{AccountFormView, Screen},
};

/// A form about an account, below pages that lead to it.
fn draw(
    web: &Web,
    visit: &Visit,
    status: StatusCode,
    way: &[(String, String)],
    view: AccountFormView,
) -> Result<Response, WebError> {
    let mut screen = Screen::new(web, visit, &*view.heading);
    for (label, href) in way {
        screen = screen.after(&**label, href.clone());
    }
    let screen = screen.failed_if(!view.problems.is_empty() || !view.general.is_empty());
    Ok(respond::page(status, screen.render(web, "accounts/form.html", &view)?))
}

/// 403, unless somebody may.
fn needs(may: bool) -> Result<(), WebError> {
    if may { Ok(()) } else { Err(WebError::Forbidden(tr!("accounts-forbidden"))) }
}

/// On to a page about accounts, which says what was done.
fn saved(web: &Web, visit: &Visit, place: &str, words: String) -> Result<Response, WebError> {
    respond::see_other(web, visit, &visit.links.accounts(place), Some(Flash::success(words)))
}

/// What is wrong with fields, to be said on the form; anything else is a page of its own.
fn wrong(error: AccountError) -> Result<Vec<(&'static str, String)>, WebError> {
    match error {
        AccountError::Invalid(fields) => Ok(fields),
        AccountError::LastSuperuser => Ok(vec![("", error.to_string())]),
        AccountError::Forbidden(words) => Ok(vec![("", words)]),
        other => Err(other.into()),
    }
}

/// The status of a form that was not saved.
fn status_of(error: &AccountError) -> StatusCode {
    match error {
        AccountError::Forbidden(_) => StatusCode::FORBIDDEN,
        AccountError::LastSuperuser => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Tells the audit log of somebody who was not let in, by the address that was typed: what is none may be a password.
/// Nobody is kept out because it cannot be written; why is in the log of the program.
async fn note_refused(web: &Web, visit: &Visit, email: &str) {
    let email: String = email.trim().chars().take(254).collect();
    let actor = Actor::new("", if email.contains('@') { email } else { String::new() }).asking_from(visit.origin());
    if let Err(error) = web.admin.note(&actor, AuditEvent::SignInFailed, "").await {
        tracing::error!(number = visit.number, %error, "a failed sign-in could not be written to the audit log");
    }
}

fn way_to_users(visit: &Visit) -> (String, String) {
    (tr!("accounts-users"), Kept::of(&USERS, visit).href(&USERS, &visit.links))
}

fn way_to_roles(visit: &Visit) -> (String, String) {
    (tr!("accounts-roles"), visit.links.accounts("roles"))
}

fn way_to_me(visit: &Visit) -> (String, String) {
    (tr!("accounts-profile"), visit.links.accounts("me"))
}
