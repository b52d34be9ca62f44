//! One role: added, changed, deleted.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{
    Permission,
    accounts::{Grant, Role, RoleForm},
    tr,
};

use super::{draw, matrix, needs, saved, status_of, way_to_roles, wrong};
use crate::{
    WebError,
    extract::{Account, Form, Proven, Visit},
    pages::Web,
    view::{AccountField, AccountFormView},
};

pub(crate) async fn new(State(web): State<Web>, visit: Visit, account: Account) -> Result<Response, WebError> {
    needs(account.managing().may_roles(Permission::Add))?;
    let view = view(&web, &visit, &account, None, &RoleForm::default());
    draw(&web, &visit, StatusCode::OK, &[way_to_roles(&visit)], view)
}

pub(crate) async fn create(
    State(web): State<Web>,
    visit: Visit,
    account: Account,
    _: Proven,
    form: Form,
) -> Result<Response, WebError> {
    let typed = typed(&web, &form, None);
    let done = account.managing().add_role(&typed).await.map(drop);
    end(&web, &visit, &account, None, &typed, done)
}

pub(crate) async fn page(State(web): State<Web>, visit: Visit, account: Account) -> Result<Response, WebError> {
    let role = account.managing().role(&visit.segment(2)?).await?;
    let held = RoleForm { name: role.name.clone(), grants: role.grants.clone() };
    let view = view(&web, &visit, &account, Some(&role), &held);
    draw(&web, &visit, StatusCode::OK, &[way_to_roles(&visit)], view)
}

pub(crate) async fn save(
    State(web): State<Web>,
    visit: Visit,
    account: Account,
    _: Proven,
    form: Form,
) -> Result<Response, WebError> {
    let managing = account.managing();
    let role = managing.role(&visit.segment(2)?).await?;
    let typed = typed(&web, &form, Some(&role));
    let done = managing.change_role(&role.id, &typed).await;
    end(&web, &visit, &account, Some(&role), &typed, done)
}

/// Asks before a role is deleted.
pub(crate) async fn ask(State(web): State<Web>, visit: Visit, account: Account) -> Result<Response, WebError> {
    let managing = account.managing();
    let role = managing.role(&visit.segment(2)?).await?;
    needs(managing.may_roles(Permission::Delete))?;
    question(&web, &visit, &account, &role, StatusCode::OK, Vec::new()).await
}

pub(crate) async fn delete(
    State(web): State<Web>,
    visit: Visit,
    account: Account,
    _: Proven,
    _form: Form,
) -> Result<Response, WebError> {
    let managing = account.managing();
    let role = managing.role(&visit.segment(2)?).await?;
    match managing.delete_role(&role.id).await {
        Ok(()) => saved(&web, &visit, "roles", tr!("accounts-role-deleted", name = role.name)),
        Err(error) => {
            let (status, errors) = (status_of(&error), wrong(error)?);
            question(&web, &visit, &account, &role, status, errors).await
        }
    }
}

async fn question(
    web: &Web,
    visit: &Visit,
    account: &Account,
    role: &Role,
    status: StatusCode,
    errors: Vec<(&'static str, String)>,
) -> Result<Response, WebError> {
    let people = account.accounts.people_with(&role.id).await?;
    let place = visit.links.accounts(&format!("roles/{}", role.id));
    let view = AccountFormView {
        heading: tr!("accounts-role-delete"),
        lead: Some(tr!("accounts-role-delete-ask", count = people)),
        action: format!("{place}/delete"),
        submit: Some(tr!("accounts-role-delete")),
        is_danger: true,
        cancel_href: Some(place.clone()),
        ..AccountFormView::default()
    };
    let way = [way_to_roles(visit), (role.name.clone(), place)];
    draw(web, visit, status, &way, view.with_errors(errors))
}

fn end(
    web: &Web,
    visit: &Visit,
    account: &Account,
    role: Option<&Role>,
    typed: &RoleForm,
    done: Result<(), kaffy_core::accounts::AccountError>,
) -> Result<Response, WebError> {
    match done {
        Ok(()) => saved(web, visit, "roles", tr!("accounts-role-saved", name = &*typed.name)),
        Err(error) => {
            let status = status_of(&error);
            let view = view(web, visit, account, role, typed).with_errors(wrong(error)?);
            draw(web, visit, status, &[way_to_roles(visit)], view)
        }
    }
}

/// What was ticked of what the page offers. What the role has beside that stays: a resource that this build does not
/// know may be one of another.
fn typed(web: &Web, form: &Form, role: Option<&Role>) -> RoleForm {
    let offered = matrix::grants(web);
    let ticked = form.pairs().iter().filter(|(name, _)| name == "allow");
    let ticked = ticked.filter_map(|(_, word)| Grant::of_word(word)).filter(|grant| offered.contains(grant));
    let kept = role.into_iter().flat_map(|role| role.grants.iter()).filter(|grant| !offered.contains(*grant)).cloned();
    RoleForm { name: form.get("name").unwrap_or_default().to_owned(), grants: ticked.chain(kept).collect() }
}

fn view(web: &Web, visit: &Visit, account: &Account, role: Option<&Role>, held: &RoleForm) -> AccountFormView {
    let (links, managing) = (&visit.links, account.managing());
    let permission = if role.is_some() { Permission::Change } else { Permission::Add };
    let may = managing.may_roles(permission) && role.is_none_or(|role| managing.covers(&role.grants));
    let place = role.map_or_else(|| "roles".to_owned(), |role| format!("roles/{}", role.id));
    AccountFormView {
        heading: role.map_or_else(|| tr!("accounts-role-add"), |role| role.name.clone()),
        action: links.accounts(&place),
        fields: vec![AccountField::text("name", tr!("accounts-name"), &*held.name)],
        matrix: Some(matrix::view(web, &managing, &held.grants, may)),
        submit: may.then(|| if role.is_some() { tr!("accounts-save") } else { tr!("accounts-role-add") }),
        cancel_href: Some(links.accounts("roles")),
        delete_href: role
            .filter(|_| may && managing.may_roles(Permission::Delete))
            .map(|_| links.accounts(&format!("{place}/delete"))),
        ..AccountFormView::default()
    }
}
