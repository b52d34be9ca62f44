//! When all nodes were away and one of them comes, the cluster starts: what is to run at each start does then (Q48).

use kaffy_core::{Database, DbError, inside::Lent};
use sea_query::{Expr, ExprTrait, OnConflict, Query};

use super::{
    super::{
        cells::{Cells, NUMBER},
        in_transaction,
        names::{CLUSTER, SCHEDULES, WORKERS},
        workers::insert_worker,
    },
    lock,
};
use crate::{RunOn, ScheduleState, WorkerRecord, clock::Micros};

/// The only row.
const ONE: i64 = 1;

/// Adds a worker, and says whether the cluster starts with it. One at a time, so that of two that come at once one is
/// the first.
pub(crate) async fn join(db: &Database, worker: &WorkerRecord, now: Micros) -> Result<bool, DbError> {
    in_transaction(db, async |tx| {
        let generation = in_turn(&mut tx.lend()).await?;
        let alive = Query::select()
            .expr(sea_query::Func::count(Expr::col("id")))
            .from(WORKERS)
            .and_where(Expr::col("beat_at").add(Expr::col("dead_after")).gte(now))
            .to_owned();
        let alive = tx.fetch(&alive, &[NUMBER]).await?.into_iter().next().unwrap_or_default();
        let is_first = Cells::new(alive).number()? == 0;
        if is_first {
            let open = Query::update()
                .table(CLUSTER)
                .values([("generation", (generation + 1).into()), ("opened_at", now.into())])
                .and_where(Expr::col("id").eq(ONE))
                .to_owned();
            tx.execute(&open).await?;
            let fire = Query::update()
                .table(SCHEDULES)
                .value("next_due", now)
                .and_where(is_reboot())
                .and_where(Expr::col("run_on").ne(RunOn::Every.word()))
                .and_where(Expr::col("state").eq(ScheduleState::Active.word()))
                .and_where(Expr::col("gone_at").is_null())
                .to_owned();
            tx.execute(&fire).await?;
        }
        tx.execute(&insert_worker(worker)).await?;
        Ok(is_first)
    })
    .await
}

/// Whether a schedule is for each start.
pub(super) fn is_reboot() -> Expr {
    Expr::expr(sea_query::Func::lower(Expr::col("cron"))).eq("@reboot")
}

/// Keeps others from starting or changing what schedules there are until the transaction is over: they wait for their
/// turn rather than for one another.
pub(crate) async fn in_turn(lent: &mut Lent<'_>) -> Result<i64, DbError> {
    let mut select = Query::select().column("generation").from(CLUSTER).and_where(Expr::col("id").eq(ONE)).to_owned();
    lock(&mut select, lent.dialect());
    let row = lent.fetch(&select, &[NUMBER]).await?.into_iter().next().unwrap_or_default();
    Cells::new(row).number()
}

/// Makes the only row, where it is not there yet.
pub(crate) async fn prepare_cluster(db: &Database) -> Result<(), DbError> {
    let select = Query::select().column("id").from(CLUSTER).and_where(Expr::col("id").eq(ONE)).to_owned();
    if !db.fetch(&select, &[NUMBER]).await?.is_empty() {
        return Ok(());
    }
    let mut make =
        Query::insert().into_table(CLUSTER).columns(["id", "generation", "opened_at", "was_added"]).to_owned();
    make.values_panic([ONE.into(), 0i64.into(), 0i64.into(), 0i64.into()]);
    make.on_conflict(OnConflict::column("id").do_nothing_on(["id"]).to_owned());
    in_transaction(db, async |tx| tx.execute(&make).await.map(drop)).await
}

/// Notes whether somebody ever added a schedule at run time.
pub(crate) async fn note_added(lent: &mut Lent<'_>, was_added: bool) -> Result<(), DbError> {
    let note = Query::update()
        .table(CLUSTER)
        .value("was_added", i64::from(was_added))
        .and_where(Expr::col("id").eq(ONE))
        .and_where(Expr::col("was_added").ne(i64::from(was_added)))
        .to_owned();
    lent.execute(&note).await.map(drop)
}

/// Whether somebody ever did, and did not take all away since (Q26).
pub(crate) async fn was_added(db: &Database) -> Result<bool, DbError> {
    let select = Query::select().column("was_added").from(CLUSTER).and_where(Expr::col("id").eq(ONE)).to_owned();
    let row = db.fetch(&select, &[NUMBER]).await?.into_iter().next();
    Ok(row.map(|row| Cells::new(row).number()).transpose()?.unwrap_or_default() != 0)
}
