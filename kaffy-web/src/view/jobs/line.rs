//! The list of jobs.

use kaffy_jobs::JobRecord;
use serde::Serialize;

use super::{JobsNav, StateView, words::cut};
use crate::{
    extract::Visit,
    listing::Kept,
    view::{ListParts, MomentView, SelectionView, StateTab},
};

/// Characters of arguments in a row.
const ARGS: usize = 120;

/// `jobs/list.html`: the list of jobs.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct JobsView {
    /// The pages beside it.
    pub nav: JobsNav,
    /// What is around its rows.
    #[serde(flatten)]
    pub list: ListParts,
    /// A tab for each state, with how many jobs are in it.
    pub tabs: Vec<StateTab>,
    /// How far was looked, in words, where that is not everything.
    pub looked: Option<String>,
    /// The bar of the ticked rows, for somebody who may do something to them.
    pub selection: Option<SelectionView>,
    /// The jobs, the newest first.
    pub jobs: Vec<JobLine>,
}

/// A row of the list.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct JobLine {
    /// Its id.
    pub id: String,
    /// Its page.
    pub href: String,
    /// The name of its handler.
    pub name: String,
    /// Its queue.
    pub queue: String,
    /// Its state.
    pub state: StateView,
    /// The beginning of its arguments.
    pub args: String,
    /// Attempts that count, and the most there may be: `2/5`.
    pub attempts: String,
    /// When it may run.
    pub run_at: MomentView,
    /// When it was enqueued.
    pub created_at: MomentView,
    /// The beginning of what went wrong last.
    pub error: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// How much of it is done, in percent.
    pub percent: Option<u64>,
}

impl JobLine {
    pub(crate) fn new(visit: &Visit, list: &Kept, job: &JobRecord) -> Self {
        let total = job.progress.as_ref().and_then(|it| Some((it.done, it.total.filter(|total| *total > 0)?)));
        Self {
            id: job.id.to_string(),
            href: list.on(&visit.links.jobs(&job.id.to_string())),
            name: job.job_type.clone(),
            queue: job.queue.clone(),
            state: StateView::new(job.state),
            args: cut(&job.args.to_string(), ARGS).0,
            attempts: format!("{}/{}", job.attempt, job.max_attempts),
            run_at: MomentView::new(job.run_at),
            created_at: MomentView::new(job.created_at),
            error: job.last_error.as_deref().map(|error| cut(error, ARGS).0),
            tags: job.tags.clone(),
            percent: total
                .filter(|_| !job.state.is_final())
                .map(|(done, total)| done.min(total).saturating_mul(100) / total),
        }
    }
}

/// `jobs/bulk.html`: asks before something is done to many jobs.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct JobBulkView {
    /// The question.
    pub heading: String,
    /// What to know before the answer.
    pub notes: Vec<String>,
    /// Some of the jobs.
    pub sample: Vec<JobLine>,
    /// Whether there are more.
    pub has_more: bool,
    /// Where the answer is posted.
    pub action: String,
    /// What is done; the field `_action`.
    pub name: String,
    /// Which jobs, signed; the field `_which`.
    pub which: String,
    /// What the button says.
    pub submit: String,
    /// Whether it is something to be careful with.
    pub is_danger: bool,
    /// The state of the list to go back to; the field `_back`.
    pub back: String,
    /// Where cancelling leads.
    pub cancel_href: String,
}
