//! The processes that work.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{job_rights::View, tr};

use super::{Permitted, nav, respond, screen};
use crate::{
    WebError,
    extract::Visit,
    pages::Web,
    view::jobs::{WorkerView, WorkersView},
};

pub(crate) async fn page(State(web): State<Web>, visit: Visit, at: Permitted<View>) -> Result<Response, WebError> {
    let lines = at.desk().workers(&at.right).await?;
    let now = at.desk().now();
    let view = WorkersView {
        nav: nav(&web, &visit, at.right.actor()),
        workers: lines.iter().map(|line| WorkerView::new(&visit, line, now)).collect(),
    };
    let screen = screen(&web, &visit, tr!("jobs-workers"));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "jobs/workers.html", &view)?))
}
