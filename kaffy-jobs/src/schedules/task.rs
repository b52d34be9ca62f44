//! A run of a simple task (K130, K131): given what the last successful run returned, it returns what the next one is
//! given. An error keeps the value, a panic takes it back to the first one. The value and the end of the job are written
//! in one transaction, so that no run counts twice; pages read the row, and never wait for a task (K133).

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    EnqueueError, JobContext, JobError,
    engine::unwinding,
    store::{
        self,
        schedules::{TaskStart, begin_task},
    },
};

/// Runs a task once. For the macro.
#[doc(hidden)]
pub async fn run_task<T, F, R>(name: &'static str, ctx: JobContext, first: fn() -> T, run: F) -> Result<Value, JobError>
where
    T: Serialize + DeserializeOwned + Send,
    F: FnOnce(T, JobContext) -> R + Send,
    R: Future<Output = Result<T, JobError>> + Send,
{
    let jobs = ctx.jobs().clone();
    let start = || TaskStart { name, job: ctx.id(), start: ctx.start(), now: jobs.clock().now() };
    let before = begin_task(jobs.database(), start()).await?;
    let value = match before.as_deref().map(serde_json::from_str::<T>) {
        Some(Ok(value)) => value,
        None => first(),
        Some(Err(error)) => {
            tracing::warn!(task = name, %error, "what the last run returned is not what this one takes: it begins anew");
            first()
        }
    };
    let limit = jobs.parts().max_args;
    let ended = match unwinding(&mut Box::pin(run(value, ctx.clone()))).await {
        Ok(Ok(value)) => match serde_json::to_string(&value) {
            Ok(text) if text.len() > limit => {
                Err((JobError::failed(format!("what it returned is {} bytes of JSON, of {limit}", text.len())), false))
            }
            Ok(text) => Ok(text),
            Err(error) => {
                Err((JobError::failed(format!("what it returned cannot be written as JSON: {error}")), false))
            }
        },
        Ok(Err(error)) => Err((error, false)),
        Err(panicked) => {
            let place = panicked.place.map(|place| format!(", at {place}")).unwrap_or_default();
            Err((JobError::failed(format!("panicked: {}{place}", panicked.message)), true))
        }
    };
    let (stored, error) = match ended {
        Ok(value) => (Ok(value), None),
        Err((error, is_panic)) => (Err((clean(&error.to_string()), is_panic)), Some(error)),
    };
    let mut tx = jobs.database().begin().await?;
    let is_ours = store::schedules::end_task(&mut tx.lend(), start(), stored).await?;
    match error {
        // What it did is written down; how the job ended, the worker writes.
        Some(error) => {
            tx.commit().await?;
            Err(error)
        }
        None if is_ours => {
            ctx.complete_in(&mut tx).await?;
            tx.commit().await.map_err(EnqueueError::Database)?;
            Ok(Value::Null)
        }
        None => Err(JobError::failed("another run of this task has begun meanwhile")),
    }
}

/// Of a length that can be stored, and without what no database takes.
fn clean(text: &str) -> String {
    text.chars().take(4_000).collect::<String>().replace('\0', "␀")
}
