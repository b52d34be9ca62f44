//! One expression with its time zone.

use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, LocalResult, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use croner::JobType;

use crate::fields::seven;

/// Letters of the longest expression (S31).
pub const MAX_LENGTH: usize = 100;
/// How often it must fire within [`YEARS`].
const FIRINGS: usize = 5;
/// Years in which it must fire that often.
const YEARS: i32 = 5;

/// The nicknames (Q15), and what they stand for.
const NICKNAMES: [(&str, &str); 9] = [
    ("@annually", "0 0 1 1 *"),
    ("@yearly", "0 0 1 1 *"),
    ("@monthly", "0 0 1 * *"),
    ("@weekly", "0 0 * * 0"),
    ("@daily", "0 0 * * *"),
    ("@midnight", "0 0 * * *"),
    ("@hourly", "0 * * * *"),
    ("@minutely", "* * * * *"),
    ("@secondly", "* * * * * *"),
];
const REBOOT: &str = "@reboot";

/// Why an expression is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CronError {
    /// It is longer than [`MAX_LENGTH`].
    #[error("an expression has at most {MAX_LENGTH} characters; shorten it")]
    TooLong,
    /// It cannot be read.
    #[error("{0}")]
    Malformed(String),
    /// It starts with `@` and is no nickname.
    #[error(
        "`{0}` is none of @annually, @yearly, @monthly, @weekly, @daily, @midnight, @hourly, @minutely, @secondly and \
         @reboot"
    )]
    Nickname(String),
    /// There is no such day.
    #[error("it never fires within {YEARS} years; look at its day and its month")]
    Never,
    /// It fires too seldom for a schedule.
    #[error(
        "it fires {0} times within {YEARS} years, and a schedule has at least {FIRINGS}; enqueue a job for such a \
         day instead"
    )]
    Seldom(usize),
}

/// An expression with its time zone.
///
/// A fixed time (one hour, minute and second) that a change of the clock skips is the first instant after it, and one
/// that comes twice is the first of the two. What has a list, a range or a star in them just goes by the clock on the
/// wall: what is skipped is skipped, what comes twice fires twice.
///
/// ```
/// use kaffy_cron::{Cron, zone};
///
/// let cron = Cron::parse("30 2 * * *", zone("Europe/Berlin").unwrap()).unwrap();
/// let next = cron.next_after("2027-03-27T12:00:00Z".parse().unwrap()).unwrap();
/// assert_eq!(next.to_rfc3339(), "2027-03-28T01:00:00+00:00", "at 3 o'clock, since half past 2 is skipped");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cron {
    text: String,
    zone: Tz,
    /// None for `@reboot`.
    times: Option<croner::Cron>,
}

impl Cron {
    /// Reads an expression, whatever its capitals (Q8). Whether it ever fires is for [`checked`](Self::checked).
    ///
    /// # Errors
    /// When it is too long or cannot be read.
    pub fn parse(text: &str, zone: Tz) -> Result<Self, CronError> {
        if text.len() > MAX_LENGTH {
            return Err(CronError::TooLong);
        }
        let text = text.trim_matches(' ');
        let times = match text.starts_with('@') {
            true if text.eq_ignore_ascii_case(REBOOT) => None,
            true => {
                let known = NICKNAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
                let (_, fields) = known.ok_or_else(|| CronError::Nickname(text.escape_default().to_string()))?;
                Some(times(fields)?)
            }
            false => Some(times(text)?),
        };
        Ok(Self { text: text.to_owned(), zone, times })
    }

