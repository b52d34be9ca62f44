//! Changing a schedule that somebody added. Its name and the type of its jobs stay, whatever is posted (S29).

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{
    schedule_rights::{Edit, View},
    tr,
};
use kaffy_jobs::{Origin, ScheduleError, ScheduleRecord};

use super::{
    Permitted, form_page,
    inputs::{self, NAMES},
    name, new, no_schedule, page_of, respond, screen_of,
    words::Wrong,
};
use crate::{
    WebError,
    extract::{Form, Visit},
    flash::Flash,
    handlers::jobs::inputs::Inputs,
    pages::Web,
    view::{
        jobs::{FormInput, JobFormView},
        schedules::PreviewView,
    },
};

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    at: Permitted<Edit>,
) -> Result<Response, WebError> {
    let (schedule, fields) = there(&visit, &seen, &at).await?;
    let held = |name: &str| inputs::held(&schedule, name);
    let inputs = fields.shown(Some(&schedule.args)).into_iter().chain(inputs::shown(&held, at.desk().timezone()));
    draw(&web, &visit, &schedule, StatusCode::OK, inputs.collect(), Wrong::default(), None)
}

pub(crate) async fn save(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    at: Permitted<Edit>,
    form: Form,
) -> Result<Response, WebError> {
    let (schedule, fields) = there(&visit, &seen, &at).await?;
    let known: Vec<_> = fields.names().into_iter().chain(NAMES).chain(["revision", "do"]).collect();
    form.only(&known)?;
    let typed = |name: &str| form.get(name).unwrap_or_default().to_owned();
    let again = |status, wrong, preview| {
        let inputs = fields.typed(&form).into_iter().chain(inputs::shown(&typed, at.desk().timezone()));
        draw(&web, &visit, &schedule, status, inputs.collect(), wrong, preview)
    };
    let refuse = |wrong| again(StatusCode::UNPROCESSABLE_ENTITY, wrong, None);
    let args = fields.read(&form);
    let (said, wrong) = inputs::read(&form, &schedule.name, &schedule.job_type, args.clone().unwrap_or_default());
    // Whether it is paused is not for this form.
    let said = said.state(schedule.state);
    if args.is_none() || !wrong.is_nothing() {
        return refuse(wrong.and(at.jobs.schedules().problems(&said)));
    }
    if form.get("do") == Some("preview") {
        let wrong = Wrong::default().and(at.jobs.schedules().problems(&said));
        if !wrong.is_nothing() {
            return refuse(wrong);
        }
        return again(StatusCode::OK, Wrong::default(), Some(new::preview(&at, &said)));
    }
    let revision = form.get("revision").and_then(|it| it.parse().ok()).unwrap_or_default();
    match at.desk().edit_schedule(&at.right, &said, revision).await {
        Ok(_) => {
            let flash = Flash::success(tr!("schedules-edited", name = &*schedule.name));
            respond::see_other(&web, &visit, &page_of(&visit, &schedule.name, ""), Some(flash))
        }
        Err(ScheduleError::Problems(problems)) => refuse(Wrong::of(problems)),
        Err(ScheduleError::Changed) => {
            let wrong = Wrong { general: vec![tr!("schedules-changed-meanwhile")], ..Wrong::default() };
            again(StatusCode::CONFLICT, wrong, None)
        }
        Err(ScheduleError::Database(error)) => Err(error.into()),
        Err(ScheduleError::IsCode(_)) => Err(is_code(&visit, &schedule.name)),
        Err(_) => Err(no_schedule()),
    }
}

/// The schedule, if it can be changed here.
async fn there(
    visit: &Visit,
    seen: &Permitted<View>,
    at: &Permitted<Edit>,
) -> Result<(ScheduleRecord, Inputs), WebError> {
    let one = seen.desk().schedule(&seen.right, &name(visit)?).await?.ok_or_else(no_schedule)?;
    if one.schedule.origin == Origin::Code {
        return Err(is_code(visit, &one.schedule.name));
    }
    if !one.is_known {
        return Err(WebError::NotNow {
            words: tr!("jobs-unknown-type", name = &*one.schedule.job_type),
            way_on: (tr!("schedules-back"), page_of(visit, &one.schedule.name, "")),
        });
    }
    let fields = Inputs::of(&at.jobs, &one.schedule.job_type, Some(&one.schedule.args));
    Ok((one.schedule, fields))
}

fn is_code(visit: &Visit, name: &str) -> WebError {
    WebError::NotNow { words: tr!("schedules-is-code"), way_on: (tr!("schedules-back"), page_of(visit, name, "")) }
}

fn draw(
    web: &Web,
    visit: &Visit,
    schedule: &ScheduleRecord,
    status: StatusCode,
    inputs: Vec<FormInput>,
    wrong: Wrong,
    preview: Option<PreviewView>,
) -> Result<Response, WebError> {
    let place = page_of(visit, &schedule.name, "");
    let view = JobFormView {
        heading: tr!("schedules-edit-heading", name = &*schedule.name),
        lead: Some(tr!("schedules-edit-lead", name = &*schedule.job_type)),
        action: page_of(visit, &schedule.name, "edit"),
        hidden: vec![("revision".to_owned(), schedule.revision.to_string())],
        submit: tr!("jobs-save"),
        cancel_href: place,
        preview_label: Some(tr!("schedules-preview")),
        preview,
        ..wrong.on(inputs)
    };
    let screen = screen_of(web, visit, &view.heading, &schedule.name);
    form_page(web, screen, status, &view)
}
