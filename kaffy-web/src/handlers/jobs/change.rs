//! Retrying, cancelling, running now and deleting one job.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{
    job_rights::{Cancel, Delete, Reschedule, Retry},
    tr,
};
use kaffy_jobs::{JobState, desk::changeable};

use super::{Permitted, changed, form_page, id, no_job, page_of, refused, respond, screen_of};
use crate::{
    WebError,
    extract::{Pressed, Proven, Visit},
    flash::Flash,
    listing::{JOBS, Kept},
    pages::Web,
    view::jobs::JobFormView,
};

pub(crate) async fn retry(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<Retry>,
    _: Pressed,
) -> Result<Response, WebError> {
    let id = id(&visit)?;
    let done = at.desk().retry(&at.right, id).await;
    changed(&web, &visit, id, done, |()| tr!("jobs-retried"))
}

pub(crate) async fn cancel(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<Cancel>,
    _: Pressed,
) -> Result<Response, WebError> {
    let id = id(&visit)?;
    let done = at.desk().cancel(&at.right, id).await;
    changed(&web, &visit, id, done, |state| match state {
        JobState::Running => tr!("jobs-cancel-asked"),
        _ => tr!("jobs-cancelled-done"),
    })
}

pub(crate) async fn run_now(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<Reschedule>,
    _: Pressed,
) -> Result<Response, WebError> {
    let id = id(&visit)?;
    let done = at.desk().run_now(&at.right, id).await;
    changed(&web, &visit, id, done, |()| tr!("jobs-run-now-done"))
}

/// Asks before a job is taken away.
pub(crate) async fn ask(State(web): State<Web>, visit: Visit, at: Permitted<Delete>) -> Result<Response, WebError> {
    let id = id(&visit)?;
    let job = at.jobs.find(id).await?.ok_or_else(no_job)?;
    changeable(&job).map_err(|error| refused(&visit, id, error))?;
    let place = page_of(&visit, id, "");
    let view = JobFormView {
        heading: tr!("jobs-delete-heading", name = &*job.job_type),
        lead: Some(tr!("jobs-delete-lead")),
        action: page_of(&visit, id, "delete"),
        submit: tr!("jobs-delete"),
        is_danger: true,
        cancel_href: place.clone(),
        ..JobFormView::default()
    };
    let screen = screen_of(&web, &visit, &*view.heading).after(&*job.job_type, place);
    form_page(&web, screen, StatusCode::OK, &view)
}

pub(crate) async fn delete(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<Delete>,
    _: Proven,
    _: Pressed,
) -> Result<Response, WebError> {
    let id = id(&visit)?;
    at.desk().delete(&at.right, id).await.map_err(|error| refused(&visit, id, error))?;
    let list = Kept::of(&JOBS, &visit).href(&JOBS, &visit.links);
    respond::see_other(&web, &visit, &list, Some(Flash::success(tr!("jobs-deleted"))))
}
