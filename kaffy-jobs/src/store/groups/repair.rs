//! Finding what a group did not hear of, and taking away what has been over for long.

use std::collections::BTreeSet;

use kaffy_core::{Database, DbError};
use sea_query::{Expr, ExprTrait, Order, Query};
use uuid::Uuid;

use super::{
    super::{
        cells::{Cells, TEXT},
        in_transaction,
        names::{GROUPS, TASKS, literal},
        retention::SLICE,
        text,
    },
    settle,
};
use crate::{GroupStatus, TaskStatus, clock::Micros, new_job::NewJob};

/// Pending tasks that are looked at in one pass.
const LOOKED_AT: u64 = 5_000;
/// Groups that one pass brings up to date.
const MOST: u64 = 500;

/// What one pass found.
#[derive(Debug, Default)]
pub(crate) struct Repaired {
    /// How many groups were not what their tasks are.
    pub(crate) groups: u64,
    /// Jobs that were enqueued by that.
    pub(crate) published: Vec<NewJob>,
    /// Where the next pass goes on; from the beginning once this is `None`.
    pub(crate) next: Option<Uuid>,
}

/// Settles tasks whose jobs ended without them, and groups that no pending task keeps from their end. With every writer
/// of this version there are none: an older one that ran beside it, or a hand in the tables, leaves some. A pass looks
/// at so many tasks behind `after`, however many there are.
pub(crate) async fn repair(db: &Database, after: Option<Uuid>, now: Micros) -> Result<Repaired, DbError> {
    let mut looked_at = Query::select()
        .column("id")
        .from(TASKS)
        .and_where(Expr::col("status").eq(literal(TaskStatus::Pending.word())))
        .order_by("id", Order::Asc)
        .limit(LOOKED_AT)
        .to_owned();
    if let Some(after) = after {
        looked_at.and_where(Expr::col("id").gt(text(after)));
    }
    // Two statements, since a planner knows little of what such a subquery holds.
    let looked_at = ids(db.fetch(&looked_at, &[TEXT]).await?)?;
    let next = looked_at.last().copied().filter(|_| looked_at.len() as u64 == LOOKED_AT);
    let mut jobs = Vec::new();
    let mut groups = BTreeSet::new();
    for tasks in looked_at.chunks(LOOKED_AT as usize / 10) {
        let over = settle::pending_of_ended(Expr::col((TASKS, "id")).is_in(tasks.iter().map(|id| text(*id))))
            .columns([(TASKS, "group_id"), (TASKS, "job_id")])
            .to_owned();
        for row in db.fetch(&over, &[TEXT, TEXT]).await? {
            let mut cells = Cells::new(row);
            groups.insert(cells.id()?);
            jobs.push(cells.id()?);
        }
    }
    let pending = Query::select()
        .expr(Expr::val(1))
        .from(TASKS)
        .and_where(Expr::col((TASKS, "group_id")).equals((GROUPS, "id")))
        .and_where(Expr::col((TASKS, "status")).eq(literal(TaskStatus::Pending.word())))
        .to_owned();
    let stuck = Query::select()
        .column("id")
        .from(GROUPS)
        .and_where(Expr::col("ended_at").is_null())
        .and_where(Expr::exists(pending).not())
        .limit(MOST)
        .to_owned();
    let mut stuck = ids(db.fetch(&stuck, &[TEXT]).await?)?;
    groups.extend(stuck.iter().copied());
    if groups.is_empty() {
        return Ok(Repaired { next, ..Repaired::default() });
    }
    in_transaction(db, async |tx| {
        let mut lent = tx.lend();
        settle::lock(&mut lent, groups.iter().copied()).await?;
        let mut published = settle::settle(&mut lent, &jobs, now).await?;
        for group in stuck.drain(..) {
            published.extend(settle::advance(&mut lent, group, now).await?);
        }
        Ok(Repaired { groups: groups.len() as u64, published, next })
    })
    .await
}

/// Takes away a slice of the groups that ended in this status before a time, and says how many that were.
pub(crate) async fn prune(db: &Database, status: GroupStatus, before: Micros) -> Result<u64, DbError> {
    let which = Query::select()
        .column("id")
        .from(GROUPS)
        .and_where(Expr::col("status").eq(literal(status.word())))
        .and_where(Expr::col("ended_at").lt(before))
        .order_by("ended_at", Order::Asc)
        .limit(SLICE / 10)
        .to_owned();
    let groups = ids(db.fetch(&which, &[TEXT]).await?)?;
    if groups.is_empty() {
        return Ok(0);
    }
    in_transaction(db, async |tx| {
        let groups = || groups.iter().map(|id| text(*id));
        let tasks = Query::delete().from_table(TASKS).and_where(Expr::col("group_id").is_in(groups())).to_owned();
        tx.execute(&tasks).await?;
        let gone = Query::delete().from_table(GROUPS).and_where(Expr::col("id").is_in(groups())).to_owned();
        tx.execute(&gone).await
    })
    .await
}

fn ids(rows: Vec<Vec<kaffy_core::Cell>>) -> Result<Vec<Uuid>, DbError> {
    rows.into_iter().map(|row| Cells::new(row).id()).collect()
}
