//! Canonical values as the text an input shows; [`parse`](super::parse) reads it back.

use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use sea_query::Value;

use crate::{ChoiceValue, Kind};

/// The text of a value, empty for NULL.
///
/// Dates are ISO 8601 as HTML's inputs want them: `2026-03-29`, `14:05:00`, `2026-03-29T14:05:00`;
/// instants in UTC without a zone. Bytes are Base64, JSON is indented, a choice is its variant's key.
pub fn print(kind: Kind, value: &Value) -> String {
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
        (_, Value::ChronoDate(Some(date))) => iso_date(*date),
        (_, Value::ChronoTime(Some(time))) => format!("{time:?}"),
        (_, Value::ChronoDateTime(Some(at))) => iso(*at),
        (_, Value::ChronoDateTimeUtc(Some(at))) => iso(at.naive_utc()),
        (_, Value::Json(Some(json))) => serde_json::to_string_pretty(json).unwrap_or_default(),
        _ => String::new(),
    }
}

/// `2026-03-29T14:05:00`, with a fraction if there is one.
fn iso(at: NaiveDateTime) -> String {
    if at.nanosecond() != 0 || !(1..=9999).contains(&at.year()) {
        // chrono's `Debug` is ISO 8601.
        return format!("{at:?}");
    }
    let mut text = iso_date(at.date());
    for (mark, number) in [('T', at.hour()), (':', at.minute()), (':', at.second())] {
        text.push(mark);
        push_two(&mut text, number);
    }
    text
}

/// `2026-03-29`. Digit by digit, since a list has a date in each row.
fn iso_date(date: NaiveDate) -> String {
    let Some(year) = u32::try_from(date.year()).ok().filter(|year| (1..=9999).contains(year)) else {
        return date.to_string();
    };
    let mut text = String::with_capacity(19);
    push_two(&mut text, year / 100);
    push_two(&mut text, year % 100);
    for number in [date.month(), date.day()] {
        text.push('-');
        push_two(&mut text, number);
    }
    text
}

fn push_two(text: &mut String, number: u32) {
    for digit in [number / 10 % 10, number % 10] {
        text.extend(char::from_digit(digit, 10));
    }
}
