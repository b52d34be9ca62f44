//! The pages of background jobs.

mod attempt;
mod charts;
mod form;
mod group;
mod groups;
mod job;
mod line;
mod queues;
mod timeline;
mod why;
mod words;
mod workers;

use serde::Serialize;

pub use attempt::AttemptView;
pub use charts::RateChart;
pub(crate) use charts::charts;
pub use form::{FormInput, JobFormView, JobTypesView, TypeLine};
pub(crate) use group::TaskPaging;
pub use group::{CallbackLine, GroupView, TaskLine};
pub(crate) use groups::name as group_name;
pub use groups::{GroupLine, GroupsView};
pub use job::{FactView, JobView, ProgressBar};
pub(crate) use job::{JobRights, resource_named};
pub use line::{BulkBar, FilterInput, JobBulkView, JobLine, JobsView, StateTab};
pub(crate) use queues::{QueueError, queue_views};
pub use queues::{QueueView, QueuesView};
pub use timeline::StepLine;
pub use words::{MomentView, StateView};
pub(crate) use words::{count_words, group_label, length, state_label, task_label, tone as state_tone};
pub use workers::{RunningView, WorkerView, WorkersView};

use crate::{extract::Visit, pages::Web};

/// The pages beside one another, and what refreshes them.
#[derive(Clone, Debug, Serialize)]
pub struct JobsNav {
    /// The list.
    pub jobs: String,
    /// The groups.
    pub groups: String,
    /// The queues.
    pub queues: String,
    /// The workers.
    pub workers: String,
    /// A new job, for somebody who may.
    pub new_href: Option<String>,
    /// Which of them this is: `jobs`, `groups`, `queues`, `workers` or `new`.
    pub current: &'static str,
    /// The address of the script that refreshes a page.
    pub script: String,
}

impl JobsNav {
    pub(crate) fn new(visit: &Visit, may_enqueue: bool, web: &Web) -> Self {
        let links = &visit.links;
        Self {
            jobs: links.jobs(""),
            groups: links.jobs("groups"),
            queues: links.jobs("queues"),
            workers: links.jobs("workers"),
            new_href: may_enqueue.then(|| links.jobs("new")),
            current: match visit.raw_segment(1) {
                "groups" => "groups",
                "queues" => "queues",
                "workers" => "workers",
                "new" => "new",
                _ => "jobs",
            },
            script: links.asset(web.assets().hash(), "jobs.js"),
        }
    }
}
