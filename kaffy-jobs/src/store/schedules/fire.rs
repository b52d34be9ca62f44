//! Firing: what is due is decided about, noted, and enqueued, in one transaction.

use std::collections::HashSet;

use kaffy_core::{Database, DbError, Dialect, inside::Lent};
use sea_query::{CaseStatement, Expr, ExprTrait, Func, LockBehavior, LockType, Order, Query, SelectStatement, Value};
use uuid::Uuid;

use super::{
    super::{
        cells::{Cells, TEXT},
        in_transaction,
        names::SCHEDULES,
    },
    decided::Run,
    rows, ticks,
};
use crate::{
    Jobs, ScheduleRecord, TickOutcome, Trigger,
    clock::Micros,
    new_job::NewJob,
    schedules::{Plan, plan},
};

/// Schedules that one transaction decides about.
const BATCH: u64 = 200;

/// What was decided.
#[derive(Debug, Default)]
pub(crate) struct Fired {
    pub(crate) ticks: Vec<FiredTick>,
    /// What was enqueued, for whoever waits for it.
    pub(crate) jobs: Vec<NewJob>,
    /// Whether running jobs are to stop.
    pub(crate) stops: bool,
    /// Whether there may be more that is due.
    pub(crate) is_more: bool,
}

/// One time that was decided about.
#[derive(Clone, Debug)]
pub(crate) struct FiredTick {
    pub(crate) schedule: String,
    pub(crate) due: Micros,
    pub(crate) outcome: TickOutcome,
    pub(crate) is_backfill: bool,
    pub(crate) missed: u32,
    pub(crate) jobs: Vec<Uuid>,
}

/// Decides about a batch of what is due. What another node is at is left to it.
pub(crate) async fn fire(db: &Database, jobs: &Jobs, worker: Uuid, now: Micros) -> Result<Fired, DbError> {
    let named = named(db, jobs, now).await?;
    in_transaction(db, async |tx| {
        let mut lent = tx.lend();
        end_if_idle(&mut lent).await?;
        let due = due(&mut lent, jobs, named, now).await?;
        let mut plans = Vec::new();
        for row in due {
            let next = row.next_due.map_or(now, |due| due.timestamp_micros());
            let plan = match row.timing() {
                Ok(timing) => plan(&timing, next, row.missed, row.window.map(crate::clock::micros), now),
                Err(error) => {
                    tracing::error!(schedule = row.name, %error, "a schedule that was stored cannot be read any more");
                    Plan { missed: Some((next, 1)), last_due: Some(next), ..Plan::default() }
                }
            };
            plans.push((row, plan));
        }
        let is_more = plans.len() as u64 >= BATCH;
        let mut fired = decide(&mut lent, jobs, worker, plans, now).await?;
        fired.is_more = is_more;
        Ok(fired)
    })
    .await
}

/// A process that is put to sleep in here holds rows: PostgreSQL ends it after a while, so that others get them.
async fn end_if_idle(lent: &mut Lent<'_>) -> Result<(), DbError> {
    if lent.dialect() != Dialect::Postgres {
        return Ok(());
    }
    let set = Func::cust("set_config").args(["idle_in_transaction_session_timeout", "5s"].map(Expr::val));
    let set = Query::select().expr(set.arg(true)).to_owned();
    lent.fetch(&set, &[TEXT]).await.map(drop)
}

/// What is due by its name, for MySQL: there a lock by any other index is one on what is beside it, too, and whoever
/// pauses a schedule would meet us halfway. Asked before the transaction, so that what that sees begins with its locks.
async fn named(db: &Database, jobs: &Jobs, now: Micros) -> Result<Option<Vec<String>>, DbError> {
    if db.dialect() != Dialect::MySql {
        return Ok(None);
    }
    let mut select = Query::select();
    select.column("name").from(SCHEDULES);
    narrow(&mut select, jobs, now);
    let names = db.fetch(&select, &[TEXT]).await?.into_iter().map(|row| Cells::new(row).text());
    names.collect::<Result<_, _>>().map(Some)
}

