//! What a job went through, with times and how long each took (J61).

use chrono::{DateTime, Utc};
use kaffy_core::tr;
use kaffy_jobs::{JobRecord, JobState};
use serde::Serialize;

use super::{
    MomentView, StateView,
    words::{length, state_label},
};

/// A step of a job's life.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct StepLine {
    /// What happened.
    pub label: String,
    /// When; none for what is yet to come.
    pub at: Option<MomentView>,
    /// How long it took from the step before, or takes already.
    pub took: Option<String>,
    /// The number of its colour.
    pub tone: u8,
    /// Whether the job is there now.
    pub is_current: bool,
}

/// The steps up to now, and the one that comes next.
pub(super) fn steps(job: &JobRecord, now: DateTime<Utc>) -> Vec<StepLine> {
    let mut steps: Vec<StepLine> = Vec::new();
    let mut last = job.created_at;
    let mut push = |label: String, at: Option<DateTime<Utc>>, tone: u8, is_current: bool| {
        let at = at.unwrap_or(last);
        let took = (at > last && !steps.is_empty()).then(|| length(at - last));
        steps.push(StepLine { label, at: Some(MomentView::new(at)), took, tone, is_current });
        last = at;
    };
    push(tr!("jobs-step-enqueued"), Some(job.created_at), 5, false);
    let was_put_off = job.run_at > job.created_at;
    let ran_then = job.started_at.is_some_and(|started| started >= job.run_at);
    if was_put_off && ran_then {
        push(tr!("jobs-step-due"), Some(job.run_at), 2, false);
    }
    if let Some(started) = job.started_at {
        let label =
            if job.starts > 1 { tr!("jobs-step-started-again", count = job.starts) } else { tr!("jobs-step-started") };
        push(label, Some(started), 4, job.state == JobState::Running);
    }
    if job.state.is_final() {
        let view = StateView::new(job.state);
        push(view.label, job.finished_at, view.tone, true);
        return steps;
    }
    match job.state {
        JobState::Running => {
            if let Some(step) = steps.last_mut() {
                step.took = Some(tr!("jobs-step-for", time = length(now - last)));
            }
        }
        JobState::Scheduled | JobState::Retrying => {
            let view = StateView::new(job.state);
            let took = (job.run_at > now).then(|| tr!("jobs-step-in", time = length(job.run_at - now)));
            let at = Some(MomentView::new(job.run_at));
            steps.push(StepLine { label: view.label, at, took, tone: view.tone, is_current: true });
        }
        state => {
            let took = (now > job.run_at).then(|| tr!("jobs-step-for", time = length(now - job.run_at)));
            let (at, tone) = (Some(MomentView::new(job.run_at)), StateView::new(state).tone);
            steps.push(StepLine { label: state_label(state), at, took, tone, is_current: true });
        }
    }
    steps
}
