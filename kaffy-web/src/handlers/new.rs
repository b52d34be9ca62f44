//! The form for a new record.

use axum::{extract::State, response::Response};
use kaffy_core::{Add, View};

use super::{editing::Editing, filled::Filled};
use crate::{
    WebError,
    extract::{Params, Permitted, Visit},
    list_state::ListState,
    pages::Web,
};

/// Parameters named like fields fill them in (A55); a posted form is checked all the same.
pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    allowed: Permitted<Add>,
    params: Params,
) -> Result<Response, WebError> {
    let seen = web.admin.authorize::<View>(allowed.actor(), allowed.resource())?;
    let back = ListState::of_params(&seen, &params);
    let given = params.0.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let filled = Filled::pairs(given.filter(|(name, value)| !name.starts_with('_') && !value.contains('\0')));
    Editing { web: &web, visit: &visit, seen: &seen, record: None, back }.draw(filled).await
}
