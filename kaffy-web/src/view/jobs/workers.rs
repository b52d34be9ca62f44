//! The page of the workers.

use chrono::{DateTime, Utc};
use kaffy_core::tr;
use kaffy_jobs::desk::WorkerLine;
use serde::Serialize;

use super::{JobsNav, MomentView, words::length};
use crate::extract::Visit;

/// `jobs/workers.html`: the processes that work.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct WorkersView {
    /// The pages beside it.
    pub nav: JobsNav,
    /// The workers.
    pub workers: Vec<WorkerView>,
}

/// A worker.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct WorkerView {
    /// What it is called.
    pub name: String,
    /// The machine.
    pub host: String,
    /// The process there.
    pub pid: String,
    /// How it is, in words.
    pub state: String,
    /// The number of its colour.
    pub tone: u8,
    /// When it started.
    pub started_at: MomentView,
    /// How long ago it was heard last.
    pub heard: String,
    /// The queues that it works on.
    pub queues: Vec<String>,
    /// Some of the jobs that it runs.
    pub running: Vec<RunningView>,
    /// The list of its jobs.
    pub jobs_href: String,
}

/// A job that runs.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RunningView {
    /// The name of its handler.
    pub name: String,
    /// Its page.
    pub href: String,
}

impl WorkerView {
    pub(crate) fn new(visit: &Visit, line: &WorkerLine, now: DateTime<Utc>) -> Self {
        let worker = &line.worker;
        let (state, tone) = match (line.is_alive, worker.is_stopping) {
            (false, _) => (tr!("jobs-worker-silent"), 6),
            (true, true) => (tr!("jobs-worker-stopping"), 1),
            (true, false) => (tr!("jobs-worker-alive"), 0),
        };
        let id = worker.id.to_string();
        Self {
            name: worker.name.clone(),
            host: worker.host.clone(),
            pid: worker.pid.to_string(),
            state,
            tone,
            started_at: MomentView::new(worker.started_at),
            heard: tr!("jobs-ago", time = length(now - worker.beat_at)),
            queues: worker.queues.clone(),
            running: line
                .running
                .iter()
                .map(|(id, name)| RunningView { name: name.clone(), href: visit.links.jobs(&id.to_string()) })
                .collect(),
            jobs_href: visit.links.jobs_at([("worker", id.as_str())]),
        }
    }
}
