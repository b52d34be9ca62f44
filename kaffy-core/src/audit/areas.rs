//! Entries about what is done in an area, written in the transaction of the change.

use super::{AccountNote, AuditEvent, chain};
use crate::{
    Actor, Admin, Ctx, DbError,
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
        let event = if subject == Subject::View { AuditEvent::View } else { AuditEvent::Job };
        Self(AccountNote::new(event, what, subject.table(), id, label.into()))
    }

    /// What became of a field. Nothing secret comes here.
    #[must_use]
    pub fn field(mut self, name: &str, before: Option<&str>, after: Option<&str>) -> Self {
        self.0.field(name, before, after);
        self
    }
}

impl<R: AreaRight> Right<R> {
    /// Commits what was done, with the entries about it where there is an audit log.
    #[doc(hidden)]
    pub async fn commit(&self, mut tx: Tx, told: impl IntoIterator<Item = Told> + Send) -> Result<(), DbError> {
        if !self.admin().has_audit() {
            return tx.commit().await;
        }
        let notes = told.into_iter().map(|Told(note)| note.to_note()).collect();
        let moved = chain::append(&mut tx, self.admin().database(), self.actor(), notes).await?;
        tx.commit().await?;
        moved.committed();
        Ok(())
    }
}

impl Ctx {
    /// Notes what was done in an area, in the transaction at hand.
    #[doc(hidden)]
    pub fn told(&mut self, Told(note): Told) {
        self.trail.push(note.to_note());
    }

    /// Commits a transaction that [`Admin::open`] began.
    #[doc(hidden)]
    pub async fn close(self) -> Result<(), DbError> {
        self.commit().await
    }
}

impl Admin {
    /// Begins a transaction of somebody's, for another crate of kaffy.
    #[doc(hidden)]
    pub async fn open(&self, actor: &Actor) -> Result<Ctx, DbError> {
        Ctx::begin(self.clone(), actor.clone()).await
    }
}
