//! Places in a list: the sort keys of one row, as plain text that is checked when it comes back (S39).

use std::fmt;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sea_query::Value;

use super::{BadQuery, keys::signature};
use crate::{Kind, Order, value};

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
    /// The place of the row with these sort keys.
    pub(crate) fn new(keys: &[Order], values: Vec<Value>) -> Self {
        let mut parts = vec![serde_json::Value::from(signature(keys))];
        parts.extend(keys.iter().zip(&values).map(|(key, value)| {
            if value::is_null(value) { serde_json::Value::Null } else { value::print(kind(key), value).into() }
        }));
        Self { token: BASE64_URL_SAFE_NO_PAD.encode(serde_json::Value::from(parts).to_string()), values }
    }

    /// Reads what a client sent back: the same order, and a value of the right type for each key.
    pub(crate) fn parse(keys: &[Order], token: &str) -> Result<Self, BadQuery> {
        let values = decode(token).and_then(|parts| {
            let (first, rest) = parts.split_first()?;
            let same = first.as_deref() == Some(&signature(keys)) && rest.len() == keys.len();
            same.then(|| keys.iter().zip(rest).map(|(key, part)| value_of(key, part.as_deref())).collect())?
        });
        match values {
            Some(values) => Ok(Self { token: token.to_owned(), values }),
            None => Err(BadQuery::new(
                "This link to a page of the list does not fit the list any more, or was changed on its way. Go \
                 back to the first page.",
            )),
        }
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

fn value_of(key: &Order, part: Option<&str>) -> Option<Value> {
    match (kind(key), part) {
        (_, None) => key.path.nullable().then_some(value::NULL),
        // Whatever text a column holds has a place, line breaks and all; only NUL can be in none.
        (Kind::Text, Some(text)) => (!text.contains('\0')).then(|| Value::String(Some(text.to_owned()))),
        (kind, Some(text)) => value::parse(kind, text).ok(),
    }
}

/// What a key is compared as: an enum by what is stored, so that a label nobody knows has a place too.
pub(crate) fn kind(key: &Order) -> Kind {
    match key.path.column.kind() {
        Kind::Choice(choice) if choice.is_text() => Kind::Text,
        Kind::Choice(_) => Kind::Int(crate::IntWidth::I64),
        Kind::Char => Kind::Text,
        kind => kind,
    }
}
