//! Why a schedule fires, or does not.

use chrono::{DateTime, Utc};
use kaffy_core::DbError;

use super::{RunOn, ScheduleRecord, ScheduleState, Schedules, plan::LATE};
use crate::{clock, desk::is_alive, store};

/// Why a schedule fires, or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WhySchedule {
    /// It fires at this time.
    Next(DateTime<Utc>),
    /// It is paused.
    Paused {
        /// Since when.
        since: DateTime<Utc>,
        /// By whom.
        by: Option<String>,
        /// Why.
        reason: Option<String>,
    },
    /// The code does not have it any more.
    Gone(DateTime<Utc>),
    /// It has no times of its own.
    ByHand,
    /// It fires at each start.
    AtStart,
    /// Its years are over.
    Over,
    /// A run of it goes on: this job.
    Running(uuid::Uuid),
    /// No worker is alive.
    NoWorker,
    /// No worker that is alive has a handler for its jobs.
    NoHandler,
    /// The node it runs on is not there.
    NodeAway(String),
    /// The queue of its jobs is paused.
    QueuePaused {
        /// Its name.
        queue: String,
        /// Since when.
        since: DateTime<Utc>,
    },
    /// It should have fired, and nobody did it yet.
    Late(DateTime<Utc>),
    /// The clock is changed within the year in such a way that this run is shifted: fires right after the gap.
    Shifted(DateTime<Utc>),
}

impl Schedules<'_> {
    /// Why a schedule fires, or does not: all that holds now.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn why(&self, schedule: &ScheduleRecord) -> Result<Vec<WhySchedule>, DbError> {
        let now = clock::time(self.jobs.clock().now());
        let mut all = Vec::new();
        let is_reboot = schedule.cron.as_deref().is_some_and(|cron| cron.eq_ignore_ascii_case("@reboot"));
        if let Some(gone) = schedule.gone_at {
            all.push(WhySchedule::Gone(gone));
        }
        if schedule.state == ScheduleState::Inactive {
            let since = schedule.paused_at.unwrap_or(schedule.updated_at);
            let (by, reason) = (schedule.paused_by.clone(), schedule.reason.clone());
            all.push(WhySchedule::Paused { since, by, reason });
        } else if schedule.gone_at.is_none() {
            all.push(match schedule.next_due {
                Some(due) if (now - due).num_microseconds().unwrap_or(i64::MAX) > LATE => WhySchedule::Late(due),
                Some(due) => WhySchedule::Next(due),
                None if is_reboot => WhySchedule::AtStart,
                None if schedule.cron.is_none() && schedule.every.is_none() => WhySchedule::ByHand,
                None => WhySchedule::Over,
            });
        }
        if let Some(running) = store::schedules::goes_on(self.jobs.database(), &schedule.live).await? {
            all.push(WhySchedule::Running(running));
        }
        let workers = self.jobs.workers().await?;
        let alive: Vec<_> = workers.iter().filter(|worker| is_alive(worker, now) && !worker.is_stopping).collect();
        let has_handler = |worker: &&&crate::WorkerRecord| worker.handlers.contains(&schedule.job_type);
        if alive.is_empty() {
            all.push(WhySchedule::NoWorker);
        } else if !alive.iter().any(|worker| has_handler(&worker)) {
            all.push(WhySchedule::NoHandler);
        }
        if let RunOn::Node(node) = &schedule.run_on
            && !alive.iter().any(|worker| worker.name == *node)
        {
            all.push(WhySchedule::NodeAway(node.clone()));
        }
        let declared = self.jobs.registry().meta(&schedule.job_type).map(|meta| meta.queue);
        let queue = schedule.queue.as_deref().or(declared).filter(|_| schedule.run_on == RunOn::One);
        let queues = if queue.is_some() { self.jobs.queues().await? } else { Vec::new() };
        if let Some((queue, since)) =
            queues.into_iter().find(|it| Some(it.name.as_str()) == queue).and_then(|it| Some((it.name, it.paused_at?)))
        {
            all.push(WhySchedule::QueuePaused { queue, since });
        }
        if let Ok(super::Timing::Cron(cron)) = schedule.timing() {
            all.extend(cron.shifted_in_year_after(now).into_iter().map(|day| WhySchedule::Shifted(day.at)));
        }
        Ok(all)
    }
}
