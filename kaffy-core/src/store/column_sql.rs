//! Columns and values as expressions: what to select, what to compare, what to bind.
//!
//! Pure functions of a column, so that statements can be built and tested without a database. The only
//! text that becomes SQL here is the name of a type, as the catalog or the struct gives it.
//!
//! **Dates on SQLite** are texts: `2024-01-31 12:00:00` as SQLite itself writes them,
//! `2024-01-31T12:00:00+00:00` as sqlx writes an instant. They sort by their text. A bound that is a
//! whole day is made by [`DayBound`](super::DayBound).

use base64::{Engine, prelude::BASE64_STANDARD};
use sea_query::{Alias, Expr, Func, Keyword, Value};

use super::{encode::encode, sort_key_form::SortKeyForm};
use crate::{Column, Dialect, Kind, Storage, value::is_null};

/// What a number in a text column of MySQL is compared as.
pub(super) const TEXT_NUMBER: &str = "DECIMAL(65, 20)";

/// The column read such that [`Read::of`](super::Read::of) understands it; `table` is its alias.
pub(crate) fn select(column: &Column, table: &str, dialect: Dialect) -> Expr {
    readable(column, plain(column, table), dialect)
}

/// The column of a written row, for `RETURNING`, where no alias is known.
pub(super) fn returned(column: &Column, dialect: Dialect) -> Expr {
    readable(column, Expr::col(Alias::new(column.meta.column)), dialect)
}

fn readable(column: &Column, expr: Expr, dialect: Dialect) -> Expr {
    match (&column.storage, dialect) {
        (Storage::Cast(_), Dialect::Postgres) => Func::cast_as(expr, "text").into(),
        // Items as text: a JSON number would lose digits of a decimal.
        (Storage::Array(_), Dialect::Postgres) => Func::cust("to_jsonb").arg(Func::cast_as(expr, "text[]")).into(),
        _ => expr,
    }
}

/// The column as something to compare and sort by; `table` is its alias.
pub(crate) fn operand(column: &Column, table: &str, dialect: Dialect) -> Expr {
    let expr = plain(column, table);
    match (&column.storage, dialect) {
        // A number in a text column would sort "10" before "9".
        (Storage::Text, Dialect::Sqlite) if column.kind().is_number() => Func::cast_as(expr, "NUMERIC").into(),
        (Storage::Text, Dialect::MySql) if column.kind().is_number() => Func::cast_as(expr, TEXT_NUMBER).into(),
        // An ENUM sorts by its number but compares by its text, and a cursor needs one order.
        (Storage::Cast(_), Dialect::MySql) => Func::cast_as(expr, "CHAR").into(),
        _ => expr,
    }
}

/// The column as text, for `LIKE`.
pub(crate) fn text_operand(column: &Column, table: &str, dialect: Dialect) -> Expr {
    let expr = plain(column, table);
    match (column.kind(), &column.storage, dialect) {
        // A nondeterministic collation has no patterns, the database's own has.
        _ if column.equates => Expr::cust_with_expr("$1 COLLATE \"default\"", expr),
        (Kind::Text | Kind::Char | Kind::Choice(_), Storage::Native | Storage::Text, _) => expr,
        (_, _, Dialect::MySql) => Func::cast_as(expr, "CHAR").into(),
        (_, _, Dialect::Sqlite | Dialect::Postgres) => Func::cast_as(expr, "text").into(),
    }
}

/// What a row is sorted by, read with [`Read::sort_key`](super::Read::sort_key).
pub(crate) fn sort_key(column: &Column, table: &str, dialect: Dialect) -> Expr {
    match SortKeyForm::of(column, dialect) {
        SortKeyForm::Stored => operand(column, table, dialect),
        SortKeyForm::Printed(_) if dialect == Dialect::MySql => {
            Func::cast_as(operand(column, table, dialect), "CHAR").into()
        }
        SortKeyForm::Printed(_) => Func::cast_as(operand(column, table, dialect), "text").into(),
        SortKeyForm::Canonical => select(column, table, dialect),
    }
}

/// A canonical value, or NULL, as a parameter of the right type for the column, to compare with
/// [`operand`] or to assign.
pub(crate) fn bind(column: &Column, value: &Value, dialect: Dialect) -> Expr {
    if is_null(value) {
        // A NULL parameter has a type, which PostgreSQL would hold against the column's.
        return Expr::Keyword(Keyword::Null);
    }
    let parameter = encode(column, value, dialect);
    match parameter.cast {
        Some(name) => Func::cast_as(Expr::val(parameter.value), name).into(),
        None => Expr::val(parameter.value),
    }
}

/// The same as the value alone; `None` where it is NULL or needs more than a place in the text.
pub(crate) fn parameter(column: &Column, value: &Value, dialect: Dialect) -> Option<Value> {
    let parameter = (!is_null(value)).then(|| encode(column, value, dialect))?;
    parameter.cast.is_none().then_some(parameter.value)
}

/// What [`Read::sort_key`](super::Read::sort_key) read, as a parameter to compare with [`operand`].
pub(crate) fn bind_sort_key(column: &Column, value: &Value, dialect: Dialect) -> Expr {
    match (SortKeyForm::of(column, dialect), value) {
        (SortKeyForm::Stored, Value::Json(Some(broken))) => broken_text(broken),
        (SortKeyForm::Stored, value) if !is_null(value) => Expr::val(value.clone()),
        (SortKeyForm::Printed(None), Value::String(Some(_))) => Expr::val(value.clone()),
        (SortKeyForm::Printed(Some(name)), Value::String(Some(_))) => {
            Func::cast_as(Expr::val(value.clone()), name).into()
        }
        _ => bind(column, value, dialect),
    }
}

/// A text of SQLite that is not UTF-8, as [`Read::Stored`](super::Read::Stored) gives it: the driver binds
/// no such text, but SQLite takes bytes for one.
fn broken_text(encoded: &serde_json::Value) -> Expr {
    let bytes = encoded.as_str().and_then(|text| BASE64_STANDARD.decode(text).ok()).unwrap_or_default();
    Func::cast_as(Expr::val(bytes), "text").into()
}

fn plain(column: &Column, table: &str) -> Expr {
    match &column.expr {
        Some(expr) => Expr::clone(expr),
        None => Expr::col((Alias::new(table), Alias::new(column.meta.column))),
    }
}
