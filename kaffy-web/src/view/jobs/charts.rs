//! How many jobs ended in each minute of the last hour, and how long they had waited (J64).

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use kaffy_core::{dashboard::Chart, i18n::Localizer, tr};
use kaffy_jobs::Minute;
use serde::Serialize;

use crate::view::ChartView;

/// Minutes of a point.
const STEP: i64 = 5;
const POINTS: i64 = 12;

/// A chart with its title.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RateChart {
    /// What it shows.
    pub title: String,
    /// The drawing and its numbers.
    pub chart: ChartView,
}

#[derive(Clone, Copy, Default)]
struct Sum {
    succeeded: u64,
    failed: u64,
    waited: i64,
    waited_most: i64,
}

/// The charts of all queues together.
pub(crate) fn charts(minutes: &[Minute], now: DateTime<Utc>) -> Vec<RateChart> {
    let step = TimeDelta::minutes(STEP).num_microseconds().unwrap_or(1);
    let slot = |micros: i64| micros.div_euclid(step);
    let last = slot(now.timestamp_micros());
    let mut sums: BTreeMap<i64, Sum> = (last - POINTS + 1..=last).map(|at| (at, Sum::default())).collect();
    for minute in minutes {
        let Some(sum) = sums.get_mut(&slot(minute.start)) else { continue };
        sum.succeeded += minute.succeeded;
        sum.failed += minute.failed;
        sum.waited = sum.waited.saturating_add(minute.waited);
        sum.waited_most = sum.waited_most.max(minute.waited_most);
    }
    let localizer = Localizer::current();
    let label = |at: &i64| {
        let time = DateTime::from_timestamp_micros(at * step).unwrap_or_default();
        localizer.conventions().time(localizer.local(time).time())
    };
    let labels: Vec<_> = sums.keys().map(label).collect();
    let seconds = |micros: i64| micros as f64 / 1_000_000.0;
    let of = |sum: &Sum, micros: f64| (sum.succeeded + sum.failed > 0).then_some(micros);
    let average = |sum: &Sum| of(sum, seconds(sum.waited) / (sum.succeeded + sum.failed).max(1) as f64);
    let rate = Chart::bar(labels.clone())
        .series(tr!("jobs-state-succeeded"), sums.values().map(|sum| Some(sum.succeeded as f64)))
        .series(tr!("jobs-state-failed"), sums.values().map(|sum| Some(sum.failed as f64)));
    let waits = Chart::line(labels)
        .series(tr!("jobs-chart-average"), sums.values().map(average))
        .series(tr!("jobs-chart-most"), sums.values().map(|sum| of(sum, seconds(sum.waited_most))));
    vec![
        RateChart { title: tr!("jobs-chart-rate", count = STEP), chart: ChartView::new(&rate) },
        RateChart { title: tr!("jobs-chart-wait"), chart: ChartView::new(&waits) },
    ]
}
