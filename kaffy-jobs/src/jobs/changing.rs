//! What is done to a job that is there.

use std::fmt;

use chrono::{DateTime, Utc};
use kaffy_core::DbError;
use serde_json::Value;
use uuid::Uuid;

use super::Jobs;
use crate::{
    EnqueueError, JobState, ManageError, clock,
    store::{self, Change},
};

impl Jobs {
    /// Stops a job: one that waits at once, one that runs within two seconds. Says the state that it is in now:
    /// cancelled, or still running.
    ///
    /// # Errors
    /// When it is over; see [`ManageError`].
    pub async fn cancel(&self, id: Uuid, by: Option<&str>) -> Result<JobState, ManageError> {
        let change = Change::Cancel { by: short(by), even_running: true };
        let state = self.change(id, change).await?.unwrap_or(JobState::Cancelled);
        if state == JobState::Running {
            self.wake("!stop");
        }
        Ok(state)
    }

    /// Stops a job unless it runs (P10).
    ///
    /// # Errors
    /// When it runs or is over; see [`ManageError`].
    pub async fn cancel_waiting(&self, id: Uuid, by: Option<&str>) -> Result<(), ManageError> {
        self.change(id, Change::Cancel { by: short(by), even_running: false }).await.map(drop)
    }

    /// Stops all that waits for a record, and says how many that were (P11).
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn cancel_for_record(
        &self,
        resource: &str,
        id: impl fmt::Display,
        by: Option<&str>,
    ) -> Result<u64, DbError> {
        let by = short(by);
        store::change_all_of_record(self.database(), resource, &id.to_string(), by.as_deref(), self.clock().now()).await
    }

    /// Runs a job again that failed or was cancelled, with all its attempts.
    ///
    /// # Errors
    /// When it is in another state, or another job has its unique key; see [`ManageError`].
    pub async fn retry(&self, id: Uuid) -> Result<(), ManageError> {
        self.change(id, Change::Retry).await.map(drop)
    }

    /// Runs a job now that waits for its time.
    ///
    /// # Errors
    /// When it is in another state; see [`ManageError`].
    pub async fn run_now(&self, id: Uuid) -> Result<(), ManageError> {
        self.change(id, Change::RunNow).await.map(drop)
    }

    /// Runs a job at another time, with all its attempts and without its errors: one that waits, failed or was
    /// cancelled (P12).
    ///
    /// # Errors
    /// When it runs or has succeeded, or the time is out of range; see [`ManageError`].
    pub async fn reschedule(&self, id: Uuid, at: DateTime<Utc>) -> Result<(), ManageError> {
        let at = clock::in_range(at.timestamp_micros()).ok_or(EnqueueError::Time)?;
        self.change(id, Change::Reschedule(at)).await?;
        self.wake("!due");
        Ok(())
    }

    /// Takes a job away with its history, unless it runs.
    ///
    /// # Errors
    /// When it runs; see [`ManageError`].
    pub async fn delete(&self, id: Uuid) -> Result<(), ManageError> {
        self.change(id, Change::Delete).await.map(drop)
    }

    /// Gives a waiting job other arguments, which its handler must take. Its type never changes.
    ///
    /// # Errors
    /// When it runs or is over, no handler is registered for it, or the arguments do not fit; see [`ManageError`].
    pub async fn edit_args(&self, id: Uuid, args: &Value) -> Result<(), ManageError> {
        let job = self.find(id).await?.ok_or(ManageError::NotFound(id))?;
        let handler = self.registry().named(&job.job_type).ok_or(EnqueueError::Unknown(job.job_type.clone()))?;
        let (text, limit) = (args.to_string(), self.parts().max_args);
        if text.len() > limit {
            return Err(EnqueueError::TooLarge { size: text.len(), limit }.into());
        }
        handler.check(&text).map_err(|reason| ManageError::Args { job_type: job.job_type, reason })?;
        self.change(id, Change::Args(text)).await.map(drop)
    }

    async fn change(&self, id: Uuid, change: Change) -> Result<Option<JobState>, ManageError> {
        let done = store::change(self.database(), id, &change, self.clock().now()).await;
        if let Err(ManageError::Exists(_)) = done {
            let holder = store::holder_of(self.database(), id).await?;
            return Err(ManageError::Exists(holder.unwrap_or(id)));
        }
        // One that is over may be what others waited for.
        if let Ok(Some(JobState::Available | JobState::Cancelled) | None) = done {
            self.wake("");
        }
        done
    }
}

pub(crate) fn short(name: Option<&str>) -> Option<String> {
    name.map(|name| name.chars().take(200).collect())
}
