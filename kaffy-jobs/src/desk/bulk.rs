//! Retrying, cancelling and deleting many jobs: those that were chosen, or all that match a filter (J62).
//!
//! A hundred jobs share a transaction with the entries about them, each behind a savepoint: one that refuses takes
//! nothing else back.

use std::time::{Duration, Instant};

use kaffy_core::{
    AreaRight, DbError, Right,
    inside::Tx,
    job_rights::{Cancel, Delete, Retry},
};
use uuid::Uuid;

use super::{
    Desk,
    changing::{changeable, who},
    reading::is_a_search,
};
use crate::{
    Count, Job, JobFilter, JobRecord, JobState, ManageError,
    chores::RunChore,
    store::{self, Change},
};

/// The most jobs that one run takes.
pub const MOST_AT_ONCE: usize = 10_000;
/// Jobs of one transaction.
const TOGETHER: u64 = 100;
/// How long one run may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Jobs that a preview shows.
const SAMPLE: usize = 10;

/// What is done to many jobs.
pub trait Bulk: AreaRight + Sized {
    /// The states in which it can be done to a job.
    const FROM: &'static [JobState];
    /// How the audit log calls it.
    const WHAT: &'static str;
    /// What it is.
    #[doc(hidden)]
    fn change(right: &Right<Self>) -> BulkChange;
}

/// A change, as other crates see it: not at all.
#[doc(hidden)]
#[derive(Debug)]
pub struct BulkChange(Change);

impl Bulk for Retry {
    const FROM: &'static [JobState] = &[JobState::Failed, JobState::Cancelled];
    const WHAT: &'static str = "job-retried";
    fn change(_: &Right<Self>) -> BulkChange {
        BulkChange(Change::Retry)
    }
}

impl Bulk for Cancel {
    const FROM: &'static [JobState] = &JobState::LIVE;
    const WHAT: &'static str = "job-cancelled";
    fn change(right: &Right<Self>) -> BulkChange {
        BulkChange(Change::Cancel { by: Some(who(right)), even_running: true })
    }
}

impl Bulk for Delete {
    const FROM: &'static [JobState] = &[
        JobState::Scheduled,
        JobState::Available,
        JobState::Retrying,
        JobState::Succeeded,
        JobState::Failed,
        JobState::Cancelled,
    ];
    const WHAT: &'static str = "job-deleted";
    fn change(_: &Right<Self>) -> BulkChange {
        BulkChange(Change::Delete)
    }
}

/// Which jobs are meant.
#[derive(Clone, Debug)]
pub enum Which {
    /// These.
    Ids(Vec<Uuid>),
    /// All that match. A filter that asks for what no index knows means those among the newest 50,000 jobs of each
    /// state.
    Filter(Box<JobFilter>),
}

/// What would be done.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BulkPreview {
    /// How many jobs it is about, counted up to [`MOST_AT_ONCE`].
    pub count: Count,
    /// Some of them.
    pub sample: Vec<JobRecord>,
    /// How many of those that were chosen it cannot be done to; jobs of chores among them.
    pub unfit: usize,
    /// How many jobs were looked through for each state, where the filter asks for what no index knows.
    pub looked: Option<u64>,
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BulkReport {
    /// To how many.
    pub done: usize,
    /// How many were in another state by then, the same as one that is not over, or jobs of chores.
    pub refused: usize,
    /// Whether there are more, for another run.
    pub is_more: bool,
}

