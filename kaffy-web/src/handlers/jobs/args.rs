//! Other arguments for a job that waits. Its type stays what it is, whatever is posted (S29).

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{job_rights::Edit, tr};
use kaffy_jobs::{
    EnqueueError, JobRecord, JobState, ManageError,
    desk::{changeable, masked},
};

use super::{Permitted, form_page, id, inputs::Inputs, no_job, page_of, refused, respond, screen_of, words};
use crate::{
    WebError,
    extract::{Form, Visit},
    flash::Flash,
    pages::Web,
    view::jobs::{FormInput, JobFormView},
};

pub(crate) async fn page(State(web): State<Web>, visit: Visit, at: Permitted<Edit>) -> Result<Response, WebError> {
    let (job, inputs) = waiting(&visit, &at).await?;
    let shown = masked(at.jobs.registry().meta(&job.job_type), &job.args);
    draw(&web, &visit, &job, StatusCode::OK, inputs.shown(Some(&shown)), None)
}

pub(crate) async fn save(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<Edit>,
    form: Form,
) -> Result<Response, WebError> {
    let (job, inputs) = waiting(&visit, &at).await?;
    form.only(&inputs.names())?;
    let again = |wrong| draw(&web, &visit, &job, StatusCode::UNPROCESSABLE_ENTITY, inputs.typed(&form), wrong);
    let Some(args) = inputs.read(&form) else { return again(None) };
    match at.desk().edit(&at.right, job.id, args).await {
        Ok(()) => {
            let flash = Flash::success(tr!("jobs-edited"));
            respond::see_other(&web, &visit, &page_of(&visit, job.id, ""), Some(flash))
        }
        Err(error @ (ManageError::Args { .. } | ManageError::Refused(EnqueueError::TooLarge { .. }))) => {
            again(Some(error))
        }
        Err(error) => Err(refused(&visit, job.id, error)),
    }
}

/// The job, if it waits and somebody here knows what its arguments are.
async fn waiting(visit: &Visit, at: &Permitted<Edit>) -> Result<(JobRecord, Inputs), WebError> {
    let job = at.jobs.find(id(visit)?).await?.ok_or_else(no_job)?;
    let no = |error: ManageError| refused(visit, job.id, error);
    changeable(&job).map_err(no)?;
    match job.state {
        JobState::Running => return Err(no(ManageError::Running)),
        JobState::Succeeded => return Err(no(ManageError::Succeeded)),
        JobState::Failed => return Err(no(ManageError::Failed)),
        JobState::Cancelled => return Err(no(ManageError::Cancelled)),
        _ if at.jobs.registry().meta(&job.job_type).is_none_or(|meta| meta.is_own) => {
            return Err(no(EnqueueError::Unknown(job.job_type.clone()).into()));
        }
        _ => {}
    }
    let inputs = Inputs::of(&at.jobs, &job.job_type, Some(&job.args));
    Ok((job, inputs))
}

fn draw(
    web: &Web,
    visit: &Visit,
    job: &JobRecord,
    status: StatusCode,
    inputs: Vec<FormInput>,
    wrong: Option<ManageError>,
) -> Result<Response, WebError> {
    let place = page_of(visit, job.id, "");
    let (general, reason) = words::above(wrong);
    let view = JobFormView {
        heading: tr!("jobs-edit-heading", name = &*job.job_type),
        lead: Some(tr!("jobs-edit-lead")),
        action: page_of(visit, job.id, "args"),
        inputs,
        general,
        reason,
        submit: tr!("jobs-save"),
        cancel_href: place.clone(),
        ..JobFormView::default()
    };
    let screen = screen_of(web, visit, &*view.heading).after(&*job.job_type, place);
    form_page(web, screen, status, &view)
}
