//! Walking over items: each in a transaction with how far the run is, so that a crash or a deploy loses none and does
//! none twice (J74–J76, R29).

use std::{fmt, future::Future, pin::Pin, sync::atomic::Ordering::Relaxed, time::Duration};

use super::{ChoreItems, ChoreRun, ChoreTx, Counted, checkpoint::Checkpoint, tx::Shared};
use crate::{
    chores::{ChoreError, error::Broken},
    engine::unwinding,
    store::chores::working::Step,
};

type Asking<'r> = Box<dyn Fn() -> Pin<Box<dyn Future<Output = bool> + Send + 'r>> + Send + Sync + 'r>;

/// A walk over items, to be configured and then [run](Self::run).
pub struct Each<'r, I> {
    run: &'r ChoreRun,
    items: I,
    keeps_going: bool,
    per_transaction: usize,
    throttles: Vec<(Asking<'r>, Duration)>,
}

impl ChoreRun {
    /// Walks over the items of an iterator, each in a transaction of its own unless
    /// [`per_transaction`](Each::per_transaction) says another number. The run goes on behind the last one that is done,
    /// so the iterator has to give the same items in the same order each time.
    ///
    /// ```
    /// # use kaffy_jobs::chores::{ChoreError, ChoreRun};
    /// async fn count(run: ChoreRun) -> Result<(), ChoreError> {
    ///     run.each(1..=100).run(async |_tx, item| { run.inc_counter("sum", item as f64); Ok(()) }).await
    /// }
    /// ```
    pub fn each<I>(&self, items: I) -> Each<'_, Counted<I::IntoIter>>
    where
        I: IntoIterator<Item: Send, IntoIter: Send>,
    {
        self.walk(Counted::new(items))
    }

    /// The same over other items: rows of a CSV file, [pages](super::Pages) of a table.
    pub fn walk<I: ChoreItems>(&self, items: I) -> Each<'_, I> {
        Each { run: self, items, keeps_going: false, per_transaction: 1, throttles: Vec::new() }
    }
}

impl<'r, I: ChoreItems> Each<'r, I> {
    /// Goes on after an item that failed: what it did is taken back, it is named on the page with the reason, and the
    /// others have their turn (J86). The run succeeds then.
    #[must_use]
    pub fn keep_going(mut self) -> Self {
        self.keeps_going = true;
        self
    }

    /// Does so many items in one transaction: faster, and a crash does that many again. 1 by default.
    #[must_use]
    pub fn per_transaction(mut self, items: usize) -> Self {
        self.per_transaction = items.max(1);
        self
    }

    /// Waits for this long, again and again, while something is not well: asked before each transaction (J76). Several
    /// may be said. The page says that the run waits; it can be paused and stopped meanwhile.
    #[must_use]
    pub fn throttle<F, Asked>(mut self, while_true: F, wait: Duration) -> Self
    where
        F: Fn() -> Asked + Send + Sync + 'r,
        Asked: Future<Output = bool> + Send + 'r,
    {
        self.throttles.push((Box::new(move || Box::pin(while_true())), wait));
        self
    }

    /// Walks. What `work` writes in its transaction is there exactly once for each item, whatever happens meanwhile; what
    /// it does elsewhere may be done again for the items of the last transaction.
    ///
    /// # Errors
    /// That of the first item that failed, with its name; what the database refuses; that somebody asked the run to
    /// pause or to stop: pass it on.
    pub async fn run<Working>(
        mut self,
        mut work: impl FnMut(ChoreTx, I::Item) -> Working + Send,
    ) -> Result<(), ChoreError>
    where
        Working: Future<Output = Result<(), ChoreError>> + Send,
    {
        let run = self.run;
        let _alone = Walking::begin(run)?;
        let walk = run.0.phase.fetch_add(1, Relaxed);
        let mut at = run.saved();
        if at.walks > walk {
            // It was over before the run was broken off.
            return Ok(());
        }
        if at.walks < walk {
            // The one before did not come to its end, and the chore goes on all the same.
            at = Checkpoint { walks: walk, cursor: None, done: 0, own: at.own };
        }
        let after: Option<I::Cursor> = at.cursor.clone().map(serde_json::from_value).transpose()?;
        let total = self.items.total();
        // From here on the run knows where to go on.
        run.save(at.clone()).await?;
        if run.is_dry() {
            run.progress(at.done, total);
        }
        let mut next = self.items.next(after.as_ref()).await?;
        while next.is_some() {
            self.wait().await?;
            let mut items = Vec::new();
            while let Some(item) = next.take() {
                items.push(item);
                next = self.items.next(None).await?;
                if items.len() >= self.per_transaction {
                    break;
                }
            }
            at = self.turn(at, items, total, &mut work).await?;
        }
        let over = Checkpoint { walks: walk + 1, cursor: None, done: 0, own: at.own };
        run.save(over).await
    }

