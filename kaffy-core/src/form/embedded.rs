//! Fields inside a JSON column: `settings.color`, `items.0.title`.
//!
//! Inputs are named by the path to them. A hidden `settings.@` says that the fields were on the form, and
//! `items.0.@` which item of the stored list the row began as, so that what its fields do not know is
//! kept. A value under the bare name `settings` is the JSON as text, or nothing.

use std::collections::{BTreeMap, BTreeSet};

use sea_query::Value;
use serde_json::Value as Json;

use super::{
    FormErrors, Posted, Refused, Submission, key_value,
    rules::check_value,
    submission::{Change, Reference},
};
use crate::{Cell, EmbeddedMeta, FieldMeta, Record, Resource, tr, value};

/// The name of the hidden input of a row or of the whole, behind the path.
pub(crate) const MARK: &str = "@";

/// What a form shows for a field with `embedded`.
#[derive(Clone, Debug)]
pub enum Embedded {
    /// There is nothing, which may be changed.
    Nothing,
    /// The JSON as text, since it does not have the shape of the fields; with the reason, where known.
    Text(Option<String>),
    /// One struct; the record holds what is stored, none for a new one.
    One(Option<Record>),
    /// A list.
    Many(Vec<EmbeddedRow>),
}

/// One struct of a list.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct EmbeddedRow {
    /// Its number in the names of its inputs.
    pub at: usize,
    /// The value of its hidden input: its place in the stored list, empty for a new one.
    pub origin: String,
    /// What is stored of it.
    pub record: Option<Record>,
}

impl Embedded {
    /// What to show under `name` for what was typed and what is stored; `None` when the field is not
    /// embedded.
    pub fn of(
        meta: &FieldMeta,
        name: &str,
        typed: &BTreeMap<String, Vec<String>>,
        held: Option<&Cell>,
    ) -> Option<Self> {
        let embedded = meta.embedded?;
        let below = format!("{name}.");
        let is_typed = typed.range(below.clone()..).next().is_some_and(|(known, _)| known.starts_with(&below));
        let stored = match held {
            Some(Ok(Value::Json(Some(json)))) => Some(&**json),
            _ => None,
        };
        if is_typed {
            let names = typed.keys().filter_map(|known| known.strip_prefix(&below));
            return Some(if embedded.is_list {
                let items = stored.and_then(|json| items(&embedded, json).ok());
                let row = |at: usize| {
                    let mark = typed.get(&format!("{below}{at}.{MARK}")).and_then(|values| values.last());
                    let origin = mark.cloned().unwrap_or_default();
                    let item = origin.parse().ok().and_then(|place: usize| items.as_ref()?.get(place));
                    EmbeddedRow { at, record: item.and_then(|item| record_of(&embedded, item).ok()), origin }
                };
                Self::Many(numbers(names).into_iter().map(row).collect())
            } else {
                Self::One(stored.and_then(|json| record_of(&embedded, json).ok()))
            });
        }
        let empty = || if embedded.is_list { Self::Many(Vec::new()) } else { Self::One(None) };
        // A list that is not there and one without rows look the same.
        let nothing = || if embedded.is_list { empty() } else { Self::Nothing };
        Some(match (typed.get(name), held) {
            (Some(texts), _) if meta.ty.nullable && texts.iter().all(|text| text.trim().is_empty()) => nothing(),
            (Some(_), held) if is_text(&embedded, held) => Self::Text(None),
            (_, Some(Err(_))) => Self::Text(None),
            (_, Some(Ok(Value::Json(Some(json))))) => Self::stored(&embedded, json),
            _ if meta.ty.nullable => nothing(),
            _ => empty(),
        })
    }

    fn stored(embedded: &EmbeddedMeta, json: &Json) -> Self {
        if !embedded.is_list {
            return record_of(embedded, json).map_or_else(|reason| Self::Text(Some(reason)), |it| Self::One(Some(it)));
        }
        let items = match items(embedded, json) {
            Ok(items) => items,
            Err(reason) => return Self::Text(Some(reason)),
        };
        let row = |(at, item): (usize, &Json)| {
            let record = record_of(embedded, item)
                .map_err(|reason| tr!("value-item-inside", number = at + 1, reason = reason))?;
            Ok(EmbeddedRow { at, origin: at.to_string(), record: Some(record) })
        };
        let rows: Result<Vec<_>, String> = items.iter().enumerate().map(row).collect();
        rows.map_or_else(|reason| Self::Text(Some(reason)), Self::Many)
    }
}

