//! From canonical values to what a column of each database takes as a parameter.

use rust_decimal::prelude::ToPrimitive;
use sea_query::Value;
use serde_json::Value as Json;

use crate::{Column, Dialect, Kind, Storage, value::print};

/// A parameter, and the PostgreSQL type to cast it to where the driver has no type of its own for it.
#[derive(Debug, PartialEq)]
pub(super) struct Parameter {
    pub(super) value: Value,
    pub(super) cast: Option<String>,
}

impl From<Value> for Parameter {
    fn from(value: Value) -> Self {
        Self { value, cast: None }
    }
}

/// A canonical value that is not NULL, as the parameter that this column takes.
pub(super) fn encode(column: &Column, value: &Value, dialect: Dialect) -> Parameter {
    match (&column.storage, value) {
        (Storage::Cast(name), value) if dialect == Dialect::Postgres => {
            Parameter { value: Value::String(Some(plain(column.kind(), value))), cast: Some(name.to_string()) }
        }
        (Storage::Array(item), Value::Json(Some(json))) if dialect == Dialect::Postgres => {
            Parameter { value: Value::String(Some(array_literal(json))), cast: Some(format!("{item}[]")) }
        }
        (Storage::Text, Value::Uuid(Some(uuid))) if column.max_len == Some(32) => {
            Value::String(Some(uuid.simple().to_string())).into()
        }
        (Storage::Text, Value::Json(Some(json))) => Value::String(Some(json.to_string())).into(),
        (Storage::Text, value) if !matches!(value, Value::Bytes(_)) => {
            Value::String(Some(plain(column.kind(), value))).into()
        }
        // With a cast, since the driver keeps a prepared statement by its text alone: the same text with
        // a parameter of another type would send bytes that mean something else.
        (_, Value::BigUnsigned(Some(number))) if dialect == Dialect::Postgres && i64::try_from(*number).is_err() => {
            Parameter { value: Value::String(Some(number.to_string())), cast: Some("numeric".to_owned()) }
        }
        (Storage::Blob, Value::Uuid(Some(uuid))) => Value::Bytes(Some(uuid.as_bytes().to_vec())).into(),
        (Storage::Naive, Value::ChronoDateTimeUtc(Some(at))) => Value::ChronoDateTime(Some(at.naive_utc())).into(),
        (Storage::Zoned, Value::ChronoDateTime(Some(at))) => Value::ChronoDateTimeUtc(Some(at.and_utc())).into(),
        (_, value) => native(value, dialect).into(),
    }
}

/// A value whose column has the database's own type for it.
fn native(value: &Value, dialect: Dialect) -> Value {
    match (value, dialect) {
        // As a number of SQLite's, so that it is stored and compared as one whatever the column's
        // affinity is; as text when a float would not give the same digits back.
        (Value::Decimal(Some(number)), Dialect::Sqlite) => {
            if let Some(whole) = number.to_i64().filter(|_| number.is_integer()) {
                return Value::BigInt(Some(whole));
            }
            let text = number.normalize().to_string();
            match text.parse::<f64>() {
                Ok(float) if float.to_string() == text => Value::Double(Some(float)),
                _ => Value::String(Some(text)),
            }
        }
        // The driver would store sixteen bytes, which only `Storage::Blob` means.
        (Value::Uuid(Some(uuid)), Dialect::Sqlite | Dialect::MySql) => Value::String(Some(uuid.to_string())),
        // As a TIMESTAMP it would be 0000-00-00 outside the years 1970 to 2038. Sessions are in UTC.
        (Value::ChronoDateTimeUtc(Some(at)), Dialect::MySql) => Value::ChronoDateTime(Some(at.naive_utc())),
        (value, _) => value.clone(),
    }
}

/// A value as the text that a cast or a text column understands.
fn plain(kind: Kind, value: &Value) -> String {
    match (kind, value) {
        // Not as forms print it: a choice as it is stored, bytes never, an instant with its zone.
        (_, Value::String(Some(text))) => text.clone(),
        (Kind::Choice(_), Value::BigInt(Some(number))) => number.to_string(),
        // A flag in a column of numbers.
        (Kind::Bool, Value::Bool(Some(flag))) => u8::from(*flag).to_string(),
        (_, Value::Json(Some(json))) => json.to_string(),
        (_, Value::ChronoDateTimeUtc(Some(at))) => at.to_rfc3339(),
        (kind, value) => print(kind, value),
    }
}

/// A JSON array as the text of a PostgreSQL array: `{"a","b"}`.
fn array_literal(json: &Json) -> String {
    let items = json.as_array().map(Vec::as_slice).unwrap_or_default().iter().map(|item| match item {
        Json::Null => "NULL".to_owned(),
        Json::String(text) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        other => other.to_string(),
    });
    format!("{{{}}}", items.collect::<Vec<_>>().join(","))
}
