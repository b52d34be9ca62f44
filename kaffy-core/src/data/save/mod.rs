//! Saving a form: one transaction from reading the row to the commit, with the hooks of the resource in it.

mod cells;
mod check;
mod conflict;
mod fill;
mod restore;

use std::{future::Future, sync::Arc};

pub use cells::SavedCells;
pub use conflict::Conflict;

use super::{
    inlines::Previews,
    refusal,
    stop::{Stop, limited, panic_words, slow_words},
    write,
};
use crate::{
    Add, Allowed, AuditEvent, Change, Ctx, DbError, Denied, Draft, FormField, Key, Mode, Posted, Record, Refused,
    Rejected, Replaced, Resource,
    access::Action,
    audit::Noted,
    behaviour::Event,
    files,
    form::{self, FormErrors, Submission},
    once::{self, Receipt, Sent},
    tr, value,
};

/// A record that was saved.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Saved {
    /// Its key.
    pub key: Key,
    /// What people call it now.
    pub label: String,
    /// The fields that changed, by name; empty when the form was saved as it was.
    pub changed: Vec<&'static str>,
    /// What somebody else changed since the form was drawn and it left as it is now, in words.
    pub meanwhile: Vec<String>,
}

/// A form that was not saved. Nothing was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SaveError {
    /// Something in the form is wrong: draw it again with what was typed.
    #[error("{}", tr!("form-has-errors"))]
    Invalid(Box<Rejected>),
    /// A hook of the application panicked: draw the form again with what was typed.
    #[error("a hook panicked")]
    Panicked(Box<Rejected>),
    /// The save as a whole took too long: draw the form again with what was typed.
    #[error("{}", tr!("save-too-slow"))]
    TooSlow(Box<Rejected>),
    /// Somebody else changed what the form would write over: draw it again with both.
    #[error("{}", tr!("conflict-heading"))]
    Conflict(Box<Conflict>),
    /// The form was sent before, and made this record then; nothing was added now.
    #[error("{}", tr!("save-sent-before"))]
    SentBefore {
        /// The key of the record.
        key: Key,
        /// Whether the form says the same as then; if not, whoever sent it may mean another record.
        is_same: bool,
    },
    /// The form sets what it may not.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The actor may not save this record.
    #[error(transparent)]
    Denied(Denied),
    /// The record is not there, or not for this actor.
    #[error("{}", tr!("record-gone"))]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

impl SaveError {
    /// Whether the form can be drawn again with what was typed, and the words for it.
    pub fn keeps_the_form(&self) -> bool {
        matches!(self, Self::Invalid(_) | Self::Panicked(_) | Self::TooSlow(_) | Self::Conflict(_))
    }
}

/// What the form of a record says of it: its inputs, columns that are set all the same, and what is
/// wrong elsewhere on that form, so that all of it is said at once.
#[derive(Debug)]
pub(super) struct Given<'a> {
    pub(super) inputs: &'a [FormField],
    pub(super) changes: Vec<form::Change>,
    pub(super) errors: FormErrors,
    /// What somebody else changed elsewhere on that form.
    pub(super) conflict: Option<Conflict>,
    /// Whether somebody asked already what others changed.
    pub(super) is_settled: bool,
}

impl<'a> Given<'a> {
    pub(super) fn inputs(inputs: &'a [FormField]) -> Self {
        Self { inputs, changes: Vec::new(), errors: FormErrors::new(), conflict: None, is_settled: false }
    }
}

impl Allowed<Add> {
    /// Adds a record from a posted form, with the rows of other resources on it.
    ///
    /// ```
    /// # use kaffy_core::{Add, Allowed, Posted, SaveError};
    /// async fn add(products: &Allowed<Add>) -> Result<(), SaveError> {
    ///     let posted = Posted::new([("title", "Rye bread"), ("price", "3.90")]);
    ///     match products.insert(posted).await {
    ///         Ok(saved) => println!("“{}” was added", saved.label),
    ///         // By input, in words.
    ///         Err(SaveError::Invalid(rejected)) => println!("{:?}", rejected.errors),
    ///         Err(other) => return Err(other),
    ///     }
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// See [`SaveError`]; nothing is written then.
    pub async fn insert(&self, mut posted: Posted) -> Result<Saved, SaveError> {
        let receipt = Receipt::of(self, &posted);
        self.store_files(&mut posted, Mode::Create).await;
        let done = self.committed(self.insert_whole(&posted, receipt.as_ref())).await;
        settle_files(&posted, &done);
        match (done, receipt) {
            (Ok(saved), receipt) => {
                if receipt.is_some() {
                    once::clean_sometimes(self).await;
                }
                Ok(saved)
            }
            // What it added when it was sent first may be just what is wrong with it now.
            (Err(stop @ (Stop::SentBefore | Stop::Invalid(..) | Stop::Database(_))), Some(receipt)) => {
                match receipt.find(self).await {
                    Ok(Some(Sent { key, is_same })) => Err(SaveError::SentBefore { key, is_same }),
                    _ => Err(self.told(stop, Mode::Create, None, posted).await),
                }
            }
            (Err(stop), _) => Err(self.told(stop, Mode::Create, None, posted).await),
        }
    }

