//! One job on its way into the database.

use std::{
    future::{Future, IntoFuture},
    pin::Pin,
};

use kaffy_core::{Ctx, inside::Lend};
use uuid::Uuid;

use crate::{EnqueueError, Job, JobOptions, Jobs, new_job::job_options};

/// What became of a job that was enqueued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enqueued {
    /// It is a new one.
    Created(Uuid),
    /// It is the same as this one, which stays as it is.
    Existing(Uuid),
    /// It is the same as this one, which was waiting and has been changed.
    Replaced(Uuid),
}

impl Enqueued {
    /// The id of the job that will run, or of the group.
    pub const fn id(self) -> Uuid {
        match self {
            Self::Created(id) | Self::Existing(id) | Self::Replaced(id) => id,
        }
    }

    /// Whether it is a new one.
    pub const fn is_new(self) -> bool {
        matches!(self, Self::Created(_))
    }
}

/// A job that is stored when this is awaited, or [in a transaction](Self::in_tx).
#[must_use = "a job is enqueued when this is awaited"]
#[derive(Debug)]
pub struct Enqueue<'j, J> {
    jobs: &'j Jobs,
    job: J,
    options: JobOptions,
}

impl<'j, J: Job> Enqueue<'j, J> {
    pub(crate) fn new(jobs: &'j Jobs, job: J) -> Self {
        Self { jobs, job, options: JobOptions::default() }
    }

    job_options!(options);

    /// Stores it in a transaction that somebody else commits: a `&mut Ctx` of a hook, or the connection of a
    /// transaction of sqlx (`&mut *tx`). Rolled back, nothing of it is left (J1).
    ///
    /// ```
    /// # use kaffy_core::{Ctx, Refusal};
    /// # use kaffy_jobs::{Job, Jobs};
    /// // In a hook: saved and enqueued, or neither.
    /// async fn after_insert(ctx: &mut Ctx, jobs: &Jobs, announce: impl Job) -> Result<(), Refusal> {
    ///     jobs.enqueue(announce).priority(5).in_tx(ctx).await?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// See [`EnqueueError`].
    pub async fn in_tx(self, tx: &mut impl Lend) -> Result<Enqueued, EnqueueError> {
        let job = self.jobs.new_job(&self.job, &self.options)?;
        self.jobs.store_in(tx, vec![job]).await.map(first)
    }
}

impl<'j, J: Job> IntoFuture for Enqueue<'j, J> {
    type Output = Result<Enqueued, EnqueueError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'j>>;

    fn into_future(self) -> Self::IntoFuture {
        let job = self.jobs.new_job(&self.job, &self.options);
        let jobs = self.jobs;
        Box::pin(async move { jobs.store(vec![job?]).await.map(first) })
    }
}

/// There is one for each job.
pub(crate) fn first(enqueued: Vec<Enqueued>) -> Enqueued {
    enqueued.into_iter().next().unwrap_or(Enqueued::Existing(Uuid::nil()))
}

/// Enqueueing in hooks and actions: `ctx.enqueue(announce { product_id }).await?`.
///
/// ```
/// # use kaffy_core::{Ctx, Refusal};
/// # use kaffy_jobs::{EnqueueInCtx, Job, Options};
/// async fn after_insert(ctx: &mut Ctx, announce: impl Job, remind: impl Job) -> Result<(), Refusal> {
///     ctx.enqueue(announce).await?;
///     ctx.enqueue_with(remind, Options::new().after(std::time::Duration::from_secs(3600))).await?;
///     Ok(())
/// }
/// ```
pub trait EnqueueInCtx {
    /// Stores a job in the transaction of the save. Refused or rolled back, nothing of it is left.
    fn enqueue<J: Job>(&mut self, job: J) -> impl Future<Output = Result<Enqueued, EnqueueError>> + Send {
        self.enqueue_with(job, crate::Options::new())
    }

    /// The same, with options.
    fn enqueue_with<J: Job>(
        &mut self,
        job: J,
        options: crate::Options,
    ) -> impl Future<Output = Result<Enqueued, EnqueueError>> + Send;
}

impl EnqueueInCtx for Ctx {
    async fn enqueue_with<J: Job>(&mut self, job: J, options: crate::Options) -> Result<Enqueued, EnqueueError> {
        let jobs = self.admin().extension::<Jobs>().cloned().ok_or(EnqueueError::NoJobs)?;
        let mut options = options.options;
        if options.created_by.is_none() {
            options.created_by = Some(self.actor().name.chars().take(200).collect());
        }
        let job = jobs.new_job(&job, &options)?;
        jobs.store_in(self, vec![job]).await.map(first)
    }
}
