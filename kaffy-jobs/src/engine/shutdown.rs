//! Ending a worker: no new jobs, then what is not done in time is given back, and it is said what that was (R20).

use std::{sync::Arc, time::Duration};

use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{running::End, shared::Shared};
use crate::{
    Progress,
    clock::duration,
    store::{self, Outcome},
};

/// How long a job that is to end at once may take for it.
const LAST: Duration = Duration::from_millis(300);
/// How long the database may take to hear of it.
const WRITE: Duration = Duration::from_secs(5);

/// What was left when a worker ended.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ShutdownReport {
    /// Jobs that ran when it was asked to stop, and ended in time.
    pub finished: usize,
    /// Jobs that did not.
    pub unfinished: Vec<Unfinished>,
}

/// A job that was not done when its worker ended.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Unfinished {
    /// The job.
    pub id: Uuid,
    /// Its type.
    pub job_type: String,
    /// Which attempt it was, which does not count.
    pub attempt: u32,
    /// How long it had run.
    pub ran_for: Duration,
    /// How far it was.
    pub progress: Option<Progress>,
    /// Whether others can run it already. If not, they can once this worker has been silent for long enough, and the
    /// attempt counts.
    pub is_given_back: bool,
}

/// Ends a worker. `hurry` makes it give back at once.
pub(super) async fn shut_down(shared: &Arc<Shared>, hurry: CancellationToken) -> ShutdownReport {
    shared.stopping.cancel();
    shared.look.notify_waiters();
    for lane in &shared.lanes {
        for job in lane.unstarted() {
            let released = super::running::released(shared, lane, job);
            shared.finish(lane, released);
        }
    }
    let before = shared.running.all().len();
    tokio::select! {
        () = shared.running.none() => {}
        () = sleep(shared.config.shutdown_limit) => {}
        () = hurry.cancelled() => {}
    }
    let mut unfinished = Vec::new();
    let left = shared.running.all();
    for one in &left {
        let _ = one.end.send(End::Interrupted);
    }
    let _ = timeout(LAST, shared.running.none()).await;
    for one in left {
        // One that does not end is given back all the same: what it says later has no token any more.
        if let Some(one) = shared.running.take(&one.claimed) {
            let interrupted = one.finish(Outcome::Interrupted, shared.jobs.clock().now());
            shared.finish(&one.lane, interrupted);
        }
        unfinished.push(Unfinished {
            id: one.claimed.id,
            job_type: one.claimed.job_type.clone(),
            attempt: one.claimed.attempt,
            ran_for: one.runs_for(),
            progress: one.progress(),
            is_given_back: true,
        });
    }
    let is_written = written(shared).await && nothing_left(shared).await;
    for one in &mut unfinished {
        one.is_given_back = is_written;
        let at = one.progress.as_ref().map(|it| (it.done, it.total));
        tracing::warn!(job = %one.id, job_type = one.job_type, ran_for = ?one.ran_for, progress = ?at, is_written, "a job was interrupted by the end of its worker");
    }
    // Before the row goes: a beat that finds none would think that this worker was given up, and make another.
    shared.ended.cancel();
    if is_written {
        // Else the row stays, so that others take back what this one still holds.
        let worker = shared.worker();
        let _ = shared.ask("goodbye", async |db| store::remove_worker(&db, worker).await).await;
    }
    shared.look.notify_waiters();
    ShutdownReport { finished: before.saturating_sub(unfinished.len()), unfinished }
}

/// Gives back what the database says this worker has after all: jobs of a claim that was never answered.
async fn nothing_left(shared: &Shared) -> bool {
    let (worker, known, now) = (shared.worker(), shared.running.tokens(), shared.jobs.clock().now());
    shared.ask("last look", async |db| store::give_back_unknown(&db, worker, &known, now).await).await.is_ok()
}

/// Waits until no claim is on its way and all that ended is written down.
async fn written(shared: &Shared) -> bool {
    let end = Instant::now() + WRITE;
    while shared.lanes.iter().any(|lane| lane.load() > 0) {
        if Instant::now() >= end {
            return false;
        }
        sleep(duration(2_000)).await;
    }
    true
}
