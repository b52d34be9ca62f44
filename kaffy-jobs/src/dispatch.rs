//! The innermost service: finds the handler, decodes the arguments, does the job.

use std::{
    error::Error,
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use apalis_core::task::Task;
use serde_json::Value;
use tower::Service;

use crate::{JobContext, JobError, JobRegistry, builder::boxed, store::Claimed};

/// Any error of a service.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// A job on its way through the layers. What it is about stands in the [`Task`] around it and in the
/// [`JobContext`] among its data.
#[derive(Clone, Debug)]
pub struct Envelope(pub(crate) Claimed);

impl Envelope {
    /// The type of the job.
    pub fn job_type(&self) -> &str {
        &self.0.job_type
    }

    /// Its arguments as JSON.
    pub fn args(&self) -> &str {
        &self.0.args
    }
}

/// What a handler returned.
#[derive(Clone, Debug)]
pub struct Done(pub(crate) Value);

/// What a handler said, as an error of a service.
#[derive(Debug)]
pub(crate) struct Said(pub(crate) JobError);

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Said {}

/// Finds the handler of a job and calls it.
#[derive(Clone, Debug)]
pub(crate) struct Dispatch {
    registry: JobRegistry,
}

impl Dispatch {
    pub(crate) fn new(registry: JobRegistry) -> Self {
        Self { registry }
    }
}

impl Service<Task<Envelope>> for Dispatch {
    type Response = Done;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Done, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, task: Task<Envelope>) -> Self::Future {
        let ctx = task.data().get::<JobContext>().cloned();
        let handler = self.registry.get(task.args.job_type());
        let (Some(ctx), Some(handler)) = (ctx, handler) else {
            let reason = format!(
                "no handler is registered for `{}`: add it with `.handler::<…>()` or `.discover()`",
                task.args.job_type()
            );
            return Box::pin(async move { Err(boxed(Said(JobError::undecodable(reason)))) });
        };
        // Decoding is code of the application, too, and may panic: it happens where that is caught.
        Box::pin(async move { handler.run(task.args.args(), ctx).await.map(Done).map_err(|error| boxed(Said(error))) })
    }
}