    /// Waits while something is not well, and leaves where somebody asked for that.
    async fn wait(&self) -> Result<(), ChoreError> {
        let mut waited = false;
        'all: loop {
            self.run.leave()?;
            for (asks, wait) in &self.throttles {
                if asks().await {
                    if !waited {
                        self.run.message(kaffy_core::tr!("chore-throttled", seconds = wait.as_secs()));
                    }
                    waited = true;
                    let mut left = *wait;
                    while !left.is_zero() {
                        let step = left.min(Duration::from_millis(500));
                        tokio::time::sleep(step).await;
                        left -= step;
                        self.run.leave()?;
                    }
                    continue 'all;
                }
            }
            if waited {
                self.run.message("");
            }
            return Ok(());
        }
    }

    /// Does the items of one transaction, and says where the walk is then.
    async fn turn<Working>(
        &self,
        at: Checkpoint,
        items: Vec<(I::Cursor, I::Item)>,
        total: Option<u64>,
        work: &mut (impl FnMut(ChoreTx, I::Item) -> Working + Send),
    ) -> Result<Checkpoint, ChoreError>
    where
        Working: Future<Output = Result<(), ChoreError>> + Send,
    {
        let run = self.run;
        let count = items.len() as u64;
        let cursor = items.last().map(|(cursor, _)| serde_json::to_value(cursor)).transpose()?;
        let after = Checkpoint { cursor, done: at.done + count, ..at };
        if let Some(dry) = &run.0.dry {
            let shared = dry.lock().await.shared()?;
            let failed = self.items_in(&shared, items, work).await?;
            for (element, words) in failed {
                run.log(format_args!("{element}: {words}"));
                run.inc_counter("failed", 1.0);
            }
            run.progress(after.done, total);
            run.note(after.clone());
            return Ok(after);
        }
        let open = Shared::new(run.db().begin().await?);
        let failed = self.items_in(&open, items, work).await?;
        let step = Step { checkpoint: Some(after.text()?), done: Some(after.done), total, failed };
        run.commit(open, &step).await?;
        run.note(after.clone());
        Ok(after)
    }

    /// Does items in an open transaction, and says which failed.
    async fn items_in<Working>(
        &self,
        shared: &Shared,
        items: Vec<(I::Cursor, I::Item)>,
        work: &mut (impl FnMut(ChoreTx, I::Item) -> Working + Send),
    ) -> Result<Vec<(String, String)>, ChoreError>
    where
        Working: Future<Output = Result<(), ChoreError>> + Send,
    {
        let mut failed = Vec::new();
        for (cursor, item) in items {
            let name = self.items.name(&cursor, &item);
            self.run.is_at(Some(name.clone()));
            if !self.keeps_going {
                work(shared.open()?, item).await.map_err(|error| error.at(&name))?;
                continue;
            }
            let mut open = shared.open()?;
            open.parts().tx.mark().await?;
            let (changed, later) = (open.parts().changed(), open.parts().later.len());
            let mut working = Box::pin(work(open, item));
            // A panic is a failure of this item, and the others have their turn.
            let done = match unwinding(&mut working).await {
                Ok(done) => done,
                Err(panicked) => Err(ChoreError::failed(panicked)),
            };
            drop(working);
            let mut open = shared.open()?;
            match done {
                Ok(()) => open.parts().tx.keep().await?,
                // Not the item's fault.
                Err(error) if matches!(error.0, Broken::Off | Broken::Lost | Broken::Database { .. }) => {
                    return Err(error.at(&name));
                }
                Err(error) => {
                    open.parts().undo(changed).await?;
                    open.parts().later.truncate(later);
                    failed.push((name, error.to_string()));
                }
            }
        }
        self.run.is_at(None);
        Ok(failed)
    }
}

/// A walk that goes on; there is one at a time, since a run has one place to go on from.
struct Walking<'r>(&'r ChoreRun);

impl<'r> Walking<'r> {
    fn begin(run: &'r ChoreRun) -> Result<Self, ChoreError> {
        match run.0.is_walking.swap(true, Relaxed) {
            true => Err(ChoreError::failed("a walk over items begins while another one goes on")),
            false => Ok(Self(run)),
        }
    }
}

impl Drop for Walking<'_> {
    fn drop(&mut self) {
        self.0.0.is_walking.store(false, Relaxed);
    }
}

impl<I: fmt::Debug> fmt::Debug for Each<'_, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Each")
            .field("items", &self.items)
            .field("per_transaction", &self.per_transaction)
            .finish_non_exhaustive()
    }
}