    async fn insert_whole(&self, posted: &Posted, receipt: Option<&Receipt>) -> Result<(Ctx, Saved), Stop> {
        let resource = self.resource();
        let mut own = posted.clone();
        let rows = own.take_rows(resource)?;
        let links = own.take_links(resource)?;
        let inputs = resource.inputs(Mode::Create);
        own.only(&inputs)?;
        let mut ctx = self.ctx().await?;
        posted.keep_files_with(&mut ctx);
        let mut plan = self.plan_rows(&mut ctx, None, rows, &Previews::new()).await?;
        self.plan_links(&mut ctx, links, &mut plan).await?;
        let given = Given { errors: std::mem::take(&mut plan.errors), ..Given::inputs(&inputs) };
        let mut saved = self.insert_in(&mut ctx, &own, given).await?;
        saved.changed.extend(self.write_links(&mut ctx, &saved.key, &plan).await?);
        saved.changed.extend(self.write_rows(&mut ctx, &saved.key, plan).await?);
        if let Some(receipt) = receipt {
            receipt.keep(&mut ctx, self, &saved.key).await?;
        }
        Ok((ctx, saved))
    }

    /// Adds a record in a transaction that others share.
    pub(super) async fn insert_in(&self, ctx: &mut Ctx, posted: &Posted, given: Given<'_>) -> Result<Saved, Stop> {
        let resource = self.resource();
        let mut submission = Submission::create_from(resource, given.inputs, posted)?;
        submission.changes.extend(given.changes);
        submission.errors.extend(given.errors);
        fill::fill_in(resource, given.inputs, &mut submission.changes);
        let mut draft = self.prepare(ctx, Draft::new(resource.clone(), None, submission)).await?;
        let mut key = None;
        if let Some(behaviour) = &resource.behaviour {
            let (hooked, result) = behaviour.get().insert(ctx, draft).await;
            draft = hooked;
            key = result?;
        }
        let key = match key {
            Some(key) => key,
            None => write::insert(&mut ctx.tx, resource, &draft.changes).await?,
        };
        let record = self.settle(ctx, &key, Event::Inserted).await?.unwrap_or_else(|| draft.known());
        let label =
            if has_label(resource, &record) { resource.label_of(&record) } else { resource.fallback_label(&key) };
        let noted = Noted { resource, key: &key, before: None, after: Some(&record) };
        ctx.trail.record(AuditEvent::Added, &noted, &logged_label(resource, &key, &record), "");
        Ok(Saved { key, label, changed: draft.changed(), meanwhile: Vec::new() })
    }
}

impl Allowed<Change> {
    /// Changes a record from a posted form, with the rows of other resources on it. Only the columns
    /// whose text changed are written.
    ///
    /// # Errors
    /// See [`SaveError`]; nothing is written then.
    pub async fn update(&self, key: &Key, mut posted: Posted) -> Result<Saved, SaveError> {
        self.store_files(&mut posted, Mode::Update).await;
        let done = self.committed(self.update_whole(key, &posted)).await;
        settle_files(&posted, &done);
        match done {
            Ok(saved) => Ok(saved),
            Err(stop) => Err(self.told(stop, Mode::Update, Some(key), posted).await),
        }
    }

