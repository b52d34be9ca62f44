//! Text from a form, an address or a cursor into a canonical value, strictly.

use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use sea_query::Value;
use uuid::Uuid;

use super::json::from_json;
use crate::{ChoiceValue, FloatWidth, IntWidth, Kind, i18n::Localizer, tr};

/// A text that is not a value of its kind. Its words are shown beside the input.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidText(pub String);

impl From<InvalidText> for String {
    fn from(error: InvalidText) -> Self {
        error.0
    }
}

/// How deep a JSON text may nest; serde_json itself would allow 127.
const JSON_DEPTH: usize = 64;

/// Reads a value; the opposite of [`print`](super::print).
///
/// Strict: ASCII digits only, no thousands separators, no exponent for integers, no `NaN`, real
/// calendar dates of the years 1 to 9999. White space around a number or date is forgiven.
///
/// # Errors
/// The message says what was expected, with an example.
pub fn parse(kind: Kind, text: &str) -> Result<Value, InvalidText> {
    let invalid = |words: String| Err(InvalidText(words));
    let trimmed = text.trim_matches(|c: char| c.is_ascii_whitespace());
    match kind {
        Kind::Bool => match trimmed {
            "true" => Ok(Value::Bool(Some(true))),
            "false" => Ok(Value::Bool(Some(false))),
            _ => invalid(tr!("value-not-bool")),
        },
        Kind::Int(width) => integer(width, trimmed),
        Kind::Float(width) => float(width, trimmed),
        Kind::Decimal => decimal(trimmed),
        Kind::Text => plain(text).map(|()| Value::String(Some(text.to_owned()))),
        Kind::Char => {
            plain(text)?;
            if text.chars().count() == 1 {
                Ok(Value::String(Some(text.to_owned())))
            } else {
                invalid(tr!("value-not-one-character"))
            }
        }
        Kind::Bytes => match BASE64_STANDARD.decode(trimmed) {
            Ok(bytes) => Ok(Value::Bytes(Some(bytes))),
            Err(_) => invalid(tr!("value-not-base64")),
        },
        Kind::Uuid => match Uuid::try_parse(trimmed) {
            Ok(uuid) => Ok(Value::Uuid(Some(uuid))),
            Err(_) => invalid(tr!("value-not-uuid")),
        },
        Kind::Date => match date(trimmed) {
            Some(date) => Ok(Value::ChronoDate(Some(date))),
            None => invalid(tr!("value-not-date")),
        },
        Kind::Time => match time(trimmed) {
            Some(time) => Ok(Value::ChronoTime(Some(time))),
            None => invalid(tr!("value-not-time")),
        },
        Kind::DateTime => match date_time(trimmed) {
            Some(at) => Ok(Value::ChronoDateTime(Some(at))),
            None => invalid(tr!("value-not-date-time")),
        },
        Kind::Timestamp => match date_time(trimmed.strip_suffix('Z').unwrap_or(trimmed)) {
            Some(at) => Ok(Value::ChronoDateTimeUtc(Some(at.and_utc()))),
            None => invalid(tr!("value-not-timestamp")),
        },
        Kind::Json => json(text).map(|json| Value::Json(Some(Box::new(json)))),
        Kind::Choice(choice) => match choice.by_key(trimmed).map(|variant| variant.value) {
            Some(ChoiceValue::Text(text)) => Ok(Value::String(Some(text.to_owned()))),
            Some(ChoiceValue::Integer(number)) => Ok(Value::BigInt(Some(number))),
            None => invalid(tr!("value-not-a-choice")),
        },
        Kind::List(item) => match json(text)? {
            serde_json::Value::Array(items) => {
                for (at, element) in items.iter().enumerate() {
                    from_json(item.kind, element)
                        .map_err(|reason| InvalidText(tr!("value-item", number = at + 1, reason = reason)))?;
                }
                Ok(Value::Json(Some(Box::new(serde_json::Value::Array(items)))))
            }
            _ => invalid(tr!("value-not-a-list")),
        },
    }
}

