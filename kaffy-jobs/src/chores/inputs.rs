//! The inputs of a run: from a form or a program to what is stored, from there to the chore, and to what people see.

use std::collections::BTreeMap;

use kaffy_core::{
    FieldMeta, InputError, Inputs, Kind, Mode, Posted, Record, Rejected,
    value::{self, NULL},
};
use sea_query::Value;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::{ChoreEntry, InputErrors, ShownInput};

/// What stands for a secret.
pub(crate) const MASK: &str = "••••••";

/// What a form says, checked by its own rules and by those of the chore, as it is stored.
///
/// # Errors
/// What is wrong, by input, with what was typed.
pub(crate) fn read(entry: ChoreEntry, posted: &Posted) -> Result<Map<String, Json>, Box<Rejected>> {
    let typed = || posted.clone().into_values();
    let record = form(entry).read(posted).map_err(|error| rejected(error, typed()))?;
    checked(entry, &record).map_err(|errors| merged(&errors, typed()))
}

/// The same of values that a program gives. What is not given has its default.
///
/// # Errors
/// What is wrong, by input.
pub(crate) fn read_json(entry: ChoreEntry, given: &Map<String, Json>) -> Result<Map<String, Json>, Box<Rejected>> {
    let record = form(entry).read_json(given).map_err(|error| rejected(error, BTreeMap::new()))?;
    checked(entry, &record).map_err(|errors| merged(&errors, BTreeMap::new()))
}

/// Values in the order of the inputs, as they are stored.
pub(crate) fn stored(entry: ChoreEntry, values: &[Value]) -> Map<String, Json> {
    let names = entry.inputs().fields.iter().map(|field| field.name.to_owned());
    names.zip(values.iter().map(value::to_json)).collect()
}

/// What was stored, for the chore.
///
/// # Errors
/// In words, when the chore asks for something else by now.
pub(crate) fn from_json(entry: ChoreEntry, stored: &Map<String, Json>) -> Result<Record, String> {
    let fields = entry.inputs().fields;
    if let Some(unknown) = stored.keys().find(|name| !fields.iter().any(|field| field.name == name.as_str())) {
        return Err(format!("`{}` has no input `{unknown}` any more", entry.meta().key));
    }
    let cell = |field: &FieldMeta| match stored.get(field.name) {
        Some(json) => held(field, json).map_err(|reason| format!("the input `{}` does not fit: {reason}", field.name)),
        None => Err(format!("`{}` has an input `{}` that this run was not given", entry.meta().key, field.name)),
    };
    let cells = fields.iter().map(|field| cell(field).map(Ok)).collect::<Result<Vec<_>, _>>()?;
    Ok(Record::new(entry.inputs(), cells))
}

/// What people see of it: no secrets, and an upload as its id.
pub(crate) fn shown(entry: ChoreEntry, stored: &Map<String, Json>) -> Vec<ShownInput> {
    let shown = entry.inputs().fields.iter().map(|field| {
        let value = stored.get(field.name).and_then(|json| held(field, json).ok()).unwrap_or(NULL);
        let text = (!value::is_null(&value)).then(|| match field.is_secret() {
            true => MASK.to_owned(),
            false => words(field, &value),
        });
        ShownInput { name: field.name.to_owned(), label: field.label.to_owned(), text }
    });
    shown.collect()
}

/// What its form would have sent, to begin another one with; secrets are left out.
pub(crate) fn prefill(entry: ChoreEntry, stored: &Map<String, Json>) -> BTreeMap<String, Vec<String>> {
    let form = form(entry);
    let cells = entry.inputs().fields.iter().map(|field| {
        let json = stored.get(field.name).unwrap_or(&Json::Null);
        Ok(held(field, json).unwrap_or(NULL))
    });
    let record = Record::new(entry.inputs(), cells.collect());
    let inputs = form.resource().inputs(Mode::Create).into_iter().filter(|field| !field.column.meta.is_secret());
    inputs
        .map(|field| {
            let meta = field.column.meta;
            let texts = match (meta.ty.kind, record.cell(meta.name)) {
                (Kind::List(item), Some(Ok(Value::Json(Some(json)))))
                    if field.is_chosen || matches!(item.kind, Kind::Choice(_)) =>
                {
                    items(item.kind, json).map(|value| value::print(item.kind, &value)).collect()
                }
                _ => vec![field.text(&record)],
            };
            (meta.name.to_owned(), texts)
        })
        .collect()
}

