//! A new job: first its type, then its arguments and when it is to run.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{job_rights::Enqueue, tr};
use kaffy_jobs::{EnqueueError, Enqueued, JobMeta, ManageError, Options};

use super::{Permitted, form_page, inputs::Inputs, nav, reschedule, respond, screen, words};
use crate::{
    WebError,
    extract::{Form, Params, Visit},
    flash::Flash,
    pages::Web,
    view::jobs::{FormInput, JobFormView, JobTypesView, TypeLine},
};

/// The inputs beside the arguments.
const OTHERS: [&str; 5] = ["type", "queue", "priority", "run_at", "record"];

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<Enqueue>,
    params: Params,
) -> Result<Response, WebError> {
    let Some(job_type) = params.get("type") else { return choose(&web, &visit, &at) };
    let meta = meta(&at, job_type)?;
    let inputs = Inputs::of(&at.jobs, job_type, None);
    let record = params.get("record").filter(|_| meta.resource.is_some()).unwrap_or_default();
    let others = others(meta, &|name| match name {
        "queue" => meta.queue.to_owned(),
        "priority" => meta.priority.to_string(),
        "record" => record.to_owned(),
        _ => String::new(),
    });
    draw(&web, &visit, meta, StatusCode::OK, inputs.shown(None).into_iter().chain(others).collect(), None)
}

/// The types to choose from.
fn choose(web: &Web, visit: &Visit, at: &Permitted<Enqueue>) -> Result<Response, WebError> {
    let line = |meta: &'static JobMeta| TypeLine {
        name: meta.job_type.to_owned(),
        href: format!("{}?{}", visit.links.jobs("new"), crate::links::query_string([("type", meta.job_type)])),
        queue: meta.queue.to_owned(),
    };
    let view = JobTypesView {
        heading: tr!("jobs-new"),
        lead: tr!("jobs-new-lead"),
        nav: nav(web, visit, at.right.actor()),
        types: at.jobs.registry().metas().filter(|meta| !meta.is_own && !meta.is_task()).map(line).collect(),
        list_href: visit.links.jobs(""),
        list_label: tr!("jobs-to-list"),
    };
    let screen = screen(web, visit, tr!("jobs-new"));
    Ok(respond::page(StatusCode::OK, screen.render(web, "jobs/types.html", &view)?))
}

pub(crate) async fn create(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<Enqueue>,
    form: Form,
) -> Result<Response, WebError> {
    let job_type = form.get("type").unwrap_or_default().to_owned();
    let meta = meta(&at, &job_type)?;
    let inputs = Inputs::of(&at.jobs, &job_type, None);
    let known: Vec<_> = inputs.names().into_iter().chain(OTHERS).collect();
    form.only(&known)?;
    let typed = |name: &str| form.get(name).unwrap_or_default().trim();
    let draw_again = |others: Vec<FormInput>, wrong| {
        let inputs = inputs.typed(&form).into_iter().chain(others).collect();
        draw(&web, &visit, meta, StatusCode::UNPROCESSABLE_ENTITY, inputs, wrong)
    };
    let typed_others = || others(meta, &|name| typed(name).to_owned());
    let again = |name: &str, words: String| {
        let mut others = typed_others();
        if let Some(input) = others.iter_mut().find(|input| input.name == name) {
            input.error = Some(words);
        }
        draw_again(others, None)
    };
    let Some(args) = inputs.read(&form) else { return draw_again(typed_others(), None) };
    let mut options = Options::new().queue(typed("queue"));
    if !typed("priority").is_empty() {
        match typed("priority").parse() {
            Ok(priority) => options = options.priority(priority),
            Err(_) => return again("priority", words::not_enqueued(&EnqueueError::Priority(0))),
        }
    }
    if !typed("run_at").is_empty() {
        match reschedule::instant(typed("run_at")) {
            Ok(time) => options = options.at(time),
            Err(words) => return again("run_at", words),
        }
    }
    if !typed("record").is_empty() {
        options = options.record(typed("record"));
    }
    match at.desk().enqueue(&at.right, &job_type, &args, options).await {
        Ok(enqueued) => {
            let flash = match enqueued {
                Enqueued::Created(_) => Flash::success(tr!("jobs-enqueued")),
                _ => Flash::warning(tr!("jobs-enqueued-same")),
            };
            respond::see_other(&web, &visit, &visit.links.jobs(&enqueued.id().to_string()), Some(flash))
        }
        Err(ManageError::Database(error) | ManageError::Refused(EnqueueError::Database(error))) => Err(error.into()),
        Err(error) => {
            let place = match &error {
                ManageError::Refused(EnqueueError::Priority(_)) => "priority",
                ManageError::Refused(EnqueueError::Time) => "run_at",
                ManageError::Refused(EnqueueError::NoQueue) => "queue",
                ManageError::Refused(EnqueueError::TooLong { what, .. } | EnqueueError::Nul { what }) => {
                    if *what == "queue" { "queue" } else { "record" }
                }
                ManageError::Refused(EnqueueError::NoResource(_)) => "record",
                _ => "",
            };
            if place.is_empty() {
                draw_again(typed_others(), Some(error))
            } else {
                again(place, words::refusal(&error))
            }
        }
    }
}

fn meta(at: &Permitted<Enqueue>, job_type: &str) -> Result<&'static JobMeta, WebError> {
    at.jobs
        .registry()
        .meta(job_type)
        .filter(|meta| !meta.is_own && !meta.is_task())
        .ok_or_else(|| WebError::NotFound(tr!("jobs-no-type")))
}

fn others(meta: &JobMeta, value: &dyn Fn(&str) -> String) -> Vec<FormInput> {
    let input = |name: &str, label: String, kind: &'static str| FormInput::new(name, label, kind, value(name));
    let mut all = vec![
        input("queue", tr!("jobs-queue"), "text"),
        input("priority", tr!("jobs-priority"), "number").help(tr!("jobs-priority-help")),
        input("run_at", tr!("jobs-run-at"), "time").suffix().optional().help(tr!("jobs-run-at-help")),
    ];
    if meta.resource.is_some() {
        all.push(input("record", tr!("jobs-filter-record"), "text").optional());
    }
    all
}

fn draw(
    web: &Web,
    visit: &Visit,
    meta: &JobMeta,
    status: StatusCode,
    inputs: Vec<FormInput>,
    wrong: Option<ManageError>,
) -> Result<Response, WebError> {
    let (general, reason) = words::above(wrong);
    let view = JobFormView {
        heading: tr!("jobs-new-heading", name = meta.job_type),
        action: visit.links.jobs(""),
        hidden: vec![("type".to_owned(), meta.job_type.to_owned())],
        inputs,
        general,
        reason,
        submit: tr!("jobs-enqueue"),
        cancel_href: visit.links.jobs("new"),
        ..JobFormView::default()
    };
    let screen = screen(web, visit, &*view.heading).after(tr!("jobs-new"), visit.links.jobs("new"));
    form_page(web, screen, status, &view)
}
