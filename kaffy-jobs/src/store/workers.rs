//! Worker processes, each with the row that it beats.

use chrono::{DateTime, Utc};
use kaffy_core::{Database, DbError, Dialect};
use sea_query::{Expr, ExprTrait, Func, InsertStatement, Order, Query};
use serde::Serialize;
use uuid::Uuid;

use super::{
    cells::{Cells, NUMBER, TEXT},
    in_transaction,
    names::WORKERS,
    text,
};
use crate::clock::{self, Micros};

/// A worker process as its last beat left it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct WorkerRecord {
    /// Its id: a new one at every start.
    pub id: Uuid,
    /// What it is called, by default its host and process.
    pub name: String,
    /// The machine.
    pub host: String,
    /// The process on that machine.
    pub pid: u32,
    /// When it started.
    pub started_at: DateTime<Utc>,
    /// When it was heard last.
    pub beat_at: DateTime<Utc>,
    /// After how long a silence others take its jobs, in microseconds.
    pub dead_after: i64,
    /// The queues that it works on.
    pub queues: Vec<String>,
    /// The types of jobs that it has handlers for.
    pub handlers: Vec<String>,
    /// Whether it takes no new jobs.
    pub is_stopping: bool,
}

const COLUMNS: [&str; 10] =
    ["id", "name", "host", "pid", "started_at", "beat_at", "dead_after", "queues", "handlers", "stopping"];

/// Adds a worker.
pub(crate) async fn add_worker(db: &Database, worker: &WorkerRecord) -> Result<(), DbError> {
    in_transaction(db, async |tx| tx.execute(&insert_worker(worker)).await.map(drop)).await
}

pub(super) fn insert_worker(worker: &WorkerRecord) -> InsertStatement {
    let list = |names: &[String]| serde_json::to_string(names).unwrap_or_default();
    let mut insert = Query::insert().into_table(WORKERS).columns(COLUMNS).to_owned();
    insert.values_panic([
        text(worker.id).into(),
        worker.name.chars().take(200).collect::<String>().into(),
        worker.host.chars().take(200).collect::<String>().into(),
        i64::from(worker.pid).into(),
        worker.started_at.timestamp_micros().into(),
        worker.beat_at.timestamp_micros().into(),
        worker.dead_after.into(),
        list(&worker.queues).into(),
        list(&worker.handlers).into(),
        Expr::val(i64::from(worker.is_stopping)),
    ]);
    insert
}

/// Says that a worker is alive; `false` when it was given up.
pub(crate) async fn beat(db: &Database, worker: Uuid, now: Micros, is_stopping: bool) -> Result<bool, DbError> {
    let beat = Query::update()
        .table(WORKERS)
        .values([("beat_at", now.into()), ("stopping", i64::from(is_stopping).into())])
        .and_where(Expr::col("id").eq(text(worker)))
        .to_owned();
    in_transaction(db, async |tx| Ok(tx.execute(&beat).await? > 0)).await
}

/// Removes a worker that has given everything back.
pub(crate) async fn remove_worker(db: &Database, worker: Uuid) -> Result<(), DbError> {
    let remove = Query::delete().from_table(WORKERS).and_where(Expr::col("id").eq(text(worker))).to_owned();
    in_transaction(db, async |tx| tx.execute(&remove).await.map(drop)).await
}

/// All workers that have not been given up, the oldest first.
pub(crate) async fn workers(db: &Database) -> Result<Vec<WorkerRecord>, DbError> {
    let select = Query::select().columns(COLUMNS).from(WORKERS).order_by("id", Order::Asc).limit(1_000).to_owned();
    let reads = [TEXT, TEXT, TEXT, NUMBER, NUMBER, NUMBER, NUMBER, TEXT, TEXT, NUMBER];
    let list = |text: &str| serde_json::from_str(text).unwrap_or_default();
    let read = |row| {
        let mut cells = Cells::new(row);
        Ok(WorkerRecord {
            id: cells.id()?,
            name: cells.text()?,
            host: cells.text()?,
            pid: cells.count()?,
            started_at: clock::time(cells.number()?),
            beat_at: clock::time(cells.number()?),
            dead_after: cells.number()?,
            queues: list(&cells.text()?),
            handlers: list(&cells.text()?),
            is_stopping: cells.number()? != 0,
        })
    };
    db.fetch(&select, &reads).await?.into_iter().map(read).collect()
}

/// Those that have been silent for longer than they said, with when they were heard last plus one.
pub(crate) async fn silent_workers(db: &Database, now: Micros) -> Result<Vec<(Uuid, Micros)>, DbError> {
    let select = Query::select()
        .columns(["id", "beat_at"])
        .from(WORKERS)
        .and_where(Expr::col("beat_at").add(Expr::col("dead_after")).lt(now))
        .to_owned();
    let read = |row| {
        let mut cells = Cells::new(row);
        Ok((cells.id()?, cells.number()?.saturating_add(1)))
    };
    db.fetch(&select, &[TEXT, NUMBER]).await?.into_iter().map(read).collect()
}

/// What the database's clock says; `None` where that is this machine's.
pub(crate) async fn database_time(db: &Database) -> Result<Option<Micros>, DbError> {
    let seconds = match db.dialect() {
        Dialect::Sqlite => return Ok(None),
        Dialect::Postgres => Func::cust("date_part").arg("epoch").arg(Func::cust("clock_timestamp")),
        Dialect::MySql => Func::cust("UNIX_TIMESTAMP").arg(Func::cust("NOW").arg(Expr::Constant(6i64.into()))),
    };
    let micros = Expr::expr(seconds).mul(Expr::Constant(1_000_000i64.into()));
    let micros = match db.dialect() {
        Dialect::MySql => Func::cast_as(micros, "SIGNED"),
        _ => Func::cast_as(micros, "bigint"),
    };
    let rows = db.fetch(&Query::select().expr(micros).to_owned(), &[NUMBER]).await?;
    rows.into_iter().next().map(|row| Cells::new(row).number()).transpose()
}
