//! Fires schedules. Every node does, and none of them leads: whoever has the row of a schedule locked decides about its
//! time, and the others find that it has passed. A slow database makes ticks late, and loses none (Q25).

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering::Relaxed},
    },
    time::Duration,
};

use kaffy_core::DbError;
use tokio::{
    sync::Notify,
    time::{sleep, timeout},
};

use super::shared::{PATIENCE, Shared};
use crate::{
    clock::{Micros, duration},
    store,
};

/// Longest time without looking at the clock, which may be set meanwhile (Q37).
const NAP: Duration = Duration::from_secs(60);

/// When the next schedule fires, as far as this node knows.
#[derive(Debug)]
pub(super) struct NextTick {
    at: AtomicI64,
    changed: Notify,
}

impl Default for NextTick {
    fn default() -> Self {
        Self { at: AtomicI64::new(Micros::MAX), changed: Notify::new() }
    }
}

impl NextTick {
    /// Notes what the database said; nothing when no schedule is due by itself.
    pub(super) fn set(&self, at: Option<Micros>) {
        let at = at.unwrap_or(Micros::MAX);
        if self.at.swap(at, Relaxed) != at {
            self.changed.notify_one();
        }
    }
}

/// Fires until the worker stops.
pub(super) async fn run(shared: Arc<Shared>) {
    let mut db = shared.jobs.database().reserve(1);
    while !shared.stopping.is_cancelled() {
        let left = shared.next_tick.at.load(Relaxed).saturating_sub(shared.jobs.clock().now());
        if left > 0 {
            tokio::select! {
                () = shared.stopping.cancelled() => return,
                () = shared.next_tick.changed.notified() => {}
                () = sleep(duration(left).min(NAP)) => {}
            }
            continue;
        }
        // What comes after this the claimer says, whom this wakes.
        shared.next_tick.at.store(Micros::MAX, Relaxed);
        match fire(&shared, &db).await {
            Ok(()) => shared.ask_now(),
            Err(error) => {
                tracing::warn!(%error, "schedules could not be fired, and it is tried again");
                if matches!(error, DbError::Timeout | DbError::Unavailable(_) | DbError::Other(_)) {
                    db = shared.jobs.database().reserve(1);
                }
                sleep(Duration::from_millis(200)).await;
                shared.ask_now();
            }
        }
    }
}

/// Fires all that is due, a batch at a time.
async fn fire(shared: &Shared, db: &kaffy_core::Database) -> Result<(), DbError> {
    loop {
        let (worker, now) = (shared.worker(), shared.jobs.clock().now());
        let work = store::schedules::fire(db, &shared.jobs, worker, now);
        let fired = timeout(PATIENCE, work).await.unwrap_or(Err(DbError::Timeout))?;
        shared.jobs.fired(&fired);
        if !fired.is_more || shared.stopping.is_cancelled() {
            if fired.ticks.is_empty() {
                // Another node is at it.
                sleep(Duration::from_millis(50)).await;
            }
            return Ok(());
        }
    }
}
