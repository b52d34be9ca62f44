//! The audit log: the history of a record, the page of all entries, one's own recent actions.

use kaffy_core::{
    AccountChange, AccountEntry, AuditEntry, AuditEvent, AuditPage, AuditPlace, FieldChange, FieldMeta, Kept, Kind,
    Widget, accounts::Subject, size_in_words, tr, value, views::Audience,
};
use serde::Serialize;

use super::{CellView, ListParts, MomentView, PagerView};
use crate::links::Links;

/// `resource/history.html`: what happened to one record.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct HistoryView {
    /// What people call the record.
    pub label: String,
    /// The record.
    pub record_href: String,
    /// Where chosen fields are posted to be set back; for somebody who may change the record.
    pub action: Option<String>,
    /// What happened, the newest first.
    pub entries: Vec<EntryView>,
    /// The way through them, where they are more than a page.
    pub pager: Option<PagerView>,
    /// Why nothing was restored.
    pub problems: Vec<String>,
}

/// `audit.html`: all entries that the actor may see.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct AuditView {
    /// What is around its entries.
    #[serde(flatten)]
    pub list: ListParts,
    /// The entries, the newest first.
    pub entries: Vec<EntryView>,
}

/// "My recent actions".
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RecentView {
    /// The page of all entries, for somebody who has it.
    pub all_href: Option<String>,
    /// The last ten things.
    pub entries: Vec<EntryView>,
}

/// One entry.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct EntryView {
    /// Its number.
    pub sequence: i64,
    /// Its number in words.
    pub number: String,
    /// When.
    pub at: MomentView,
    /// Who.
    pub actor: String,
    /// All that whoever did, for somebody who has the page of all entries.
    pub actor_href: Option<String>,
    /// What was done, in words.
    pub event: String,
    /// One of them, as the record is one: `Product`.
    pub thing: Option<String>,
    /// What people called the record.
    pub label: String,
    /// The place of the entry in the history of the record.
    pub href: Option<String>,
    /// What else is known, in words.
    pub detail: String,
    /// The number of the request.
    pub request: String,
    /// The address it came from.
    pub address: Option<String>,
    /// The fields that changed.
    pub changes: Vec<ChangeView>,
    /// Whether its fields have a value before and one after; else there is only one of them.
    pub has_both: bool,
    /// Whether a field of it can be set back.
    pub can_be_restored: bool,
}

/// One field of an entry.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ChangeView {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// What it was.
    pub before: KeptView,
    /// What it became.
    pub after: KeptView,
    /// Whether it can be set back.
    pub can_be_restored: bool,
}

/// What was kept of a value.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct KeptView {
    /// Its words.
    pub text: String,
    /// Whether the words are ours, about a value that is not shown.
    pub is_about: bool,
    /// Whether it is JSON or a uuid.
    pub is_code: bool,
}

/// The labels of rows that fields name: by the field and the key as it was kept.
pub(crate) type RowNames = std::collections::HashMap<(usize, String), String>;

impl EntryView {
    pub(crate) fn new(links: &Links, entry: &AuditEntry, may_audit: bool, names: &RowNames) -> Self {
        let known = Some(entry.actor.as_str()).filter(|name| !name.is_empty());
        let place =
            entry.resource.as_ref().zip(entry.key.as_ref()).filter(|_| entry.event != Some(AuditEvent::Deleted));
        let has_both = !matches!(entry.event, Some(AuditEvent::Added | AuditEvent::Deleted));
        Self {
            sequence: entry.sequence,
            number: tr!("audit-entry", number = entry.sequence.to_string()),
            at: MomentView::new(entry.at),
            actor: match (known, &entry.account) {
                (Some(name), _) => match &entry.acted_as {
                    Some(other) => tr!("audit-acted-as", actor = name, other = &**other),
                    None => name.to_owned(),
                },
                // Nobody gets at an account without a name.
                (None, Some(_)) => tr!("audit-program"),
                (None, None) => tr!("audit-nobody"),
            },
            actor_href: (may_audit && !entry.actor_id.is_empty())
                .then(|| links.audit_at([("who", entry.actor_id.as_str())])),
            event: event_words(entry),
            thing: match (&entry.resource, &entry.account) {
                (Some(resource), _) => Some(resource.meta().singular.to_owned()),
                (None, Some(account)) => Some(subject_words(account.subject)),
                (None, None) => None,
            },
            label: entry.label.clone(),
            href: match &entry.account {
                Some(account) => account_place(links, account, &entry.detail),
                None => place.map(|(resource, key)| links.history_entry(resource, key, entry.sequence)),
            },
            detail: match entry.event {
                Some(AuditEvent::Action | AuditEvent::Restored) => String::new(),
                _ => entry.words(),
            },
            request: entry.request.clone(),
            address: entry.address.clone(),
            changes: match &entry.account {
                Some(account) => account.changes.iter().map(|change| ChangeView::of(account.subject, change)).collect(),
                None => entry.changes.iter().map(|change| ChangeView::new(change, names)).collect(),
            },
            has_both,
            can_be_restored: entry.changes.iter().any(|change| change.can_be_restored),
        }
    }
}

