//! Canonical values as elements of a JSON list.

use sea_query::Value;
use serde_json::Value as Json;

use super::{NULL, is_null, parse, print};
use crate::{ChoiceValue, Kind, tr};

/// A value as JSON: numbers, text and booleans as themselves, everything else as its text.
pub fn to_json(value: &Value) -> Json {
    match value {
        value if is_null(value) => Json::Null,
        Value::Bool(Some(flag)) => (*flag).into(),
        Value::BigInt(Some(number)) => (*number).into(),
        Value::BigUnsigned(Some(number)) => (*number).into(),
        Value::Double(Some(number)) => (*number).into(),
        // Through its shortest text, or 0.1 would become 0.10000000149011612.
        Value::Float(Some(number)) => number.to_string().parse::<f64>().map_or(Json::Null, Into::into),
        Value::String(Some(text)) => text.clone().into(),
        Value::Json(Some(json)) => (**json).clone(),
        // Not a choice, which is text or a number: the kind no longer matters.
        other => print(Kind::Text, other).into(),
    }
}

/// Back from [`to_json`].
///
/// # Errors
/// When the JSON is not a value of this kind, in words.
pub fn from_json(kind: Kind, json: &Json) -> Result<Value, String> {
    let wrong = || tr!("value-does-not-fit", value = json.to_string());
    match (kind, json) {
        (_, Json::Null) => Ok(NULL),
        (Kind::Json, json) => Ok(Value::Json(Some(Box::new(json.clone())))),
        (Kind::Bool, Json::Bool(flag)) => Ok(Value::Bool(Some(*flag))),
        // A choice is stored as its value, not as the key that forms use.
        (Kind::Choice(choice), json) => choice
            .variants
            .iter()
            .find(|variant| match (variant.value, json) {
                (ChoiceValue::Text(text), Json::String(held)) => text == held,
                (ChoiceValue::Integer(number), Json::Number(held)) => Some(number) == held.as_i64(),
                _ => false,
            })
            .map(|variant| match variant.value {
                ChoiceValue::Text(text) => Value::String(Some(text.to_owned())),
                ChoiceValue::Integer(number) => Value::BigInt(Some(number)),
            })
            .ok_or_else(|| {
                let all: Vec<_> = choice
                    .variants
                    .iter()
                    .map(|variant| match variant.value {
                        ChoiceValue::Text(text) => format!("{text:?}"),
                        ChoiceValue::Integer(number) => number.to_string(),
                    })
                    .collect();
                tr!("value-not-one-of", value = json.to_string(), choices = all.join(", "))
            }),
        (Kind::Int(_) | Kind::Float(_), Json::Number(number)) => Ok(parse(kind, &number.to_string())?),
        (Kind::Decimal, Json::Number(number)) => Ok(parse(kind, &number.to_string())?),
        (
            Kind::Text
            | Kind::Char
            | Kind::Bytes
            | Kind::Uuid
            | Kind::Date
            | Kind::Time
            | Kind::DateTime
            | Kind::Timestamp
            | Kind::Decimal,
            Json::String(text),
        ) => Ok(parse(kind, text)?),
        _ => Err(wrong()),
    }
}
