//! Numbers to look at: lines, bars, or the slices of a pie.

use super::Number;
use crate::i18n::Localizer;

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// Points joined by lines, for what goes on in time.
    Line,
    /// A bar for each number.
    Bar,
    /// Parts of a whole; the first series only, and nothing below zero.
    Pie,
}

/// A chart, with its numbers in a table for those who would rather read.
///
/// Labels and numbers belong together by their place. A number without a label or a label without a
/// number is a gap, as is a number that is not finite. A label may hold any text.
///
/// ```
/// use kaffy_core::dashboard::Chart;
///
/// let days = ["Mon", "Tue", "Wed"];
/// let sales = Chart::line(days).series("USD", [150, 230, 75]).series("EUR", [140, 210, 70]);
/// let shares = Chart::pie(["Bread", "Cake, sweet"]).series("Sold", [3, 1]);
/// # assert_eq!(sales.all_series().len(), 2);
/// # assert_eq!(shares.labels()[1], "Cake, sweet");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    kind: ChartKind,
    labels: Vec<String>,
    series: Vec<Series>,
}

/// One line, or the bars of one colour.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Series {
    /// What the numbers are: `USD`.
    pub name: String,
    /// A number for each label; `None` is a gap.
    pub values: Vec<Option<f64>>,
}

impl Chart {
    /// A line over these labels.
    pub fn line<L: Into<String>>(labels: impl IntoIterator<Item = L>) -> Self {
        Self::new(ChartKind::Line, labels)
    }

    /// Bars over these labels.
    pub fn bar<L: Into<String>>(labels: impl IntoIterator<Item = L>) -> Self {
        Self::new(ChartKind::Bar, labels)
    }

    /// A pie with these slices.
    pub fn pie<L: Into<String>>(labels: impl IntoIterator<Item = L>) -> Self {
        Self::new(ChartKind::Pie, labels)
    }

    fn new<L: Into<String>>(kind: ChartKind, labels: impl IntoIterator<Item = L>) -> Self {
        Self { kind, labels: labels.into_iter().map(Into::into).collect(), series: Vec::new() }
    }

    /// Adds numbers; `name` says what they are. Six series have colours of their own, more share them.
    #[must_use]
    pub fn series<N: Number>(mut self, name: impl Into<String>, values: impl IntoIterator<Item = N>) -> Self {
        let mut values: Vec<_> = values.into_iter().map(Number::drawn).collect();
        if values.len() > self.labels.len() {
            self.labels.resize(values.len(), String::new());
        }
        values.resize(self.labels.len(), None);
        for known in &mut self.series {
            known.values.resize(self.labels.len(), None);
        }
        self.series.push(Series { name: name.into(), values });
        self
    }

    /// How it is drawn.
    pub fn kind(&self) -> ChartKind {
        self.kind
    }

    /// The labels, in order.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The numbers.
    pub fn all_series(&self) -> &[Series] {
        &self.series
    }
}

/// A number without a needless fraction, as the reader's region writes it: `79`, `4.5`.
pub(super) fn trimmed(number: f64) -> String {
    Localizer::current().conventions().input(&digits(number))
}

fn digits(number: f64) -> String {
    let rounded = (number * 100.0).round() / 100.0;
    // Minus zero is no number people know.
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

/// A number with its thousands apart: `12,500`.
pub(super) fn grouped(number: f64) -> String {
    let digits = digits(number.abs());
    let sign = if number < 0.0 && digits != "0" { "−" } else { "" };
    format!("{sign}{}", Localizer::current().conventions().quantity(&digits))
}

impl Series {
    /// A number as people read it; a dash for a gap.
    pub fn words(value: Option<f64>) -> String {
        value.map_or_else(|| "–".to_owned(), grouped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn k45_labels_and_numbers_that_do_not_match_are_gaps() {
        let chart = Chart::line(["a, b"]).series("x", [1.0, f64::NAN, f64::INFINITY]).series("y", [2]);
        assert_eq!(chart.labels(), ["a, b", "", ""]);
        assert_eq!(chart.all_series()[0].values, [Some(1.0), None, None]);
        assert_eq!(chart.all_series()[1].values, [Some(2.0), None, None]);
        assert_eq!(Chart::pie(["only"]).series("n", [None::<i64>]).all_series()[0].values, [None]);
    }

    #[test]
    fn a82_numbers_read_well() {
        for (number, words) in
            [(0.0, "0"), (-0.0, "0"), (1234567.0, "1,234,567"), (-1500.5, "−1,500.5"), (99.999, "100"), (-0.001, "0")]
        {
            assert_eq!(grouped(number), words);
        }
    }
}