/// Who sees a view, as the log writes it: a code, and a role behind it.
fn audience(logged: &str) -> String {
    let (code, role) = logged.split_once(": ").unwrap_or((logged, ""));
    Audience::of(code, role).map_or_else(|| logged.to_owned(), |audience| audience.label())
}

/// One of them.
fn subject_words(subject: Subject) -> String {
    match subject {
        Subject::User => tr!("audit-user"),
        Subject::Role => tr!("audit-role"),
        Subject::Job => tr!("audit-job"),
        Subject::Queue => tr!("audit-queue"),
        Subject::JobGroup => tr!("audit-job-group"),
        Subject::Schedule => tr!("audit-schedule"),
        Subject::ChoreRun => tr!("audit-chore-run"),
        Subject::View => tr!("audit-view"),
    }
}

/// Its page, while there is one.
fn account_place(links: &Links, account: &AccountEntry, done: &str) -> Option<String> {
    match account.subject {
        Subject::User => Some(links.accounts(&format!("users/{}", account.id))),
        Subject::Role => (done != "role-deleted").then(|| links.accounts(&format!("roles/{}", account.id))),
        Subject::Job => (done != "job-deleted").then(|| links.jobs(&account.id)),
        Subject::Queue => Some(links.jobs("queues")),
        Subject::JobGroup => Some(links.jobs(&format!("groups/{}", account.id))),
        Subject::Schedule => schedule_place(links, account, done),
        Subject::ChoreRun => Some(links.chores(&format!("runs/{}", account.id))),
        // Of somebody else it may be their own alone by now.
        Subject::View => None,
    }
}

/// The page of a schedule, while there is one.
#[cfg(feature = "jobs")]
fn schedule_place(links: &Links, account: &AccountEntry, done: &str) -> Option<String> {
    (done != "schedule-deleted").then(|| links.schedule(&account.id, ""))
}

/// Nothing knows of schedules.
#[cfg(not(feature = "jobs"))]
fn schedule_place(_: &Links, _: &AccountEntry, _: &str) -> Option<String> {
    None
}

fn event_words(entry: &AuditEntry) -> String {
    match entry.event {
        None => tr!("audit-unknown"),
        Some(event @ AuditEvent::Action) => {
            let label = entry.resource.as_ref().and_then(|resource| resource.action_label(&entry.detail));
            tr!("audit-by-action", event = event.label(), label = label.unwrap_or(&entry.detail))
        }
        Some(event @ AuditEvent::Restored) => {
            tr!("audit-of-entry", event = event.label(), number = entry.detail.as_str())
        }
        Some(event) => event.label(),
    }
}

/// What people call a state of a job.
fn job_state(word: &str) -> String {
    match word {
        "scheduled" => tr!("jobs-state-scheduled"),
        "available" => tr!("jobs-state-available"),
        "pending" => tr!("jobs-group-pending"),
        "running" => tr!("jobs-state-running"),
        "retrying" => tr!("jobs-state-retrying"),
        "succeeded" => tr!("jobs-state-succeeded"),
        "failed" => tr!("jobs-state-failed"),
        "cancelled" => tr!("jobs-state-cancelled"),
        other => other.to_owned(),
    }
}

/// A time as its reader's clock shows it.
fn moment(machine: &str) -> String {
    let time = machine.parse::<chrono::DateTime<chrono::Utc>>();
    time.map_or_else(|_| machine.to_owned(), |time| MomentView::new(time).words)
}

/// What is noted of a run of a chore, in words; its inputs are called what the chore calls them.
#[cfg(feature = "jobs")]
fn say_of_a_run(view: &mut ChangeView) {
    view.label = match view.name.as_str() {
        "chore" => tr!("chores-chore"),
        "dry" => tr!("chores-dry"),
        "status" => tr!("jobs-state"),
        "reason" => tr!("chores-reason"),
        "file" => tr!("chores-files"),
        _ => return,
    };
    for kept in [&mut view.before, &mut view.after].into_iter().filter(|kept| !kept.is_about) {
        match view.name.as_str() {
            "chore" => kept.is_code = true,
            "dry" if kept.text == "true" => *kept = KeptView::about(tr!("cell-yes")),
            "status" => *kept = KeptView::about(super::chores::status_words(&kept.text)),
            _ => {}
        }
    }
}

/// Nothing knows of chores.
#[cfg(not(feature = "jobs"))]
fn say_of_a_run(_: &mut ChangeView) {}

impl ChangeView {
    fn of(subject: Subject, change: &AccountChange) -> Self {
        let mut view = Self::of_account(change);
        if subject == Subject::ChoreRun {
            say_of_a_run(&mut view);
        }
        view
    }

