//! Schedules that run now, whatever their times: by hand, or since this node has started.

use kaffy_core::{Database, DbError, inside::Lent};
use sea_query::{Expr, ExprTrait, Order, Query};
use uuid::Uuid;

use super::{
    super::{in_transaction, names::SCHEDULES},
    cluster::is_reboot,
    decided::Run,
    fire::Fired,
    rows::{self, find_locked},
    ticks,
};
use crate::{Jobs, RunOn, ScheduleRecord, ScheduleState, Trigger, clock::Micros, schedules::Firing};

/// Runs one now, whatever its state and times (Q22); `None` when there is none of the name.
pub(crate) async fn run_once(
    lent: &mut Lent<'_>,
    jobs: &Jobs,
    name: &str,
    by: Option<&str>,
    now: Micros,
) -> Result<Option<(ScheduleRecord, Fired)>, DbError> {
    let Some(row) = find_locked(lent, name).await? else { return Ok(None) };
    let due = free_time(lent, &row, now).await?;
    let mut run = Run::new(lent, jobs, &[&row], now).await?;
    let firing = [Firing { due, is_backfill: false, missed: 0 }];
    let live = run.one(&row, &firing, Trigger::Manual, by, None);
    remember(lent, &row, live).await?;
    let fired = run.store(lent, Uuid::nil()).await?;
    Ok(Some((row, fired)))
}

/// Runs on this node what is to run on every node at each start.
pub(crate) async fn run_here(
    db: &Database,
    jobs: &Jobs,
    worker: Uuid,
    node: &str,
    now: Micros,
) -> Result<Fired, DbError> {
    in_transaction(db, async |tx| {
        let mut select = rows::select();
        select
            .and_where(is_reboot())
            .and_where(Expr::col("run_on").eq(RunOn::Every.word()))
            .and_where(Expr::col("state").eq(ScheduleState::Active.word()))
            .and_where(Expr::col("gone_at").is_null())
            .and_where(Expr::col("job_type").is_in(jobs.registry().metas().map(|meta| meta.job_type)))
            .order_by("name", Order::Asc);
        let mut lent = tx.lend();
        super::lock(&mut select, lent.dialect());
        let rows = lent.fetch(&select, &rows::READS).await?.into_iter().map(rows::read);
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        let mut run = Run::new(&mut lent, jobs, &rows.iter().collect::<Vec<_>>(), now).await?;
        for row in &rows {
            let due = free_time(&mut lent, row, now).await?;
            let firing = [Firing { due, is_backfill: false, missed: 0 }];
            let live = run.one(row, &firing, Trigger::Reboot, None, Some(node));
            remember(&mut lent, row, live).await?;
        }
        run.store(&mut lent, worker).await
    })
    .await
}

/// A time that nothing was decided about, and that is none of a schedule's own, which are whole seconds.
async fn free_time(lent: &mut Lent<'_>, row: &ScheduleRecord, now: Micros) -> Result<Micros, DbError> {
    let mut times: Vec<_> = (0..200).map(|more| (row.name.clone(), (now | 1) + 2 * more)).collect();
    let taken = ticks::decided(lent, &times).await?;
    times.retain(|time| !taken.contains(time));
    times.into_iter().next().map(|(_, due)| due).ok_or(DbError::Timeout)
}

async fn remember(lent: &mut Lent<'_>, row: &ScheduleRecord, live: String) -> Result<(), DbError> {
    let update = Query::update()
        .table(SCHEDULES)
        .value("live", live)
        .and_where(Expr::col("name").eq(row.name.as_str()))
        .to_owned();
    lent.execute(&update).await.map(drop)
}
