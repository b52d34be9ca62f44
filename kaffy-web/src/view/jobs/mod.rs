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

use kaffy_core::{Actor, Area};
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
pub(crate) use job::{JobRights, pretty, resource_named};
pub use line::{JobBulkView, JobLine, JobsView};
pub(crate) use queues::{QueueError, queue_views};
pub use queues::{QueueView, QueuesView};
pub use timeline::StepLine;
pub use words::StateView;
pub(crate) use words::{count_words, cut, group_label, length, state_label, task_label, tone as state_tone};
pub use workers::{RunningView, WorkerView, WorkersView};

use super::MomentView;
use crate::{extract::Visit, pages::Web};

/// The pages beside one another, and what refreshes them.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct JobsNav {
    /// Whether whoever asks may see jobs, queues and workers.
    pub has_jobs: bool,
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
    /// The schedules, for somebody who may see them.
    pub schedules: Option<String>,
    /// Which of them this is: `jobs`, `groups`, `queues`, `workers`, `schedules` or `new`.
    pub current: &'static str,
    /// The address of the script that refreshes a page.
    pub script: String,
}

impl JobsNav {
    pub(crate) fn new(visit: &Visit, actor: &Actor, web: &Web) -> Self {
        let links = &visit.links;
        let may = |area: Area, right: &str| web.admin.may_in(actor, area, right);
        Self {
            has_jobs: may(Area::Jobs, "view"),
            schedules: may(Area::Schedules, "view").then(|| links.schedules([])),
            jobs: links.jobs(""),
            groups: links.jobs("groups"),
            queues: links.jobs("queues"),
            workers: links.jobs("workers"),
            new_href: may(Area::Jobs, "enqueue").then(|| links.jobs("new")),
            current: match visit.raw_segment(1) {
                "groups" => "groups",
                _ if visit.raw_segment(0) == "schedules" => "schedules",
                "queues" => "queues",
                "workers" => "workers",
                "new" => "new",
                _ => "jobs",
            },
            script: links.asset(web.assets().hash(), "jobs.js"),
        }
    }
}
