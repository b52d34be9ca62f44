//! The pages of background jobs. What is done there is the desk's, and needs its proofs.

pub(crate) mod args;
pub(in crate::handlers) mod asked;
pub(crate) mod bulk;
pub(crate) mod change;
pub(crate) mod export;
pub(crate) mod group;
pub(crate) mod groups;
pub(crate) mod inputs;
pub(crate) mod job;
pub(crate) mod list;
pub(crate) mod new;
pub(crate) mod panel;
pub(crate) mod queues;
pub(in crate::handlers) mod reason;
pub(crate) mod reschedule;
mod words;
pub(crate) mod workers;

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
    response::Response,
};
use kaffy_core::{Actor, Area, AreaRight, Right, tr};
use kaffy_jobs::{Count, Jobs, ManageError, desk::Desk};
use uuid::Uuid;

use super::respond;
use crate::{
    WebError,
    extract::{Signed, Visit, id_of},
    flash::Flash,
    listing::{Asked, JOBS, Kept},
    pages::Web,
    view::{
        Screen, StateTab,
        jobs::{JobFormView, JobsNav, count_words},
    },
};

/// The jobs, and the proof that the actor has a right there. Without jobs these addresses are no pages.
pub(crate) struct Permitted<R: AreaRight> {
    pub(in crate::handlers) jobs: Jobs,
    pub(in crate::handlers) right: Right<R>,
}

impl<R: AreaRight> Permitted<R> {
    pub(in crate::handlers) fn desk(&self) -> Desk<'_> {
        self.jobs.desk()
    }
}

impl<R: AreaRight> FromRequestParts<Web> for Permitted<R> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let Signed(actor) = Signed::from_request_parts(parts, web).await?;
        let jobs = web.admin.extension::<Jobs>().ok_or_else(WebError::no_page)?.clone();
        Ok(Self { jobs, right: web.admin.authorize_area::<R>(&actor)? })
    }
}

/// Whether the actor has a right, for a button.
fn may(web: &Web, actor: &Actor, right: &str) -> bool {
    web.admin.may_in(actor, Area::Jobs, right)
}

/// The id of the job that the address names.
fn id(visit: &Visit) -> Result<Uuid, WebError> {
    id_of(&visit.segment(1)?).ok_or_else(no_job)
}

fn no_job() -> WebError {
    WebError::NotFound(tr!("jobs-no-job"))
}

/// A page below the list of jobs.
fn screen(web: &Web, visit: &Visit, title: impl Into<String>) -> Screen {
    Screen::new(web, visit, title).after(tr!("jobs-title"), visit.links.jobs(""))
}

/// A page below that of a job, or that page, with the way back to the list as it was left.
fn screen_of(web: &Web, visit: &Visit, title: impl Into<String>) -> Screen {
    Screen::new(web, visit, title).after(tr!("jobs-title"), Kept::of(&JOBS, visit).href(&JOBS, &visit.links))
}

/// The page of a job, with the list that leads there.
fn page_of(visit: &Visit, id: Uuid, below: &str) -> String {
    let path = if below.is_empty() { id.to_string() } else { format!("{id}/{below}") };
    Kept::of(&JOBS, visit).on(&visit.links.jobs(&path))
}

/// A tab for all, and one for each state, by its word and what people call it.
fn tabs(
    asked: &Asked<'_>,
    name: &'static str,
    counts: impl Iterator<Item = (&'static str, String, Count)> + Clone,
) -> Vec<StateTab> {
    let chosen = asked.text(name);
    let tab = |word: Option<&str>, label: String, count: Count| StateTab {
        label,
        count: count_words(count.number, count.is_more),
        href: asked.with(name, word),
        is_current: chosen == word,
    };
    let none = Count { number: 0, is_more: false };
    let all = counts.clone().fold(none, |sum, (_, _, count)| Count {
        number: sum.number + count.number,
        is_more: sum.is_more || count.is_more,
    });
    let each = counts.map(|(word, label, count)| tab(Some(word), label, count));
    std::iter::once(tab(None, tr!("jobs-all-states"), all)).chain(each).collect()
}

/// The pages beside one another.
fn nav(web: &Web, visit: &Visit, actor: &Actor) -> JobsNav {
    JobsNav::new(visit, actor, web)
}

/// The answer to a change that did not go through.
fn refused(visit: &Visit, id: Uuid, error: ManageError) -> WebError {
    let back = || (tr!("jobs-back"), page_of(visit, id, ""));
    match error {
        ManageError::NotFound(_) => no_job(),
        ManageError::Database(error) => error.into(),
        ManageError::Refused(kaffy_jobs::EnqueueError::Database(error)) => error.into(),
        ManageError::Exists(other) => WebError::NotNow {
            words: tr!("jobs-exists"),
            way_on: (tr!("jobs-exists-show"), visit.links.jobs(&other.to_string())),
        },
        other => WebError::NotNow { words: words::refusal(&other), way_on: back() },
    }
}

/// A form of these pages, and of those of schedules and runs. A status other than 200 says that something in it is wrong.
pub(in crate::handlers) fn form_page(
    web: &Web,
    screen: Screen,
    status: StatusCode,
    view: &JobFormView,
) -> Result<Response, WebError> {
    let screen = screen.failed_if(status != StatusCode::OK);
    Ok(respond::page(status, screen.render(web, "jobs/form.html", view)?))
}

/// The answer to a change of a job: its page with a message, or why it was not changed.
fn changed<T>(
    web: &Web,
    visit: &Visit,
    id: Uuid,
    done: Result<T, ManageError>,
    words: impl FnOnce(T) -> String,
) -> Result<Response, WebError> {
    let flash = Flash::success(words(done.map_err(|error| refused(visit, id, error))?));
    respond::see_other(web, visit, &page_of(visit, id, ""), Some(flash))
}
