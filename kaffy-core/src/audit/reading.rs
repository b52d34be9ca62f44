//! What of the log an actor may see: entries about records that they may see, and of those the fields (S27, S37).

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use sea_query::{Condition, ExprTrait};

use super::{
    AuditEntry, AuditEvent, FieldChange, accounts, acted,
    asking::{AuditPlace, AuditQuery, about, col, narrowed, own, place, select},
    kept::read as both,
    stored::{SHORT, Stored, fitted, words},
    trail::{record_name, resource_name},
};
use crate::{Access, Action, Actor, Admin, Allowed, Change, Column, DbError, Found, Key, Mode, View, access::Realm};

/// Entries of a page.
const PAGE: usize = 50;
/// The most that anybody may ask for.
const MOST: u16 = 500;
/// Entries of "my recent actions".
const RECENT: usize = 10;

/// One page of the log, the newest entry first.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AuditPage {
    /// Its entries.
    pub entries: Vec<AuditEntry>,
    /// Where the page with older entries begins, if there is one.
    pub older: Option<AuditPlace>,
    /// Where the page with newer entries begins, if there may be one.
    pub newer: Option<AuditPlace>,
}

/// What happened to one record.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct History {
    /// The record as it is.
    pub found: Found,
    /// One page of what happened to it.
    pub page: AuditPage,
}

impl Allowed<View> {
    /// What happened to a record, in two statements; `None` when it is not there or not for this actor.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn history(&self, key: &Key, place: AuditPlace) -> Result<Option<History>, DbError> {
        let Some(found) = self.within(Realm::Anywhere).find(key).await? else { return Ok(None) };
        let about = about(self.resource(), key);
        let rows = self.admin().entries(about, place, PAGE).await?;
        let page = rows.page(|stored| self.entry(stored));
        Ok(Some(History { found, page }))
    }

    /// The last things that changed fields of a record that the actor sees, the newest first, in one statement; none where
    /// no log is kept.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_changes(&self, key: &Key) -> Result<Vec<AuditEntry>, DbError> {
        if !self.admin().has_audit() {
            return Ok(Vec::new());
        }
        let rows = self.admin().entries(about(self.resource(), key), AuditPlace::Newest, RECENT).await?;
        Ok(rows.rows.iter().filter_map(|stored| self.entry(stored)).collect())
    }

    /// None for a change of nothing but fields that are hidden from the actor.
    fn entry(&self, stored: &Stored) -> Option<AuditEntry> {
        let mut entry = self.admin().bare_entry(self.actor(), stored);
        entry.changes = self.changes(stored, entry.event);
        entry.key = Key::parse(self.resource(), stored.text("record")).ok();
        if entry.event.is_some_and(AuditEvent::is_a_change) && self.hides_all(stored) {
            return None;
        }
        if self.resource().has_other_label() {
            let own = entry.key.as_ref().map(|key| self.resource().fallback_label(key));
            entry.label = own.unwrap_or_else(|| self.resource().meta().singular.to_owned());
        }
        entry.resource = Some(self.resource().clone());
        Some(entry)
    }

    fn hides_all(&self, stored: &Stored) -> bool {
        let changes: Result<serde_json::Map<_, _>, _> = serde_json::from_str(stored.text("changes"));
        changes.is_ok_and(|changes| !changes.is_empty() && !changes.keys().any(|field| self.can_read(field)))
    }
}

impl Allowed<Change> {
    /// What an entry about a record says of its fields; `None` when there is no such entry.
    pub(crate) async fn changes_of(&self, key: &Key, sequence: i64) -> Result<Option<Vec<FieldChange>>, DbError> {
        let one = about(self.resource(), key).add(place().eq(sequence));
        let rows = self.admin().entries(one, AuditPlace::Newest, 1).await?;
        Ok(rows.rows.first().map(|stored| self.changes(stored, AuditEvent::of(stored.text("event")))))
    }
}