    async fn update_whole(&self, key: &Key, posted: &Posted) -> Result<(Ctx, Saved), Stop> {
        let resource = self.resource();
        let mut own = posted.clone();
        let rows = own.take_rows(resource)?;
        let links = own.take_links(resource)?;
        let previews = self.preview_rows(&rows).await?;
        let held_back = self.preview_links(key, &links).await?;
        let mut ctx = self.ctx().await?;
        posted.keep_files_with(&mut ctx);
        if !rows.is_empty() {
            // So that nobody else changes which rows there are.
            self.lock(&mut ctx.tx, key).await?.ok_or(Stop::NotFound)?;
        }
        let mut plan = self.plan_rows(&mut ctx, Some(key), rows, &previews).await?;
        self.plan_links(&mut ctx, links, &mut plan).await?;
        plan.errors.extend(held_back);
        let inputs = resource.inputs(Mode::Update);
        let (errors, conflict) = (std::mem::take(&mut plan.errors), Some(std::mem::take(&mut plan.conflict)));
        let given = Given { errors, conflict, ..Given::inputs(&inputs) };
        let mut saved = self.update_in(&mut ctx, key, &own, given).await?;
        saved.changed.extend(self.write_links(&mut ctx, &saved.key, &plan).await?);
        saved.changed.extend(self.write_rows(&mut ctx, &saved.key, plan).await?);
        Ok((ctx, saved))
    }

    /// Changes a record in a transaction that others share.
    pub(super) async fn update_in(
        &self,
        ctx: &mut Ctx,
        key: &Key,
        posted: &Posted,
        given: Given<'_>,
    ) -> Result<Saved, Stop> {
        let resource = self.resource();
        let record = self.lock(&mut ctx.tx, key).await?.ok_or(Stop::NotFound)?;
        self.permits(&record)?;
        let versions = self.versions(key);
        let (mut submission, drift) = Submission::update_since(versions, given.inputs, posted, &record)?;
        submission.changes.extend(given.changes);
        submission.errors.extend(given.errors);
        let mut conflict = given.conflict.unwrap_or_default();
        if drift.is_any() && !given.is_settled {
            conflict.note(drift, versions.of(given.inputs, &record), None);
        }
        // Where nobody knows what changed, what is wrong is said first.
        if conflict.is_real && (!conflict.is_unknown || submission.errors.is_empty()) {
            return Err(Stop::Conflict(conflict.with_errors(submission.errors)));
        }
        let mut draft = self.prepare(ctx, Draft::new(resource.clone(), Some(record), submission)).await?;
        // A hook took back what was wrong.
        if conflict.is_real {
            return Err(Stop::Conflict(Box::new(conflict)));
        }
        let mut replaced = Replaced::No;
        if let Some(behaviour) = &resource.behaviour {
            let (hooked, result) = behaviour.get().update(ctx, draft).await;
            draft = hooked;
            replaced = result?;
        }
        files::forget_replaced(ctx, &draft);
        let changed = draft.changed();
        // A hook may give a record another key.
        let new_key = draft.key().unwrap_or_else(|| key.clone());
        if replaced == Replaced::No && !changed.is_empty() {
            fill::touch(&mut draft, given.inputs);
            let held = draft.original.as_ref();
            if write::update(&mut ctx.tx, resource, key, held, &draft.changes).await? == 0
                && resource.version().is_some()
            {
                return Err(Stop::Conflict(Conflict::of_version()));
            }
        }
        let record = self.settle(ctx, &new_key, Event::Updated(changed.clone())).await?;
        let record = record.unwrap_or_else(|| draft.known());
        let label = resource.label_of(&record);
        let noted = Noted { resource, key: &new_key, before: draft.original.as_ref(), after: Some(&record) };
        ctx.trail.record(AuditEvent::Changed, &noted, &logged_label(resource, &new_key, &record), "");
        Ok(Saved { key: new_key, label, changed, meanwhile: conflict.left() })
    }
}

impl<A: Action> Allowed<A> {
    /// Hands new files to the storage before the transaction begins, since that may take its time.
    async fn store_files(&self, posted: &mut Posted, mode: Mode) {
        let inputs = self.resource().inputs(mode);
        posted.store_files(self.admin().files(), self.resource(), &inputs).await;
    }

    /// Does something within the time that it may take, then makes it last.
    pub(super) async fn committed(
        &self,
        work: impl Future<Output = Result<(Ctx, Saved), Stop>> + Send,
    ) -> Result<Saved, Stop> {
        let name = self.resource().meta().rust_name;
        let (ctx, saved) = limited(name, self.admin().save_timeout(), work).await?;
        // Where constraints that wait for the commit are checked.
        ctx.commit().await?;
        Ok(saved)
    }

