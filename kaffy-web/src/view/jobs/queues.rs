//! The page of the queues.

use chrono::{DateTime, Utc};
use kaffy_jobs::desk::QueueLine;
use serde::Serialize;

use super::{
    JobsNav, MomentView, RateChart,
    words::{count_words, length},
};
use crate::extract::Visit;

/// `jobs/queues.html`: the queues, and how fast they are.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct QueuesView {
    /// The pages beside it.
    pub nav: JobsNav,
    /// The queues.
    pub queues: Vec<QueueView>,
    /// Whether whoever asks may pause them.
    pub may_pause: bool,
    /// What they did in the last hour.
    pub charts: Vec<RateChart>,
    /// Whether something that was typed is wrong.
    pub has_error: bool,
}

/// A queue.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct QueueView {
    /// Its place on the page, for `id`s.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// The list of its jobs.
    pub href: String,
    /// Where something is done to it.
    pub action: String,
    /// How many jobs could run now, in words.
    pub depth: String,
    /// For how long the oldest of them could.
    pub oldest: Option<String>,
    /// Jobs that ended in the last five minutes.
    pub last_minutes: String,
    /// Jobs that ended in the last hour.
    pub last_hour: String,
    /// Since when it is paused.
    pub paused_at: Option<MomentView>,
    /// By whom.
    pub paused_by: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// How many of its jobs each node runs at once, where somebody said so; or what was typed.
    pub concurrency: String,
    /// What was typed for a reason.
    pub typed_reason: String,
    /// What is wrong with the reason.
    pub reason_error: Option<String>,
    /// What is wrong with the number.
    pub concurrency_error: Option<String>,
}

/// What was wrong with what was typed for a queue.
pub(crate) struct QueueError {
    pub(crate) queue: String,
    /// `reason` or `concurrency`.
    pub(crate) input: &'static str,
    pub(crate) typed: String,
    pub(crate) words: String,
}

pub(crate) fn queue_views(
    visit: &Visit,
    lines: &[QueueLine],
    now: DateTime<Utc>,
    error: Option<&QueueError>,
) -> Vec<QueueView> {
    let view = |(number, line): (usize, &QueueLine)| {
        let queue = &line.queue;
        let wrong = |input: &str| error.filter(|error| error.queue == queue.name && error.input == input);
        QueueView {
            number,
            name: queue.name.clone(),
            href: visit.links.jobs_at([("queue", queue.name.as_str())]),
            action: visit.links.job_queue(&queue.name),
            depth: count_words(line.depth.number, line.depth.is_more),
            oldest: line.oldest.map(|since| length(now - since)),
            last_minutes: count_words(line.last_minutes, false),
            last_hour: count_words(line.last_hour, false),
            paused_at: queue.paused_at.map(MomentView::new),
            paused_by: queue.paused_by.clone(),
            reason: queue.reason.clone(),
            concurrency: match wrong("concurrency") {
                Some(error) => error.typed.clone(),
                None => queue.concurrency.map(|number| number.to_string()).unwrap_or_default(),
            },
            typed_reason: wrong("reason").map(|error| error.typed.clone()).unwrap_or_default(),
            reason_error: wrong("reason").map(|error| error.words.clone()),
            concurrency_error: wrong("concurrency").map(|error| error.words.clone()),
        }
    };
    lines.iter().enumerate().map(view).collect()
}
