//! Runs of chores, as a list and one by one.

use kaffy_core::{DbError, Right, chore_rights::View};
use uuid::Uuid;

use super::{Desk, OneRun, RunPage};
use crate::{
    MAX_PAGE,
    chores::{
        ChoreEntry, ChoreRunRecord, DryChange, Holder, ItemFailure, LogLine, RunFilter, RunStatus, is_own, lock_name,
    },
    store::chores::{approvals, files, list, log, start},
};

/// Runs are counted up to here.
const COUNTED: u64 = 10_000;

impl Desk<'_> {
    /// The run that keeps others of a chore out now.
    ///
    /// # Errors
    /// What the database refuses; the same for all others that say no other.
    pub async fn chore_holder(&self, _: &Right<View>, entry: ChoreEntry) -> Result<Option<Holder>, DbError> {
        let Some(name) = lock_name(entry) else { return Ok(None) };
        let holder = start::holder_now(self.jobs.database(), &name, self.jobs.clock().now()).await?;
        Ok(holder.map(|row| Holder::from(&row)))
    }

    /// The latest run of each chore that the actor may see.
    pub async fn latest_chore_runs(&self, right: &Right<View>) -> Result<Vec<ChoreRunRecord>, DbError> {
        let keys: Vec<_> = self.chores(right).into_iter().map(|entry| entry.meta().key).collect();
        let rows = list::latest(self.jobs.database(), &keys, self.jobs.clock().now()).await?;
        Ok(rows.into_iter().map(|row| row.run).collect())
    }

    /// The runs that are to be worked on, or are, on all nodes, the newest first, at most a hundred (C32).
    pub async fn running_chores(&self, right: &Right<View>) -> Result<Vec<ChoreRunRecord>, DbError> {
        let filter = RunFilter { statuses: RunStatus::ACTIVE.to_vec(), ..RunFilter::default() };
        Ok(self.chore_runs_of(right, &filter, None, 100).await?.0)
    }

    /// A page of runs (J81): those older than `after`.
    pub async fn chore_runs(
        &self,
        right: &Right<View>,
        filter: &RunFilter,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<RunPage, DbError> {
        let (mut runs, filter) = self.chore_runs_of(right, filter, after, limit.saturating_add(1)).await?;
        let goes_on = runs.len() as u64 > limit;
        runs.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let count = list::count(self.jobs.database(), &filter, COUNTED).await?;
        let after = runs.last().filter(|_| goes_on).map(|run| run.id);
        Ok(RunPage { runs, after, count })
    }

    async fn chore_runs_of(
        &self,
        right: &Right<View>,
        filter: &RunFilter,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<ChoreRunRecord>, RunFilter), DbError> {
        let mut filter = filter.clone();
        let seen = self.seen(right);
        filter.chores = Some(match filter.chores.take() {
            Some(asked) => asked.into_iter().filter(|key| seen.contains(key)).collect(),
            None => seen,
        });
        let (db, now) = (self.jobs.database(), self.jobs.clock().now());
        let rows = list::list(db, &filter, after, limit.min(MAX_PAGE + 1), now).await?;
        Ok((rows.into_iter().map(|row| row.run).collect(), filter))
    }

    /// One run; `None` when it is not there, or of a chore that the actor may not see.
    pub async fn chore_run(&self, right: &Right<View>, id: Uuid) -> Result<Option<OneRun>, DbError> {
        let Some(row) = self.row(right, id).await? else { return Ok(None) };
        let entry = self.chore(right, &row.run.chore);
        let approvals = match row.run.approvals_needed {
            0 => Vec::new(),
            _ => approvals::of(self.jobs.database(), id, &row.digest).await?,
        };
        let holder = match (row.run.status, entry) {
            (RunStatus::Awaiting | RunStatus::Paused, Some(entry)) => self.chore_holder(right, entry).await?,
            _ => None,
        };
        let files = files::of(self.jobs.database(), id).await?;
        let is_own = is_own(&row, right.actor());
        Ok(Some(OneRun { run: row.run, approvals, files, holder, entry, is_own, digest: row.digest }))
    }

    /// Lines of the log of a run, those after a number.
    pub async fn chore_log(
        &self,
        right: &Right<View>,
        id: Uuid,
        after: u64,
        limit: u64,
    ) -> Result<Vec<LogLine>, DbError> {
        self.if_seen(right, id, self.jobs.chores().log(id, after, limit)).await
    }

    /// Items that a run was not done to, those after a number.
    pub async fn chore_failures(
        &self,
        right: &Right<View>,
        id: Uuid,
        after: u64,
        limit: u64,
    ) -> Result<Vec<ItemFailure>, DbError> {
        self.if_seen(right, id, self.jobs.chores().failures(id, after, limit)).await
    }

    /// What a dry run changed before it was taken back (J77), after a number.
    pub async fn dry_changes(
        &self,
        right: &Right<View>,
        id: Uuid,
        after: u64,
        limit: u64,
    ) -> Result<Vec<DryChange>, DbError> {
        self.if_seen(right, id, log::changes(self.jobs.database(), id, after, limit.min(MAX_PAGE))).await
    }
}
