//! A whole form, decoded: what to write, or everything that is wrong with it.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use sea_query::Value;

use super::{
    FormField, Mode, Posted, Refused,
    decode::{Decoded, decode, newlines},
    embedded::{self, Wrong},
    shown, slug,
};
use crate::{Column, CustomError, CustomMeta, EmbeddedMeta, Kind, Record, RelationMeta, Resource, files, tr};

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
    /// The record in the trash that is in the way, where one is that the actor may see.
    pub in_trash: Option<crate::InTrash>,
}

impl Rejected {
    /// What is wrong as one text, where there is no form to say it beside.
    pub fn words(&self, resource: &Resource) -> String {
        let label = |name: &str| resource.column(name).map_or(name, |column| column.meta.label).to_owned();
        let beside = self.errors.iter().map(|(name, words)| format!("{}: {words}", label(name)));
        self.general.iter().cloned().chain(beside).collect::<Vec<_>>().join(" ")
    }
}

/// One column to write.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) column: Arc<Column>,
    pub(crate) value: Value,
}

/// A value that names a row of another resource.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    /// The input.
    pub(crate) name: Cow<'static, str>,
    pub(crate) relation: RelationMeta,
    pub(crate) held: Value,
}

impl Reference {
    /// The one that a change makes, if it makes one.
    pub(crate) fn of(change: &Change) -> Option<Self> {
        let (name, relation) = (change.column.meta.name, change.column.meta.belongs_to?);
        let names = !crate::value::is_null(&change.value);
        names.then(|| Self { name: name.into(), relation, held: change.value.clone() })
    }

    /// The same, seen from outside a field.
    pub(super) fn below(self, name: &str) -> Self {
        Self { name: format!("{name}.{}", self.name).into(), ..self }
    }
}

/// A form whose fields were all read, the wrong ones noted.
#[derive(Debug, Default)]
pub(crate) struct Submission {
    pub(crate) changes: Vec<Change>,
    pub(crate) errors: FormErrors,
    /// References of embedded fields.
    pub(crate) inner: Vec<Reference>,
}

impl Submission {
    /// The rows that its values name, by input; also those of embedded fields.
    pub(super) fn references(&self) -> Vec<Reference> {
        self.changes.iter().filter_map(Reference::of).chain(self.inner.iter().cloned()).collect()
    }

    /// Reads the form for a new record.
    pub(crate) fn create(resource: &Resource, posted: &Posted) -> Result<Self, Refused> {
        Self::create_from(resource, &resource.inputs(Mode::Create), posted)
    }

    /// Reads these inputs of a form for a new record.
    pub(crate) fn create_from(resource: &Resource, inputs: &[FormField], posted: &Posted) -> Result<Self, Refused> {
        posted.only(inputs)?;
        Self::read(resource, posted, inputs, None)
    }

    /// Reads the form of a record.
    pub(crate) fn update(resource: &Resource, posted: &Posted, record: &Record) -> Result<Self, Refused> {
        Self::update_from(resource, &resource.inputs(Mode::Update), posted, record)
    }

    /// Reads these inputs of the form of a record. A field whose text is what the form showed is left
    /// alone, so that saving an unchanged form changes nothing, however the value was stored (F29).
    pub(crate) fn update_from(
        resource: &Resource,
        inputs: &[FormField],
        posted: &Posted,
        record: &Record,
    ) -> Result<Self, Refused> {
        posted.only(inputs)?;
        Self::read(resource, posted, inputs, Some(record))
    }

    fn read(
        resource: &Resource,
        posted: &Posted,
        inputs: &[FormField],
        record: Option<&Record>,
    ) -> Result<Self, Refused> {
        let mut submission = Self::default();
        for field in inputs {
            let name = field.column.meta.name;
            if !shown::is_shown(resource, &field.column, posted, record) {
                submission.changes.extend(shown::hidden(&field.column, record));
                continue;
            }
            if let Some(custom) = field.column.meta.custom {
                submission.custom(field, &custom, &posted.below(name), record)?;
                continue;
            }
            if let Some(embedded) = field.column.meta.embedded {
                let inner = posted.below(name);
                if inner.names().next().is_some() {
                    submission.embedded(field, &embedded, &inner, record)?;
                    continue;
                }
                let held = record.and_then(|record| record.cells().get(field.column.index));
                let is_written = posted.get(name).iter().any(|text| !text.trim().is_empty());
                if is_written && !embedded::is_text(&embedded, held) {
                    return Err(Refused::of(name));
                }
            }
            if field.column.meta.file().is_some() {
                match files::asked(field, posted.file(name), record.is_none()) {
                    Ok(Some(value)) => submission.changes.push(Change { column: field.column.clone(), value }),
                    Ok(None) => {}
                    Err(message) => {
                        submission.errors.insert(name.into(), message);
                    }
                }
                continue;
            }
            let texts = match record {
                Some(_) => posted.get(name).to_vec(),
                None => slug::filled_in(resource, field, posted),
            };
            let is_old = |record: &Record| !shown::appears(resource, &field.column, record);
            if record.is_some_and(|record| is_old(record) && is_unchanged(field, &texts, record)) {
                continue;
            }
            match decode(field, &texts) {
                Ok(Decoded::Set(value)) => {
                    let held = record.and_then(|record| record.cells().get(field.column.index)?.as_ref().ok());
                    if held != Some(&value) {
                        submission.whole(field, value);
                    }
                }
                Ok(Decoded::Keep) => {}
                Err(message) => {
                    submission.errors.insert(name.into(), message);
                }
            }
        }
        Ok(submission)
    }

