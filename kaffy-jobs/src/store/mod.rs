//! The jobs in the database: one room for every statement about them.
//!
//! Each file builds what one moment of a job's life needs and runs it. Rules that hold in all of them: a state changes
//! only in an `UPDATE` that names the states it may come from; what a worker writes names the token of its claim; times
//! come from the caller's clock.

mod ack;
mod cells;
pub(crate) mod chores;
mod claim;
pub(crate) mod groups;
mod insert;
mod limited;
mod list;
mod looking;
mod manage;
mod names;
mod poll;
mod queues;
mod record;
mod retention;
mod run_tables;
mod runs;
pub(crate) mod schedules;
mod stage;
mod stats;
mod sweep;
mod tables;
mod workers;

pub(crate) use ack::{Acknowledged, Finish, Outcome, acknowledge, complete_in, gap, save_progress};
pub(crate) use claim::{Claim, Claimed, claim};
pub use groups::{GroupRecord, TaskCounts, TaskRecord};
pub(crate) use insert::{CHANNEL, insert};
pub(crate) use limited::claim_limited;
pub use list::{Count, JobFilter};
pub(crate) use list::{attempts, counts, find, list, newer};
pub(crate) use looking::{LOOKED, counts_within, edge, edges, waiting};
pub(crate) use manage::{Change, change, change_all_of_record, change_in, holder_of, in_state_of};
pub(crate) use poll::{Asked, poll};
pub use queues::QueueRecord;
pub(crate) use queues::{
    add_queues, pause, pause_in, queue_depths, queues, resume, resume_in, set_concurrency, set_concurrency_in,
};
pub use record::{AttemptRecord, JobRecord, Progress};
pub(crate) use retention::prune;
pub(crate) use runs::{
    RunRow, add_run, end_run, failures, find_run, hold_run, move_run, news, prune_runs, see_run, see_runs_of, take_run,
};
pub(crate) use stage::stage;
pub use stats::Minute;
pub(crate) use stats::{ahead, minutes, running_on, runs_under};
pub(crate) use sweep::{give_back_unknown, orphans, sweep};
pub(crate) use tables::prepare;
pub use workers::WorkerRecord;
pub(crate) use workers::{add_worker, beat, database_time, remove_worker, silent_workers, workers};

use kaffy_core::{Database, DbError, Dialect, inside::Tx};
use sea_query::{CommonTableExpression, Expr, ExprTrait, LockBehavior, LockType, Query, SelectStatement};
use sea_query::{UpdateStatement, WithQuery};
use uuid::Uuid;

/// An id as it is stored.
pub(crate) fn text(id: Uuid) -> String {
    id.to_string()
}

/// Changes the jobs that `which` picks (their ids, with a limit), leaving out those that others are changing. MySQL
/// cannot pick from the table that it changes, and is asked in two steps by the caller.
fn update_picked(mut update: UpdateStatement, mut which: SelectStatement, dialect: Dialect) -> WithQuery {
    if dialect == Dialect::Postgres {
        which.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    // In a common table expression, since a planner may run a subquery in `IN` more than once.
    let picked = CommonTableExpression::new().table_name("picked").query(which).to_owned();
    let ids = Query::select().column("id").from("picked").to_owned();
    update.and_where(Expr::col("id").in_subquery(ids));
    Query::with().cte(picked).to_owned().query(update)
}

/// Reads what is there now: on MySQL a transaction that has read before sees what others commit only by locking it.
pub(in crate::store) fn current(select: &mut SelectStatement, dialect: Dialect) {
    if dialect == Dialect::MySql {
        select.lock_exclusive();
    }
}

/// Runs something in a transaction of its own.
pub(in crate::store) async fn in_transaction<T>(
    db: &Database,
    work: impl AsyncFnOnce(&mut Tx) -> Result<T, DbError>,
) -> Result<T, DbError> {
    let mut tx = db.begin().await?;
    let done = work(&mut tx).await?;
    tx.commit().await?;
    Ok(done)
}
