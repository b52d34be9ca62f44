//! Round numbers at the side, labels below.

use kaffy_core::tr;
use serde::Serialize;

use super::{HEIGHT, number, short};

/// One line across, with its number.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct GridLine {
    /// How far from the top.
    pub y: f64,
    /// Its number.
    pub label: String,
    /// Whether it is the line of zero.
    pub is_zero: bool,
}

/// A label below the drawing.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct LabelView {
    /// Its middle, in percent of the width.
    pub x: f64,
    /// What it says, cut where it is long.
    pub text: String,
    /// The whole of it, where it was cut.
    pub full: Option<String>,
}

/// From numbers to heights.
pub(super) struct Axis {
    least: f64,
    most: f64,
    step: f64,
}

impl Axis {
    /// From zero, or below, to a round number that no value exceeds.
    pub(super) fn over(numbers: impl Iterator<Item = f64>) -> Self {
        let (low, high) = numbers.fold((0.0_f64, 0.0_f64), |(low, high), it| (low.min(it), high.max(it)));
        // Nothing but zeros has a scale too.
        let high = if high > low { high } else { 1.0 };
        let step = round_step((high - low) / 4.0);
        Self { least: (low / step).floor() * step, most: (high / step).ceil() * step, step }
    }

    /// How far from the top a number stands.
    pub(super) fn y(&self, number: f64) -> f64 {
        ((self.most - number) / (self.most - self.least) * HEIGHT).clamp(0.0, HEIGHT)
    }

    pub(super) fn grid(&self) -> Vec<GridLine> {
        let lines = ((self.most - self.least) / self.step).round().clamp(1.0, 12.0);
        let numbers = (0..=lines as u32).map(|at| self.most - f64::from(at) * self.step);
        let line = |number: f64| GridLine {
            y: short(self.y(number)),
            label: compact(number),
            is_zero: number.abs() < self.step / 2.0,
        };
        numbers.map(line).collect()
    }
}

/// The next of 1, 2, 5, 10, 20, …
fn round_step(rough: f64) -> f64 {
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().find(|factor| rough <= factor * power * 1.000_001);
    step.unwrap_or(10.0) * power
}

/// A round number in few letters: `12.5k`, `3M`.
fn compact(size: f64) -> String {
    let units = [
        (1e12, 1e12, "chart-trillions"),
        (1e9, 1e9, "chart-billions"),
        (1e6, 1e6, "chart-millions"),
        (1e4, 1e3, "chart-thousands"),
    ];
    match units.into_iter().find(|(from, ..)| size.abs() >= *from) {
        Some((_, unit, message)) => tr!(message, number = number(Some(size / unit))),
        None => number(Some(size)),
    }
}

/// The middle of a column, in percent.
pub(super) fn middle(at: usize, of: usize) -> f64 {
    (at as f64 + 0.5) / of as f64 * 100.0
}

/// As many labels as fit beside each other on a narrow screen.
pub(super) fn labels(all: &[String]) -> Vec<LabelView> {
    const CUT: usize = 12;
    let longest = all.iter().map(|label| label.chars().count()).max().unwrap_or(0).clamp(1, CUT);
    let fitting = (40 / (longest + 1)).max(2);
    let every = all.len().div_ceil(fitting).max(1);
    let label = |(at, label): (usize, &String)| {
        let cut: String = label.chars().take(CUT).collect();
        let is_cut = label.chars().count() > CUT;
        LabelView {
            x: short(middle(at, all.len())),
            text: if is_cut { format!("{}…", cut.trim_end()) } else { cut },
            full: is_cut.then(|| label.clone()),
        }
    };
    all.iter().enumerate().step_by(every).map(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a82_the_numbers_at_the_side_are_round() {
        let labels = |numbers: &[f64]| {
            let grid = Axis::over(numbers.iter().copied()).grid();
            grid.into_iter().map(|line| line.label).collect::<Vec<_>>()
        };
        assert_eq!(labels(&[150.0, 230.0, 75.0, 300.0]), ["300", "200", "100", "0"]);
        assert_eq!(labels(&[-1.0, 3.0]), ["3", "2", "1", "0", "−1"]);
        assert_eq!(labels(&[48_000.0]), ["60k", "40k", "20k", "0"]);
        assert_eq!(labels(&[0.0]), ["1", "0.5", "0"]);
        assert!(labels(&[f64::MAX, 1.0]).len() >= 2);
    }

    #[test]
    fn a82_labels_leave_out_what_does_not_fit() {
        let days: Vec<String> = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map(str::to_owned).to_vec();
        assert_eq!(labels(&days).len(), 7);
        let dates: Vec<String> = (1..=31).map(|day| format!("2026-01-{day:02}")).collect();
        assert!(labels(&dates).len() <= 4);
        let long = labels(&["A name that goes on".to_owned()]);
        assert_eq!((long[0].text.as_str(), long[0].full.as_deref()), ("A name that…", Some("A name that goes on")));
    }
}
