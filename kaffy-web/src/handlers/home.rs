//! The first page, and the place of the dashboard.

use axum::{extract::State, http::StatusCode, response::Response};

use super::respond;
use crate::{
    WebError,
    extract::{Signed, Visit},
    pages::Web,
    view::{HomeView, Screen},
};

pub(crate) async fn page(State(web): State<Web>, visit: Visit, Signed(_): Signed) -> Result<Response, WebError> {
    let mut screen = Screen::new(&web, &visit, "Home");
    // This is where every other way begins.
    screen.crumbs.clear();
    let view = HomeView::new(&web, &visit, web.admin.title());
    Ok(respond::page(StatusCode::OK, screen.render(&web, "home.html", &view)?))
}

/// What will be a dashboard says what there is until then.
pub(crate) async fn dashboard(State(web): State<Web>, visit: Visit, Signed(_): Signed) -> Result<Response, WebError> {
    let view = HomeView::new(&web, &visit, "Dashboard");
    let screen = Screen::new(&web, &visit, "Dashboard");
    Ok(respond::page(StatusCode::OK, screen.render(&web, "dashboard.html", &view)?))
}
