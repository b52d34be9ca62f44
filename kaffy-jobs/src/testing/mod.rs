//! For tests of an application's own jobs (J24): what was enqueued, doing it here and now, moving the clock.
//!
//! No worker runs. What a handler enqueues waits until the test does it, too.

mod chores;
mod travel;

use std::{sync::Arc, time::Duration};

use kaffy_core::{Database, DbError};
use serde_json::Value;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    Job, JobFilter, JobRecord, JobState, Jobs, WorkerRecord, clock,
    engine::{attempt, outcome_of},
    log::Log,
    store::{self, Claim, Claimed, Finish},
};

pub use chores::ChoreOutcome;
pub use travel::TimeTravel;

/// How many jobs [`TestJobs::drain`] does before it says that there is no end.
const NO_END: usize = 10_000;

/// Does jobs here and now.
///
/// ```
/// # use kaffy_jobs::{Job, Jobs, testing::TestJobs};
/// # use serde_json::json;
/// # async fn example<SendWelcome: Job>(jobs: Jobs) -> Result<(), Box<dyn std::error::Error>> {
/// # async fn sign_up(jobs: &Jobs, address: &str) -> Result<(), kaffy_jobs::EnqueueError> { Ok(()) }
/// let mut test = TestJobs::new(&jobs).await?;
/// sign_up(&jobs, "ada@example.org").await?;
/// let job = test.assert_enqueued::<SendWelcome>(json!({ "address": "ada@example.org" })).await;
/// assert_eq!(test.drain("mail").await?.succeeded, 1);
/// // Or that job alone, whatever its time.
/// test.advance(std::time::Duration::from_secs(3600));
/// let done = test.perform(job.id).await?;
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct TestJobs {
    jobs: Jobs,
    db: Database,
    worker: Uuid,
}

/// What became of the jobs of a queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drained {
    /// Attempts that succeeded.
    pub succeeded: usize,
    /// Attempts that failed, whether they come back or not.
    pub failed: usize,
    /// Jobs that were cancelled by their handlers.
    pub cancelled: usize,
    /// Attempts that were put off.
    pub snoozed: usize,
}

