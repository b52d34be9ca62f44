//! What a handler knows about its job, and can say while it works.

use std::{
    fmt,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use apalis_core::task::extensions::Extensions;
use chrono::{DateTime, Utc};
use kaffy_core::{Notification, inside::Lend};
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    EnqueueError, JobError, Jobs, Progress, clock,
    log::Log,
    store::{self, Claimed},
};

/// The surroundings of one attempt. Cheap to clone.
///
/// ```
/// # use kaffy_jobs::{JobContext, JobError};
/// // With `#[job_handler]`.
/// async fn send_all(addresses: Vec<String>, ctx: JobContext) -> Result<(), JobError> {
///     let all = addresses.len() as u64;
///     for (done, address) in (0..).zip(addresses) {
///         if ctx.is_cancelled() {
///             return Err(JobError::cancel("somebody asked for it"));
///         }
///         ctx.progress(done, all);
///         ctx.log(format!("attempt {} of {}: {address}", ctx.attempt(), ctx.max_attempts()));
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone)]
pub struct JobContext(Arc<Inner>);

struct Inner {
    jobs: Jobs,
    claimed: Claimed,
    data: Extensions,
    cancel: CancellationToken,
    stopping: CancellationToken,
    log: Arc<Log>,
    told: Arc<Told>,
}

/// What a handler says while it works, for whoever stores it.
#[derive(Debug, Default)]
pub(crate) struct Told {
    progress: Mutex<Option<Progress>>,
    is_new: AtomicBool,
}

impl Told {
    /// How far it is, if it said so since this was asked last.
    pub(crate) fn news(&self) -> Option<Progress> {
        if !self.is_new.swap(false, Ordering::AcqRel) {
            return None;
        }
        self.progress()
    }

    /// How far it is.
    pub(crate) fn progress(&self) -> Option<Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Says it once more, since it could not be stored.
    pub(crate) fn say_again(&self) {
        self.is_new.store(true, Ordering::Release);
    }
}

impl JobContext {
    pub(crate) fn new(
        jobs: Jobs,
        claimed: Claimed,
        data: Extensions,
        (cancel, stopping): (CancellationToken, CancellationToken),
        log: Arc<Log>,
        told: Arc<Told>,
    ) -> Self {
        Self(Arc::new(Inner { jobs, claimed, data, cancel, stopping, log, told }))
    }

    /// The id of the job.
    pub fn id(&self) -> Uuid {
        self.0.claimed.id
    }

    /// The token of its claim, which what is written for this attempt names.
    pub(crate) fn token(&self) -> Uuid {
        self.0.claimed.token
    }

    /// Which attempt this is, counted from 1.
    pub fn attempt(&self) -> u32 {
        self.0.claimed.attempt
    }

    /// The most attempts there may be.
    pub fn max_attempts(&self) -> u32 {
        self.0.claimed.max_attempts
    }

    /// Whether there is no attempt after this.
    pub fn is_last_attempt(&self) -> bool {
        self.attempt() >= self.max_attempts()
    }

    /// Counts every start, with attempts that do not count: no two starts of a job have the same.
    pub fn start(&self) -> u32 {
        self.0.claimed.start
    }

    /// How often it was snoozed.
    pub fn snoozes(&self) -> u32 {
        self.0.claimed.snoozes
    }

    /// The queue that it came from.
    pub fn queue(&self) -> &str {
        &self.0.claimed.queue
    }

    /// When it was to run.
    pub fn run_at(&self) -> DateTime<Utc> {
        clock::time(self.0.claimed.run_at)
    }

    /// When it was enqueued.
    pub fn created_at(&self) -> DateTime<Utc> {
        clock::time(self.0.claimed.created_at)
    }

    /// The id of the record that it is about.
    pub fn record(&self) -> Option<&str> {
        self.0.claimed.resource_id.as_deref()
    }

    /// Who wanted it.
    pub fn created_by(&self) -> Option<&str> {
        self.0.claimed.created_by.as_deref()
    }

    /// The metadata that it was enqueued with.
    pub fn meta(&self) -> Option<Value> {
        self.0.claimed.meta.as_deref().and_then(|text| serde_json::from_str(text).ok())
    }

