//! The list of users.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{Permission, accounts::User, tr};

use crate::{
    WebError,
    extract::{Account, Params, Visit},
    handlers::respond,
    listing::{Around, Asked, Kept, Place, USERS},
    pages::Web,
    view::{MomentView, Screen, UserLine, UsersView},
};

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    account: Account,
    Params(params): Params,
) -> Result<Response, WebError> {
    let managing = account.managing();
    let asked = Asked::of(&USERS, &visit.links, &params)?;
    let after = match asked.place(|address| Some(address.to_owned()))? {
        Place::After(address) => Some(address),
        _ => None,
    };
    let found = managing.users(asked.text("q").unwrap_or_default(), after.as_deref(), asked.size()).await?;
    let list = asked.parts(Around {
        offers: &|_| Vec::new(),
        search_help: tr!("accounts-users-search-help"),
        previous: None,
        next: found.after.map(Place::After),
        is_empty: found.users.is_empty(),
        none: String::new(),
        export: None,
        views: None,
    });
    let kept = asked.kept();
    let view = UsersView {
        list,
        new_href: managing.may_users(Permission::Add).then(|| kept.on(&visit.links.accounts("users/new"))),
        users: found.users.into_iter().map(|user| line(&visit, &kept, user)).collect(),
    };
    let screen = Screen::new(&web, &visit, tr!("accounts-users"));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "accounts/users.html", &view)?))
}

fn line(visit: &Visit, list: &Kept, user: User) -> UserLine {
    UserLine {
        href: list.on(&visit.links.accounts(&format!("users/{}", user.id))),
        name: user.name,
        email: user.email,
        roles: user.roles.into_iter().map(|(_, name)| name).collect(),
        disabled: user.disabled,
        is_pending: user.must_change_password,
        last_sign_in: user.last_sign_in.map(MomentView::new),
    }
}
