//! Runs of actions in the background.

#[cfg(feature = "jobs")]
use kaffy_core::{AllowedAction, Count, Key, tr};
#[cfg(feature = "jobs")]
use kaffy_jobs::{ActionRun, JobState, RunFailure};
use serde::Serialize;

#[cfg(feature = "jobs")]
use super::{
    FailureView, MomentView, count_words,
    jobs::{StateView, length},
};
#[cfg(feature = "jobs")]
use crate::{extract::Visit, pages::Web};

/// What a list tells of a run that is over.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct RunNews {
    /// `Raise the price: done for 480 products, not for 20.`
    pub words: String,
    /// Its page.
    pub href: String,
    /// Where it is posted that this was seen.
    pub seen_href: String,
    /// Whether it was done to every row.
    pub is_complete: bool,
}

/// `resource/run.html`: how far a run is, or how it ended.
#[cfg(feature = "jobs")]
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RunPageView {
    /// The words of the action.
    pub heading: String,
    /// The state of its job.
    pub state: StateView,
    /// Whether nothing happens to it any more.
    pub is_over: bool,
    /// Whether it was done to every row.
    pub is_complete: bool,
    /// How far it is: `1,200 of 5,000 products`.
    pub words: String,
    /// From 0 to 100, where the number of rows is known.
    pub percent: Option<u64>,
    /// To how many rows it was done.
    pub done: String,
    /// To how many it was not done.
    pub failed: String,
    /// How many were gone, or not meant any more; empty for none.
    pub gone: String,
    /// Rows in a second; none before there were some.
    pub rate: Option<String>,
    /// How long the rest takes; none where that is not known, or it is over.
    pub left: Option<String>,
    /// When it was started.
    pub started: MomentView,
    /// What it waits for, or why it ended before its end.
    pub note: Option<String>,
    /// Where it is stopped; none once somebody did, or it is over.
    pub cancel: Option<String>,
    /// Where it is posted that its end was seen.
    pub seen_href: String,
    /// The first rows that it was not done to.
    pub failures: Vec<FailureView>,
    /// How many more of them there are, in words.
    pub more: Option<String>,
    /// The file of all of them that are kept.
    pub failures_href: String,
    /// The list.
    pub list_href: String,
    /// All of them, for messages: `Products`.
    pub things: String,
    /// This page.
    pub href: String,
    /// The address of the script that refreshes it.
    pub script: String,
}

#[cfg(feature = "jobs")]
impl RunNews {
    pub(crate) fn new(visit: &Visit, action: &AllowedAction, run: &ActionRun) -> Self {
        let (resource, key) = (action.resource(), action.meta().key());
        let (done, label) = (count_words(Count::Exact(run.done), resource.meta()), action.meta().label_for_many());
        let not_done = run.failed + run.gone;
        let words = match (run.state, not_done) {
            (JobState::Succeeded, 0) => tr!("run-news-done", action = label, rows = done),
            (JobState::Succeeded, _) => {
                tr!("run-news-partly", action = label, rows = done, rest = Count::Exact(not_done).to_string())
            }
            _ => tr!("run-news-stopped", action = label, rows = done),
        };
        Self {
            words,
            href: visit.links.run(resource, key, run.id, ""),
            seen_href: visit.links.run(resource, key, run.id, "/seen"),
            is_complete: is_complete(run),
        }
    }
}

#[cfg(feature = "jobs")]
impl RunPageView {
    pub(crate) fn new(
        web: &Web,
        visit: &Visit,
        action: &AllowedAction,
        run: &ActionRun,
        failures: &[RunFailure],
    ) -> Self {
        let (links, resource) = (&visit.links, action.resource());
        let place = |below: &str| links.run(resource, action.meta().key(), run.id, below);
        let number = |number: u64| Count::Exact(number).to_string();
        let is_over = run.state.is_final();
        let failure = |row: &RunFailure| FailureView {
            label: row.label.clone(),
            href: match Key::parse(resource, &row.key) {
                Ok(key) => links.record(resource, &key),
                Err(_) => links.list(resource),
            },
            words: row.words.clone(),
        };
        let rest = run.failed.saturating_sub(failures.len() as u64);
        Self {
            heading: action.meta().label_for_many().to_owned(),
            state: StateView::new(run.state),
            is_over,
            is_complete: is_complete(run),
            words: match run.total {
                Some(total) => {
                    let all = count_words(Count::Exact(total), resource.meta());
                    tr!("run-of", seen = number(run.seen()), rows = all)
                }
                None => count_words(Count::Exact(run.seen()), resource.meta()),
            },
            percent: run.total.filter(|total| *total > 0).map(|total| run.seen().min(total) * 100 / total),
            done: number(run.done),
            failed: number(run.failed),
            gone: if run.gone == 0 { String::new() } else { number(run.gone) },
            rate: run.rate().map(rate),
            left: run
                .time_left()
                .filter(|_| !is_over && !run.is_stopping)
                .map(|left| length(chrono::TimeDelta::from_std(left).unwrap_or(chrono::TimeDelta::MAX))),
            started: MomentView::new(run.created_at),
            note: note(run),
            cancel: (!is_over && !run.is_stopping).then(|| place("/cancel")),
            seen_href: place("/seen"),
            failures: failures.iter().map(failure).collect(),
            more: (rest > 0).then(|| tr!("page-action-more", count = rest)),
            failures_href: place("/failures"),
            list_href: links.list(resource),
            things: resource.meta().plural.to_owned(),
            href: place(""),
            script: links.asset(web.assets().hash(), "jobs.js"),
        }
    }
}

#[cfg(feature = "jobs")]
fn is_complete(run: &ActionRun) -> bool {
    run.state == JobState::Succeeded && run.failed == 0 && run.gone == 0
}

/// `12 rows a second`.
#[cfg(feature = "jobs")]
fn rate(rate: f64) -> String {
    // Rounded and never negative.
    let words = |number: f64| Count::Exact(number.round() as u64).to_string();
    match rate {
        rate if rate >= 1.0 => tr!("run-rate-second", rows = words(rate)),
        rate => tr!("run-rate-minute", rows = words(rate * 60.0)),
    }
}

#[cfg(feature = "jobs")]
fn note(run: &ActionRun) -> Option<String> {
    match run.state {
        JobState::Running if run.is_stopping => Some(tr!("run-stopping")),
        JobState::Running => None,
        JobState::Scheduled | JobState::Available => Some(tr!("run-waiting")),
        JobState::Retrying => Some(tr!("run-retrying")),
        JobState::Failed => Some(tr!("run-failed")),
        JobState::Cancelled => Some(run.stopped.clone().unwrap_or_else(|| tr!("run-cancelled"))),
        JobState::Succeeded => run.stopped.clone(),
    }
}
