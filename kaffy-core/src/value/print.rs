//! Canonical values as the text an input shows; [`parse`](super::parse) reads it back.

use base64::{Engine, prelude::BASE64_STANDARD};
use sea_query::Value;

use crate::{ChoiceValue, Kind};

/// The text of a value, empty for NULL.
///
/// Dates are ISO 8601 as HTML's inputs want them: `2026-03-29`, `14:05:00`, `2026-03-29T14:05:00`;
/// instants in UTC without a zone. Bytes are Base64, JSON is indented, a choice is its variant's key.
pub fn print(kind: Kind, value: &Value) -> String {
    // chrono's `Debug` is ISO 8601, without reading a pattern for each cell of a list.
    match (kind, value) {
        (Kind::Choice(choice), value) => choice
            .variants
            .iter()
            .find(|variant| match (variant.value, value) {
                (ChoiceValue::Text(text), Value::String(Some(held))) => text == held.as_str(),
                (ChoiceValue::Integer(number), Value::BigInt(Some(held))) => number == *held,
                _ => false,
            })
            .map(|variant| variant.key.to_owned())
            .unwrap_or_default(),
        (_, Value::Bool(Some(flag))) => flag.to_string(),
        (_, Value::BigInt(Some(number))) => number.to_string(),
        (_, Value::BigUnsigned(Some(number))) => number.to_string(),
        (_, Value::Float(Some(number))) => number.to_string(),
        (_, Value::Double(Some(number))) => number.to_string(),
        (_, Value::Decimal(Some(number))) => number.to_string(),
        (_, Value::String(Some(text))) => text.clone(),
        (_, Value::Bytes(Some(bytes))) => BASE64_STANDARD.encode(bytes),
        (_, Value::Uuid(Some(uuid))) => uuid.to_string(),
        (_, Value::ChronoDate(Some(date))) => date.to_string(),
        (_, Value::ChronoTime(Some(time))) => format!("{time:?}"),
        (_, Value::ChronoDateTime(Some(at))) => format!("{at:?}"),
        (_, Value::ChronoDateTimeUtc(Some(at))) => format!("{:?}", at.naive_utc()),
        (_, Value::Json(Some(json))) => serde_json::to_string_pretty(json).unwrap_or_default(),
        _ => String::new(),
    }
}
