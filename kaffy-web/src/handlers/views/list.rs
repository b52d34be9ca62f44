//! The page of all saved views of a list.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::tr;

use super::Place;
use crate::{
    WebError,
    extract::{Params, Signed, Visit},
    handlers::respond,
    pages::Web,
    view::{Screen, ViewLine, ViewsPage},
};

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    Signed(actor): Signed,
    params: Params,
) -> Result<Response, WebError> {
    let list = params.get("list").unwrap_or_default();
    let place = Place::find(&web, &visit, &actor, list)?;
    // Those that are shared with others come only with the right to share.
    let (views, links) = (place.views.manageable().await?, &visit.links);
    let view = ViewsPage {
        heading: tr!("views-manage-of", things = place.title.as_str()),
        list_href: place.href.clone(),
        default_action: links.views("default"),
        list: list.to_owned(),
        views: views
            .iter()
            .map(|view| {
                let is_for_me = view.is_own || view.audience.role().is_empty() || actor.has_role(view.audience.role());
                ViewLine {
                    id: view.id.to_string(),
                    name: view.name.clone(),
                    href: place.in_view(view.id),
                    audience: view.audience.label(),
                    owner: (!view.is_own).then(|| view.owner.clone()),
                    is_default: view.is_default,
                    may_be_default: is_for_me,
                    edit_href: place.views.may_change(view).then(|| links.view(view.id, "")),
                }
            })
            .collect(),
    };
    let screen = Screen::new(&web, &visit, tr!("views-title")).after(place.title, place.href);
    Ok(respond::page(StatusCode::OK, screen.render(&web, "views/list.html", &view)?))
}
