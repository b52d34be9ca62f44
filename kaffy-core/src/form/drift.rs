//! What became of a record since the form was drawn, and which of it the form would write over (A57, F20).
//!
//! A field that somebody else changed and this form did not is left as it is now. One that both changed, each to
//! something else, is a conflict.

use std::sync::Arc;

use super::{
    FormField, Mode, Posted, Refused, Submission,
    posted::Since,
    shown::is_shown,
    submission::is_unchanged,
    version::{Held, Version, Versions},
};
use crate::{Cell, Column, Record, Resource, behaviour::own_field};

/// One field that somebody else changed since the form was drawn.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Clash {
    /// The name of its input: `price`, or `ingredients.0.amount` in a row of another resource.
    pub name: String,
    /// The field.
    pub field: FormField,
    /// The row of another resource that it is a field of: the name of such rows, and what people call this one.
    pub row: Option<(String, String)>,
    /// What it held when the form was drawn; `None` where the form does not know.
    pub base: Option<Cell>,
    /// What it holds now.
    pub theirs: Cell,
    /// What was typed, where that can be read and is something else than both.
    pub yours: Option<Cell>,
    /// Whether this form changes it, too.
    pub is_yours: bool,
}

/// What became of one record since its form was drawn.
#[derive(Debug, Default)]
pub(crate) struct Drift {
    /// The fields that changed meanwhile.
    pub(crate) clashes: Vec<Clash>,
    /// Whether the form may not be saved before somebody has looked.
    pub(crate) is_conflict: bool,
    /// Whether nobody knows which state the form was drawn from.
    pub(crate) is_unknown: bool,
    /// Whether the version column says that the row is another one.
    pub(crate) is_other: bool,
}

impl Drift {
    /// What became of a record that is to be deleted, whatever its form says.
    pub(crate) fn of(versions: Versions<'_>, inputs: &[FormField], posted: &Posted, record: &Record) -> Self {
        let Since::Drawn(text) = &posted.since else { return Self::default() };
        let version = text.as_deref().and_then(|text| versions.read(text));
        let now = Now { versions, posted, record, version: version.as_ref() };
        let moved = inputs.iter().filter(|field| version.is_some() && now.is_moved(field));
        let clashes: Vec<_> = moved.map(|field| now.clash(field, &Submission::default(), false)).collect();
        let (is_unknown, is_other) = (version.is_none(), now.is_other());
        Self { is_conflict: is_unknown || is_other || !clashes.is_empty(), clashes, is_unknown, is_other }
    }

    /// Whether the row changed at all.
    pub(crate) fn is_any(&self) -> bool {
        !self.clashes.is_empty() || self.is_other || self.is_unknown
    }
}

impl Submission {
    /// Reads these inputs of the form of a record, which was drawn from an earlier state of it.
    pub(crate) fn update_since(
        versions: Versions<'_>,
        inputs: &[FormField],
        posted: &Posted,
        record: &Record,
    ) -> Result<(Self, Drift), Refused> {
        let resource = versions.resource;
        let first = Self::update_from(resource, inputs, posted, record)?;
        let Since::Drawn(text) = &posted.since else { return Ok((first, Drift::default())) };
        let version = text.as_deref().and_then(|text| versions.read(text));
        let now = Now { versions, posted, record, version: version.as_ref() };
        let moved: Vec<_> = inputs.iter().filter(|field| now.is_moved(field)).collect();
        let is_other = now.is_other();
        if moved.is_empty() && posted.theirs.is_empty() && !is_other {
            return Ok((first, Drift::default()));
        }
        let is_left = |field: &&FormField| {
            posted.theirs.contains(field.column.meta.name) || (now.is_moved(field) && now.is_untouched(field, &first))
        };
        let left: Vec<_> = inputs.iter().filter(is_left).map(|field| field.column.meta.name).collect();
        let mut read = Self::update_from(resource, inputs, &posted.leaving(&left), record)?;
        read.leave(&left);
        let mut drift = Drift { is_unknown: version.is_none(), is_other, ..Drift::default() };
        for field in moved {
            let is_yours = read.is_about(field.column.meta.name);
            let is_known = version.is_some();
            // Both meant the same; or nobody knows whether it changed, and this form leaves it alone.
            if !is_yours && (!is_known || !left.contains(&field.column.meta.name)) {
                continue;
            }
            drift.clashes.push(now.clash(field, &first, is_yours));
        }
        let writes = !read.changes.is_empty() || !read.errors.is_empty();
        drift.is_conflict = drift.clashes.iter().any(|clash| clash.is_yours) || (is_other && writes);
        Ok((read, drift))
    }

