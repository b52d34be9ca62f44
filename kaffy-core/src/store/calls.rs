//! Counting what is asked of a database, and letting a test decide which of it fails.

use std::sync::{
    OnceLock,
    atomic::{AtomicU64, Ordering::Relaxed},
};

use super::DbError;

/// Decides whether a call fails: it is told the number of the call, counted from 1.
type Fault = Box<dyn Fn(u64) -> bool + Send + Sync>;

/// What was asked over all clones of a [`Database`](super::Database).
#[derive(Default)]
pub(super) struct Calls {
    statements: AtomicU64,
    calls: AtomicU64,
    fault: OnceLock<Fault>,
}

impl Calls {
    /// How many statements there were.
    pub(super) fn statements(&self) -> u64 {
        self.statements.load(Relaxed)
    }

    /// One statement more.
    pub(super) fn statement(&self) -> Result<(), DbError> {
        self.statements.fetch_add(1, Relaxed);
        self.call()
    }

    /// One call more that is no statement: the end of a transaction, or what comes right behind it.
    pub(super) fn call(&self) -> Result<(), DbError> {
        let Some(fault) = self.fault.get() else { return Ok(()) };
        if fault(self.calls.fetch_add(1, Relaxed) + 1) {
            return Err(DbError::Unavailable("a fault of a test".into()));
        }
        Ok(())
    }

    /// Lets calls fail from now on. The first one decides.
    pub(super) fn set_fault(&self, fault: Fault) {
        let _ = self.fault.set(fault);
    }
}
