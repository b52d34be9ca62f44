//! The form of one view, and what is posted from it.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{
    Actor, DbError, Permission, tr,
    views::{Audience, MOST_NAME, NewView, SavedView, ViewError},
};

use super::{Place, of_address, refused};
use crate::{
    WebError,
    extract::{Form, Signed, Visit},
    flash::Flash,
    handlers::respond,
    pages::Web,
    view::{Hidden, Screen, ViewForm, audiences, views::ROLE},
};

/// Roles that a form proposes.
const ROLES: usize = 100;

/// Saves what a list shows as a view.
pub(crate) async fn create(
    State(web): State<Web>,
    visit: Visit,
    Signed(actor): Signed,
    form: Form,
) -> Result<Response, WebError> {
    let list = form.get("list").unwrap_or_default();
    let place = Place::find(&web, &visit, &actor, list)?;
    let query = place.query(&visit, form.get("query").unwrap_or_default())?;
    let (name, audience) = (form.get("name").unwrap_or_default(), audience(&form)?);
    let new = NewView { name: name.to_owned(), query: query.clone(), audience: audience.clone() };
    match place.views.save(new).await {
        Ok(id) => {
            let flash = Flash::success(tr!("views-saved", name = name.trim()));
            respond::see_other(&web, &visit, &place.at(&query, id), Some(flash))
        }
        Err(error) => {
            let hidden = [("list", list), ("query", &query)].map(|(name, value)| (name.to_owned(), value.to_owned()));
            let view = ViewForm {
                heading: tr!("views-save"),
                action: visit.links.views(""),
                hidden: Hidden::from_pairs(hidden),
                cancel_href: crate::links::with_query(&place.href, &query),
                delete_action: None,
                ..form_of(&web, &actor, &place, name, &audience).await?
            };
            again(&web, &visit, place, view, error)
        }
    }
}

/// The form of a view.
pub(crate) async fn page(State(web): State<Web>, visit: Visit, Signed(actor): Signed) -> Result<Response, WebError> {
    let (place, saved) = changeable(&web, &visit, &actor).await?;
    let view = changed(&web, &visit, &actor, &place, (&saved, &saved.name, &saved.audience)).await?;
    draw(&web, &visit, place, view)
}

/// Gives a view another name or audience.
pub(crate) async fn save(
    State(web): State<Web>,
    visit: Visit,
    Signed(actor): Signed,
    form: Form,
) -> Result<Response, WebError> {
    let (place, saved) = changeable(&web, &visit, &actor).await?;
    let name = form.get("name").unwrap_or_default();
    // Where there is nothing to choose, it stays as it is.
    let audience = if form.get("audience").is_some() { audience(&form)? } else { saved.audience.clone() };
    match place.views.change(saved.id, name, audience.clone()).await {
        Ok(()) => {
            let flash = Flash::success(tr!("views-changed", name = name.trim()));
            respond::see_other(&web, &visit, &visit.links.views_of(place.views.list()), Some(flash))
        }
        Err(error) => {
            let view = changed(&web, &visit, &actor, &place, (&saved, name, &audience)).await?;
            again(&web, &visit, place, view, error)
        }
    }
}

/// A view that somebody sees and may not change is a 403, as its name is no secret to them.
async fn changeable(web: &Web, visit: &Visit, actor: &Actor) -> Result<(Place, SavedView), WebError> {
    let (place, saved) = of_address(web, visit, actor).await?;
    if !place.views.may_change(&saved) {
        web.admin.authorize_area::<kaffy_core::view_rights::Share>(actor)?;
    }
    Ok((place, saved))
}

/// `me`, `everyone`, `role` with the role beside it, or `role:editor`.
fn audience(form: &Form) -> Result<Audience, WebError> {
    let code = form.get("audience").unwrap_or("me");
    let audience = match code.strip_prefix(ROLE) {
        Some(role) => Some(Audience::Role(role.to_owned())),
        None => Audience::of(code, form.get("role").unwrap_or_default().trim()),
    };
    audience.ok_or_else(|| WebError::bad_request(tr!("views-no-audience")))
}

async fn changed(
    web: &Web,
    visit: &Visit,
    actor: &Actor,
    place: &Place,
    (saved, name, audience): (&SavedView, &str, &Audience),
) -> Result<ViewForm, WebError> {
    let form = form_of(web, actor, place, name, audience).await?;
    Ok(ViewForm {
        heading: tr!("views-edit-title"),
        action: visit.links.view(saved.id, ""),
        cancel_href: visit.links.views_of(place.views.list()),
        delete_action: Some(visit.links.view(saved.id, "delete")),
        saved_name: saved.name.clone(),
        ..form
    })
}

async fn form_of(
    web: &Web,
    actor: &Actor,
    place: &Place,
    name: &str,
    audience: &Audience,
) -> Result<ViewForm, DbError> {
    let may_share = place.views.may_share();
    Ok(ViewForm {
        heading: String::new(),
        action: String::new(),
        hidden: Vec::new(),
        name: name.to_owned(),
        saved_name: String::new(),
        most_name: MOST_NAME,
        audiences: audiences(may_share, audience),
        role: audience.role().to_owned(),
        roles: if may_share { roles(web, actor).await? } else { Vec::new() },
        problem: None,
        cancel_href: String::new(),
        delete_action: None,
    })
}

/// Roles to propose: all of built-in accounts for somebody who may see roles, else those that the actor has.
async fn roles(web: &Web, actor: &Actor) -> Result<Vec<String>, DbError> {
    let mut roles = match web.admin.accounts() {
        Some(accounts) if accounts.managing(actor).may_roles(Permission::View) => {
            accounts.roles().await?.into_iter().map(|role| role.name).collect()
        }
        _ => actor.roles.clone(),
    };
    roles.truncate(ROLES);
    Ok(roles)
}

/// The form once more, with what is wrong.
fn again(web: &Web, visit: &Visit, place: Place, view: ViewForm, error: ViewError) -> Result<Response, WebError> {
    match error {
        ViewError::NotFound | ViewError::Denied(_) | ViewError::Database(_) => Err(refused(error)),
        other => draw(web, visit, place, ViewForm { problem: Some(other.to_string()), ..view }),
    }
}

fn draw(web: &Web, visit: &Visit, place: Place, view: ViewForm) -> Result<Response, WebError> {
    let status = if view.problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let screen = Screen::new(web, visit, &*view.heading)
        .after(place.title, place.href)
        .after(tr!("views-title"), visit.links.views_of(place.views.list()))
        .failed_if(view.problem.is_some());
    Ok(respond::page(status, screen.render(web, "views/form.html", &view)?))
}
