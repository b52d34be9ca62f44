//! One group of resources.

use axum::{extract::State, http::StatusCode, response::Response};

use super::respond;
use crate::{
    WebError,
    extract::{Signed, Visit},
    pages::Web,
    view::{ContextView, Screen},
};

pub(crate) async fn page(State(web): State<Web>, visit: Visit, Signed(_): Signed) -> Result<Response, WebError> {
    let href = visit.links.context(&visit.segment(0)?);
    let context = ContextView::all(&web, &visit).into_iter().find(|context| context.href == href);
    let context = context.ok_or_else(WebError::no_page)?;
    let screen = Screen::new(&web, &visit, &*context.label);
    Ok(respond::page(StatusCode::OK, screen.render(&web, "context.html", &context)?))
}
