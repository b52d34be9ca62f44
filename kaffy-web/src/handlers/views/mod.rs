//! Saved views: saving, changing and deleting them, and the page of those of a list. What a list shows in one is the
//! list's own.

pub(crate) mod change;
pub(crate) mod list;
mod own;
mod place;
pub(crate) mod view;

use kaffy_core::{
    tr,
    views::{SavedView, ViewError},
};
use uuid::Uuid;

use self::place::Place;
use crate::{WebError, extract::Visit, pages::Web};

/// The view of the address, and its list: a 404 for whoever does not see the list, or may not look after the view.
async fn of_address(web: &Web, visit: &Visit, actor: &kaffy_core::Actor) -> Result<(Place, SavedView), WebError> {
    let id = Uuid::try_parse(&visit.segment(1)?).map_err(|_| gone())?;
    let list = web.admin.list_of_view(id).await?.ok_or_else(gone)?;
    let place = Place::find(web, visit, actor, &list).map_err(|_| gone())?;
    let view = place.views.find(id).await?.ok_or_else(gone)?;
    Ok((place, view))
}

fn gone() -> WebError {
    WebError::NotFound(tr!("views-gone"))
}

/// What cannot be mended on the form.
fn refused(error: ViewError) -> WebError {
    match error {
        ViewError::NotFound => gone(),
        ViewError::Denied(denied) => denied.into(),
        ViewError::Changed => WebError::Conflict(error.to_string()),
        ViewError::Database(error) => error.into(),
        other => WebError::bad_request(other.to_string()),
    }
}
