//! Entries of the log as a file (W13): those that match and that whoever asks may see, with what they may see of them.

use axum::{extract::State, response::Response};
use kaffy_core::{Actor, Admin, AuditPlace, AuditQuery, DbError, tr};

use super::all::Seen;
use crate::{
    WebError,
    extract::{Params, Signed, Visit},
    links::Links,
    listing::{self, AUDIT, Asked, Rows},
    pages::Web,
    view::{ChangeView, EntryView, RowNames},
};

pub(crate) async fn file(
    State(web): State<Web>,
    visit: Visit,
    Signed(actor): Signed,
    Params(params): Params,
) -> Result<Response, WebError> {
    let seen = Seen::of(&web, &actor)?;
    let rows = |asked: &Asked<'_>| {
        let query = AuditQuery { place: AuditPlace::Newest, ..seen.query(asked)? };
        Ok(EntryRows { admin: web.admin.clone(), links: visit.links.clone(), actor, query })
    };
    listing::file(&web, &visit, &AUDIT, &params, rows).await
}

struct EntryRows {
    admin: Admin,
    links: Links,
    actor: Actor,
    query: AuditQuery,
}

impl Rows for EntryRows {
    fn headings(&self) -> Vec<String> {
        vec![
            tr!("audit-number"),
            tr!("audit-when"),
            tr!("audit-who"),
            tr!("audit-what"),
            tr!("audit-filter-resource"),
            tr!("audit-label"),
            tr!("audit-details"),
            tr!("audit-changes"),
            tr!("audit-request"),
            tr!("audit-from-address"),
        ]
    }

    async fn next(&mut self, most: u64) -> Result<(Vec<Vec<String>>, bool), DbError> {
        self.query.rows = u16::try_from(most).ok();
        let page = self.admin.audit_page(&self.actor, &self.query).await?;
        let views = page.entries.iter().map(|it| EntryView::new(&self.links, it, true, &RowNames::new()));
        let rows = views.map(row).collect();
        self.query.place = page.older.unwrap_or_default();
        Ok((rows, page.older.is_some()))
    }
}

fn row(entry: EntryView) -> Vec<String> {
    let changes: Vec<_> = entry.changes.iter().map(|change| words(change, entry.has_both)).collect();
    vec![
        entry.sequence.to_string(),
        entry.at.exact,
        entry.actor,
        entry.event,
        entry.thing.unwrap_or_default(),
        entry.label,
        entry.detail,
        changes.join("; "),
        entry.request,
        entry.address.unwrap_or_default(),
    ]
}

/// `Price: 5 → 6`, or the one value that there is.
fn words(change: &ChangeView, has_both: bool) -> String {
    let (before, after) = (&change.before, &change.after);
    match has_both {
        true => format!("{}: {} → {}", change.label, before.text, after.text),
        false if before.is_about => format!("{}: {}", change.label, after.text),
        false => format!("{}: {}", change.label, before.text),
    }
}
