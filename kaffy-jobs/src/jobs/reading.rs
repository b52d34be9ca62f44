//! Jobs as they are read.

use std::fmt;

use kaffy_core::DbError;
use uuid::Uuid;

use super::Jobs;
use crate::{AttemptRecord, Count, JobFilter, JobRecord, JobState, store};

/// The most that one page of jobs has.
pub const MAX_PAGE: u64 = 500;

/// Where counts of jobs end.
pub const COUNT_LIMIT: u64 = 100_000;

impl Jobs {
    /// One job.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn find(&self, id: Uuid) -> Result<Option<JobRecord>, DbError> {
        store::find(self.database(), id).await
    }

    /// A page of jobs, the newest first: those older than `before`, at most [`MAX_PAGE`].
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn list(&self, filter: &JobFilter, before: Option<Uuid>, limit: u64) -> Result<Vec<JobRecord>, DbError> {
        store::list(self.database(), filter, before, limit.min(MAX_PAGE)).await
    }

    /// The job that waits for a record, the one that is due first where there are several (P13).
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn waiting_for_record(
        &self,
        resource: &str,
        id: impl fmt::Display,
    ) -> Result<Option<JobRecord>, DbError> {
        let filter = JobFilter::new().record(resource, id.to_string()).in_states(JobState::WAITING);
        let jobs = store::list(self.database(), &filter, None, MAX_PAGE).await?;
        Ok(jobs.into_iter().min_by_key(|job| (job.run_at, job.id)))
    }

    /// How many jobs are in each state, each counted up to [`COUNT_LIMIT`].
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn counts(&self, filter: &JobFilter) -> Result<Vec<(JobState, Count)>, DbError> {
        store::counts(self.database(), filter, COUNT_LIMIT).await
    }

    /// What is kept of the attempts of a job, the newest first, at most 100.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn attempts(&self, id: Uuid) -> Result<Vec<AttemptRecord>, DbError> {
        store::attempts(self.database(), id, 100).await
    }
}