    fn of_account(change: &AccountChange) -> Self {
        let plain = const { &FieldMeta::of::<String>("text") };
        let shown = |kept: &Kept| match (change.name.as_str(), kept) {
            ("disabled", Kept::Text(on)) if on == "true" => KeptView::about(tr!("cell-yes")),
            ("disabled", Kept::Text(_)) => KeptView::about(tr!("cell-no")),
            ("audience", Kept::Text(code)) => KeptView::about(audience(code)),
            ("state", Kept::Text(word)) if word == "active" => KeptView::about(tr!("schedules-state-active")),
            ("state", Kept::Text(word)) if word == "inactive" => KeptView::about(tr!("schedules-state-paused")),
            ("state", Kept::Text(word)) => KeptView::about(job_state(word)),
            ("run_at", Kept::Text(time)) => KeptView::about(moment(time)),
            (_, Kept::Text(text)) if text.is_empty() => KeptView::new(plain, &Kept::Nothing),
            // As roles write them.
            ("permissions" | "missed" | "overlap" | "run_on" | "cron" | "every" | "window", Kept::Text(text)) => {
                KeptView { text: text.clone(), is_about: false, is_code: true }
            }
            (_, kept) => KeptView::new(plain, kept),
        };
        let is_secret = change.after == Kept::Secret;
        let after = if is_secret { KeptView::about(tr!("audit-secret-changed")) } else { shown(&change.after) };
        let (name, label, before) = (change.name.clone(), change.label(), shown(&change.before));
        Self { name, label, before, after, can_be_restored: false }
    }

    fn new(change: &FieldChange, names: &RowNames) -> Self {
        let meta = change.column.meta;
        let shown = |kept: &Kept| match kept {
            Kept::Text(text) => match names.get(&(change.column.index, text.clone())) {
                Some(label) => KeptView { text: label.clone(), is_about: false, is_code: false },
                None => KeptView::new(meta, kept),
            },
            kept => KeptView::new(meta, kept),
        };
        let is_secret = change.before == Kept::Secret && change.after == Kept::Secret;
        let after = if is_secret { KeptView::about(tr!("audit-secret-changed")) } else { shown(&change.after) };
        Self {
            name: meta.name.to_owned(),
            label: meta.label.to_owned(),
            before: shown(&change.before),
            after,
            can_be_restored: change.can_be_restored,
        }
    }
}

impl KeptView {
    fn about(text: String) -> Self {
        Self { text, is_about: true, is_code: false }
    }

    fn new(meta: &FieldMeta, kept: &Kept) -> Self {
        Self::about(match kept {
            Kept::Text(text) => return Self { text: words(meta, text), is_about: false, is_code: is_code(meta) },
            Kept::Nothing => tr!("audit-nothing"),
            Kept::Secret => tr!("audit-secret"),
            // With a mask for each secret inside.
            Kept::Partly(text) => return Self { text: text.clone(), is_about: false, is_code: true },
            Kept::Bytes(size) => tr!("audit-bytes", size = size_in_words(*size)),
            Kept::File(name, Some(size)) => format!("{name} ({})", size_in_words(*size)),
            Kept::File(name, None) => name.clone(),
            Kept::Long(count) => tr!("audit-long", count = count.to_string()),
            _ => tr!("audit-unreadable"),
        })
    }
}

fn is_code(meta: &FieldMeta) -> bool {
    matches!(meta.ty.kind, Kind::Json | Kind::Uuid) && meta.custom.is_none()
}

/// A value as a person reads it: what a list would show, but never cut.
fn words(meta: &FieldMeta, text: &str) -> String {
    let is_whole = matches!(meta.ty.kind, Kind::Text | Kind::Char | Kind::Json | Kind::Uuid | Kind::Int(_));
    if is_whole && meta.custom.is_none() && meta.choices.is_empty() || meta.widget == Widget::RichText {
        return text.to_owned();
    }
    match value::parse(meta.ty.kind, text) {
        Ok(held) => {
            let cell = CellView::whole(meta, &Ok(held));
            cell.full.filter(|_| cell.machine.is_none()).unwrap_or(cell.text)
        }
        Err(_) => text.to_owned(),
    }
}

/// The way through the pages of a history; none where it is one page.
pub(crate) fn around(page: &AuditPage, own: &str) -> Option<PagerView> {
    let to = |place: AuditPlace| match place {
        AuditPlace::Before(number) => format!("{own}?before={number}"),
        AuditPlace::After(number) => format!("{own}?after={number}"),
        AuditPlace::Newest => own.to_owned(),
    };
    let first = page.newer.map(|_| own.to_owned());
    let pager = PagerView::onwards(first, page.older.map(to))?;
    Some(PagerView { previous: page.newer.map(to), goes_back: true, ..pager.by_time() })
}
