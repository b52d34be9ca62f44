//! Simple tasks: the value that goes from run to run. What a run writes names its job and start, so that one that was
//! given up changes nothing.

use kaffy_core::{
    Cell, Database, DbError,
    inside::{Lent, Read},
};
use sea_query::{Expr, ExprTrait, OnConflict, Order, Query, Value};
use uuid::Uuid;

use super::{
    super::{
        cells::{Cells, NUMBER, TEXT},
        in_transaction,
        names::SCHEDULED_TASKS,
        record::json,
        text,
    },
    lock,
};
use crate::{
    ScheduledTaskRecord,
    clock::{self, Micros},
};

const COLUMNS: [&str; 9] = [
    "name",
    "value",
    "successes",
    "failures",
    "started_at",
    "last_success_at",
    "last_failure_at",
    "last_error",
    "running",
];
const READS: [Read; 9] = [TEXT, TEXT, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, TEXT, TEXT];

fn read(row: Vec<Cell>) -> Result<ScheduledTaskRecord, DbError> {
    let mut cells = Cells::new(row);
    let time = |micros: Option<i64>| micros.map(clock::time);
    Ok(ScheduledTaskRecord {
        name: cells.text()?,
        value: cells.maybe_text()?.map(|text| json(&text)),
        successes: cells.number()?.unsigned_abs(),
        failures: cells.number()?.unsigned_abs(),
        started_at: time(cells.maybe_number()?),
        last_success_at: time(cells.maybe_number()?),
        last_failure_at: time(cells.maybe_number()?),
        last_error: cells.maybe_text()?,
        running: cells.maybe_id()?,
    })
}

/// One task.
pub(crate) async fn find_task(db: &Database, name: &str) -> Result<Option<ScheduledTaskRecord>, DbError> {
    let select =
        Query::select().columns(COLUMNS).from(SCHEDULED_TASKS).and_where(Expr::col("name").eq(name)).to_owned();
    db.fetch(&select, &READS).await?.into_iter().next().map(read).transpose()
}

/// All tasks that ever ran, by name, at most a thousand.
pub(crate) async fn tasks(db: &Database) -> Result<Vec<ScheduledTaskRecord>, DbError> {
    let select =
        Query::select().columns(COLUMNS).from(SCHEDULED_TASKS).order_by("name", Order::Asc).limit(1_000).to_owned();
    db.fetch(&select, &READS).await?.into_iter().map(read).collect()
}

/// A run that begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TaskStart<'a> {
    pub(crate) name: &'a str,
    pub(crate) job: Uuid,
    pub(crate) start: u32,
    pub(crate) now: Micros,
}

/// Begins a run, and says the value it starts from. A run before it that never said how it ended has failed.
pub(crate) async fn begin_task(db: &Database, start: TaskStart<'_>) -> Result<Option<String>, DbError> {
    in_transaction(db, async |tx| {
        let mut make = Query::insert()
            .into_table(SCHEDULED_TASKS)
            .columns(["name", "successes", "failures", "started_at"])
            .to_owned();
        make.values_panic([start.name.into(), 0i64.into(), 0i64.into(), Expr::val(start.now)]);
        make.on_conflict(OnConflict::column("name").do_nothing_on(["name"]).to_owned());
        tx.execute(&make).await?;
        let mut select = Query::select()
            .columns(["value", "running"])
            .from(SCHEDULED_TASKS)
            .and_where(Expr::col("name").eq(start.name))
            .to_owned();
        lock(&mut select, tx.lend().dialect());
        let row = tx.fetch(&select, &[TEXT, TEXT]).await?.into_iter().next().unwrap_or_default();
        let mut cells = Cells::new(row);
        let (value, before) = (cells.maybe_text()?, cells.maybe_id()?);
        let mut begin = Query::update();
        begin
            .table(SCHEDULED_TASKS)
            .values([("running", text(start.job).into()), ("running_start", Expr::val(i64::from(start.start)))])
            .and_where(Expr::col("name").eq(start.name));
        if before.is_some() {
            begin.values([
                ("failures", Expr::col("failures").add(1)),
                ("last_failure_at", Expr::val(start.now)),
                ("last_error", Expr::val("worker lost")),
            ]);
        }
        tx.execute(&begin).await?;
        Ok(value)
    })
    .await
}

/// Ends a run. An error keeps the value, a panic takes it back to the first; `false` when the run was given up.
pub(crate) async fn end_task(
    lent: &mut Lent<'_>,
    start: TaskStart<'_>,
    ended: Result<String, (String, bool)>,
) -> Result<bool, DbError> {
    let mut end = Query::update();
    end.table(SCHEDULED_TASKS)
        .values([("running", Expr::val(Value::String(None))), ("running_start", Expr::val(Value::BigInt(None)))])
        .and_where(Expr::col("name").eq(start.name))
        .and_where(Expr::col("running").eq(text(start.job)))
        .and_where(Expr::col("running_start").eq(i64::from(start.start)));
    match ended {
        Ok(value) => {
            end.values([
                ("value", value.into()),
                ("successes", Expr::col("successes").add(1)),
                ("last_success_at", start.now.into()),
            ]);
        }
        Err((error, is_panic)) => {
            end.values([
                ("failures", Expr::col("failures").add(1)),
                ("last_failure_at", start.now.into()),
                ("last_error", error.into()),
            ]);
            if is_panic {
                end.value("value", Value::String(None));
            }
        }
    }
    Ok(lent.execute(&end).await? > 0)
}
