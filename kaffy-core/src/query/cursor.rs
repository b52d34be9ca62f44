//! Places in a list: the sort keys of one row, as plain text that is checked when it comes back (S39).

use std::fmt;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sea_query::Value;

use super::{BadQuery, keys::signature};
use crate::{Dialect, Kind, Order, Resource, store::SortKeyForm, value};

/// Where a page begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Position {
    /// With the first row.
    #[default]
    First,
    /// With the row after this one.
    After(Cursor),
    /// So that it ends with the row before this one.
    Before(Cursor),
    /// So that it ends with the last row.
    Last,
}

/// One row's place in an order: opaque to clients, never trusted when it returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    token: String,
    values: Vec<Value>,
}

impl Cursor {
    /// The place of the row with these sort keys, as [`Read::sort_key`](crate::store::Read::sort_key)
    /// gave them.
    pub(crate) fn new(resource: &Resource, keys: &[Order], values: Vec<Value>) -> Self {
        let texts = keys.iter().zip(&values).map(|(key, value)| text_of(resource.dialect, key, value));
        let parts: Vec<_> = std::iter::once(Some(signature(keys))).chain(texts).collect();
        let json = serde_json::to_string(&parts).unwrap_or_default();
        Self { token: BASE64_URL_SAFE_NO_PAD.encode(json), values }
    }

    /// Reads what a client sent back: the same order, and a value of the right type for each key.
    pub(crate) fn parse(resource: &Resource, keys: &[Order], token: &str) -> Result<Self, BadQuery> {
        let values = decode(token).and_then(|parts| {
            let (first, rest) = parts.split_first()?;
            let same = first.as_deref() == Some(&signature(keys)) && rest.len() == keys.len();
            let value = |(key, part): (_, &Option<String>)| value_of(resource.dialect, key, part.as_deref());
            same.then(|| keys.iter().zip(rest).map(value).collect())?
        });
        match values {
            Some(values) => Ok(Self { token: token.to_owned(), values }),
            None => Err(BadQuery::new(crate::tr!("list-bad-cursor"))),
        }
    }

    /// As an address has it.
    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    /// The sort keys of the row.
    pub(crate) fn values(&self) -> &[Value] {
        &self.values
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.token)
    }
}

fn decode(token: &str) -> Option<Vec<Option<String>>> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// A sort key as text; `None` for NULL. One that is as stored says its class.
fn text_of(dialect: Dialect, key: &Order, value: &Value) -> Option<String> {
    let stored = SortKeyForm::of(&key.path.column, dialect) == SortKeyForm::Stored;
    match value {
        value if value::is_null(value) => None,
        Value::BigInt(Some(number)) if stored => Some(format!("i{number}")),
        Value::BigUnsigned(Some(number)) if stored => Some(format!("u{number}")),
        Value::Float(Some(number)) if stored => Some(format!("f{number}")),
        Value::Double(Some(number)) if stored => Some(format!("r{number}")),
        Value::String(Some(text)) if stored => Some(format!("s{text}")),
        Value::Bytes(Some(bytes)) if stored => Some(format!("x{}", BASE64_URL_SAFE_NO_PAD.encode(bytes))),
        Value::Json(Some(broken)) if stored => broken.as_str().map(|text| format!("b{text}")),
        Value::String(Some(text)) => Some(text.clone()),
        value => Some(value::print(key.path.column.kind(), value)),
    }
}

fn value_of(dialect: Dialect, key: &Order, part: Option<&str>) -> Option<Value> {
    let Some(text) = part else { return key.path.nullable().then_some(value::NULL) };
    match (SortKeyForm::of(&key.path.column, dialect), key.path.column.kind()) {
        (SortKeyForm::Stored, _) => {
            let (class, text) = text.split_at_checked(1)?;
            match class {
                "i" => text.parse().ok().map(|number| Value::BigInt(Some(number))),
                "u" => text.parse().ok().map(|number| Value::BigUnsigned(Some(number))),
                "f" => text.parse().ok().map(|number| Value::Float(Some(number))),
                "b" => Some(Value::Json(Some(Box::new(text.into())))),
                "r" => text.parse().ok().map(|number| Value::Double(Some(number))),
                "s" => Some(Value::String(Some(text.to_owned()))),
                "x" => BASE64_URL_SAFE_NO_PAD.decode(text).ok().map(|bytes| Value::Bytes(Some(bytes))),
                _ => None,
            }
        }
        (SortKeyForm::Printed(_), kind) => is_printed(kind, text).then(|| Value::String(Some(text.to_owned()))),
        // Whatever text a column holds has a place, line breaks and all; only NUL can be in none.
        (_, Kind::Text | Kind::Char) => (!text.contains('\0')).then(|| Value::String(Some(text.to_owned()))),
        (_, kind) => value::parse(kind, text).ok(),
    }
}

/// Whether a database could have printed this for a value of the kind. What only looks like one, the
/// database refuses as a value that does not fit.
fn is_printed(kind: Kind, text: &str) -> bool {
    let only = |more: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || more.contains(c));
    match kind {
        Kind::Int(_) => text.parse::<i128>().is_ok(),
        // NaN and the infinities too, and more digits than a decimal here has.
        Kind::Float(_) | Kind::Decimal => text.parse::<f64>().is_ok(),
        Kind::Bool => matches!(text, "true" | "false") || text.parse::<i64>().is_ok(),
        // In bytes, PostgreSQL prints `\x67e5…`.
        Kind::Uuid => uuid::Uuid::try_parse(text.strip_prefix("\\x").unwrap_or(text)).is_ok(),
        Kind::Date | Kind::Time | Kind::DateTime | Kind::Timestamp => {
            matches!(text, "infinity" | "-infinity") || only("-:.+ BC")
        }
        _ => !text.contains('\0'),
    }
}
