//! Schedules and what became of their times, as somebody reads them.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{
    Every, Missed, NewSchedule, Origin, Overlap, RunOn, ScheduleState,
    timing::{BadTiming, Timing},
};
use crate::{
    JobState,
    clock::{self, micros},
};

/// A schedule as it is now.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ScheduleRecord {
    /// Its name. Capitals matter.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether it fires.
    pub state: ScheduleState,
    /// Whether it runs a [simple task](crate::ScheduledTaskRecord).
    pub is_task: bool,
    /// The type of its jobs.
    pub job_type: String,
    /// Their arguments.
    pub args: Value,
    /// Its cron expression, as it was written.
    pub cron: Option<String>,
    /// The time between two runs, if it is no cron expression.
    pub every: Option<Every>,
    /// The zone of the cron expression.
    pub timezone: String,
    /// What becomes of times that were missed.
    pub missed: Missed,
    /// How long ago a missed time may be to be made up for.
    pub window: Option<Duration>,
    /// What happens while the last run goes on.
    pub overlap: Overlap,
    /// Where it runs.
    pub run_on: RunOn,
    /// The queue of its jobs, where it is not their handler's.
    pub queue: Option<String>,
    /// The priority of its jobs, where it is not their handler's.
    pub priority: Option<i64>,
    /// The attempts of its jobs, where they are not their handler's.
    pub max_attempts: Option<u32>,
    /// When it fires next. `None` while it is paused or gone, and when there is no such time.
    pub next_due: Option<DateTime<Utc>>,
    /// The last time that was decided about.
    pub last_due: Option<DateTime<Utc>>,
    /// When it was paused, if it is.
    pub paused_at: Option<DateTime<Utc>>,
    /// Who paused it.
    pub paused_by: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Since when its code is there no more.
    pub gone_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Who made it.
    pub created_by: Option<String>,
    /// When it was changed last.
    pub updated_at: DateTime<Utc>,
    /// Counted up with each change of what it is: whoever edits says which one they have seen.
    pub revision: i64,
    /// The jobs of its last runs, the newest last.
    pub(crate) live: Vec<Uuid>,
    /// From when `every` counts.
    pub(crate) anchor: i64,
}

impl ScheduleRecord {
    /// Whether it fires by itself.
    pub fn fires(&self) -> bool {
        self.state == ScheduleState::Active && self.gone_at.is_none() && (self.cron.is_some() || self.every.is_some())
    }

    pub(crate) fn timing(&self) -> Result<Timing, BadTiming> {
        let every = self.every.map(|every| micros(every.0));
        Timing::of(self.cron.as_deref(), &self.timezone, every, self.anchor)
    }

    /// The next so many times after `after`, whether it is paused or not (J46). Its expression was checked when it was
    /// saved, and is read once in a process.
    pub fn upcoming(&self, after: DateTime<Utc>, most: usize) -> Vec<DateTime<Utc>> {
        self.timing().map(|timing| timing.upcoming(after.timestamp_micros(), most)).unwrap_or_default()
    }

    /// The changes of the clock in its zone within the year after `after`.
    pub fn odd_days(&self, after: DateTime<Utc>) -> Vec<kaffy_cron::OddDay> {
        let year = chrono::Days::new(365);
        kaffy_cron::zone(&self.timezone).map(|zone| kaffy_cron::odd_days(zone, after, after + year)).unwrap_or_default()
    }

    /// The same as one that is to be added: change what you like, and [add](super::Schedules::add) it again (Q6).
    pub fn edit(&self) -> NewSchedule {
        NewSchedule {
            name: self.name.clone(),
            job: self.job_type.clone(),
            args: self.args.clone(),
            cron: self.cron.clone(),
            every: self.every,
            timezone: Some(self.timezone.clone()),
            missed: self.missed,
            window: self.window.map(Every),
            overlap: self.overlap,
            run_on: self.run_on.clone(),
            queue: self.queue.clone(),
            priority: self.priority,
            max_attempts: self.max_attempts,
            state: self.state,
        }
    }
}

/// What became of one time of a schedule.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct TickRecord {
    /// The schedule.
    pub schedule: String,
    /// The time.
    pub due_at: DateTime<Utc>,
    /// When it was decided about.
    pub fired_at: DateTime<Utc>,
    /// What was decided.
    pub outcome: TickOutcome,
    /// What it was for.
    pub trigger: Trigger,
    /// Who ran it, when that was by hand.
    pub by: Option<String>,
    /// Whether it was made up for after it was missed.
    pub is_backfill: bool,
    /// How many times were missed, itself among them; counted up to 1,000.
    pub missed_count: u32,
    /// Its jobs: one, or one for each node.
    pub jobs: Vec<TickJob>,
    /// The worker that decided.
    pub worker: Option<Uuid>,
}

impl TickRecord {
    /// How long after its time it was decided about.
    pub fn lateness(&self) -> Duration {
        clock::duration(self.fired_at.timestamp_micros() - self.due_at.timestamp_micros())
    }
}

/// A job of a tick.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct TickJob {
    /// Its id.
    pub id: Uuid,
    /// Where it is in its life; `None` once it was taken away.
    pub state: Option<JobState>,
    /// When its last attempt began.
    pub started_at: Option<DateTime<Utc>>,
    /// When it was over.
    pub finished_at: Option<DateTime<Utc>>,
    /// What went wrong last.
    pub last_error: Option<String>,
}

/// What was decided about a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TickOutcome {
    /// It has a job.
    Enqueued,
    /// It was left out, since the last run was not over.
    Overlap,
    /// It was missed, and others with it, and not made up for.
    Missed,
    /// It was to run on a node, and none was there.
    NoNode,
    /// Its job could not be made: its handler is gone, or its arguments do not fit.
    Refused,
}

impl TickOutcome {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Enqueued, Self::Overlap, Self::Missed, Self::NoNode, Self::Refused];

    /// Its word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Enqueued => "enqueued",
            Self::Overlap => "overlap",
            Self::Missed => "missed",
            Self::NoNode => "no_node",
            Self::Refused => "refused",
        }
    }

    pub(crate) fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// What a run is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Trigger {
    /// Its time.
    Timed,
    /// Somebody wanted it.
    Manual,
    /// A start.
    Reboot,
}

impl Trigger {
    /// Its word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Timed => "timed",
            Self::Manual => "manual",
            Self::Reboot => "reboot",
        }
    }

    pub(crate) fn of(word: &str) -> Self {
        match word {
            "manual" => Self::Manual,
            "reboot" => Self::Reboot,
            _ => Self::Timed,
        }
    }
}

/// A simple task: what it carries from run to run, and how it went (K131).
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ScheduledTaskRecord {
    /// Its name, which is that of its schedule.
    pub name: String,
    /// What the last successful run returned, and the next one is given; `None` before the first.
    pub value: Option<Value>,
    /// Runs that succeeded.
    pub successes: u64,
    /// Runs that failed or panicked.
    pub failures: u64,
    /// When the first run began.
    pub started_at: Option<DateTime<Utc>>,
    /// When a run succeeded last.
    pub last_success_at: Option<DateTime<Utc>>,
    /// When a run failed last.
    pub last_failure_at: Option<DateTime<Utc>>,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// The job of the run that goes on, if one does.
    pub running: Option<Uuid>,
}