    /// The group that it is a task of.
    pub fn group(&self) -> Option<Uuid> {
        self.0.claimed.group
    }

    /// The jobs, to enqueue others.
    pub fn jobs(&self) -> &Jobs {
        &self.0.jobs
    }

    /// What the application gave to [`JobsBuilder::data`](crate::JobsBuilder::data).
    ///
    /// # Errors
    /// When it gave nothing of this type.
    pub fn data<T: Clone + Send + Sync + 'static>(&self) -> Result<T, JobError> {
        self.0.data.get::<T>().cloned().ok_or_else(|| {
            let name = std::any::type_name::<T>();
            JobError::failed(format!("there is no `{name}`: add one with `Jobs::builder(&db).data(…)`"))
        })
    }

    /// Whether somebody asked for the job to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancel.is_cancelled()
    }

    /// Waits until somebody asks for the job to stop. What does not end by itself half a second later is ended.
    pub async fn cancelled(&self) {
        self.0.cancel.cancelled().await;
    }

    /// Whether the worker is about to stop. A job that does not end within its limit is given back and started again
    /// elsewhere; one that can go on from where it is may leave by itself with [`JobError::snooze`].
    pub fn is_stopping(&self) -> bool {
        self.0.stopping.is_cancelled()
    }

    /// Waits until the worker is about to stop.
    pub async fn stopping(&self) {
        self.0.stopping.cancelled().await;
    }

    /// Adds a line to the log of this attempt.
    pub fn log(&self, line: impl fmt::Display) {
        self.0.log.add(&line.to_string());
    }

    /// Says how far it has come. Stored at most once a second, so it may be said as often as one likes.
    pub fn progress(&self, done: u64, total: impl Into<Option<u64>>) {
        self.say(Progress { done, total: total.into(), message: None });
    }

    /// Says how far it has come, in words, too.
    pub fn progress_with(&self, done: u64, total: impl Into<Option<u64>>, message: impl Into<String>) {
        self.say(Progress { done, total: total.into(), message: Some(message.into()) });
    }

    fn say(&self, progress: Progress) {
        *self.0.told.progress.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress);
        self.0.told.say_again();
    }

    /// Tells somebody something, by the id of their actor, in a transaction of its own: whoever has this id in any admin
    /// over this database sees it. Told at each attempt that gets here; [`Notification::send_in`] tells together with
    /// [`complete_in`](Self::complete_in), and so once.
    ///
    /// # Errors
    /// What the database refuses, and when the id is longer than 200 characters.
    pub async fn notify(&self, actor_id: &str, notification: impl Into<Notification>) -> Result<(), JobError> {
        let mut tx = self.jobs().database().begin().await?;
        notification.into().send_in(&mut tx, actor_id).await?;
        Ok(tx.commit().await?)
    }

    /// Ends the job in a transaction of the handler's: what else that writes is there exactly once, since either both
    /// last or neither does (J34). What the handler returns after the commit changes nothing; rolled back, it counts.
    ///
    /// ```
    /// # use kaffy_core::inside::Lend;
    /// # use kaffy_jobs::{JobContext, JobError};
    /// # async fn example(ctx: JobContext, mut tx: impl Lend) -> Result<(), JobError> {
    /// // In a handler, after what it writes in the transaction `tx`, such as `&mut *tx` of sqlx.
    /// ctx.complete_in(&mut tx).await?;
    /// // Then the commit: both last, or neither.
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// When the job is not this worker's any more: roll back then.
    pub async fn complete_in(&self, tx: &mut impl Lend) -> Result<(), JobError> {
        let Inner { claimed, jobs, .. } = &*self.0;
        let done = store::complete_in(&mut tx.lend(), claimed, jobs.clock().now()).await;
        let Some(published) = done.map_err(EnqueueError::Database)? else {
            return Err(JobError::failed("the job was given to another worker meanwhile"));
        };
        if !published.is_empty() {
            jobs.wake_once_committed(tx, published);
        }
        Ok(())
    }
}

impl fmt::Debug for JobContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JobContext").field("id", &self.id()).field("attempt", &self.attempt()).finish_non_exhaustive()
    }
}
