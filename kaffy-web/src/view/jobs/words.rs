//! States, times and lengths of time in words.

use chrono::TimeDelta;
use kaffy_core::{Count, i18n::Localizer, tr};
use kaffy_jobs::{GroupStatus, JobState, TaskStatus};
use serde::Serialize;

/// A state of a job.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct StateView {
    /// Its word in addresses.
    pub word: &'static str,
    /// Its words for people.
    pub label: String,
    /// The number of its colour.
    pub tone: u8,
}

impl StateView {
    pub(crate) fn new(state: JobState) -> Self {
        Self { word: state.word(), label: state_label(state), tone: tone(state) }
    }

    pub(super) fn of_group(status: GroupStatus) -> Self {
        let tone = tone(match status {
            GroupStatus::Pending => JobState::Scheduled,
            GroupStatus::Running => JobState::Running,
            GroupStatus::Succeeded => JobState::Succeeded,
            GroupStatus::Failed => JobState::Failed,
            GroupStatus::Cancelled => JobState::Cancelled,
        });
        Self { word: status.word(), label: group_label(status), tone }
    }

    pub(super) fn of_task(status: TaskStatus) -> Self {
        let tone = tone(match status {
            TaskStatus::New => JobState::Scheduled,
            TaskStatus::Pending => JobState::Available,
            TaskStatus::Running => JobState::Running,
            TaskStatus::Succeeded => JobState::Succeeded,
            TaskStatus::Failed | TaskStatus::Crashed => JobState::Failed,
            TaskStatus::Aborted => JobState::Cancelled,
        });
        Self { word: status.word(), label: task_label(status), tone }
    }
}

/// What people call where a group is.
pub(crate) fn group_label(status: GroupStatus) -> String {
    match status {
        GroupStatus::Pending => tr!("jobs-group-pending"),
        GroupStatus::Running => tr!("jobs-state-running"),
        GroupStatus::Succeeded => tr!("jobs-state-succeeded"),
        GroupStatus::Failed => tr!("jobs-state-failed"),
        GroupStatus::Cancelled => tr!("jobs-state-cancelled"),
    }
}

/// What people call where a task is.
pub(crate) fn task_label(status: TaskStatus) -> String {
    match status {
        TaskStatus::New => tr!("jobs-task-new"),
        TaskStatus::Pending => tr!("jobs-group-pending"),
        TaskStatus::Running => tr!("jobs-state-running"),
        TaskStatus::Succeeded => tr!("jobs-state-succeeded"),
        TaskStatus::Failed => tr!("jobs-state-failed"),
        TaskStatus::Crashed => tr!("jobs-task-crashed"),
        TaskStatus::Aborted => tr!("jobs-task-aborted"),
    }
}

/// What people call a state.
pub(crate) fn state_label(state: JobState) -> String {
    match state {
        JobState::Scheduled => tr!("jobs-state-scheduled"),
        JobState::Available => tr!("jobs-state-available"),
        JobState::Running => tr!("jobs-state-running"),
        JobState::Retrying => tr!("jobs-state-retrying"),
        JobState::Succeeded => tr!("jobs-state-succeeded"),
        JobState::Failed => tr!("jobs-state-failed"),
        JobState::Cancelled => tr!("jobs-state-cancelled"),
    }
}

/// The number of its colour.
pub(crate) fn tone(state: JobState) -> u8 {
    match state {
        JobState::Succeeded => 0,
        JobState::Retrying => 1,
        JobState::Available => 2,
        JobState::Cancelled => 3,
        JobState::Running => 4,
        JobState::Scheduled => 5,
        JobState::Failed => 6,
    }
}

/// `12`, `100,000+`.
pub(crate) fn count_words(number: u64, is_more: bool) -> String {
    if is_more { Count::MoreThan(number).to_string() } else { Count::Exact(number).to_string() }
}

/// A length of time: `35 ms`, `1.2 s`, `3 min 4 s`, `2 h 5 min`, `3 d 1 h`.
pub(crate) fn length(time: TimeDelta) -> String {
    let millis = time.num_milliseconds().max(0);
    let seconds = millis / 1000;
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
    let number = |number: i64| number.to_string();
    match millis {
        0..1_000 => tr!("jobs-ms", number = number(millis)),
        1_000..10_000 => {
            let digits = format!("{}.{}", seconds, millis % 1000 / 100);
            tr!("jobs-s", number = Localizer::current().conventions().input(&digits))
        }
        10_000..60_000 => tr!("jobs-s", number = number(seconds)),
        60_000..3_600_000 => tr!("jobs-min", minutes = number(minutes), seconds = number(seconds % 60)),
        3_600_000..86_400_000 => tr!("jobs-h", hours = number(hours), minutes = number(minutes % 60)),
        _ => tr!("jobs-d", days = number(days), hours = number(hours % 24)),
    }
}

/// At most so many characters, and whether that is not all.
pub(crate) fn cut(text: &str, most: usize) -> (String, bool) {
    match text.char_indices().nth(most) {
        Some((end, _)) => (format!("{}…", &text[..end]), true),
        None => (text.to_owned(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn j61_lengths_of_time_read_well() {
        for (millis, words) in [
            (-5, "0 ms"),
            (35, "35 ms"),
            (1_250, "1.2 s"),
            (59_999, "59 s"),
            (184_000, "3 min 4 s"),
            (7_500_000, "2 h 5 min"),
            (263_000_000, "3 d 1 h"),
        ] {
            assert_eq!(length(TimeDelta::milliseconds(millis)), words);
        }
    }
}