impl<A: Action> Allowed<A> {
    /// The fields of an entry that the actor sees on the form or in the list.
    fn changes(&self, stored: &Stored, event: Option<AuditEvent>) -> Vec<FieldChange> {
        let Ok(json) = serde_json::from_str(stored.text("changes")) else { return Vec::new() };
        let form: BTreeMap<_, _> = self
            .resource()
            .form(Mode::Update)
            .into_iter()
            .flat_map(|section| section.fields)
            .map(|field| (field.column.index, field.access))
            .collect();
        let is_listed = |column: &Column| {
            let own = self.resource().list().iter().filter(|it| it.name == column.meta.name && it.many.is_none());
            own.into_iter().any(|it| self.sees(it))
        };
        let change = |column: &Arc<Column>| {
            let (before, after) = both(&json, column)?;
            let access = form.get(&column.index);
            if access.is_none() && !is_listed(column) {
                return None;
            }
            // Whatever was kept before the field became a secret.
            let is_secret = column.meta.is_secret();
            let [before, after] = [before, after].map(|kept| if is_secret { kept.masked() } else { kept });
            let can_be_restored = access == Some(&Access::Editable)
                && event.is_some_and(AuditEvent::can_be_restored)
                && column.meta.file().is_none()
                && before.value(column.kind()).is_some();
            Some(FieldChange { column: column.clone(), before, after, can_be_restored })
        };
        self.resource().columns().iter().filter_map(change).collect()
    }
}

impl Admin {
    /// A page of all entries that the actor may see.
    ///
    /// ```
    /// # use kaffy_core::{Actor, Admin, AuditEvent, AuditQuery, DbError};
    /// # async fn example(admin: &Admin, auditor: &Actor) -> Result<(), DbError> {
    /// let query = AuditQuery { event: Some(AuditEvent::Deleted), rows: Some(100), ..AuditQuery::default() };
    /// for entry in admin.audit_page(auditor, &query).await?.entries {
    ///     println!("{}: {} deleted {}", entry.at, entry.actor, entry.label);
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_page(&self, actor: &Actor, query: &AuditQuery) -> Result<AuditPage, DbError> {
        let seen = self.readable(actor);
        let names = match (&query.resource, query.accounts) {
            (Some(resource), _) => Vec::from([resource_name(resource)]),
            (None, Some(_)) => Vec::new(),
            (None, None) => seen.keys().cloned().collect(),
        };
        let names = names.into_iter().filter(|name| seen.contains_key(name));
        let mut any = Condition::any().add(col("resource").is_in(names));
        if query.resource.is_none() {
            any = any.add(self.about_accounts(actor, query.accounts));
        }
        if query.resource.is_none() && query.accounts.is_none() {
            let nothing = Condition::all().add(col("resource").eq(""));
            any = any.add(nothing.add_option((!self.is_auditor(actor)).then(|| own(actor))));
        }
        // What somebody did as somebody else stands under both names, and under their id.
        let called = match (&query.actor, self.accounts()) {
            (Some(name), Some(accounts)) => accounts.called(name).await?,
            _ => Vec::new(),
        };
        let most = query.rows.map_or(PAGE, |rows| usize::from(rows.clamp(1, MOST)));
        let rows = self.entries(narrowed(query, &called).add(any), query.place, most).await?;
        let visible = visible(&seen, &rows.rows).await?;
        Ok(rows.page(|stored| match stored.text("resource") {
            "" => Some(self.bare_entry(actor, stored)),
            name if !seen.contains_key(name) => Some(self.bare_entry(actor, stored)).filter(|it| it.account.is_some()),
            name => {
                let at = visible.get(&stored.sequence)?;
                seen.get(name)?.get(*at)?.entry(stored)
            }
        }))
    }

