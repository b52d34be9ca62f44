//! Primary keys in addresses: any type, any number of parts.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sea_query::Value;

use crate::{
    FieldType, Kind, Resource, ResourceMeta,
    value::{parse, print},
};

/// The primary key of one record: a value for each of its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Key(Vec<Value>);

/// A path segment that is no key of its resource.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", invalid_words(.0))]
pub struct InvalidKey(String);

fn invalid_words(key: &str) -> String {
    crate::tr!("key-invalid", key = key)
}

const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Words that stand beside records in an address; a key that reads like one is escaped.
const TAKEN: [&str; 7] = ["new", "options", "actions", "cells", "export", "import", "history"];

/// A text as one segment of a path.
pub(crate) fn escaped(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

impl Key {
    /// From canonical values, one for each part of the primary key.
    pub fn new(parts: Vec<Value>) -> Self {
        Self(parts)
    }

    /// Its parts.
    pub fn parts(&self) -> &[Value] {
        &self.0
    }

    /// The key as one path segment: parts percent-encoded and joined with `,`.
    ///
    /// Safe to put into an address as it is. An empty text becomes `~`, and a text that starts with `~`
    /// gets another one, so that a segment is never empty.
    pub fn segment(&self, resource: &Resource) -> String {
        if let ([Value::BigInt(Some(number))], [column]) = (self.0.as_slice(), resource.key())
            && matches!(column.kind(), Kind::Int(_))
        {
            // Most keys there are. Digits and a minus stand for themselves.
            return number.to_string();
        }
        self.segment_of(resource.key().iter().map(|column| column.kind()))
    }

    /// The same by what a struct says alone.
    pub(crate) fn plain_segment(&self, meta: &ResourceMeta) -> String {
        let fields = meta.primary_key.iter().filter_map(|name| meta.field(name));
        self.segment_of(fields.map(|field| field.ty.kind))
    }

    fn segment_of(&self, kinds: impl Iterator<Item = Kind>) -> String {
        let parts: Vec<_> = self
            .0
            .iter()
            .zip(kinds)
            .map(|(value, kind)| {
                let text = print(kind, value);
                let text = if text.is_empty() || text.starts_with('~') { format!("~{text}") } else { text };
                utf8_percent_encode(&text, PLAIN).to_string()
            })
            .collect();
        let segment = parts.join(",");
        // "." and ".." would be resolved away by the browser, a taken word would be another page.
        if segment.starts_with('.') {
            segment.replace('.', "%2E")
        } else if TAKEN.contains(&segment.as_str()) {
            format!("%{:02X}{}", segment.as_bytes()[0], &segment[1..])
        } else {
            segment
        }
    }

    /// Reads a path segment, still percent-encoded as it came.
    ///
    /// # Errors
    /// When the number of parts or the type of one is wrong, or the encoding is not UTF-8.
    pub fn parse(resource: &Resource, segment: &str) -> Result<Self, InvalidKey> {
        let invalid = || InvalidKey(percent_decode_str(segment).decode_utf8_lossy().chars().take(80).collect());
        let parts: Vec<_> = segment.split(',').collect();
        if parts.len() != resource.key().len() {
            return Err(invalid());
        }
        parts
            .into_iter()
            .zip(resource.key())
            .map(|(part, column)| {
                let text = percent_decode_str(part).decode_utf8().map_err(|_| invalid())?;
                let text = text.strip_prefix('~').unwrap_or(&text);
                parse(column.kind(), text).map_err(|_| invalid())
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// A key as somebody types it: its parts with a comma between them, and nothing encoded.
    ///
    /// # Errors
    /// When the number of parts or the type of one is wrong.
    pub fn typed(resource: &Resource, text: &str) -> Result<Self, InvalidKey> {
        let part = |part: &str| if part.starts_with('~') { format!("~{part}") } else { part.to_owned() };
        // A single key may have a comma in it.
        let parts: Vec<_> = match resource.key() {
            [_] => vec![text],
            _ => text.split(',').map(str::trim).collect(),
        };
        let parts: Vec<_> = parts.into_iter().map(|it| escaped(&part(it))).collect();
        Self::parse(resource, &parts.join(","))
    }

    /// The key as people read it: its parts joined with a comma.
    pub fn words(&self, resource: &Resource) -> String {
        let parts: Vec<_> =
            self.0.iter().zip(resource.key()).map(|(value, column)| print(column.kind(), value)).collect();
        parts.join(", ")
    }
}

/// The key of one part, by its Rust type: `Key::from(7_i64)`.
impl<T: FieldType> From<T> for Key {
    fn from(part: T) -> Self {
        Self(vec![part.to_value()])
    }
}

/// The key of one text.
impl From<&str> for Key {
    fn from(part: &str) -> Self {
        Self::from(part.to_owned())
    }
}

impl From<&Self> for Key {
    fn from(key: &Self) -> Self {
        key.clone()
    }
}

/// The key of two parts, in the order of the primary key.
impl<A: FieldType, B: FieldType> From<(A, B)> for Key {
    fn from((first, second): (A, B)) -> Self {
        Self(vec![first.to_value(), second.to_value()])
    }
}
