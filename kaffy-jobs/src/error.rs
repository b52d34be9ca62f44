//! What goes wrong: in a handler, when enqueueing, when somebody changes a job.

use std::{fmt, time::Duration};

use kaffy_core::{DbError, Refusal};
use uuid::Uuid;

/// Why a handler did not succeed. Any error becomes one with `?`, and the job is tried again.
///
/// ```
/// use std::time::Duration;
/// use kaffy_jobs::JobError;
///
/// fn ask(body: &str) -> Result<u32, JobError> {
///     match body {
///         "gone" => Err(JobError::cancel("the account is closed")),
///         "busy" => Err(JobError::snooze(Duration::from_secs(30))),
///         number => Ok(number.parse()?),
///     }
/// }
/// assert!(ask("x").unwrap_err().to_string().contains("invalid digit"));
/// ```
pub struct JobError(pub(crate) Failure);

pub(crate) enum Failure {
    Failed(String),
    Cancel(String),
    Snooze(Duration),
    Undecodable(String),
}

impl JobError {
    /// It failed: it is tried again while attempts are left.
    pub fn failed(reason: impl fmt::Display) -> Self {
        Self(Failure::Failed(reason.to_string()))
    }

    /// It shall not run again. The job ends as cancelled, with the reason.
    pub fn cancel(reason: impl fmt::Display) -> Self {
        Self(Failure::Cancel(reason.to_string()))
    }

    /// It shall come back after this time, and this attempt does not count.
    pub const fn snooze(time: Duration) -> Self {
        Self(Failure::Snooze(time))
    }

    /// Its arguments are not what the handler takes.
    pub(crate) fn undecodable(reason: impl fmt::Display) -> Self {
        Self(Failure::Undecodable(reason.to_string()))
    }
}

impl fmt::Display for JobError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Failure::Failed(reason) | Failure::Undecodable(reason) => f.write_str(reason),
            Failure::Cancel(reason) => write!(f, "cancelled: {reason}"),
            Failure::Snooze(time) => write!(f, "snoozed for {time:?}"),
        }
    }
}

impl fmt::Debug for JobError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JobError({self})")
    }
}

impl<E: std::error::Error> From<E> for JobError {
    fn from(error: E) -> Self {
        Self(Failure::Failed(with_causes(&error)))
    }
}

/// An error with all its causes, since this is what people read later.
pub(crate) fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let said = error.to_string();
        if !text.contains(&said) {
            text.push_str(": ");
            text.push_str(&said);
        }
        cause = error.source();
    }
    text
}

/// Why a job was not enqueued.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EnqueueError {
    /// The arguments cannot be written as JSON.
    #[error("the arguments cannot be written as JSON: {0}")]
    Args(#[source] serde_json::Error),
    /// The arguments are longer than a job may carry.
    #[error("the arguments are {size} bytes of JSON, and at most {limit} are allowed: store the data, and pass its id")]
    TooLarge {
        /// Their length in bytes.
        size: usize,
        /// The most there may be.
        limit: usize,
    },
    /// A text is longer than there is room for.
    #[error("the {what} has {length} characters, and at most {limit} are allowed: shorten it")]
    TooLong {
        /// Which.
        what: &'static str,
        /// Its length in characters.
        length: usize,
        /// The most there may be.
        limit: usize,
    },
    /// A text has a NUL in it.
    #[error("the {what} has a NUL character in it, which no database takes: remove it")]
    Nul {
        /// Which.
        what: &'static str,
    },
    /// A text has to say something.
    #[error("the {what} is empty: give it at least one character")]
    Missing {
        /// Which.
        what: &'static str,
    },
    /// The queue has no name.
    #[error("the queue has no name: give it one, or leave it out for that of the handler")]
    NoQueue,
    /// The priority is out of range.
    #[error("the priority {0} is not one of 0 to 1,000: choose one of them, higher runs first")]
    Priority(i64),
    /// It might never start.
    #[error("a job needs at least one attempt")]
    NoAttempts,
    /// The time is before 1970 or after 9999.
    #[error("the time to run is not in the years 1970 to 9999: choose one that is")]
    Time,
    /// A record was named, and the handler has no resource.
    #[error(
        "`record` names a record, and `{0}` does not say of what resource: write `#[job_handler(resource = \"…\")]`"
    )]
    NoResource(&'static str),
    /// The handler is not one of those that `Jobs` knows.
    #[error("no handler is registered for `{0}`: add it with `.handler::<…>()` or `.discover()`")]
    Unknown(String),
    /// The admin knows no jobs.
    #[error("the admin knows no jobs: add them with `Admin::builder(db).jobs(jobs)`")]
    NoJobs,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// A hook that cannot enqueue refuses, and the save with it.
impl From<EnqueueError> for Refusal {
    fn from(error: EnqueueError) -> Self {
        match error {
            EnqueueError::Database(error) => Self::Database(error),
            other => Self::message(other.to_string()),
        }
    }
}

/// Why somebody could not change a job (P10). Decided by the database in the statement that would have changed it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ManageError {
    /// There is no such job.
    #[error("there is no job {0}: it may have been deleted since")]
    NotFound(Uuid),
    /// It runs.
    #[error("the job is running: cancel it, or wait for its end")]
    Running,
    /// It is done.
    #[error("the job has succeeded already")]
    Succeeded,
    /// It is given up.
    #[error("the job has failed already: retry it instead")]
    Failed,
    /// It is cancelled.
    #[error("the job is cancelled already: retry it if it is to run")]
    Cancelled,
    /// It waits, which is what this would have done.
    #[error("the job is waiting to run: there is nothing to retry")]
    Waiting,
    /// Another job holds its unique key.
    #[error("job {0} is the same and not over: wait for its end, or cancel it")]
    Exists(Uuid),
    /// It does the run of a chore, which has a page and rights of its own.
    #[error("the job does the run of a chore: pause or stop the run on its page")]
    OfChore,
    /// The arguments are not what the handler takes.
    #[error("the arguments do not fit `{job_type}`: {reason}")]
    Args {
        /// The type of the job.
        job_type: String,
        /// Where, and what.
        reason: String,
    },
    /// Something is out of range.
    #[error(transparent)]
    Refused(#[from] EnqueueError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}
