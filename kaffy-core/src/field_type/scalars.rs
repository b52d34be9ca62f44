//! The types that are one value each.

use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;
use sea_query::Value;
use uuid::Uuid;

use super::{FieldType, ListItem, ValueError};
use crate::{FloatWidth, IntWidth, Kind, TypeMeta, tr};

macro_rules! signed {
    ($($int:ty => $width:ident),+) => {$(
        impl FieldType for $int {
            const TYPE: TypeMeta = TypeMeta::new(Kind::Int(IntWidth::$width));

            fn to_value(&self) -> Value {
                Value::BigInt(Some(i64::from(*self)))
            }

            fn from_value(value: Value) -> Result<Self, ValueError> {
                match value {
                    Value::BigInt(Some(number)) => Self::try_from(number)
                        .map_err(|_| ValueError::new(tr!("value-not-of-type", number = number.to_string(), of = stringify!($int)))),
                    other => Err(ValueError::unexpected(&tr!("kind-integer"), &other)),
                }
            }
        }
    )+};
}
signed!(i8 => I8, i16 => I16, i32 => I32, i64 => I64, u8 => U8, u16 => U16, u32 => U32);

macro_rules! simple {
    ($($type:ty => $kind:expr, $variant:ident, $words:expr);+ $(;)?) => {$(
        impl FieldType for $type {
            const TYPE: TypeMeta = TypeMeta::new($kind);

            fn to_value(&self) -> Value {
                Value::$variant(Some(self.clone()))
            }

            fn from_value(value: Value) -> Result<Self, ValueError> {
                match value {
                    Value::$variant(Some(inner)) => Ok(inner),
                    other => Err(ValueError::unexpected(&$words, &other)),
                }
            }
        }
    )+};
}
simple! {
    u64 => Kind::Int(IntWidth::U64), BigUnsigned, tr!("kind-integer");
    f32 => Kind::Float(FloatWidth::F32), Float, tr!("kind-number");
    f64 => Kind::Float(FloatWidth::F64), Double, tr!("kind-number");
    bool => Kind::Bool, Bool, tr!("kind-bool");
    String => Kind::Text, String, tr!("kind-text");
    Vec<u8> => Kind::Bytes, Bytes, tr!("kind-bytes");
    Decimal => Kind::Decimal, Decimal, tr!("kind-decimal");
    Uuid => Kind::Uuid, Uuid, tr!("kind-uuid");
    NaiveDate => Kind::Date, ChronoDate, tr!("kind-date");
    NaiveTime => Kind::Time, ChronoTime, tr!("kind-time");
    NaiveDateTime => Kind::DateTime, ChronoDateTime, tr!("kind-date-time");
    DateTime<Utc> => Kind::Timestamp, ChronoDateTimeUtc, tr!("kind-date-time");
}

macro_rules! zoned {
    ($($zone:ty),+) => {$(
        impl FieldType for DateTime<$zone> {
            const TYPE: TypeMeta = TypeMeta::new(Kind::Timestamp);

            fn to_value(&self) -> Value {
                Value::ChronoDateTimeUtc(Some(self.to_utc()))
            }

            fn from_value(value: Value) -> Result<Self, ValueError> {
                DateTime::<Utc>::from_value(value).map(Into::into)
            }
        }
    )+};
}
zoned!(FixedOffset, Local);

impl FieldType for char {
    const TYPE: TypeMeta = TypeMeta::new(Kind::Char);

    fn to_value(&self) -> Value {
        Value::String(Some(self.to_string()))
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        let text = String::from_value(value)?;
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(only), None) => Ok(only),
            _ => Err(ValueError::new(tr!(
                "value-unexpected",
                expected = tr!("kind-character"),
                found = format!("{text:?}")
            ))),
        }
    }
}

impl FieldType for serde_json::Value {
    const TYPE: TypeMeta = TypeMeta::new(Kind::Json);

    fn to_value(&self) -> Value {
        Value::Json(Some(Box::new(self.clone())))
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        match value {
            Value::Json(Some(json)) => Ok(*json),
            other => Err(ValueError::unexpected(&tr!("kind-json"), &other)),
        }
    }
}

/// `Json<T>` of sqlx: a JSON column with the shape of `T`, which forms check.
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
impl<T> FieldType for sqlx::types::Json<T>
where
    T: serde::Serialize + serde::de::DeserializeOwned + 'static,
{
    const TYPE: TypeMeta = TypeMeta::new(Kind::Json).check(|value| match value {
        Value::Json(Some(json)) => T::deserialize(json.as_ref()).map(drop).map_err(|error| error.to_string()),
        _ => Ok(()),
    });

    fn to_value(&self) -> Value {
        // A map with keys that are not text is the one thing serde_json cannot hold.
        serde_json::to_value(&self.0).map_or(crate::value::NULL, |json| Value::Json(Some(Box::new(json))))
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        let json = serde_json::Value::from_value(value)?;
        serde_json::from_value(json).map(Self).map_err(|error| ValueError::new(error.to_string()))
    }
}

macro_rules! list_items {
    ($($type:ty),+) => {$( impl ListItem for $type {} )+};
}
list_items!(
    i8,
    i16,
    i32,
    i64,
    u16,
    u32,
    u64,
    f32,
    f64,
    bool,
    char,
    String,
    Decimal,
    Uuid,
    NaiveDate,
    NaiveTime,
    NaiveDateTime,
    DateTime<Utc>
);
