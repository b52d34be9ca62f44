//! Moments of SQLite, compared whatever form their texts have.
//!
//! A date and time is a text there, in the form of SQLite or of sqlx: `2024-01-31 12:00:00`,
//! `2024-01-31T12:00:00+00:00`. Within one day the two sort differently. So the day finds the rows, by an index if there
//! is one, and both sides in one form decide.

use chrono::{Days, NaiveDateTime, Timelike};
use sea_query::{Condition, Expr, ExprTrait, Func, Value};

use super::column_sql::operand;
use crate::{Column, Dialect, Kind, Operator};

/// A column of moments on SQLite.
#[derive(Clone, Copy)]
pub(crate) struct Moments<'a> {
    column: &'a Column,
    table: &'a str,
}

impl<'a> Moments<'a> {
    /// `None` where texts need no such care.
    pub(crate) fn of(column: &'a Column, table: &'a str, dialect: Dialect) -> Option<Self> {
        let is_moment = matches!(column.kind(), Kind::Timestamp | Kind::DateTime);
        (is_moment && dialect == Dialect::Sqlite).then_some(Self { column, table })
    }

    /// Compares the column with a value of its kind.
    pub(crate) fn compare(self, operator: Operator, value: &Value) -> Option<Condition> {
        let at = match value {
            Value::ChronoDateTime(Some(at)) => *at,
            Value::ChronoDateTimeUtc(Some(at)) => at.naive_utc(),
            _ => return None,
        };
        let (from, until) = (self.day().gte(first(at)), next(at).map(|day| self.day().lt(day)));
        let (text, at) = (self.text(), written(at));
        Some(match operator {
            Operator::AtLeast => Condition::all().add(from).add(text.gte(at)),
            Operator::Above => Condition::all().add(from).add(text.gt(at)),
            Operator::AtMost => Condition::all().add_option(until).add(text.lte(at)),
            Operator::Below => Condition::all().add_option(until).add(text.lt(at)),
            _ => Condition::all().add(from).add_option(until).add(text.eq(at)),
        })
    }

    fn day(self) -> Expr {
        operand(self.column, self.table, Dialect::Sqlite)
    }

    /// The column in SQLite's form, without an offset that says UTC.
    fn text(self) -> Expr {
        [("T", " "), ("Z", ""), ("+00:00", "")].into_iter().fold(self.day(), |text, (from, to)| {
            Func::cust("replace").arg(text).arg(Expr::val(from)).arg(Expr::val(to)).into()
        })
    }
}

fn first(at: NaiveDateTime) -> String {
    at.date().to_string()
}

fn next(at: NaiveDateTime) -> Option<String> {
    Some(at.date().checked_add_days(Days::new(1))?.to_string())
}

fn written(at: NaiveDateTime) -> String {
    at.format(if at.nanosecond() == 0 { "%Y-%m-%d %H:%M:%S" } else { "%Y-%m-%d %H:%M:%S%.f" }).to_string()
}