    /// The last ten things that the actor did to records of resources that they still may see, in one statement.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recent_actions(&self, actor: &Actor) -> Result<Vec<AuditEntry>, DbError> {
        let seen = self.readable(actor);
        if !self.has_audit() || seen.is_empty() {
            return Ok(Vec::new());
        }
        let own = Condition::all().add(own(actor)).add(col("resource").is_in(seen.keys().cloned()));
        let rows = self.entries(own, AuditPlace::Newest, RECENT).await?;
        let page = rows.page(|stored| {
            let proof = seen.get(stored.text("resource"))?.first()?;
            // Whether the record is still theirs is asked when they go there.
            Some(AuditEntry { changes: Vec::new(), ..proof.entry(stored)? })
        });
        Ok(page.entries)
    }

    /// The proofs for what the actor may see, by what the log calls the resource. Several may share a table.
    fn readable(&self, actor: &Actor) -> HashMap<String, Vec<Allowed<View>>> {
        let mut seen: HashMap<String, Vec<Allowed<View>>> = HashMap::new();
        for resource in self.visible(actor) {
            if let Ok(proof) = self.authorize::<View>(actor, resource) {
                // What became of a record in the trash is read as well.
                seen.entry(resource_name(resource)).or_default().push(proof.within(Realm::Anywhere));
            }
        }
        for proofs in seen.values_mut() {
            proofs.sort_by_key(|proof| !proof.scope().is_empty());
        }
        seen
    }

    /// An entry without anything of a record.
    fn bare_entry(&self, actor: &Actor, stored: &Stored) -> AuditEntry {
        // Where somebody works from is none of those who act as them.
        let is_own = actor.who_acts().is_none() && stored.text("actor_id") == fitted(&words(&actor.id), SHORT);
        let address = Some(stored.text("address")).filter(|it| !it.is_empty() && (is_own || self.is_auditor(actor)));
        let (name, acted_as) = acted::read(stored.text("actor"));
        AuditEntry {
            sequence: stored.sequence,
            at: stored.text("at").parse().unwrap_or(DateTime::<Utc>::MIN_UTC),
            actor_id: stored.text("actor_id").to_owned(),
            actor: name.to_owned(),
            acted_as: acted_as.map(str::to_owned),
            event: AuditEvent::of(stored.text("event")),
            resource: None,
            account: accounts::entry(stored),
            key: None,
            label: stored.text("label").to_owned(),
            changes: Vec::new(),
            detail: stored.text("detail").to_owned(),
            request: stored.text("request").to_owned(),
            address: address.map(str::to_owned),
        }
    }

    async fn entries(&self, condition: Condition, at: AuditPlace, most: usize) -> Result<Rows, DbError> {
        let select = select(condition, at, most);
        let found = self.database().fetch(&select, &Stored::reads()).await?;
        let has_more = found.len() > most;
        let mut rows: Vec<_> = found.iter().take(most).filter_map(|row| Stored::read(row)).collect();
        if matches!(at, AuditPlace::After(_)) {
            rows.reverse();
        }
        Ok(Rows { rows, at, has_more })
    }
}

/// Rows of a page, the newest first.
struct Rows {
    rows: Vec<Stored>,
    at: AuditPlace,
    has_more: bool,
}

impl Rows {
    fn page(&self, entry: impl Fn(&Stored) -> Option<AuditEntry>) -> AuditPage {
        let (first, last) = (self.rows.first().map(|it| it.sequence), self.rows.last().map(|it| it.sequence));
        let (has_older, has_newer) = match self.at {
            AuditPlace::Newest => (self.has_more, false),
            AuditPlace::Before(_) => (self.has_more, true),
            AuditPlace::After(_) => (true, self.has_more),
        };
        AuditPage {
            entries: self.rows.iter().filter_map(entry).collect(),
            older: last.filter(|_| has_older).map(AuditPlace::Before),
            newer: first.filter(|_| has_newer).map(AuditPlace::After),
        }
    }
}

/// Which of the proofs for its table shows an entry, by the number of the entry. A row outside of the actor's
/// scope, or gone from a resource that has one, is in nobody's history.
async fn visible(seen: &HashMap<String, Vec<Allowed<View>>>, rows: &[Stored]) -> Result<HashMap<i64, usize>, DbError> {
    let mut visible = HashMap::new();
    for (name, proofs) in seen {
        let own: Vec<_> = rows.iter().filter(|row| row.text("resource") == name).collect();
        for (at, proof) in proofs.iter().enumerate() {
            let open: Vec<_> = own.iter().filter(|row| !visible.contains_key(&row.sequence)).collect();
            if open.is_empty() {
                break;
            }
            let shown = match proof.scope() {
                [] => None,
                _ => {
                    let segments: HashSet<_> = open.iter().map(|row| row.text("record")).collect();
                    let keys = segments.into_iter().filter_map(|it| Key::parse(proof.resource(), it).ok());
                    let labels = proof.labels_for(&keys.collect::<Vec<_>>()).await?;
                    Some(labels.iter().map(|(key, _)| record_name(proof.resource(), key)).collect::<HashSet<_>>())
                }
            };
            let is_shown = |row: &&&&Stored| shown.as_ref().is_none_or(|shown| shown.contains(row.text("record")));
            let found: Vec<_> = open.iter().filter(is_shown).map(|row| row.sequence).collect();
            visible.extend(found.into_iter().map(|sequence| (sequence, at)));
        }
    }
    Ok(visible)
}