/// Whether a form shows what is stored as text, since it does not have the shape of the fields. Any other
/// text would get past what the fields say of themselves.
pub(super) fn is_text(embedded: &EmbeddedMeta, held: Option<&Cell>) -> bool {
    match held {
        Some(Err(_)) => true,
        Some(Ok(Value::Json(Some(json)))) => matches!(Embedded::stored(embedded, json), Embedded::Text(_)),
        _ => false,
    }
}

/// Asks the rules of the fields about JSON that was typed as text, and notes the rows that it names.
///
/// # Errors
/// In words for beside the input.
pub(super) fn check_text(
    embedded: &EmbeddedMeta,
    value: &Value,
    references: &mut Vec<Reference>,
) -> Result<(), String> {
    let Value::Json(Some(json)) = value else { return Ok(()) };
    let items =
        if embedded.is_list { json.as_array().map_or(&[][..], Vec::as_slice) } else { std::slice::from_ref(&**json) };
    let resource = Resource::of_fields((embedded.fields)());
    for item in items {
        let record = record_of(embedded, item)?;
        for (column, cell) in resource.columns().iter().zip(record.cells()) {
            let Ok(value) = cell else { continue };
            let meta = column.meta;
            match meta.embedded.filter(|_| !value::is_null(value)) {
                Some(inner) => check_text(&inner, value, references),
                None => check_value(column, value),
            }
            .map_err(|words| format!("{}: {words}", meta.label))?;
            references.extend(Reference::of(&Change { column: column.clone(), value: value.clone() }));
        }
    }
    Ok(())
}

/// What is wrong with embedded fields.
pub(super) enum Wrong {
    Refused(Refused),
    Errors(FormErrors),
}

impl From<Refused> for Wrong {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl Wrong {
    fn whole(message: impl Into<String>) -> Self {
        Self::Errors(FormErrors::from([("".into(), message.into())]))
    }

