//! The first page, and the dashboard.

use axum::{extract::State, http::StatusCode, response::Response};

use super::{respond, widgets};
use crate::{
    WebError,
    extract::{Params, Signed, Visit},
    pages::Web,
    view::{ContextView, DashboardView, HomeView, Screen},
};

pub(crate) async fn page(State(web): State<Web>, visit: Visit, Signed(_): Signed) -> Result<Response, WebError> {
    let mut screen = Screen::new(&web, &visit, "Home");
    // This is where every other way begins.
    screen.crumbs.clear();
    let view = HomeView::new(&web, &visit, web.admin.title());
    Ok(respond::page(StatusCode::OK, screen.render(&web, "home.html", &view)?))
}

pub(crate) async fn dashboard(
    State(web): State<Web>,
    visit: Visit,
    Signed(_): Signed,
    params: Params,
) -> Result<Response, WebError> {
    let view = DashboardView {
        heading: "Dashboard".to_owned(),
        board: widgets::board(&web, &visit, &params, None).await,
        contexts: ContextView::all(&web, &visit),
    };
    let screen = Screen::new(&web, &visit, "Dashboard");
    Ok(respond::page(StatusCode::OK, screen.render(&web, "dashboard.html", &view)?))
}
