//! What happens to accounts, told in one place: to the log, and to the audit log where there is one (S40).
//!
//! The entry is in the transaction of the change. No password, hash, code or id of a session comes here.

use super::{Accounts, Network};
use crate::{
    Actor, DbError,
    audit::{AccountNote, AuditEvent, Moved},
    store::Tx,
};

/// Something that was done to a user or a role.
pub(super) struct Done(AccountNote);

impl Done {
    /// `what` is one of the words that [`AuditEntry::words`](crate::AuditEntry::words) knows, `table` that of the user or
    /// role, `label` what people call them.
    pub(super) fn new(what: &'static str, table: &'static str, id: &str, label: impl Into<String>) -> Self {
        Self(AccountNote::new(AuditEvent::Account, what, table, id, label.into()))
    }

    /// That of a session, which has no more to say.
    pub(super) fn signed(event: AuditEvent) -> Self {
        Self(AccountNote::new(event, "", "", "", String::new()))
    }

    /// What became of a field.
    pub(super) fn field(mut self, name: &'static str, before: Option<&str>, after: Option<&str>) -> Self {
        self.0.field(name, before, after);
        self
    }

    /// That a secret is another one now.
    pub(super) fn secret(mut self, name: &'static str) -> Self {
        self.0.secret(name);
        self
    }
}

impl Accounts {
    /// Commits what was done, with the entry about it.
    pub(super) async fn commit(&self, mut tx: Tx, actor: &Actor, done: Done) -> Result<(), DbError> {
        let moved = match self.is_audited() {
            true => Some(done.0.write(&mut tx, self.db(), actor).await?),
            false => None,
        };
        tx.commit().await?;
        moved.into_iter().for_each(Moved::committed);
        let (user, note) = (&*actor.id, done.0);
        match note.event {
            AuditEvent::SignedIn => tracing::info!(user, address = ?actor.origin().address(), "signed in"),
            AuditEvent::SignedOut => tracing::info!(user, "signed out"),
            _ => tracing::info!(actor = user, what = note.what, whom = note.id, "an account was changed"),
        }
        Ok(())
    }
}

/// Code of the application, which no person stands for.
pub(super) fn by_code() -> Actor {
    Actor::new("", "")
}

/// `user` is the one that was tried, where there is one: what was typed in its place may be a password.
pub(super) fn sign_in_failed(user: Option<&str>, why: &'static str, network: Network) {
    tracing::warn!(user, why, address = ?network.address(), "a sign-in failed");
}
