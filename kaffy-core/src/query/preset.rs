//! Ranges of days that have a name.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::span::{Span, year_start};
use crate::tr;

/// A range of days relative to today, as the reader's zone has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Preset {
    Today,
    Yesterday,
    Past7Days,
    Past30Days,
    ThisMonth,
    LastMonth,
    ThisYear,
}

impl Preset {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 7] = [
        Self::Today,
        Self::Yesterday,
        Self::Past7Days,
        Self::Past30Days,
        Self::ThisMonth,
        Self::LastMonth,
        Self::ThisYear,
    ];

    /// Its name in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Yesterday => "yesterday",
            Self::Past7Days => "past_7_days",
            Self::Past30Days => "past_30_days",
            Self::ThisMonth => "this_month",
            Self::LastMonth => "last_month",
            Self::ThisYear => "this_year",
        }
    }

    /// What a person picks.
    pub fn label(self) -> String {
        match self {
            Self::Today => tr!("preset-today"),
            Self::Yesterday => tr!("preset-yesterday"),
            Self::Past7Days => tr!("preset-past-7-days"),
            Self::Past30Days => tr!("preset-past-30-days"),
            Self::ThisMonth => tr!("preset-this-month"),
            Self::LastMonth => tr!("preset-last-month"),
            Self::ThisYear => tr!("preset-this-year"),
        }
    }

    /// How it ends the sentence "Created …".
    pub(crate) fn words(self) -> String {
        match self {
            Self::Today => tr!("preset-is-today"),
            Self::Yesterday => tr!("preset-is-yesterday"),
            Self::Past7Days => tr!("preset-is-past-7-days"),
            Self::Past30Days => tr!("preset-is-past-30-days"),
            Self::ThisMonth => tr!("preset-is-this-month"),
            Self::LastMonth => tr!("preset-is-last-month"),
            Self::ThisYear => tr!("preset-is-this-year"),
        }
    }

    pub(crate) fn by_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.key() == key)
    }

    /// The days it means. As in Django, "past 7 days" includes today and the same weekday last week.
    pub(crate) fn span(self, today: NaiveDate) -> Span {
        let tomorrow = today.checked_add_days(Days::new(1));
        let back = |days| today.checked_sub_days(Days::new(days));
        let month = today.with_day(1);
        let (from, until) = match self {
            Self::Today => (Some(today), tomorrow),
            Self::Yesterday => (back(1), Some(today)),
            Self::Past7Days => (back(7), tomorrow),
            Self::Past30Days => (back(30), tomorrow),
            Self::ThisMonth => (month, month.and_then(|first| first.checked_add_months(Months::new(1)))),
            Self::LastMonth => (month.and_then(|first| first.checked_sub_months(Months::new(1))), month),
            Self::ThisYear => (year_start(today.year()), year_start(today.year() + 1)),
        };
        Span { from, until }
    }
}
