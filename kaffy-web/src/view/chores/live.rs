//! What a page about a run hears while it goes on.

use chrono::{DateTime, Utc};
use kaffy_jobs::chores::{ChoreRunRecord, LogLine};
use serde::Serialize;

use super::{CounterView, LineView, RunProgressView, status_view};
use crate::view::jobs::{StateView, cut};

/// Characters of what a run says about itself.
const MESSAGE: usize = 500;

/// One event: all numbers as they are, and lines that are new.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct LiveView {
    /// Goes up with every change.
    pub revision: i64,
    /// What a page looks like: as long as it is the same, only words and numbers differ.
    pub shape: String,
    /// Whether nothing comes any more.
    pub is_over: bool,
    /// Where it is.
    pub state: StateView,
    /// How far it is.
    pub progress: Option<RunProgressView>,
    /// What it says about itself.
    pub message: String,
    /// What it counts.
    pub counters: Vec<CounterView>,
    /// Lines of its log that are new.
    pub lines: Vec<LineView>,
}

impl LiveView {
    pub(crate) fn new(run: &ChoreRunRecord, lines: &[LogLine], now: DateTime<Utc>) -> Self {
        Self {
            revision: run.revision,
            shape: shape(run, now),
            is_over: run.status.is_final(),
            state: status_view(run.status),
            progress: RunProgressView::of(run),
            message: run.message.as_deref().map(|words| cut(words, MESSAGE).0).unwrap_or_default(),
            counters: CounterView::all(run),
            lines: lines.iter().map(LineView::new).collect(),
        }
    }
}

/// What decides which parts a page has: where the run is, what there is to show, and whether it may be forced.
pub(crate) fn shape(run: &ChoreRunRecord, now: DateTime<Utc>) -> String {
    let names: Vec<_> = run.counters.iter().map(|(name, _)| name.as_str()).collect();
    let progress = RunProgressView::of(run);
    let percent = progress.as_ref().is_some_and(|it| it.percent.is_some());
    let parts = (progress.is_some(), percent, run.message.is_some(), run.is_stuck(now));
    format!("{} {} {:?} {} {}", run.status.word(), run.starts, parts, run.failures, names.join(","))
}
