//! Reading schedules.

use kaffy_core::{
    Cell, Database, DbError,
    inside::{Lent, Read},
};
use sea_query::{Expr, ExprTrait, Func, LikeExpr, Order, Query, SelectStatement};
use uuid::Uuid;

use super::super::{
    cells::{Cells, NUMBER, TEXT},
    names::SCHEDULES,
    record::json,
};
use crate::{
    Every, Missed, Origin, Overlap, RunOn, ScheduleRecord, ScheduleState,
    clock::{self, Micros, duration},
};

pub(super) const COLUMNS: [&str; 30] = [
    "name",
    "origin",
    "state",
    "is_task",
    "job_type",
    "args",
    "timezone",
    "missed",
    "missed_most",
    "overlap",
    "run_on",
    "node",
    "anchor",
    "created_at",
    "updated_at",
    "revision",
    "cron",
    "every_us",
    "window_us",
    "queue",
    "priority",
    "max_attempts",
    "next_due",
    "last_due",
    "live",
    "paused_at",
    "paused_by",
    "reason",
    "gone_at",
    "created_by",
];
pub(super) const READS: [Read; 30] = [
    TEXT, TEXT, TEXT, NUMBER, TEXT, TEXT, TEXT, TEXT, NUMBER, TEXT, TEXT, TEXT, NUMBER, NUMBER, NUMBER, NUMBER, TEXT,
    NUMBER, NUMBER, TEXT, NUMBER, NUMBER, NUMBER, NUMBER, TEXT, NUMBER, TEXT, TEXT, NUMBER, TEXT,
];

pub(super) fn read(row: Vec<Cell>) -> Result<ScheduleRecord, DbError> {
    let mut cells = Cells::new(row);
    let unknown = |what: &str| DbError::Other(format!("a schedule has an unknown {what}").into());
    let time = |micros: Option<i64>| micros.map(clock::time);
    let (name, origin, state) = (cells.text()?, cells.text()?, cells.text()?);
    let (is_task, job_type, args, timezone) = (cells.number()? != 0, cells.text()?, cells.text()?, cells.text()?);
    let (missed, most, overlap) = (cells.text()?, cells.count()?, cells.text()?);
    let (run_on, node) = (cells.text()?, cells.maybe_text()?);
    Ok(ScheduleRecord {
        name,
        origin: Origin::of(&origin),
        state: ScheduleState::of(&state),
        is_task,
        job_type,
        args: json(&args),
        timezone,
        missed: Missed::of(&missed, most).ok_or_else(|| unknown("rule for missed times"))?,
        overlap: Overlap::of(&overlap).ok_or_else(|| unknown("rule for overlaps"))?,
        run_on: RunOn::of(&run_on, node).ok_or_else(|| unknown("place"))?,
        anchor: cells.number()?,
        created_at: clock::time(cells.number()?),
        updated_at: clock::time(cells.number()?),
        revision: cells.number()?,
        cron: cells.maybe_text()?,
        every: cells.maybe_number()?.map(|micros| Every(duration(micros))),
        window: cells.maybe_number()?.map(duration),
        queue: cells.maybe_text()?,
        priority: cells.maybe_number()?,
        max_attempts: cells.maybe_number()?.and_then(|most| u32::try_from(most).ok()),
        next_due: time(cells.maybe_number()?),
        last_due: time(cells.maybe_number()?),
        live: cells.maybe_text()?.and_then(|text| serde_json::from_str::<Vec<Uuid>>(&text).ok()).unwrap_or_default(),
        paused_at: time(cells.maybe_number()?),
        paused_by: cells.maybe_text()?,
        reason: cells.maybe_text()?,
        gone_at: time(cells.maybe_number()?),
        created_by: cells.maybe_text()?,
    })
}

pub(super) fn select() -> SelectStatement {
    Query::select().columns(COLUMNS).from(SCHEDULES).to_owned()
}

/// One schedule.
pub(crate) async fn find(db: &Database, name: &str) -> Result<Option<ScheduleRecord>, DbError> {
    let mut select = select();
    select.and_where(Expr::col("name").eq(name));
    db.fetch(&select, &READS).await?.into_iter().next().map(read).transpose()
}

