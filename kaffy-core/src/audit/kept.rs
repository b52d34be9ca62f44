//! What the log keeps of a value: all of it where that is a text of some length, and never a secret (S25).

use sea_query::Value;
use serde_json::{Value as Json, json};

use crate::{Cell, Column, EmbeddedMeta, FieldMeta, HeldFile, Kind, Record, Resource, value};

/// A text that is longer is only measured.
const LONGEST: usize = 64 * 1024;
/// What stands for a secret inside a value.
const MASK: &str = "•••";

/// What the log kept of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kept {
    /// There was none: NULL, or no record.
    Nothing,
    /// All of it, as [`value::print`](crate::value::print) writes it.
    Text(String),
    /// There was one, which nobody may see.
    Secret,
    /// All of it but for the secrets inside.
    Partly(String),
    /// So many bytes.
    Bytes(u64),
    /// A file of this name, and its size where the record knows it.
    File(String, Option<u64>),
    /// A text of so many characters, too long to keep.
    Long(u64),
    /// There was something that could not be read.
    Unreadable,
}

impl Kept {
    fn of(meta: &FieldMeta, cell: &Cell) -> Self {
        let held = match cell {
            Ok(held) if value::is_null(held) => return Self::Nothing,
            _ if meta.is_secret() => return Self::Secret,
            Ok(held) => held,
            Err(_) => return Self::Unreadable,
        };
        if let Some(file) = HeldFile::of(meta, cell) {
            return Self::File(file.name, file.size);
        }
        match (meta.ty.kind, held) {
            (_, Value::Bytes(Some(bytes))) => Self::Bytes(bytes.len() as u64),
            (kind, Value::Json(Some(json))) => match meta.embedded.filter(hides) {
                Some(embedded) => match without_secrets(&embedded, json) {
                    Some(json) => text(kind, &Value::Json(Some(Box::new(json))), Self::Partly),
                    None => Self::Secret,
                },
                None => text(kind, held, Self::Text),
            },
            (kind, _) => text(kind, held, Self::Text),
        }
    }

    /// The same for a field that is a secret now.
    pub(super) fn masked(self) -> Self {
        if self == Self::Nothing { self } else { Self::Secret }
    }

    /// The value that a field gets back; `None` where too little was kept.
    pub(crate) fn value(&self, kind: Kind) -> Option<Value> {
        match self {
            Self::Nothing => Some(value::NULL),
            Self::Text(text) if text.is_empty() && matches!(kind, Kind::Text) => {
                Some(Value::String(Some(String::new())))
            }
            Self::Text(text) => value::parse(kind, text).ok(),
            _ => None,
        }
    }

    fn to_json(&self) -> Json {
        match self {
            Self::Nothing => Json::Null,
            Self::Text(text) => text.as_str().into(),
            Self::Secret => json!({ "secret": true }),
            Self::Partly(text) => json!({ "partly": text }),
            Self::Bytes(size) => json!({ "bytes": size }),
            Self::File(name, size) => json!({ "file": name, "size": size }),
            Self::Long(size) => json!({ "long": size }),
            Self::Unreadable => json!({ "unreadable": true }),
        }
    }

    pub(super) fn from_json(json: &Json) -> Self {
        match json {
            Json::Null => Self::Nothing,
            Json::String(text) => Self::Text(text.clone()),
            json => {
                let (text, number) = (|key| json[key].as_str().map(str::to_owned), |key| json[key].as_u64());
                let file = || Some(Self::File(text("file")?, number("size")));
                let known = text("partly").map(Self::Partly).or_else(file);
                let known = known.or_else(|| number("bytes").map(Self::Bytes));
                let known = known.or_else(|| number("long").map(Self::Long));
                known.unwrap_or(if json["secret"] == true { Self::Secret } else { Self::Unreadable })
            }
        }
    }
}

fn text(kind: Kind, held: &Value, kept: fn(String) -> Kept) -> Kept {
    let text = value::print(kind, held);
    match text.chars().count() {
        // A number that is no variant of its enum.
        0 if matches!(kind, Kind::Choice(_)) => Kept::Unreadable,
        long if long > LONGEST => Kept::Long(long as u64),
        _ => kept(text),
    }
}

