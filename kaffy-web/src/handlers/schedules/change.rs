//! Running, pausing, resuming and deleting a schedule.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{
    schedule_rights::{Delete, Pause, Run, View},
    tr,
};
use kaffy_jobs::{Changed, Origin, RunNow, ScheduleRecord};

use super::{Permitted, form_page, name, no_schedule, page_of, reason, respond, screen_of};
use crate::{
    WebError,
    extract::{Form, Pressed, Proven, Visit},
    flash::Flash,
    listing::{Kept, SCHEDULES},
    pages::Web,
    view::{
        jobs::{FormInput, JobFormView},
        schedules::outcome_words,
    },
};

pub(crate) async fn run(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<Run>,
    _: Pressed,
) -> Result<Response, WebError> {
    let name = name(&visit)?;
    let flash = match at.desk().run_schedule(&at.right, &name).await? {
        RunNow::Enqueued(jobs) => Flash::success(tr!("schedules-run-done", count = jobs.len())),
        RunNow::LeftOut(outcome) => Flash::warning(tr!("schedules-run-left-out", why = outcome_words(outcome))),
        RunNow::NotFound => return Err(no_schedule()),
    };
    respond::see_other(&web, &visit, &page_of(&visit, &name, ""), Some(flash))
}

/// Asks for a reason before a schedule is paused.
pub(crate) async fn ask_pause(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    _: Permitted<Pause>,
) -> Result<Response, WebError> {
    let schedule = there(&seen, &name(&visit)?).await?;
    draw_pause(&web, &visit, &schedule.name, String::new(), None)
}

pub(crate) async fn pause(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    at: Permitted<Pause>,
    form: Form,
) -> Result<Response, WebError> {
    form.only(&["reason"])?;
    let name = there(&seen, &name(&visit)?).await?.name;
    let reason = form.get("reason").unwrap_or_default().trim();
    if let Some(words) = reason::wrong_with(reason) {
        return draw_pause(&web, &visit, &name, reason.to_owned(), Some(words));
    }
    let flash = match at.desk().pause_schedule(&at.right, &name, reason).await? {
        Changed::Done => Flash::success(tr!("schedules-paused-done", name = &*name)),
        Changed::Already => Flash::warning(tr!("schedules-paused-before", name = &*name)),
        Changed::NotFound => return Err(no_schedule()),
    };
    respond::see_other(&web, &visit, &page_of(&visit, &name, ""), Some(flash))
}

fn draw_pause(
    web: &Web,
    visit: &Visit,
    name: &str,
    typed: String,
    error: Option<String>,
) -> Result<Response, WebError> {
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = JobFormView {
        heading: tr!("schedules-pause-heading", name = name),
        lead: Some(tr!("schedules-pause-lead")),
        action: page_of(visit, name, "pause"),
        inputs: vec![FormInput::new("reason", tr!("jobs-reason"), "text", typed).wrong(error)],
        submit: tr!("jobs-pause"),
        cancel_href: page_of(visit, name, ""),
        ..JobFormView::default()
    };
    let screen = screen_of(web, visit, &view.heading, name);
    form_page(web, screen, status, &view)
}

pub(crate) async fn resume(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<Pause>,
    _: Pressed,
) -> Result<Response, WebError> {
    let name = name(&visit)?;
    let flash = match at.desk().resume_schedule(&at.right, &name).await? {
        Changed::Done => Flash::success(tr!("schedules-resumed-done", name = &*name)),
        Changed::Already => Flash::warning(tr!("schedules-resumed-before", name = &*name)),
        Changed::NotFound => return Err(no_schedule()),
    };
    respond::see_other(&web, &visit, &page_of(&visit, &name, ""), Some(flash))
}

/// Asks before a schedule is taken away, and says of one of the code that it comes back (Q30).
pub(crate) async fn ask(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    _: Permitted<Delete>,
) -> Result<Response, WebError> {
    let schedule = there(&seen, &name(&visit)?).await?;
    let comes_back = schedule.origin == Origin::Code && schedule.gone_at.is_none();
    let view = JobFormView {
        heading: tr!("schedules-delete-heading", name = &*schedule.name),
        lead: Some(if comes_back { tr!("schedules-delete-code") } else { tr!("schedules-delete-lead") }),
        action: page_of(&visit, &schedule.name, "delete"),
        submit: tr!("jobs-delete"),
        is_danger: true,
        cancel_href: page_of(&visit, &schedule.name, ""),
        ..JobFormView::default()
    };
    let screen = screen_of(&web, &visit, &view.heading, &schedule.name);
    form_page(&web, screen, StatusCode::OK, &view)
}

pub(crate) async fn delete(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<Delete>,
    _: Proven,
    _: Pressed,
) -> Result<Response, WebError> {
    let name = name(&visit)?;
    if at.desk().delete_schedule(&at.right, &name).await? == Changed::NotFound {
        return Err(no_schedule());
    }
    let flash = Flash::success(tr!("schedules-deleted", name = &*name));
    let list = Kept::of(&SCHEDULES, &visit).href(&SCHEDULES, &visit.links);
    respond::see_other(&web, &visit, &list, Some(flash))
}

async fn there(seen: &Permitted<View>, name: &str) -> Result<ScheduleRecord, WebError> {
    seen.jobs.schedules().find(name).await?.ok_or_else(no_schedule)
}
