//! Half-open ranges of days: an index on the column can be used, and every instant is in one day.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::i18n::Localizer;

/// Days from one to before another; open where a bound is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: Option<NaiveDate>,
    pub(crate) until: Option<NaiveDate>,
}

impl Span {
    /// From this day on.
    pub(crate) fn from(day: NaiveDate) -> Self {
        Self { from: Some(day), until: None }
    }

    /// Before this day.
    pub(crate) fn until(day: NaiveDate) -> Self {
        Self { from: None, until: Some(day) }
    }

    /// This day and all before it.
    pub(crate) fn through(day: NaiveDate) -> Self {
        Self { from: None, until: next(day) }
    }

    /// All days after this one. Nothing can be after the last day there is.
    pub(crate) fn after(day: NaiveDate) -> Option<Self> {
        next(day).map(Self::from)
    }

    /// One day.
    pub(crate) fn day(day: NaiveDate) -> Self {
        Self { from: Some(day), until: next(day) }
    }

    /// A year, month or day, written `2026`, `2026-03` or `2026-03-05`.
    pub(crate) fn period(text: &str) -> Option<(Self, Period)> {
        let number = |part: &str, digits: usize| {
            (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let mut parts = text.split('-');
        let year = number(parts.next()?, 4).filter(|year| (1..=9999).contains(year))?;
        let year_number = i32::try_from(year).ok()?;
        let Some(month) = parts.next() else {
            let span = Self { from: year_start(year_number), until: year_start(year_number + 1) };
            return Some((span, Period::Year(year_number)));
        };
        let first = NaiveDate::from_ymd_opt(year_number, number(month, 2)?, 1)?;
        let Some(day) = parts.next() else {
            let until = first.checked_add_months(Months::new(1)).filter(in_range);
            return Some((Self { from: Some(first), until }, Period::Month(first)));
        };
        let day = first.with_day(number(day, 2)?)?;
        parts.next().is_none().then(|| (Self::day(day), Period::Day(day)))
    }
}

/// What a period is, for its words and for the level below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Period {
    Year(i32),
    /// By its first day.
    Month(NaiveDate),
    Day(NaiveDate),
}

impl Period {
    /// As an address writes it.
    pub(crate) fn key(self) -> String {
        match self {
            Self::Year(year) => format!("{year:04}"),
            Self::Month(first) => first.format("%Y-%m").to_string(),
            Self::Day(day) => day.format("%Y-%m-%d").to_string(),
        }
    }

    /// As a person reads it.
    pub(crate) fn label(self) -> String {
        match self {
            Self::Year(year) => year.to_string(),
            Self::Month(first) => Localizer::current().conventions().month(first),
            Self::Day(day) => Localizer::current().conventions().long_date(day),
        }
    }
}

/// The first day of a year; `None` beyond the years that every database can write.
pub(crate) fn year_start(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 1, 1).filter(in_range)
}

fn next(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(1)).filter(in_range)
}

fn in_range(day: &NaiveDate) -> bool {
    (1..=9999).contains(&day.year())
}
