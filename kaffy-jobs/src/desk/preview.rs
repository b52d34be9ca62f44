//! When a schedule would fire that is not stored yet.

use chrono::{DateTime, Days, Utc};
use kaffy_cron::OddDay;

use super::Desk;
use crate::{
    Every, NewSchedule,
    clock::{self, micros},
    schedules::Timing,
};

/// When a schedule would fire.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SchedulePreview {
    /// Its cron expression.
    pub cron: Option<String>,
    /// The time between two runs.
    pub every: Option<Every>,
    /// Its zone.
    pub timezone: String,
    /// The next runs.
    pub runs: Vec<DateTime<Utc>>,
    /// The days of the coming year on which the clock is changed there; none where that is all the same.
    pub odd: Vec<OddDay>,
}

impl Desk<'_> {
    /// The zone of schedules that name none.
    pub fn timezone(&self) -> &str {
        self.jobs.code().zone()
    }

    /// The next so many runs of a schedule that is [right](crate::Schedules::problems); nothing is stored.
    pub fn preview_schedule(&self, schedule: &NewSchedule, most: usize) -> SchedulePreview {
        let now = self.jobs.clock().now();
        let (cron, every) = (schedule.cron.clone(), schedule.every);
        let timezone = schedule.timezone.as_deref().unwrap_or(self.timezone()).to_owned();
        let second = now - now.rem_euclid(1_000_000);
        let timing = Timing::of(cron.as_deref(), &timezone, every.map(|every| micros(every.0)), second);
        let at = clock::time(now);
        let zone = kaffy_cron::zone(&timezone).ok().filter(|_| cron.is_some());
        SchedulePreview {
            runs: timing.map(|timing| timing.upcoming(now, most)).unwrap_or_default(),
            odd: zone.map(|zone| kaffy_cron::odd_days(zone, at, at + Days::new(366))).unwrap_or_default(),
            cron,
            every,
            timezone,
        }
    }
}
