//! Changing one job, with the entry in the audit log in the same transaction.

use chrono::{DateTime, Utc};
use kaffy_core::{
    AreaRight, Right,
    accounts::Subject,
    inside::Told,
    job_rights::{Cancel, Delete, Edit, Reschedule, Retry},
};
use serde_json::Value;
use uuid::Uuid;

use super::{Desk, masking};
use crate::{
    EnqueueError, Job, JobRecord, JobState, ManageError,
    chores::RunChore,
    clock,
    store::{self, Change},
};

/// Characters of arguments that an entry keeps.
const KEPT: usize = 2_000;

impl Desk<'_> {
    /// Runs a job again that failed or was cancelled, with all its attempts.
    ///
    /// # Errors
    /// See [`ManageError`]; the same for all others.
    pub async fn retry(&self, right: &Right<Retry>, id: Uuid) -> Result<(), ManageError> {
        self.change(right, id, "job-retried", &Change::Retry).await.map(drop)
    }

    /// Stops a job: one that waits at once, one that runs within two seconds. Says the state that it is in now.
    pub async fn cancel(&self, right: &Right<Cancel>, id: Uuid) -> Result<JobState, ManageError> {
        let change = Change::Cancel { by: Some(who(right)), even_running: true };
        let state = self.change(right, id, "job-cancelled", &change).await?.unwrap_or(JobState::Cancelled);
        if state == JobState::Running {
            self.jobs.wake("!stop");
        }
        Ok(state)
    }

    /// Takes a job away with its history, unless it runs.
    pub async fn delete(&self, right: &Right<Delete>, id: Uuid) -> Result<(), ManageError> {
        self.change(right, id, "job-deleted", &Change::Delete).await.map(drop)
    }

    /// Runs a job now that waits for its time.
    pub async fn run_now(&self, right: &Right<Reschedule>, id: Uuid) -> Result<(), ManageError> {
        self.change(right, id, "job-run-now", &Change::RunNow).await.map(drop)
    }

    /// Runs a job at another time, with all its attempts and without its errors.
    pub async fn reschedule(&self, right: &Right<Reschedule>, id: Uuid, at: DateTime<Utc>) -> Result<(), ManageError> {
        let at = clock::in_range(at.timestamp_micros()).ok_or(EnqueueError::Time)?;
        self.change(right, id, "job-rescheduled", &Change::Reschedule(at)).await?;
        self.jobs.wake("!due");
        Ok(())
    }

    /// Gives a waiting job other arguments, which its handler must take. A value that is still masked stays as it is;
    /// the type of a job never changes (S29).
    pub async fn edit(&self, right: &Right<Edit>, id: Uuid, args: Value) -> Result<(), ManageError> {
        let job = self.jobs.find(id).await?.ok_or(ManageError::NotFound(id))?;
        changeable(&job)?;
        let args = masking::unmasked(args, &job.args);
        let handler = self.jobs.registry().named(&job.job_type).ok_or(EnqueueError::Unknown(job.job_type.clone()))?;
        let (text, limit) = (args.to_string(), self.jobs.parts().max_args);
        if text.len() > limit {
            return Err(EnqueueError::TooLarge { size: text.len(), limit }.into());
        }
        handler.check(&text).map_err(|reason| ManageError::Args { job_type: job.job_type, reason })?;
        self.change(right, id, "job-edited", &Change::Args(text)).await.map(drop)
    }

    async fn change<R: AreaRight>(
        &self,
        right: &Right<R>,
        id: Uuid,
        what: &'static str,
        change: &Change,
    ) -> Result<Option<JobState>, ManageError> {
        let db = self.jobs.database();
        let mut tx = db.begin().await?;
        let before = store::in_state_of(&mut tx.lend(), id).await?.ok_or(ManageError::NotFound(id))?;
        changeable(&before)?;
        let done = store::change_in(&mut tx.lend(), id, change, self.jobs.clock().now()).await;
        let done = match done {
            Err(ManageError::Exists(_)) => {
                drop(tx);
                return Err(ManageError::Exists(store::holder_of(db, id).await?.unwrap_or(id)));
            }
            done => done?,
        };
        right.commit(tx, [self.told(&before, what, change, done)]).await?;
        // One that is over may be what others waited for.
        if matches!(done, Some(JobState::Available | JobState::Cancelled) | None) {
            self.jobs.wake("");
        }
        Ok(done)
    }

    /// What the audit log says of a change.
    pub(super) fn told(
        &self,
        before: &JobRecord,
        what: &'static str,
        change: &Change,
        after: Option<JobState>,
    ) -> Told {
        let told = Told::new(what, Subject::Job, &before.id.to_string(), &*before.job_type);
        let told = told.field("state", Some(before.state.word()), after.map(JobState::word));
        match change {
            Change::Reschedule(at) => {
                let (before, after) = (before.run_at.to_rfc3339(), clock::time(*at).to_rfc3339());
                told.field("run_at", Some(&before), Some(&after))
            }
            Change::Args(args) => {
                let meta = self.jobs.registry().meta(&before.job_type);
                let shown = |args: &Value| kept(&masking::masked(meta, args));
                let after = serde_json::from_str(args).unwrap_or_default();
                told.field("args", Some(&shown(&before.args)), Some(&shown(&after)))
            }
            _ => told,
        }
    }
}

/// Refuses a job that does the run of a chore: who may change jobs may not stop, let go on or end what they may not even
/// see (S29).
///
/// # Errors
/// [`ManageError::OfChore`].
pub fn changeable(job: &JobRecord) -> Result<(), ManageError> {
    if job.job_type == RunChore::META.job_type { Err(ManageError::OfChore) } else { Ok(()) }
}

/// The key of the chore and the run that a job does.
pub fn run_of(job: &JobRecord) -> Option<(String, Uuid)> {
    changeable(job).err()?;
    let RunChore { chore, run } = serde_json::from_value(job.args.clone()).ok()?;
    Some((chore, run))
}

/// As much of it as an entry keeps.
pub(super) fn kept(args: &Value) -> String {
    let text = args.to_string();
    match text.char_indices().nth(KEPT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The name of whoever does something, as jobs and queues keep it.
pub(super) fn who<R: AreaRight>(right: &Right<R>) -> String {
    right.actor().name.chars().take(200).collect()
}
