//! Pausing, resuming and stopping a run, and running for real what was tried.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{
    AreaRight,
    chore_rights::{Run, Stop, View},
    tr,
};
use kaffy_jobs::{
    EnqueueError,
    chores::{MoveError, RunMove, RunStatus},
};
use uuid::Uuid;

use super::{Permitted, form_page, kept_out, no_run, not_started, page_of, respond, run_id, screen_of_runs};
use crate::{
    WebError,
    extract::{Form, Params, Pressed, Visit},
    flash::Flash,
    pages::Web,
    view::{
        chores::{move_label, status_label},
        jobs::{JobFormView, length},
    },
};

/// The field that says what is to be done.
const MOVE: &str = "move";

/// Asks before a run is forced, which may leave something half done.
pub(crate) async fn ask(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    _: Permitted<Stop>,
    params: Params,
) -> Result<Response, WebError> {
    let id = run_id(&visit)?;
    let wanted = wanted(params.get(MOVE))?;
    let one = seen.desk().chore_run(&seen.right, id).await?.ok_or_else(no_run)?;
    let is_forced = matches!(wanted, RunMove::ForcePause | RunMove::ForceCancel);
    let view = JobFormView {
        heading: format!("{}: {}", move_label(wanted), one.run.title),
        lead: Some(if is_forced { tr!("chores-force-lead") } else { tr!("chores-move-lead") }),
        action: page_of(&visit, id, MOVE),
        hidden: vec![(MOVE.to_owned(), wanted.word().to_owned())],
        submit: move_label(wanted),
        is_danger: is_forced || wanted == RunMove::Cancel,
        cancel_href: page_of(&visit, id, ""),
        ..JobFormView::default()
    };
    let screen = screen_of_runs(&web, &visit, &*view.heading);
    form_page(&web, screen, StatusCode::OK, &view)
}

pub(crate) async fn change(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<Stop>,
    form: Form,
) -> Result<Response, WebError> {
    form.only(&[MOVE])?;
    let id = run_id(&visit)?;
    let status = at.desk().move_run(&at.right, id, wanted(form.get(MOVE))?).await;
    let status = status.map_err(|error| not_moved(&visit, &at, id, error))?;
    let words = match status {
        RunStatus::Pausing => tr!("chores-moved-pausing"),
        RunStatus::Paused => tr!("chores-moved-paused"),
        RunStatus::Enqueued => tr!("chores-moved-enqueued"),
        RunStatus::Cancelling => tr!("chores-moved-cancelling"),
        RunStatus::Cancelled => tr!("chores-moved-cancelled"),
        other => tr!("chores-moved", status = status_label(other)),
    };
    respond::see_other(&web, &visit, &page_of(&visit, id, ""), Some(Flash::success(words)))
}

/// Does for real exactly what a dry run did.
pub(crate) async fn exactly(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<Run>,
    _: Pressed,
) -> Result<Response, WebError> {
    let id = run_id(&visit)?;
    let started = at.desk().start_exactly(&at.right, id).await.map_err(|error| not_started(&visit, &at, error))?;
    let flash = Flash::success(tr!("chores-started-exactly"));
    respond::see_other(&web, &visit, &page_of(&visit, started, ""), Some(flash))
}

fn wanted(word: Option<&str>) -> Result<RunMove, WebError> {
    word.and_then(RunMove::of_word).ok_or_else(|| WebError::bad_request(tr!("chores-no-move")))
}

/// The answer to a change that did not go through.
pub(super) fn not_moved<R: AreaRight>(visit: &Visit, at: &Permitted<R>, id: Uuid, error: MoveError) -> WebError {
    let not_now = |words: String| WebError::NotNow { words, way_on: (tr!("chores-to-run"), page_of(visit, id, "")) };
    match error {
        MoveError::NotFound(_) => no_run(),
        MoveError::Database(error) | MoveError::Enqueue(EnqueueError::Database(error)) => error.into(),
        MoveError::Illegal { status, .. } | MoveError::NotAwaiting { status } => {
            not_now(tr!("chores-illegal", status = status_label(status)))
        }
        MoveError::NotStuck { since, limit } => {
            let left = chrono::TimeDelta::from_std(limit.saturating_sub(since)).unwrap_or(chrono::TimeDelta::MAX);
            not_now(tr!("chores-not-stuck", time = length(left)))
        }
        MoveError::Forgotten => not_now(tr!("chores-forgotten")),
        MoveError::NoPlace => not_now(tr!("chores-no-place")),
        MoveError::Changed => not_now(tr!("chores-approval-changed")),
        MoveError::Own => not_now(tr!("chores-approval-own")),
        MoveError::Twice => not_now(tr!("chores-approval-twice")),
        MoveError::Reason => not_now(tr!("chores-reason-needed")),
        MoveError::Unknown(_) => not_now(tr!("chores-not-here")),
        MoveError::Restricted(holder) => kept_out(visit, at, &holder),
        other => WebError::Internal(Box::new(other)),
    }
}
