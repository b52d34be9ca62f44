//! Jobs on their way in, one or many, in a transaction of their own or in the caller's.

use kaffy_core::inside::Lend;
use serde_json::Value;

use super::Jobs;
use crate::{EnqueueError, Enqueued, Job, JobOptions, ManageError, Options, new_job::NewJob, store};

impl Jobs {
    /// Stores many jobs of a type at once, in one transaction (J4).
    ///
    /// ```
    /// # use kaffy_jobs::{EnqueueError, Job, Jobs, Options};
    /// # async fn example<SendWelcome: Job>(jobs: &Jobs, welcomes: Vec<SendWelcome>) -> Result<(), EnqueueError> {
    /// let enqueued = jobs.enqueue_all(welcomes, Options::new().tag("import").priority(10)).await?;
    /// println!("{} new ones", enqueued.iter().filter(|job| job.is_new()).count());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// See [`EnqueueError`]; none is stored then.
    pub async fn enqueue_all<J: Job>(
        &self,
        jobs: impl IntoIterator<Item = J>,
        options: Options,
    ) -> Result<Vec<Enqueued>, EnqueueError> {
        let jobs = jobs.into_iter().map(|job| self.new_job(&job, &options.options)).collect::<Result<Vec<_>, _>>()?;
        self.store(jobs).await
    }

    /// Stores a job by the name of its type, with arguments that its handler decodes: for pages and programs that know
    /// no Rust types.
    ///
    /// ```
    /// # use kaffy_jobs::{Jobs, ManageError, Options};
    /// # async fn example(jobs: &Jobs) -> Result<(), ManageError> {
    /// jobs.enqueue_by_name("send_welcome", &serde_json::json!({ "user_id": 7 }), Options::new()).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// When no handler has the name, or the arguments are not what it takes; see [`ManageError`].
    pub async fn enqueue_by_name(
        &self,
        job_type: &str,
        args: &Value,
        options: Options,
    ) -> Result<Enqueued, ManageError> {
        let handler = self.registry().named(job_type).filter(|handler| !handler.meta().is_task());
        let handler = handler.ok_or_else(|| EnqueueError::Unknown(job_type.to_owned()))?;
        handler
            .check(&args.to_string())
            .map_err(|reason| ManageError::Args { job_type: job_type.to_owned(), reason })?;
        let job = NewJob::new(handler.meta(), args, &options.options, self.clock().now(), self.parts().max_args)?;
        Ok(self.store(vec![job]).await.map(crate::enqueue::first)?)
    }

    pub(crate) fn new_job<J: Job>(&self, job: &J, options: &JobOptions) -> Result<NewJob, EnqueueError> {
        let args = serde_json::to_value(job).map_err(EnqueueError::Args)?;
        NewJob::new(J::META, &args, options, self.clock().now(), self.parts().max_args)
    }

    pub(crate) async fn store(&self, jobs: Vec<NewJob>) -> Result<Vec<Enqueued>, EnqueueError> {
        let mut tx = self.database().begin().await?;
        let done = store::insert(&mut tx.lend(), &jobs, self.clock().now()).await?;
        tx.commit().await?;
        self.wake_for(&jobs);
        Ok(done)
    }

    pub(crate) async fn store_in(&self, tx: &mut impl Lend, jobs: Vec<NewJob>) -> Result<Vec<Enqueued>, EnqueueError> {
        let done = store::insert(&mut tx.lend(), &jobs, self.clock().now()).await?;
        self.wake_once_committed(tx, jobs);
        Ok(done)
    }
}
