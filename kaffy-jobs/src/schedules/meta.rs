//! What code says about a schedule: plain data, written by the macros.

use std::time::Duration;

use serde_json::Value;

use super::{Every, Missed, NewSchedule, Overlap, RunOn};

/// What `#[schedule]` and `#[scheduled_task]` say.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ScheduleMeta {
    /// Its name.
    pub name: &'static str,
    /// Where it stands: file and line.
    pub place: &'static str,
    /// The cron expression.
    pub cron: Option<&'static str>,
    /// The time between two runs.
    pub every: Option<Duration>,
    /// The zone of the cron expression.
    pub timezone: Option<&'static str>,
    /// What becomes of missed times.
    pub missed: Missed,
    /// How long ago a missed time may be to be made up for.
    pub window: Option<Duration>,
    /// What happens while the last run goes on.
    pub overlap: Overlap,
    /// Whether every node runs it.
    pub on_every_node: bool,
    /// The only node that runs it.
    pub node: Option<&'static str>,
    /// How often a run is started at most.
    pub max_attempts: Option<u32>,
    /// Whether it is there for a simple task.
    pub is_task: bool,
    /// Makes the arguments of a run.
    pub args: fn() -> Result<Value, serde_json::Error>,
}

impl ScheduleMeta {
    /// One that never fires by itself.
    pub const fn new(name: &'static str, place: &'static str, args: fn() -> Result<Value, serde_json::Error>) -> Self {
        Self {
            name,
            place,
            cron: None,
            every: None,
            timezone: None,
            missed: Missed::One,
            window: None,
            overlap: Overlap::Skip,
            on_every_node: false,
            node: None,
            max_attempts: None,
            is_task: false,
            args,
        }
    }

    /// Sets the cron expression.
    #[must_use]
    pub const fn cron(mut self, expression: &'static str) -> Self {
        self.cron = Some(expression);
        self
    }

    /// Sets the time between two runs.
    #[must_use]
    pub const fn every(mut self, time: Duration) -> Self {
        self.every = Some(time);
        self
    }

    /// Sets the zone of the cron expression.
    #[must_use]
    pub const fn timezone(mut self, zone: &'static str) -> Self {
        self.timezone = Some(zone);
        self
    }

    /// Sets what becomes of missed times.
    #[must_use]
    pub const fn missed(mut self, missed: Missed) -> Self {
        self.missed = missed;
        self
    }

    /// Sets how long ago a missed time may be to be made up for.
    #[must_use]
    pub const fn window(mut self, time: Duration) -> Self {
        self.window = Some(time);
        self
    }

    /// Sets what happens while the last run goes on.
    #[must_use]
    pub const fn overlap(mut self, overlap: Overlap) -> Self {
        self.overlap = overlap;
        self
    }

    /// Runs it on every node.
    #[must_use]
    pub const fn on_every_node(mut self) -> Self {
        self.on_every_node = true;
        self
    }

    /// Runs it on one node alone.
    #[must_use]
    pub const fn on_node(mut self, name: &'static str) -> Self {
        self.node = Some(name);
        self
    }

    /// Sets how often a run is started at most.
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = Some(attempts);
        self
    }

    /// Says that it is there for a simple task.
    #[must_use]
    pub const fn task(mut self) -> Self {
        self.is_task = true;
        self
    }

    /// As it is stored.
    pub(crate) fn schedule(&self, job_type: &str) -> Result<NewSchedule, serde_json::Error> {
        let mut schedule = NewSchedule::by_type(self.name, job_type, (self.args)()?);
        schedule.cron = self.cron.map(str::to_owned);
        schedule.every = self.every.map(Every);
        schedule.timezone = self.timezone.map(str::to_owned);
        schedule.missed = self.missed;
        schedule.window = self.window.map(Every);
        schedule.overlap = self.overlap;
        schedule.max_attempts = self.max_attempts;
        schedule.run_on = match self.node {
            Some(node) => RunOn::Node(node.to_owned()),
            None if self.on_every_node => RunOn::Every,
            None => RunOn::One,
        };
        Ok(schedule)
    }
}
