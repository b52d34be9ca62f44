//! Pausing and resuming queues, and how many of their jobs run at once (J49, J52).

use kaffy_core::{DbError, Right, accounts::Subject, inside::Told, job_rights::Pause};

use super::{Desk, changing};
use crate::store;

/// The longest name of a queue.
const NAME: usize = 64;

impl Desk<'_> {
    /// Lets no node take jobs of a queue. Stored with whoever does it and why; `false` when it was paused already, and
    /// stays so for the first reason.
    ///
    /// # Errors
    /// What the database refuses; the same for all others.
    pub async fn pause(&self, right: &Right<Pause>, queue: &str, reason: &str) -> Result<bool, DbError> {
        let mut tx = self.jobs.database().begin().await?;
        let (by, now) = (changing::who(right), self.jobs.clock().now());
        let is_new = store::pause_in(&mut tx.lend(), queue, &by, reason, now).await?;
        let told = is_new.then(|| told("queue-paused", queue).field("reason", None, Some(reason)));
        right.commit(tx, told).await?;
        Ok(is_new)
    }

    /// Lets nodes take jobs of a queue again; `false` when it was not paused.
    pub async fn resume(&self, right: &Right<Pause>, queue: &str) -> Result<bool, DbError> {
        let mut tx = self.jobs.database().begin().await?;
        let was_paused = store::resume_in(&mut tx.lend(), queue).await?;
        right.commit(tx, was_paused.then(|| told("queue-resumed", queue))).await?;
        self.jobs.wake("");
        Ok(was_paused)
    }

    /// How many jobs of a queue each node runs at once; `None` for what its code says.
    pub async fn set_concurrency(&self, right: &Right<Pause>, queue: &str, most: Option<u32>) -> Result<(), DbError> {
        let before = self.jobs.queues().await?.into_iter().find(|it| it.name == queue).and_then(|it| it.concurrency);
        if before == most {
            return Ok(());
        }
        let mut tx = self.jobs.database().begin().await?;
        store::set_concurrency_in(&mut tx.lend(), queue, most).await?;
        let [before, after] = [before, most].map(|most| most.map(|most| most.to_string()));
        let told = told("queue-concurrency", queue).field("concurrency", before.as_deref(), after.as_deref());
        right.commit(tx, [told]).await?;
        self.jobs.wake("");
        Ok(())
    }
}

fn told(what: &'static str, queue: &str) -> Told {
    let name: String = queue.chars().take(NAME).collect();
    Told::new(what, Subject::Queue, &name, &*name)
}
