//! A job as a type, and as the machine sees it.

use std::{fmt, future::Future, pin::Pin};

use apalis_core::task::data::Data;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{JobContext, JobError, JobMeta};

/// The arguments of a job, with the function that does it. `#[job_handler]` makes one of a function.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no job",
    note = "a function with `#[job_handler]` makes a type of its own name: `jobs.enqueue(send_welcome {{ user_id: 7 }})`"
)]
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// What its handler says about it.
    const META: &'static JobMeta;

    /// Does it. It may be called again for the same job, after a crash among other things: what it does outside of
    /// the database should be safe to do twice.
    fn run(self, ctx: JobContext) -> impl Future<Output = Result<Value, JobError>> + Send;
}

/// What a handler may take beside the arguments that are stored.
#[diagnostic::on_unimplemented(message = "a handler cannot take `{Self}` from its surroundings")]
pub trait FromContext: Sized {
    /// Takes it.
    ///
    /// # Errors
    /// When it is not there.
    fn from_context(ctx: &JobContext) -> Result<Self, JobError>;
}

impl FromContext for JobContext {
    fn from_context(ctx: &JobContext) -> Result<Self, JobError> {
        Ok(ctx.clone())
    }
}

/// What the application gave to [`JobsBuilder::data`](crate::JobsBuilder::data).
impl<T: Clone + Send + Sync + 'static> FromContext for Data<T> {
    fn from_context(ctx: &JobContext) -> Result<Self, JobError> {
        ctx.data::<T>().map(Self::new)
    }
}

/// What a handler returned, as it is stored.
#[doc(hidden)]
pub fn returned<T: Serialize>(returned: Result<T, JobError>) -> Result<Value, JobError> {
    serde_json::to_value(returned?)
        .map_err(|error| JobError::failed(format!("what it returned cannot be written as JSON: {error}")))
}

type Running = Pin<Box<dyn Future<Output = Result<Value, JobError>> + Send>>;

/// A handler by its name; made by the macro, and by [`JobsBuilder::handler`](crate::JobsBuilder::handler).
#[derive(Clone, Copy)]
pub struct JobEntry {
    meta: &'static JobMeta,
    run: fn(&str, JobContext) -> Running,
    check: fn(&str) -> Result<(), String>,
}

impl JobEntry {
    /// The entry of `J`.
    pub const fn of<J: Job>() -> Self {
        Self { meta: J::META, run: run::<J>, check: |args| decode::<J>(args).map(drop) }
    }

    /// What the handler says about its jobs.
    pub const fn meta(self) -> &'static JobMeta {
        self.meta
    }

    /// Decodes the arguments and does the job.
    pub(crate) fn run(self, args: &str, ctx: JobContext) -> Running {
        (self.run)(args, ctx)
    }

    /// Whether the arguments are what the handler takes; else where they are not.
    pub(crate) fn check(self, args: &str) -> Result<(), String> {
        (self.check)(args)
    }
}

impl fmt::Debug for JobEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("JobEntry").field(&self.meta.job_type).finish()
    }
}

/// The only place where types come back.
fn run<J: Job>(args: &str, ctx: JobContext) -> Running {
    match decode::<J>(args) {
        Ok(job) => Box::pin(job.run(ctx)),
        Err(reason) => Box::pin(async move { Err(JobError::undecodable(reason)) }),
    }
}

fn decode<J: Job>(args: &str) -> Result<J, String> {
    let mut reader = serde_json::Deserializer::from_str(args);
    let job = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        match path == "." {
            true => format!("the arguments do not fit: {}", said(J::META, &path, error.inner())),
            false => format!("the argument `{path}` does not fit: {}", said(J::META, &path, error.inner())),
        }
    })?;
    reader.end().map_err(|error| format!("the arguments do not fit: {error}"))?;
    Ok(job)
}

/// What is wrong, in the words of the parser, unless they may repeat a value that nobody shall see: what is said of an
/// attempt is kept and shown (J9).
fn said(meta: &JobMeta, path: &str, error: &serde_json::Error) -> String {
    let names: Vec<_> = path.split(['.', '[', ']']).collect();
    let is_secret = meta.mask.iter().any(|mask| mask.rsplit('.').next().is_some_and(|name| names.contains(&name)));
    // Of a whole that has secrets in it nobody knows which part is repeated.
    match is_secret || (path == "." && !meta.mask.is_empty() && error.is_data()) {
        true => format!("it is not what the handler takes, at line {} column {}", error.line(), error.column()),
        false => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Serialize, serde::Deserialize)]
    struct Pay {
        token: u32,
        amount: u32,
    }

    impl Job for Pay {
        const META: &'static JobMeta = &JobMeta::new("pay", "app::pay").mask(&["token"]);

        async fn run(self, _: JobContext) -> Result<Value, JobError> {
            Ok(Value::Null)
        }
    }

    #[test]
    fn j9_what_does_not_fit_repeats_no_secret() {
        let said = |args: &str| decode::<Pay>(args).expect_err("it does not fit");
        assert_eq!(
            said(r#"{"token": "hunter2", "amount": 1}"#),
            "the argument `token` does not fit: it is not what the handler takes, at line 1 column 19"
        );
        assert!(said(r#"{"token": 1, "amount": "many"}"#).contains("\"many\""));
        assert!(!said(r#""hunter2""#).contains("hunter2"));
        assert!(decode::<Pay>(r#"{"token": 1, "amount": 2}"#).is_ok_and(|pay| pay.token + pay.amount == 3));
    }
}

#[cfg(feature = "discover")]
inventory::collect!(JobEntry);
