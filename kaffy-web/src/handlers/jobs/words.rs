//! What jobs refuse, in words.

use kaffy_core::tr;
use kaffy_jobs::{EnqueueError, MAX_PRIORITY, ManageError};

/// Why a job was not changed.
pub(super) fn refusal(error: &ManageError) -> String {
    match error {
        ManageError::Running => tr!("jobs-refused-running"),
        ManageError::Succeeded => tr!("jobs-refused-succeeded"),
        ManageError::Failed => tr!("jobs-refused-failed"),
        ManageError::Cancelled => tr!("jobs-refused-cancelled"),
        ManageError::Waiting => tr!("jobs-refused-waiting"),
        ManageError::Exists(_) => tr!("jobs-exists"),
        ManageError::OfChore => tr!("jobs-refused-chore"),
        ManageError::NotFound(_) => tr!("jobs-no-job"),
        ManageError::Args { .. } => tr!("jobs-bad-args"),
        ManageError::Refused(error) => not_enqueued(error),
        _ => tr!("jobs-refused"),
    }
}

/// What stands above a form: in words, and in those of the program.
pub(super) fn above(wrong: Option<ManageError>) -> (Vec<String>, Option<String>) {
    match wrong {
        Some(ManageError::Args { reason, .. }) => (Vec::new(), Some(reason)),
        Some(other) => (vec![refusal(&other)], None),
        None => (Vec::new(), None),
    }
}

/// Why a job cannot be as it was said.
pub(super) fn not_enqueued(error: &EnqueueError) -> String {
    match error {
        EnqueueError::TooLarge { limit, .. } => {
            tr!("jobs-too-large", limit = kaffy_core::size_in_words(u64::try_from(*limit).unwrap_or(u64::MAX)))
        }
        EnqueueError::TooLong { limit, .. } => tr!("jobs-too-long", limit = limit.to_string()),
        EnqueueError::Nul { .. } => tr!("jobs-nul"),
        EnqueueError::NoQueue => tr!("jobs-no-queue"),
        EnqueueError::Priority(_) => tr!("jobs-bad-priority", most = MAX_PRIORITY.to_string()),
        EnqueueError::Time => tr!("jobs-bad-time"),
        EnqueueError::Unknown(name) => tr!("jobs-unknown-type", name = name.as_str()),
        EnqueueError::NoResource(_) => tr!("jobs-no-resource"),
        _ => tr!("jobs-refused"),
    }
}