    fn below(self, name: &str) -> Self {
        match self {
            Self::Refused(refused) => Self::Refused(refused.below(name)),
            Self::Errors(errors) => Self::Errors(below(name, errors)),
        }
    }
}

/// The same errors, seen from outside.
pub(super) fn below(name: &str, errors: FormErrors) -> FormErrors {
    let path = |inner: &str| if inner.is_empty() { name.to_owned() } else { format!("{name}.{inner}") };
    errors.into_iter().map(|(inner, message)| (path(&inner).into(), message)).collect()
}

/// Reads the inputs below a field into its JSON. What the fields do not know of stays as it is stored.
///
/// # Errors
/// By the name of the input as seen from the field; the empty name is the field.
pub(super) fn decode(
    field: &FieldMeta,
    embedded: &EmbeddedMeta,
    posted: &Posted,
    held: Option<&Json>,
    references: &mut Vec<Reference>,
) -> Result<Value, Wrong> {
    let json = if embedded.is_list {
        let rows = list(embedded, posted, held, references)?;
        if rows.is_empty() && field.ty.nullable && held.is_none() {
            return Ok(value::NULL);
        }
        match (embedded.is_map, held) {
            (true, held) => return object(field, posted, held, rows),
            (false, _) => Json::Array(rows),
        }
    } else {
        one(embedded, posted, held, references)?
    };
    let value = Value::Json(Some(Box::new(json)));
    if let Some(check) = field.ty.check {
        check(&value).map_err(|reason| Wrong::whole(tr!("form-does-not-fit", reason = reason)))?;
    }
    Ok(value)
}

fn list(
    embedded: &EmbeddedMeta,
    posted: &Posted,
    held: Option<&Json>,
    references: &mut Vec<Reference>,
) -> Result<Vec<Json>, Wrong> {
    let items = held.and_then(|json| self::items(embedded, json).ok());
    let (mut rows, mut errors, mut taken) = (Vec::new(), FormErrors::new(), BTreeSet::new());
    let foreign = posted.names().find(|name| !is_of_row(name) && *name != MARK);
    if let Some(foreign) = foreign {
        return Err(Refused::of(foreign).into());
    }
    for at in numbers(posted.names()) {
        let number = at.to_string();
        let row = posted.below(&number);
        let origin = row.get(MARK).last().and_then(|place| place.parse::<usize>().ok());
        // Two rows cannot both be the same item: the second is a copy.
        let item = origin.filter(|place| taken.insert(*place)).and_then(|place| items.as_ref()?.get(place));
        let mut found = Vec::new();
        match one(embedded, &row, item, &mut found).map_err(|wrong| wrong.below(&number)) {
            Ok(json) => rows.push(json),
            Err(Wrong::Errors(wrong)) => errors.extend(wrong),
            Err(refused) => return Err(refused),
        }
        references.extend(found.into_iter().map(|reference| reference.below(&number)));
    }
    if errors.is_empty() { Ok(rows) } else { Err(Wrong::Errors(errors)) }
}

fn one(
    embedded: &EmbeddedMeta,
    posted: &Posted,
    held: Option<&Json>,
    references: &mut Vec<Reference>,
) -> Result<Json, Wrong> {
    let changed = |_| Wrong::whole(tr!("form-other-shape"));
    let record = held.map(|json| record_of(embedded, json)).transpose().map_err(changed)?;
    let resource = Resource::of_fields((embedded.fields)());
    let posted = posted.without(MARK);
    let submission = match &record {
        Some(record) => Submission::update(&resource, &posted, record)?,
        None => Submission::create(&resource, &posted)?,
    };
    if !submission.errors.is_empty() {
        return Err(Wrong::Errors(submission.errors));
    }
    references.extend(submission.references());
    let before = match &record {
        Some(record) => record.cells().iter().map(|cell| cell.clone().unwrap_or(value::NULL)).collect(),
        None => resource.initial(),
    };
    let mut values = before.clone();
    for change in submission.changes {
        values[change.column.index] = change.value;
    }
    let close = |values| (embedded.close)(values).map_err(Wrong::whole);
    let next = close(values)?;
    Ok(match held {
        Some(held) => patched(held, &close(before)?, next),
        None => next,
    })
}

/// What is stored, with the difference between two values of the struct.
fn patched(held: &Json, before: &Json, next: Json) -> Json {
    match (held, before, next) {
        (held, before, next) if *before == next => held.clone(),
        (Json::Object(held), Json::Object(before), Json::Object(next)) => {
            let mut patch = held.clone();
            patch.retain(|key, _| !before.contains_key(key) || next.contains_key(key));
            for (key, value) in next {
                let value = match (held.get(&key), before.get(&key)) {
                    (Some(held), Some(before)) => patched(held, before, value),
                    // Left out of what is stored, and still what it is without.
                    (None, Some(before)) if *before == value => continue,
                    _ => value,
                };
                patch.insert(key, value);
            }
            Json::Object(patch)
        }
        (.., next) => next,
    }
}

/// The items of what is stored: those of a list, or the entries of an object.
fn items(embedded: &EmbeddedMeta, json: &Json) -> Result<Vec<Json>, String> {
    match (embedded.is_map, json) {
        (false, Json::Array(items)) => Ok(items.clone()),
        (false, _) => Err(tr!("form-not-a-list")),
        (true, Json::Object(entries)) => key_value::entries(entries),
        (true, _) => Err(tr!("form-not-an-object")),
    }
}

/// The object of the rows of a form.
fn object(field: &FieldMeta, posted: &Posted, held: Option<&Json>, rows: Vec<Json>) -> Result<Value, Wrong> {
    let numbers: Vec<_> = numbers(posted.names()).into_iter().collect();
    key_value::object(field, held, &rows).map_err(|wrong| match wrong {
        key_value::Wrong::Twice(row) => {
            let name = format!("{}.key", numbers.get(row).copied().unwrap_or_default());
            Wrong::Errors(FormErrors::from([(name.into(), tr!("form-key-twice"))]))
        }
        key_value::Wrong::Unfit(reason) => Wrong::whole(tr!("form-does-not-fit", reason = reason)),
    })
}

fn record_of(embedded: &EmbeddedMeta, json: &Json) -> Result<Record, String> {
    let values = (embedded.open)(json)?;
    Ok(Record::new((embedded.fields)(), values.into_iter().map(Ok).collect()))
}

/// The numbers of the rows that have inputs, in order.
fn numbers<'a>(names: impl Iterator<Item = &'a str>) -> BTreeSet<usize> {
    names.filter_map(|name| name.split_once('.')?.0.parse().ok()).collect()
}

fn is_of_row(name: &str) -> bool {
    name.split_once('.').is_some_and(|(number, _)| number.parse::<usize>().is_ok_and(|at| at.to_string() == number))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn k103_a_patch_keeps_what_the_struct_does_not_know() {
        let held = json!({"color": "red", "old": 1, "deep": {"a": 1, "b": 2}});
        let before = json!({"color": "red", "size": 0, "deep": {"a": 1}});
        let next = json!({"color": "blue", "size": 0, "deep": {"a": 5}});
        let patch = patched(&held, &before, next);
        assert_eq!(patch, json!({"color": "blue", "old": 1, "deep": {"a": 5, "b": 2}}));
        assert_eq!(patched(&held, &before, before.clone()), held, "unchanged is unchanged");
        let gone = patched(&held, &before, json!({"size": 1, "deep": {"a": 1}}));
        assert_eq!(gone, json!({"old": 1, "size": 1, "deep": {"a": 1, "b": 2}}), "a key that serde skips goes");
    }
}
