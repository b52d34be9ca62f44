//! What became of one attempt: its error as plain text, its log (J14, J21, S32).

use kaffy_core::tr;
use kaffy_jobs::{AttemptRecord, WorkerRecord};
use serde::Serialize;

use super::{
    MomentView,
    words::{cut, length},
};

/// Characters of an error that are shown.
const ERROR: usize = 10_000;
/// Characters of a log that are shown; the newest.
const LOG: usize = 100_000;

/// One attempt.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct AttemptView {
    /// Its number among the starts.
    pub start: u32,
    /// What became of it, in words.
    pub outcome: String,
    /// The number of its colour.
    pub tone: u8,
    /// When it ended.
    pub finished_at: MomentView,
    /// How long it took.
    pub took: Option<String>,
    /// The name of its worker.
    pub worker: Option<String>,
    /// What went wrong, as plain text.
    pub error: Option<String>,
    /// Whether that is only its beginning.
    pub is_cut: bool,
    /// Where it panicked.
    pub place: Option<String>,
    /// The lines that it logged.
    pub log: Option<String>,
}

impl AttemptView {
    pub(super) fn new(attempt: &AttemptRecord, workers: &[WorkerRecord]) -> Self {
        let (outcome, tone) = outcome(&attempt.outcome);
        let (error, is_cut) = attempt.error.as_deref().map(|error| cut(error, ERROR)).unzip();
        let worker = attempt.worker.map(|id| {
            let known = workers.iter().find(|worker| worker.id == id);
            known.map_or_else(|| id.to_string(), |worker| worker.name.clone())
        });
        Self {
            start: attempt.start,
            outcome,
            tone,
            finished_at: MomentView::new(attempt.finished_at),
            took: attempt.started_at.map(|started| length(attempt.finished_at - started)),
            worker,
            error,
            is_cut: is_cut.unwrap_or_default(),
            place: attempt.place.clone(),
            log: attempt.log.as_deref().map(newest),
        }
    }
}

/// The end of a log.
fn newest(log: &str) -> String {
    let count = log.chars().count();
    if count <= LOG {
        return log.to_owned();
    }
    format!("…{}", log.chars().skip(count - LOG).collect::<String>())
}

fn outcome(code: &str) -> (String, u8) {
    match code {
        "succeeded" => (tr!("jobs-outcome-succeeded"), 0),
        "failed" => (tr!("jobs-outcome-failed"), 6),
        "panicked" => (tr!("jobs-outcome-panicked"), 6),
        "timed out" => (tr!("jobs-outcome-timed-out"), 6),
        "undecodable" => (tr!("jobs-outcome-undecodable"), 6),
        "cancelled" => (tr!("jobs-outcome-cancelled"), 3),
        "snoozed" => (tr!("jobs-outcome-snoozed"), 5),
        "interrupted" => (tr!("jobs-outcome-interrupted"), 1),
        "lost" => (tr!("jobs-outcome-lost"), 1),
        other => (other.to_owned(), 5),
    }
}
