//! Groups of tasks: what Jabba does (G rows), and what it does wrong (R32).

mod adding;
mod creating;
mod ending;
mod graph;
pub(crate) mod handlers;
mod mending;
mod running;
mod searching;

pub(crate) use adding::*;
pub(crate) use creating::*;
pub(crate) use ending::*;
pub(crate) use graph::*;
pub(crate) use mending::*;
pub(crate) use running::*;
pub(crate) use searching::*;

use kaffy::{
    Jobs,
    jobs::{GroupRecord, Rule, Search, TaskRecord, TaskStatus},
};
use uuid::Uuid;

use crate::waiting::until;

/// The tasks of a group in their order.
async fn tasks(jobs: &Jobs, group: Uuid) -> Vec<TaskRecord> {
    let search = Search::new().rule("group_id", Rule::Equal(group.to_string().into())).ascending("position");
    jobs.search_tasks(&search.limit(500)).await.unwrap().items
}

/// What the tasks of a group are, in their order.
async fn statuses(jobs: &Jobs, group: Uuid) -> Vec<TaskStatus> {
    tasks(jobs, group).await.into_iter().map(|task| task.status).collect()
}

/// Waits until a group has ended, and says what it is then.
async fn ends(jobs: &Jobs, group: Uuid) -> GroupRecord {
    until("the group ends", async || jobs.get_group(group).await.unwrap().ended_at.is_some()).await;
    jobs.get_group(group).await.unwrap()
}
