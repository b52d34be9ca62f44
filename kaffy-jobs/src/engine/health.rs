//! Whether a worker does what it should (J89).

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

/// How a worker is, for probes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Health {
    /// Whether its loop turns. If not, only a restart of the process helps.
    pub is_alive: bool,
    /// Whether it takes jobs: the database answers, it is heard, and it does not stop.
    pub is_ready: bool,
    /// Whether it takes no new jobs, since it was asked to stop.
    pub is_stopping: bool,
    /// How long ago the database last answered.
    pub answered: Option<Duration>,
    /// How long ago its beat was last stored.
    pub beaten: Option<Duration>,
    /// Jobs that run.
    pub running: usize,
    /// Attempts that ended after their job had been given to another worker.
    pub late: u64,
}

/// When what happened last.
#[derive(Debug, Default)]
pub(super) struct Pulse {
    at: Mutex<Times>,
    late: AtomicU64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Times {
    turned: Option<Instant>,
    polled: Option<Instant>,
    beaten: Option<Instant>,
    failed: bool,
}

impl Pulse {
    fn with(&self, change: impl FnOnce(&mut Times)) {
        change(&mut self.at.lock().unwrap_or_else(PoisonError::into_inner));
    }

    pub(super) fn turned(&self) {
        self.with(|at| at.turned = Some(Instant::now()));
    }

    pub(super) fn polled(&self) {
        self.with(|at| (at.polled, at.failed) = (Some(Instant::now()), false));
    }

    pub(super) fn failed(&self) {
        self.with(|at| at.failed = true);
    }

    pub(super) fn beaten(&self) {
        self.with(|at| at.beaten = Some(Instant::now()));
    }

    pub(super) fn lost(&self, late: usize) {
        self.late.fetch_add(late as u64, Relaxed);
    }

    pub(super) fn health(&self, poll: Duration, dead_after: Duration, is_stopping: bool, running: usize) -> Health {
        let at = *self.at.lock().unwrap_or_else(PoisonError::into_inner);
        let ago = |at: Option<Instant>| at.map(|at| at.elapsed());
        let within = |at: Option<Instant>, limit| ago(at).is_some_and(|ago| ago <= limit);
        // A turn may wait for the database as long as a statement may take, several times.
        let is_alive = within(at.turned, super::shared::PATIENCE * 4);
        let answers = within(at.polled, poll * 3 + Duration::from_secs(1)) && !at.failed;
        Health {
            is_alive,
            is_ready: is_alive && answers && within(at.beaten, dead_after) && !is_stopping,
            is_stopping,
            answered: ago(at.polled),
            beaten: ago(at.beaten),
            running,
            late: self.late.load(Relaxed),
        }
    }
}