impl Desk<'_> {
    /// What would be done to which jobs.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn preview<B: Bulk>(&self, _: &Right<B>, which: &Which) -> Result<BulkPreview, DbError> {
        let (mut number, mut sample, mut unfit, mut looked) = (0, Vec::new(), 0, None);
        match which {
            Which::Ids(ids) => {
                for id in ids.iter().take(MOST_AT_ONCE) {
                    match self.jobs.find(*id).await? {
                        Some(job) if B::FROM.contains(&job.state) && changeable(&job).is_ok() => {
                            number += 1;
                            sample.push(job);
                        }
                        _ => unfit += 1,
                    }
                }
            }
            Which::Filter(filter) => {
                looked = is_a_search(filter).then_some(store::LOOKED);
                for state in states::<B>(filter) {
                    let filter = self.of_state(filter, state).await?;
                    let room = (MOST_AT_ONCE + 1).saturating_sub(number) as u64;
                    let counts = store::counts(self.jobs.database(), &filter, room).await?;
                    let found = number_of(&counts, state);
                    let of_chores = self.of_chores(&filter, state, found).await?;
                    number += found - of_chores;
                    unfit += of_chores;
                    let room = SAMPLE.saturating_sub(sample.len()) as u64;
                    if room > 0 {
                        let jobs = self.jobs.list(&filter, None, room).await?;
                        sample.extend(jobs.into_iter().filter(|job| changeable(job).is_ok()));
                    }
                }
            }
        }
        sample.truncate(SAMPLE);
        let count = Count { number: number.min(MOST_AT_ONCE) as u64, is_more: number > MOST_AT_ONCE };
        Ok(BulkPreview { count, sample, unfit, looked })
    }

    /// Does it to at most [`MOST_AT_ONCE`] jobs, and within twenty seconds.
    ///
    /// # Errors
    /// What the database refuses. What was done up to then stays.
    pub async fn run<B: Bulk>(&self, right: &Right<B>, which: &Which) -> Result<BulkReport, DbError> {
        let (begun, mut report) = (Instant::now(), BulkReport::default());
        let is_over = |report: &BulkReport| report.done + report.refused >= MOST_AT_ONCE || begun.elapsed() > PATIENCE;
        match which {
            Which::Ids(ids) => {
                for ids in ids.chunks(TOGETHER as usize) {
                    if is_over(&report) {
                        report.is_more = true;
                        break;
                    }
                    self.batch(right, ids, &mut report).await?;
                }
            }
            Which::Filter(filter) => {
                for state in states::<B>(filter) {
                    let filter = self.of_state(filter, state).await?;
                    let mut before = None;
                    loop {
                        let jobs = self.jobs.list(&filter, before, TOGETHER).await?;
                        let Some(last) = jobs.last() else { break };
                        if is_over(&report) {
                            report.is_more = true;
                            break;
                        }
                        before = Some(last.id);
                        let ids: Vec<_> = jobs.iter().map(|job| job.id).collect();
                        self.batch(right, &ids, &mut report).await?;
                    }
                }
            }
        }
        self.jobs.wake("");
        self.jobs.wake("!stop");
        Ok(report)
    }

    /// How many of the jobs that a filter finds do the runs of chores, at most `found`.
    async fn of_chores(&self, filter: &JobFilter, state: JobState, found: usize) -> Result<usize, DbError> {
        let chores = RunChore::META.job_type;
        if found == 0 || !(filter.types.is_empty() || filter.types.iter().any(|it| it == chores)) {
            return Ok(0);
        }
        let only = JobFilter { types: vec![chores.to_owned()], ..filter.clone() };
        let counts = store::counts(self.jobs.database(), &only, found as u64).await?;
        Ok(number_of(&counts, state).min(found))
    }

    /// A filter for one state, which looks no further back than it may.
    async fn of_state(&self, filter: &JobFilter, state: JobState) -> Result<JobFilter, DbError> {
        let mut own = self.honest(filter);
        own.states = vec![state];
        if is_a_search(filter) {
            own.from = store::edge(self.jobs.database(), &own, None).await?;
        }
        Ok(own)
    }

    async fn batch<B: Bulk>(&self, right: &Right<B>, ids: &[Uuid], report: &mut BulkReport) -> Result<(), DbError> {
        let BulkChange(change) = B::change(right);
        let mut tx = self.jobs.database().begin().await?;
        store::groups::lock_for(&mut tx.lend(), ids).await?;
        let mut told = Vec::new();
        for id in ids {
            match self.one(&mut tx, *id, &change).await? {
                Some((before, after)) => told.push(self.told(&before, B::WHAT, &change, after)),
                None => report.refused += 1,
            }
        }
        report.done += told.len();
        right.commit(tx, told).await
    }

    /// What the job was and is, unless it refused.
    async fn one(
        &self,
        tx: &mut Tx,
        id: Uuid,
        change: &Change,
    ) -> Result<Option<(JobRecord, Option<JobState>)>, DbError> {
        let before = store::in_state_of(&mut tx.lend(), id).await?;
        let Some(before) = before.filter(|job| changeable(job).is_ok()) else { return Ok(None) };
        tx.mark().await?;
        let done = store::change_in(&mut tx.lend(), id, change, self.jobs.clock().now()).await;
        match done {
            Ok(after) => {
                tx.keep().await?;
                Ok(Some((before, after)))
            }
            Err(ManageError::Database(error)) => Err(error),
            Err(_) => {
                tx.undo().await?;
                Ok(None)
            }
        }
    }
}

/// How many jobs there are of a state.
fn number_of(counts: &[(JobState, Count)], state: JobState) -> usize {
    let own = counts.iter().find(|(it, _)| *it == state);
    own.map_or(0, |(_, count)| usize::try_from(count.number).unwrap_or(usize::MAX))
}

/// The states that both the filter and the change allow.
fn states<B: Bulk>(filter: &JobFilter) -> impl Iterator<Item = JobState> {
    B::FROM.iter().copied().filter(|state| filter.states.is_empty() || filter.states.contains(state))
}