/// One schedule, which nobody else changes until the transaction is over.
pub(crate) async fn find_locked(lent: &mut Lent<'_>, name: &str) -> Result<Option<ScheduleRecord>, DbError> {
    let mut select = select();
    select.and_where(Expr::col("name").eq(name));
    super::lock(&mut select, lent.dialect());
    lent.fetch(&select, &READS).await?.into_iter().next().map(read).transpose()
}

/// Which schedules are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ScheduleFilter {
    /// In this state.
    pub state: Option<ScheduleState>,
    /// From here.
    pub origin: Option<Origin>,
    /// For jobs of this type.
    pub job_type: Option<String>,
    /// Simple tasks only, or none of them.
    pub is_task: Option<bool>,
    /// Whose name has this in it, whatever its capitals.
    pub search: Option<String>,
    /// Whose code is there no more, or those whose code is.
    pub is_gone: Option<bool>,
}

impl ScheduleFilter {
    /// All of them.
    pub fn new() -> Self {
        Self::default()
    }

    fn narrow(&self, select: &mut SelectStatement) {
        if let Some(state) = self.state {
            select.and_where(Expr::col("state").eq(state.word()));
        }
        if let Some(origin) = self.origin {
            select.and_where(Expr::col("origin").eq(origin.word()));
        }
        if let Some(job_type) = &self.job_type {
            select.and_where(Expr::col("job_type").eq(job_type.as_str()));
        }
        if let Some(is_task) = self.is_task {
            select.and_where(Expr::col("is_task").eq(i64::from(is_task)));
        }
        match self.is_gone {
            Some(true) => drop(select.and_where(Expr::col("gone_at").is_not_null())),
            Some(false) => drop(select.and_where(Expr::col("gone_at").is_null())),
            None => {}
        }
        if let Some(search) = self.search.as_deref().filter(|search| !search.is_empty()) {
            let mut like = String::from("%");
            for letter in search.chars() {
                if matches!(letter, '%' | '_' | '!') {
                    like.push('!');
                }
                like.push(letter);
            }
            like.push('%');
            // Whatever its capitals; SQLite knows those of ASCII alone.
            let lower = LikeExpr::new(like.to_lowercase()).escape('!');
            let is_it = Expr::col("name").like(LikeExpr::new(like).escape('!'));
            select.and_where(is_it.or(Expr::expr(Func::lower(Expr::col("name"))).like(lower)));
        }
    }
}

/// Schedules by name, those after `after`.
pub(crate) async fn list(
    db: &Database,
    filter: &ScheduleFilter,
    after: Option<&str>,
    limit: u64,
) -> Result<Vec<ScheduleRecord>, DbError> {
    let mut select = select();
    filter.narrow(&mut select);
    if let Some(after) = after {
        select.and_where(Expr::col("name").gt(after));
    }
    select.order_by("name", Order::Asc).limit(limit);
    db.fetch(&select, &READS).await?.into_iter().map(read).collect()
}

/// How many there are, counted up to `most`.
pub(crate) async fn count(db: &Database, filter: &ScheduleFilter, most: u64) -> Result<u64, DbError> {
    let mut inner = Query::select();
    inner.column("name").from(SCHEDULES).limit(most);
    filter.narrow(&mut inner);
    let select = Query::select()
        .expr(sea_query::Func::count(Expr::col("name")))
        .from_subquery(inner.to_owned(), "some")
        .to_owned();
    let row = db.fetch(&select, &[NUMBER]).await?.into_iter().next().unwrap_or_default();
    Ok(Cells::new(row).number()?.unsigned_abs())
}

/// When a schedule is due next that this node has a handler for: for the one question of each second.
pub(crate) fn next_due(types: &[String]) -> SelectStatement {
    let mut part =
        super::super::poll::row("tick", Expr::Constant("".into()), sea_query::Func::min(Expr::col("next_due")).into());
    part.from(SCHEDULES)
        .and_where(Expr::col("next_due").is_not_null())
        .and_where(Expr::col("job_type").is_in(types.iter().map(String::as_str)));
    part
}

/// When the first schedule of all is due.
pub(crate) async fn first_due(db: &Database) -> Result<Option<Micros>, DbError> {
    let select = Query::select()
        .expr(sea_query::Func::min(Expr::col("next_due")))
        .from(SCHEDULES)
        .and_where(Expr::col("next_due").is_not_null())
        .to_owned();
    let row = db.fetch(&select, &[NUMBER]).await?.into_iter().next().unwrap_or_default();
    Cells::new(row).maybe_number()
}
