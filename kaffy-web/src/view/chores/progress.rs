//! How far a run is (J73).

use chrono::TimeDelta;
use kaffy_core::{i18n::Localizer, tr};
use kaffy_jobs::chores::{ChoreRunRecord, RunStatus};
use serde::Serialize;

use crate::view::jobs::{count_words, length};

/// How far a run is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RunProgressView {
    /// How many items are done, and of how many, in words.
    pub words: String,
    /// From 0 to 100, where it is known how many there are.
    pub percent: Option<u64>,
    /// Items in a second; none before there were some.
    pub rate: Option<String>,
    /// How long the rest takes; none where that is not known, or it does not run.
    pub left: Option<String>,
}

impl RunProgressView {
    /// None of a run that does not say how far it is.
    pub(crate) fn of(run: &ChoreRunRecord) -> Option<Self> {
        let is_working = matches!(run.status, RunStatus::Running | RunStatus::Pausing | RunStatus::Cancelling);
        let number = |number| count_words(number, false);
        let words = match (run.done, run.total) {
            (0, None) if is_working => tr!("chores-progress-begun"),
            (0, None) => return None,
            (0, Some(0)) => tr!("chores-progress-nothing"),
            (0, Some(total)) if is_working => tr!("chores-progress-begun-of", count = total, total = number(total)),
            (done, None) => tr!("chores-progress-open", count = done, done = number(done)),
            (done, Some(total)) if done > total => {
                tr!("chores-progress-over", done = number(done), total = number(total))
            }
            (done, Some(total)) => tr!("chores-progress-of", done = number(done), total = number(total)),
        };
        Some(Self {
            words,
            percent: run
                .total
                .filter(|total| *total > 0 && run.done <= *total)
                .map(|total| run.done.saturating_mul(100) / total),
            rate: run.rate().filter(|_| is_working || run.status.is_final()).map(rate),
            left: run
                .time_left()
                .filter(|_| run.status == RunStatus::Running)
                .map(|left| length(TimeDelta::from_std(left).unwrap_or(TimeDelta::MAX))),
        })
    }
}

/// `12 items a second`.
fn rate(rate: f64) -> String {
    // Rounded and never negative.
    let rounded = |number: f64| number.round() as u64;
    let (per_second, items) = if rate >= 1.0 { (true, rounded(rate)) } else { (false, rounded(rate * 60.0)) };
    match per_second {
        true => tr!("chores-rate-second", count = items, items = count_words(items, false)),
        false => tr!("chores-rate-minute", count = items, items = count_words(items, false)),
    }
}

/// Something that a run counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CounterView {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl CounterView {
    pub(crate) fn all(run: &ChoreRunRecord) -> Vec<Self> {
        let view = |(name, value): &(String, f64)| Self { name: name.clone(), value: counted(*value) };
        run.counters.iter().map(view).collect()
    }
}

/// A counter as people write it: whole numbers in groups, others with two digits at most.
fn counted(value: f64) -> String {
    let whole = value.round();
    if (value - whole).abs() < 0.005 && (0.0..1e15).contains(&whole) {
        return count_words(whole as u64, false);
    }
    let text = format!("{value:.2}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    Localizer::current().conventions().input(text)
}
