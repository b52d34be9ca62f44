//! Firing: what is due is decided about, noted, and enqueued, in one transaction.

use std::collections::{HashMap, HashSet};

use kaffy_core::{Database, DbError, Dialect, inside::Lent};
use sea_query::{CaseStatement, Expr, ExprTrait, Func, LockBehavior, LockType, Order, Query, SelectStatement, Value};
use uuid::Uuid;

use super::{
    super::{
        cells::{Cells, TEXT},
        in_transaction, insert,
        manage::{Change, change_in},
        names::{JOBS, SCHEDULES, WORKERS, is_one_of},
        text,
    },
    cluster::is_reboot,
    rows::{self, find_locked},
    ticks::{self, NewTick},
};
use crate::{
    JobState, Jobs, Overlap, RunOn, ScheduleRecord, ScheduleState, TickOutcome, Trigger,
    clock::Micros,
    new_job::NewJob,
    schedules::{Firing, Plan, ScheduledRun, node_queue, options_of, plan},
};

/// Schedules that one transaction decides about.
const BATCH: u64 = 200;
/// Jobs of last runs that a schedule remembers.
const REMEMBERED: usize = 20;

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

/// What is decided in one transaction, before it is stored.
struct Run<'j> {
    jobs: &'j Jobs,
    now: Micros,
    nodes: Vec<String>,
    /// Jobs of earlier runs that are not over, with their queues.
    live: HashMap<Uuid, String>,
    ticks: Vec<NewTick>,
    /// Jobs with the tick that they belong to.
    new: Vec<(usize, NewJob)>,
    stop: Vec<(Uuid, String)>,
}

impl<'j> Run<'j> {
    async fn new(lent: &mut Lent<'_>, jobs: &'j Jobs, rows: &[&ScheduleRecord], now: Micros) -> Result<Self, DbError> {
        let nodes =
            if rows.iter().any(|row| row.run_on == RunOn::Every) { nodes(lent, now).await? } else { Vec::new() };
        let ids: Vec<_> = rows.iter().flat_map(|row| &row.live).map(|id| text(*id)).collect();
        let mut live = HashMap::new();
        for ids in ids.chunks(500) {
            let select = Query::select()
                .columns(["id", "queue"])
                .from(JOBS)
                .and_where(Expr::col("id").is_in(ids.iter().map(String::as_str)))
                .and_where(is_one_of(&JobState::LIVE))
                .to_owned();
            for row in lent.fetch(&select, &[TEXT, TEXT]).await? {
                let mut cells = Cells::new(row);
                live.insert(cells.id()?, cells.text()?);
            }
        }
        Ok(Self { jobs, now, nodes, live, ticks: Vec::new(), new: Vec::new(), stop: Vec::new() })
    }

    fn note(&mut self, row: &ScheduleRecord, due: Micros, outcome: TickOutcome, trigger: Trigger, missed: u32) {
        self.ticks.push(NewTick {
            schedule: row.name.clone(),
            due_at: due,
            outcome,
            trigger,
            by: None,
            is_backfill: false,
            missed_count: missed,
            jobs: Vec::new(),
        });
    }

