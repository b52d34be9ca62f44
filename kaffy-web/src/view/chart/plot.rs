//! Lines and bars.

use kaffy_core::dashboard::{Chart, ChartKind, Series};
use serde::Serialize;

use super::{
    TONES,
    axis::{Axis, middle},
    short,
};

/// One line, or the bars of one colour.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SeriesView {
    /// What the numbers are.
    pub name: String,
    /// The class of its colour: `tone-0` to `tone-5`.
    pub tone: usize,
    /// The parts of a line, broken at gaps, as points over a width of 100.
    pub lines: Vec<String>,
    /// A dot or a bar for each number.
    pub marks: Vec<MarkView>,
}

/// A dot, or a bar.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct MarkView {
    /// The middle of a dot or the side of a bar, in percent of the width.
    pub x: f64,
    /// How far from the top it begins.
    pub y: f64,
    /// How wide a bar is, in percent.
    pub width: f64,
    /// How tall a bar is.
    pub height: f64,
    /// What it says: `Mon: 150 USD`.
    pub words: String,
}

/// How much of its column a group of bars fills.
const FILLED: f64 = 0.7;

pub(super) fn series(chart: &Chart, axis: &Axis) -> Vec<SeriesView> {
    let all = chart.all_series();
    all.iter()
        .enumerate()
        .map(|(at, series)| SeriesView {
            name: series.name.clone(),
            tone: at % TONES,
            lines: if chart.kind() == ChartKind::Line { lines(series, axis) } else { Vec::new() },
            marks: match chart.kind() {
                ChartKind::Bar => bars(chart, series, axis, at, all.len()),
                _ => dots(chart, series, axis),
            },
        })
        .collect()
}

fn words(chart: &Chart, series: &Series, at: usize, value: f64) -> String {
    let label = chart.labels().get(at).map_or("", String::as_str);
    format!("{label}: {} {}", super::number(Some(value)), series.name).trim().to_owned()
}

fn lines(series: &Series, axis: &Axis) -> Vec<String> {
    let of = series.values.len();
    let mut lines: Vec<String> = Vec::new();
    let mut open = false;
    for (at, value) in series.values.iter().enumerate() {
        let Some(value) = value else {
            open = false;
            continue;
        };
        let point = format!("{},{}", short(middle(at, of)), short(axis.y(*value)));
        match lines.last_mut().filter(|_| open) {
            Some(line) => *line += &format!(" {point}"),
            None => lines.push(point),
        }
        open = true;
    }
    // A point alone is drawn as a dot.
    lines.retain(|line| line.contains(' '));
    lines
}

fn dots(chart: &Chart, series: &Series, axis: &Axis) -> Vec<MarkView> {
    let of = series.values.len();
    let dot = |(at, value): (usize, &Option<f64>)| {
        let value = (*value)?;
        let (x, y) = (short(middle(at, of)), short(axis.y(value)));
        Some(MarkView { x, y, width: 0.0, height: 0.0, words: words(chart, series, at, value) })
    };
    series.values.iter().enumerate().filter_map(dot).collect()
}

fn bars(chart: &Chart, series: &Series, axis: &Axis, which: usize, of_series: usize) -> Vec<MarkView> {
    let column = 100.0 / series.values.len().max(1) as f64;
    let width = column * FILLED / of_series as f64;
    let bar = |(at, value): (usize, &Option<f64>)| {
        let value = (*value)?;
        let (end, zero) = (axis.y(value), axis.y(0.0));
        let x = column * (at as f64 + (1.0 - FILLED) / 2.0) + width * which as f64;
        Some(MarkView {
            x: short(x),
            y: short(end.min(zero)),
            width: short(width * 0.94),
            height: short((end - zero).abs()),
            words: words(chart, series, at, value),
        })
    };
    series.values.iter().enumerate().filter_map(bar).collect()
}
