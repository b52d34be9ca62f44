//! Saving a form: one transaction from reading the row to the commit.

use std::sync::Arc;

use chrono::Utc;
use sea_query::{Alias, ExprTrait, IntoIden, Query, Value};

use super::{condition, refusal};
use crate::{
    Add, Allowed, Cell, Change as ChangeAction, Column, DbError, Dialect, Key, Kind, Mode, Posted, Record, Refused,
    Rejected, Resource,
    access::Action,
    form::{Change, FormErrors, Submission},
    store::{Read, Tx, column_sql},
    value,
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
}

/// A form that was not saved. Nothing was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SaveError {
    /// Something in the form is wrong: draw it again with what was typed.
    #[error("the form has errors")]
    Invalid(Box<Rejected>),
    /// The form sets what it may not.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The record is not there, or not for this actor.
    #[error("the record no longer exists")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

impl Allowed<Add> {
    /// Adds a record from a posted form.
    ///
    /// # Errors
    /// See [`SaveError`]; nothing is written then.
    pub async fn insert(&self, posted: Posted) -> Result<Saved, SaveError> {
        let resource = self.resource().clone();
        let mut submission = Submission::create(&resource, &posted)?;
        fill_in(&resource, &mut submission.changes);
        let mut ctx = self.ctx().await?;
        self.check(&mut ctx.tx, &mut submission, Mode::Create).await?;
        if !submission.errors.is_empty() {
            return Err(rejected(submission.errors, Vec::new(), posted));
        }
        let dialect = self.database().dialect();
        let mut insert = Query::insert();
        insert.into_table(condition::table(resource.table()));
        insert.columns(submission.changes.iter().map(|change| Alias::new(change.column.meta.column)));
        if submission.changes.is_empty() {
            insert.or_default_values();
        } else {
            insert.values_panic(
                submission.changes.iter().map(|change| column_sql::bind(&change.column, &change.value, dialect)),
            );
        }
        let keys: Vec<&Column> = resource.key().iter().map(AsRef::as_ref).collect();
        let is_set = |key: &&Column| submission.changes.iter().any(|change| change.column.index == key.index);
        let unset = keys.iter().copied().find(|key| !is_set(key));
        let generated = match ctx.tx.insert(&insert, &keys, unset).await {
            Ok(generated) => generated,
            Err(error) => return Err(refused_by_database(&resource, Mode::Create, error, posted)),
        };
        let key = key_after_insert(&resource, &submission.changes, generated)?;
        // Where constraints that wait for the commit are checked.
        if let Err(error) = ctx.commit().await {
            return Err(refused_by_database(&resource, Mode::Create, error, posted));
        }
        let record = Record::new(resource.meta(), cells_of(&resource, &submission.changes));
        let label =
            if has_label(&resource, &record) { resource.label_of(&record) } else { resource.fallback_label(&key) };
        Ok(Saved { key, label, changed: names(&submission.changes) })
    }
}

impl Allowed<ChangeAction> {
    /// Changes a record from a posted form. Only the columns whose text changed are written.
    ///
    /// # Errors
    /// See [`SaveError`]; nothing is written then.
    pub async fn update(&self, key: &Key, posted: Posted) -> Result<Saved, SaveError> {
        let resource = self.resource().clone();
        let dialect = self.database().dialect();
        let mut ctx = self.ctx().await?;
        let record = self.lock(&mut ctx.tx, key).await?.ok_or(SaveError::NotFound)?;
        let mut submission = Submission::update(&resource, &posted, &record)?;
        self.check(&mut ctx.tx, &mut submission, Mode::Update).await?;
        if !submission.errors.is_empty() {
            return Err(rejected(submission.errors, Vec::new(), posted));
        }
        let mut cells = record.cells().to_vec();
        for change in &submission.changes {
            cells[change.column.index] = Ok(change.value.clone());
        }
        let label = resource.label_of(&Record::new(resource.meta(), cells));
        let changed = names(&submission.changes);
        if !changed.is_empty() {
            touch(&resource, &mut submission.changes);
            let mut update = Query::update();
            update.table(condition::table(resource.table()));
            update.values(submission.changes.iter().map(|change| {
                (Alias::new(change.column.meta.column), column_sql::bind(&change.column, &change.value, dialect))
            }));
            update.cond_where(condition::key_of_table(&resource, key, dialect));
            let written = match ctx.tx.execute(&update).await {
                Ok(_) => ctx.commit().await,
                Err(error) => Err(error),
            };
            if let Err(error) = written {
                return Err(refused_by_database(&resource, Mode::Update, error, posted));
            }
        }
        Ok(Saved { key: key.clone(), label, changed })
    }
}

impl<A: Action> Allowed<A> {
    /// The rules that need more than the form: references exist for this actor, the row stays in scope.
    async fn check(&self, tx: &mut Tx, submission: &mut Submission, mode: Mode) -> Result<(), SaveError> {
        for rule in self.scope() {
            let Some(column) = self.resource().column(rule.field) else { continue };
            let set = submission.changes.iter().find(|change| change.column.index == column.index);
            match (set, rule.values.as_slice()) {
                (Some(change), allowed) if !allowed.contains(&change.value) => {
                    let message = "This would move the record out of your reach: choose another value.".to_owned();
                    submission.errors.insert(rule.field.into(), message);
                }
                (None, [only]) if mode == Mode::Create => {
                    submission.changes.push(Change { column: column.clone(), value: only.clone() });
                }
                (None, _) if mode == Mode::Create => {
                    submission.errors.insert(rule.field.into(), "Choose which of yours this belongs to.".to_owned());
                }
                _ => {}
            }
        }
        for change in &submission.changes {
            let field = change.column.meta;
            let Some(relation) = field.belongs_to.filter(|_| !value::is_null(&change.value)) else { continue };
            if !self.exists(tx, (relation.target)(), &change.value).await? {
                let name = (relation.target)().singular.to_lowercase();
                submission
                    .errors
                    .insert(field.name.into(), format!("There is no such {name}: choose one from the list."));
            }
        }
        Ok(())
    }

