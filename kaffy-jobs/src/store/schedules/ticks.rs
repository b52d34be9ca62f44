//! What became of the times of schedules.

use std::collections::HashMap;

use kaffy_core::{
    Cell, Database, DbError,
    inside::{Lent, Read},
};
use sea_query::{Expr, ExprTrait, Order, Query, UnionType};
use uuid::Uuid;

use super::super::{
    cells::{Cells, NUMBER, TEXT},
    in_transaction,
    names::{JOBS, TICKS},
    record, text,
};
use crate::{
    TickJob, TickOutcome, TickRecord, Trigger,
    clock::{self, Micros},
};

/// Ticks that one statement takes away.
const SLICE: u64 = 1_000;

/// A tick that is about to be stored.
#[derive(Clone, Debug)]
pub(super) struct NewTick {
    pub(super) schedule: String,
    pub(super) due_at: Micros,
    pub(super) outcome: TickOutcome,
    pub(super) trigger: Trigger,
    pub(super) by: Option<String>,
    pub(super) is_backfill: bool,
    pub(super) missed_count: u32,
    pub(super) jobs: Vec<Uuid>,
}

/// Stores ticks. The key refuses a time that was decided about.
pub(super) async fn insert(lent: &mut Lent<'_>, ticks: &[NewTick], worker: Uuid, now: Micros) -> Result<(), DbError> {
    for ticks in ticks.chunks(200) {
        let mut insert = Query::insert().into_table(TICKS).columns(COLUMNS).to_owned();
        for tick in ticks {
            let jobs = (!tick.jobs.is_empty()).then(|| serde_json::json!(tick.jobs).to_string());
            insert.values_panic([
                tick.schedule.clone().into(),
                tick.due_at.into(),
                now.into(),
                tick.outcome.word().into(),
                tick.trigger.word().into(),
                i64::from(tick.is_backfill).into(),
                i64::from(tick.missed_count).into(),
                tick.by.clone().into(),
                jobs.into(),
                Expr::val(text(worker)),
            ]);
        }
        lent.execute(&insert).await?;
    }
    Ok(())
}

/// Which of these times were decided about.
pub(super) async fn decided(lent: &mut Lent<'_>, times: &[(String, Micros)]) -> Result<Vec<(String, Micros)>, DbError> {
    let mut found = Vec::new();
    for times in times.chunks(500) {
        let select = Query::select()
            .columns(["schedule", "due_at"])
            .from(TICKS)
            .and_where(Expr::col("schedule").is_in(times.iter().map(|(name, _)| name.as_str())))
            .and_where(Expr::col("due_at").is_in(times.iter().map(|(_, due)| *due)))
            .to_owned();
        for row in lent.fetch(&select, &[TEXT, NUMBER]).await? {
            let mut cells = Cells::new(row);
            found.push((cells.text()?, cells.number()?));
        }
    }
    Ok(found)
}

const COLUMNS: [&str; 10] =
    ["schedule", "due_at", "fired_at", "outcome", "cause", "is_backfill", "missed_count", "by_whom", "jobs", "worker"];
const READS: [Read; 10] = [TEXT, NUMBER, NUMBER, TEXT, TEXT, NUMBER, NUMBER, TEXT, TEXT, TEXT];

fn read(row: Vec<Cell>) -> Result<TickRecord, DbError> {
    let mut cells = Cells::new(row);
    let job = |id| TickJob { id, state: None, started_at: None, finished_at: None, last_error: None };
    Ok(TickRecord {
        schedule: cells.text()?,
        due_at: clock::time(cells.number()?),
        fired_at: clock::time(cells.number()?),
        outcome: TickOutcome::of(&cells.text()?).unwrap_or(TickOutcome::Refused),
        trigger: Trigger::of(&cells.text()?),
        is_backfill: cells.number()? != 0,
        missed_count: cells.count()?,
        by: cells.maybe_text()?,
        jobs: ids(cells.maybe_text()?).into_iter().map(job).collect(),
        worker: cells.maybe_id()?,
    })
}

/// What became of the times of a schedule, the latest first, with their jobs: two statements.
pub(crate) async fn ticks(
    db: &Database,
    schedule: &str,
    before: Option<Micros>,
    limit: u64,
) -> Result<Vec<TickRecord>, DbError> {
    let mut select = Query::select();
    select
        .columns(COLUMNS)
        .from(TICKS)
        .and_where(Expr::col("schedule").eq(schedule))
        .order_by("due_at", Order::Desc)
        .limit(limit);
    if let Some(before) = before {
        select.and_where(Expr::col("due_at").lt(before));
    }
    let rows = db.fetch(&select, &READS).await?;
    let mut ticks = rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    fill(db, &mut ticks).await?;
    Ok(ticks)
}

