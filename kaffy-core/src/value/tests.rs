//! What is printed parses back to itself; what is wrong is refused in words.

use chrono::{DateTime, NaiveDate, NaiveTime};
use proptest::prelude::*;
use rust_decimal::Decimal;
use sea_query::Value;
use uuid::Uuid;

use super::*;
use crate::{FieldType, Kind};

fn round_trip<T: FieldType>(value: T) -> Result<(), TestCaseError> {
    let held = value.to_value();
    let kind = T::TYPE.kind;
    prop_assert_eq!(parse(kind, &print(kind, &held)).map_err(|error| TestCaseError::fail(error.0))?, held.clone());
    prop_assert_eq!(from_json(kind, &to_json(&held)).map_err(TestCaseError::fail)?, held);
    Ok(())
}

proptest! {
    #[test]
    fn f29_integers_survive_a_form(a: i8, b: i64, c: u32, d: u64) {
        round_trip(a)?;
        round_trip(b)?;
        round_trip(c)?;
        round_trip(d)?;
    }

    #[test]
    fn f29_floats_survive_a_form(a in proptest::num::f32::NORMAL, b in proptest::num::f64::NORMAL) {
        let (single, double) = (a.to_value(), b.to_value());
        prop_assert_eq!(parse(f32::TYPE.kind, &print(f32::TYPE.kind, &single)).ok(), Some(single));
        prop_assert_eq!(parse(f64::TYPE.kind, &print(f64::TYPE.kind, &double)).ok(), Some(double));
    }

    #[test]
    fn f29_text_survives_a_form(text in "[^\\p{Cc}]{1,40}") {
        round_trip(text)?;
    }

    #[test]
    fn f29_decimals_and_uuids_survive_a_form(number: i64, scale in 0u32..18, bits: u128) {
        round_trip(Decimal::new(number, scale))?;
        round_trip(Uuid::from_u128(bits))?;
    }

    #[test]
    fn f29_dates_survive_a_form(days in 1i32..3_650_000, seconds in 0u32..86_400, micros in 0u32..1_000_000) {
        let date = NaiveDate::from_num_days_from_ce_opt(days);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, micros * 1_000);
        if let (Some(date), Some(time)) = (date, time) {
            round_trip(date)?;
            round_trip(time)?;
            round_trip(date.and_time(time))?;
            round_trip(date.and_time(time).and_utc())?;
        }
    }

    /// F27: no text makes a parser panic.
    #[test]
    fn f27_no_text_panics(text in ".{0,60}") {
        for kind in kinds() {
            let _ = parse(kind, &text);
        }
    }
}

fn kinds() -> [Kind; 13] {
    [
        bool::TYPE.kind,
        i32::TYPE.kind,
        u64::TYPE.kind,
        f64::TYPE.kind,
        Decimal::TYPE.kind,
        String::TYPE.kind,
        char::TYPE.kind,
        Vec::<u8>::TYPE.kind,
        Uuid::TYPE.kind,
        NaiveDate::TYPE.kind,
        NaiveTime::TYPE.kind,
        DateTime::<chrono::Utc>::TYPE.kind,
        Vec::<i64>::TYPE.kind,
    ]
}

#[test]
fn s6_numbers_are_strict() {
    for bad in ["", "12abc", "1e3", "0x1f", "1,000", "1.0", "９", "-", "--1", "+1", "1 2", "9223372036854775808"] {
        assert!(parse(i64::TYPE.kind, bad).is_err(), "{bad:?} is no i64");
    }
    for bad in ["NaN", "inf", "1e309", "1,5", "", "infinity", "0x1p3", "１"] {
        assert!(parse(f64::TYPE.kind, bad).is_err(), "{bad:?} is no f64");
    }
    for bad in ["", "1e5", "1,000", "NaN", ".", "-", "1.2.3", "340282366920938463463374607431768211456"] {
        assert!(parse(Decimal::TYPE.kind, bad).is_err(), "{bad:?} is no decimal");
    }
    assert_eq!(parse(i64::TYPE.kind, " -42 "), Ok(Value::BigInt(Some(-42))));
}

#[test]
fn s7_dates_that_do_not_exist_and_control_characters_are_refused() {
    for bad in ["2026-02-30", "0000-00-00", "10000-01-01", "-0001-01-01", "2026-3-9", "2026-W54", "29.03.2026"] {
        assert!(parse(NaiveDate::TYPE.kind, bad).is_err(), "{bad:?} is no date");
    }
    for bad in ["24:00", "12:60", "12:00:60", "9:00", "noon"] {
        assert!(parse(NaiveTime::TYPE.kind, bad).is_err(), "{bad:?} is no time");
    }
    for bad in ["a\0b", "\u{1b}[31m", "\u{7f}"] {
        assert!(parse(Kind::Text, bad).is_err_and(|error| error.0.contains("control character")), "{bad:?}");
    }
    assert!(parse(Kind::Text, "two\nlines\tand a tab").is_ok());
}

#[test]
fn k101_json_is_checked_with_words() {
    for bad in ["", "{", "{'a':1}", "[1,]", "NaN", "{}{}", "\"\\u0000\"", "\"\\ud800\""] {
        assert!(parse(Kind::Json, bad).is_err(), "{bad:?} is no JSON");
    }
    let deep = format!("{}{}", "[".repeat(65), "]".repeat(65));
    assert!(parse(Kind::Json, &deep).is_err_and(|error| error.0.contains("nests deeper")));
    let very_deep = "[".repeat(100_000);
    assert!(parse(Kind::Json, &very_deep).is_err());
}

#[test]
fn null_is_null_in_every_variant() {
    assert!(is_null(&NULL) && is_null(&Value::BigInt(None)) && is_null(&Value::Json(None)));
    assert!(!is_null(&Value::BigInt(Some(0))) && !is_null(&Value::Json(Some(Box::new(serde_json::Value::Null)))));
}
