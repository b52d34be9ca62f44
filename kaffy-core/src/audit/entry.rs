//! One entry, as far as whoever reads may know it.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{AccountEntry, AuditEvent, Kept, accounts};
use crate::{Column, Key, Resource};

/// One entry of the audit log.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AuditEntry {
    /// Its number: one more than that of the entry before.
    pub sequence: i64,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// The id of who did it; empty for somebody who is not known.
    pub actor_id: String,
    /// What people called who did it.
    pub actor: String,
    /// As whom, where somebody acted as another user: what people call that user.
    pub acted_as: Option<String>,
    /// What was done; `None` for something that a later version of kaffy knows.
    pub event: Option<AuditEvent>,
    /// The resource of the record that it is about, if it is about one.
    pub resource: Option<Arc<Resource>>,
    /// The user or role of built-in accounts that it is about, if it is about one.
    pub account: Option<AccountEntry>,
    /// The key of the record.
    pub key: Option<Key>,
    /// What people called the record.
    pub label: String,
    /// The fields that changed, those that the reader may see.
    pub changes: Vec<FieldChange>,
    /// More about it: the key of an action, the number of the entry that was restored, a reason.
    pub detail: String,
    /// The number of the request, as the log of the program has it.
    pub request: String,
    /// The address that it came from, for its actor and for auditors.
    pub address: Option<String>,
}

impl AuditEntry {
    /// What more there is to say of it, for people: what was done to an account, else the detail as it is.
    pub fn words(&self) -> String {
        match self.account {
            Some(_) => accounts::words(&self.detail),
            None => self.detail.clone(),
        }
    }
}

/// A field before and after.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FieldChange {
    /// The field.
    pub column: Arc<Column>,
    /// What it was.
    pub before: Kept,
    /// What it became.
    pub after: Kept,
    /// Whether it can be set back to what it was, by somebody who may change the record.
    pub can_be_restored: bool,
}
