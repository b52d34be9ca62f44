//! Entries about what is done in an area, written in the transaction of the change.

use super::{AccountNote, AuditEvent, chain};
use crate::{
    DbError,
    access::{AreaRight, Right},
    accounts::Subject,
    store::Tx,
};

/// What somebody did in an area, for the audit log.
#[doc(hidden)]
#[derive(Debug)]
pub struct Told(AccountNote);

impl Told {
    /// `what` is one of the words that [`AuditEntry::words`](crate::AuditEntry::words) knows; `label` is what people
    /// call the thing.
    pub fn new(what: &'static str, subject: Subject, id: &str, label: impl Into<String>) -> Self {
        Self(AccountNote::new(AuditEvent::Job, what, subject.table(), id, label.into()))
    }

    /// What became of a field. Nothing secret comes here.
    #[must_use]
    pub fn field(mut self, name: &str, before: Option<&str>, after: Option<&str>) -> Self {
        self.0.field(name, before, after);
        self
    }
}

impl<R: AreaRight> Right<R> {
    /// Writes what was done into the audit log, if there is one: the last that a transaction does.
    #[doc(hidden)]
    pub async fn tell(&self, tx: &mut Tx, told: impl IntoIterator<Item = Told> + Send) -> Result<(), DbError> {
        if !self.admin().has_audit() {
            return Ok(());
        }
        let notes = told.into_iter().map(|Told(note)| note.to_note()).collect();
        chain::append(tx, self.admin().database().dialect(), self.actor(), notes).await
    }
}
