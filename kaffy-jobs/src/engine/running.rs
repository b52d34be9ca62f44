//! The attempts that run in this process.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{lane::Lane, shared::Shared};
use crate::{
    Progress,
    context::Told,
    log::Log,
    store::{Claimed, Finish, Outcome},
};

/// Why an attempt is ended from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// It is not.
    No,
    /// The worker stops, and gives the job back.
    Interrupted,
    /// The job belongs to another worker: nobody wants to know how this ends.
    Lost,
}

/// One attempt that runs.
#[derive(Clone)]
pub(super) struct OneRunning {
    pub(super) claimed: Arc<Claimed>,
    pub(super) worker: Uuid,
    pub(super) lane: Arc<Lane>,
    pub(super) cancel: CancellationToken,
    pub(super) end: watch::Sender<End>,
    pub(super) told: Arc<Told>,
    pub(super) log: Arc<Log>,
    pub(super) since: Instant,
}

impl OneRunning {
    /// How it ended, for whoever writes it down.
    pub(super) fn finish(&self, outcome: Outcome, now: i64) -> Finish {
        let job = &self.claimed;
        Finish {
            id: job.id,
            token: job.token,
            worker: self.worker,
            start: job.start,
            attempt: job.attempt,
            priority_gap: crate::store::gap(job.run_at, job.sort_at),
            started_at: job.started_at,
            finished_at: now,
            outcome,
            log: self.log.text(),
            is_limited: job.limit_key.is_some(),
            group: job.group,
        }
    }

    /// How long it has run.
    pub(super) fn runs_for(&self) -> Duration {
        self.since.elapsed()
    }

    /// How far it is.
    pub(super) fn progress(&self) -> Option<Progress> {
        self.told.progress()
    }
}

/// All attempts that run, by the job and the token of its claim.
#[derive(Default)]
pub(super) struct AllRunning {
    held: Mutex<Held>,
    fewer: Notify,
}

#[derive(Default)]
struct Held {
    all: HashMap<(Uuid, Uuid), OneRunning>,
    /// Everything that was taken and is not written down as ended: also what waits for its turn to start, and what
    /// waits to be written.
    taken: HashSet<(Uuid, Uuid)>,
}

impl AllRunning {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// These were taken.
    pub(super) fn took(&self, jobs: &[Claimed]) {
        self.held().taken.extend(jobs.iter().map(|job| (job.id, job.token)));
    }

    pub(super) fn add(&self, one: OneRunning) {
        self.held().all.insert((one.claimed.id, one.claimed.token), one);
    }

    /// Takes one away; `None` when somebody else has, and with it the right to say how it ended.
    pub(super) fn take(&self, job: &Claimed) -> Option<OneRunning> {
        let one = self.held().all.remove(&(job.id, job.token));
        self.fewer.notify_waiters();
        one
    }

    /// How these ended is written down.
    pub(super) fn written(&self, finished: &[Finish]) {
        let mut held = self.held();
        for finish in finished {
            held.taken.remove(&(finish.id, finish.token));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.held().all.is_empty()
    }

    pub(super) fn all(&self) -> Vec<OneRunning> {
        self.held().all.values().cloned().collect()
    }

    /// The tokens of all claims that this process knows of.
    pub(super) fn tokens(&self) -> Vec<Uuid> {
        self.held().taken.iter().map(|(_, token)| *token).collect()
    }

    /// Asks these jobs to stop.
    pub(super) fn stop(&self, ids: &[Uuid]) {
        for one in self.held().all.values().filter(|one| ids.contains(&one.claimed.id)) {
            one.cancel.cancel();
        }
    }

    /// All of them belong to other workers now. Says how many there were.
    pub(super) fn lose_all(&self) -> usize {
        let Held { all, .. } = std::mem::take(&mut *self.held());
        for one in all.values() {
            one.cancel.cancel();
            let _ = one.end.send(End::Lost);
            one.lane.free(1);
        }
        self.fewer.notify_waiters();
        all.len()
    }

    /// Waits until none runs.
    pub(super) async fn none(&self) {
        loop {
            let fewer = self.fewer.notified();
            tokio::pin!(fewer);
            fewer.as_mut().enable();
            if self.is_empty() {
                return;
            }
            fewer.await;
        }
    }
}

/// Gives back a job that was taken and not started.
pub(super) fn released(shared: &Shared, lane: &Arc<Lane>, job: Claimed) -> Finish {
    let one = OneRunning {
        claimed: Arc::new(job),
        worker: shared.worker(),
        lane: lane.clone(),
        cancel: CancellationToken::new(),
        end: watch::channel(End::No).0,
        told: Arc::default(),
        log: Arc::default(),
        since: Instant::now(),
    };
    one.finish(Outcome::Released, shared.jobs.clock().now())
}
