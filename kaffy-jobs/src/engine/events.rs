//! Telling the application what happens to jobs, in a way that cannot harm them (R34): on a thread of its own, behind a
//! queue that forgets rather than waits.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
        mpsc::{SyncSender, sync_channel},
    },
    time::Duration,
};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    TickOutcome,
    clock::{self, Micros},
    store::{Claimed, Outcome, schedules::FiredTick},
};

/// A schedule that fires later than this is late.
const LATE: Duration = Duration::from_secs(1);

/// Events that wait to be told; more are forgotten, and counted.
const WAITING: usize = 10_000;

/// Hears what happens to jobs in this process.
///
/// ```
/// use kaffy_jobs::{JobEvent, JobEvents};
///
/// struct Metrics;
///
/// impl JobEvents for Metrics {
///     fn on(&self, event: &JobEvent) {
///         if let JobEvent::Ended { job_type, outcome, took, .. } = event {
///             println!("{job_type} {outcome} after {took:?}");
///         }
///     }
/// }
/// ```
pub trait JobEvents: Send + Sync + 'static {
    /// Something happened. A panic is caught; what takes long makes later events wait, and then be forgotten.
    fn on(&self, event: &JobEvent);
}

/// Something that happened to a job in this process.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum JobEvent {
    /// An attempt began.
    #[non_exhaustive]
    Started {
        /// The job.
        id: Uuid,
        /// Its type.
        job_type: String,
        /// Its queue.
        queue: String,
        /// Which attempt.
        attempt: u32,
        /// How long it waited after it could have run.
        waited: Duration,
    },
    /// An attempt ended.
    #[non_exhaustive]
    Ended {
        /// The job.
        id: Uuid,
        /// Its type.
        job_type: String,
        /// Its queue.
        queue: String,
        /// Which attempt.
        attempt: u32,
        /// `succeeded`, `failed` (comes back), `gave up`, `cancelled`, `snoozed` or `interrupted`.
        outcome: &'static str,
        /// How long it took.
        took: Duration,
    },
    /// A run of a chore begins to work, for the first time or once more.
    #[non_exhaustive]
    ChoreStarted {
        /// The run.
        id: Uuid,
        /// The key of the chore.
        chore: String,
        /// How often it has begun.
        start: u32,
        /// Whether it is dry.
        is_dry: bool,
    },
    /// A run of a chore ended: it succeeded, failed or was stopped.
    #[non_exhaustive]
    ChoreEnded {
        /// The run.
        id: Uuid,
        /// The key of the chore.
        chore: String,
        /// How it ended.
        status: crate::chores::RunStatus,
        /// Whether it was dry.
        is_dry: bool,
    },
    /// A schedule was added at run time.
    #[non_exhaustive]
    ScheduleAdded {
        /// Its name.
        name: String,
    },
    /// A schedule was replaced, paused or resumed at run time.
    #[non_exhaustive]
    ScheduleUpdated {
        /// Its name.
        name: String,
    },
    /// A schedule was taken away.
    #[non_exhaustive]
    ScheduleDeleted {
        /// Its name.
        name: String,
    },
    /// A schedule fired, and its jobs are enqueued.
    #[non_exhaustive]
    ScheduleFired {
        /// Its name.
        name: String,
        /// The time it is for.
        due_at: DateTime<Utc>,
        /// Its jobs.
        jobs: Vec<Uuid>,
        /// Whether that time was missed, and is made up for.
        is_backfill: bool,
    },
    /// A time of a schedule was left out, since its last run was not over, no node was there, or no job could be made.
    #[non_exhaustive]
    ScheduleSkipped {
        /// Its name.
        name: String,
        /// The time.
        due_at: DateTime<Utc>,
        /// Why.
        why: TickOutcome,
    },
    /// Times of a schedule were missed.
    #[non_exhaustive]
    ScheduleMissed {
        /// Its name.
        name: String,
        /// The last one of them.
        due_at: DateTime<Utc>,
        /// How many, counted up to 1,000.
        count: u32,
    },
    /// A schedule fired more than a second after its time.
    #[non_exhaustive]
    ScheduleLate {
        /// Its name.
        name: String,
        /// The time.
        due_at: DateTime<Utc>,
        /// How late.
        by: Duration,
    },
    /// An attempt ended after its job had been given to another worker; it does not count.
    #[non_exhaustive]
    Late {
        /// The job.
        id: Uuid,
    },
}

