//! The form of a record, or its text for somebody who may only look.

use axum::{extract::State, response::Response};
use kaffy_core::View;

use super::{editing::Editing, filled::Filled, recent};
use crate::{
    WebError,
    extract::{Params, Permitted, Visit},
    list_state::ListState,
    pages::Web,
};

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    allowed: Permitted<View>,
    params: Params,
) -> Result<Response, WebError> {
    let back = ListState::of_params(&allowed, &params);
    let editing = Editing::open(&web, &visit, &allowed, allowed.key()?, back).await?;
    let mut response = editing.draw(Filled::opened(&params)).await?;
    if let Some((key, _)) = &editing.record {
        recent::visited(&web, &visit, allowed.resource(), key, &mut response);
    }
    Ok(response)
}
