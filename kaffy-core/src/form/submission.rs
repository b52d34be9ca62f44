//! A whole form, decoded: what to write, or everything that is wrong with it.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use sea_query::Value;

use super::{
    FormField, Mode, Posted, Refused,
    decode::{Decoded, decode, newlines},
};
use crate::{Column, Kind, Record, Resource};

/// What is wrong with a form, by the name of the input: `price`, or `settings.color` inside another field.
pub type FormErrors = BTreeMap<Cow<'static, str>, String>;

/// A form that was not saved: what was typed, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Rejected {
    /// What was typed, by field, to draw the form again.
    pub values: BTreeMap<String, Vec<String>>,
    /// What is wrong, by field.
    pub errors: FormErrors,
    /// What is wrong with the record as a whole.
    pub general: Vec<String>,
}

/// One column to write.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) column: Arc<Column>,
    pub(crate) value: Value,
}

/// A form whose fields were all read, the wrong ones noted.
#[derive(Debug)]
pub(crate) struct Submission {
    pub(crate) changes: Vec<Change>,
    pub(crate) errors: FormErrors,
}

impl Submission {
    /// Reads the form for a new record.
    pub(crate) fn create(resource: &Resource, posted: &Posted) -> Result<Self, Refused> {
        Ok(Self::read(posted, posted.inputs(resource, Mode::Create)?, |_, _| false))
    }

    /// Reads the form of a record. A field whose text is what the form showed is left alone, so that
    /// saving an unchanged form changes nothing, however the value was stored (F29).
    pub(crate) fn update(resource: &Resource, posted: &Posted, record: &Record) -> Result<Self, Refused> {
        let inputs = posted.inputs(resource, Mode::Update)?;
        Ok(Self::read(posted, inputs, |field, texts| is_unchanged(field, texts, record)))
    }

    fn read(posted: &Posted, inputs: Vec<FormField>, unchanged: impl Fn(&FormField, &[String]) -> bool) -> Self {
        let mut submission = Self { changes: Vec::new(), errors: FormErrors::new() };
        for field in inputs {
            let texts = posted.get(field.column.meta.name);
            if unchanged(&field, texts) {
                continue;
            }
            match decode(&field, texts) {
                Ok(Decoded::Set(value)) => submission.changes.push(Change { column: field.column, value }),
                Ok(Decoded::Keep) => {}
                Err(message) => {
                    submission.errors.insert(field.column.meta.name.into(), message);
                }
            }
        }
        submission
    }
}

fn is_unchanged(field: &FormField, texts: &[String], record: &Record) -> bool {
    let meta = field.column.meta;
    let held = match record.cells().get(field.column.index) {
        Some(Ok(held)) => held,
        // What cannot be read is shown as an empty input; left empty, it stays as it is.
        Some(Err(_)) => return !texts.is_empty() && texts.iter().all(|text| is_left_empty(meta.ty.kind, text)),
        None => return false,
    };
    let is_same = || decode(field, texts).is_ok_and(|decoded| decoded == Decoded::Set(held.clone()));
    // Browsers shorten `14:05:00` to `14:05`, and a list is shown with one item per line.
    let is_rewritten = matches!(meta.ty.kind, Kind::Time | Kind::DateTime | Kind::Timestamp | Kind::List(_));
    match texts {
        // A readable value shown as it is; a secret is never shown, so never unchanged by its text.
        [text] if !meta.is_secret() => newlines(text) == as_sent(&field.text(record)) || (is_rewritten && is_same()),
        _ => is_same(),
    }
}

/// An empty checkbox sends `false`.
fn is_left_empty(kind: Kind, text: &str) -> bool {
    text.is_empty() || (matches!(kind, Kind::Bool) && text == "false")
}

/// A text as a browser sends it back untouched: HTML has no NUL, which SQLite may hold.
fn as_sent(text: &str) -> String {
    newlines(text).replace('\0', "\u{fffd}")
}
