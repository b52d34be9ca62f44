//! The list of users.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{Permission, accounts::User, tr};

use crate::{
    WebError,
    extract::{Account, Params, Visit},
    handlers::respond,
    links::with_query,
    pages::Web,
    view::{MomentView, Screen, UserLine, UsersView},
};

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    account: Account,
    params: Params,
) -> Result<Response, WebError> {
    let managing = account.managing();
    let words = params.get("q").unwrap_or_default();
    let found = managing.users(words, params.get("after")).await?;
    let href = visit.links.accounts("users");
    let next = found.after.map(|after| {
        let query =
            form_urlencoded::Serializer::new(String::new()).extend_pairs([("q", words), ("after", &after)]).finish();
        with_query(&href, &query)
    });
    let view = UsersView {
        words: words.to_owned(),
        new_href: managing.may_users(Permission::Add).then(|| visit.links.accounts("users/new")),
        users: found.users.into_iter().map(|user| line(&visit, user)).collect(),
        next_href: next,
        is_later: params.get("after").is_some(),
        href,
    };
    let screen = Screen::new(&web, &visit, tr!("accounts-users"));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "accounts/users.html", &view)?))
}

fn line(visit: &Visit, user: User) -> UserLine {
    UserLine {
        href: visit.links.accounts(&format!("users/{}", user.id)),
        name: user.name,
        email: user.email,
        roles: user.roles.into_iter().map(|(_, name)| name).collect(),
        disabled: user.disabled,
        is_pending: user.must_change_password,
        last_sign_in: user.last_sign_in.map(MomentView::new),
    }
}
