//! What a run writes in the transactions of its rows.

use std::{
    sync::{Mutex, PoisonError},
    time::Instant,
};

use kaffy_core::{
    DbError,
    inside::{Beside, Doing, Lent, Turn},
};

use crate::{JobContext, store};

/// One attempt of a run.
pub(super) struct Attempt {
    ctx: JobContext,
    /// When the last transaction of rows ended.
    since: Mutex<Instant>,
}

impl Attempt {
    pub(super) fn new(ctx: JobContext) -> Self {
        Self { ctx, since: Mutex::new(Instant::now()) }
    }

    /// Begins to count the time of a turn.
    pub(super) fn begins(&self) {
        *self.since.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn took(&self) -> i64 {
        let mut since = self.since.lock().unwrap_or_else(PoisonError::into_inner);
        let took = std::mem::replace(&mut *since, Instant::now()).elapsed();
        i64::try_from(took.as_micros()).unwrap_or(i64::MAX)
    }
}

impl Beside for Attempt {
    /// Locks the run's row: another attempt that would go on waits here, and then goes on where this one ended.
    fn begin<'a>(&'a self, mut tx: Lent<'a>) -> Doing<'a> {
        Box::pin(async move {
            match store::hold_run(&mut tx, self.ctx.id(), self.ctx.token()).await? {
                true => Ok(()),
                false => Err(DbError::Unavailable("another worker goes on with this run".into())),
            }
        })
    }

    fn end<'a>(&'a self, mut tx: Lent<'a>, turn: &'a Turn) -> Doing<'a> {
        let took = self.took();
        Box::pin(async move { store::move_run(&mut tx, self.ctx.id(), turn, took).await })
    }

    fn is_over(&self) -> bool {
        self.ctx.is_cancelled()
    }
}
