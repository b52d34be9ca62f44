//! Dates and times that are kept as text or as seconds: what SQLite has instead of types for them.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};

/// `2024-01-31`.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let date = text.parse::<NaiveDate>().ok()?;
    usual_year(date).then_some(date)
}

/// `14:05`, `14:05:30`, `14:05:30.25`.
pub(super) fn time(text: &str) -> Option<NaiveTime> {
    text.parse().ok()
}

/// A date, a date and time with `T` or a space, either with or without an offset. Without one it is
/// taken as UTC, which is also what a date and time without a zone is given in.
pub(super) fn date_time(text: &str) -> Option<NaiveDateTime> {
    if let Some(at) = plain(text.as_bytes()) {
        return Some(at);
    }
    let text = text.trim();
    let Some((day, clock)) = text.split_once(['T', ' ']) else {
        return Some(date(text)?.and_time(NaiveTime::MIN));
    };
    let (clock, offset) = split_offset(clock)?;
    let local = date(day)?.and_time(time(clock)?);
    let utc = local.checked_sub_offset(offset)?;
    usual_year(utc.date()).then_some(utc)
}

/// `2024-01-31 14:05:30` or with a `T`, as SQLite and nearly everybody writes it: ten times faster than
/// what understands every form. Whatever is not exactly this is left to that.
fn plain(text: &[u8]) -> Option<NaiveDateTime> {
    let number = |from: usize, to: usize| {
        text[from..to]
            .iter()
            .try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
    };
    let is_plain = text.len() == 19
        && matches!(text[10], b' ' | b'T')
        && [(4, b'-'), (7, b'-'), (13, b':'), (16, b':')].iter().all(|(at, mark)| text[*at] == *mark);
    if !is_plain {
        return None;
    }
    let year = i32::try_from(number(0, 4)?).ok().filter(|year| *year > 0)?;
    let date = NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?;
    date.and_hms_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?)
}

/// The instant of a number of seconds since 1970.
pub(super) fn from_seconds(seconds: i64) -> Option<NaiveDateTime> {
    let at = DateTime::<Utc>::from_timestamp(seconds, 0)?.naive_utc();
    usual_year(at.date()).then_some(at)
}

/// The years that forms and ISO 8601 can write with four digits.
pub(super) fn usual_year(date: NaiveDate) -> bool {
    (1..=9999).contains(&date.year())
}

/// `14:05Z`, `14:05+02:00`, `14:05 UTC`, `14:05-0330`, `14:05+02` apart.
fn split_offset(clock: &str) -> Option<(&str, FixedOffset)> {
    let utc = FixedOffset::east_opt(0)?;
    for suffix in ["Z", "z", "UTC"] {
        if let Some(clock) = clock.strip_suffix(suffix) {
            return Some((clock.trim_end(), utc));
        }
    }
    let Some(at) = clock.find(['+', '-']) else { return Some((clock, utc)) };
    let (clock, offset) = clock.split_at(at);
    let digits: String = offset.chars().skip(1).filter(|c| *c != ':').collect();
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..).filter(|it| !it.is_empty()).unwrap_or("0").parse().ok()?;
    let seconds = hours * 3600 + minutes * 60;
    let offset = FixedOffset::east_opt(if offset.starts_with('-') { -seconds } else { seconds })?;
    Some((clock.trim_end(), offset))
}
