//! One group of resources.

use axum::{extract::State, http::StatusCode, response::Response};

use super::{respond, widgets};
use crate::{
    WebError,
    extract::{Params, Signed, Visit},
    pages::Web,
    view::{ContextView, Screen},
};

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    Signed(_): Signed,
    params: Params,
) -> Result<Response, WebError> {
    let slug = visit.segment(0)?;
    let href = visit.links.context(&slug);
    let context = ContextView::all(&web, &visit).into_iter().find(|context| context.href == href);
    let mut context = context.ok_or_else(WebError::no_page)?;
    if web.admin.has_context_dashboards() {
        context.board = Some(widgets::board(&web, &visit, &params, Some(&slug)).await);
    }
    let screen = Screen::new(&web, &visit, &*context.label).of_context(&slug);
    Ok(respond::page(StatusCode::OK, screen.render(&web, "context.html", &context)?))
}
