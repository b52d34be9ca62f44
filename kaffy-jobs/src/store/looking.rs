//! Looking for what no index knows: only through so many jobs at once, whatever the table holds (R27).

use kaffy_core::{Database, DbError};
use sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement};
use uuid::Uuid;

use super::{
    cells::{Cells, NUMBER, TEXT},
    list::{Count, JobFilter},
    names::{JOBS, is_one_of},
    record, text,
};
use crate::JobState;

/// How many jobs one page looks through.
pub(crate) const LOOKED: u64 = 50_000;

/// The last of the [`LOOKED`] newest jobs older than `before` in the states of a filter, or of its one type: no page
/// looks further back. `None` when there are fewer.
pub(crate) async fn edge(db: &Database, filter: &JobFilter, before: Option<Uuid>) -> Result<Option<Uuid>, DbError> {
    let edge = edge_of(filter, before);
    db.fetch(&edge, &[TEXT]).await?.into_iter().next().map(|row| Cells::new(row).id()).transpose()
}

/// The same, and that of all jobs, in one statement.
pub(crate) async fn edges(
    db: &Database,
    filter: &JobFilter,
    before: Option<Uuid>,
) -> Result<(Option<Uuid>, Option<Uuid>), DbError> {
    let mut select = Query::select();
    for edge in [edge_of(filter, before), edge_of(&JobFilter::new(), None)] {
        select.expr(Expr::SubQuery(None, Box::new(edge.into())));
    }
    let Some(row) = db.fetch(&select, &[TEXT, TEXT]).await?.into_iter().next() else { return Ok((None, None)) };
    let mut cells = Cells::new(row);
    Ok((cells.maybe_id()?, cells.maybe_id()?))
}

fn edge_of(filter: &JobFilter, before: Option<Uuid>) -> SelectStatement {
    let mut edge =
        Query::select().column("id").from(JOBS).order_by("id", Order::Desc).limit(1).offset(LOOKED - 1).to_owned();
    // One condition, so that the walk is along one index and reads nothing else.
    if !filter.states.is_empty() {
        edge.and_where(is_one_of(&filter.states));
    } else if let [one] = &filter.types[..] {
        edge.and_where(Expr::col("job_type").eq(one.as_str()));
    }
    if let Some(before) = before {
        edge.and_where(Expr::col("id").lt(text(before)));
    }
    edge
}

/// Which queues and types the waiting jobs have, as far as the first 100,000 of them say.
pub(crate) async fn waiting(db: &Database) -> Result<Vec<(String, String)>, DbError> {
    let first = Query::select()
        .columns(["queue", "job_type"])
        .from(JOBS)
        .and_where(is_one_of(&JobState::WAITING))
        .limit(100_000)
        .to_owned();
    let select = Query::select().distinct().columns(["queue", "job_type"]).from_subquery(first, "waiting").to_owned();
    let read = |row| {
        let mut cells = Cells::new(row);
        Ok((cells.text()?, cells.text()?))
    };
    db.fetch(&select, &[TEXT, TEXT]).await?.into_iter().map(read).collect()
}

/// How many of the jobs from an edge on are in each state.
pub(crate) async fn counts_within(db: &Database, filter: &JobFilter) -> Result<Vec<(JobState, Count)>, DbError> {
    let select = Query::select()
        .column("state")
        .expr(Func::count(Expr::col("id")))
        .from(JOBS)
        .cond_where(filter.whatever_state())
        .group_by_col("state")
        .to_owned();
    let mut found = Vec::new();
    for row in db.fetch(&select, &[TEXT, NUMBER]).await? {
        let mut cells = Cells::new(row);
        found.push((record::state(&cells.text()?)?, cells.number()?.unsigned_abs()));
    }
    let number = |state| found.iter().find(|(it, _)| *it == state).map_or(0, |(_, number)| *number);
    Ok(JobState::ALL.into_iter().map(|state| (state, Count { number: number(state), is_more: false })).collect())
}
