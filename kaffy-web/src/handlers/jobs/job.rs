//! One job.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::job_rights::View;

use super::{Permitted, id, may, nav, no_job, respond, screen_of};
use crate::{
    WebError,
    extract::Visit,
    listing::{JOBS, Kept},
    pages::Web,
    view::jobs::{JobRights, JobView},
};

pub(crate) async fn page(State(web): State<Web>, visit: Visit, at: Permitted<View>) -> Result<Response, WebError> {
    let one = at.desk().job(&at.right, id(&visit)?).await?.ok_or_else(no_job)?;
    let actor = at.right.actor();
    let rights = JobRights {
        retry: may(&web, actor, "retry"),
        cancel: may(&web, actor, "cancel"),
        delete: may(&web, actor, "delete"),
        reschedule: may(&web, actor, "reschedule"),
        edit: may(&web, actor, "edit"),
    };
    let back = Kept::of(&JOBS, &visit);
    let view = JobView::new(&web, &visit, &one, at.desk().now(), rights, &back, nav(&web, &visit, actor));
    let screen = screen_of(&web, &visit, &*one.job.job_type);
    Ok(respond::page(StatusCode::OK, screen.render(&web, "jobs/job.html", &view)?))
}
