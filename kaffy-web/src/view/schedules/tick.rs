//! What became of a time of a schedule (J48).

use kaffy_core::tr;
use kaffy_jobs::{TickJob, TickOutcome, TickRecord, Trigger};
use serde::Serialize;

use super::words::many;
use crate::{
    extract::Visit,
    view::{
        MomentView,
        jobs::{StateView, cut, length},
    },
};

/// Characters of an error in a row.
const ERROR: usize = 200;

/// What became of a time.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct TickView {
    /// The time.
    pub due_at: MomentView,
    /// What was decided, in words.
    pub outcome: String,
    /// The number of its colour.
    pub tone: u8,
    /// How long after its time that was; none for a run by hand.
    pub late: Option<String>,
    /// What it was for, in words: its time, somebody, a start.
    pub trigger: String,
    /// How many times were missed, in words.
    pub missed: Option<String>,
    /// Its jobs.
    pub jobs: Vec<TickJobView>,
}

/// A job of a tick.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct TickJobView {
    /// Its id.
    pub id: String,
    /// Its page, for somebody who may see it, while there is one.
    pub href: Option<String>,
    /// Its state; none once it was taken away.
    pub state: Option<StateView>,
    /// How long its last attempt took.
    pub took: Option<String>,
    /// The beginning of what went wrong last.
    pub error: Option<String>,
}

impl TickView {
    pub(super) fn new(visit: &Visit, tick: &TickRecord, may_jobs: bool) -> Self {
        let late = chrono::TimeDelta::from_std(tick.lateness()).unwrap_or_default();
        Self {
            due_at: MomentView::to_the_second(tick.due_at),
            outcome: outcome_words(tick.outcome),
            tone: match tick.outcome {
                TickOutcome::Enqueued => 2,
                TickOutcome::Overlap => 3,
                TickOutcome::Missed => 1,
                _ => 6,
            },
            late: (tick.trigger == Trigger::Timed).then(|| length(late)),
            trigger: match (tick.trigger, &tick.by) {
                (Trigger::Manual, Some(who)) => tr!("schedules-run-by", who = who.as_str()),
                (Trigger::Manual, None) => tr!("schedules-run-by-hand"),
                (Trigger::Reboot, _) => tr!("schedules-run-at-start"),
                _ if tick.is_backfill => tr!("schedules-run-made-up"),
                _ => tr!("schedules-run-timed"),
            },
            missed: (tick.missed_count > 0).then(|| tr!("schedules-missed-count", count = many(tick.missed_count))),
            jobs: tick.jobs.iter().map(|job| TickJobView::new(visit, job, may_jobs)).collect(),
        }
    }
}

impl TickJobView {
    fn new(visit: &Visit, job: &TickJob, may_jobs: bool) -> Self {
        let id = job.id.to_string();
        let ends = job.started_at.zip(job.finished_at);
        Self {
            href: (may_jobs && job.state.is_some()).then(|| visit.links.jobs(&id)),
            state: job.state.map(StateView::new),
            took: ends.map(|(started, finished)| length(finished - started)),
            // What a job says belongs to those who may see jobs.
            error: job.last_error.as_deref().filter(|_| may_jobs).map(|error| cut(error, ERROR).0),
            id,
        }
    }
}

/// What was decided about a time.
pub(crate) fn outcome_words(outcome: TickOutcome) -> String {
    match outcome {
        TickOutcome::Enqueued => tr!("schedules-outcome-enqueued"),
        TickOutcome::Overlap => tr!("schedules-outcome-overlap"),
        TickOutcome::Missed => tr!("schedules-outcome-missed"),
        TickOutcome::NoNode => tr!("schedules-outcome-no-node"),
        TickOutcome::Refused => tr!("schedules-outcome-refused"),
        _ => tr!("schedules-outcome-other"),
    }
}
