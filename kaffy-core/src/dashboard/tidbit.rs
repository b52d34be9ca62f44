//! One number worth knowing, and what it was before.

use std::fmt;

use super::{Number, chart::trimmed};
use crate::tr;

/// One number or a few words, large, with an optional comparison.
///
/// ```
/// use kaffy_core::dashboard::{Tidbit, Trend};
///
/// let visits = Tidbit::new("1,769").compared(1769, 1580, "than last week");
/// assert_eq!(visits.comparison(), Some((Trend::Up, "12% more".to_owned(), "than last week")));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Tidbit {
    pub(crate) value: String,
    pub(crate) note: Option<String>,
    pub(crate) comparison: Option<(Change, String)>,
    pub(crate) less_is_better: bool,
}

/// What a number was before, and what it is: said in words when somebody looks, in their language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Change {
    now: f64,
    before: f64,
}

impl Change {
    fn trend(self) -> Trend {
        match self.now.total_cmp(&self.before) {
            std::cmp::Ordering::Greater => Trend::Up,
            std::cmp::Ordering::Less => Trend::Down,
            std::cmp::Ordering::Equal => Trend::Level,
        }
    }

    fn words(self) -> String {
        let change = ((self.now - self.before) / self.before * 100.0).abs();
        let percent = || trimmed(change.round());
        match self.trend() {
            Trend::Level => tr!("compared-same"),
            // From nothing there is no percent.
            Trend::Up if self.before == 0.0 => tr!("compared-more"),
            Trend::Up if change < 1.0 => tr!("compared-slightly-more"),
            Trend::Up => tr!("compared-percent-more", percent = percent()),
            Trend::Down if self.before == 0.0 => tr!("compared-less"),
            Trend::Down if change < 1.0 => tr!("compared-slightly-less"),
            Trend::Down => tr!("compared-percent-less", percent = percent()),
        }
    }
}

/// Which way a number went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// It grew.
    Up,
    /// It shrank.
    Down,
    /// It stayed.
    Level,
}

impl Tidbit {
    /// This number, or these words.
    pub fn new(value: impl fmt::Display) -> Self {
        Self { value: value.to_string(), note: None, comparison: None, less_is_better: false }
    }

    /// Adds a few words below.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Compares the number with an earlier one in percent; `than` says with what: `than last week`.
    ///
    /// Something that was nothing before is `more`, without percent.
    #[must_use]
    pub fn compared(mut self, now: impl Number, before: impl Number, than: impl Into<String>) -> Self {
        let (Some(now), Some(before)) = (now.drawn(), before.drawn()) else { return self };
        self.comparison = Some((Change { now, before }, than.into()));
        self
    }

    /// Says that a smaller number is the better one, for the colour of the comparison.
    #[must_use]
    pub fn less_is_better(mut self) -> Self {
        self.less_is_better = true;
        self
    }

    /// The number.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The words below.
    pub fn words(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// The comparison: which way, how much, than what.
    pub fn comparison(&self) -> Option<(Trend, String, &str)> {
        self.comparison.as_ref().map(|(change, than)| (change.trend(), change.words(), than.as_str()))
    }

    /// Whether the comparison is good news; `None` when nothing changed.
    pub fn is_good(&self) -> Option<bool> {
        match self.comparison.as_ref()?.0.trend() {
            Trend::Up => Some(!self.less_is_better),
            Trend::Down => Some(self.less_is_better),
            Trend::Level => None,
        }
    }
}
