//! Why a group was not made or changed.

use kaffy_core::DbError;
use uuid::Uuid;

use super::GroupStatus;
use crate::EnqueueError;

/// Why a group was not made, changed or found.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GroupError {
    /// It would have no task, and so no end.
    #[error("a group needs at least one task: add it with `.task(\"name\", job)`")]
    Empty,
    /// There is no such group.
    #[error("there is no group {0}")]
    NotFound(Uuid),
    /// It has ended, and takes no more tasks.
    #[error("the group has ended as {0} already: make a new one")]
    Ended(GroupStatus),
    /// One of its tasks cannot be stored.
    #[error("task {position}: {source}")]
    Task {
        /// Which, counted from 1.
        position: usize,
        /// Why.
        #[source]
        source: EnqueueError,
    },
    /// Tasks wait for each other in a way that cannot be.
    #[error("the task `{task}` cannot wait like that: {reason}")]
    Graph {
        /// The name of the task that was to wait.
        task: String,
        /// Why it cannot.
        reason: String,
    },
    /// The argument `group` of a callback is no [`GroupEnd`](crate::GroupEnd).
    #[error("`{job_type}` cannot be told how the group ended, its argument `group` is no `GroupEnd`: {reason}")]
    Callback {
        /// The type of the job.
        job_type: &'static str,
        /// In the words of the decoder.
        reason: String,
    },
    /// Something about the group itself is out of range.
    #[error(transparent)]
    Refused(#[from] EnqueueError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}
