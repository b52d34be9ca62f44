//! A new schedule: first the type of its jobs, then what it says. A preview shows when it would fire.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{schedule_rights::Edit, tr};
use kaffy_jobs::{JobMeta, NewSchedule, ScheduleError};

use super::{
    Permitted, form_page,
    inputs::{self, NAMES},
    nav, respond, screen,
    words::Wrong,
};
use crate::{
    WebError,
    extract::{Form, Params, Visit},
    flash::Flash,
    handlers::jobs::inputs::Inputs,
    pages::Web,
    view::{
        jobs::{FormInput, JobFormView, JobTypesView, TypeLine},
        schedules::PreviewView,
    },
};

/// Runs of a preview.
const NEXT: usize = 10;

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<Edit>,
    params: Params,
) -> Result<Response, WebError> {
    let Some(job_type) = params.get("type") else { return choose(&web, &visit, &at) };
    let meta = meta(&at, job_type)?;
    let args = Inputs::of(&at.jobs, job_type, None).shown(None);
    let name = name_input(String::new());
    let all = std::iter::once(name).chain(args).chain(inputs::shown(&inputs::fresh, at.desk().timezone())).collect();
    Drawing::of(meta).draw(&web, &visit, StatusCode::OK, all)
}

/// The types to choose from.
fn choose(web: &Web, visit: &Visit, at: &Permitted<Edit>) -> Result<Response, WebError> {
    let line = |meta: &'static JobMeta| TypeLine {
        name: meta.job_type.to_owned(),
        href: visit.links.new_schedule(meta.job_type),
        queue: meta.queue.to_owned(),
    };
    let types = at.desk().schedulable(&at.right);
    let view = JobTypesView {
        heading: tr!("schedules-new"),
        lead: tr!("schedules-new-lead"),
        nav: nav(web, visit, at.right.actor()),
        types: at.jobs.registry().metas().filter(|meta| types.contains(&meta.job_type)).map(line).collect(),
        list_href: visit.links.schedules([]),
        list_label: tr!("schedules-to-list"),
    };
    let screen = screen(web, visit, tr!("schedules-new"));
    Ok(respond::page(StatusCode::OK, screen.render(web, "jobs/types.html", &view)?))
}

pub(crate) async fn create(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<Edit>,
    form: Form,
) -> Result<Response, WebError> {
    let job_type = form.get("type").unwrap_or_default().to_owned();
    let meta = meta(&at, &job_type)?;
    let fields = Inputs::of(&at.jobs, &job_type, None);
    let known: Vec<_> = fields.names().into_iter().chain(NAMES).chain(["type", "name", "do"]).collect();
    form.only(&known)?;
    let typed = |name: &str| form.get(name).unwrap_or_default().to_owned();
    let again = |drawing: Drawing, status| {
        let all = std::iter::once(name_input(typed("name"))).chain(fields.typed(&form));
        let all = all.chain(inputs::shown(&typed, at.desk().timezone())).collect();
        drawing.draw(&web, &visit, status, all)
    };
    let refuse = |wrong| again(Drawing { wrong, ..Drawing::of(meta) }, StatusCode::UNPROCESSABLE_ENTITY);
    let name = typed("name").trim().to_owned();
    let args = fields.read(&form);
    let (schedule, wrong) = inputs::read(&form, &name, &job_type, args.clone().unwrap_or_default());
    if args.is_none() || !wrong.is_nothing() {
        return refuse(wrong.and(at.jobs.schedules().problems(&schedule)));
    }
    if form.get("do") == Some("preview") {
        let problems = at.jobs.schedules().problems(&schedule);
        if !problems.is_empty() {
            return refuse(Wrong::of(problems));
        }
        return again(Drawing { preview: Some(preview(&at, &schedule)), ..Drawing::of(meta) }, StatusCode::OK);
    }
    // An address cannot have such a part, so that it would have no page.
    if matches!(&*name, "." | "..") {
        return refuse(Wrong::of(vec![kaffy_jobs::ScheduleProblem::Name]));
    }
    match at.desk().add_schedule(&at.right, &schedule).await {
        Ok(()) => {
            let flash = Flash::success(tr!("schedules-added", name = &*name));
            respond::see_other(&web, &visit, &visit.links.schedule(&name, ""), Some(flash))
        }
        Err(ScheduleError::Problems(problems)) => refuse(Wrong::of(problems)),
        Err(ScheduleError::Database(error)) => Err(error.into()),
        Err(_) => refuse(Wrong::at("name", tr!("schedules-exists"))),
    }
}

/// When a schedule would fire: nothing is stored.
pub(super) fn preview(at: &Permitted<Edit>, schedule: &NewSchedule) -> PreviewView {
    PreviewView::new(&at.desk().preview_schedule(schedule, NEXT))
}

fn meta(at: &Permitted<Edit>, job_type: &str) -> Result<&'static JobMeta, WebError> {
    let is_known = at.desk().schedulable(&at.right).contains(&job_type);
    let meta = at.jobs.registry().meta(job_type).filter(|_| is_known);
    meta.ok_or_else(|| WebError::NotFound(tr!("jobs-no-type")))
}

fn name_input(value: String) -> FormInput {
    FormInput::new("name", tr!("schedules-name"), "text", value).help(tr!("schedules-name-help"))
}

/// The form with what is to be said about it.
struct Drawing {
    meta: &'static JobMeta,
    wrong: Wrong,
    preview: Option<PreviewView>,
}

impl Drawing {
    fn of(meta: &'static JobMeta) -> Self {
        Self { meta, wrong: Wrong::default(), preview: None }
    }

    fn draw(self, web: &Web, visit: &Visit, status: StatusCode, inputs: Vec<FormInput>) -> Result<Response, WebError> {
        let view = JobFormView {
            heading: tr!("schedules-new-heading", name = self.meta.job_type),
            action: visit.links.schedules([]),
            hidden: vec![("type".to_owned(), self.meta.job_type.to_owned())],
            submit: tr!("schedules-add"),
            cancel_href: visit.links.new_schedule(""),
            preview_label: Some(tr!("schedules-preview")),
            preview: self.preview,
            ..self.wrong.on(inputs)
        };
        let screen = screen(web, visit, &*view.heading).after(tr!("schedules-new"), visit.links.new_schedule(""));
        form_page(web, screen, status, &view)
    }
}
