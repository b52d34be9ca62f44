//! The jobs of these tests, beside those that the others have.

use kaffy::{
    Database,
    jobs::{GroupEnd, GroupStatus},
    prelude::*,
};
use serde_json::Value;

use crate::handlers::{Done, jobs_with};

/// Notes how its group ended.
#[job_handler(backoff = "100ms")]
pub(crate) async fn told(word: String, group: GroupEnd, Data(done): Data<Done>) -> Result<(), JobError> {
    done.note(format!("{word}: {} is {}", group.id, group.status));
    Ok(())
}

/// Fails the first times, as a callback.
#[job_handler(backoff = "100ms", max_attempts = 5)]
pub(crate) async fn told_late(
    times: u32,
    group: GroupEnd,
    Data(done): Data<Done>,
    ctx: JobContext,
) -> Result<(), JobError> {
    done.note(format!("attempt {}", ctx.attempt()));
    if ctx.attempt() <= times {
        return Err(JobError::failed(format!("not told that it is {}", group.status)));
    }
    Ok(())
}

/// Takes something else under the name of what is filled in.
#[job_handler]
pub(crate) async fn other_group(group: u32) -> Result<u32, JobError> {
    Ok(group)
}

/// Returns what it is given.
#[job_handler]
pub(crate) async fn returns(value: Value) -> Result<Value, JobError> {
    Ok(value)
}

/// Fails, and is not tried again.
#[job_handler(max_attempts = 1)]
pub(crate) async fn refuses(reason: String) -> Result<(), JobError> {
    Err(JobError::failed(reason))
}

/// Adds tasks to its own group.
#[job_handler]
pub(crate) async fn grows(more: u32, ctx: JobContext) -> Result<(), JobError> {
    let group = ctx.group().ok_or_else(|| JobError::failed("it is in no group"))?;
    let texts = (1..=more).map(|number| crate::handlers::note { text: format!("more {number}") });
    ctx.jobs().add_tasks(group).tasks(texts).add().await?;
    Ok(())
}

/// Jobs with these handlers, too.
pub(super) async fn jobs(db: &Database) -> (Jobs, Done) {
    jobs_with(db, |builder| {
        builder
            .handler::<told>()
            .handler::<told_late>()
            .handler::<other_group>()
            .handler::<returns>()
            .handler::<refuses>()
            .handler::<grows>()
            .handler::<reads_first>()
    })
    .await
}

/// A callback that says this word.
pub(super) fn told_as(word: &str) -> told {
    told { word: word.into(), group: GroupEnd::later() }
}

/// A task that notes this.
pub(super) fn noted(text: &str) -> crate::handlers::note {
    crate::handlers::note { text: text.into() }
}

/// What a callback notes.
pub(super) fn telling(word: &str, group: uuid::Uuid, status: GroupStatus) -> String {
    format!("{word}: {group} is {status}")
}

/// Reads in a transaction, waits until the other tasks of its group are over, and ends in that transaction.
#[job_handler]
pub(crate) async fn reads_first(Data(db): Data<Database>, ctx: JobContext) -> Result<(), JobError> {
    let group = ctx.group().ok_or_else(|| JobError::failed("it is in no group"))?;
    // A database in memory has one connection.
    let is_shared = db.dialect() != kaffy::Dialect::Sqlite;
    let mut tx = if is_shared { Some(db.begin().await?) } else { None };
    if let Some(tx) = &mut tx {
        let one = sea_query::Query::select().column("position").from("kaffy_job_tasks").to_owned();
        tx.fetch(&one, &[kaffy::inside::Read::integer()]).await?;
    }
    while ctx.jobs().get_group(group).await?.tasks.over() == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let mut tx = match tx {
        Some(tx) => tx,
        None => db.begin().await?,
    };
    ctx.complete_in(&mut tx).await?;
    Ok(tx.commit().await?)
}
