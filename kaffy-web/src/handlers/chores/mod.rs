//! The pages of chores. What is done there is the desk's, and needs its proofs.

pub(crate) mod approving;
mod asking;
pub(crate) mod chore;
pub(crate) mod export;
pub(crate) mod failures;
pub(crate) mod files;
pub(crate) mod list;
pub(crate) mod live;
pub(crate) mod log;
pub(crate) mod moving;
pub(crate) mod run;
pub(crate) mod runs;
pub(crate) mod uploads;

use kaffy_core::{AreaRight, DbError, tr};
use kaffy_jobs::{
    EnqueueError,
    chores::{Holder, StartError},
};
use uuid::Uuid;

use super::{
    jobs::{Permitted, form_page},
    respond,
};
use crate::{
    WebError,
    extract::{Visit, id_of},
    listing::{Kept, RUNS},
    pages::Web,
    view::{
        Screen,
        chores::{HolderView, may},
    },
};

/// The id of the run that the address names.
fn run_id(visit: &Visit) -> Result<Uuid, WebError> {
    id_at(visit, 2).ok_or_else(no_run)
}

fn id_at(visit: &Visit, at: usize) -> Option<Uuid> {
    id_of(&visit.segment(at).ok()?)
}

fn no_run() -> WebError {
    WebError::NotFound(tr!("chores-no-run"))
}

/// A page below the list of chores.
fn screen(web: &Web, visit: &Visit, title: impl Into<String>) -> Screen {
    Screen::new(web, visit, title).after(tr!("chores-title"), visit.links.chores(""))
}

/// A page below the history of runs.
fn screen_of_runs(web: &Web, visit: &Visit, title: impl Into<String>) -> Screen {
    screen(web, visit, title).after(tr!("chores-runs"), Kept::of(&RUNS, visit).href(&RUNS, &visit.links))
}

/// The page of a run, or one below it, with the history that leads there.
fn page_of(visit: &Visit, id: Uuid, below: &str) -> String {
    Kept::of(&RUNS, visit).on(&visit.links.chore_run(id, below))
}

/// The run that keeps another out, as far as the actor may know of it.
fn held<R: AreaRight>(visit: &Visit, at: &Permitted<R>, holder: &Holder) -> HolderView {
    HolderView::new(visit, holder, at.desk().chore(&at.right, &holder.chore).is_some())
}

/// The answer that names it, or else has another way on.
fn kept_out<R: AreaRight>(visit: &Visit, at: &Permitted<R>, holder: &Holder) -> WebError {
    let HolderView { words, href } = held(visit, at, holder);
    let to_all = || (tr!("chores-title"), visit.links.chores(""));
    WebError::NotNow { words, way_on: href.map_or_else(to_all, |href| (tr!("chores-to-run"), href)) }
}

/// A run that was not started, where no form can say why.
fn not_started<R: AreaRight>(visit: &Visit, at: &Permitted<R>, error: StartError) -> WebError {
    match error {
        StartError::Unknown(_) => WebError::NotFound(tr!("chores-no-chore")),
        StartError::Restricted(holder) => kept_out(visit, at, &holder),
        StartError::Changed => WebError::NotNow {
            words: tr!("chores-exactly-changed"),
            way_on: (tr!("chores-title"), visit.links.chores("")),
        },
        StartError::Enqueue(EnqueueError::TooLarge { .. }) => WebError::bad_request(tr!("chores-too-large")),
        StartError::Database(error) | StartError::Enqueue(EnqueueError::Database(error)) => error.into(),
        StartError::Inputs(rejected) => {
            let words = rejected
                .general
                .iter()
                .cloned()
                .chain(rejected.errors.iter().map(|(name, it)| format!("{name}: {it}")));
            WebError::bad_request(words.collect::<Vec<_>>().join(" "))
        }
        other => WebError::Internal(Box::new(other)),
    }
}

/// A failure of the database in the middle of an answer breaks it off.
fn broken(number: &str, error: &DbError) {
    tracing::error!(number, error = error as &dyn std::error::Error, "a file of a run broke off");
}