impl TestJobs {
    /// Takes the place of a worker.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn new(jobs: &Jobs) -> Result<Self, DbError> {
        Self::named(jobs, "test").await
    }

    async fn named(jobs: &Jobs, name: &str) -> Result<Self, DbError> {
        let (worker, now) = (Uuid::now_v7(), clock::time(jobs.clock().now()));
        let record = WorkerRecord {
            id: worker,
            name: name.to_owned(),
            host: "test".to_owned(),
            pid: std::process::id(),
            started_at: now,
            beat_at: now,
            dead_after: i64::MAX / 4,
            queues: Vec::new(),
            handlers: Vec::new(),
            is_stopping: false,
        };
        let db = jobs.database().reserve(1);
        store::add_worker(&db, &record).await?;
        Ok(Self { jobs: jobs.clone(), db, worker })
    }

    /// Moves the clock of these jobs on.
    pub fn advance(&self, time: Duration) {
        self.jobs.clock().advance(time);
    }

    /// The jobs of a type that are not over and whose arguments have at least these values.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn enqueued<J: Job>(&self, args: Value) -> Result<Vec<JobRecord>, DbError> {
        let mut filter = JobFilter::new().of_type(J::META.job_type);
        filter.states = JobState::LIVE.to_vec();
        let jobs = self.jobs.list(&filter, None, crate::MAX_PAGE).await?;
        Ok(jobs.into_iter().filter(|job| contains(&job.args, &args)).collect())
    }

    /// Panics unless a job of the type is enqueued whose arguments have at least these values. Says the newest one.
    ///
    /// # Panics
    /// When there is none, with those that there are.
    pub async fn assert_enqueued<J: Job>(&self, args: Value) -> JobRecord {
        let name = J::META.job_type;
        match self.enqueued::<J>(args.clone()).await {
            Ok(found) => match found.into_iter().next() {
                Some(job) => job,
                None => {
                    let others = self.enqueued::<J>(Value::Null).await.unwrap_or_default();
                    let others: Vec<_> = others.iter().map(|job| job.args.to_string()).collect();
                    panic!("no `{name}` is enqueued with {args}; there are: [{}]", others.join(", "))
                }
            },
            Err(error) => panic!("the database could not say what is enqueued: {error}"),
        }
    }

    /// Panics if a job of the type is enqueued whose arguments have at least these values.
    ///
    /// # Panics
    /// When there is one.
    pub async fn refute_enqueued<J: Job>(&self, args: Value) {
        match self.enqueued::<J>(args.clone()).await {
            Ok(found) if found.is_empty() => {}
            Ok(found) => panic!("{} of `{}` are enqueued with {args}", found.len(), J::META.job_type),
            Err(error) => panic!("the database could not say what is enqueued: {error}"),
        }
    }

    /// Does one attempt of one job, whatever its time and queue, and says what became of it.
    ///
    /// # Errors
    /// What the database refuses, among it that the job is over.
    pub async fn perform(&mut self, id: Uuid) -> Result<JobRecord, crate::ManageError> {
        let job = self.jobs.find(id).await?.ok_or(crate::ManageError::NotFound(id))?;
        if matches!(job.state, JobState::Scheduled | JobState::Retrying) {
            self.jobs.run_now(id).await?;
        }
        // Others in front of it are given back as they were.
        let claimed = self.claim(&job.queue, 1_000).await?;
        let (mine, others): (Vec<_>, Vec<_>) = claimed.into_iter().partition(|claimed| claimed.id == id);
        let now = self.jobs.clock().now();
        let released: Vec<_> = others.iter().map(|job| self.finish(job, store::Outcome::Released, now, None)).collect();
        store::acknowledge(&self.db, &released).await?;
        for job in mine {
            self.run(job).await?;
        }
        self.jobs.find(id).await?.ok_or(crate::ManageError::NotFound(id))
    }

    /// Does all jobs of a queue whose time has come, those that they enqueue there among them.
    ///
    /// # Errors
    /// What the database refuses.
    ///
    /// # Panics
    /// After 10,000 jobs: then there is no end.
    pub async fn drain(&mut self, queue: &str) -> Result<Drained, DbError> {
        let mut drained = Drained::default();
        for _ in 0..NO_END {
            store::stage(&self.db, self.jobs.clock().now()).await?;
            let Some(job) = self.claim(queue, 1).await?.pop() else { return Ok(drained) };
            match self.run(job).await? {
                store::Outcome::Succeeded(_) => drained.succeeded += 1,
                store::Outcome::Retry { .. } | store::Outcome::Failed { .. } => drained.failed += 1,
                store::Outcome::Cancelled(_) => drained.cancelled += 1,
                _ => drained.snoozed += 1,
            }
        }
        panic!("after {NO_END} jobs the queue `{queue}` is not empty: does a job enqueue itself?")
    }

    /// The same for jobs that could run at a time, and have not been asked to stop.
    async fn drain_until(&mut self, queue: &str, until: i64) -> Result<(), DbError> {
        for _ in 0..NO_END {
            let mut claimed = self.claim(queue, 1_000).await?;
            let at = claimed.iter().position(|job| job.run_at <= until);
            let now = self.jobs.clock().now();
            let job = at.map(|at| claimed.swap_remove(at));
            let others: Vec<_> =
                claimed.iter().map(|job| self.finish(job, store::Outcome::Released, now, None)).collect();
            store::acknowledge(&self.db, &others).await?;
            let Some(job) = job else { return Ok(()) };
            self.run(job).await?;
        }
        Ok(())
    }

    async fn claim(&self, queue: &str, room: u64) -> Result<Vec<Claimed>, DbError> {
        let types = self.jobs.types();
        let claim = Claim { worker: self.worker, queue, types: &types, room, now: self.jobs.clock().now() };
        let mut claimed = store::claim(&self.db, claim).await?;
        if claimed.len() < usize::try_from(room).unwrap_or(usize::MAX) {
            let room = room - claimed.len() as u64;
            claimed.extend(store::claim_limited(&self.db, Claim { room, ..claim }, &self.jobs.parts().limits).await?);
        }
        Ok(claimed)
    }

    async fn run(&self, job: Claimed) -> Result<store::Outcome, DbError> {
        let (told, log, cancel) = (Arc::default(), Arc::<Log>::default(), CancellationToken::new());
        let (_end, ended) = watch::channel(crate::engine::End::No);
        let task = crate::engine::task(job.clone());
        let ended = attempt(
            &self.jobs,
            task,
            (&cancel, &CancellationToken::new()),
            ended,
            &told,
            &log,
            Duration::from_millis(500),
        )
        .await;
        let now = self.jobs.clock().now();
        let meta = self.jobs.registry().meta(&job.job_type);
        let outcome = outcome_of(ended, &job, meta, now).unwrap_or(store::Outcome::Interrupted);
        let finish = self.finish(&job, outcome.clone(), now, log.text());
        store::acknowledge(&self.db, &[finish]).await?;
        Ok(outcome)
    }

    fn finish(&self, job: &Claimed, outcome: store::Outcome, now: i64, log: Option<String>) -> Finish {
        Finish {
            id: job.id,
            token: job.token,
            worker: self.worker,
            start: job.start,
            attempt: job.attempt,
            priority_gap: store::gap(job.run_at, job.sort_at),
            started_at: job.started_at,
            finished_at: now,
            outcome,
            log,
            is_limited: job.limit_key.is_some(),
            group: job.group,
        }
    }
}

/// Whether a value has at least what the other one has.
fn contains(value: &Value, part: &Value) -> bool {
    match (value, part) {
        (_, Value::Null) => true,
        (Value::Object(value), Value::Object(part)) => {
            part.iter().all(|(key, part)| value.get(key).is_some_and(|value| contains(value, part)))
        }
        (value, part) => value == part,
    }
}
