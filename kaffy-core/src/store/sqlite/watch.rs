//! The stop watch of a connection, which ends what runs for too long.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use sqlx::SqliteConnection;

/// How long the statements of one use of a connection may run.
pub(super) const LIMIT: Duration = Duration::from_secs(5);

/// Set by whoever uses a connection, and read on the connection's own thread. SQLite has no clock: it asks
/// now and then whether to go on.
pub(super) struct Watch {
    born: Instant,
    /// Milliseconds after `born`, or one of the three below.
    end: AtomicU64,
}

/// It starts when it is first looked at, so that waiting for a lock is not counted.
const WOUND: u64 = 0;
const STOPPED: u64 = 1;
const LIFTED: u64 = u64::MAX;

impl Watch {
    pub(super) fn new() -> Self {
        Self { born: Instant::now(), end: AtomicU64::new(WOUND) }
    }

    /// Makes SQLite look at it on this connection.
    pub(super) async fn put_on(self: Arc<Self>, conn: &mut SqliteConnection) -> sqlx::Result<()> {
        conn.lock_handle().await?.set_progress_handler(10_000, move || self.goes_on());
        Ok(())
    }

    /// Gives the next statements their time.
    pub(super) fn wind(&self) {
        self.end.store(WOUND, Relaxed);
    }

    /// Ends what runs now.
    pub(super) fn stop(&self) {
        self.end.store(STOPPED, Relaxed);
    }

    /// Lets the next statements run as long as they take.
    pub(super) fn lift(&self) {
        self.end.store(LIFTED, Relaxed);
    }

    fn goes_on(&self) -> bool {
        let after = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(LIFTED);
        let now = self.born.elapsed();
        match self.end.load(Relaxed) {
            LIFTED => true,
            WOUND => self.end.compare_exchange(WOUND, after(now + LIMIT), Relaxed, Relaxed) != Err(STOPPED),
            end => after(now) < end,
        }
    }
}
