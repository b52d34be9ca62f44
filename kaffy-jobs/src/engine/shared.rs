//! What the parts of a worker process share.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::Duration,
};

use kaffy_core::{Database, DbError};
use tokio::sync::{Notify, mpsc};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{health::Pulse, lane::Lane, running::AllRunning, ticker::NextTick};
use crate::{Jobs, schedules::node_queue, store::Finish};

/// How long a statement of the worker's own may take, with waiting for its connection.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// How a worker was configured.
#[derive(Clone, Debug)]
pub(super) struct Config {
    pub(super) name: String,
    pub(super) host: String,
    pub(super) beat: Duration,
    pub(super) dead_after: Duration,
    pub(super) poll: Duration,
    pub(super) grace: Duration,
    pub(super) shutdown_limit: Duration,
    pub(super) listens: bool,
}

/// What the parts of a worker process share.
pub(super) struct Shared {
    pub(super) jobs: Jobs,
    pub(super) config: Config,
    pub(super) lanes: Vec<Arc<Lane>>,
    pub(super) queues: Vec<String>,
    /// These, and that of this node alone.
    pub(super) polled: Vec<String>,
    pub(super) running: AllRunning,
    pub(super) pulse: Pulse,
    /// Tells the claimer that there may be something to do.
    pub(super) look: Notify,
    /// When the next schedule fires.
    pub(super) next_tick: NextTick,
    /// Whether to ask the database at once.
    pub(super) ask: AtomicBool,
    /// No more jobs are taken.
    pub(super) stopping: CancellationToken,
    /// All parts end.
    pub(super) ended: CancellationToken,
    finished: mpsc::UnboundedSender<(Arc<Lane>, Finish)>,
    worker: Mutex<Uuid>,
    db: Mutex<Database>,
}

impl Shared {
    pub(super) fn new(
        jobs: Jobs,
        config: Config,
        lanes: Vec<Arc<Lane>>,
        finished: mpsc::UnboundedSender<(Arc<Lane>, Finish)>,
    ) -> Self {
        let db = Mutex::new(jobs.database().reserve(2));
        Self {
            // That of this node alone is nobody's business.
            queues: lanes
                .iter()
                .map(|lane| lane.queue.clone())
                .filter(|queue| *queue != node_queue(&config.name))
                .collect(),
            polled: lanes.iter().map(|lane| lane.queue.clone()).collect(),
            jobs,
            config,
            lanes,
            running: AllRunning::default(),
            pulse: Pulse::default(),
            look: Notify::new(),
            next_tick: NextTick::default(),
            ask: AtomicBool::new(true),
            stopping: CancellationToken::new(),
            ended: CancellationToken::new(),
            finished,
            worker: Mutex::new(Uuid::now_v7()),
            db,
        }
    }

    /// Who this process is: another one after it was given up.
    pub(super) fn worker(&self) -> Uuid {
        *held(&self.worker)
    }

    /// Becomes another worker, since this one was given up: what it held belongs to others now.
    pub(super) fn reborn(&self) -> Uuid {
        let fresh = Uuid::now_v7();
        let old = std::mem::replace(&mut *held(&self.worker), fresh);
        let lost = self.running.lose_all();
        for lane in &self.lanes {
            lane.empty();
        }
        tracing::warn!(worker = %old, %fresh, lost, "this worker was given up as silent and goes on under a new id");
        fresh
    }

    /// The connections of claimer and acker.
    pub(super) fn db(&self) -> Database {
        held(&self.db).clone()
    }

    /// Runs something on those connections, and takes fresh ones when they hang or break.
    pub(super) async fn ask<T>(
        &self,
        what: &'static str,
        work: impl AsyncFnOnce(Database) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        let done = match tokio::time::timeout(PATIENCE, work(self.db())).await {
            Ok(done) => done,
            Err(_) => Err(DbError::Timeout),
        };
        if let Err(error) = &done {
            let cause = std::error::Error::source(error).map(ToString::to_string);
            tracing::warn!(%error, cause, what, "the worker could not ask the database, and tries again");
            if matches!(error, DbError::Timeout | DbError::Unavailable(_) | DbError::Other(_)) {
                *held(&self.db) = self.jobs.database().reserve(2);
            }
        }
        done
    }

    /// Has it written down how an attempt ended.
    pub(super) fn finish(&self, lane: &Arc<Lane>, finish: Finish) {
        // The other end lives as long as the worker.
        let _ = self.finished.send((lane.clone(), finish));
    }

    /// Whether the last beat was not stored: then it is tried more often.
    pub(super) fn pulse_is_late(&self) -> bool {
        let health = self.pulse.health(self.config.poll, self.config.dead_after, false, 0);
        health.beaten.is_none_or(|ago| ago > self.config.beat / 2)
    }

    /// Has the claimer ask the database at once.
    pub(super) fn ask_now(&self) {
        self.ask.store(true, Relaxed);
        self.look.notify_one();
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