impl JobEvent {
    pub(crate) fn chore_started(run: &crate::chores::ChoreRunRecord) -> Self {
        Self::ChoreStarted { id: run.id, chore: run.chore.clone(), start: run.starts, is_dry: run.is_dry }
    }

    pub(crate) fn chore_ended(end: &crate::chores::ChoreEnd) -> Self {
        Self::ChoreEnded { id: end.id, chore: end.chore.clone(), status: end.status, is_dry: end.is_dry }
    }

    /// What is to be told of a time that was decided about; the log hears it, too.
    pub(crate) fn of_tick(tick: &FiredTick, now: Micros) -> Vec<Self> {
        let (name, due_at) = (|| tick.schedule.clone(), clock::time(tick.due));
        let late = clock::duration(now.saturating_sub(tick.due));
        let mut events = Vec::new();
        match tick.outcome {
            TickOutcome::Enqueued => {
                tracing::debug!(schedule = tick.schedule, %due_at, jobs = ?tick.jobs, "a schedule fired");
                let (jobs, is_backfill) = (tick.jobs.clone(), tick.is_backfill);
                events.push(Self::ScheduleFired { name: name(), due_at, jobs, is_backfill });
                if late > LATE && !tick.is_backfill {
                    tracing::info!(schedule = tick.schedule, %due_at, ?late, "a schedule fired late");
                    events.push(Self::ScheduleLate { name: name(), due_at, by: late });
                }
            }
            TickOutcome::Missed => {}
            why => {
                tracing::info!(schedule = tick.schedule, %due_at, why = why.word(), "a time of a schedule was left out");
                events.push(Self::ScheduleSkipped { name: name(), due_at, why });
            }
        }
        if tick.outcome == TickOutcome::Missed || tick.is_backfill {
            tracing::warn!(schedule = tick.schedule, %due_at, count = tick.missed, "times of a schedule were missed");
            events.push(Self::ScheduleMissed { name: name(), due_at, count: tick.missed });
        }
        events
    }

    pub(super) fn started(job: &Claimed) -> Self {
        Self::Started {
            id: job.id,
            job_type: job.job_type.clone(),
            queue: job.queue.clone(),
            attempt: job.attempt,
            waited: crate::clock::duration(job.started_at.saturating_sub(job.run_at)),
        }
    }

    pub(super) fn ended(job: &Claimed, outcome: &Outcome, took: Duration) -> Self {
        let outcome = match outcome {
            Outcome::Succeeded(_) => "succeeded",
            Outcome::Retry { .. } => "failed",
            Outcome::Failed { .. } => "gave up",
            Outcome::Cancelled(_) => "cancelled",
            Outcome::Snoozed(_) => "snoozed",
            Outcome::Interrupted | Outcome::Released => "interrupted",
        };
        Self::Ended {
            id: job.id,
            job_type: job.job_type.clone(),
            queue: job.queue.clone(),
            attempt: job.attempt,
            outcome,
            took,
        }
    }

    pub(super) fn late(id: Uuid) -> Self {
        Self::Late { id }
    }
}

/// The way to whoever hears.
pub(crate) struct Hooks {
    sender: Option<SyncSender<JobEvent>>,
    forgotten: AtomicU64,
}

impl Hooks {
    pub(crate) fn new(events: Option<Arc<dyn JobEvents>>) -> Self {
        let sender = events.and_then(|events| {
            let (sender, receiver) = sync_channel(WAITING);
            let tell = move || {
                for event in receiver {
                    if catch_unwind(AssertUnwindSafe(|| events.on(&event))).is_err() {
                        tracing::error!(?event, "a hook for events of jobs panicked");
                    }
                }
            };
            std::thread::Builder::new().name("kaffy-job-events".to_owned()).spawn(tell).ok().map(|_| sender)
        });
        Self { sender, forgotten: AtomicU64::new(0) }
    }

    pub(crate) fn tell(&self, event: impl FnOnce() -> JobEvent) {
        if let Some(sender) = &self.sender
            && sender.try_send(event()).is_err()
        {
            let forgotten = self.forgotten.fetch_add(1, Relaxed) + 1;
            if forgotten.is_power_of_two() {
                tracing::warn!(forgotten, "a hook for events of jobs is too slow: events are forgotten");
            }
        }
    }

    pub(super) fn tell_each(&self, events: impl Iterator<Item = JobEvent>) {
        for event in events {
            self.tell(|| event);
        }
    }
}
