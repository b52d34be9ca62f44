//! How long jobs are kept once they are over.

use std::time::Duration;

use crate::{GroupStatus, JobState};

/// How long jobs are kept once they are over, by the state they ended in (J87).
///
/// ```
/// # use std::time::Duration;
/// use kaffy_jobs::Retention;
///
/// const DAY: Duration = Duration::from_secs(24 * 3600);
/// // A week for all, but for those that failed.
/// let longer = Retention::default().failed(DAY * 90);
/// // None goes, but for those that succeeded.
/// let nearly_all = Retention::for_ever().succeeded(DAY);
/// # let _ = (longer, nearly_all);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Retention {
    succeeded: Option<Duration>,
    failed: Option<Duration>,
    cancelled: Option<Duration>,
    ticks: Option<Duration>,
    chores: Option<Duration>,
}

impl Default for Retention {
    fn default() -> Self {
        let week = Some(crate::builder::WEEK);
        let year = Some(Duration::from_secs(365 * 24 * 3600));
        Self { succeeded: week, failed: week, cancelled: week, ticks: week, chores: year }
    }
}

impl Retention {
    /// Keeps all of them for ever.
    pub const fn for_ever() -> Self {
        Self { succeeded: None, failed: None, cancelled: None, ticks: None, chores: None }
    }

    /// Keeps those that succeeded for this long.
    pub const fn succeeded(mut self, time: Duration) -> Self {
        self.succeeded = Some(time);
        self
    }

    /// Keeps those that failed for this long.
    pub const fn failed(mut self, time: Duration) -> Self {
        self.failed = Some(time);
        self
    }

    /// Keeps those that were cancelled for this long.
    pub const fn cancelled(mut self, time: Duration) -> Self {
        self.cancelled = Some(time);
        self
    }

    /// The same for groups, which go with their tasks.
    pub(crate) fn group_rules(self) -> impl Iterator<Item = (GroupStatus, Duration)> {
        let of = |state| match state {
            JobState::Succeeded => GroupStatus::Succeeded,
            JobState::Failed => GroupStatus::Failed,
            _ => GroupStatus::Cancelled,
        };
        self.rules().map(move |(state, time)| (of(state), time))
    }

    /// Keeps what became of the times of schedules for this long: a week by default.
    pub const fn ticks(mut self, time: Duration) -> Self {
        self.ticks = Some(time);
        self
    }

    /// How long what became of the times of schedules is kept.
    pub(crate) const fn of_ticks(self) -> Option<Duration> {
        self.ticks
    }

    /// Keeps runs of chores with their logs for this long after their end: a year by default. What they made for
    /// downloading is kept for a week.
    pub const fn chores(mut self, time: Duration) -> Self {
        self.chores = Some(time);
        self
    }

    /// How long runs of chores are kept.
    pub(crate) const fn of_chores(self) -> Option<Duration> {
        self.chores
    }

    /// The states that end, and when.
    pub(crate) fn rules(self) -> impl Iterator<Item = (JobState, Duration)> {
        [(JobState::Succeeded, self.succeeded), (JobState::Failed, self.failed), (JobState::Cancelled, self.cancelled)]
            .into_iter()
            .filter_map(|(state, time)| Some((state, time?)))
    }
}
