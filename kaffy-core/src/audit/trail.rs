//! What a transaction did so far, to be written at its commit.

use super::{
    AuditEvent, chain,
    kept::changes,
    last::Moved,
    stored::{KEY, SHORT, fitted},
};
use crate::{Actor, Admin, Ctx, DbError, Key, Record as Row, Resource};

/// What is to be written.
#[derive(Debug)]
pub(crate) struct Trail {
    is_on: bool,
    notes: Vec<Note>,
    /// The entry whose fields are being set back, until the change is noted.
    restores: Option<i64>,
    /// Whether a record is being taken out of the trash, until the change is noted.
    takes_out: bool,
}

/// One entry, but for who and when.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) event: AuditEvent,
    pub(super) resource: String,
    pub(super) record: String,
    pub(super) label: String,
    pub(super) changes: String,
    pub(super) detail: String,
}

/// A record that something happened to.
pub(crate) struct Record<'a> {
    pub(crate) resource: &'a Resource,
    pub(crate) key: &'a Key,
    pub(crate) before: Option<&'a Row>,
    pub(crate) after: Option<&'a Row>,
}

impl Trail {
    pub(crate) fn new(admin: &Admin) -> Self {
        Self { is_on: admin.has_audit(), notes: Vec::new(), restores: None, takes_out: false }
    }

    /// Whether anything is noted at all.
    pub(crate) fn is_on(&self) -> bool {
        self.is_on
    }

    /// The place that [`cut`](Self::cut) goes back to.
    pub(crate) fn len(&self) -> usize {
        self.notes.len()
    }

    /// Forgets what was taken back.
    pub(crate) fn cut(&mut self, len: usize) {
        self.notes.truncate(len);
    }

    /// Says that the next change takes a record out of the trash.
    pub(crate) fn takes_out(&mut self) {
        self.takes_out = true;
    }

    /// Says that the next change sets back fields of an entry.
    pub(crate) fn restores(&mut self, sequence: i64) {
        self.restores = Some(sequence);
    }

    /// Notes what happened to a record; a change that changed nothing is none.
    pub(crate) fn record(&mut self, event: AuditEvent, record: &Record<'_>, label: &str, detail: &str) {
        if !self.is_on {
            return;
        }
        let changes = changes(record.resource, record.before, record.after);
        if changes.is_empty() && event == AuditEvent::Changed {
            return;
        }
        let takes_out = std::mem::take(&mut self.takes_out);
        let (event, detail) = match self.restores.take().filter(|_| event == AuditEvent::Changed) {
            Some(sequence) => (AuditEvent::Restored, sequence.to_string()),
            None if takes_out && event == AuditEvent::Changed => (AuditEvent::TakenOut, detail.to_owned()),
            None => (event, detail.to_owned()),
        };
        self.notes.push(Note {
            event,
            resource: resource_name(record.resource),
            record: record_name(record.resource, record.key),
            label: label.to_owned(),
            changes,
            detail,
        });
    }

    /// Notes what was done in an area.
    pub(super) fn push(&mut self, note: Note) {
        if self.is_on {
            self.notes.push(note);
        }
    }

    pub(super) fn take(&mut self) -> Vec<Note> {
        std::mem::take(&mut self.notes)
    }

    fn note(&mut self, event: AuditEvent, detail: &str) {
        if self.is_on {
            let [resource, record, label, changes] = <[String; 4]>::default();
            self.notes.push(Note { event, resource, record, label, changes, detail: detail.to_owned() });
        }
    }
}

/// What the log calls a resource: its table, which lasts longer than its address.
pub(super) fn resource_name(resource: &Resource) -> String {
    let table = resource.table();
    let name = match table.schema {
        Some(schema) => format!("{schema}.{}", table.name),
        None => table.name.to_owned(),
    };
    fitted(&name, SHORT).into_owned()
}

/// What it calls one of its records: its key as addresses have it.
pub(super) fn record_name(resource: &Resource, key: &Key) -> String {
    fitted(&key.segment(resource), KEY).into_owned()
}

impl Ctx {
    /// Notes something of the application's own in the audit log, which lasts if and only if the transaction does.
    /// Without [`AdminBuilder::audit`](crate::AdminBuilder::audit) it does nothing.
    ///
    /// ```
    /// # use kaffy_core::{AuditEvent, Ctx};
    /// fn imported(ctx: &mut Ctx, rows: usize) {
    ///     ctx.note(AuditEvent::Noted, &format!("{rows} prices came from the supplier"));
    /// }
    /// ```
    pub fn note(&mut self, event: AuditEvent, detail: &str) {
        self.trail.note(event, detail);
    }

    /// Writes what was noted.
    pub(crate) async fn write_trail(&mut self) -> Result<Moved, DbError> {
        let notes = self.trail.take();
        let (admin, actor) = (self.admin().clone(), self.actor().clone());
        chain::append(&mut self.tx, admin.database(), &actor, notes).await
    }
}

impl Admin {
    /// Notes something that is about no record in the audit log: a sign-in, a refusal. Without
    /// [`AdminBuilder::audit`](crate::AdminBuilder::audit) it does nothing.
    ///
    /// Of somebody who is not known the actor has the name that was typed, and no id.
    ///
    /// # Errors
    /// When the database fails; then nothing is noted.
    pub async fn note(&self, actor: &Actor, event: AuditEvent, detail: &str) -> Result<(), DbError> {
        if !self.has_audit() {
            return Ok(());
        }
        let mut ctx = Ctx::begin(self.clone(), actor.clone()).await?;
        ctx.note(event, detail);
        ctx.commit().await
    }
}
