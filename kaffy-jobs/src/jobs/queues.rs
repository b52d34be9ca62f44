//! Queues, and the worker processes that take jobs of them.

use chrono::{DateTime, Utc};
use kaffy_core::DbError;

use super::{COUNT_LIMIT, Jobs};
use crate::{QueueRecord, WorkerRecord, store};

impl Jobs {
    /// All queues.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn queues(&self) -> Result<Vec<QueueRecord>, DbError> {
        store::queues(self.database()).await
    }

    /// For each of these queues how many jobs are available, counted up to [`COUNT_LIMIT`], and since when the oldest.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn queue_depths(&self, names: &[String]) -> Result<Vec<(String, u64, Option<DateTime<Utc>>)>, DbError> {
        store::queue_depths(self.database(), names, COUNT_LIMIT).await
    }

    /// Lets no node take jobs of a queue (J52). Stored, so that it outlives every restart. `false` when it was paused.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn pause_queue(&self, name: &str, by: &str, reason: &str) -> Result<bool, DbError> {
        store::pause(self.database(), name, by, reason, self.clock().now()).await
    }

    /// Lets nodes take jobs of a queue again; `false` when it was not paused.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn resume_queue(&self, name: &str) -> Result<bool, DbError> {
        let resumed = store::resume(self.database(), name).await?;
        self.wake("");
        Ok(resumed)
    }

    /// How many jobs of a queue each node runs at once, from now on (J49); `None` for what its code says.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn set_concurrency(&self, name: &str, concurrency: Option<u32>) -> Result<(), DbError> {
        store::set_concurrency(self.database(), name, concurrency).await?;
        self.wake("");
        Ok(())
    }

    /// All worker processes that have not been given up.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn workers(&self) -> Result<Vec<WorkerRecord>, DbError> {
        store::workers(self.database()).await
    }
}
