//! How a live column holds the values of a field, decided once at `build()`.
//!
//! Generous where a value can be read and written back without loss, and refused in words where it
//! cannot: a decimal over a column of whole numbers would be rounded by the database without a sign.

use super::ColumnFacts;
use crate::{ChoiceStorage, Dialect, FieldMeta, Kind, Storage, StorageHint};

/// What a column is, as far as storage goes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Class {
    Bool,
    Int,
    Float,
    Decimal,
    Text,
    Bytes,
    Uuid,
    Date,
    Time,
    DateTime,
    /// A date and time with a zone, or kept as an instant.
    Zoned,
    Json,
    Enum,
    Array(String),
    /// SQLite: no type at all, or one that says nothing. Holds whatever it is given.
    Any,
    Other,
}

/// How a live column holds the values of a field.
///
/// # Errors
/// When it cannot, in words with the way out.
pub(crate) fn storage_of(dialect: Dialect, facts: &ColumnFacts, field: &FieldMeta) -> Result<Storage, String> {
    let class = class_of(dialect, facts);
    let storage = match dialect {
        Dialect::Sqlite => sqlite(&class, field),
        Dialect::Postgres => postgres(&class, facts, field),
        Dialect::MySql => mysql(&class, field),
    };
    storage.ok_or_else(|| misfit(dialect, &class, facts, field.ty.kind))
}

fn sqlite(class: &Class, field: &FieldMeta) -> Option<Storage> {
    use Class::{Any, Bool, Bytes, Date, DateTime, Decimal, Float, Int, Json, Text, Time, Uuid};
    Some(match (field.ty.kind, class) {
        (Kind::Bool, Bool | Int | Decimal | Float | Any) => Storage::Native,
        (Kind::Int(_) | Kind::Float(_), Bool | Int | Decimal | Float | Any) => Storage::Native,
        (Kind::Decimal, Int | Decimal | Float) => Storage::Native,
        (Kind::Int(_) | Kind::Float(_) | Kind::Decimal, Text) | (Kind::Decimal, Any) => Storage::Text,
        (Kind::Choice(choice), Int | Decimal | Any) if choice.storage == ChoiceStorage::Integer => Storage::Native,
        (Kind::Choice(choice), _) if choice.storage == ChoiceStorage::Integer => return None,
        // Every column takes text.
        (Kind::Text | Kind::Char | Kind::Choice(_), _) => Storage::Native,
        (Kind::Bytes, Bytes | Text | Any) => Storage::Native,
        (Kind::Uuid, _) if field.storage == Some(StorageHint::Blob) => Storage::Blob,
        (Kind::Uuid, Bytes) if field.storage.is_none() => Storage::Blob,
        (Kind::Uuid, Text | Uuid | Any | Bytes) => Storage::Text,
        (Kind::Date | Kind::Time | Kind::DateTime | Kind::Timestamp, Date | Time | DateTime | Text | Any) => {
            Storage::Native
        }
        (Kind::Json | Kind::List(_), Json | Text | Any | Bytes) => Storage::Text,
        _ => return None,
    })
}

fn postgres(class: &Class, facts: &ColumnFacts, field: &FieldMeta) -> Option<Storage> {
    let cast = || Storage::Cast(facts.type_name.as_str().into());
    Some(match (field.ty.kind, class) {
        (Kind::Bool, Class::Int) => cast(),
        (Kind::Text, Class::Bytes | Class::Array(_)) => return None,
        (Kind::Text, Class::Text) => Storage::Native,
        // Whatever it is, PostgreSQL can print it and read it back.
        (Kind::Text, _) => cast(),
        (Kind::Char, Class::Enum) => cast(),
        (Kind::Choice(choice), Class::Enum) if choice.is_text() => cast(),
        (Kind::Uuid, Class::Uuid) => Storage::Native,
        (Kind::List(_), Class::Array(item)) => Storage::Array(item.as_str().into()),
        // A number in a text column: a cast would fail for the whole page over one row without a number.
        (Kind::Int(_) | Kind::Float(_), Class::Text) => return None,
        (Kind::DateTime, Class::Zoned) => Storage::Zoned,
        (Kind::Timestamp, Class::DateTime) => Storage::Naive,
        _ => return server(class, field),
    })
}

fn mysql(class: &Class, field: &FieldMeta) -> Option<Storage> {
    Some(match (field.ty.kind, class) {
        (Kind::Bool, Class::Int) => Storage::Native,
        (Kind::Text | Kind::Char, Class::Enum) => Storage::Cast("enum".into()),
        (Kind::Choice(choice), Class::Enum) if choice.is_text() => Storage::Cast("enum".into()),
        (Kind::Text, _) => Storage::Native,
        (Kind::Int(_) | Kind::Float(_), Class::Text) => Storage::Text,
        (Kind::Uuid, Class::Uuid) => Storage::Text,
        // Sessions are in UTC, so that both are the same instant.
        (Kind::DateTime, Class::Zoned) | (Kind::Timestamp, Class::DateTime) => Storage::Native,
        _ => return server(class, field),
    })
}

