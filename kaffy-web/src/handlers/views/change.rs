//! What buttons do to a view: open it first, let it show the list as it is, delete it.

use axum::{extract::State, response::Response};
use kaffy_core::{tr, views::ViewError};
use uuid::Uuid;

use super::{Place, gone, of_address, refused};
use crate::{
    WebError,
    extract::{Form, Signed, Visit},
    flash::Flash,
    handlers::respond,
    links::with_query,
    pages::Web,
};

/// Makes the plain list a view, or the plain list again.
pub(crate) async fn default(
    State(web): State<Web>,
    visit: Visit,
    Signed(actor): Signed,
    form: Form,
) -> Result<Response, WebError> {
    let place = Place::find(&web, &visit, &actor, form.get("list").unwrap_or_default())?;
    let Some(id) = form.get("view").filter(|id| !id.is_empty()) else {
        place.views.set_default(None).await.map_err(refused)?;
        let flash = Flash::success(tr!("views-default-unset"));
        return respond::see_other(&web, &visit, &with_query(&place.href, "view=none"), Some(flash));
    };
    let id = Uuid::try_parse(id).map_err(|_| gone())?;
    let view = place.views.find(id).await?.ok_or_else(gone)?;
    place.views.set_default(Some(id)).await.map_err(refused)?;
    let flash = Flash::success(tr!("views-default-set", name = view.name.as_str()));
    respond::see_other(&web, &visit, &place.in_view(id), Some(flash))
}

/// Lets a view show what the list shows. Whoever sees only a part of one that is shared would take the rest away from
/// those who see it.
pub(crate) async fn replace(
    State(web): State<Web>,
    visit: Visit,
    Signed(actor): Signed,
    form: Form,
) -> Result<Response, WebError> {
    let (place, view) = of_address(&web, &visit, &actor).await?;
    let query = place.query(&visit, form.get("query").unwrap_or_default())?;
    let not_now = |words| WebError::NotNow { words, way_on: (tr!("views-to-list"), place.in_view(view.id)) };
    if place.views.may_change(&view) && view.audience.is_shared() && place.is_cut(&visit, &view) {
        return Err(not_now(tr!("views-replace-cut")));
    }
    let seen = form.get("seen").unwrap_or_default();
    let view = place.views.replace(view.id, query, seen).await.map_err(|error| match error {
        ViewError::Changed => not_now(error.to_string()),
        error => refused(error),
    })?;
    let flash = Flash::success(tr!("views-replaced", name = view.name.as_str()));
    respond::see_other(&web, &visit, &place.at(&view.query, view.id), Some(flash))
}

/// Deletes a view.
pub(crate) async fn delete(
    State(web): State<Web>,
    visit: Visit,
    Signed(actor): Signed,
    _: Form,
) -> Result<Response, WebError> {
    let (place, view) = of_address(&web, &visit, &actor).await?;
    let view = place.views.delete(view.id).await.map_err(refused)?;
    let flash = Flash::success(tr!("views-deleted", name = view.name.as_str()));
    respond::see_other(&web, &visit, &visit.links.views_of(place.views.list()), Some(flash))
}