/// What was stored without its secrets, as it is kept once the run needs them no more.
pub(crate) fn without_secrets(entry: ChoreEntry, stored: &Map<String, Json>) -> Map<String, Json> {
    let is_secret = |name: &str| entry.inputs().fields.iter().any(|field| field.name == name && field.is_secret());
    stored.iter().filter(|(name, _)| !is_secret(name)).map(|(name, json)| (name.clone(), json.clone())).collect()
}

/// The files that it names, by input.
pub(crate) fn uploads(entry: ChoreEntry, stored: &Map<String, Json>) -> Vec<(&'static str, Uuid)> {
    let fields = entry.inputs().fields.iter().filter(|field| field.ty.is_upload);
    let named = |field: &FieldMeta| stored.get(field.name)?.as_str()?.parse().ok();
    fields.filter_map(|field| Some((field.name, named(field)?))).collect()
}

fn form(entry: ChoreEntry) -> Inputs {
    Inputs::new(entry.inputs(), Mode::Create)
}

/// A value as the chore takes it.
fn held(field: &FieldMeta, json: &Json) -> Result<Value, String> {
    match (field.ty.kind, json) {
        // `null` is JSON, too; only an `Option` takes it for nothing.
        (Kind::Json, Json::Null) if !field.ty.nullable => Ok(Value::Json(Some(Box::new(Json::Null)))),
        (Kind::List(item), Json::Array(items)) => {
            items.iter().try_for_each(|one| value::from_json(item.kind, one).map(drop))?;
            Ok(Value::Json(Some(Box::new(json.clone()))))
        }
        (kind, json) => value::from_json(kind, json),
    }
}

/// A value as people read it, whoever they are: it is kept.
fn words(field: &FieldMeta, value: &Value) -> String {
    let one = |kind: Kind, value: &Value| {
        let text = value::print(kind, value);
        let fixed = field.choices.iter().find(|choice| choice.value == text).map(|choice| choice.label);
        let variant = match kind {
            Kind::Choice(choice) => choice.by_key(&text).map(|variant| variant.label),
            _ => None,
        };
        fixed.or(variant).map_or(text, str::to_owned)
    };
    match (field.ty.kind, value) {
        (Kind::List(item), Value::Json(Some(json))) => {
            items(item.kind, json).map(|value| one(item.kind, &value)).collect::<Vec<_>>().join(", ")
        }
        (kind, value) => one(kind, value),
    }
}

fn items(kind: Kind, json: &Json) -> impl Iterator<Item = Value> {
    json.as_array().into_iter().flatten().filter_map(move |item| value::from_json(kind, item).ok())
}

/// Asks the chore's own rules.
fn checked(entry: ChoreEntry, record: &Record) -> Result<Map<String, Json>, InputErrors> {
    entry.check(record).map(|values| stored(entry, &values))
}

fn rejected(error: InputError, typed: BTreeMap<String, Vec<String>>) -> Box<Rejected> {
    match error {
        InputError::Invalid(rejected) => rejected,
        other => Box::new(Rejected { values: typed, general: vec![other.to_string()], ..Rejected::default() }),
    }
}

/// All that is said of an input, one after the other (C18).
fn merged(errors: &InputErrors, typed: BTreeMap<String, Vec<String>>) -> Box<Rejected> {
    let mut rejected = Rejected { values: typed, ..Rejected::default() };
    for (input, words) in errors.iter() {
        match input {
            "" => rejected.general.push(words.to_owned()),
            input => {
                let said = rejected.errors.entry(input.into()).or_default();
                let gap = match said.chars().last() {
                    None => "",
                    Some('.' | '!' | '?') => " ",
                    Some(_) => "; ",
                };
                *said = format!("{said}{gap}{words}");
            }
        }
    }
    Box::new(rejected)
}
