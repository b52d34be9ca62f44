//! How to read one column of a result.

use std::sync::Arc;

use super::sort_key_form::SortKeyForm;
use crate::{Column, Dialect, IntWidth, Kind};

/// What a column of a result holds.
#[derive(Clone, Copy, Debug)]
pub enum Read {
    /// The canonical value of a kind.
    As(Kind),
    /// The value as it is stored, for sorting by it.
    Stored,
}

impl Read {
    /// A column of a resource, selected with [`column_sql::select`](super::column_sql::select).
    pub(crate) fn of(column: &Column) -> Self {
        Self::As(column.kind())
    }

    /// A whole number of any origin: a count, a literal.
    pub fn integer() -> Self {
        Self::As(Kind::Int(IntWidth::I64))
    }

    /// What a row is sorted by, selected with [`column_sql::sort_key`](super::column_sql::sort_key).
    ///
    /// SQLite keeps dates as texts of several forms and may hold a text in a column of numbers, so the
    /// canonical value of a cell need not sort where its row does. The value as stored does: it comes
    /// back as a number, `String` or `Bytes`, and a text that is not UTF-8 as `Json` of its Base64. See
    /// [`SortKeyForm`] for the other databases.
    pub(crate) fn sort_key(column: &Column, dialect: Dialect) -> Self {
        match SortKeyForm::of(column, dialect) {
            SortKeyForm::Stored => Self::Stored,
            SortKeyForm::Printed(_) => Self::As(Kind::Text),
            SortKeyForm::Canonical => Self::of(column),
        }
    }
}

/// A cell as the driver gives it, by the type that the database says it has.
#[derive(Clone, Debug)]
#[cfg_attr(
    not(all(feature = "postgres", feature = "mysql")),
    expect(dead_code, reason = "not every database has every type")
)]
pub(super) enum Raw {
    Null,
    Bool(bool),
    Int(i64),
    Unsigned(u64),
    Float(f32),
    Double(f64),
    Decimal(rust_decimal::Decimal),
    Text(String),
    Bytes(Vec<u8>),
    /// A text that is not UTF-8.
    BrokenText(Vec<u8>),
    Uuid(uuid::Uuid),
    Date(chrono::NaiveDate),
    Time(chrono::NaiveTime),
    DateTime(chrono::NaiveDateTime),
    Json(serde_json::Value),
    /// Something with no counterpart here, in words.
    Unreadable(Arc<str>),
}
