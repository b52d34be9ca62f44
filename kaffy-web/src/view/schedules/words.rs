//! What a schedule says, in words.

use std::time::Duration;

use kaffy_core::{i18n::Localizer, tr};
use kaffy_jobs::{Every, Missed, Origin, Overlap, RunOn, ScheduleRecord, ScheduleState};
use serde::Serialize;

use super::cron_words;

/// Whether a schedule fires.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ScheduleStateView {
    /// `active`, `inactive` or `gone`.
    pub word: &'static str,
    /// Its words for people.
    pub label: String,
    /// The number of its colour.
    pub tone: u8,
}

impl ScheduleStateView {
    pub(crate) fn of(schedule: &ScheduleRecord) -> Self {
        let (word, label, tone) = match schedule.state {
            _ if schedule.gone_at.is_some() => ("gone", tr!("schedules-state-gone"), 3),
            ScheduleState::Active => ("active", tr!("schedules-state-active"), 0),
            ScheduleState::Inactive => ("inactive", tr!("schedules-state-paused"), 1),
        };
        Self { word, label, tone }
    }
}

/// When it fires, in words; `None` for an expression that has no simple ones.
pub(super) fn timing(cron: Option<&str>, every: Option<Every>) -> Option<String> {
    match (cron, every) {
        (Some(cron), _) => cron_words::words(cron),
        (None, Some(Every(time))) => Some(each(time)),
        (None, None) => Some(tr!("schedules-by-hand")),
    }
}

/// The same as it is written.
pub(crate) fn expression(schedule: &ScheduleRecord) -> Option<String> {
    schedule.cron.clone().or_else(|| schedule.every.map(|every| every.to_string()))
}

/// `Every 15 seconds`.
pub(super) fn each(time: Duration) -> String {
    let seconds = time.as_secs();
    match () {
        () if seconds.is_multiple_of(86_400) => tr!("schedules-each-day", count = seconds / 86_400),
        () if seconds.is_multiple_of(3_600) => tr!("schedules-each-hour", count = seconds / 3_600),
        () if seconds.is_multiple_of(60) => tr!("schedules-each-minute", count = seconds / 60),
        () => tr!("schedules-each-second", count = seconds),
    }
}

/// Texts one behind another: `Monday, Wednesday and Friday`.
pub(super) fn listed(texts: &[String]) -> String {
    match texts {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => tr!("schedules-and", first = before.join(", "), last = last.as_str()),
    }
}

/// What becomes of missed times.
pub(super) fn missed(missed: Missed) -> String {
    match missed {
        Missed::Skip => tr!("schedules-missed-skip"),
        Missed::One => tr!("schedules-missed-one"),
        Missed::All(most) => tr!("schedules-missed-all-of", count = most),
    }
}

/// What happens while the last run goes on.
pub(crate) fn overlap(overlap: Overlap) -> String {
    match overlap {
        Overlap::Skip => tr!("schedules-overlap-skip"),
        Overlap::Queue => tr!("schedules-overlap-queue"),
        Overlap::Allow => tr!("schedules-overlap-allow"),
        Overlap::Cancel => tr!("schedules-overlap-cancel"),
    }
}

/// Where it runs.
pub(super) fn run_on(run_on: &RunOn) -> String {
    match run_on {
        RunOn::One => tr!("schedules-on-one"),
        RunOn::Every => tr!("schedules-on-every"),
        RunOn::Node(name) => tr!("schedules-on-node-of", name = name.as_str()),
    }
}

/// Where it comes from.
pub(super) fn origin(schedule: &ScheduleRecord) -> String {
    match (schedule.origin, &schedule.created_by) {
        (Origin::Code, _) => tr!("schedules-origin-code"),
        (Origin::User, Some(who)) => tr!("schedules-origin-user-of", who = who.as_str()),
        (Origin::User, None) => tr!("schedules-origin-user"),
    }
}

/// How many: `3`, `1,000+`.
pub(super) fn many(number: u32) -> String {
    const MOST: u32 = 1_000;
    crate::view::jobs::count_words(u64::from(number.min(MOST)), number >= MOST)
}

/// A day of the week: 0 is Sunday.
pub(super) fn weekday(day: u32) -> String {
    tr!("schedules-weekday", day = day)
}

/// A time of day as the region writes it.
pub(super) fn clock(hour: u32, minute: u32, second: u32) -> Option<String> {
    let time = chrono::NaiveTime::from_hms_opt(hour, minute, second)?;
    Some(Localizer::current().conventions().time(time))
}