    /// Everything after the statement: the row as the database has it, still for this actor, and the hooks
    /// that see it. `None` where nobody had to look.
    async fn settle(&self, ctx: &mut Ctx, key: &Key, event: Event) -> Result<Option<Record>, Stop> {
        let resource = self.resource();
        // Values of the plainest rules were compared before.
        let is_sure = self.own_scope().iter().all(|rule| rule.values_of().is_some());
        if resource.behaviour.is_none() && is_sure {
            return Ok(None);
        }
        let registry = self.admin().registry();
        // A hook may have moved it to the trash, or this very save out of there.
        let Some(record) = write::read(&mut ctx.tx, registry, resource, key, self.own_scope(), false).await? else {
            return Err(Stop::Invalid(FormErrors::new(), vec![tr!("save-out-of-reach")]));
        };
        let Some(behaviour) = &resource.behaviour else { return Ok(Some(record)) };
        let is_new = matches!(event, Event::Inserted);
        behaviour.get().saved(ctx, &record, is_new).await?;
        if !matches!(&event, Event::Updated(changed) if changed.is_empty()) {
            ctx.tell(behaviour, event, record.clone());
        }
        Ok(Some(record))
    }

    /// The same as [`explained`](Self::explained), also where a row in the trash is in the way.
    async fn told(&self, stop: Stop, mode: Mode, key: Option<&Key>, posted: Posted) -> SaveError {
        let holder = match &stop {
            Stop::Database(error @ DbError::Unique { .. }) => self.holder_in_trash(mode, key, &posted, error).await,
            _ => None,
        };
        let mut error = self.explained(stop, mode, posted);
        if let (SaveError::Invalid(rejected), Some(holder)) = (&mut error, holder) {
            let words = tr!("trash-holds", thing = self.resource().meta().singular, label = holder.label.as_str());
            for field in &holder.fields {
                if let Some(said) = rejected.errors.get_mut(*field) {
                    said.clone_from(&words);
                }
            }
            rejected.in_trash = Some(holder);
        }
        error
    }

    pub(super) fn explained(&self, stop: Stop, mode: Mode, posted: Posted) -> SaveError {
        let values = posted.into_values();
        let told = |words| (FormErrors::new(), vec![words]);
        let stop = match stop {
            Stop::Conflict(conflict) => {
                let rejected = Rejected { values, ..conflict.rejected };
                return SaveError::Conflict(Box::new(Conflict { rejected, ..*conflict }));
            }
            stop => stop,
        };
        let rejected = |(errors, general)| Box::new(Rejected { values, errors, general, in_trash: None });
        match stop {
            Stop::Invalid(errors, general) => SaveError::Invalid(rejected((errors, general))),
            Stop::Conflict(conflict) => SaveError::Conflict(conflict),
            // It was removed since: it can be sent again.
            Stop::SentBefore => SaveError::Invalid(rejected(told(tr!("save-sent-before")))),
            // Only deletions are asked about.
            Stop::Changed => SaveError::Invalid(rejected(told(tr!("delete-changed")))),
            Stop::Refused(refused) => SaveError::Refused(refused),
            Stop::NotFound => SaveError::NotFound,
            Stop::Denied(denied) => SaveError::Denied(denied),
            Stop::Panicked => SaveError::Panicked(rejected(told(panic_words("saved")))),
            Stop::TooSlow(limit) => SaveError::TooSlow(rejected(told(slow_words("saved", limit)))),
            Stop::Database(error) => match refusal::explain(self.resource(), mode, error) {
                Ok(explained) => SaveError::Invalid(rejected(explained)),
                Err(error) => SaveError::Database(error),
            },
            Stop::InHook(error) => match refusal::of_hook(error) {
                Ok(words) => SaveError::Invalid(rejected(told(words))),
                Err(error) => SaveError::Database(error),
            },
        }
    }
}

/// A connection that broke at the commit leaves it open whether there is a row with these files.
fn settle_files(posted: &Posted, done: &Result<Saved, Stop>) {
    if let Err(Stop::Database(DbError::Unavailable(_) | DbError::Timeout)) = done {
        posted.keep_files();
    }
}

/// What the log calls a record, which others read who may know more of it.
pub(crate) fn logged_label(resource: &Arc<Resource>, key: &Key, record: &Record) -> String {
    let whole = Resource::whole(resource);
    if has_label(whole, record) { whole.label_of(record) } else { whole.fallback_label(key) }
}

fn has_label(resource: &Resource, record: &Record) -> bool {
    resource.label().iter().any(|path| {
        record.cells().get(path.column.index).is_some_and(|cell| cell.as_ref().is_ok_and(|it| !value::is_null(it)))
    })
}
