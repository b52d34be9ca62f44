//! Schedules in the database.
//!
//! `next_due` says when a schedule is to be looked at, and is empty where it is not; nothing else decides that. Whoever
//! decides about a time has the row of its schedule locked, writes the time into [`TICKS`](super::names::TICKS), and its
//! job in the same transaction.

mod at_once;
mod cluster;
mod decided;
mod fire;
mod rows;
mod tables;
mod tasks;
mod ticks;
mod write;

pub(crate) use at_once::{run_here, run_once};
pub(crate) use cluster::{join, note_added, prepare_cluster, was_added};
pub(crate) use fire::{Fired, FiredTick, fire};
pub use rows::ScheduleFilter;
pub(crate) use rows::{count, find, first_due, list, next_due};
pub(crate) use tables::MIGRATION;
pub(crate) use tasks::{TaskStart, begin_task, end_task, find_task, tasks};
pub(crate) use ticks::{goes_on, last_ticks, prune_ticks, ticks};
pub(crate) use write::{Put, begin_at, delete, delete_all, merge, put, set_last_due, set_state};

use kaffy_core::Dialect;
use sea_query::SelectStatement;

/// Keeps the rows until the transaction is over. On SQLite there is one writer anyway.
fn lock(select: &mut SelectStatement, dialect: Dialect) {
    if dialect != Dialect::Sqlite {
        select.lock_exclusive();
    }
}
