//! The odd days of a zone: those on which the clock is changed.

use chrono::{DateTime, Days, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use crate::Cron;

/// A day on which the clock is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OddDay {
    /// The instant of the change.
    pub at: DateTime<Utc>,
    /// What the clock on the wall would have shown then.
    pub before: NaiveDateTime,
    /// What it shows instead.
    pub after: NaiveDateTime,
    /// Which way.
    pub kind: OddKind,
}

/// Which way the clock is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OddKind {
    /// Forward: what is between is skipped.
    Gap,
    /// Back: what is between comes twice.
    Fold,
}

/// The changes of the clock in a zone after `after` up to `until`, at most twenty.
pub fn odd_days(zone: Tz, after: DateTime<Utc>, until: DateTime<Utc>) -> Vec<OddDay> {
    let offset = |at: DateTime<Utc>| zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc();
    let mut odd = Vec::new();
    let mut at = after;
    while at < until && odd.len() < 20 {
        let next = at + Days::new(1);
        if offset(at) != offset(next) {
            // Halved down to the second: a day has at most one change.
            let (mut low, mut high) = (at, next);
            while high - low > TimeDelta::seconds(1) {
                let middle = low + (high - low) / 2;
                if offset(middle) == offset(at) { low = middle } else { high = middle }
            }
            let change = DateTime::from_timestamp(high.timestamp(), 0).unwrap_or(high);
            let wall = |by: i32| change.naive_utc() + TimeDelta::seconds(i64::from(by));
            let (before, after) = (wall(offset(at)), wall(offset(next)));
            if change <= until {
                let kind = if after > before { OddKind::Gap } else { OddKind::Fold };
                odd.push(OddDay { at: change, before, after, kind });
            }
        }
        at = next;
    }
    odd
}

/// The first instant after a gap that a time on the wall falls into.
pub(crate) fn end_of_gap(zone: Tz, wall: NaiveDateTime) -> Option<DateTime<Utc>> {
    let near = wall.and_utc();
    let odd = odd_days(zone, near - Days::new(3), near + Days::new(3));
    odd.into_iter().find(|day| day.kind == OddKind::Gap && (day.before..day.after).contains(&wall)).map(|day| day.at)
}

impl Cron {
    /// The days of the coming year on which the clock skips a fixed time of this expression, so that it fires right
    /// after the gap.
    pub fn shifted_in_year_after(&self, now: DateTime<Utc>) -> Vec<OddDay> {
        if !self.is_fixed_time() {
            return Vec::new();
        }
        let odd = odd_days(self.zone(), now, now + Days::new(365));
        odd.into_iter().filter(|day| day.kind == OddKind::Gap && self.shows(day.before, day.after)).collect()
    }
}
