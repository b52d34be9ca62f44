//! What a column is by the name of its type.

use crate::{ColumnFacts, Dialect};

/// What a column is, as far as storage goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Class {
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

/// The class of a live column.
pub(super) fn class_of(dialect: Dialect, facts: &ColumnFacts) -> Class {
    let name = without_parentheses(&facts.type_name.to_lowercase());
    match dialect {
        Dialect::Sqlite => sqlite_class(&name),
        _ if facts.enum_labels.is_some() => Class::Enum,
        Dialect::Postgres => postgres_class(&name, &facts.type_name),
        Dialect::MySql => mysql_class(&name),
    }
}

/// The class of a type of PostgreSQL by its name.
pub(super) fn postgres_class_of(type_name: &str) -> Class {
    postgres_class(&without_parentheses(&type_name.to_lowercase()), type_name)
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
