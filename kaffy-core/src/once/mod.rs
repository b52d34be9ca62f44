//! A form for a new record that is sent twice makes one record (S19).
//!
//! Each form that is drawn carries a text of chance. The save that adds the record keeps it in `kaffy_forms`, under
//! a unique key and in its own transaction, with the key of the record: of two saves at once one waits for the
//! other, on whichever nodes they are. Nobody counts on it for longer than a day.

mod receipt;
mod tables;

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering::Relaxed},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::Utc;

pub(crate) use receipt::{Receipt, Sent, clean_sometimes};
pub(crate) use tables::prepare;

use crate::{Admin, AdminBuilder};

/// How long a form is remembered, in seconds: a day.
const KEPT: i64 = 24 * 60 * 60;
/// How often old ones are looked for, in seconds: each hour.
const EVERY: i64 = 60 * 60;

/// Forms that were sent, as far as this process has to do with them.
#[derive(Clone, Debug)]
pub(crate) struct Once {
    /// When this process last removed old ones: a matter of housekeeping, and of nothing else.
    cleaned: Arc<AtomicI64>,
}

impl Once {
    /// For a process that begins, which has removed old ones by then.
    pub(crate) fn new() -> Self {
        Self { cleaned: Arc::new(AtomicI64::new(now())) }
    }

    /// Whether it is time to remove old ones; then it is this caller's turn.
    fn is_due(&self, now: i64) -> bool {
        let last = self.cleaned.load(Relaxed);
        now - last >= EVERY && self.cleaned.compare_exchange(last, now, Relaxed, Relaxed).is_ok()
    }
}

impl AdminBuilder {
    /// Keeps in a table which forms were sent, so that a form for a new record that is sent twice, by an impatient
    /// click or after going back, makes one record. It costs one statement for each record that is added.
    ///
    /// By itself it is on where kaffy has tables of its own, which is to say with [`Auth::built_in`](crate::Auth::built_in)
    /// or [`audit`](Self::audit); elsewhere it is off, since [`build`](Self::build) makes the table: `kaffy_forms`.
    ///
    /// ```
    /// # use kaffy_core::{Admin, Database};
    /// # fn app(db: Database) {
    /// let builder = Admin::builder(db).remember_forms(true);
    /// # }
    /// ```
    #[must_use]
    pub fn remember_forms(mut self, on: bool) -> Self {
        self.remember_forms = Some(on);
        self
    }
}

impl Admin {
    /// The text that a form for a new record is to carry, to be handed back with it
    /// ([`Posted::sent_as`](crate::Posted::sent_as)); `None` where forms are not remembered.
    pub fn form_nonce(&self) -> Option<String> {
        self.once().map(|_| BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>()))
    }
}

fn now() -> i64 {
    Utc::now().timestamp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s19_old_forms_are_removed_once_an_hour_by_one_of_many() {
        let (once, begun) = (Once::new(), now());
        let other = once.clone();
        assert!(!once.is_due(begun + EVERY - 60), "the start was one");
        assert!(once.is_due(begun + EVERY + 1) && !other.is_due(begun + EVERY + 1));
        assert!(!once.is_due(begun + 2 * EVERY) && other.is_due(begun + 2 * EVERY + 1));
    }
}
