//! Why a transaction is not committed, and what keeps it from going on for ever.

use std::{future::Future, time::Duration};

use crate::{
    Conflict, DbError, Denied, Draft, Refusal, Refused,
    behaviour::{Panicked, unwinding},
    form::FormErrors,
    tr,
};

/// Why nothing was written.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Something is wrong, by field and as a whole.
    Invalid(FormErrors, Vec<String>),
    /// Somebody else changed what the form would write over.
    Conflict(Box<Conflict>),
    /// The record is not as it was when somebody was asked about it.
    Changed,
    /// The form was sent before and made a record.
    SentBefore,
    /// The form sets what it may not.
    Refused(Refused),
    /// The row is not there, or not for this actor.
    NotFound,
    /// The row is there, and the actor may not.
    Denied(Denied),
    /// The database failed at a statement of ours.
    Database(DbError),
    /// The database failed at a statement of a hook.
    InHook(DbError),
    /// A hook panicked.
    Panicked,
    /// All of it together took too long.
    TooSlow(Duration),
}

impl From<DbError> for Stop {
    fn from(error: DbError) -> Self {
        Self::Database(error)
    }
}

impl From<Refused> for Stop {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<Denied> for Stop {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

/// What a hook refused.
impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Message(words) => Self::Invalid(FormErrors::new(), vec![words]),
            Refusal::Field { field, message } => Self::Invalid(FormErrors::from([(field.into(), message)]), Vec::new()),
            Refusal::Database(error) => Self::InHook(error),
        }
    }
}

impl From<Draft> for Stop {
    fn from(draft: Draft) -> Self {
        Self::Invalid(draft.errors, draft.general)
    }
}

/// Runs what happens in a transaction, hooks of the application among it: no panic leaves it, and no hook
/// holds its locks for longer than `limit`. Dropped half way, the transaction is rolled back.
pub(crate) async fn limited<T>(
    what: &'static str,
    limit: Duration,
    work: impl Future<Output = Result<T, Stop>> + Send,
) -> Result<T, Stop> {
    match tokio::time::timeout(limit, unwinding(work)).await {
        Ok(Ok(done)) => done,
        Ok(Err(Panicked(said))) => {
            tracing::error!(resource = what, panic = said, "a hook panicked: nothing was written");
            Err(Stop::Panicked)
        }
        Err(_) => {
            tracing::error!(resource = what, ?limit, "a save took too long: nothing was written");
            Err(Stop::TooSlow(limit))
        }
    }
}

/// What a person reads who is not to blame. `done` is `saved`, `changed` or `deleted`.
pub(crate) fn panic_words(done: &str) -> String {
    tr!("stop-panicked", done = done)
}

/// What a person reads whose patience was enough, and ours was not; `done` as above.
pub(crate) fn slow_words(done: &str, limit: Duration) -> String {
    let time = match (limit.as_secs(), limit.subsec_millis()) {
        (seconds, 0) => tr!("stop-seconds", count = seconds),
        _ => tr!("stop-milliseconds", count = limit.as_millis().to_string()),
    };
    tr!("stop-too-slow", time = time, done = done)
}
