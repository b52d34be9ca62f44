//! Where a run of a chore is (section 5 of maintenance_tasks' table, with the wait for other people before it).

use std::fmt;

/// Where a run of a chore is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RunStatus {
    /// Other people have to agree first.
    Awaiting,
    /// It waits for a worker.
    Enqueued,
    /// It works.
    Running,
    /// It was asked to pause, and works on until it may.
    Pausing,
    /// It waits until somebody lets it go on.
    Paused,
    /// It was broken off by the end of a worker, and goes on by itself.
    Interrupted,
    /// It was asked to stop, and works on until it may.
    Cancelling,
    /// It was stopped.
    Cancelled,
    /// It came to its end.
    Succeeded,
    /// It failed.
    Errored,
}

impl RunStatus {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Awaiting,
        Self::Enqueued,
        Self::Running,
        Self::Pausing,
        Self::Paused,
        Self::Interrupted,
        Self::Cancelling,
        Self::Cancelled,
        Self::Succeeded,
        Self::Errored,
    ];
    /// Those that keep others out.
    pub const ACTIVE: [Self; 5] = [Self::Enqueued, Self::Running, Self::Pausing, Self::Interrupted, Self::Cancelling];
    /// Those that nothing follows, but for an errored run that somebody lets go on.
    pub const FINAL: [Self; 3] = [Self::Cancelled, Self::Succeeded, Self::Errored];

    /// The word that is stored, and that addresses have.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Awaiting => "awaiting",
            Self::Enqueued => "enqueued",
            Self::Running => "running",
            Self::Pausing => "pausing",
            Self::Paused => "paused",
            Self::Interrupted => "interrupted",
            Self::Cancelling => "cancelling",
            Self::Cancelled => "cancelled",
            Self::Succeeded => "succeeded",
            Self::Errored => "errored",
        }
    }

    /// The status of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }

    /// Whether it keeps others out, where the chore is restricted.
    pub fn is_active(self) -> bool {
        Self::ACTIVE.contains(&self)
    }

    /// Whether it is over.
    pub fn is_final(self) -> bool {
        Self::FINAL.contains(&self)
    }
}

impl fmt::Display for RunStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// What people do to a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RunMove {
    /// Stop between two items, and go on later.
    Pause,
    /// Go on.
    Resume,
    /// Stop for good.
    Cancel,
    /// Pause one that does not come to a place where it may.
    ForcePause,
    /// Stop one that does not come to a place where it may.
    ForceCancel,
}

impl RunMove {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Pause, Self::Resume, Self::Cancel, Self::ForcePause, Self::ForceCancel];

    /// The word that addresses and forms have.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Cancel => "cancel",
            Self::ForcePause => "force-pause",
            Self::ForceCancel => "force-cancel",
        }
    }

    /// The move of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }

    /// The states that it may come from.
    pub const fn from(self) -> &'static [RunStatus] {
        use RunStatus::{Awaiting, Cancelling, Enqueued, Errored, Interrupted, Paused, Pausing, Running};
        match self {
            Self::Pause => &[Enqueued, Running, Interrupted],
            Self::Resume => &[Paused, Errored],
            Self::Cancel => &[Awaiting, Enqueued, Running, Pausing, Paused, Interrupted],
            Self::ForcePause => &[Pausing],
            Self::ForceCancel => &[Pausing, Cancelling],
        }
    }
}
