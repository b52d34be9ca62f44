//! Instants and what clocks on a wall show: a time zone's days, gaps and doubled hours (K97).

use chrono::{DateTime, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;

use super::Localizer;

/// Today and the time zone that days are counted in: what filters mean by "yesterday".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Here {
    pub(crate) today: NaiveDate,
    pub(crate) zone: Tz,
}

impl Here {
    /// Those of whoever reads.
    pub(crate) fn now() -> Self {
        let localizer = Localizer::current();
        Self { today: localizer.today(), zone: localizer.zone() }
    }

    /// A day in UTC.
    #[cfg(test)]
    pub(crate) fn utc(today: NaiveDate) -> Self {
        Self { today, zone: Tz::UTC }
    }

    /// The day of an instant.
    pub(crate) fn day(self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }
}

/// What a wall clock cannot tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoInstant {
    /// Clocks jump over it; the first time that exists afterwards.
    Skipped(NaiveDateTime),
    /// Clocks show it twice: the offsets of the first and of the second time.
    Twice(i32, i32),
}

impl Localizer {
    /// Today, where the reader is.
    pub fn today(&self) -> NaiveDate {
        self.local(Utc::now()).date()
    }

    /// What a clock on the reader's wall shows.
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        // The zone's arithmetic would leave the years that chrono can write.
        at.naive_utc()
            .checked_add_offset(self.zone().offset_from_utc_datetime(&at.naive_utc()).fix())
            .unwrap_or(at.naive_utc())
    }

    /// How far ahead of UTC the reader is at an instant, in words: `+02:00`.
    pub fn offset(&self, at: DateTime<Utc>) -> String {
        offset_words(self.zone().offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc())
    }

    /// Whether what the clock shows at an instant is shown twice on that day, and an offset has to tell which.
    pub fn is_ambiguous(&self, at: DateTime<Utc>) -> bool {
        matches!(self.zone().from_local_datetime(&self.local(at)), LocalResult::Ambiguous(..))
    }

    /// The instant at which the reader's clock shows this.
    pub(crate) fn instant(&self, local: NaiveDateTime) -> Result<DateTime<Utc>, NoInstant> {
        match self.zone().from_local_datetime(&local) {
            LocalResult::Single(at) => Ok(at.to_utc()),
            LocalResult::Ambiguous(first, second) => {
                let seconds = |at: &DateTime<Tz>| at.offset().fix().local_minus_utc();
                Err(NoInstant::Twice(seconds(&first), seconds(&second)))
            }
            LocalResult::None => Err(NoInstant::Skipped(self.local(after_gap(self.zone(), local)))),
        }
    }
}

/// The instant at which a day begins: midnight, or what comes first where clocks jump over it.
pub(crate) fn day_start(zone: Tz, day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    match zone.from_local_datetime(&midnight) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.to_utc(),
        LocalResult::None => after_gap(zone, midnight),
    }
}

/// The first instant after a gap that this lies in.
fn after_gap(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    // With the offset of the day before, which holds until the gap, the instant lies behind it by as much as the
    // text lies behind the gap's begin. Going on minute by minute would do, too; a gap is a day at most.
    let before = local.checked_sub_days(Days::new(1)).unwrap_or(local);
    let offset = zone.offset_from_utc_datetime(&before).fix();
    let mut lower = before.and_utc();
    let mut upper = local.checked_sub_offset(offset).unwrap_or(local).and_utc();
    let offset_at = |at: DateTime<Utc>| zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc();
    let old = offset_at(lower);
    while upper - lower > chrono::Duration::seconds(1) {
        let middle = lower + (upper - lower) / 2;
        if offset_at(middle) == old { lower = middle } else { upper = middle }
    }
    // Changes of a zone happen at whole seconds.
    DateTime::from_timestamp(upper.timestamp(), 0).unwrap_or(upper)
}

/// Seconds ahead of UTC as `+02:00`.
pub(crate) fn offset_words(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
