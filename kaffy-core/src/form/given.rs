//! Values that a program gives for the inputs of a form, read by the rules of the form.

use serde_json::{Map, Value as Json};

use super::{
    FormField, Mode, Posted, Refused, Submission,
    decode::{Decoded, decode_as},
    shown,
};
use crate::{
    ChoiceValue, Kind, Resource, tr,
    value::{from_json, parse, print},
};

/// Reads them, with what would have been typed.
///
/// # Errors
/// When a name is no input.
pub(super) fn read(resource: &Resource, given: &Map<String, Json>) -> Result<(Submission, Posted), Refused> {
    let inputs = resource.inputs(Mode::Create);
    let is_input = |name: &String| inputs.iter().any(|field| field.column.meta.name == name);
    let foreign: Vec<_> =
        given.keys().filter(|name| !is_input(name)).map(|name| name.chars().take(60).collect()).collect();
    if !foreign.is_empty() {
        return Err(Refused(foreign));
    }
    let mut submission = Submission::default();
    let mut posted = Posted::default();
    for field in &inputs {
        match texts(field, given.get(field.column.meta.name)) {
            Ok(texts) => drop(posted.values.insert(field.column.meta.name.to_owned(), texts)),
            Err(words) => drop(submission.errors.insert(field.column.meta.name.into(), words)),
        }
    }
    for field in &inputs {
        let name = field.column.meta.name;
        if submission.errors.contains_key(name) {
            continue;
        }
        if !shown::is_shown(resource, &field.column, &posted, None) {
            submission.changes.extend(shown::hidden(&field.column, None));
            continue;
        }
        match decode_as(field, posted.get(name), |kind, text| Ok(parse(kind, text)?)) {
            Ok(Decoded::Set(value)) => submission.whole(field, value),
            Ok(Decoded::Keep) => {}
            Err(words) => drop(submission.errors.insert(name.into(), words)),
        }
    }
    Ok((submission, posted))
}

/// What a form would send for a value.
///
/// # Errors
/// In words, when it is none of the kind.
fn texts(field: &FormField, given: Option<&Json>) -> Result<Vec<String>, String> {
    let meta = field.column.meta;
    let Some(json) = given else { return Ok(vec![meta.default.unwrap_or_default().to_owned()]) };
    let wrong = || tr!("value-does-not-fit", value = json.to_string());
    match (meta.ty.kind, json) {
        (_, Json::Null) => Ok(vec![String::new()]),
        (Kind::Json, json) => Ok(vec![json.to_string()]),
        (Kind::List(item), Json::Array(items)) if field.is_chosen || matches!(item.kind, Kind::Choice(_)) => {
            let keys = items.iter().map(|item_json| key(item.kind, item_json).ok_or_else(wrong));
            // The empty value that is always sent beside.
            std::iter::once(Ok(String::new())).chain(keys).collect()
        }
        (Kind::List(_), Json::Array(items)) if items.is_empty() => Ok(vec![String::new()]),
        (Kind::List(_), Json::Array(_)) => Ok(vec![json.to_string()]),
        (Kind::List(_), Json::String(text)) => Ok(vec![text.clone()]),
        (kind, json) => key(kind, json).map(|text| vec![text]).ok_or_else(wrong),
    }
}

/// The text of one value.
fn key(kind: Kind, json: &Json) -> Option<String> {
    match (kind, json) {
        // By its name, or as it is stored.
        (Kind::Choice(choice), Json::String(text)) if choice.by_key(text).is_none() => {
            let stored = |value| matches!(value, ChoiceValue::Text(held) if held == text);
            let variant = choice.variants.iter().find(|variant| stored(variant.value));
            Some(variant.map_or_else(|| text.clone(), |variant| variant.key.to_owned()))
        }
        (_, Json::String(text)) => Some(text.clone()),
        (Kind::Bool, Json::Bool(flag)) => Some(flag.to_string()),
        (kind, json @ Json::Number(number)) => match kind {
            Kind::Int(_) | Kind::Float(_) | Kind::Decimal => Some(number.to_string()),
            Kind::Choice(_) => from_json(kind, json).ok().map(|value| print(kind, &value)),
            _ => None,
        },
        _ => None,
    }
}
