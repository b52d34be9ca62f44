//! Agreeing to a run of somebody else, or refusing it (J78).

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{
    chore_rights::{Approve, View},
    tr,
};
use kaffy_jobs::chores::{MoveError, RunStatus};

use super::{Permitted, moving::not_moved, page_of, respond, run, run_id};
use crate::{
    WebError,
    extract::{Form, Params, Proven, Visit},
    flash::Flash,
    pages::Web,
    view::chores::ApprovalForm,
};

pub(crate) async fn answer(
    State(web): State<Web>,
    visit: Visit,
    may_see: Permitted<View>,
    at: Permitted<Approve>,
    _: Proven,
    form: Form,
) -> Result<Response, WebError> {
    form.only(&["reason", "answer", "seen"])?;
    let id = run_id(&visit)?;
    let agreed = match form.get("answer") {
        Some("agree") => true,
        Some("refuse") => false,
        _ => return Err(WebError::bad_request(tr!("chores-no-answer"))),
    };
    let seen = form.get("seen").unwrap_or_default();
    let reason = form.get("reason").unwrap_or_default().trim();
    let status = match at.desk().approve_run(&at.right, id, agreed, reason, seen).await {
        Ok(status) => status,
        Err(error @ (MoveError::Reason | MoveError::Changed)) => {
            // What it is about by now is on the page that is drawn again.
            let (status, words) = match error {
                MoveError::Changed => (StatusCode::CONFLICT, tr!("chores-approval-changed")),
                _ => (StatusCode::UNPROCESSABLE_ENTITY, tr!("chores-reason-needed")),
            };
            let asked = ApprovalForm { reason: reason.to_owned(), error: Some(words), ..ApprovalForm::default() };
            return run::draw(&web, &visit, &may_see, &Params(Vec::new()), status, Some(asked)).await;
        }
        Err(other) => return Err(not_moved(&visit, &at, id, other)),
    };
    let words = match (agreed, status) {
        (false, _) => tr!("chores-refused-done"),
        (true, RunStatus::Awaiting) => tr!("chores-agreed-awaiting"),
        (true, _) => tr!("chores-agreed-done"),
    };
    respond::see_other(&web, &visit, &page_of(&visit, id, ""), Some(Flash::success(words)))
}
