//! The list of groups.

use kaffy_jobs::{GroupRecord, Strategy};
use serde::Serialize;

use super::{JobsNav, StateView, words::count_words};
use crate::{
    extract::Visit,
    listing::Kept,
    view::{ListParts, MomentView, StateTab},
};

/// `jobs/groups.html`: the list of groups.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct GroupsView {
    /// The pages beside it.
    pub nav: JobsNav,
    /// What is around its rows.
    #[serde(flatten)]
    pub list: ListParts,
    /// A tab for each state, with how many groups are in it.
    pub tabs: Vec<StateTab>,
    /// How far was looked, in words, where that is not everything.
    pub looked: Option<String>,
    /// The groups, the newest first.
    pub groups: Vec<GroupLine>,
}

/// A row of the list.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct GroupLine {
    /// Its page.
    pub href: String,
    /// Its name, or its type where it has none.
    pub name: String,
    /// Its type.
    pub kind: String,
    /// Its state.
    pub state: StateView,
    /// How many of its tasks are over: `3/10`.
    pub tasks: String,
    /// How its tasks follow each other, in words.
    pub strategy: String,
    /// When it was made.
    pub created_at: MomentView,
    /// When it ended.
    pub ended_at: Option<MomentView>,
}

impl GroupLine {
    pub(crate) fn new(visit: &Visit, list: &Kept, group: &GroupRecord) -> Self {
        Self {
            href: list.on(&visit.links.job_group_at(group.id, [])),
            name: name(group),
            kind: group.group_type.clone(),
            state: StateView::of_group(group.status),
            tasks: tasks(group),
            strategy: strategy(group.strategy),
            created_at: MomentView::new(group.created_at),
            ended_at: group.ended_at.map(MomentView::new),
        }
    }
}

/// What a group is called.
pub(crate) fn name(group: &GroupRecord) -> String {
    group.name.clone().unwrap_or_else(|| group.group_type.clone())
}

/// How many of its tasks are over, of how many.
pub(super) fn tasks(group: &GroupRecord) -> String {
    let total = count_words(group.tasks.total(), group.tasks.is_more);
    format!("{}/{total}", count_words(group.tasks.over(), group.tasks.is_more))
}

/// How the tasks of a group follow each other, in words.
pub(super) fn strategy(strategy: Strategy) -> String {
    match strategy {
        Strategy::Sequential => kaffy_core::tr!("jobs-group-sequential"),
        Strategy::Concurrent => kaffy_core::tr!("jobs-group-concurrent"),
    }
}