    /// Reads the inputs that a type brings along.
    fn custom(
        &mut self,
        field: &FormField,
        custom: &CustomMeta,
        inner: &Posted,
        record: Option<&Record>,
    ) -> Result<(), Refused> {
        let meta = field.column.meta;
        if let Some(foreign) = inner.names().find(|name| !custom.inputs.contains(name)) {
            return Err(Refused::of(foreign).below(meta.name));
        }
        let Some(typed) = custom.inputs.iter().map(|name| inner.get(name).last().cloned()).collect::<Option<Vec<_>>>()
        else {
            self.errors.insert(meta.name.into(), tr!("form-missing"));
            return Ok(());
        };
        let held = record.and_then(|record| record.cells().get(field.column.index)?.as_ref().ok());
        // What was not touched stays, however the type would write it today.
        if held.is_some_and(|held| (custom.fill)(held) == typed) {
            return Ok(());
        }
        let read = (custom.read)(&typed).and_then(|value| match crate::value::is_null(&value) {
            true if !meta.ty.nullable => Err(CustomError::new(tr!("form-fill-in"))),
            _ => Ok(value),
        });
        match read {
            Ok(value) if held == Some(&value) => {}
            Ok(value) => match meta.ty.check.map_or(Ok(()), |check| check(&value)) {
                Ok(()) => self.changes.push(Change { column: field.column.clone(), value }),
                Err(reason) => {
                    self.errors.insert(meta.name.into(), tr!("form-does-not-fit", reason = reason));
                }
            },
            Err(CustomError { message, inputs }) => {
                self.errors.insert(meta.name.into(), message);
                self.errors
                    .extend(inputs.into_iter().map(|(input, words)| (format!("{}.{input}", meta.name).into(), words)));
            }
        }
        Ok(())
    }

    /// Takes the value of a field; of JSON that was typed as text, if the fields inside agree.
    pub(super) fn whole(&mut self, field: &FormField, value: Value) {
        let (meta, mut inner) = (field.column.meta, Vec::new());
        match meta.embedded.map(|it| embedded::check_text(&it, &value, &mut inner)) {
            Some(Err(message)) => drop(self.errors.insert(meta.name.into(), message)),
            _ => self.changes.push(Change { column: field.column.clone(), value }),
        }
        self.inner.extend(inner.into_iter().map(|reference| Reference { name: meta.name.into(), ..reference }));
    }

    /// Reads the inputs inside a field.
    fn embedded(
        &mut self,
        field: &FormField,
        embedded: &EmbeddedMeta,
        inner: &Posted,
        record: Option<&Record>,
    ) -> Result<(), Refused> {
        let meta = field.column.meta;
        let held = record.and_then(|record| record.cells().get(field.column.index)?.as_ref().ok());
        let stored = match held {
            Some(Value::Json(Some(json))) => Some(&**json),
            _ => None,
        };
        let mut references = Vec::new();
        match embedded::decode(meta, embedded, inner, stored, &mut references) {
            Ok(value) if held == Some(&value) => {}
            Ok(value) => {
                self.inner.extend(references.into_iter().map(|reference| reference.below(meta.name)));
                self.changes.push(Change { column: field.column.clone(), value });
            }
            Err(Wrong::Errors(errors)) => self.errors.extend(embedded::below(meta.name, errors)),
            Err(Wrong::Refused(refused)) => return Err(refused.below(meta.name)),
        }
        Ok(())
    }
}

/// Whether an input was sent back as the form of this record shows it.
pub(super) fn is_unchanged(field: &FormField, texts: &[String], record: &Record) -> bool {
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
