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
    let key = allowed.key()?;
    let trash = allowed.in_trash();
    let editing = match (Editing::open(&web, &visit, &allowed, key.clone(), back.clone()).await, &trash) {
        // It may wait in the trash.
        (Err(WebError::NotFound(_)), Some(trash)) => Editing::open(&web, &visit, trash, key, back).await?,
        (opened, _) => opened?,
    };
    let mut response = editing.draw(Filled::opened(&params)).await?;
    if let Some((key, _)) = &editing.record {
        recent::visited(&web, &visit, allowed.resource(), key, &mut response);
    }
    Ok(response)
}
