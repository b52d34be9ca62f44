//! Queues: paused by whom and why, and how many of their jobs a node runs at once.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use kaffy_core::{Database, DbError, Dialect, inside::Lent};
use sea_query::{Expr, ExprTrait, Func, FunctionCall, OnConflict, Order, Query, SelectStatement, UnionType, Value};
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

impl QueueRecord {
    /// One that nothing was said about.
    pub(crate) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), paused_at: None, paused_by: None, reason: None, concurrency: None }
    }
}

/// Adds queues that are not known yet.
pub(crate) async fn add_queues(db: &Database, names: &[String]) -> Result<(), DbError> {
    in_transaction(db, async |tx| add_queues_in(&mut tx.lend(), names).await).await
}

/// The same in a transaction.
pub(crate) async fn add_queues_in(lent: &mut Lent<'_>, names: &[String]) -> Result<(), DbError> {
    if names.is_empty() {
        return Ok(());
    }
    let mut add = Query::insert().into_table(QUEUES).columns(["name"]).to_owned();
    for name in names {
        add.values_panic([Expr::val(name.as_str())]);
    }
    add.on_conflict(OnConflict::column("name").do_nothing_on(["name"]).to_owned());
    lent.execute(&add).await.map(drop)
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
    in_transaction(db, async |tx| pause_in(&mut tx.lend(), name, by, reason, now).await).await
}

/// The same in a transaction.
pub(crate) async fn pause_in(
    lent: &mut Lent<'_>,
    name: &str,
    by: &str,
    reason: &str,
    now: Micros,
) -> Result<bool, DbError> {
    add_queues_in(lent, &[name.to_owned()]).await?;
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
    Ok(lent.execute(&pause).await? > 0)
}

/// Lets nodes take jobs of a queue again; `false` when it was not paused.
pub(crate) async fn resume(db: &Database, name: &str) -> Result<bool, DbError> {
    in_transaction(db, async |tx| resume_in(&mut tx.lend(), name).await).await
}

/// The same in a transaction.
pub(crate) async fn resume_in(lent: &mut Lent<'_>, name: &str) -> Result<bool, DbError> {
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
    Ok(lent.execute(&resume).await? > 0)
}

/// How many jobs each node runs at once; `None` for what its code says.
pub(crate) async fn set_concurrency(db: &Database, name: &str, concurrency: Option<u32>) -> Result<(), DbError> {
    in_transaction(db, async |tx| set_concurrency_in(&mut tx.lend(), name, concurrency).await).await
}

/// The same in a transaction.
pub(crate) async fn set_concurrency_in(
    lent: &mut Lent<'_>,
    name: &str,
    concurrency: Option<u32>,
) -> Result<(), DbError> {
    add_queues_in(lent, &[name.to_owned()]).await?;
    let set = Query::update()
        .table(QUEUES)
        .value("concurrency", Value::BigInt(concurrency.map(i64::from)))
        .and_where(Expr::col("name").eq(name))
        .to_owned();
    lent.execute(&set).await.map(drop)
}

/// How many of those first in line are looked at for the oldest.
const FIRST: u64 = 1_000;

/// For each queue, how many jobs are available (at most `most`), and since when the oldest one of those first in line
/// is.
pub(crate) async fn queue_depths(
    db: &Database,
    names: &[String],
    most: u64,
) -> Result<Vec<(String, u64, Option<DateTime<Utc>>)>, DbError> {
    // Where an index has only those that are available, one has those under a limit and one the others.
    let kinds: &[Option<bool>] = if db.dialect() == Dialect::MySql { &[None] } else { &[Some(false), Some(true)] };
    let (mut counts, mut firsts) = (Vec::new(), Vec::new());
    for name in names {
        for is_limited in kinds {
            let rows = waiting(name, *is_limited, most).column("id").to_owned();
            counts.push(per_queue(name, Func::count(Expr::col("id")), rows));
            let rows = waiting(name, *is_limited, FIRST).column("run_at").order_by("sort_at", Order::Asc).to_owned();
            firsts.push(per_queue(name, Func::min(Expr::col("run_at")), rows));
        }
    }
    let (mut depths, mut since) = (HashMap::<String, u64>::new(), HashMap::<String, Micros>::new());
    for (name, number) in all(db, counts).await? {
        let depth = depths.entry(name).or_default();
        *depth = depth.saturating_add(number.unwrap_or_default().unsigned_abs());
    }
    for (name, first) in all(db, firsts).await? {
        if let Some(first) = first {
            let oldest = since.entry(name).or_insert(first);
            *oldest = Ord::min(*oldest, first);
        }
    }
    let line = |name: &String| {
        let depth = depths.get(name).copied().unwrap_or_default();
        (name.clone(), Ord::min(depth, most), since.get(name).copied().map(clock::time))
    };
    Ok(names.iter().map(line).collect())
}

/// Jobs of a queue that are available, under a limit or not.
fn waiting(queue: &str, is_limited: Option<bool>, most: u64) -> SelectStatement {
    let mut waiting = Query::select();
    waiting.from(JOBS).and_where(is(JobState::Available)).and_where(Expr::col("queue").eq(queue)).limit(most);
    match is_limited {
        Some(true) => drop(waiting.and_where(Expr::col("limit_key").is_not_null())),
        Some(false) => drop(waiting.and_where(Expr::col("limit_key").is_null())),
        None => {}
    }
    waiting
}

fn per_queue(name: &str, number: FunctionCall, of: SelectStatement) -> SelectStatement {
    Query::select().expr(Expr::val(name)).expr(number).from_subquery(of, "waiting").to_owned()
}

/// All of these statements as one.
async fn all(db: &Database, statements: Vec<SelectStatement>) -> Result<Vec<(String, Option<i64>)>, DbError> {
    let mut statements = statements.into_iter();
    let Some(mut select) = statements.next() else { return Ok(Vec::new()) };
    for other in statements {
        select.union(UnionType::All, other);
    }
    let read = |row| {
        let mut cells = Cells::new(row);
        Ok((cells.text()?, cells.maybe_number()?))
    };
    db.fetch(&select, &[TEXT, NUMBER]).await?.into_iter().map(read).collect()
}
