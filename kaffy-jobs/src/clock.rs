//! The time, as the jobs see it.

use std::{
    sync::atomic::{AtomicI64, Ordering::Relaxed},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use chrono::{DateTime, Utc};
use kaffy_core::{Database, DbError};

use crate::store;

/// Microseconds since 1970.
pub(crate) type Micros = i64;

/// The end of the year 9999: what comes later, some database could not say as a date.
const LAST: Micros = 253_402_300_799_999_999;

/// The clock of this process, set right by the database's, so that nodes agree; tests may move it.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    off: AtomicI64,
    moved: AtomicI64,
    /// By how much this machine's clock is said to be wrong, in tests.
    skewed: AtomicI64,
    /// Where it stands still, in tests; 0 where it goes.
    stopped: AtomicI64,
}

impl Clock {
    pub(crate) fn now(&self) -> Micros {
        match self.stopped.load(Relaxed) {
            0 => self.running(),
            stopped => stopped,
        }
    }

    fn running(&self) -> Micros {
        self.machine().saturating_add(self.off.load(Relaxed)).saturating_add(self.moved.load(Relaxed))
    }

    /// What this machine's clock says.
    pub(crate) fn machine(&self) -> Micros {
        here().saturating_add(self.skewed.load(Relaxed))
    }

    /// Reads the database's clock, and goes by it.
    pub(crate) async fn read(&self, db: &Database) -> Result<(), DbError> {
        let before = self.machine();
        if let Some(said) = store::database_time(db).await? {
            self.set_by(before, said, self.machine());
        }
        Ok(())
    }

    /// Sets it right: what the database said between two readings of this machine's clock.
    pub(crate) fn set_by(&self, before: Micros, said: Micros, after: Micros) {
        let off = said.saturating_sub(before.midpoint(after));
        // Nobody notices less than the time that the answer was on its way.
        let off = if off.saturating_abs() <= after.saturating_sub(before).max(2_000) { 0 } else { off };
        self.off.store(off, Relaxed);
    }

    /// Makes this machine's clock wrong, in tests.
    pub(crate) fn skew(&self, by: Micros) {
        self.skewed.store(by, Relaxed);
    }

    /// Moves it on, in tests.
    pub(crate) fn advance(&self, by: Duration) {
        match self.stopped.load(Relaxed) {
            0 => drop(self.moved.fetch_add(micros(by), Relaxed)),
            _ => drop(self.stopped.fetch_add(micros(by), Relaxed)),
        }
    }

    /// Lets it stand still at a time, in tests.
    pub(crate) fn stop_at(&self, time: Micros) {
        self.stopped.store(time.max(1), Relaxed);
    }
}

/// What the machine's clock says.
pub(crate) fn here() -> Micros {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, micros)
}

/// A duration in microseconds.
pub(crate) fn micros(duration: Duration) -> Micros {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

/// Microseconds as a duration.
pub(crate) fn duration(micros: Micros) -> Duration {
    Duration::from_micros(u64::try_from(micros).unwrap_or_default())
}

/// Microseconds as a time.
pub(crate) fn time(micros: Micros) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(micros.clamp(0, LAST)).unwrap_or_default()
}

/// A time in microseconds, unless it is before 1970 or after 9999.
pub(crate) fn in_range(micros: Micros) -> Option<Micros> {
    (0..=LAST).contains(&micros).then_some(micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r15_a_clock_that_is_off_is_set_right_by_the_database() {
        let clock = Clock::default();
        let now = here();
        clock.set_by(now, now + 2_000_500, now + 1_000);
        assert!((clock.now() - here() - 2_000_000).abs() < 100_000);
        clock.set_by(now, now + 600, now + 1_000);
        assert!((clock.now() - here()).abs() < 100_000, "what is within the answer's own time is nothing");
    }
}
