//! A JSON column whose inside is drawn as fields.

use sea_query::Value;
use serde_json::Value as Json;

use super::{FieldMeta, ResourceMeta};
use crate::{AdminFields, Embed};

/// `embedded`: the JSON of the field is one struct of fields, or a list of them.
///
/// What serde makes of the struct is what is stored, with its names and its rules.
#[non_exhaustive]
#[derive(Clone, Copy)]
pub struct EmbeddedMeta {
    /// The fields of one. A function, so that a struct may hold a list of itself.
    pub fields: fn() -> &'static ResourceMeta,
    /// Whether it is a list.
    pub is_list: bool,
    /// Whether it is a list of the entries of a JSON object.
    pub is_map: bool,
    /// The values of one from its JSON, or why there are none.
    pub open: fn(&Json) -> Result<Vec<Value>, String>,
    /// The JSON of one from its values.
    pub close: fn(Vec<Value>) -> Result<Json, String>,
}

impl EmbeddedMeta {
    /// What the type of a field embeds.
    pub const fn of<T: Embed>() -> Self {
        Self { fields: || T::Item::META, is_list: T::IS_LIST, is_map: false, open: open::<T>, close: close::<T> }
    }
}

impl EmbeddedMeta {
    /// The entries of a JSON object of scalars: rows of a key and a value.
    pub const fn entries() -> Self {
        Self { fields: || Entry::META, is_list: true, is_map: true, open: entry, close: entry_json }
    }
}

/// One entry of an object, as the row of a form.
struct Entry;

const ENTRY: &[FieldMeta] =
    &[FieldMeta::of::<String>("key").label("Key"), FieldMeta::of::<String>("value").label("Value").blank()];

impl Entry {
    const META: &'static ResourceMeta =
        &ResourceMeta::new("Entry", super::TableMeta::new("")).names("Entry", "Entries").fields(ENTRY);
}

fn entry(json: &Json) -> Result<Vec<Value>, String> {
    let part = |name: &str| match json.get(name) {
        Some(Json::String(text)) => Ok(Value::String(Some(text.clone()))),
        _ => Err(crate::tr!("form-not-an-entry")),
    };
    Ok(vec![part("key")?, part("value")?])
}

fn entry_json(values: Vec<Value>) -> Result<Json, String> {
    let text = |value: Option<&Value>| match value {
        Some(Value::String(Some(text))) => Json::from(text.clone()),
        _ => Json::from(""),
    };
    Ok(serde_json::json!({ "key": text(values.first()), "value": text(values.get(1)) }))
}

fn open<T: Embed>(json: &Json) -> Result<Vec<Value>, String> {
    serde::Deserialize::deserialize(json).map(|item: T::Item| item.to_values()).map_err(|error| error.to_string())
}

fn close<T: Embed>(values: Vec<Value>) -> Result<Json, String> {
    let record = crate::Record::new(T::Item::META, values.into_iter().map(Ok).collect());
    let item = T::Item::from_record(&record).map_err(|error| error.to_string())?;
    serde_json::to_value(item).map_err(|error| error.to_string())
}

// By hand: a function pointer says nothing, and printing the fields might not end.
impl std::fmt::Debug for EmbeddedMeta {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EmbeddedMeta").field("is_list", &self.is_list).finish_non_exhaustive()
    }
}
