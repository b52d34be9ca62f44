//! Actions: on the rows selected in a list, and on one record.
//!
//! Each begins with the proof that the actor may run it. What is selected is read in `selecting`, asked
//! about in `asking`, run in `running`; a run that takes long is told about while it goes on in
//! `telling`. One that runs as a job has pages of its own in `background`.

mod asking;
#[cfg(feature = "jobs")]
pub(crate) mod background;
pub(crate) mod on_list;
pub(crate) mod on_record;
mod running;
mod selecting;
mod telling;

pub(super) use asking::narrowed;
pub(super) use running::{PATIENCE, Progress, Run};
pub(super) use selecting::{ALL, ROW};
pub(super) use telling::Telling;

use kaffy_core::{ActionError, ActionPlace, Allowed, AllowedAction, NoAction, View, tr};

use super::inlines;
use crate::{WebError, extract::Form, pages::Web};

/// What the rows held when the question was asked.
pub(super) const SEEN: &str = "_seen";
/// The button that answers yes.
const RUN: &str = "_run";

/// The proof that the actor may run the action with this key.
fn allowed_action(seen: &Allowed<View>, place: ActionPlace, key: &str) -> Result<AllowedAction, WebError> {
    seen.action(place, key).map_err(|error| match error {
        NoAction::Forbidden(label) => WebError::Forbidden(tr!("page-action-not-here", action = label)),
        _ => WebError::NotFound(tr!("page-action-unknown", things = seen.resource().meta().plural)),
    })
}

/// Whether a secret was typed into what the action asks for.
fn has_secret(web: &Web, action: &AllowedAction, form: &Form) -> bool {
    action.inputs().is_some_and(|inputs| inlines::has_secret(web, inputs.resource(), form))
}

/// An action that was not run and whose page cannot be drawn again.
fn failed(action: &AllowedAction, error: ActionError) -> WebError {
    match error {
        ActionError::NotFound => WebError::no_record(action.resource().meta().singular),
        ActionError::NotAllowed => {
            let (label, thing) = (action.meta().label(), action.resource().meta().singular);
            WebError::Forbidden(tr!("page-action-not-this", action = label, thing = thing))
        }
        ActionError::Refused(refused) => WebError::bad_request(crate::error::sentence(&refused.to_string())),
        ActionError::Database(error) => error.into(),
        other => WebError::Internal(Box::new(other)),
    }
}
