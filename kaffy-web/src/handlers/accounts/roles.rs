//! The list of roles.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{Permission, accounts::Role, tr};

use crate::{
    WebError,
    extract::{Account, Visit},
    handlers::respond,
    pages::Web,
    view::{RoleLine, RolesView, Screen},
};

pub(crate) async fn page(State(web): State<Web>, visit: Visit, account: Account) -> Result<Response, WebError> {
    let managing = account.managing();
    if !managing.may_roles(Permission::View) {
        return Err(WebError::Forbidden(tr!("accounts-forbidden")));
    }
    let line = |role: Role| RoleLine {
        href: visit.links.accounts(&format!("roles/{}", role.id)),
        name: role.name,
        is_everything: role.grants.is_everything(),
    };
    let view = RolesView {
        new_href: managing.may_roles(Permission::Add).then(|| visit.links.accounts("roles/new")),
        roles: managing.roles().await?.into_iter().map(line).collect(),
    };
    let screen = Screen::new(&web, &visit, tr!("accounts-roles"));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "accounts/roles.html", &view)?))
}
