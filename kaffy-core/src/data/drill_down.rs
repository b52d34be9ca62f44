//! Narrowing a list by a date: year, month, day (A21).

use chrono::{Datelike, Months, NaiveDate};
use sea_query::Value;

use crate::{
    Allowed, DbError, ListQuery, Operator, Path, View,
    i18n::Here,
    query::{
        Period,
        sql::{Narrowing, bounds},
    },
};

/// One step of a drill-down: a period and the list it leads to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DateLink {
    /// What a person reads: `2026`, `March 2026`, `5 March 2026`.
    pub label: String,
    /// The list narrowed to it.
    pub query: ListQuery,
}

/// The drill-down above a list.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DrillDown {
    /// The date it goes by.
    pub path: Path,
    /// The way back: all dates first, then the periods around the present one, which is the last.
    pub trail: Vec<DateLink>,
    /// The periods below the present one, from its first row to its last. A level with one period only
    /// is skipped.
    pub periods: Vec<DateLink>,
}

/// Years are offered back to here; earlier ones are reached with a filter.
const MOST_YEARS: i32 = 50;

impl Allowed<View> {
    /// The drill-down of a list, in one statement; `None` when the resource has none, no row has a
    /// date, or looking for the first and last takes too long.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drill_down(&self, query: &ListQuery) -> Result<Option<DrillDown>, DbError> {
        let Some(path) = self.resource().drill_down() else { return Ok(None) };
        let present = query.filter(path, Operator::During).and_then(crate::Filter::period);
        let list_scope = self.list_scope();
        let here = Here::now();
        let narrowing = Narrowing::of(query, &list_scope, here);
        let statement = self.with_source(|source| bounds(source, narrowing, &path.column));
        let rows = match self.database().fetch(&statement.select, &statement.reads).await {
            Err(DbError::Timeout) => Vec::new(),
            rows => rows?,
        };
        let day =
            |at: usize| rows.first().and_then(|row| row.get(at)?.as_ref().ok()).and_then(|value| day_of(value, here));
        let below = match (day(0), day(1)) {
            (Some(first), Some(last)) => below(present, first, last),
            _ if present.is_none() => return Ok(None),
            _ => Vec::new(),
        };
        let link = |period: Period| DateLink {
            label: period.label(),
            query: query.with_filter(path, Operator::During, vec![period.key()]),
        };
        let mut trail = Vec::new();
        if let Some(present) = present {
            let all = query.with_filter(path, Operator::During, Vec::new());
            trail.push(DateLink { label: crate::tr!("date-all"), query: all });
            trail.extend(around(present).into_iter().map(link));
        }
        Ok(Some(DrillDown { path: path.clone(), trail, periods: below.into_iter().map(link).collect() }))
    }
}

/// The periods around one, from the widest to itself.
fn around(period: Period) -> Vec<Period> {
    match period {
        Period::Year(_) => vec![period],
        Period::Month(first) => vec![Period::Year(first.year()), period],
        Period::Day(day) => {
            vec![Period::Year(day.year()), Period::Month(day.with_day(1).unwrap_or(day)), period]
        }
    }
}

/// The periods to go on to from one whose rows lie between two days.
fn below(present: Option<Period>, first: NaiveDate, last: NaiveDate) -> Vec<Period> {
    let one_year = first.year() == last.year();
    let one_month = one_year && first.month() == last.month();
    match present {
        Some(Period::Day(_)) => Vec::new(),
        None if !one_year => (first.year().max(last.year() - MOST_YEARS + 1)..=last.year()).map(Period::Year).collect(),
        _ if one_month => first.iter_days().take_while(|day| *day <= last).map(Period::Day).collect(),
        _ => {
            let months = (0..12).filter_map(|at| first.with_day(1)?.checked_add_months(Months::new(at)));
            months.take_while(|month| *month <= last).map(Period::Month).collect()
        }
    }
}

fn day_of(value: &Value, here: Here) -> Option<NaiveDate> {
    match value {
        Value::ChronoDate(day) => *day,
        Value::ChronoDateTime(at) => at.map(|at| at.date()),
        Value::ChronoDateTimeUtc(at) => at.map(|at| here.day(at)),
        _ => None,
    }
}
