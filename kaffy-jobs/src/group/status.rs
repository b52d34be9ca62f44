//! The words for where a group and its tasks are.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How the tasks of a group follow each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strategy {
    /// One after the other, each once the one before has succeeded. The first that does not aborts the rest.
    #[default]
    Sequential,
    /// All at once. One that fails makes the group failed; the others go on.
    Concurrent,
}

/// Where a task is in its life.
///
/// ```text
/// new ─▶ pending ⇄ running ─▶ succeeded
///  │        │         ├─────▶ failed     (the handler said so in the last attempt)
///  │        │         ├─────▶ crashed    (it panicked in the last attempt, or its worker was lost)
///  └────────┴─────────┴─────▶ aborted    (cancelled, or never started since another one did not succeed)
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TaskStatus {
    /// Its turn has not come.
    New,
    /// It is a job, and waits for a worker, for its time or for its next attempt.
    Pending,
    /// A worker has it.
    Running,
    /// It is done.
    Succeeded,
    /// It is given up: what its handler returned last was an error, or it took too long.
    Failed,
    /// It is given up: its handler panicked last, or its worker was lost.
    Crashed,
    /// It did not run to its end: cancelled, or never started.
    Aborted,
}

/// Where a group is: a function of where its tasks are, see [`GroupStatus::of`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GroupStatus {
    /// None of its tasks has begun.
    #[default]
    Pending,
    /// Some have begun, and so far nothing went wrong.
    Running,
    /// All have succeeded.
    Succeeded,
    /// One failed or crashed. Others may still run: the group has ended once it has an end.
    Failed,
    /// One was aborted, and none failed.
    Cancelled,
}

impl Strategy {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sequential, Self::Concurrent];

    /// The word, as it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sequential => "sequential",
            Self::Concurrent => "concurrent",
        }
    }

    /// The strategy of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

impl TaskStatus {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 7] =
        [Self::New, Self::Pending, Self::Running, Self::Succeeded, Self::Failed, Self::Crashed, Self::Aborted];

    /// The word, as it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Pending => "pending",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Crashed => "crashed",
            Self::Aborted => "aborted",
        }
    }

    /// The status of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }

    /// Whether it is over. That is for good: a job that somebody runs again afterwards changes nothing in its group.
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::New | Self::Pending | Self::Running)
    }
}

impl GroupStatus {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Pending, Self::Running, Self::Succeeded, Self::Failed, Self::Cancelled];

    /// What a group is whose tasks are like this, in whatever order they became so.
    ///
    /// ```
    /// use kaffy_jobs::{GroupStatus, TaskStatus::*};
    ///
    /// assert_eq!(GroupStatus::of([Succeeded, Running]), GroupStatus::Running);
    /// assert_eq!(GroupStatus::of([Failed, Running]), GroupStatus::Failed);
    /// assert_eq!(GroupStatus::of([Succeeded, Aborted]), GroupStatus::Cancelled);
    /// ```
    pub fn of(tasks: impl IntoIterator<Item = TaskStatus>) -> Self {
        let mut has = [false; TaskStatus::ALL.len()];
        for task in tasks {
            has[task as usize] = true;
        }
        let has = |status: TaskStatus| has[status as usize];
        if has(TaskStatus::Failed) || has(TaskStatus::Crashed) {
            Self::Failed
        } else if has(TaskStatus::Aborted) {
            Self::Cancelled
        } else if has(TaskStatus::Running) {
            Self::Running
        } else if has(TaskStatus::New) || has(TaskStatus::Pending) {
            if has(TaskStatus::Succeeded) { Self::Running } else { Self::Pending }
        } else if has(TaskStatus::Succeeded) {
            Self::Succeeded
        } else {
            Self::Pending
        }
    }

    /// The word, as it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The status of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// Writes the word.
macro_rules! say_word {
    ($($status:ty),+) => {$(
        impl fmt::Display for $status {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }
    )+};
}

say_word!(Strategy, TaskStatus, GroupStatus);

#[cfg(test)]
mod tests {
    use super::{GroupStatus as G, TaskStatus as T};

    #[test]
    fn g13_the_status_of_a_group_is_a_function_of_those_of_its_tasks() {
        assert_eq!(G::of([T::New, T::Pending]), G::Pending);
        assert_eq!(G::of([T::New, T::Running]), G::Running);
        assert_eq!(G::of([T::Succeeded, T::New]), G::Running);
        assert_eq!(G::of([T::Succeeded, T::Succeeded]), G::Succeeded);
        // Whatever else there is, and in whatever order.
        for bad in [T::Failed, T::Crashed] {
            for other in T::ALL {
                assert_eq!((G::of([bad, other]), G::of([other, bad])), (G::Failed, G::Failed));
            }
        }
        for other in [T::New, T::Pending, T::Running, T::Succeeded, T::Aborted] {
            assert_eq!(G::of([other, T::Aborted]), G::Cancelled);
        }
    }
}