fn ids(text: Option<String>) -> Vec<Uuid> {
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// How the jobs of ticks are.
async fn fill(db: &Database, ticks: &mut [TickRecord]) -> Result<(), DbError> {
    let ids: Vec<_> = ticks.iter().flat_map(|tick| &tick.jobs).map(|job| text(job.id)).collect();
    let mut known = HashMap::new();
    for ids in ids.chunks(500) {
        let select = Query::select()
            .columns(["id", "state", "started_at", "finished_at", "last_error"])
            .from(JOBS)
            .and_where(Expr::col("id").is_in(ids.iter().map(String::as_str)))
            .to_owned();
        for row in db.fetch(&select, &[TEXT, TEXT, NUMBER, NUMBER, TEXT]).await? {
            let mut cells = Cells::new(row);
            let id = cells.id()?;
            let job = TickJob {
                id,
                state: Some(record::state(&cells.text()?)?),
                started_at: cells.maybe_number()?.map(clock::time),
                finished_at: cells.maybe_number()?.map(clock::time),
                last_error: cells.maybe_text()?,
            };
            known.insert(id, job);
        }
    }
    for job in ticks.iter_mut().flat_map(|tick| &mut tick.jobs) {
        if let Some(known) = known.remove(&job.id) {
            *job = known;
        }
    }
    Ok(())
}

/// Takes away a slice of what was decided before a time, and says how many that were.
pub(crate) async fn prune_ticks(db: &Database, before: Micros) -> Result<u64, DbError> {
    let which = Query::select()
        .columns(["schedule", "due_at"])
        .from(TICKS)
        .and_where(Expr::col("fired_at").lt(before))
        .order_by("fired_at", Order::Asc)
        .limit(SLICE)
        .to_owned();
    let rows = db.fetch(&which, &[TEXT, NUMBER]).await?;
    let mut by_schedule: HashMap<String, Vec<Micros>> = HashMap::new();
    for row in rows {
        let mut cells = Cells::new(row);
        by_schedule.entry(cells.text()?).or_default().push(cells.number()?);
    }
    if by_schedule.is_empty() {
        return Ok(0);
    }
    in_transaction(db, async |tx| {
        let mut gone = 0;
        for (schedule, times) in &by_schedule {
            let delete = Query::delete()
                .from_table(TICKS)
                .and_where(Expr::col("schedule").eq(schedule.as_str()))
                .and_where(Expr::col("due_at").is_in(times.iter().copied()))
                .to_owned();
            gone += tx.execute(&delete).await?;
        }
        Ok(gone)
    })
    .await
}

/// What became of the latest time or run of each of these schedules, with its jobs.
pub(crate) async fn last_ticks(db: &Database, schedules: &[&str]) -> Result<HashMap<String, TickRecord>, DbError> {
    // One row of an index for each, however often they have fired.
    let latest = |schedule: &&str| {
        let first = Query::select()
            .columns(COLUMNS)
            .from(TICKS)
            .and_where(Expr::col("schedule").eq(*schedule))
            .order_by("due_at", Order::Desc)
            .limit(1)
            .to_owned();
        Query::select().columns(COLUMNS).from_subquery(first, "latest").to_owned()
    };
    let Some(select) = schedules.iter().map(latest).reduce(|mut all, other| {
        all.union(UnionType::All, other);
        all
    }) else {
        return Ok(HashMap::new());
    };
    let rows = db.fetch(&select, &READS).await?;
    let mut ticks = rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    fill(db, &mut ticks).await?;
    Ok(ticks.into_iter().map(|tick| (tick.schedule.clone(), tick)).collect())
}

/// The first of these jobs that is not over.
pub(crate) async fn goes_on(db: &Database, jobs: &[Uuid]) -> Result<Option<Uuid>, DbError> {
    if jobs.is_empty() {
        return Ok(None);
    }
    let select = Query::select()
        .column("id")
        .from(JOBS)
        .and_where(Expr::col("id").is_in(jobs.iter().map(|id| text(*id))))
        .and_where(super::super::names::is_one_of(&crate::JobState::LIVE))
        .order_by("id", Order::Asc)
        .limit(1)
        .to_owned();
    db.fetch(&select, &[TEXT]).await?.into_iter().next().map(|row| Cells::new(row).id()).transpose()
}
