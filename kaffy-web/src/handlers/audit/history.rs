//! What happened to a record, and setting fields back to what they were.

use std::collections::HashMap;

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{AuditEntry, AuditPlace, Change, FieldChange, Kept, Key, Permission, SaveError, View, tr};

use super::{kept, place, respond};
use crate::{
    WebError,
    extract::{Form, Params, Permitted, Visit},
    flash::Flash,
    pages::Web,
    view::{EntryView, HistoryView, RowNames, Screen, around},
};

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    allowed: Permitted<View>,
    params: Params,
) -> Result<Response, WebError> {
    kept(&web)?;
    let key = allowed.key()?;
    History { web: &web, visit: &visit, seen: &allowed }.draw(StatusCode::OK, &key, place(&params)?, Vec::new()).await
}

pub(crate) async fn restore(
    State(web): State<Web>,
    visit: Visit,
    allowed: Permitted<Change>,
    form: Form,
) -> Result<Response, WebError> {
    kept(&web)?;
    let (key, resource) = (allowed.key()?, allowed.resource());
    let seen = web.admin.authorize::<View>(allowed.actor(), resource)?;
    let sequence = form.get("_entry").and_then(|text| text.parse().ok());
    let sequence: i64 = sequence.ok_or_else(|| WebError::NotFound(tr!("audit-no-entry")))?;
    let fields: Vec<_> =
        form.fields().filter(|(name, _)| *name == "field").map(|(_, field)| field.to_owned()).collect();
    let history = History { web: &web, visit: &visit, seen: &seen };
    let (status, rejected) = match allowed.restore(&key, sequence, &fields).await {
        Ok(saved) => {
            let message = if saved.changed.is_empty() { "audit-restored-same" } else { "audit-restored-done" };
            let place = visit.links.history(resource, &saved.key);
            return respond::see_other(&web, &visit, &place, Some(Flash::success(tr!(message, label = saved.label))));
        }
        Err(SaveError::Invalid(rejected)) => (StatusCode::UNPROCESSABLE_ENTITY, rejected),
        Err(SaveError::Panicked(rejected)) => (StatusCode::INTERNAL_SERVER_ERROR, rejected),
        Err(SaveError::TooSlow(rejected)) => (StatusCode::SERVICE_UNAVAILABLE, rejected),
        Err(error) => return Err(WebError::of_save(error, &seen)),
    };
    let label = |field: &str| resource.field_of_input(field).map_or(field.to_owned(), |it| it.meta.label.to_owned());
    let beside = rejected.errors.iter().map(|(field, words)| format!("{}: {words}", label(field)));
    let problems = rejected.general.iter().cloned().chain(beside).collect();
    // The entry stands at the top of its page.
    history.draw(status, &key, AuditPlace::Before(sequence.saturating_add(1)), problems).await
}

struct History<'a> {
    web: &'a Web,
    visit: &'a Visit,
    seen: &'a kaffy_core::Allowed<View>,
}

impl History<'_> {
    async fn draw(
        &self,
        status: StatusCode,
        key: &Key,
        at: AuditPlace,
        problems: Vec<String>,
    ) -> Result<Response, WebError> {
        let (resource, links, admin) = (self.seen.resource(), &self.visit.links, &self.web.admin);
        let meta = resource.meta();
        let history = self.seen.history(key, at).await?.ok_or_else(|| WebError::no_record(meta.singular))?;
        let may_change = !resource.is_in_trash(&history.found.record)
            && admin.may_record(self.seen.actor(), Permission::Change, &history.found.record);
        let names = self.names(&history.page.entries).await?;
        let own = links.history(resource, key);
        let pager = around(&history.page, &own);
        let may_audit = admin.may_audit(self.seen.actor());
        let entries = history.page.entries.iter().map(|it| EntryView::new(links, it, may_audit, &names));
        let view = HistoryView {
            label: resource.label_of(&history.found.record),
            record_href: links.record(resource, key),
            action: may_change.then(|| own.clone()),
            entries: entries.collect(),
            pager,
            problems,
        };
        let screen = Screen::new(self.web, self.visit, tr!("audit-history"))
            .below(self.web, self.visit, resource)
            .after(meta.plural, links.list(resource))
            .after(view.label.clone(), view.record_href.clone())
            .failed_if(!view.problems.is_empty());
        Ok(respond::page(status, screen.render(self.web, "resource/history.html", &view)?))
    }

    /// What people call the rows that fields name: those that the actor may see, in one statement for each resource.
    async fn names(&self, entries: &[AuditEntry]) -> Result<RowNames, WebError> {
        let mut named: HashMap<usize, (&FieldChange, Vec<&str>)> = HashMap::new();
        for change in entries.iter().flat_map(|entry| &entry.changes) {
            for kept in [&change.before, &change.after] {
                if let (Kept::Text(text), Some(_)) = (kept, change.column.meta.belongs_to) {
                    let (_, texts) = named.entry(change.column.index).or_insert_with(|| (change, Vec::new()));
                    texts.push(text);
                }
            }
        }
        let mut names = RowNames::new();
        for (index, (change, mut texts)) in named {
            let target = change.column.meta.belongs_to.and_then(|it| self.web.admin.registry().of((it.target)()));
            let Some(target) = target else { continue };
            let Ok(seen) = self.web.admin.authorize::<View>(self.seen.actor(), target) else { continue };
            texts.sort_unstable();
            texts.dedup();
            let value = |text: &&str| kaffy_core::value::parse(target.key().first()?.kind(), text).ok();
            let keys: Vec<_> = texts.iter().filter_map(value).map(|value| Key::new(vec![value])).collect();
            for (key, label) in seen.labels_for(&keys).await? {
                names.insert((index, key.words(target)), label);
            }
        }
        Ok(names)
    }
}
