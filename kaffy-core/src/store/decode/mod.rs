//! From what the driver read to the canonical value of a field's kind.
//!
//! The column's own type decides what arrives here, the field's kind what must come out. A cell that
//! does not fit is unreadable by itself and never harms its row (F18).

mod number;

use base64::{Engine, prelude::BASE64_STANDARD};
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(super) use number::exact;
use number::{boolean, decimal, float, integer};
use sea_query::Value;
use serde_json::Value as Json;
use uuid::Uuid;

use super::{
    read::{Raw, Read},
    temporal,
};
use crate::{
    Cell, ChoiceMeta, ChoiceValue, IntWidth, Kind, TypeMeta, Unreadable, tr,
    value::{NULL, to_json},
};

/// The canonical value of a cell.
pub(super) fn decode(read: &Read, raw: Raw) -> Cell {
    let read = match (raw, read) {
        (Raw::Null, _) => return Ok(NULL),
        (Raw::Unreadable(reason), _) => return Err(Unreadable(reason)),
        (raw, Read::Stored) => return Ok(stored(raw)),
        (raw, Read::As(kind)) => value(*kind, raw),
    };
    read.map_err(Unreadable::new)
}

/// The value as it is kept: SQLite's four classes, and the numbers of MySQL.
fn stored(raw: Raw) -> Value {
    match raw {
        Raw::Int(number) => Value::BigInt(Some(number)),
        Raw::Double(number) => Value::Double(Some(number)),
        Raw::Text(text) => Value::String(Some(text)),
        Raw::Bytes(bytes) => Value::Bytes(Some(bytes)),
        Raw::BrokenText(bytes) => Value::Json(Some(Box::new(BASE64_STANDARD.encode(bytes).into()))),
        Raw::Unsigned(number) => Value::BigUnsigned(Some(number)),
        Raw::Float(number) => Value::Float(Some(number)),
        _ => NULL,
    }
}

fn value(kind: Kind, raw: Raw) -> Result<Value, String> {
    // Most cells there are, without a copy.
    let raw = match (kind, raw) {
        (Kind::Text, Raw::Text(text)) => return Ok(Value::String(Some(text))),
        (_, raw) => raw,
    };
    let misfit = |raw: &Raw| tr!("cell-expected", found = found(raw), expected = kind_words(kind));
    // A driver gives text as bytes where a column has a binary collation, or none.
    let raw = match (kind, raw) {
        (Kind::Bytes | Kind::Uuid, Raw::BrokenText(bytes)) => Raw::Bytes(bytes),
        (_, Raw::BrokenText(bytes)) => return Err(misfit(&Raw::Bytes(bytes))),
        (Kind::Bytes | Kind::Uuid, raw) => raw,
        (_, Raw::Bytes(bytes)) => match String::from_utf8(bytes) {
            Ok(text) => Raw::Text(text),
            Err(error) => return Err(misfit(&Raw::Bytes(error.into_bytes()))),
        },
        (_, raw) => raw,
    };
    let fits = match kind {
        Kind::Bool => boolean(&raw).map(|flag| Value::Bool(Some(flag))),
        Kind::Int(width) => return integer(width, &raw).unwrap_or_else(|| Err(misfit(&raw))),
        Kind::Float(width) => float(width, &raw),
        Kind::Decimal => decimal(&raw).map(|number| Value::Decimal(Some(number))),
        Kind::Text => text(&raw).map(|text| Value::String(Some(text))),
        Kind::Char => text(&raw).filter(|it| it.chars().count() == 1).map(|text| Value::String(Some(text))),
        Kind::Bytes => match raw {
            Raw::Bytes(bytes) => return Ok(Value::Bytes(Some(bytes))),
            Raw::Text(text) => return Ok(Value::Bytes(Some(text.into_bytes()))),
            _ => None,
        },
        Kind::Uuid => uuid(&raw).map(|uuid| Value::Uuid(Some(uuid))),
        Kind::Date => date(&raw).map(|date| Value::ChronoDate(Some(date))),
        Kind::Time => match &raw {
            Raw::Time(time) => Some(*time),
            Raw::Text(text) => temporal::time(text),
            _ => None,
        }
        .map(|time| Value::ChronoTime(Some(time))),
        Kind::DateTime => date_time(&raw).map(|at| Value::ChronoDateTime(Some(at))),
        Kind::Timestamp => date_time(&raw).map(|at| Value::ChronoDateTimeUtc(Some(at.and_utc()))),
        Kind::Json => return json(raw).map(|json| Value::Json(Some(Box::new(json)))),
        Kind::Choice(meta) => return choice(meta, &raw),
        Kind::List(item) => return list(item, json(raw)?),
    };
    fits.ok_or_else(|| misfit(&raw))
}

fn text(raw: &Raw) -> Option<String> {
    Some(match raw {
        Raw::Text(text) => text.clone(),
        Raw::Bool(flag) => flag.to_string(),
        Raw::Int(number) => number.to_string(),
        Raw::Unsigned(number) => number.to_string(),
        Raw::Float(number) => number.to_string(),
        Raw::Double(number) => number.to_string(),
        Raw::Decimal(number) => number.to_string(),
        Raw::Uuid(uuid) => uuid.to_string(),
        Raw::Date(date) => date.to_string(),
        Raw::Time(time) => time.to_string(),
        Raw::DateTime(at) => at.to_string(),
        Raw::Json(json) => json.to_string(),
        Raw::Null | Raw::Bytes(_) | Raw::BrokenText(_) | Raw::Unreadable(_) => return None,
    })
}

