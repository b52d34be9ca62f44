//! Where somebody is signed in.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::tr;

use super::way_to_me;
use crate::{
    WebError,
    extract::{Account, Form, Visit},
    flash::Flash,
    handlers::respond,
    pages::Web,
    view::{MomentView, Screen, SessionLine, SessionsView},
};

pub(crate) async fn page(State(web): State<Web>, visit: Visit, account: Account) -> Result<Response, WebError> {
    let sessions = account.accounts.sessions(&account.signed).await?;
    let line = |session: kaffy_core::accounts::Session| SessionLine {
        key: session.key,
        created: MomentView::new(session.created),
        seen: MomentView::new(session.seen),
        address: session.address,
        agent: session.agent,
        is_this: session.is_this,
    };
    let view = SessionsView {
        action: visit.links.accounts("me/sessions"),
        has_others: sessions.iter().any(|session| !session.is_this),
        sessions: sessions.into_iter().map(line).collect(),
    };
    let (label, href) = way_to_me(&visit);
    let screen = Screen::new(&web, &visit, tr!("accounts-sessions")).after(label, href);
    Ok(respond::page(StatusCode::OK, screen.render(&web, "accounts/sessions.html", &view)?))
}

pub(crate) async fn end(
    State(web): State<Web>,
    visit: Visit,
    account: Account,
    form: Form,
) -> Result<Response, WebError> {
    let flash = match form.get("session") {
        Some(key) => {
            account.accounts.end_session(&account.signed, key).await?;
            tr!("accounts-session-ended")
        }
        None => {
            let ended = account.accounts.end_other_sessions(&account.signed).await?;
            tr!("accounts-sessions-ended", count = ended)
        }
    };
    respond::see_other(&web, &visit, &visit.links.accounts("me/sessions"), Some(Flash::success(flash)))
}