    /// Takes out what it says of some fields.
    fn leave(&mut self, fields: &[&'static str]) {
        self.changes.retain(|change| !fields.contains(&change.column.meta.name));
        self.errors.retain(|name, _| !fields.contains(&own_field(name)));
        self.inner.retain(|reference| !fields.contains(&own_field(&reference.name)));
    }

    /// Whether it writes a field, or would if that could be read.
    fn is_about(&self, field: &str) -> bool {
        self.changes.iter().any(|change| change.column.meta.name == field)
            || self.errors.keys().any(|name| own_field(name) == field)
    }
}

/// A record as it is now, beside the form that was drawn from an earlier state of it.
struct Now<'a> {
    versions: Versions<'a>,
    posted: &'a Posted,
    record: &'a Record,
    version: Option<&'a Version>,
}

impl Now<'_> {
    fn base(&self, field: &FormField) -> Option<&Held> {
        self.version?.get(field.column.meta.name)
    }

    /// Whether the version column says that the row is another one.
    fn is_other(&self) -> bool {
        let Some((version, column)) = self.version.zip(self.versions.resource.version()) else { return false };
        version.get(column.meta.name) != Some(&self.versions.held(column, self.record))
    }

    /// Whether the field holds something else than when the form was drawn, or may do so.
    fn is_moved(&self, field: &FormField) -> bool {
        self.base(field) != Some(&self.versions.held(&field.column, self.record))
    }

    /// Whether the form has the field as it was drawn.
    fn is_untouched(&self, field: &FormField, read: &Submission) -> bool {
        let (meta, column) = (field.column.meta, &field.column);
        let Some(base) = self.base(field) else { return false };
        if meta.file().is_some() {
            return self.posted.file(meta.name).is_none();
        }
        if !is_shown(self.versions.resource, column, self.posted, Some(self.record)) {
            return false;
        }
        let typed = self.posted.get(meta.name);
        if meta.is_secret() {
            return typed.iter().all(String::is_empty);
        }
        let change = read.changes.iter().find(|change| change.column.index == column.index);
        let is_same = change.is_some_and(|it| self.versions.of_cell(column, &Ok(it.value.clone())) == *base);
        let cell = base.cell(column).filter(|_| meta.custom.is_none() && meta.embedded.is_none());
        is_same || cell.is_some_and(|cell| is_unchanged(field, typed, &with(self.record, field, cell)))
    }

    fn clash(&self, field: &FormField, read: &Submission, is_yours: bool) -> Clash {
        let column = &field.column;
        let typed = read.changes.iter().find(|change| change.column.index == column.index);
        Clash {
            name: column.meta.name.to_owned(),
            field: field.clone(),
            row: None,
            base: self.base(field).and_then(|held| held.cell(column)),
            theirs: self.record.cells()[column.index].clone(),
            yours: typed.map(|change| Ok(change.value.clone())),
            is_yours,
        }
    }
}

/// A record with another value in one field.
fn with(record: &Record, field: &FormField, cell: Cell) -> Record {
    let mut cells = record.cells().to_vec();
    cells[field.column.index] = cell;
    Record::new(record.meta(), cells)
}

impl Resource {
    /// What people see of a row of it on its page, and its version: what a question about it was drawn from.
    pub(crate) fn asked_about(&self) -> impl Iterator<Item = &Arc<Column>> {
        let shown = |column: &&Arc<Column>| {
            let meta = column.meta;
            let is_seen = FormField::of(self, column, Mode::Update).is_some() && !meta.is_secret();
            (is_seen && !meta.is_timestamp()) || meta.is_version
        };
        self.columns.iter().filter(shown)
    }
}
