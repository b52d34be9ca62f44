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

use uuid::Uuid;

use crate::store::{Claimed, Outcome};

/// Events that wait to be told; more are forgotten, and counted.
const WAITING: usize = 10_000;

/// Hears what happens to jobs in this process.
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
    /// An attempt ended after its job had been given to another worker; it does not count.
    #[non_exhaustive]
    Late {
        /// The job.
        id: Uuid,
    },
}

impl JobEvent {
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
pub(super) struct Hooks {
    sender: Option<SyncSender<JobEvent>>,
    forgotten: AtomicU64,
}

impl Hooks {
    pub(super) fn new(events: Option<Arc<dyn JobEvents>>) -> Self {
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

    pub(super) fn tell(&self, event: impl FnOnce() -> JobEvent) {
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
