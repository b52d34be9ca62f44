//! Telling whoever started a run how it ended, in the transaction that writes the end (A90).

use kaffy_core::{
    Actor, DbError, Notification,
    inside::{KeptRun, Lent, notify},
};

use super::RunStatus;
use crate::{Jobs, store::chores::rows::ChoreRow};

/// Tells whoever started a run on a page that it is in a final state now: where they acted as another, who they really
/// are. `by` is whoever brought it there, and is not told of their own doing. One that code started, or the command line without an admin, is nobody's to hear of.
pub(crate) async fn tell_starter(
    jobs: &Jobs,
    lent: &mut Lent<'_>,
    row: &ChoreRow,
    status: RunStatus,
    by: Option<&Actor>,
) -> Result<(), DbError> {
    let Some(admin) = row.admin.as_deref() else { return Ok(()) };
    let kept = KeptRun { actor: row.run.actor.clone(), who: row.who.clone(), ..KeptRun::default() };
    let really = kept.starter().and_then(|actor| actor.who_acts().map(|who| who.id.clone()));
    // Nobody is told who has a longer id, and the end is written all the same.
    let listener = really.filter(|id| id.chars().count() <= 200 && !id.contains('\0')).unwrap_or(kept.actor);
    let is_own = by.is_some_and(|actor| *actor.who_acts().map_or(&actor.id, |who| &who.id) == listener);
    // A worker without the admin cannot ask it; the table is there, since jobs make it as well.
    let is_kept = jobs.admins().titled(admin).is_none_or(|admin| admin.has_notifications());
    if !status.is_final() || is_own || !is_kept {
        return Ok(());
    }
    let message = Notification::message(match (row.run.is_dry, status) {
        (false, RunStatus::Succeeded) => "notice-chore-succeeded",
        (false, RunStatus::Cancelled) => "notice-chore-stopped",
        (false, _) => "notice-chore-failed",
        (true, RunStatus::Succeeded) => "notice-try-succeeded",
        (true, RunStatus::Cancelled) => "notice-try-stopped",
        (true, _) => "notice-try-failed",
    });
    let id = row.run.id.to_string();
    let told = message.with("name", &row.run.title).inside(&["chores", "runs", &id]).about(&id);
    let told = if status == RunStatus::Succeeded { told } else { told.warning() };
    notify(lent, admin, &listener, &told, jobs.clock().now()).await
}
