//! What somebody was told (A90).

use kaffy_core::{NotificationLink, NotificationRecord};
use serde::Serialize;

use crate::extract::Visit;

/// `notifications.html`: what somebody was told, the newest first.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct NotificationsView {
    /// This page, the newest first; what is done to all of them is posted there.
    pub href: String,
    /// One for each.
    pub lines: Vec<NotificationLine>,
    /// Whether one of them was not read.
    pub has_unread: bool,
    /// Whether one of them was read.
    pub has_read: bool,
    /// The id of the newest of all pages, posted as `newest` with what is done to all: what comes later is not among them.
    pub newest: String,
    /// Those before the last one here.
    pub older_href: Option<String>,
    /// The newest, where this page begins further down.
    pub newest_href: Option<String>,
}

/// One of them.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct NotificationLine {
    /// Its id.
    pub id: String,
    /// What it says.
    pub words: String,
    /// `success` or `warning`.
    pub kind: &'static str,
    /// Where it leads.
    pub href: Option<String>,
    /// Where it is posted that it was read, or is to be deleted.
    pub action: String,
    /// When, to the minute.
    pub when: String,
    /// When, to the second and with the zone.
    pub exact: String,
    /// When, for machines.
    pub machine: String,
    /// Whether it was read.
    pub is_read: bool,
}

impl NotificationLine {
    pub(crate) fn new(visit: &Visit, record: &NotificationRecord) -> Self {
        let id = record.id.to_string();
        let (when, exact) = kaffy_core::i18n::Localizer::current().moment(record.created_at);
        let href = record.link.as_ref().and_then(|link| match link {
            NotificationLink::Inside(path) => Some([visit.links.prefix(), path].concat()),
            NotificationLink::Outside(address) => Some(address.clone()),
            _ => None,
        });
        Self {
            words: record.words.clone(),
            kind: record.kind.word(),
            href,
            action: visit.links.notifications(&id),
            when,
            exact,
            machine: record.created_at.to_rfc3339(),
            is_read: record.is_read,
            id,
        }
    }
}
