//! A JSON object of scalars as rows of a key and a value, and back.
//!
//! A form has texts only. A value keeps the sort it has (a number stays a number while it reads as one); a
//! new one is a text, or what the Rust type behind the column takes.

use sea_query::Value;
use serde_json::{Map, Value as Json};

use crate::{FieldMeta, tr};

/// Why rows make no object.
pub(super) enum Wrong {
    /// The row of this place has the key of another one.
    Twice(usize),
    /// The Rust type of the field says no.
    Unfit(String),
}

/// The entries of an object as rows.
///
/// # Errors
/// When it holds more than scalars.
pub(super) fn entries(object: &Map<String, Json>) -> Result<Vec<Json>, String> {
    let entry = |(key, value): (&String, &Json)| match text(value) {
        Some(value) => Ok(serde_json::json!({ "key": key, "value": value })),
        None => Err(tr!("form-more-than-one-value", key = key)),
    };
    object.iter().map(entry).collect()
}

/// The object of rows.
pub(super) fn object(field: &FieldMeta, held: Option<&Json>, rows: &[Json]) -> Result<Value, Wrong> {
    let held = held.and_then(Json::as_object);
    let part = |row: &Json, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let mut keys = std::collections::BTreeSet::new();
    if let Some(twice) = rows.iter().position(|row| !keys.insert(part(row, "key"))) {
        return Err(Wrong::Twice(twice));
    }
    let make = |value: fn(&str, Option<&Json>) -> Json| {
        let entry = |row: &Json| {
            let (key, typed) = (part(row, "key"), part(row, "value"));
            let value = value(&typed, held.and_then(|held| held.get(&key)));
            (key, value)
        };
        Value::Json(Some(Box::new(Json::Object(rows.iter().map(entry).collect()))))
    };
    let Some(check) = field.ty.check else { return Ok(make(kept)) };
    // `HashMap<String, i64>` has no room for the text "5".
    let ways = [make(kept), make(literal)];
    match ways.iter().find(|value| check(value).is_ok()) {
        Some(value) => Ok(value.clone()),
        None => Err(Wrong::Unfit(check(&ways[1]).err().unwrap_or_default())),
    }
}

/// A value of the sort that is stored, else a text.
fn kept(typed: &str, stored: Option<&Json>) -> Json {
    match stored {
        Some(stored) if text(stored).as_deref() == Some(typed) => stored.clone(),
        Some(Json::Number(_)) if literal(typed, None).is_number() => literal(typed, None),
        Some(Json::Bool(_)) if literal(typed, None).is_boolean() => literal(typed, None),
        _ => typed.into(),
    }
}

/// A number or a truth value where it reads as one.
fn literal(typed: &str, _: Option<&Json>) -> Json {
    match serde_json::from_str::<Json>(typed) {
        Ok(value @ (Json::Number(_) | Json::Bool(_))) => value,
        _ => typed.into(),
    }
}

fn text(value: &Json) -> Option<String> {
    match value {
        Json::Null => Some(String::new()),
        Json::String(text) => Some(text.clone()),
        Json::Number(_) | Json::Bool(_) => Some(value.to_string()),
        Json::Array(_) | Json::Object(_) => None,
    }
}
