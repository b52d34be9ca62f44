//! Setting fields of a record back to what they were before an entry of the audit log (W13).
//!
//! It is a save like any other: permissions, scope, rules and hooks hold, and it is an entry of its own.

use super::{Given, SaveError, Saved};
use crate::{
    Allowed, Change, Ctx, FieldChange, Key, Mode, Posted, Refused,
    data::stop::Stop,
    form::{self, FormErrors, check_value},
    tr,
};

impl Allowed<Change> {
    /// Sets fields back to what they were before an entry of the audit log.
    ///
    /// # Errors
    /// See [`SaveError`]; nothing is written then. Not found is also an entry that is about another record, and
    /// refused a field that the entry does not say enough of.
    pub async fn restore(&self, key: &Key, sequence: i64, fields: &[String]) -> Result<Saved, SaveError> {
        let done = self.committed(self.restore_in(key, sequence, fields)).await;
        done.map_err(|stop| self.explained(stop, Mode::Update, Posted::default()))
    }

    async fn restore_in(&self, key: &Key, sequence: i64, fields: &[String]) -> Result<(Ctx, Saved), Stop> {
        let kept = self.changes_of(key, sequence).await?.ok_or(Stop::NotFound)?;
        if fields.is_empty() {
            return Err(Stop::Invalid(FormErrors::new(), vec![tr!("audit-nothing-chosen")]));
        }
        let mut ctx = self.ctx().await?;
        let record = self.lock(&mut ctx.tx, key).await?.ok_or(Stop::NotFound)?;
        // Whoever sets a value back sees what it is now beside it.
        let mut given = Given { is_settled: true, ..Given::inputs(&[]) };
        for field in fields {
            let change = kept.iter().find(|it| it.column.meta.name == field.as_str() && it.can_be_restored);
            let change = change.and_then(|it| Some((it, it.before.value(it.column.kind())?)));
            let (FieldChange { column, .. }, value) = change.ok_or_else(|| Refused::of(field))?;
            let is_as_before = record.cells().get(column.index).is_some_and(|held| held.as_ref() == Ok(&value));
            if is_as_before || given.changes.iter().any(|it| it.column.index == column.index) {
                continue;
            }
            if let Err(words) = check_value(column, &value) {
                given.errors.insert(column.meta.name.into(), words);
            }
            given.changes.push(form::Change { column: column.clone(), value });
        }
        ctx.trail.restores(sequence);
        let saved = self.update_in(&mut ctx, key, &Posted::default(), given).await?;
        Ok((ctx, saved))
    }
}