/// Whether there are secrets among the fields inside.
fn hides(embedded: &EmbeddedMeta) -> bool {
    fn any(embedded: &EmbeddedMeta, seen: &mut Vec<(&'static str, &'static str)>) -> bool {
        let meta = (embedded.fields)();
        // A struct may hold a list of itself.
        if seen.contains(&meta.id()) {
            return false;
        }
        seen.push(meta.id());
        meta.fields.iter().any(|it| it.is_secret() || it.embedded.is_some_and(|it| any(&it, seen)))
    }
    any(embedded, &mut Vec::new())
}

/// The JSON with a mask for each secret inside; `None` where what is inside cannot be told apart.
fn without_secrets(embedded: &EmbeddedMeta, json: &Json) -> Option<Json> {
    let one = |json: &Json| {
        let mut values = (embedded.open)(json).ok()?;
        for (meta, held) in (embedded.fields)().fields.iter().zip(&mut values) {
            match (meta.embedded, &held) {
                _ if value::is_null(held) => {}
                _ if meta.is_secret() => *held = Value::String(Some(MASK.to_owned())),
                (Some(inner), Value::Json(Some(json))) if hides(&inner) => {
                    *held = Value::Json(Some(Box::new(without_secrets(&inner, json)?)));
                }
                _ => {}
            }
        }
        (embedded.close)(values).ok()
    };
    match json {
        Json::Array(items) if embedded.is_list => items.iter().map(one).collect::<Option<Vec<_>>>().map(Json::Array),
        json => one(json),
    }
}

/// The fields that differ between a record before and after, as the log keeps them; empty for none.
pub(super) fn changes(resource: &Resource, before: Option<&Record>, after: Option<&Record>) -> String {
    let mut changes = serde_json::Map::new();
    for column in resource.columns() {
        let cell = |record: Option<&Record>| record.and_then(|record| record.cells().get(column.index)).cloned();
        let (before, after) = (cell(before), cell(after));
        if before == after {
            continue;
        }
        let kept = |cell: Option<Cell>| cell.map_or(Kept::Nothing, |cell| Kept::of(column.meta, &cell));
        let (before, after) = (kept(before), kept(after));
        if before != Kept::Nothing || after != Kept::Nothing {
            changes.insert(column.meta.name.to_owned(), Json::Array(vec![before.to_json(), after.to_json()]));
        }
    }
    if changes.is_empty() { String::new() } else { Json::Object(changes).to_string() }
}

/// Back from [`changes`]: before and after of a field.
pub(super) fn read(changes: &Json, column: &Column) -> Option<(Kept, Kept)> {
    let both = changes.get(column.meta.name)?.as_array()?;
    Some((Kept::from_json(both.first()?), Kept::from_json(both.get(1)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a67_what_was_kept_reads_back() {
        for kept in [
            Kept::Nothing,
            Kept::Text("{\"secret\":true}".to_owned()),
            Kept::Secret,
            Kept::Partly("{}".to_owned()),
            Kept::Bytes(3),
            Kept::File("a.png".to_owned(), None),
            Kept::File("a.png".to_owned(), Some(7)),
            Kept::Long(70_000),
            Kept::Unreadable,
        ] {
            assert_eq!(Kept::from_json(&kept.to_json()), kept);
        }
    }

    #[test]
    fn w13_only_what_was_kept_whole_can_be_set_again() {
        assert_eq!(Kept::Nothing.value(Kind::Decimal), Some(value::NULL));
        assert_eq!(Kept::Text(String::new()).value(Kind::Text), Some(Value::String(Some(String::new()))));
        assert_eq!(Kept::Text("true".to_owned()).value(Kind::Bool), Some(Value::Bool(Some(true))));
        for kept in [Kept::Secret, Kept::Partly("{}".to_owned()), Kept::Bytes(1), Kept::Long(1), Kept::Unreadable] {
            assert_eq!(kept.value(Kind::Text), None, "{kept:?}");
        }
    }
}
