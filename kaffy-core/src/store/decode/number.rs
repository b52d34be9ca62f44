//! Numbers and flags, from whatever number or text a column holds.

use rust_decimal::{
    Decimal,
    prelude::{FromPrimitive, ToPrimitive},
};
use sea_query::Value;

use crate::{FloatWidth, IntWidth, store::read::Raw, tr};

pub(super) fn boolean(raw: &Raw) -> Option<bool> {
    match raw {
        Raw::Bool(flag) => Some(*flag),
        Raw::Int(0) | Raw::Unsigned(0) => Some(false),
        Raw::Int(1) | Raw::Unsigned(1) => Some(true),
        // BIT(1) of MySQL, and what PostgreSQL prints.
        Raw::Text(text) => match text.as_str() {
            "\u{1}" | "1" | "t" | "true" | "TRUE" => Some(true),
            "\0" | "0" | "f" | "false" | "FALSE" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn integer(width: IntWidth, raw: &Raw) -> Option<Result<Value, String>> {
    let number = match raw {
        Raw::Bool(flag) => i128::from(*flag),
        Raw::Int(number) => i128::from(*number),
        Raw::Unsigned(number) => i128::from(*number),
        Raw::Double(number) => Decimal::from_f64(*number).filter(Decimal::is_integer)?.to_i128()?,
        Raw::Decimal(number) if number.is_integer() => number.to_i128()?,
        Raw::Text(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    let (min, max) = width.range();
    let value = if width == IntWidth::U64 {
        u64::try_from(number).ok().map(|number| Value::BigUnsigned(Some(number)))
    } else {
        i64::try_from(number).ok().map(|number| Value::BigInt(Some(number)))
    };
    let value = value.filter(|_| (min..=max).contains(&number));
    Some(value.ok_or_else(|| {
        let (number, min, max) = (number.to_string(), min.to_string(), max.to_string());
        tr!("cell-out-of-range", number = number, min = min, max = max)
    }))
}

pub(super) fn float(width: FloatWidth, raw: &Raw) -> Option<Value> {
    let number = match raw {
        Raw::Float(number) => f64::from(*number),
        Raw::Double(number) => *number,
        #[expect(clippy::cast_precision_loss, reason = "a float field over a column of integers asks for it")]
        Raw::Int(number) => *number as f64,
        #[expect(clippy::cast_precision_loss, reason = "a float field over a column of integers asks for it")]
        Raw::Unsigned(number) => *number as f64,
        Raw::Decimal(number) => number.to_f64()?,
        Raw::Text(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    Some(match (width, raw) {
        (FloatWidth::F32, Raw::Float(number)) => Value::Float(Some(*number)),
        #[expect(clippy::cast_possible_truncation, reason = "an f32 field over a wider column asks for it")]
        (FloatWidth::F32, _) => Value::Float(Some(number as f32)),
        (FloatWidth::F64, _) => Value::Double(Some(number)),
    })
}

pub(super) fn decimal(raw: &Raw) -> Option<Decimal> {
    match raw {
        Raw::Decimal(number) => Some(*number),
        Raw::Int(number) => Some(Decimal::from(*number)),
        Raw::Unsigned(number) => Some(Decimal::from(*number)),
        // The shortest text that means this float is the number that was meant: 9.99, not 9.9900000000000002.
        Raw::Double(number) => hundredths(*number).or_else(|| number.to_string().parse().ok()),
        Raw::Float(number) => number.to_string().parse().ok(),
        Raw::Text(text) => {
            let text = text.trim();
            exact(text).or_else(|| Decimal::from_scientific(text).ok().filter(|_| text.contains(['e', 'E'])))
        }
        _ => None,
    }
}

/// A number of two places at most, as prices are, without printing it.
///
/// The nearest float to `count / 100` is what the division gives, and of all numbers with at most 15
/// digits no other one has the same float: it is the one that was meant.
#[expect(clippy::cast_possible_truncation, reason = "checked to be far below the largest i64")]
fn hundredths(number: f64) -> Option<Decimal> {
    let count = (number * 100.0).round();
    (count.abs() < 1e15 && count != 0.0 && count / 100.0 == number).then(|| Decimal::new(count as i64, 2).normalize())
}

/// A decimal digit for digit, its zeros at the end too as long as there is room for them.
pub(in crate::store) fn exact(text: &str) -> Option<Decimal> {
    let short = || text.contains('.').then(|| text.trim_end_matches('0').trim_end_matches('.'));
    Decimal::from_str_exact(text).ok().or_else(|| Decimal::from_str_exact(short()?).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b5_a_float_is_the_shortest_decimal_that_means_it() {
        let steps = (-200_000..200_000).map(|count| f64::from(count) / 100.0);
        let odd = [0.0, -0.0, 0.001, 1.0 / 3.0, 1e15, 99_999_999_999_999.98, 123_456_789_012.35, 5e-324, 0.1 + 0.2];
        for number in steps.chain(odd) {
            assert_eq!(decimal(&Raw::Double(number)), number.to_string().parse().ok(), "{number}");
            let scale = decimal(&Raw::Double(number)).map(|it| it.scale());
            assert_eq!(scale, number.to_string().parse::<Decimal>().ok().map(|it| it.scale()), "{number}");
        }
    }
}