/// What PostgreSQL and MySQL have in common.
fn server(class: &Class, field: &FieldMeta) -> Option<Storage> {
    Some(match (field.ty.kind, class) {
        (Kind::Bool, Class::Bool)
        | (Kind::Int(_), Class::Int | Class::Decimal | Class::Float)
        | (Kind::Float(_) | Kind::Decimal, Class::Float | Class::Decimal)
        | (Kind::Char, Class::Text)
        | (Kind::Bytes, Class::Bytes)
        | (Kind::Date, Class::Date)
        | (Kind::Time, Class::Time)
        | (Kind::DateTime, Class::DateTime)
        | (Kind::Timestamp, Class::Zoned)
        | (Kind::Json, Class::Json) => Storage::Native,
        (Kind::Choice(choice), Class::Int | Class::Decimal) if !choice.is_text() => Storage::Native,
        (Kind::Choice(choice), Class::Text) if choice.is_text() => Storage::Native,
        (Kind::Decimal | Kind::Uuid | Kind::Json | Kind::List(_), Class::Text) => Storage::Text,
        (Kind::Uuid, Class::Bytes) => Storage::Blob,
        (Kind::List(_), Class::Json) => Storage::Json,
        _ => return None,
    })
}

fn class_of(dialect: Dialect, facts: &ColumnFacts) -> Class {
    let name = without_parentheses(&facts.type_name.to_lowercase());
    match dialect {
        Dialect::Sqlite => sqlite_class(&name),
        _ if facts.enum_labels.is_some() => Class::Enum,
        Dialect::Postgres => postgres_class(&name, &facts.type_name),
        Dialect::MySql => mysql_class(&name),
    }
}

/// By name where a name means something to people, else by SQLite's own rules of affinity.
fn sqlite_class(name: &str) -> Class {
    let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    match name {
        "" | "any" => Class::Any,
        "bool" | "boolean" => Class::Bool,
        "uuid" | "guid" => Class::Uuid,
        "date" => Class::Date,
        "time" => Class::Time,
        "json" | "jsonb" => Class::Json,
        _ if has(&["datetime", "timestamp"]) => Class::DateTime,
        _ if has(&["int", "serial"]) => Class::Int,
        _ if has(&["char", "clob", "text", "string"]) => Class::Text,
        _ if has(&["blob", "binary", "bytea"]) => Class::Bytes,
        _ if has(&["real", "floa", "doub"]) => Class::Float,
        _ if has(&["numeric", "decimal", "number", "money"]) => Class::Decimal,
        _ => Class::Any,
    }
}

fn postgres_class(name: &str, written: &str) -> Class {
    if let Some(item) = written.strip_suffix("[]") {
        return Class::Array(item.to_owned());
    }
    match name {
        "boolean" => Class::Bool,
        "smallint" | "integer" | "bigint" => Class::Int,
        "real" | "double precision" => Class::Float,
        "numeric" => Class::Decimal,
        "text" | "character varying" | "character" | "name" | "\"char\"" => Class::Text,
        "bytea" => Class::Bytes,
        "uuid" => Class::Uuid,
        "date" => Class::Date,
        "time without time zone" => Class::Time,
        "timestamp without time zone" => Class::DateTime,
        "timestamp with time zone" => Class::Zoned,
        "json" | "jsonb" => Class::Json,
        _ => Class::Other,
    }
}

fn mysql_class(name: &str) -> Class {
    let first = name.split(' ').next().unwrap_or_default();
    match first {
        _ if first.ends_with("int") || matches!(first, "year" | "bit" | "integer") => Class::Int,
        "float" | "double" | "real" => Class::Float,
        "decimal" | "numeric" => Class::Decimal,
        "char" | "varchar" | "set" => Class::Text,
        _ if first.ends_with("text") => Class::Text,
        "binary" | "varbinary" => Class::Bytes,
        _ if first.ends_with("blob") => Class::Bytes,
        "uuid" => Class::Uuid,
        "date" => Class::Date,
        "time" => Class::Time,
        "datetime" => Class::DateTime,
        "timestamp" => Class::Zoned,
        "json" => Class::Json,
        _ => Class::Other,
    }
}

/// `timestamp(3) without time zone` and `numeric(10,2)` without their numbers.
fn without_parentheses(name: &str) -> String {
    let Some((before, rest)) = name.split_once('(') else { return name.trim().to_owned() };
    let after = rest.split_once(')').map_or("", |(_, after)| after);
    format!("{}{after}", before.trim_end()).trim().to_owned()
}

fn misfit(dialect: Dialect, class: &Class, facts: &ColumnFacts, kind: Kind) -> String {
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
