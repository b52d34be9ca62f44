//! The beginning of a day as a bound for a column with a date in it.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use sea_query::{Condition, Expr, ExprTrait, Value};

use super::{
    column_sql::{bind, operand},
    moment::Moments,
};
use crate::{Column, Dialect, Kind, Operator, i18n::day_start};

/// The beginning of a day, for one column.
pub(crate) struct DayBound<'a> {
    column: &'a Column,
    table: &'a str,
    dialect: Dialect,
    day: NaiveDate,
    /// The instant at which it begins where that is.
    start: DateTime<Utc>,
}

impl<'a> DayBound<'a> {
    /// `table` is the alias of the column's table.
    pub(crate) fn new(column: &'a Column, table: &'a str, dialect: Dialect, day: NaiveDate, zone: Tz) -> Self {
        Self { column, table, dialect, day, start: day_start(zone, day) }
    }

    /// The column lies in the day or after it.
    pub(crate) fn from(&self) -> Condition {
        self.compared(Operator::AtLeast).unwrap_or_else(|| Condition::all().add(self.operand().gte(self.bound())))
    }

    /// The column lies before the day.
    pub(crate) fn before(&self) -> Condition {
        self.compared(Operator::Below).unwrap_or_else(|| Condition::all().add(self.operand().lt(self.bound())))
    }

    /// On SQLite a day of UTC needs no more than its date, which sorts before every time of that day.
    fn compared(&self, operator: Operator) -> Option<Condition> {
        let begins_within = self.start != self.day.and_time(NaiveTime::MIN).and_utc();
        let moments = Moments::of(self.column, self.table, self.dialect)
            .filter(|_| begins_within && matches!(self.column.kind(), Kind::Timestamp));
        moments?.compare(operator, &Value::ChronoDateTimeUtc(Some(self.start)))
    }

    fn operand(&self) -> Expr {
        operand(self.column, self.table, self.dialect)
    }

    fn bound(&self) -> Expr {
        let midnight = self.day.and_time(NaiveTime::MIN);
        match (self.column.kind(), self.dialect) {
            (_, Dialect::Sqlite) => Expr::val(self.day.to_string()),
            (Kind::Timestamp, _) => bind(self.column, &Value::ChronoDateTimeUtc(Some(self.start)), self.dialect),
            (Kind::DateTime, _) => bind(self.column, &Value::ChronoDateTime(Some(midnight)), self.dialect),
            _ => bind(self.column, &Value::ChronoDate(Some(self.day)), self.dialect),
        }
    }
}