fn uuid(raw: &Raw) -> Option<Uuid> {
    match raw {
        Raw::Uuid(uuid) => Some(*uuid),
        Raw::Text(text) => Uuid::try_parse(text.trim()).ok(),
        Raw::Bytes(bytes) => Uuid::from_slice(bytes).or_else(|_| Uuid::try_parse_ascii(bytes)).ok(),
        _ => None,
    }
}

fn date(raw: &Raw) -> Option<chrono::NaiveDate> {
    match raw {
        Raw::Date(date) => Some(*date),
        // A time of day would be lost, unless there is none.
        raw => date_time(raw).filter(|at| at.time() == chrono::NaiveTime::MIN).map(|at| at.date()),
    }
}

fn date_time(raw: &Raw) -> Option<chrono::NaiveDateTime> {
    match raw {
        Raw::DateTime(at) => Some(*at),
        Raw::Date(date) => Some(date.and_time(chrono::NaiveTime::MIN)),
        Raw::Text(text) => temporal::date_time(text),
        Raw::Int(seconds) => temporal::from_seconds(*seconds),
        _ => None,
    }
}

fn json(raw: Raw) -> Result<Json, String> {
    match raw {
        Raw::Json(json) => Ok(json),
        Raw::Text(text) => {
            serde_json::from_str(&text).map_err(|error| tr!("cell-not-json", reason = error.to_string()))
        }
        Raw::Bool(flag) => Ok(flag.into()),
        Raw::Int(number) => Ok(number.into()),
        Raw::Double(number) => Ok(number.into()),
        other => Err(tr!("cell-expected", found = found(&other), expected = tr!("kind-json"))),
    }
}

fn choice(meta: &ChoiceMeta, raw: &Raw) -> Result<Value, String> {
    let unknown = |value: &str| tr!("cell-not-of-choice", value = value, choice = meta.name);
    if meta.is_text() {
        let held = text(raw).ok_or_else(|| unknown(&found(raw)))?;
        let known = meta.variants.iter().any(|it| matches!(it.value, ChoiceValue::Text(text) if text == held));
        if known { Ok(Value::String(Some(held))) } else { Err(unknown(&format!("{held:?}"))) }
    } else {
        let value = integer(IntWidth::I64, raw).ok_or_else(|| unknown(&found(raw)))??;
        let known = meta.variants.iter().any(
            |it| matches!((it.value, &value), (ChoiceValue::Integer(number), Value::BigInt(Some(held))) if number == *held),
        );
        if known { Ok(value) } else { Err(unknown(&crate::value::print(Kind::Int(IntWidth::I64), &value))) }
    }
}

/// Items as JSON in their canonical form, whatever the array or text held.
fn list(item: &TypeMeta, json: Json) -> Result<Value, String> {
    let Json::Array(items) = json else { return Err(tr!("cell-no-list")) };
    let item = |(at, element): (usize, Json)| {
        let raw = match element {
            Json::Null => return Ok(Json::Null),
            Json::Bool(flag) => Raw::Bool(flag),
            Json::String(text) => Raw::Text(text),
            Json::Number(number) => Raw::Text(number.to_string()),
            nested => Raw::Json(nested),
        };
        value(item.kind, raw)
            .map(|value| to_json(&value))
            .map_err(|reason| tr!("value-item-inside", number = at + 1, reason = reason))
    };
    let items = items.into_iter().enumerate().map(item).collect::<Result<_, String>>()?;
    Ok(Value::Json(Some(Box::new(Json::Array(items)))))
}

/// A value in a message, cut to what fits a cell.
fn found(raw: &Raw) -> String {
    match raw {
        Raw::Bytes(bytes) => tr!("file-bytes", count = bytes.len()),
        Raw::Text(text) if text.chars().count() > 40 => format!("{:?}…", text.chars().take(40).collect::<String>()),
        Raw::Text(text) => format!("{text:?}"),
        other => text(other).unwrap_or_default(),
    }
}

fn kind_words(kind: Kind) -> String {
    match kind {
        Kind::Bool => tr!("kind-bool"),
        Kind::Int(_) => tr!("kind-whole-number"),
        Kind::Float(_) => tr!("kind-number"),
        Kind::Decimal => tr!("kind-decimal"),
        Kind::Text => tr!("kind-text"),
        Kind::Char => tr!("kind-character"),
        Kind::Bytes => tr!("kind-bytes"),
        Kind::Uuid => tr!("kind-uuid"),
        Kind::Date => tr!("kind-date"),
        Kind::Time => tr!("kind-time"),
        Kind::DateTime | Kind::Timestamp => tr!("kind-date-time"),
        Kind::Json => tr!("kind-json"),
        Kind::Choice(_) => tr!("kind-choice"),
        Kind::List(_) => tr!("kind-list"),
    }
}
