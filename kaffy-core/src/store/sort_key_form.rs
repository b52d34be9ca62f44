//! How the value that a row is sorted by travels to the next page and back.
//!
//! A canonical value will not do everywhere: a page may end at `infinity`, at `0000-00-00`, at a label
//! that no enum here has, or at a `FLOAT` that is 0.1 only in its own precision. Such a row has a place
//! all the same, so each database gives its own form of the value, which it takes back without loss.

use crate::{Column, Dialect, Storage};

/// The form of one column's sort keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SortKeyForm {
    /// A number, text or bytes as the driver reads it.
    Stored,
    /// As the database prints it, cast back to this type where it would not be compared as one.
    Printed(Option<String>),
    /// The canonical value: nobody looked at the database, or its type is the kind's own.
    Canonical,
}

impl SortKeyForm {
    pub(crate) fn of(column: &Column, dialect: Dialect) -> Self {
        match (dialect, column.type_name.as_deref()) {
            (Dialect::Sqlite, _) => Self::Stored,
            (_, None) => Self::Canonical,
            (Dialect::Postgres, Some(name)) => Self::Printed(Some(name.to_owned())),
            (Dialect::MySql, Some(name)) => mysql(column, &name.to_lowercase()),
        }
    }
}

fn mysql(column: &Column, name: &str) -> SortKeyForm {
    let bare = name.split(['(', ' ']).next().unwrap_or_default();
    match bare {
        _ if column.storage == Storage::Text && column.kind().is_number() => {
            SortKeyForm::Printed(Some(super::column_sql::TEXT_NUMBER.to_owned()))
        }
        // A text would be compared as a float.
        "decimal" | "numeric" => {
            SortKeyForm::Printed(Some(name.split(')').next().map_or(String::new(), |it| format!("{it})"))))
        }
        "date" | "time" | "datetime" | "timestamp" | "enum" => SortKeyForm::Printed(None),
        "bit" | "year" | "float" | "double" | "real" => SortKeyForm::Stored,
        _ if bare.ends_with("int") => SortKeyForm::Stored,
        // Whatever text is there, known or not.
        _ if bare.ends_with("char") || bare.ends_with("text") => SortKeyForm::Printed(None),
        _ => SortKeyForm::Canonical,
    }
}