    /// Whether the actor can see the row that a field refers to (S23).
    async fn exists(&self, tx: &mut Tx, target: &'static crate::ResourceMeta, held: &Value) -> Result<bool, SaveError> {
        let Some(target) = self.admin().registry().of(target) else { return Ok(false) };
        let Ok(proof) = self.admin().authorize::<crate::View>(self.actor(), target) else { return Ok(false) };
        let dialect = self.database().dialect();
        let key = Key::new(vec![held.clone()]);
        let mut select = Query::select();
        select.expr(sea_query::Expr::val(1_i64).cast_as(super::integer(dialect)));
        select.from_as(condition::table(target.table()), condition::BASE.into_iden());
        select.cond_where(condition::key(target, &key, dialect));
        select.cond_where(condition::scope(target, proof.scope())).limit(1);
        Ok(!tx.fetch(&select, &[Read::integer()]).await?.is_empty())
    }
}

/// Values that nobody types: fixed defaults of fields that are not on the form, new uuids, timestamps.
fn fill_in(resource: &Resource, changes: &mut Vec<Change>) {
    let inputs = resource.inputs(Mode::Create);
    for column in resource.columns() {
        let meta = column.meta;
        if column.generated || inputs.iter().any(|field| field.column.index == column.index) {
            continue;
        }
        let is_key = resource.key().iter().any(|key| key.index == column.index);
        let value = match meta.default.map(|text| value::parse(meta.ty.kind, text)) {
            Some(Ok(value)) => Some(value),
            // MySQL would not say which one its default made.
            _ if is_key
                && matches!(meta.ty.kind, Kind::Uuid)
                && (!column.has_default || resource.dialect == Dialect::MySql) =>
            {
                Some(Value::Uuid(Some(uuid::Uuid::now_v7())))
            }
            _ if meta.is_timestamp() && !column.has_default => now(meta.ty.kind),
            _ => None,
        };
        changes.extend(value.map(|value| Change { column: column.clone(), value }));
    }
}

/// Sets `updated_at`, unless the form did.
fn touch(resource: &Resource, changes: &mut Vec<Change>) {
    if let Some(column) = resource.column("updated_at")
        && column.meta.is_timestamp()
        && !resource.inputs(Mode::Update).iter().any(|field| field.column.index == column.index)
    {
        changes.extend(now(column.kind()).map(|value| Change { column: column.clone(), value }));
    }
}

/// The time to the second, which is all that some columns keep.
fn now(kind: Kind) -> Option<Value> {
    let now = chrono::SubsecRound::trunc_subsecs(Utc::now(), 0);
    match kind {
        Kind::Timestamp => Some(Value::ChronoDateTimeUtc(Some(now))),
        Kind::DateTime => Some(Value::ChronoDateTime(Some(now.naive_utc()))),
        _ => None,
    }
}

/// The key as the database has it now, which a trigger may have changed; where it does not say, as it was
/// set, with the one part that it counts (MySQL).
fn key_after_insert(resource: &Resource, changes: &[Change], generated: Option<Vec<Value>>) -> Result<Key, SaveError> {
    let set = |column: &Column| changes.iter().find(|change| change.column.index == column.index);
    if let Some(parts) = generated.as_ref().filter(|parts| parts.len() == resource.key().len()) {
        return Ok(Key::new(parts.clone()));
    }
    let mut counted = generated.into_iter().flatten();
    let part = |column: &Arc<Column>| set(column).map(|it| it.value.clone()).or_else(|| counted.next());
    let parts: Option<Vec<_>> = resource.key().iter().map(part).collect();
    parts.map(Key::new).ok_or_else(|| SaveError::Database(DbError::NotNull { column: None }))
}

fn cells_of(resource: &Resource, changes: &[Change]) -> Vec<Cell> {
    let mut cells = vec![Ok(value::NULL); resource.columns().len()];
    for change in changes {
        cells[change.column.index] = Ok(change.value.clone());
    }
    cells
}

fn has_label(resource: &Resource, record: &Record) -> bool {
    resource.label().iter().any(|path| {
        record.cells().get(path.column.index).is_some_and(|cell| cell.as_ref().is_ok_and(|it| !value::is_null(it)))
    })
}

fn names(changes: &[Change]) -> Vec<&'static str> {
    changes.iter().map(|change| change.column.meta.name).collect()
}

fn rejected(errors: FormErrors, general: Vec<String>, posted: Posted) -> SaveError {
    SaveError::Invalid(Box::new(Rejected { values: posted.into_values(), errors, general }))
}

/// What the database refused, as words beside the field it is about; other failures pass.
fn refused_by_database(resource: &Resource, mode: Mode, error: DbError, posted: Posted) -> SaveError {
    match refusal::explain(resource, mode, error) {
        Ok((errors, general)) => rejected(errors, general, posted),
        Err(error) => SaveError::Database(error),
    }
}
