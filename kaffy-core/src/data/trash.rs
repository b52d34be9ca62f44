//! Moving a row to the trash, taking it out, and finding the one there that is in the way (A65).

use std::sync::Arc;

use chrono::{SubsecRound, Utc};
use sea_query::{Condition, ExprTrait, Value};

use super::{
    condition::BASE,
    refusal,
    save::{Given, SaveError, Saved},
    shown::{KeyAt, LabelAt},
    stop::Stop,
    write,
};
use crate::{
    Allowed, Change, Column, Ctx, DbError, Key, Kind, Mode, Posted, Record, Resource, View,
    access::{Action, Realm},
    form::{self, Submission},
    query::sql::{Narrowing, Rows},
    store::column_sql,
    value,
};

/// Marks a row as deleted; the row as it is then.
pub(super) async fn put_in(
    ctx: &mut Ctx,
    resource: &Resource,
    key: &Key,
    record: &Record,
    column: &Arc<Column>,
) -> Result<Record, Stop> {
    // To the microsecond, which is all that the databases keep.
    let now = Utc::now().trunc_subsecs(6);
    let at = match column.kind() {
        Kind::DateTime => Value::ChronoDateTime(Some(now.naive_utc())),
        _ => Value::ChronoDateTimeUtc(Some(now)),
    };
    let change = form::Change { column: column.clone(), value: at.clone() };
    if write::update(&mut ctx.tx, resource, key, Some(record), &[change]).await? == 0 {
        return Err(Stop::NotFound);
    }
    let mut cells = record.cells().to_vec();
    if let Some(cell) = cells.get_mut(column.index) {
        *cell = Ok(at);
    }
    Ok(Record::new(resource.meta(), cells))
}

impl Allowed<Change> {
    /// Takes a record out of the trash. It is a save like any other: rules, hooks of a change and the database decide
    /// about the record as it is then, such as whether another one has its name by now.
    ///
    /// # Errors
    /// See [`SaveError`]; nothing is written then. Not found is also a record that is not in the trash.
    pub async fn restore_from_trash(&self, key: &Key) -> Result<Saved, SaveError> {
        let proof = self.within(Realm::Trash);
        let done = proof.committed(proof.taken_out(key)).await;
        done.map_err(|stop| proof.explained(stop, Mode::Update, Posted::default()))
    }

    async fn taken_out(&self, key: &Key) -> Result<(Ctx, Saved), Stop> {
        let column = self.resource().soft_delete().cloned().ok_or(Stop::NotFound)?;
        let mut ctx = self.ctx().await?;
        ctx.trail.takes_out();
        let changes = vec![form::Change { column, value: value::NULL }];
        let given = Given { changes, is_settled: true, ..Given::inputs(&[]) };
        let saved = self.update_in(&mut ctx, key, &Posted::default(), given).await?;
        Ok((ctx, saved))
    }
}

/// A record in the trash.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InTrash {
    /// Its key.
    pub key: Key,
    /// What people call it.
    pub label: String,
    /// The fields whose values it still has.
    pub(crate) fields: Vec<&'static str>,
}

impl<A: Action> Allowed<A> {
    /// The record in the trash that has the values which a form was refused for; `None` where there is none that the
    /// actor may see.
    pub(super) async fn holder_in_trash(
        &self,
        mode: Mode,
        key: Option<&Key>,
        posted: &Posted,
        error: &DbError,
    ) -> Option<InTrash> {
        let (resource, dialect) = (self.resource(), self.resource().dialect);
        resource.soft_delete()?;
        let taken = refusal::taken(resource, error)?;
        let seen = self.admin().authorize::<View>(self.actor(), resource).ok()?;
        let mut own = posted.clone();
        own.take_rows(resource).ok()?;
        own.take_links(resource).ok()?;
        let inputs = resource.inputs(mode);
        let (held, submission) = match key {
            None => (None, Submission::create_from(resource, &inputs, &own).ok()?),
            Some(key) => {
                let record = seen.find(key).await.ok()??.record;
                let submission = Submission::update_since(self.versions(key), &inputs, &own, &record).ok()?.0;
                (Some(record), submission)
            }
        };
        let value = |column: &Arc<Column>| {
            let change = submission.changes.iter().find(|change| change.column.index == column.index);
            let held = held.as_ref().and_then(|record| record.cells().get(column.index)?.as_ref().ok());
            change.map(|change| &change.value).or(held).filter(|value| !value::is_null(value)).cloned()
        };
        let mut same = Condition::all();
        for column in &taken {
            let held = column_sql::bind(column, &value(column)?, dialect);
            same = same.add(column_sql::operand(column, BASE, dialect).eq(held));
        }
        let trash = seen.in_trash()?;
        let (statement, key, label) = trash.with_source(|source| {
            let mut rows = Rows::new(source, Narrowing::none(), &[]);
            rows.only(same);
            let key = KeyAt::show(&mut rows, source.resource);
            let label = LabelAt::show(&mut rows, &[], source.resource.label());
            (rows.cut(None, false, 1), key, label)
        });
        let row = self.database().fetch_one(&statement.select, &statement.reads).await.ok()??;
        let key = key.read(&row)?;
        let label = label.read(&row).unwrap_or_else(|| resource.fallback_label(&key));
        Some(InTrash { key, label, fields: taken.iter().map(|column| column.meta.name).collect() })
    }
}