    /// Decides about the times of one schedule, and says which jobs of it go on then.
    fn one(
        &mut self,
        row: &ScheduleRecord,
        firing: &[Firing],
        trigger: Trigger,
        by: Option<&str>,
        only: Option<&str>,
    ) -> String {
        let mut going: Vec<Uuid> = row.live.iter().copied().filter(|id| self.live.contains_key(id)).collect();
        let nodes: Vec<Option<String>> = match (&row.run_on, only) {
            (_, Some(node)) => vec![Some(node.to_owned())],
            (RunOn::One, None) => vec![None],
            (RunOn::Node(node), None) => vec![Some(node.clone())],
            (RunOn::Every, None) => self.nodes.iter().cloned().map(Some).collect(),
        };
        let mut new_on = vec![0; nodes.len()];
        for (at, one) in firing.iter().enumerate() {
            let outcome = if nodes.is_empty() { TickOutcome::NoNode } else { TickOutcome::Overlap };
            self.note(row, one.due, outcome, trigger, one.missed);
            let tick = self.ticks.len() - 1;
            (self.ticks[tick].is_backfill, self.ticks[tick].by) = (one.is_backfill, by.map(str::to_owned));
            for (node, new) in nodes.iter().zip(&mut new_on) {
                let queue = node.as_deref().map(node_queue);
                let before: Vec<Uuid> = {
                    let is_here = |id: &Uuid| queue.is_none() || self.live.get(id) == queue.as_ref();
                    row.live.iter().copied().filter(|id| self.live.contains_key(id) && is_here(id)).collect()
                };
                let is_last = at + 1 == firing.len();
                let Some(in_lane) = goes(row.overlap, before.len(), *new, one.is_backfill, is_last, firing.len())
                else {
                    continue;
                };
                if row.overlap == Overlap::Cancel {
                    self.stop.extend(before.iter().map(|id| (*id, row.name.clone())));
                }
                let scheduled = ScheduledRun::of(row, one, trigger, by);
                let options = options_of(row, &scheduled, queue, in_lane.then_some(node.as_deref()), by);
                let limit = self.jobs.parts().max_args;
                let handler = self.jobs.registry().get(&row.job_type);
                let made = handler.map(|handler| NewJob::new(handler.meta(), &row.args, &options, self.now, limit));
                match made {
                    Some(Ok(job)) => {
                        *new += 1;
                        going.push(job.id);
                        self.new.push((tick, job));
                        self.ticks[tick].outcome = TickOutcome::Enqueued;
                    }
                    made => {
                        let error = made.and_then(Result::err).map(|error| error.to_string());
                        tracing::error!(schedule = row.name, error, "the job of a schedule could not be made");
                        self.ticks[tick].outcome = TickOutcome::Refused;
                    }
                }
            }
        }
        let going = going.split_off(going.len().saturating_sub(REMEMBERED.max(2 * nodes.len())));
        serde_json::json!(going).to_string()
    }

    async fn store(mut self, lent: &mut Lent<'_>, worker: Uuid) -> Result<Fired, DbError> {
        for (id, name) in &self.stop {
            let change = Change::Cancel { by: Some(format!("schedule {name}")), even_running: true };
            match change_in(lent, *id, &change, self.now).await {
                Ok(_) => {}
                Err(crate::ManageError::Database(error)) => return Err(error),
                // It was over a moment ago.
                Err(_) => {}
            }
        }
        let (of, jobs): (Vec<_>, Vec<_>) = self.new.into_iter().unzip();
        let enqueued = insert(lent, &jobs, self.now).await?;
        for (tick, enqueued) in of.into_iter().zip(enqueued) {
            self.ticks[tick].jobs.push(enqueued.id());
        }
        ticks::insert(lent, &self.ticks, worker, self.now).await?;
        let told = |tick: NewTick| FiredTick {
            schedule: tick.schedule,
            due: tick.due_at,
            outcome: tick.outcome,
            is_backfill: tick.is_backfill,
            missed: tick.missed_count,
            jobs: tick.jobs,
        };
        let ticks = self.ticks.into_iter().map(told).collect();
        Ok(Fired { ticks, jobs, stops: !self.stop.is_empty(), is_more: false })
    }
}

/// Whether a time has a job, and whether that waits for those before it. `before` are earlier runs that go on, `new`
/// those that this firing has made.
fn goes(overlap: Overlap, before: usize, new: usize, is_backfill: bool, is_last: bool, all: usize) -> Option<bool> {
    match overlap {
        Overlap::Allow => Some(false),
        Overlap::Skip => (before == 0 && (is_backfill || new == 0)).then_some(all > 1),
        Overlap::Queue => (is_backfill || before + new < 2).then_some(true),
        Overlap::Cancel => is_last.then_some(true),
    }
}

/// The names of all nodes that are there.
async fn nodes(lent: &mut Lent<'_>, now: Micros) -> Result<Vec<String>, DbError> {
    let select = Query::select()
        .distinct()
        .column("name")
        .from(WORKERS)
        .and_where(Expr::col("beat_at").add(Expr::col("dead_after")).gte(now))
        .and_where(Expr::col("stopping").eq(0))
        .order_by("name", Order::Asc)
        .to_owned();
    lent.fetch(&select, &[TEXT]).await?.into_iter().map(|row| Cells::new(row).text()).collect()
}
