//! Adding a job from a page.

use kaffy_core::{Right, accounts::Subject, inside::Told, job_rights::Enqueue};
use serde_json::Value;

use super::{Desk, changing, masking};
use crate::{EnqueueError, Enqueued, ManageError, Options, new_job::NewJob, store};

impl Desk<'_> {
    /// Adds a job by the name of its type, with arguments that its handler takes. Whoever adds it wanted it.
    ///
    /// # Errors
    /// See [`ManageError`].
    pub async fn enqueue(
        &self,
        right: &Right<Enqueue>,
        job_type: &str,
        args: &Value,
        options: Options,
    ) -> Result<Enqueued, ManageError> {
        let handler = self.jobs.registry().named(job_type).ok_or_else(|| EnqueueError::Unknown(job_type.to_owned()))?;
        handler
            .check(&args.to_string())
            .map_err(|reason| ManageError::Args { job_type: job_type.to_owned(), reason })?;
        let options = options.created_by(changing::who(right)).options;
        let now = self.jobs.clock().now();
        let job = NewJob::new(handler.meta(), args, &options, now, self.jobs.parts().max_args)?;
        let mut tx = self.jobs.database().begin().await?;
        let jobs = [job];
        let done = store::insert(&mut tx.lend(), &jobs, now).await?;
        let enqueued = crate::enqueue::first(done);
        let told = Told::new("job-enqueued", Subject::Job, &enqueued.id().to_string(), job_type);
        let shown = changing::kept(&masking::masked(Some(handler.meta()), args));
        let [job] = &jobs;
        let told = told.field("queue", None, Some(&job.queue)).field("args", None, Some(&shown));
        right.commit(tx, enqueued.is_new().then_some(told)).await?;
        self.jobs.wake_for(&jobs);
        Ok(enqueued)
    }
}
