//! A form that would write over what somebody else did since it was drawn (A57, W2, F20).
//!
//! The record and the rows of other resources on its form are compared while they are locked, so that of any
//! number of saves from one state a single one goes through.

use std::collections::BTreeMap;

use crate::{
    Allowed, Clash, Inline, Key, Mode, Record, Rejected,
    access::Action,
    form::{Drift, FormErrors, Versions},
};

/// A form that was not saved, since somebody else changed what it would write over.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Conflict {
    /// What was typed, and what else is wrong with it.
    pub rejected: Rejected,
    /// The fields that somebody else changed, those of rows of other resources among them.
    pub clashes: Vec<Clash>,
    /// The states to go on from, for the next form: of rows by their names in the form, of the record under no
    /// name. Those that did not change are not here.
    pub versions: BTreeMap<String, String>,
    /// Whether the form did not say which state it was drawn from, so that all that it changes is listed.
    pub is_unknown: bool,
    /// Whether the version column changed, and perhaps nothing that the form shows.
    pub is_other: bool,
    /// Whether it has to be asked about.
    pub(in crate::data) is_real: bool,
}

impl Conflict {
    /// That the row had another version when it was written.
    pub(super) fn of_version() -> Box<Self> {
        Box::new(Self { is_other: true, ..Self::default() })
    }

    /// Whether the database did not write a row that nobody had changed, so that only the row as it is now can
    /// help.
    pub fn is_stuck(&self) -> bool {
        self.is_other && self.versions.is_empty()
    }

    /// Notes what became of the record, or of a row by its name in the form, its inline and its own name.
    pub(in crate::data) fn note(&mut self, drift: Drift, version: String, row: Option<(&str, &Inline, String)>) {
        self.is_real |= drift.is_conflict;
        self.is_unknown |= drift.is_unknown;
        self.is_other |= drift.is_other;
        self.versions.insert(row.as_ref().map_or("", |(name, ..)| name).to_owned(), version);
        let placed = |clash: Clash| match &row {
            None => clash,
            Some((name, inline, label)) => Clash {
                name: format!("{name}.{}", clash.name),
                row: Some((inline.label().to_owned(), label.clone())),
                ..clash
            },
        };
        self.clashes.extend(drift.clashes.into_iter().map(placed));
    }

    /// With what else is wrong with the form.
    pub(in crate::data) fn with_errors(mut self, errors: FormErrors) -> Box<Self> {
        self.rejected.errors = errors;
        Box::new(self)
    }

    /// What somebody else changed and the form leaves as it is, in words.
    pub(in crate::data) fn left(&self) -> Vec<String> {
        self.clashes.iter().filter(|clash| !clash.is_yours).map(Clash::label).collect()
    }
}

impl Clash {
    /// What people call the field, with the row of another resource that it is in.
    pub fn label(&self) -> String {
        let label = self.field.column.meta.label;
        match &self.row {
            Some((rows, row)) => format!("{rows}, {row}: {label}"),
            None => label.to_owned(),
        }
    }
}

impl<A: Action> Allowed<A> {
    /// The state of a record as its form shows it, to be sent back with the form
    /// ([`Posted::drawn_from`](crate::Posted::drawn_from)).
    pub fn version(&self, key: &Key, record: &Record) -> String {
        self.versions(key).of(&self.resource().inputs(Mode::Update), record)
    }

    /// The same of a row on the form of the record that it belongs to.
    pub fn row_version(&self, inline: &Inline, key: &Key, record: &Record) -> String {
        self.versions(key).of(&inline.inputs(self.resource(), Mode::Update), record)
    }

    pub(in crate::data) fn versions<'a>(&'a self, key: &'a Key) -> Versions<'a> {
        Versions { secret: self.admin().secret(), resource: self.resource(), key }
    }
}
