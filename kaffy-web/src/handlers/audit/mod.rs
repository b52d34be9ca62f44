//! The pages of the audit log.

pub(crate) mod all;
pub(crate) mod export;
pub(crate) mod history;

use kaffy_core::{AuditPlace, tr};

use super::respond;
use crate::{
    WebError,
    extract::{Params, Visit},
    listing::bad,
    pages::Web,
    view::{EntryView, RecentView, RowNames},
};

/// 404 where no log is kept.
fn kept(web: &Web) -> Result<(), WebError> {
    if web.admin.has_audit() { Ok(()) } else { Err(WebError::no_page()) }
}

/// Where a page of a history begins.
fn place(params: &Params) -> Result<AuditPlace, WebError> {
    let number = |name: &str| match params.get(name) {
        None => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| bad(&tr!("audit-entries"), &tr!("page-list-pages"))),
    };
    Ok(match (number("before")?, number("after")?) {
        (Some(sequence), _) => AuditPlace::Before(sequence),
        (None, Some(sequence)) => AuditPlace::After(sequence),
        (None, None) => AuditPlace::Newest,
    })
}

/// "My recent actions" of a first page; nothing where there are none.
pub(super) async fn recent(web: &Web, visit: &Visit) -> Result<Option<RecentView>, WebError> {
    let Some(actor) = visit.actor().filter(|_| web.admin.has_audit()) else { return Ok(None) };
    let may_audit = web.admin.may_audit(actor);
    let entries = web.admin.recent_actions(actor).await?;
    let entries: Vec<_> =
        entries.iter().map(|it| EntryView::new(&visit.links, it, may_audit, &RowNames::new())).collect();
    let all_href = may_audit.then(|| visit.links.audit());
    Ok((!entries.is_empty()).then_some(RecentView { all_href, entries }))
}
