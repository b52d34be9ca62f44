//! Numbers about what went on lately, read from so many of the newest jobs and no more.

use kaffy_core::{Database, DbError, Dialect};
use sea_query::{Expr, ExprTrait, Func, Order, Query, SimpleExpr};
use uuid::Uuid;

use super::{
    cells::{Cells, NUMBER, TEXT},
    names::{JOBS, is},
    text,
};
use crate::{JobState, clock::Micros};

/// How many of the newest jobs of a state are looked at.
const LATEST: u64 = 20_000;
const MINUTE: Micros = 60_000_000;

/// What a queue did in a minute.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Minute {
    /// The queue.
    pub queue: String,
    /// When the minute began, in microseconds since 1970.
    pub start: i64,
    /// Jobs that succeeded in it.
    pub succeeded: u64,
    /// Jobs that were given up in it.
    pub failed: u64,
    /// How long those that ended in it had waited for a worker, together, in microseconds.
    pub waited: i64,
    /// The longest that one of them had waited.
    pub waited_most: i64,
}

/// What the queues did since a time, minute by minute, as far as the newest jobs know.
pub(crate) async fn minutes(db: &Database, since: Micros) -> Result<Vec<Minute>, DbError> {
    let mut found: Vec<Minute> = Vec::new();
    for state in [JobState::Succeeded, JobState::Failed] {
        for (queue, start, count, waited, waited_most) in of_state(db, state, since).await? {
            let at = found.iter().position(|it| it.queue == queue && it.start == start);
            let at = at.unwrap_or_else(|| {
                let (succeeded, failed, waited, waited_most) = Default::default();
                found.push(Minute { queue, start, succeeded, failed, waited, waited_most });
                found.len() - 1
            });
            let minute = &mut found[at];
            match state {
                JobState::Succeeded => minute.succeeded = count,
                _ => minute.failed = count,
            }
            minute.waited = minute.waited.saturating_add(waited);
            minute.waited_most = Ord::max(minute.waited_most, waited_most);
        }
    }
    Ok(found)
}

type Row = (String, Micros, u64, Micros, Micros);

async fn of_state(db: &Database, state: JobState, since: Micros) -> Result<Vec<Row>, DbError> {
    let latest = Query::select()
        .columns(["queue", "run_at", "started_at", "finished_at"])
        .from(JOBS)
        .and_where(is(state))
        .order_by("id", Order::Desc)
        .limit(LATEST)
        .to_owned();
    let dialect = db.dialect();
    let whole = |expr: SimpleExpr| {
        let kind = if dialect == Dialect::MySql { "SIGNED" } else { "bigint" };
        Func::cast_as(expr, kind)
    };
    let minute = || Expr::col("finished_at").sub(Expr::col("finished_at").modulo(Expr::Constant(MINUTE.into())));
    let wait = || Expr::col("started_at").sub(Expr::col("run_at"));
    let select = Query::select()
        .column("queue")
        .expr_as(minute(), "minute")
        .expr(Func::count(Expr::col("finished_at")))
        .expr(whole(Func::sum(wait()).into()))
        .expr(whole(Func::max(wait()).into()))
        .from_subquery(latest, "latest")
        .and_where(Expr::col("finished_at").gte(since))
        .and_where(Expr::col("started_at").is_not_null())
        .group_by_col("queue")
        .add_group_by([minute()])
        .to_owned();
    let read = |row| {
        let mut cells = Cells::new(row);
        let (queue, start, count) = (cells.text()?, cells.number()?, cells.number()?.unsigned_abs());
        Ok((queue, start, count, Ord::max(cells.number()?, 0), Ord::max(cells.number()?, 0)))
    };
    db.fetch(&select, &[TEXT, NUMBER, NUMBER, NUMBER, NUMBER]).await?.into_iter().map(read).collect()
}

/// How many jobs of a queue are in line before a place, counted up to `most`.
pub(crate) async fn ahead(db: &Database, queue: &str, sort_at: Micros, most: u64) -> Result<u64, DbError> {
    let rows = Query::select()
        .column("id")
        .from(JOBS)
        .and_where(is(JobState::Available))
        .and_where(Expr::col("limit_key").is_null())
        .and_where(Expr::col("queue").eq(queue))
        .and_where(Expr::col("sort_at").lt(sort_at))
        .limit(most)
        .to_owned();
    let count = Query::select().expr(Func::count(Expr::col("id"))).from_subquery(rows, "ahead").to_owned();
    let rows = db.fetch(&count, &[NUMBER]).await?;
    Ok(rows.into_iter().next().map(|row| Cells::new(row).number()).transpose()?.unwrap_or_default().unsigned_abs())
}

/// A job that runs under a limit or in a lane.
pub(crate) async fn runs_under(db: &Database, limit_key: &str) -> Result<Option<Uuid>, DbError> {
    let select = Query::select()
        .column("id")
        .from(JOBS)
        .and_where(is(JobState::Running))
        .and_where(Expr::col("limit_key").eq(limit_key))
        .limit(1)
        .to_owned();
    db.fetch(&select, &[TEXT]).await?.into_iter().next().map(|row| Cells::new(row).id()).transpose()
}

/// How many jobs a worker runs, and some of them: ids and types.
pub(crate) async fn running_on(db: &Database, worker: Uuid, most: u64) -> Result<Vec<(Uuid, String)>, DbError> {
    let select = Query::select()
        .columns(["id", "job_type"])
        .from(JOBS)
        .and_where(is(JobState::Running))
        .and_where(Expr::col("worker").eq(text(worker)))
        .limit(most)
        .to_owned();
    let read = |row| {
        let mut cells = Cells::new(row);
        Ok((cells.id()?, cells.text()?))
    };
    db.fetch(&select, &[TEXT, TEXT]).await?.into_iter().map(read).collect()
}
