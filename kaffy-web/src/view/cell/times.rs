//! Days and times as the region writes them, and short forms of their text.

use chrono::Timelike;
use kaffy_core::i18n::Conventions;

pub(super) fn local_date(conventions: &Conventions, held: &sea_query::Value) -> Option<String> {
    let sea_query::Value::ChronoDate(Some(day)) = held else { return None };
    Some(conventions.date(*day))
}

pub(super) fn local_time(conventions: &Conventions, held: &sea_query::Value) -> Option<String> {
    let sea_query::Value::ChronoTime(Some(time)) = held else { return None };
    Some(conventions.time(*time))
}

/// A day and the time of day to the minute.
pub(super) fn local_moment(conventions: &Conventions, held: &sea_query::Value) -> Option<String> {
    let sea_query::Value::ChronoDateTime(Some(moment)) = held else { return None };
    let time = moment.time();
    let minute = time.with_second(0).and_then(|time| time.with_nanosecond(0)).unwrap_or(time);
    Some(format!("{} {}", conventions.date(moment.date()), conventions.time(minute)))
}

/// `14:05:00` as `14:05`; seconds stay where they say something.
pub(super) fn short_time(text: &str) -> String {
    text.strip_suffix(":00").filter(|short| short.len() == 5).unwrap_or(text).to_owned()
}

/// `2026-03-29T14:05:00.123` as `2026-03-29 14:05`; the rest is in the tooltip.
pub(super) fn short_moment(text: &str) -> String {
    text.get(..16).unwrap_or(text).replace('T', " ")
}
