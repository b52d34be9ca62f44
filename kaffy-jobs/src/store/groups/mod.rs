//! Groups and their tasks.
//!
//! Everything that changes them locks the row of the group first, then jobs, then tasks, groups in the order of their
//! ids: so no two wait for each other, and of two tasks that end at once one sees the other's end. Whether a task runs
//! is not stored, but read from its job; how it ended is stored, and outlives the job.

mod cancel;
mod counts;
mod create;
mod fields;
mod graph;
mod json_path;
mod record;
mod repair;
mod rules;
mod search;
mod settle;
mod tables;

pub(crate) use cancel::cancel;
pub(crate) use counts::{counts, edge};
pub(crate) use create::{add, create};
pub use record::{GroupRecord, TaskCounts, TaskRecord};
pub(crate) use record::{get, jobs_of};
pub(crate) use repair::{prune, repair};
pub(crate) use search::{search_groups, search_tasks};
pub(crate) use settle::{group_of, lock, lock_for, settle, tasks_about, tasks_held_by};
pub(super) use tables::MIGRATION;
