//! What became of the rows of an action.

use crate::{DbError, FormErrors, InputError, Key, Posted, RecordError, Refused, Rejected, tr};

/// The most rows that a report names.
const NAMED: usize = 100;

/// What became of the rows of an action: counts, and the rows that it was not done to.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ActionReport {
    /// How many rows it was done to.
    pub done: u64,
    /// How many it was not done to.
    pub failed: u64,
    /// How many were gone, or no longer matched, when their turn came.
    pub gone: u64,
    /// The first 100 of the failed rows.
    pub failures: Vec<RowFailure>,
    /// Why the run ended before its end, in words.
    pub stopped: Option<String>,
    /// The label of the last row that it was done to.
    pub last: Option<String>,
}

/// A row that an action was not done to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RowFailure {
    /// Its key.
    pub key: Key,
    /// What people call it.
    pub label: String,
    /// Why, in words.
    pub words: String,
}

impl ActionReport {
    /// How many rows had their turn.
    pub fn seen(&self) -> u64 {
        self.done + self.failed + self.gone
    }

    /// Whether it was done to every row.
    pub fn is_complete(&self) -> bool {
        self.failed == 0 && self.gone == 0 && self.stopped.is_none()
    }

    pub(super) fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Done(label) => {
                self.done += 1;
                self.last = Some(label);
            }
            Outcome::Gone => self.gone += 1,
            Outcome::Failed(failure) => {
                self.failed += 1;
                if self.failures.len() < NAMED {
                    self.failures.push(failure);
                }
            }
        }
    }
}

/// What became of one row.
pub(super) enum Outcome {
    Done(String),
    Gone,
    Failed(RowFailure),
}

/// An action on one record that was not done, or inputs that cannot be used. Nothing was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ActionError {
    /// The record is not there, or not for this actor.
    #[error("{}", tr!("record-gone"))]
    NotFound,
    /// The action is not for this record and actor.
    #[error("{}", tr!("action-not-for-this"))]
    NotAllowed,
    /// The inputs are wrong or the action refused: draw the page again with what was typed.
    #[error("{}", tr!("action-refused"))]
    Invalid(Box<Rejected>),
    /// The action panicked: draw the page again.
    #[error("the action panicked")]
    Panicked(Box<Rejected>),
    /// The action took longer than [`AdminBuilder::save_timeout`](crate::AdminBuilder::save_timeout): draw the
    /// page again.
    #[error("{}", tr!("action-too-slow"))]
    TooSlow(Box<Rejected>),
    /// The record is not as it was when the question was asked: ask again, with what was typed.
    #[error("the record changed since the question was asked")]
    Changed(Box<Rejected>),
    /// The form sets what it may not.
    #[error(transparent)]
    Refused(Refused),
    /// The inputs do not make the struct, which its metadata should have said.
    #[error(transparent)]
    Unfit(RecordError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

impl ActionError {
    pub(super) fn invalid(posted: Posted, errors: FormErrors, general: Vec<String>) -> Self {
        Self::Invalid(Self::rejected(posted, errors, general))
    }

    pub(super) fn rejected(posted: Posted, errors: FormErrors, general: Vec<String>) -> Box<Rejected> {
        Box::new(Rejected { values: posted.into_values(), errors, general, in_trash: None })
    }
}

impl From<InputError> for ActionError {
    fn from(error: InputError) -> Self {
        match error {
            InputError::Invalid(rejected) => Self::Invalid(rejected),
            InputError::Refused(refused) => Self::Refused(refused),
            InputError::Unfit(error) => Self::Unfit(error),
        }
    }
}
