//! When a schedule fires.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use kaffy_cron::{Cron, CronError, UnknownZone};

use crate::clock::{self, Micros, micros};

/// Expressions that are kept as they were read: each is read once in a process, however often it is shown.
const KEPT: usize = 20_000;
/// Times that one looks at to find the latest, beside those that are wanted.
const LOOKED_AT: usize = 2_000;

/// When a schedule fires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Timing {
    /// Never by itself (Q4).
    Never,
    /// By a cron expression.
    Cron(Arc<Cron>),
    /// Again and again, counted from a moment.
    Every { period: Micros, from: Micros },
}

/// Why a schedule never fires.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadTiming {
    #[error(transparent)]
    Cron(#[from] CronError),
    #[error(transparent)]
    Zone(#[from] UnknownZone),
}

impl Timing {
    /// Of what is stored, which was checked when it was.
    pub(crate) fn of(cron: Option<&str>, zone: &str, every: Option<Micros>, from: Micros) -> Result<Self, BadTiming> {
        match (cron, every) {
            (Some(cron), _) => kept(cron, zone).map(Self::Cron),
            (None, Some(period)) => Ok(Self::Every { period: period.max(1_000_000), from }),
            (None, None) => Ok(Self::Never),
        }
    }

    /// Whether it fires at each start, and at no time.
    pub(crate) fn is_reboot(&self) -> bool {
        matches!(self, Self::Cron(cron) if cron.is_reboot())
    }

    /// The first time after `after`.
    pub(crate) fn next_after(&self, after: Micros) -> Option<Micros> {
        match self {
            Self::Never => None,
            Self::Cron(cron) => cron.next_after(clock::time(after)).map(|time| time.timestamp_micros()),
            Self::Every { period, from } => {
                let passed = after.saturating_sub(*from).div_euclid(*period).max(0);
                passed.checked_add(1)?.checked_mul(*period)?.checked_add(*from)
            }
        }
        .and_then(clock::in_range)
    }

    /// How many times there are from `first`, which is one, up to `last`: counted up to `most`.
    pub(crate) fn count(&self, first: Micros, last: Micros, most: u32) -> u32 {
        if let Self::Every { period, .. } = self {
            return u32::try_from((last - first).max(0) / period + 1).unwrap_or(u32::MAX).min(most);
        }
        let mut count = 0;
        let mut at = Some(first);
        while let Some(time) = at.filter(|time| *time <= last && count < most) {
            count += 1;
            at = self.next_after(time);
        }
        count
    }

    /// The latest so many times from `first`, which is one, up to `last`, in their order. Looks further and further
    /// back, so that a long time away costs no more than a short one.
    pub(crate) fn latest(&self, first: Micros, last: Micros, most: usize) -> Vec<Micros> {
        // So far back there are too few, and so far more than one looks at: an expression may fire each minute of a
        // month, and then not for half a year.
        let (mut too_few, mut too_many) = (0, None);
        let mut back = micros(Duration::from_secs(60));
        let enough = most.saturating_add(LOOKED_AT);
        loop {
            let from = last.saturating_sub(back);
            let (mut at, is_all) = if from <= first { (Some(first), true) } else { (self.next_after(from), false) };
            let mut found = Vec::new();
            while let Some(time) = at.filter(|time| *time <= last && found.len() < enough) {
                found.push(time);
                at = self.next_after(time);
            }
            if found.len() == enough {
                too_many = Some(back);
            } else if is_all || found.len() >= most {
                return found.split_off(found.len().saturating_sub(most));
            } else {
                too_few = back;
            }
            back = match too_many {
                // Closer than anything fires twice, which cannot be.
                Some(many) if many - too_few <= 1 => return found.split_off(found.len().saturating_sub(most)),
                Some(many) => too_few + (many - too_few) / 2,
                None => back.saturating_mul(2),
            };
        }
    }

    /// The next so many times.
    pub(crate) fn upcoming(&self, after: Micros, most: usize) -> Vec<DateTime<Utc>> {
        let next = |at: &Micros| self.next_after(*at);
        std::iter::successors(next(&after), next).take(most).map(clock::time).collect()
    }
}

/// Expressions by what they say and their zones.
type Read = HashMap<(String, String), Arc<Cron>>;

fn kept(text: &str, zone: &str) -> Result<Arc<Cron>, BadTiming> {
    static READ: LazyLock<Mutex<Read>> = LazyLock::new(Mutex::default);
    let key = (text.to_owned(), zone.to_owned());
    if let Some(cron) = READ.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Ok(cron.clone());
    }
    let cron = Arc::new(Cron::parse(text, kaffy_cron::zone(zone)?)?);
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if read.len() >= KEPT {
        read.clear();
    }
    read.insert(key, cron.clone());
    Ok(cron)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Micros = 1_000_000;

    /// Each minute of January, looked at in July: neither all of January nor half a year of nothing is walked through.
    #[test]
    fn q35_the_latest_are_found_where_nothing_fired_for_long() {
        let january = Timing::of(Some("* * * 1 *"), "UTC", None, 0).expect("it is read");
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("a time").timestamp_micros();
        let (first, last) = (at("2027-01-01T00:00:00Z"), at("2027-07-20T12:00:00Z"));
        let latest = january.latest(first, last, 3);
        let expected = ["2027-01-31T23:57:00Z", "2027-01-31T23:58:00Z", "2027-01-31T23:59:00Z"].map(at);
        assert_eq!(latest, expected);
    }

    #[test]
    fn every_counts_from_its_moment() {
        let every = Timing::Every { period: 15 * SECOND, from: 7 * SECOND };
        assert_eq!(every.next_after(7 * SECOND), Some(22 * SECOND));
        assert_eq!(every.next_after(22 * SECOND), Some(37 * SECOND));
        assert_eq!(every.next_after(0), Some(22 * SECOND));
        assert_eq!(every.count(22 * SECOND, 60 * SECOND, 100), 3);
        assert_eq!(every.latest(22 * SECOND, 60 * SECOND, 2), [37 * SECOND, 52 * SECOND]);
    }

    #[test]
    fn q35_a_year_away_is_not_walked_through() {
        let secondly = Timing::of(Some("@secondly"), "UTC", None, 0).expect("an expression");
        let (first, last) = (SECOND, 31_000_000 * SECOND);
        assert_eq!(secondly.count(first, last, 1_000), 1_000);
        assert_eq!(secondly.latest(first, last, 3), [last - 2 * SECOND, last - SECOND, last]);
        let yearly = Timing::of(Some("@yearly"), "UTC", None, 0).expect("an expression");
        let first = yearly.next_after(0).expect("a time");
        assert_eq!(yearly.latest(first, first, 5), [first]);
    }
}
