//! What to say when a column cannot hold a field.

use super::Class;
use crate::{ColumnFacts, Dialect, Kind};

/// The fact, then the ways out: another field, another column, no field.
pub(super) fn misfit(dialect: Dialect, class: &Class, facts: &ColumnFacts, kind: Kind) -> String {
    let field = match class {
        Class::Bool => "a `bool`",
        Class::Int => "an integer such as `i64`",
        Class::Float => "an `f64`",
        Class::Decimal => "a `Decimal`",
        Class::Text | Class::Any | Class::Other => "a `String`",
        Class::Bytes => "a `Vec<u8>`",
        Class::Uuid => "a `Uuid`",
        Class::Date => "a `NaiveDate`",
        Class::Time => "a `NaiveTime`",
        Class::DateTime => "a `NaiveDateTime` or `DateTime<Utc>`",
        Class::Zoned => "a `DateTime<Utc>`",
        Class::Json => "a `serde_json::Value` or `Json<T>`",
        Class::Enum => "a `String`, or an enum with `#[derive(AdminChoice)]`,",
        Class::Array(_) => "a `Vec`",
    };
    format!(
        "the column `{}` is `{}`, which {} cannot be read from and written to: make the field {field} or the column \
         `{}`, or mark the field `skip`",
        facts.name,
        facts.type_name,
        kind_words(kind),
        column_type(dialect, kind),
    )
}

fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Bool => "a bool",
        Kind::Int(_) => "an integer",
        Kind::Float(_) => "a float",
        Kind::Decimal => "a Decimal",
        Kind::Text => "a String",
        Kind::Char => "a char",
        Kind::Bytes => "a Vec<u8>",
        Kind::Uuid => "a Uuid",
        Kind::Date => "a date",
        Kind::Time => "a time",
        Kind::DateTime => "a date and time",
        Kind::Timestamp => "an instant",
        Kind::Json => "JSON",
        Kind::Choice(choice) if choice.is_text() => "an enum stored as text",
        Kind::Choice(_) => "an enum stored as an integer",
        Kind::List(_) => "a list",
    }
}

/// The type one would give the column of a new table.
fn column_type(dialect: Dialect, kind: Kind) -> &'static str {
    let (sqlite, postgres, mysql) = match kind {
        Kind::Bool => ("BOOLEAN", "boolean", "tinyint(1)"),
        Kind::Int(_) => ("INTEGER", "bigint", "bigint"),
        Kind::Float(_) => ("REAL", "double precision", "double"),
        Kind::Decimal => ("TEXT", "numeric", "decimal(12,2)"),
        Kind::Text => ("TEXT", "text", "text"),
        Kind::Char => ("TEXT", "character(1)", "char(1)"),
        Kind::Bytes => ("BLOB", "bytea", "blob"),
        Kind::Uuid => ("TEXT", "uuid", "char(36)"),
        Kind::Date => ("DATE", "date", "date"),
        Kind::Time => ("TIME", "time", "time(6)"),
        Kind::DateTime => ("DATETIME", "timestamp", "datetime(6)"),
        Kind::Timestamp => ("DATETIME", "timestamptz", "datetime(6)"),
        Kind::Json => ("TEXT", "jsonb", "json"),
        Kind::Choice(choice) if choice.is_text() => ("TEXT", "text", "varchar(64)"),
        Kind::Choice(_) => ("INTEGER", "integer", "int"),
        Kind::List(_) => ("TEXT", "text[]", "json"),
    };
    match dialect {
        Dialect::Sqlite => sqlite,
        Dialect::Postgres => postgres,
        Dialect::MySql => mysql,
    }
}
