//! The words for where a job is in its life.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where a job is in its life.
///
/// ```text
/// scheduled ─▶ available ─▶ running ─▶ succeeded
///     ▲            ▲           │ ├────▶ failed      (attempts used up)
///     └─ snooze ───┼───────────┤ └────▶ cancelled   (by a person, or by the handler)
///                  └ retrying ◀┘                    (waits for its backoff)
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum JobState {
    /// Its time has not come.
    Scheduled,
    /// Any worker may take it.
    Available,
    /// A worker has it.
    Running,
    /// It failed and waits for its next attempt.
    Retrying,
    /// It is done.
    Succeeded,
    /// It is given up: its attempts are used up.
    Failed,
    /// It will not run (again), because somebody or its handler said so.
    Cancelled,
}

impl JobState {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 7] = [
        Self::Scheduled,
        Self::Available,
        Self::Running,
        Self::Retrying,
        Self::Succeeded,
        Self::Failed,
        Self::Cancelled,
    ];
    /// Those that wait for a worker or for their time.
    pub const WAITING: [Self; 3] = [Self::Scheduled, Self::Available, Self::Retrying];
    /// Those that are not over.
    pub const LIVE: [Self; 4] = [Self::Scheduled, Self::Available, Self::Running, Self::Retrying];
    /// Those that are over.
    pub const FINAL: [Self; 3] = [Self::Succeeded, Self::Failed, Self::Cancelled];

    /// The word, as it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Available => "available",
            Self::Running => "running",
            Self::Retrying => "retrying",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether nothing happens to it any more by itself.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed | Self::Cancelled)
    }

    /// Its bit in a set of states.
    pub(crate) const fn bit(self) -> i64 {
        1 << self as i64
    }
}

impl fmt::Display for JobState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