fn narrow(select: &mut SelectStatement, jobs: &Jobs, now: Micros) {
    select
        .and_where(Expr::col("next_due").lte(now))
        // What this node has no handler for is left to others.
        .and_where(Expr::col("job_type").is_in(jobs.registry().metas().map(|meta| meta.job_type)))
        .order_by("next_due", Order::Asc)
        .limit(BATCH);
}

async fn due(
    lent: &mut Lent<'_>,
    jobs: &Jobs,
    named: Option<Vec<String>>,
    now: Micros,
) -> Result<Vec<ScheduleRecord>, DbError> {
    let mut select = rows::select();
    match named {
        None => narrow(&mut select, jobs, now),
        Some(names) if names.is_empty() => return Ok(Vec::new()),
        Some(names) => drop(select.and_where(Expr::col("name").is_in(names))),
    }
    if lent.dialect() != Dialect::Sqlite {
        select.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    let rows = lent.fetch(&select, &rows::READS).await?.into_iter().map(rows::read);
    let mut rows = rows.collect::<Result<Vec<_>, _>>()?;
    // Another node may have been here since.
    rows.retain(|row| row.next_due.is_some_and(|due| due.timestamp_micros() <= now));
    Ok(rows)
}

async fn decide(
    lent: &mut Lent<'_>,
    jobs: &Jobs,
    worker: Uuid,
    mut plans: Vec<(ScheduleRecord, Plan)>,
    now: Micros,
) -> Result<Fired, DbError> {
    if plans.is_empty() {
        return Ok(Fired::default());
    }
    let of = |(row, plan): &(ScheduleRecord, Plan)| {
        let times = plan.firing.iter().map(|one| one.due).chain(plan.missed.map(|(due, _)| due));
        times.map(|due| (row.name.clone(), due)).collect::<Vec<_>>()
    };
    let times: Vec<_> = plans.iter().flat_map(of).collect();
    // Never, unless somebody put back the row of a schedule; and then it is not done twice.
    let decided: HashSet<_> = ticks::decided(lent, &times).await?.into_iter().collect();
    for (row, plan) in &mut plans {
        let is_new = |due: Micros| !decided.contains(&(row.name.clone(), due));
        plan.firing.retain(|one| is_new(one.due));
        plan.missed = plan.missed.filter(|(due, _)| is_new(*due));
    }
    let rows: Vec<_> = plans.iter().map(|(row, _)| row).collect();
    let mut run = Run::new(lent, jobs, &rows, now).await?;
    let mut changes = Vec::new();
    for (row, plan) in &plans {
        let trigger =
            if row.timing().is_ok_and(|timing| timing.is_reboot()) { Trigger::Reboot } else { Trigger::Timed };
        if let Some((due, missed)) = plan.missed {
            run.note(row, due, TickOutcome::Missed, trigger, missed);
        }
        let live = run.one(row, &plan.firing, trigger, None, None);
        changes.push((row.name.clone(), plan.next_due, plan.last_due, live));
    }
    update(lent, &changes).await?;
    run.store(lent, worker).await
}

/// One statement for all of them.
async fn update(
    lent: &mut Lent<'_>,
    changes: &[(String, Option<Micros>, Option<Micros>, String)],
) -> Result<(), DbError> {
    let (mut next, mut last, mut live) = (CaseStatement::new(), CaseStatement::new(), CaseStatement::new());
    for (name, next_due, last_due, jobs) in changes {
        let is_it = || Expr::col("name").eq(name.as_str());
        next = next.case(is_it(), Expr::val(Value::BigInt(*next_due)));
        last = last.case(is_it(), Expr::val(Value::BigInt(*last_due)));
        live = live.case(is_it(), Expr::val(jobs.as_str()));
    }
    let (next, last, live): (Expr, Expr, Expr) = (next.into(), last.into(), live.into());
    let last: Expr = Func::coalesce([last, Expr::col("last_due")]).into();
    let update = Query::update()
        .table(SCHEDULES)
        .values([("next_due", next), ("last_due", last), ("live", live)])
        .and_where(Expr::col("name").is_in(changes.iter().map(|(name, ..)| name.as_str())))
        .to_owned();
    lent.execute(&update).await.map(drop)
}
