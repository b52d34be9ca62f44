//! Running a job at another time.

use axum::{extract::State, http::StatusCode, response::Response};
use chrono::{DateTime, Utc};
use kaffy_core::{Kind, i18n::Localizer, job_rights::Reschedule, tr};
use kaffy_jobs::{EnqueueError, JobRecord, ManageError, desk::changeable};
use sea_query::Value;

use super::{Permitted, form_page, id, no_job, page_of, refused, respond, screen_of, words};
use crate::{
    WebError,
    extract::{Form, Visit},
    flash::Flash,
    pages::Web,
    view::{
        MomentView,
        jobs::{FormInput, JobFormView},
    },
};

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<Reschedule>,
) -> Result<Response, WebError> {
    let job = at.jobs.find(id(&visit)?).await?.ok_or_else(no_job)?;
    changeable(&job).map_err(|error| refused(&visit, job.id, error))?;
    let second =
        job.run_at.with_timezone(&Utc) - chrono::TimeDelta::nanoseconds(i64::from(job.run_at.timestamp_subsec_nanos()));
    let shown = Localizer::current().shown(Kind::Timestamp, &Value::ChronoDateTimeUtc(Some(second)));
    draw(&web, &visit, &job, shown, None)
}

pub(crate) async fn save(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<Reschedule>,
    form: Form,
) -> Result<Response, WebError> {
    form.only(&["run_at"])?;
    let id = id(&visit)?;
    let job = at.jobs.find(id).await?.ok_or_else(no_job)?;
    changeable(&job).map_err(|error| refused(&visit, id, error))?;
    let typed = form.get("run_at").unwrap_or_default();
    let time = match instant(typed) {
        Ok(time) => time,
        Err(words) => return draw(&web, &visit, &job, typed.to_owned(), Some(words)),
    };
    match at.desk().reschedule(&at.right, id, time).await {
        Ok(()) => {
            let flash = Flash::success(tr!("jobs-rescheduled", when = MomentView::new(time).words));
            respond::see_other(&web, &visit, &page_of(&visit, id, ""), Some(flash))
        }
        Err(ManageError::Refused(error @ EnqueueError::Time)) => {
            draw(&web, &visit, &job, typed.to_owned(), Some(words::not_enqueued(&error)))
        }
        Err(error) => Err(refused(&visit, id, error)),
    }
}

/// A time on the reader's clock, or what is wrong with it.
pub(super) fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    match Localizer::current().typed(Kind::Timestamp, text) {
        Ok(Value::ChronoDateTimeUtc(Some(at))) => Ok(at),
        Ok(_) => Err(tr!("value-not-timestamp")),
        Err(words) => Err(words),
    }
}

fn draw(web: &Web, visit: &Visit, job: &JobRecord, value: String, error: Option<String>) -> Result<Response, WebError> {
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let place = page_of(visit, job.id, "");
    let input = FormInput::new("run_at", tr!("jobs-run-at"), "time", value).suffix().wrong(error);
    let view = JobFormView {
        heading: tr!("jobs-reschedule-heading", name = &*job.job_type),
        lead: Some(tr!("jobs-reschedule-lead")),
        action: page_of(visit, job.id, "reschedule"),
        inputs: vec![input],
        submit: tr!("jobs-reschedule"),
        cancel_href: place.clone(),
        ..JobFormView::default()
    };
    let screen = screen_of(web, visit, &*view.heading).after(&*job.job_type, place);
    form_page(web, screen, status, &view)
}
