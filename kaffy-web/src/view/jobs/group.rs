//! The page of one group.

use kaffy_core::tr;
use kaffy_jobs::{CallbackRecord, CallbackWhen, GroupRecord, Progress, TaskRecord};
use serde::Serialize;

use super::{
    FactView, JobsNav, ProgressBar, StateView,
    groups::{name, strategy},
    job::pretty,
    words::cut,
};
use crate::{
    extract::Visit,
    view::{LinkView, MomentView, PagerView, StateTab},
};

/// Characters of an error in a row.
const ERROR: usize = 200;

/// `jobs/group.html`: one group with its tasks.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct GroupView {
    /// The pages beside it.
    pub nav: JobsNav,
    /// Its id.
    pub id: String,
    /// Its name, or its type where it has none.
    pub name: String,
    /// Its state.
    pub state: StateView,
    /// How many of its tasks are over.
    pub progress: ProgressBar,
    /// More about it.
    pub facts: Vec<FactView>,
    /// When it was made.
    pub created_at: MomentView,
    /// When it ended.
    pub ended_at: Option<MomentView>,
    /// The list of its jobs.
    pub jobs: LinkView,
    /// What it can be found by, as JSON.
    pub meta: Option<String>,
    /// What is enqueued at its end.
    pub callbacks: Vec<CallbackLine>,
    /// A tab for each state of its tasks, with how many are in it.
    pub tabs: Vec<StateTab>,
    /// Some of its tasks, in their order.
    pub tasks: Vec<TaskLine>,
    /// The way through them, where they are more than a page.
    pub pager: Option<PagerView>,
    /// Where what is left is stopped, by a form that posts.
    pub cancel: Option<String>,
}

/// A task.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct TaskLine {
    /// Its place.
    pub place: String,
    /// Its name, or the name of its handler where it has none.
    pub name: String,
    /// The name of its handler.
    pub kind: String,
    /// Its state.
    pub state: StateView,
    /// The page of its job, while there is one.
    pub href: Option<String>,
    /// What is said in place of a job that is not there, or of one that somebody ran again.
    pub job: String,
    /// The beginning of what went wrong.
    pub error: Option<String>,
    /// When it was over.
    pub ended_at: Option<MomentView>,
}

/// Something that is enqueued at the end.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CallbackLine {
    /// Upon which end, in words.
    pub when: String,
    /// The name of its handler.
    pub name: String,
    /// The page of the job, once it was enqueued.
    pub href: Option<String>,
}

/// What stands around the tasks of a page.
pub(crate) struct TaskPaging {
    pub(crate) tabs: Vec<StateTab>,
    pub(crate) pager: Option<PagerView>,
}

impl GroupView {
    pub(crate) fn new(
        visit: &Visit,
        group: &GroupRecord,
        tasks: &[TaskRecord],
        paging: TaskPaging,
        cancel: Option<String>,
        nav: JobsNav,
    ) -> Self {
        let id = group.id.to_string();
        let progress = Progress { done: group.tasks.over(), total: Some(group.tasks.total()), message: None };
        let facts = [
            (tr!("jobs-group-type"), Some(group.group_type.clone()), true),
            (tr!("jobs-group-strategy"), Some(strategy(group.strategy)), false),
            (tr!("jobs-created-by"), group.created_by.clone(), false),
        ];
        let fact = |(name, value, is_code): (_, Option<String>, _)| Some(FactView { name, value: value?, is_code });
        Self {
            nav,
            name: name(group),
            state: StateView::of_group(group.status),
            progress: ProgressBar::new(&progress),
            facts: facts.into_iter().filter_map(fact).collect(),
            created_at: MomentView::new(group.created_at),
            ended_at: group.ended_at.map(MomentView::new),
            jobs: LinkView {
                label: tr!("jobs-group-jobs"),
                href: visit.links.jobs_at([("group", id.as_str())]),
                is_current: false,
            },
            meta: group.meta.as_ref().map(pretty),
            callbacks: group.callbacks.iter().map(|callback| CallbackLine::new(visit, callback)).collect(),
            tabs: paging.tabs,
            tasks: tasks.iter().map(|task| TaskLine::new(visit, task)).collect(),
            pager: paging.pager,
            cancel,
            id,
        }
    }
}

impl TaskLine {
    fn new(visit: &Visit, task: &TaskRecord) -> Self {
        let job = match (task.job_id, task.job_state) {
            (_, Some(state)) => super::state_label(state),
            (Some(_), None) => tr!("jobs-task-job-gone"),
            (None, None) if task.waits_for.is_empty() => tr!("jobs-task-job-none"),
            (None, None) => {
                let places: Vec<_> = task.waits_for.iter().map(i64::to_string).collect();
                tr!("jobs-task-waits", places = places.join(", "))
            }
        };
        Self {
            place: task.position.to_string(),
            name: task.name.clone().unwrap_or_else(|| task.job_type.clone()),
            kind: task.job_type.clone(),
            state: StateView::of_task(task.status),
            href: task.job_id.filter(|_| task.job_state.is_some()).map(|id| visit.links.jobs(&id.to_string())),
            job,
            error: task.error.as_deref().map(|error| cut(error, ERROR).0),
            ended_at: task.ended_at.map(MomentView::new),
        }
    }
}

impl CallbackLine {
    fn new(visit: &Visit, callback: &CallbackRecord) -> Self {
        Self {
            when: match callback.when {
                CallbackWhen::Success => tr!("jobs-callback-success"),
                CallbackWhen::Failure => tr!("jobs-callback-failure"),
                _ => tr!("jobs-callback-finish"),
            },
            name: callback.job_type.clone(),
            href: callback.job_id.map(|id| visit.links.jobs(&id.to_string())),
        }
    }
}
