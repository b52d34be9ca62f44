//! Charts, as the geometry of an SVG that a template draws.
//!
//! Our own drawing and not a crate's: those that write SVG write colours and sizes into it, which can
//! follow neither the theme nor the width of the page, as a string that a template would have to trust.
//! Here a template draws escaped texts and numbers, classes give the colours, and places across are
//! percentages, so that letters keep their size on a narrow screen.

mod axis;
mod pie;
mod plot;

use kaffy_core::{
    dashboard::{Chart, ChartKind, Series},
    i18n::Localizer,
    tr,
};
use serde::Serialize;

pub use axis::{GridLine, LabelView};
pub use pie::SliceView;
pub use plot::{MarkView, SeriesView};

/// How tall the area of lines and bars is.
const HEIGHT: f64 = 180.0;
/// How many series and slices have colours of their own.
const TONES: usize = 6;

/// A chart: what to draw, and the same numbers as a table.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ChartView {
    /// `line`, `bar` or `pie`.
    pub kind: &'static str,
    /// The drawing in a sentence, for those who do not see it.
    pub summary: String,
    /// Whether there is anything to draw.
    pub is_empty: bool,
    /// The lines across, from top to bottom.
    pub grid: Vec<GridLine>,
    /// The labels below.
    pub labels: Vec<LabelView>,
    /// The lines or bars.
    pub series: Vec<SeriesView>,
    /// The slices of a pie.
    pub slices: Vec<SliceView>,
    /// The headings of the table after the first.
    pub heads: Vec<String>,
    /// The rows of the table.
    pub rows: Vec<DataRow>,
}

/// A row of the table of a chart.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct DataRow {
    /// What it is about.
    pub label: String,
    /// A number for each series, as people read it.
    pub values: Vec<String>,
}

impl ChartView {
    pub(crate) fn new(chart: &Chart) -> Self {
        let (all, labels) = (chart.all_series(), chart.labels());
        let numbers = || all.iter().flat_map(|series| series.values.iter().flatten().copied());
        let is_pie = chart.kind() == ChartKind::Pie;
        let axis = axis::Axis::over(numbers());
        let slices = if is_pie { pie::slices(chart) } else { Vec::new() };
        let is_empty = if is_pie { slices.is_empty() } else { numbers().next().is_none() };
        Self {
            kind: match chart.kind() {
                ChartKind::Line => "line",
                ChartKind::Bar => "bar",
                ChartKind::Pie => "pie",
            },
            summary: summary(chart),
            is_empty,
            grid: if is_pie { Vec::new() } else { axis.grid() },
            labels: if is_pie { Vec::new() } else { axis::labels(labels) },
            series: if is_pie { Vec::new() } else { plot::series(chart, &axis) },
            slices,
            heads: all.iter().map(|series| series.name.clone()).collect(),
            rows: labels.iter().enumerate().map(|(at, label)| DataRow::new(label, all, at)).collect(),
        }
    }
}

impl DataRow {
    fn new(label: &str, all: &[Series], at: usize) -> Self {
        let values = all.iter().map(|series| number(series.values.get(at).copied().flatten()));
        Self { label: label.to_owned(), values: values.collect() }
    }
}

/// "Line chart. USD: from 75 to 300. 7 points, Mon to Sun."
fn summary(chart: &Chart) -> String {
    let kind = match chart.kind() {
        ChartKind::Line => tr!("chart-line"),
        ChartKind::Bar => tr!("chart-bar"),
        ChartKind::Pie => tr!("chart-pie"),
    };
    let mut words = vec![kind];
    for series in chart.all_series() {
        let values = || series.values.iter().flatten().copied();
        let (least, most) = (values().reduce(f64::min), values().reduce(f64::max));
        let name = series.name.as_str();
        words.push(match (least, most) {
            (Some(least), Some(most)) if least < most => {
                tr!("chart-range", name = name, least = number(Some(least)), most = number(Some(most)))
            }
            (Some(only), _) => tr!("chart-single", name = name, value = number(Some(only))),
            _ => tr!("chart-gap", name = name),
        });
    }
    match chart.labels() {
        [] => {}
        [only] => words.push(format!("{only}.")),
        [first, .., last] => {
            words.push(tr!("chart-points", count = chart.labels().len(), first = first.as_str(), last = last.as_str()));
        }
    }
    words.join(" ")
}

/// A number as people read it, with the signs of their region; a dash for a gap.
fn number(value: Option<f64>) -> String {
    let Some(value) = value else { return "–".to_owned() };
    let size = (value.abs() * 100.0).round() / 100.0;
    let sign = if value < 0.0 && size > 0.0 { "−" } else { "" };
    format!("{sign}{}", Localizer::current().conventions().quantity(&size.to_string()))
}

/// A number of the drawing, short enough to read in the source of the page.
fn short(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn k45_a_label_may_hold_commas_and_markup() {
        let chart = Chart::line(["a, b", "<i>"]).series("USD, net", [1, 2]);
        let view = ChartView::new(&chart);
        assert_eq!(view.rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(), ["a, b", "<i>"]);
        assert_eq!(view.series[0].marks.len(), 2);
    }

    #[test]
    fn a82_charts_without_numbers_are_empty_and_say_so() {
        for chart in [
            Chart::line(["a"]),
            Chart::bar(Vec::<String>::new()).series("n", Vec::<i64>::new()),
            Chart::pie(["a", "b"]).series("n", [0, -3]),
            Chart::line(["a"]).series("n", [f64::NAN]),
        ] {
            assert!(ChartView::new(&chart).is_empty, "{chart:?}");
        }
    }

    #[test]
    fn a82_every_number_is_inside_the_drawing() {
        let values = [-1.0e9, -3.0, 0.0, 0.1, 2.0e12];
        for chart in [Chart::line(["x"; 5]), Chart::bar(["x"; 5])] {
            let view = ChartView::new(&chart.series("n", values).series("m", [1]));
            for mark in view.series.iter().flat_map(|series| &series.marks) {
                assert!((0.0..=HEIGHT).contains(&mark.y) && mark.y + mark.height <= HEIGHT + 0.01, "{mark:?}");
                assert!((0.0..=100.0).contains(&mark.x), "{mark:?}");
            }
        }
    }
}
