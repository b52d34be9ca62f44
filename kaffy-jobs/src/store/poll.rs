//! The one question that a worker asks each second, however many queues and types of jobs there are: is there work, is
//! something due, was a queue changed, is one of mine to stop?

use std::collections::{HashMap, HashSet};

use kaffy_core::{Database, DbError};
use sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement, UnionType};
use uuid::Uuid;

use super::{
    cells::{Cells, NUMBER, TEXT},
    names::{JOBS, QUEUES, is},
    text,
};
use crate::{JobState, clock::Micros};

/// What is asked about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    pub(crate) worker: Uuid,
    pub(crate) queues: &'a [String],
    pub(crate) types: &'a [String],
    /// Whether this worker has jobs that somebody may want to stop.
    pub(crate) has_running: bool,
}

/// What there is.
#[derive(Debug, Default)]
pub(crate) struct Polled {
    /// Queues with available jobs under no limit.
    pub(crate) free: HashSet<String>,
    /// Queues with available jobs under limits.
    pub(crate) limited: HashSet<String>,
    /// When the next job is due.
    pub(crate) next_due: Option<Micros>,
    /// When the next schedule fires.
    pub(crate) next_tick: Option<Micros>,
    /// Queues that are paused.
    pub(crate) paused: HashSet<String>,
    /// Concurrency of queues where it was changed.
    pub(crate) concurrency: HashMap<String, u32>,
    /// Jobs of this worker that are to stop.
    pub(crate) to_stop: Vec<Uuid>,
}

/// Asks.
pub(crate) async fn poll(db: &Database, asked: Asked<'_>) -> Result<Polled, DbError> {
    let mut parts = asked.parts();
    let Some(mut select) = parts.pop() else { return Ok(Polled::default()) };
    for part in parts {
        select.union(UnionType::All, part);
    }
    let mut polled = Polled::default();
    for row in db.fetch(&select, &[TEXT, TEXT, NUMBER]).await? {
        let mut cells = Cells::new(row);
        let (kind, name, number) = (cells.text()?, cells.text()?, cells.maybe_number()?);
        match (kind.as_str(), number) {
            ("free", Some(at)) => polled.free.extend(asked.queue(at)),
            ("limited", Some(at)) => polled.limited.extend(asked.queue(at)),
            ("due", Some(at)) => polled.next_due = Some(polled.next_due.map_or(at, |first| Ord::min(first, at))),
            ("tick", at) => polled.next_tick = at,
            ("paused", Some(_)) => drop(polled.paused.insert(name)),
            ("width", Some(width)) => drop(polled.concurrency.insert(name, u32::try_from(width).unwrap_or(0))),
            ("stop", _) => polled.to_stop.extend(Uuid::parse_str(&name)),
            _ => {}
        }
    }
    Ok(polled)
}

impl Asked<'_> {
    fn queue(&self, at: i64) -> Option<String> {
        self.queues.get(usize::try_from(at).ok()?).cloned()
    }

    fn parts(&self) -> Vec<SelectStatement> {
        let mut parts = Vec::new();
        for (at, queue) in (0i64..).zip(self.queues) {
            let is_free = Expr::col("limit_key").is_null();
            for (kind, limit) in [("free", is_free), ("limited", Expr::col("limit_key").is_not_null())] {
                let some = Query::select()
                    .expr(Expr::Constant(1i64.into()))
                    .from(JOBS)
                    .and_where(is(JobState::Available))
                    .and_where(Expr::col("queue").eq(queue.as_str()))
                    .and_where(limit)
                    .and_where(Expr::col("job_type").is_in(self.types.iter().map(String::as_str)))
                    // In the order of the index, so that it is the index that is asked: among millions of rows of one
                    // type PostgreSQL would expect to meet one soon, and read the table.
                    .order_by("sort_at", Order::Asc)
                    .limit(1)
                    .to_owned();
                let mut part = row(kind, Expr::Constant("".into()), Expr::Constant(at.into()));
                part.and_where(Expr::SubQuery(None, Box::new(some.into())).is_not_null());
                parts.push(part);
            }
        }
        for state in [JobState::Scheduled, JobState::Retrying] {
            let mut due = row("due", Expr::Constant("".into()), Func::min(Expr::col("run_at")).into());
            due.from(JOBS).and_where(is(state)).and_where(super::names::waits_for_its_time());
            parts.push(due);
        }
        for (kind, column) in [("paused", "paused_at"), ("width", "concurrency")] {
            let mut queues = row(kind, Expr::col("name"), Expr::col(column));
            queues.from(QUEUES).and_where(Expr::col(column).is_not_null());
            parts.push(queues);
        }
        parts.push(super::schedules::next_due(self.types));
        if self.has_running {
            let mut stop = row("stop", Expr::col("id"), Expr::Constant(0i64.into()));
            stop.from(JOBS)
                .and_where(is(JobState::Running))
                .and_where(Expr::col("worker").eq(text(self.worker)))
                .and_where(Expr::col("cancel_at").is_not_null());
            parts.push(stop);
        }
        parts
    }
}

pub(super) fn row(kind: &'static str, name: Expr, number: Expr) -> SelectStatement {
    Query::select()
        .expr_as(Expr::Constant(kind.into()), "kind")
        .expr_as(name, "name")
        .expr_as(number, "number")
        .to_owned()
}
