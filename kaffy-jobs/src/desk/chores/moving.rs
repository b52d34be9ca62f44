//! Runs that are paused, stopped and resumed, and agreed to.

use kaffy_core::{
    Right,
    chore_rights::{Approve, Stop},
};
use uuid::Uuid;

use super::{Desk, told};
use crate::chores::{Agreed, MoveError, Opinion, RunMove, RunStatus, agree_in, move_in};

impl Desk<'_> {
    /// Pauses, stops or resumes a run.
    ///
    /// # Errors
    /// When it is in a state that this does not come from; see [`MoveError`].
    pub async fn move_run(&self, right: &Right<Stop>, id: Uuid, wanted: RunMove) -> Result<RunStatus, MoveError> {
        if !self.sees(right, id).await? {
            return Err(MoveError::NotFound(id));
        }
        let mut tx = self.jobs.database().begin().await?;
        let moved = move_in(self.jobs, &mut tx, id, wanted, right.actor()).await?;
        let what = match wanted {
            RunMove::Pause => "chore-paused",
            RunMove::Resume => "chore-resumed",
            RunMove::Cancel => "chore-stopped",
            RunMove::ForcePause | RunMove::ForceCancel => "chore-forced",
        };
        let note = told(what, id, &moved.title).field("status", Some(moved.before.word()), Some(moved.status.word()));
        right.commit(tx, [note]).await?;
        self.jobs.chores().tell_end(id, &moved.chore, moved.status);
        Ok(moved.status)
    }

    /// Agrees to a run of somebody else, or refuses it (J78). `seen` is the [digest](crate::desk::OneRun::digest) of what was looked
    /// at.
    ///
    /// # Errors
    /// [`MoveError::Changed`] when that is another one by now; see [`MoveError`].
    pub async fn approve_run(
        &self,
        right: &Right<Approve>,
        id: Uuid,
        agreed: bool,
        reason: &str,
        seen: &str,
    ) -> Result<RunStatus, MoveError> {
        if !self.sees(right, id).await? {
            return Err(MoveError::NotFound(id));
        }
        let mut tx = self.jobs.database().begin().await?;
        let opinion = Opinion { actor: right.actor(), agreed, reason, seen: Some(seen) };
        let moved = match agree_in(self.jobs, &mut tx, id, opinion).await? {
            Agreed::Noted(moved) => moved,
            Agreed::Changed => {
                tx.commit().await?;
                return Err(MoveError::Changed);
            }
        };
        let note = told(if agreed { "chore-agreed" } else { "chore-refused" }, id, &moved.title)
            .field("reason", None, Some(reason.trim()))
            .field("status", Some(moved.before.word()), Some(moved.status.word()));
        right.commit(tx, [note]).await?;
        self.jobs.chores().tell_end(id, &moved.chore, moved.status);
        Ok(moved.status)
    }
}
