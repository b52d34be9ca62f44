//! A schedule that is about to be stored: said step by step, then checked as a whole.

use std::time::Duration;

use chrono::{DateTime, Utc};
use kaffy_cron::{Cron, CronError, UnknownZone};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Every, Missed, Overlap, RunOn, ScheduleState};
use crate::{Job, JobRegistry, MAX_PRIORITY};

/// Letters of the longest name of a schedule.
pub const MAX_NAME: usize = 150;

/// A schedule that is to be [added](super::Schedules::add). Each method gives back a changed copy; nothing is stored
/// before (Q6).
///
/// In a configuration file it has the same words (Q7):
///
/// ```
/// # use kaffy_jobs::NewSchedule;
/// let said = r#"{
///     "name": "morning report", "job": "send_report", "args": { "to": "ada@example.org" },
///     "cron": "0 9 * * MON-FRI", "timezone": "Europe/Berlin", "missed": { "all": 3 }, "overlap": "queue"
/// }"#;
/// let schedule: NewSchedule = serde_json::from_str(said)?;
/// assert_eq!(schedule.name(), "morning report");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[must_use]
pub struct NewSchedule {
    pub(crate) name: String,
    pub(crate) job: String,
    #[serde(default = "nothing")]
    pub(crate) args: Value,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) cron: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) every: Option<Every>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) timezone: Option<String>,
    #[serde(default)]
    pub(crate) missed: Missed,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) window: Option<Every>,
    #[serde(default)]
    pub(crate) overlap: Overlap,
    #[serde(default)]
    pub(crate) run_on: RunOn,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) queue: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) priority: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) max_attempts: Option<u32>,
    #[serde(default)]
    pub(crate) state: ScheduleState,
}

fn nothing() -> Value {
    Value::Object(serde_json::Map::new())
}

impl NewSchedule {
    /// A schedule for jobs of a type, by its name. It never fires by itself until it is told when.
    pub fn by_type(name: impl Into<String>, job_type: impl Into<String>, args: Value) -> Self {
        Self {
            name: name.into(),
            job: job_type.into(),
            args,
            cron: None,
            every: None,
            timezone: None,
            missed: Missed::default(),
            window: None,
            overlap: Overlap::default(),
            run_on: RunOn::default(),
            queue: None,
            priority: None,
            max_attempts: None,
            state: ScheduleState::Active,
        }
    }

    /// A schedule whose runs are such jobs: `NewSchedule::new("nightly", &clean_up {})`.
    ///
    /// # Errors
    /// When the arguments cannot be written as JSON.
    pub fn new<J: Job>(name: impl Into<String>, job: &J) -> Result<Self, serde_json::Error> {
        Ok(Self::by_type(name, J::META.job_type, serde_json::to_value(job)?))
    }

    /// Fires by a cron expression: five fields, six with seconds in front, seven with years behind, or a nickname.
    pub fn cron(mut self, expression: impl Into<String>) -> Self {
        (self.cron, self.every) = (Some(expression.into()), None);
        self
    }

    /// Fires again and again after this time, in place of a cron expression: whole seconds, one at least and 366 days at
    /// most.
    pub fn every(mut self, time: Duration) -> Self {
        (self.cron, self.every) = (None, Some(Every(time)));
        self
    }

    /// Never fires by itself (Q4).
    pub fn by_hand(mut self) -> Self {
        (self.cron, self.every) = (None, None);
        self
    }

    /// The zone of the cron expression; without it that of [`JobsBuilder::timezone`](crate::JobsBuilder::timezone).
    pub fn timezone(mut self, zone: impl Into<String>) -> Self {
        self.timezone = Some(zone.into());
        self
    }

    /// What becomes of times that are missed; by default one run makes up for all of them ([`Missed::One`]).
    pub const fn missed(mut self, missed: Missed) -> Self {
        self.missed = missed;
        self
    }

    /// How long ago a missed time may be to be made up for; without it, however long.
    pub const fn window(mut self, time: Duration) -> Self {
        self.window = Some(Every(time));
        self
    }

    /// What happens while the last run goes on; by default the new one is left out ([`Overlap::Skip`]).
    pub const fn overlap(mut self, overlap: Overlap) -> Self {
        self.overlap = overlap;
        self
    }

    /// Where it runs; by default on any node that is free ([`RunOn::One`]).
    pub fn run_on(mut self, run_on: RunOn) -> Self {
        self.run_on = run_on;
        self
    }

    /// Puts its jobs into another queue than their handler says: a name of 1 to 64 characters.
    pub fn queue(mut self, queue: impl Into<String>) -> Self {
        self.queue = Some(queue.into());
        self
    }

    /// The priority of its jobs, 0 to 1,000; by default as their handler says.
    pub const fn priority(mut self, priority: i64) -> Self {
        self.priority = Some(priority);
        self
    }

