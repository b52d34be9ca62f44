//! Queues: paused by whom and why, and how many of their jobs a node runs at once.

use chrono::{DateTime, Utc};
use kaffy_core::{Database, DbError};
use sea_query::{Expr, ExprTrait, Func, OnConflict, Order, Query, UnionType, Value};
use serde::Serialize;

use super::{
    cells::{Cells, NUMBER, TEXT},
    in_transaction,
    names::{JOBS, QUEUES, is},
};
use crate::{
    JobState,
    clock::{self, Micros},
};

/// A queue as it is now.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct QueueRecord {
    /// Its name.
    pub name: String,
    /// When it was paused, if it is.
    pub paused_at: Option<DateTime<Utc>>,
    /// Who paused it.
    pub paused_by: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// How many jobs each node runs at once, where that was changed from what its code says.
    pub concurrency: Option<u32>,
}

/// Adds queues that are not known yet.
pub(crate) async fn add_queues(db: &Database, names: &[String]) -> Result<(), DbError> {
    if names.is_empty() {
        return Ok(());
    }
    let mut add = Query::insert().into_table(QUEUES).columns(["name"]).to_owned();
    for name in names {
        add.values_panic([Expr::val(name.as_str())]);
    }
    add.on_conflict(OnConflict::column("name").do_nothing_on(["name"]).to_owned());
    in_transaction(db, async |tx| tx.execute(&add).await.map(drop)).await
}

/// All queues by name.
pub(crate) async fn queues(db: &Database) -> Result<Vec<QueueRecord>, DbError> {
    let select = Query::select()
        .columns(["name", "paused_at", "paused_by", "reason", "concurrency"])
        .from(QUEUES)
        .order_by("name", Order::Asc)
        .limit(1_000)
        .to_owned();
    let read = |row| {
        let mut cells = Cells::new(row);
        Ok(QueueRecord {
            name: cells.text()?,
            paused_at: cells.maybe_number()?.map(clock::time),
            paused_by: cells.maybe_text()?,
            reason: cells.maybe_text()?,
            concurrency: cells.maybe_number()?.and_then(|number| u32::try_from(number).ok()),
        })
    };
    db.fetch(&select, &[TEXT, NUMBER, TEXT, TEXT, NUMBER]).await?.into_iter().map(read).collect()
}

/// Stops every node from taking jobs of a queue. `false` when it is paused already: the first reason stays.
pub(crate) async fn pause(db: &Database, name: &str, by: &str, reason: &str, now: Micros) -> Result<bool, DbError> {
    add_queues(db, &[name.to_owned()]).await?;
    let short = |text: &str, most| text.chars().take(most).collect::<String>();
    let pause = Query::update()
        .table(QUEUES)
        .values([
            ("paused_at", now.into()),
            ("paused_by", short(by, 200).into()),
            ("reason", short(reason, 500).into()),
        ])
        .and_where(Expr::col("name").eq(name))
        .and_where(Expr::col("paused_at").is_null())
        .to_owned();
    in_transaction(db, async |tx| Ok(tx.execute(&pause).await? > 0)).await
}

/// Lets nodes take jobs of a queue again; `false` when it was not paused.
pub(crate) async fn resume(db: &Database, name: &str) -> Result<bool, DbError> {
    let resume = Query::update()
        .table(QUEUES)
        .values([
            ("paused_at", Expr::val(Value::BigInt(None))),
            ("paused_by", Expr::val(Value::String(None))),
            ("reason", Expr::val(Value::String(None))),
        ])
        .and_where(Expr::col("name").eq(name))
        .and_where(Expr::col("paused_at").is_not_null())
        .to_owned();
    in_transaction(db, async |tx| Ok(tx.execute(&resume).await? > 0)).await
}

/// How many jobs each node runs at once; `None` for what its code says.
pub(crate) async fn set_concurrency(db: &Database, name: &str, concurrency: Option<u32>) -> Result<(), DbError> {
    add_queues(db, &[name.to_owned()]).await?;
    let set = Query::update()
        .table(QUEUES)
        .value("concurrency", Value::BigInt(concurrency.map(i64::from)))
        .and_where(Expr::col("name").eq(name))
        .to_owned();
    in_transaction(db, async |tx| tx.execute(&set).await.map(drop)).await
}

/// For each queue, how many jobs are available (at most `most`), and since when the oldest one is.
pub(crate) async fn queue_depths(
    db: &Database,
    names: &[String],
    most: u64,
) -> Result<Vec<(String, u64, Option<DateTime<Utc>>)>, DbError> {
    let mut all = names.iter().map(|name| {
        let waiting = Query::select()
            .column("run_at")
            .from(JOBS)
            .and_where(is(JobState::Available))
            .and_where(Expr::col("queue").eq(name.as_str()))
            .limit(most)
            .to_owned();
        Query::select()
            .expr(Expr::val(name.as_str()))
            .expr(Func::count(Expr::col("run_at")))
            .expr(Func::min(Expr::col("run_at")))
            .from_subquery(waiting, "waiting")
            .to_owned()
    });
    let Some(mut select) = all.next() else { return Ok(Vec::new()) };
    for other in all {
        select.union(UnionType::All, other);
    }
    let read = |row| {
        let mut cells = Cells::new(row);
        Ok((cells.text()?, cells.number()?.unsigned_abs(), cells.maybe_number()?.map(clock::time)))
    };
    db.fetch(&select, &[TEXT, NUMBER, NUMBER]).await?.into_iter().map(read).collect()
}
