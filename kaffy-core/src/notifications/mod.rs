//! What somebody is told, whenever they look next: that an import has ended, or whatever the application has to say (A90).
//!
//! A notification is a row for one actor, written in the transaction of what it tells of. It holds the name of a message
//! with its arguments, or plain text of the application's own, so that each reads it in their own language. Nobody else
//! sees it, and what it says is bounded. After ninety days it is taken away: by workers of jobs, and
//! where there are none by a process that tells somebody something, once an hour.

mod notification;
mod noting;
mod reading;
mod tables;
mod writing;

pub use notification::{Notification, NotificationKind};
pub use noting::read_about;
pub use reading::{NotificationLink, NotificationRecord};
pub use tables::MIGRATION;
pub(crate) use tables::prepare;
pub use writing::{notify, prune};

use crate::{Admin, AdminBuilder};

/// Whether notifications are kept, as far as an admin has to do with it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept;

impl AdminBuilder {
    /// Keeps notifications in a table, `kaffy_notifications`: a bell in the head of every page, a page of them, and
    /// [`Ctx::notify`](crate::Ctx::notify) for code of the application.
    ///
    /// By itself it is on where kaffy has tables of its own, which is to say with
    /// [`Auth::built_in`](crate::Auth::built_in), [`audit`](Self::audit) or jobs; elsewhere it is off, since
    /// [`build`](Self::build) makes the table.
    ///
    /// ```
    /// # use kaffy_core::{Admin, Database};
    /// # fn app(db: Database) {
    /// let builder = Admin::builder(db).notifications(true);
    /// # }
    /// ```
    #[must_use]
    pub fn notifications(mut self, on: bool) -> Self {
        self.notifications = Some(on);
        self
    }
}

impl Admin {
    /// Whether notifications are kept.
    pub fn has_notifications(&self) -> bool {
        self.kept_notifications().is_some()
    }

    /// The name under which what this admin tells is kept: another over the same database has other people.
    pub(crate) fn notifying_as(&self) -> String {
        self.title().chars().take(tables::SHORT).collect()
    }
}
