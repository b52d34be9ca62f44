//! Why a job has not run (yet).

use chrono::{DateTime, Utc};
use kaffy_core::DbError;
use uuid::Uuid;

use crate::{JobRecord, JobState, Jobs, QueueRecord, WorkerRecord, clock, new_job::in_line, store};

/// Jobs ahead are counted up to here.
const AHEAD: u64 = 1_000;

/// Why a job has not run (yet).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Why {
    /// It is due at this time.
    Due(DateTime<Utc>),
    /// It failed, and is tried again at this time.
    NextTry(DateTime<Utc>),
    /// Its queue is paused.
    Paused {
        /// Since when.
        since: DateTime<Utc>,
        /// By whom.
        by: Option<String>,
        /// Why.
        reason: Option<String>,
    },
    /// No worker is alive.
    NoWorker,
    /// No worker that is alive works on its queue.
    NobodyOnQueue,
    /// No worker that is alive on its queue has a handler for it.
    NoHandler,
    /// Another job of its lane runs.
    Lane(String, Uuid),
    /// Others under its limit run, or have started lately.
    Limit(String, Option<Uuid>),
    /// So many are before it in line, or more.
    InLine {
        /// How many.
        ahead: u64,
        /// Whether there are more.
        is_more: bool,
    },
    /// The worker that has it has been silent for long: others will take it.
    Silent(DateTime<Utc>),
    /// Somebody has asked it to stop.
    Stopping(DateTime<Utc>),
}

/// Whether a worker was heard lately.
pub(crate) fn is_alive(worker: &WorkerRecord, now: DateTime<Utc>) -> bool {
    worker.beat_at.timestamp_micros().saturating_add(worker.dead_after) >= now.timestamp_micros()
}

/// All reasons that hold now; none for a job that simply runs or is over.
pub(super) async fn reasons(
    jobs: &Jobs,
    job: &JobRecord,
    queue: Option<&QueueRecord>,
    workers: &[WorkerRecord],
) -> Result<Vec<Why>, DbError> {
    let now = clock::time(jobs.clock().now());
    let mut all = Vec::new();
    match job.state {
        JobState::Succeeded | JobState::Failed | JobState::Cancelled => return Ok(all),
        JobState::Running => {
            all.extend(job.cancel_at.map(Why::Stopping));
            let holder = workers.iter().find(|it| Some(it.id) == job.worker);
            all.extend(holder.filter(|it| !is_alive(it, now)).map(|it| Why::Silent(it.beat_at)));
            return Ok(all);
        }
        JobState::Scheduled => all.push(Why::Due(job.run_at)),
        JobState::Retrying => all.push(Why::NextTry(job.run_at)),
        JobState::Available => {}
    }
    if let Some((queue, since)) = queue.and_then(|queue| Some((queue, queue.paused_at?))) {
        all.push(Why::Paused { since, by: queue.paused_by.clone(), reason: queue.reason.clone() });
    }
    let alive: Vec<_> = workers.iter().filter(|it| is_alive(it, now) && !it.is_stopping).collect();
    let on_queue: Vec<_> = alive.iter().filter(|it| it.queues.contains(&job.queue)).collect();
    if alive.is_empty() {
        all.push(Why::NoWorker);
    } else if on_queue.is_empty() {
        all.push(Why::NobodyOnQueue);
    } else if !on_queue.iter().any(|it| it.handlers.contains(&job.job_type)) {
        all.push(Why::NoHandler);
    }
    if job.state != JobState::Available {
        return Ok(all);
    }
    match job.limit_key.as_deref() {
        Some(key) => {
            let holder = store::runs_under(jobs.database(), key).await?;
            match (key.strip_prefix("lane:"), holder) {
                (Some(lane), Some(holder)) => all.push(Why::Lane(lane.to_owned(), holder)),
                (Some(_), None) => {}
                (None, holder) => all.push(Why::Limit(key.to_owned(), holder)),
            }
        }
        None => {
            let place = in_line(job.run_at.timestamp_micros(), job.priority);
            let ahead = store::ahead(jobs.database(), &job.queue, place, AHEAD).await?;
            if all.is_empty() || ahead > 0 {
                all.push(Why::InLine { ahead, is_more: ahead == AHEAD });
            }
        }
    }
    Ok(all)
}
