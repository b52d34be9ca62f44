//! How many jobs under one key may run at once or start within a time, over all nodes.

use std::time::Duration;

use crate::clock::{Micros, micros};

/// The name under which serial lanes stand.
pub(crate) const LANE: &str = "lane";
/// The most starts that a rate may count.
pub(crate) const MOST_STARTS: u32 = 1_000;

/// A limit that holds over all nodes, for each part of its name by itself (J50, J51).
///
/// ```
/// use std::time::Duration;
/// use kaffy_jobs::Limit;
///
/// let limit = Limit::running(3).starts(10, Duration::from_secs(60));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Limit {
    pub(crate) running: Option<u32>,
    pub(crate) rate: Option<(u32, Duration)>,
}

impl Limit {
    /// At most so many run at once.
    pub const fn running(most: u32) -> Self {
        Self { running: Some(most), rate: None }
    }

    /// At most so many start within any period of this length, up to 1,000.
    pub const fn rate(most: u32, period: Duration) -> Self {
        Self { running: None, rate: Some((most, period)) }
    }

    /// Also: at most so many start within any period of this length.
    pub const fn starts(mut self, most: u32, period: Duration) -> Self {
        self.rate = Some((most, period));
        self
    }

    /// How many may start now.
    pub(crate) fn room(self, running: u32, starts: &mut Vec<Micros>, now: Micros) -> usize {
        let by_running = self.running.map_or(usize::MAX, |most| most.saturating_sub(running) as usize);
        let Some((most, period)) = self.rate else { return by_running };
        starts.retain(|start| *start > now.saturating_sub(micros(period)));
        by_running.min((most.min(MOST_STARTS) as usize).saturating_sub(starts.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn j51_no_period_has_more_starts_than_it_may() {
        let limit = Limit::rate(3, Duration::from_secs(1));
        let mut starts = vec![0, 400_000, 900_000];
        assert_eq!(limit.room(0, &mut starts, 999_999), 0);
        assert_eq!(limit.room(0, &mut starts, 1_000_000), 1, "the first has left the period");
        assert_eq!(starts, [400_000, 900_000]);
        let both = Limit::running(2).starts(3, Duration::from_secs(1));
        assert_eq!(both.room(2, &mut Vec::new(), 0), 0);
        assert_eq!(both.room(1, &mut Vec::new(), 0), 1);
    }
}