fn integer(width: IntWidth, text: &str) -> Result<Value, InvalidText> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(InvalidText(tr!("value-not-integer")));
    }
    let (min, max) = width.range();
    let fitting = text.parse::<i128>().ok().filter(|number| (min..=max).contains(number));
    // As they are typed: without signs between groups.
    let out_of_range = || InvalidText(tr!("value-out-of-range", min = min.to_string(), max = max.to_string()));
    let number = fitting.ok_or_else(out_of_range)?;
    if width == IntWidth::U64 {
        u64::try_from(number).map(|number| Value::BigUnsigned(Some(number))).map_err(|_| out_of_range())
    } else {
        i64::try_from(number).map(|number| Value::BigInt(Some(number))).map_err(|_| out_of_range())
    }
}

fn float(width: FloatWidth, text: &str) -> Result<Value, InvalidText> {
    // `f64::from_str` also takes "inf", "nan" and "infinity".
    let shaped = text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    let value = match width {
        FloatWidth::F32 => text.parse().ok().filter(|number: &f32| number.is_finite()).map(|it| Value::Float(Some(it))),
        FloatWidth::F64 => {
            text.parse().ok().filter(|number: &f64| number.is_finite()).map(|it| Value::Double(Some(it)))
        }
    };
    value.filter(|_| shaped).ok_or_else(|| {
        InvalidText(tr!(
            "value-not-number",
            sign = decimal_sign(),
            example = Localizer::current().conventions().input("12.5")
        ))
    })
}

fn decimal(text: &str) -> Result<Value, InvalidText> {
    let shaped = text.bytes().all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte));
    match Decimal::from_str_exact(text) {
        Ok(number) if shaped => Ok(Value::Decimal(Some(number))),
        _ => {
            let example = Localizer::current().conventions().input("12.50");
            Err(InvalidText(tr!("value-not-decimal", sign = decimal_sign(), example = example)))
        }
    }
}

/// What a message calls the sign before a fraction.
fn decimal_sign() -> &'static str {
    if Localizer::current().conventions().decimal_sign() == "," { "comma" } else { "point" }
}

/// Refuses what no text column should hold: NUL, which PostgreSQL cannot store, and control characters.
fn plain(text: &str) -> Result<(), InvalidText> {
    match text.chars().find(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
        Some(found) => {
            let code = format!("U+{:04X}", u32::from(found));
            Err(InvalidText(tr!("value-control-character", code = code)))
        }
        None => Ok(()),
    }
}

fn date(text: &str) -> Option<NaiveDate> {
    // chrono would also take "2026-3-9" and "+10000-01-01".
    let date = (text.len() == 10).then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()?;
    (1..=9999).contains(&date.year()).then_some(date)
}

fn time(text: &str) -> Option<NaiveTime> {
    let shaped = text.len() >= 5 && text.as_bytes().get(2) == Some(&b':');
    // Second 60 is chrono's leap second, which databases do not know.
    let leap = text.get(6..8) == Some("60");
    if !shaped || leap {
        return None;
    }
    NaiveTime::parse_from_str(text, "%H:%M:%S%.f").or_else(|_| NaiveTime::parse_from_str(text, "%H:%M")).ok()
}

fn date_time(text: &str) -> Option<NaiveDateTime> {
    let (day, clock) = text.split_once(['T', ' '])?;
    Some(date(day)?.and_time(time(clock)?))
}

fn json(text: &str) -> Result<serde_json::Value, InvalidText> {
    let value: serde_json::Value = serde_json::from_str(text).map_err(|error| {
        let words = error.to_string();
        // Where it is comes first, since that is what one looks for.
        let what = words.split(" at line ").next().unwrap_or_default();
        let (line, column) = (error.line().to_string(), error.column().to_string());
        InvalidText(tr!("value-not-json", line = line, column = column, reason = what))
    })?;
    if depth(&value) > JSON_DEPTH {
        return Err(InvalidText(tr!("value-json-too-deep", count = JSON_DEPTH)));
    }
    if has_nul(&value) {
        return Err(InvalidText(tr!("value-json-nul")));
    }
    Ok(value)
}

fn depth(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        serde_json::Value::Object(entries) => 1 + entries.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn has_nul(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(text) => text.contains('\0'),
        serde_json::Value::Array(items) => items.iter().any(has_nul),
        serde_json::Value::Object(entries) => entries.iter().any(|(key, value)| key.contains('\0') || has_nul(value)),
        _ => false,
    }
}
