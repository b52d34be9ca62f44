//! Taking a record out of the trash: from its page there, or at once after it was moved there.

use axum::{extract::State, response::Response};
use kaffy_core::{Change, SaveError, View, tr};

use super::respond;
use crate::{
    WebError,
    extract::{Form, Permitted, Visit},
    flash::Flash,
    list_state::ListState,
    pages::Web,
};

pub(crate) async fn restore(
    State(web): State<Web>,
    visit: Visit,
    allowed: Permitted<Change>,
    form: Form,
) -> Result<Response, WebError> {
    let (key, resource, links) = (allowed.key()?, allowed.resource(), &visit.links);
    let trash = allowed.in_trash().ok_or_else(WebError::no_page)?;
    let back = ListState::of_form(&allowed, &form);
    let singular = resource.meta().singular;
    let (place, flash) = match trash.restore_from_trash(&key).await {
        Ok(saved) => {
            let words = tr!("trash-restored", thing = singular, label = saved.label);
            (links.record(resource, &saved.key), Flash::success(words))
        }
        // Its page stays as it is, with a button to try again.
        Err(SaveError::Invalid(rejected) | SaveError::Panicked(rejected) | SaveError::TooSlow(rejected)) => {
            let seen = web.admin.authorize::<View>(allowed.actor(), resource)?;
            let seen = seen.in_trash().ok_or_else(WebError::no_page)?;
            let label = seen.label_for(&key).await?.unwrap_or_else(|| resource.fallback_label(&key));
            let words = rejected.words(resource);
            let words = tr!("trash-not-restored", thing = singular, label = label, words = words);
            (back.on(&links.record(resource, &key)), Flash::warning(words))
        }
        Err(error) => return Err(WebError::of_save(error, &web.admin.authorize::<View>(allowed.actor(), resource)?)),
    };
    respond::see_other(&web, &visit, &place, Some(flash))
}