    /// How often each of its jobs is started at most, 1 to 1,000; by default as their handler says (Q49).
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = Some(attempts);
        self
    }

    /// Adds it paused, or not. Without it a new one fires, and one that is there stays as it is.
    pub const fn state(mut self, state: ScheduleState) -> Self {
        self.state = state;
        self
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Everything that is wrong with it.
    pub(crate) fn problems(&self, registry: &JobRegistry, zone: &str, now: DateTime<Utc>) -> Vec<ScheduleProblem> {
        let mut problems = Vec::new();
        let length = self.name.chars().count();
        if !(1..=MAX_NAME).contains(&length) || self.name.chars().any(char::is_control) || self.name.trim() != self.name
        {
            problems.push(ScheduleProblem::Name);
        }
        match registry.named(&self.job) {
            None => problems.push(ScheduleProblem::Job(self.job.chars().take(100).collect())),
            Some(handler) => problems.extend(handler.check(&self.args.to_string()).err().map(ScheduleProblem::Args)),
        }
        let zone = kaffy_cron::zone(self.timezone.as_deref().unwrap_or(zone));
        match (&zone, &self.cron) {
            (Err(unknown), _) => problems.push(ScheduleProblem::Zone(unknown.clone())),
            (Ok(zone), Some(cron)) => {
                problems.extend(Cron::checked(cron, *zone, now).err().map(ScheduleProblem::Cron));
            }
            (Ok(_), None) => {}
        }
        if self.cron.is_some() && self.every.is_some() {
            problems.push(ScheduleProblem::Both);
        }
        let is_time = |every: &Every| (1..=366 * 86_400).contains(&every.0.as_secs()) && every.0.subsec_nanos() == 0;
        if self.every.as_ref().is_some_and(|every| !is_time(every)) {
            problems.push(ScheduleProblem::Every);
        }
        if self.window.is_some_and(|window| window.0.is_zero()) {
            problems.push(ScheduleProblem::Window);
        }
        if matches!(self.missed, Missed::All(most) if !(1..=MOST_MADE_UP).contains(&most)) {
            problems.push(ScheduleProblem::Missed);
        }
        if self
            .run_on
            .node()
            .is_some_and(|node| node.is_empty() || node.chars().count() > 60 || node.chars().any(char::is_control))
        {
            problems.push(ScheduleProblem::Node);
        }
        if self.queue.as_ref().is_some_and(|queue| !(1..=64).contains(&queue.chars().count()) || queue.contains('\0')) {
            problems.push(ScheduleProblem::Queue);
        }
        if self.priority.is_some_and(|priority| !(0..=MAX_PRIORITY).contains(&priority)) {
            problems.push(ScheduleProblem::Priority);
        }
        if self.max_attempts.is_some_and(|attempts| !(1..=MOST_ATTEMPTS).contains(&attempts)) {
            problems.push(ScheduleProblem::Attempts);
        }
        problems
    }
}

/// The most attempts of one run: each leaves a row behind.
pub(crate) const MOST_ATTEMPTS: u32 = 1_000;
/// The most runs that are made up for at once.
pub(crate) const MOST_MADE_UP: u32 = 100;

/// What is wrong with a schedule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScheduleProblem {
    /// The name is empty, too long, or has characters at its ends or in it that nobody sees.
    #[error("a name has 1 to {MAX_NAME} characters, and no space at its ends")]
    Name,
    /// No handler does such jobs.
    #[error("no handler is registered for `{0}`: add it with `.handler::<…>()` or `.discover()`")]
    Job(String),
    /// The arguments are not what the handler takes.
    #[error("{0}")]
    Args(String),
    /// The cron expression is none, or never fires.
    #[error("{0}")]
    Cron(CronError),
    /// The time zone is none.
    #[error("{0}")]
    Zone(UnknownZone),
    /// It has a cron expression and a time between runs.
    #[error("it fires by a cron expression or after a time, not by both: keep one of them")]
    Both,
    /// The time between runs is out of range.
    #[error("the time between two runs is whole seconds, at least one and at most 366 days")]
    Every,
    /// The window has no length.
    #[error("the window for missed times has no length: make it longer, or leave it out")]
    Window,
    /// The number of runs to make up for is out of range.
    #[error("1 to {MOST_MADE_UP} missed times are made up for")]
    Missed,
    /// The name of the node is empty or too long.
    #[error("the name of a node has 1 to 60 characters")]
    Node,
    /// The name of the queue is empty or too long.
    #[error("the name of a queue has 1 to 64 characters")]
    Queue,
    /// The priority is out of range.
    #[error("a priority is 0 to 1,000")]
    Priority,
    /// It might never start, or for ever again.
    #[error("a job has 1 to {MOST_ATTEMPTS} attempts")]
    Attempts,
}

impl ScheduleProblem {
    /// The word of [`NewSchedule`] that it is about, as in a configuration file.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Job(_) => "job",
            Self::Args(_) => "args",
            Self::Cron(_) | Self::Both => "cron",
            Self::Zone(_) => "timezone",
            Self::Every => "every",
            Self::Window => "window",
            Self::Missed => "missed",
            Self::Node => "run_on",
            Self::Queue => "queue",
            Self::Priority => "priority",
            Self::Attempts => "max_attempts",
        }
    }
}
