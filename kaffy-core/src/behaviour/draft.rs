//! A record on its way to the database, before anybody knows its Rust type.

use std::{borrow::Cow, collections::BTreeSet, sync::Arc};

use sea_query::Value;

use crate::{
    Cell, Column, Key, Record, Resource,
    form::{Change, FormErrors, Reference, Submission, blank},
    value,
};

/// What a form says and what a hook made of it: the row as it was, what changes, what is wrong.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) resource: Arc<Resource>,
    /// The row as it is; none for a new one.
    pub(crate) original: Option<Record>,
    pub(crate) changes: Vec<Change>,
    /// What is wrong, by field.
    pub(crate) errors: FormErrors,
    /// What is wrong with the record as a whole.
    pub(crate) general: Vec<String>,
    /// Fields whose input could not be read, so that they have no value now.
    unread: BTreeSet<Cow<'static, str>>,
    /// Fields that code has set, and not the form.
    by_code: BTreeSet<usize>,
    /// Rows that values inside embedded fields name.
    inner: Vec<Reference>,
}

impl Draft {
    pub(crate) fn new(resource: Arc<Resource>, original: Option<Record>, submission: Submission) -> Self {
        let Submission { changes, errors, inner } = submission;
        // What is wrong inside a field leaves the whole of it unread.
        let own = |name: &Cow<'static, str>| Cow::Owned(own_field(name).to_owned());
        let unread = errors.keys().map(own).collect();
        Self { resource, original, changes, errors, general: Vec::new(), unread, by_code: BTreeSet::new(), inner }
    }

    /// One that no form was sent for.
    pub(crate) fn blank(resource: Arc<Resource>, original: Option<Record>) -> Self {
        Self::new(resource, original, Submission::default())
    }

    /// Whether nothing is wrong with it so far.
    pub(crate) fn is_valid(&self) -> bool {
        self.errors.is_empty() && self.general.is_empty()
    }

    /// The value that a column gets.
    pub(crate) fn change(&self, column: &Column) -> Option<&Value> {
        self.changes.iter().find(|change| change.column.index == column.index).map(|change| &change.value)
    }

    /// The names of the fields that change.
    pub(crate) fn changed(&self) -> Vec<&'static str> {
        self.changes.iter().map(|change| change.column.meta.name).collect()
    }

    /// Whether a value comes from code, which may name rows that the actor does not see.
    pub(crate) fn is_by_code(&self, column: &Column) -> bool {
        self.by_code.contains(&column.index)
    }

    /// The rows of resources that what the form said names, by input; also inside embedded fields.
    pub(crate) fn references(&self) -> Vec<Reference> {
        let by_form = |name: &str| self.resource.column(name).is_some_and(|column| !self.is_by_code(column));
        let own = self.changes.iter().filter_map(Reference::of);
        own.chain(self.inner.iter().cloned()).filter(|it| by_form(own_field(&it.name))).collect()
    }

    /// The value of a field once this is saved; `None` where there is none yet or it cannot be read.
    pub(crate) fn value(&self, field: &str) -> Option<&Value> {
        let column = self.resource.column(field)?;
        match self.change(column) {
            Some(value) => Some(value),
            None if self.unread.contains(field) => None,
            None => self.old(field),
        }
    }

    /// The value of a field before.
    pub(crate) fn old(&self, field: &str) -> Option<&Value> {
        self.original.as_ref()?.cell(field)?.as_ref().ok()
    }

    /// Sets a field, whatever the form said about it, and takes back what was wrong with that.
    pub(crate) fn set(&mut self, field: &'static str, value: Value) {
        let Some(column) = self.resource.column(field).cloned() else { return };
        self.unread.remove(field);
        self.errors.retain(|name, _| own_field(name) != field);
        let is_as_before = self.old(field) == Some(&value);
        self.by_code.insert(column.index);
        let known = self.changes.iter().position(|change| change.column.index == column.index);
        match (known, is_as_before) {
            (Some(at), true) => {
                self.changes.remove(at);
            }
            (Some(at), false) => self.changes[at].value = value,
            (None, true) => {}
            (None, false) => self.changes.push(Change { column, value }),
        }
    }

    /// The row as it would be. What nobody has said yet and the database fills in is a blank of its kind.
    pub(crate) fn candidate(&self) -> Record {
        self.row(blank)
    }

    /// The row as far as it is known: NULL where the database is to fill in.
    pub(crate) fn known(&self) -> Record {
        self.row(|_| value::NULL)
    }

    fn row(&self, open: impl Fn(&Column) -> Value) -> Record {
        let cell = |column: &Arc<Column>| -> Cell {
            match (self.change(column), &self.original) {
                (Some(value), _) => Ok(value.clone()),
                (None, Some(record)) => record.cells()[column.index].clone(),
                (None, None) => Ok(open(column)),
            }
        };
        Record::new(self.resource.meta(), self.resource.columns().iter().map(cell).collect())
    }

    /// Whether the candidate's value of a field is a blank that the database is to replace.
    pub(crate) fn is_open(&self, column: &Column) -> bool {
        self.original.is_none() && self.change(column).is_none()
    }

    /// The key of the row once this is saved; `None` for a new one whose key the database makes.
    pub(crate) fn key(&self) -> Option<Key> {
        let part = |column: &Arc<Column>| self.value(column.meta.name).filter(|it| !value::is_null(it)).cloned();
        self.resource.key().iter().map(part).collect::<Option<Vec<_>>>().map(Key::new)
    }
}

/// The field of the resource that an input is, or is inside of.
pub(crate) fn own_field(input: &str) -> &str {
    input.split_once('.').map_or(input, |(own, _)| own)
}
