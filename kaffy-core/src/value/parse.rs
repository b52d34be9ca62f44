//! Text from a form, an address or a cursor into a canonical value, strictly.

use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use sea_query::Value;
use uuid::Uuid;

use super::json::from_json;
use crate::{ChoiceValue, FloatWidth, IntWidth, Kind};

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
    let invalid = |words: &str| Err(InvalidText(words.to_owned()));
    let trimmed = text.trim_matches(|c: char| c.is_ascii_whitespace());
    match kind {
        Kind::Bool => match trimmed {
            "true" => Ok(Value::Bool(Some(true))),
            "false" => Ok(Value::Bool(Some(false))),
            _ => invalid("This is neither yes nor no: choose one of the two."),
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
                invalid("This must be exactly one character.")
            }
        }
        Kind::Bytes => match BASE64_STANDARD.decode(trimmed) {
            Ok(bytes) => Ok(Value::Bytes(Some(bytes))),
            Err(_) => invalid("This is not Base64: use letters, digits, +, / and = as padding."),
        },
        Kind::Uuid => match Uuid::try_parse(trimmed) {
            Ok(uuid) => Ok(Value::Uuid(Some(uuid))),
            Err(_) => invalid("This is not a UUID, such as 67e55044-10b1-426f-9247-bb680e5fe0c8."),
        },
        Kind::Date => match date(trimmed) {
            Some(date) => Ok(Value::ChronoDate(Some(date))),
            None => invalid("This is not a date: write it as 2026-03-29."),
        },
        Kind::Time => match time(trimmed) {
            Some(time) => Ok(Value::ChronoTime(Some(time))),
            None => invalid("This is not a time of day: write it as 14:05 or 14:05:30."),
        },
        Kind::DateTime => match date_time(trimmed) {
            Some(at) => Ok(Value::ChronoDateTime(Some(at))),
            None => invalid("This is not a date and time: write it as 2026-03-29T14:05."),
        },
        Kind::Timestamp => match date_time(trimmed.strip_suffix('Z').unwrap_or(trimmed)) {
            Some(at) => Ok(Value::ChronoDateTimeUtc(Some(at.and_utc()))),
            None => invalid("This is not a date and time: write it in UTC as 2026-03-29T14:05."),
        },
        Kind::Json => json(text).map(|json| Value::Json(Some(Box::new(json)))),
        Kind::Choice(choice) => match choice.by_key(trimmed).map(|variant| variant.value) {
            Some(ChoiceValue::Text(text)) => Ok(Value::String(Some(text.to_owned()))),
            Some(ChoiceValue::Integer(number)) => Ok(Value::BigInt(Some(number))),
            None => invalid("This is not one of the choices: pick one from the list."),
        },
        Kind::List(item) => match json(text)? {
            serde_json::Value::Array(items) => {
                for (at, element) in items.iter().enumerate() {
                    from_json(item.kind, element).map_err(|error| InvalidText(format!("Item {}: {error}", at + 1)))?;
                }
                Ok(Value::Json(Some(Box::new(serde_json::Value::Array(items)))))
            }
            _ => invalid("This is not a list: write it as [\"a\", \"b\"]."),
        },
    }
}

fn integer(width: IntWidth, text: &str) -> Result<Value, InvalidText> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(InvalidText("This is not a whole number: write digits only, such as 42.".to_owned()));
    }
    let (min, max) = width.range();
    let fitting = text.parse::<i128>().ok().filter(|number| (min..=max).contains(number));
    let out_of_range = || InvalidText(format!("This number is out of range: it must be from {min} to {max}."));
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
        InvalidText("This is not a number, or too large: write it with a point, such as 12.5.".to_owned())
    })
}

fn decimal(text: &str) -> Result<Value, InvalidText> {
    let shaped = text.bytes().all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte));
    match Decimal::from_str_exact(text) {
        Ok(number) if shaped => Ok(Value::Decimal(Some(number))),
        _ => Err(InvalidText(
            "This is not a decimal number of at most 28 digits: write it with a point, such as 12.50.".to_owned(),
        )),
    }
}

/// Refuses what no text column should hold: NUL, which PostgreSQL cannot store, and control characters.
fn plain(text: &str) -> Result<(), InvalidText> {
    match text.chars().find(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
        Some(found) => Err(InvalidText(format!(
            "This contains a control character (U+{:04X}) that cannot be stored: remove it.",
            u32::from(found)
        ))),
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
        let (line, column) = (error.line(), error.column());
        InvalidText(format!("This is not valid JSON: line {line}, column {column}: {what}."))
    })?;
    if depth(&value) > JSON_DEPTH {
        return Err(InvalidText(format!(
            "This JSON nests deeper than {JSON_DEPTH} levels: put less inside one another."
        )));
    }
    if has_nul(&value) {
        return Err(InvalidText(
            "This JSON contains the character \\u0000, which cannot be stored: remove it.".to_owned(),
        ));
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
