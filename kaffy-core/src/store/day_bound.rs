//! The beginning of a day as a bound for a column with a date in it.
//!
//! On SQLite a date is a text, in the form of SQLite or of sqlx (`2024-01-31 12:00:00`, `2024-01-31T12:00:00+00:00`). The
//! text `2024-01-31` sorts before every time of that day in either form, so a day of UTC needs no more. A day of
//! another zone begins at some hour, where the two forms sort differently: there the day finds the rows, by an
//! index if there is one, and the first 19 signs in one form decide.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use sea_query::{Condition, Expr, ExprTrait, Func, Value};

use super::column_sql::{bind, operand};
use crate::{Column, Dialect, Kind, i18n::day_start};

/// The beginning of a day, for one column.
pub(crate) struct DayBound<'a> {
    column: &'a Column,
    table: &'a str,
    dialect: Dialect,
    day: NaiveDate,
    /// The instant, for a column of instants where days do not begin with those of UTC.
    start: Option<DateTime<Utc>>,
}

impl<'a> DayBound<'a> {
    /// `table` is the alias of the column's table.
    pub(crate) fn new(column: &'a Column, table: &'a str, dialect: Dialect, day: NaiveDate, zone: Tz) -> Self {
        let start = Some(day_start(zone, day));
        let start = start
            .filter(|at| matches!(column.kind(), Kind::Timestamp) && *at != day.and_time(NaiveTime::MIN).and_utc());
        Self { column, table, dialect, day, start }
    }

    /// The column lies in the day or after it.
    pub(crate) fn from(&self) -> Condition {
        let range = Condition::all().add(self.operand().gte(self.bound(0)));
        range.add_option(self.exact().map(|(text, bound)| text.gte(bound)))
    }

    /// The column lies before the day.
    pub(crate) fn before(&self) -> Condition {
        // Midnight of UTC that follows the beginning, where the beginning itself cannot be compared.
        let range = Condition::all().add(self.operand().lt(self.bound(1)));
        range.add_option(self.exact().map(|(text, bound)| text.lt(bound)))
    }

    fn operand(&self) -> Expr {
        operand(self.column, self.table, self.dialect)
    }

    /// What the column is compared with. On SQLite, where days begin at some hour of UTC, the day of UTC in which
    /// that is, or one after it.
    fn bound(&self, after: u64) -> Expr {
        let midnight = self.day.and_time(NaiveTime::MIN);
        match (self.dialect, self.column.kind(), self.start) {
            (Dialect::Sqlite, _, None) => Expr::val(self.day.to_string()),
            (Dialect::Sqlite, _, Some(start)) => {
                let day = start.date_naive();
                Expr::val(day.checked_add_days(chrono::Days::new(after)).unwrap_or(day).to_string())
            }
            (_, Kind::Timestamp, start) => {
                let at = start.unwrap_or_else(|| midnight.and_utc());
                bind(self.column, &Value::ChronoDateTimeUtc(Some(at)), self.dialect)
            }
            (_, Kind::DateTime, _) => bind(self.column, &Value::ChronoDateTime(Some(midnight)), self.dialect),
            _ => bind(self.column, &Value::ChronoDate(Some(self.day)), self.dialect),
        }
    }

    /// Both sides in SQLite's form, to the second.
    fn exact(&self) -> Option<(Expr, String)> {
        let start = self.start.filter(|_| self.dialect == Dialect::Sqlite)?;
        let seconds = Func::cust("substr").arg(self.operand()).arg(Expr::val(1)).arg(Expr::val(19));
        let text = Func::cust("replace").arg(Expr::from(seconds)).arg(Expr::val("T")).arg(Expr::val(" "));
        Some((text.into(), start.format("%Y-%m-%d %H:%M:%S").to_string()))
    }
}