    /// Reads an expression and makes sure that it fires at least five times in the five years from `now` (S31). The
    /// search has an end, whatever the expression is.
    ///
    /// # Errors
    /// See [`CronError`].
    pub fn checked(text: &str, zone: Tz, now: DateTime<Utc>) -> Result<Self, CronError> {
        let cron = Self::parse(text, zone)?;
        if cron.times.is_none() {
            return Ok(cron);
        }
        // croner looks until the year 5000; with years that end it does not.
        let bounded = cron.bounded(now.year())?;
        let end = now.checked_add_days(Days::new(366 * u64::from(YEARS.unsigned_abs()))).unwrap_or(now);
        let mut at = now;
        for fired in 0..FIRINGS {
            match bounded.next_after(at).filter(|next| *next <= end) {
                Some(next) => at = next,
                None if fired == 0 => return Err(CronError::Never),
                None => return Err(CronError::Seldom(fired)),
            }
        }
        Ok(cron)
    }

    /// The same for the coming years only.
    fn bounded(&self, year: i32) -> Result<Self, CronError> {
        let text = NICKNAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(&self.text));
        let mut fields = seven(text.map_or(&*self.text, |(_, fields)| fields)).map_err(CronError::Malformed)?;
        if fields[6] == "*" {
            fields[6] = format!("{}-{}", year - 1, year + YEARS + 2);
        }
        Ok(Self { times: Some(by_croner(&fields)?), ..self.clone() })
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its time zone.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// Whether it fires once at each start, and at no time.
    pub fn is_reboot(&self) -> bool {
        self.times.is_none()
    }

    /// Whether it is one hour, minute and second, so that a change of the clock can neither skip nor double it.
    pub fn is_fixed_time(&self) -> bool {
        self.times.as_ref().is_some_and(|times| times.determine_job_type() == JobType::FixedTime)
    }

    /// The first time after `after`; always later than it. `None` for `@reboot`, and when its years are over.
    pub fn next_after(&self, after: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let times = self.times.as_ref()?;
        let mut from = after.with_nanosecond(0)?;
        // A second that was stepped over is no answer; one more step is enough.
        for _ in 0..3 {
            let next = match times.find_next_occurrence(&from.with_timezone(&self.zone), false) {
                Ok(next) => next.with_timezone(&Utc),
                Err(_) => self.next_by_hand(times, from)?,
            };
            if next > after {
                return Some(next);
            }
            from += chrono::TimeDelta::seconds(1);
        }
        None
    }

    /// The times after `after` up to `until`, at most so many.
    pub fn between(&self, after: DateTime<Utc>, until: DateTime<Utc>, most: usize) -> Vec<DateTime<Utc>> {
        let next = |at: &DateTime<Utc>| self.next_after(*at).filter(|next| *next <= until);
        std::iter::successors(next(&after), next).take(most).collect()
    }

    /// Where croner gives up: a fixed time in a gap that is longer than two hours, such as the day that Samoa left
    /// out. Such a time is the first instant after the gap as well.
    fn next_by_hand(&self, times: &croner::Cron, after: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if !self.is_fixed_time() {
            return None;
        }
        // The clock on the wall, as if it never changed.
        let mut wall = after.with_timezone(&self.zone).naive_local().and_utc() - Days::new(2);
        for _ in 0..10 {
            wall = times.find_next_occurrence(&wall, false).ok()?;
            let instant = match self.zone.from_local_datetime(&wall.naive_utc()) {
                LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => instant.with_timezone(&Utc),
                LocalResult::None => crate::odd::end_of_gap(self.zone, wall.naive_utc())?,
            };
            if instant > after {
                return Some(instant);
            }
        }
        None
    }

    /// Whether the clock on the wall shows such a time in between, both ends as if the clock never changed.
    pub(crate) fn shows(&self, first: chrono::NaiveDateTime, end: chrono::NaiveDateTime) -> bool {
        let Some(times) = &self.times else { return false };
        times.find_next_occurrence(&first.and_utc(), true).is_ok_and(|next| next.naive_utc() < end)
    }
}

fn times(text: &str) -> Result<croner::Cron, CronError> {
    by_croner(&seven(text).map_err(CronError::Malformed)?)
}

fn by_croner(fields: &[String; 7]) -> Result<croner::Cron, CronError> {
    croner::Cron::from_str(&fields.join(" ")).map_err(|error| CronError::Malformed(error.to_string()))
}
