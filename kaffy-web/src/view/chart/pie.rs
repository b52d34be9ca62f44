//! Slices.

use std::f64::consts::TAU;

use kaffy_core::{dashboard::Chart, tr};
use serde::Serialize;

use super::{TONES, number, short};

/// One slice, with its line in the legend.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SliceView {
    /// What it is.
    pub label: String,
    /// Its number, as people read it.
    pub value: String,
    /// Its part of the whole: `25%`.
    pub part: String,
    /// The class of its colour: `tone-0` to `tone-5`.
    pub tone: usize,
    /// Its outline in a box of 100 by 100; none when it is all of the pie.
    pub path: Option<String>,
}

/// The slices of the first series; what is not above zero has none. More than there are colours are
/// drawn as one, and stand apart in the table.
pub(super) fn slices(chart: &Chart) -> Vec<SliceView> {
    let Some(series) = chart.all_series().first() else { return Vec::new() };
    let parts = chart.labels().iter().cloned().zip(series.values.iter().map(|value| value.unwrap_or_default()));
    let mut parts: Vec<(String, f64)> = parts.filter(|(_, value)| *value > 0.0).collect();
    if parts.len() > TONES {
        let rest = parts.split_off(TONES - 1);
        parts.push((tr!("chart-others", count = rest.len()), rest.iter().map(|(_, value)| value).sum()));
    }
    let whole: f64 = parts.iter().map(|(_, value)| value).sum();
    if !whole.is_finite() || whole <= 0.0 {
        return Vec::new();
    }
    let mut from = 0.0;
    let slice = |(tone, (label, value)): (usize, (String, f64))| {
        let part = value / whole;
        let path = (part < 0.9999).then(|| outline(from, from + part));
        from += part;
        SliceView { label, value: number(Some(value)), part: percent(part), tone, path }
    };
    parts.into_iter().enumerate().map(slice).collect()
}

fn percent(part: f64) -> String {
    let percent = part * 100.0;
    if percent < 1.0 { tr!("chart-under") } else { tr!("chart-percent", percent = percent.round()) }
}

/// From the middle to the rim, along it and back; parts of a turn, clockwise from the top.
fn outline(from: f64, to: f64) -> String {
    let rim = |at: f64| {
        let (sine, cosine) = (at * TAU).sin_cos();
        (short(50.0 + 50.0 * sine), short(50.0 - 50.0 * cosine))
    };
    let ((x1, y1), (x2, y2)) = (rim(from), rim(to));
    let large = u8::from(to - from > 0.5);
    format!("M50 50L{x1} {y1}A50 50 0 {large} 1 {x2} {y2}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn k46_a_pie_is_drawn_from_its_numbers() {
        let of = |values: &[f64]| {
            let labels = (1..=values.len()).map(|at| format!("n{at}"));
            slices(&Chart::pie(labels).series("n", values.iter().copied()))
        };
        let halves = of(&[1.0, 1.0]);
        assert_eq!(halves[0].path.as_deref(), Some("M50 50L50 0A50 50 0 0 1 50 100Z"));
        assert_eq!(halves[1].part, "50%");
        assert_eq!(of(&[5.0, 0.0, -2.0])[0].path, None, "all of it is a circle");
        let many = of(&[1.0; 9]);
        assert_eq!((many.len(), many[5].label.as_str(), many[5].value.as_str()), (6, "4 others", "4"));
        assert!(of(&[f64::MAX, f64::MAX]).is_empty());
    }
}
