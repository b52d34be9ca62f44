//! Some rows of a run in one transaction, each behind a savepoint of its own.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use super::{
    AllowedAction,
    allowed::Given,
    beside::{Beside, Turn},
    erased::DynAction,
    report::{Outcome, RowFailure},
    walk::Walk,
};
use crate::{
    Ctx, DbError, FormErrors, Key, Record, Refusal,
    behaviour::{Panicked, unwinding},
    data::{
        refusal,
        stop::{panic_words, slow_words},
    },
    tr,
};

/// How long a transaction may be open before the rest of its rows get another one: others wait for the
/// locks, on SQLite for all of them.
const PATIENCE: Duration = Duration::from_secs(1);
/// The same for a run that nobody waits for: whoever would stop it has to get a word in.
const BACKGROUND_PATIENCE: Duration = Duration::from_millis(300);

/// Why an action was not done to a row.
pub(super) enum No {
    Refused(Refusal),
    Panicked,
    TooSlow(Duration),
}

impl AllowedAction {
    /// Does it to the first of some rows, as many as time allows, and says what became of them.
    ///
    /// When the transaction as a whole fails, its rows are tried again, each in a transaction of its own:
    /// one of them breaks a rule that is only checked at the commit, and the others need not suffer.
    pub(super) async fn batch(
        &self,
        action: &dyn DynAction,
        given: &Given,
        walk: &Walk,
        keys: &[Key],
        beside: Option<&dyn Beside>,
    ) -> Result<Vec<Outcome>, DbError> {
        match self.transaction(action, given, walk, keys, beside).await {
            Ok(outcomes) => Ok(outcomes),
            Err(error) if is_lost(&error) => Err(error),
            Err(_) => {
                let mut outcomes = Vec::with_capacity(keys.len());
                for key in keys {
                    outcomes.push(self.alone(action, given, walk, key, beside).await?);
                    if beside.is_some_and(Beside::is_over) {
                        break;
                    }
                }
                Ok(outcomes)
            }
        }
    }

    async fn alone(
        &self,
        action: &dyn DynAction,
        given: &Given,
        walk: &Walk,
        key: &Key,
        beside: Option<&dyn Beside>,
    ) -> Result<Outcome, DbError> {
        match self.transaction(action, given, walk, std::slice::from_ref(key), beside).await {
            Ok(outcomes) => Ok(outcomes.into_iter().next().unwrap_or(Outcome::Gone)),
            Err(error) if is_lost(&error) => Err(error),
            Err(error) => {
                let outcome = self.failed(key, No::Refused(Refusal::Database(error))).await?;
                if let Some(beside) = beside {
                    // Its turn is over although nothing is left of it.
                    let mut ctx = self.seen.ctx().await?;
                    beside.begin(ctx.tx.lend()).await?;
                    let turn = Turn::of(self.resource(), std::slice::from_ref(key), std::slice::from_ref(&outcome));
                    beside.end(ctx.tx.lend(), &turn).await?;
                    ctx.commit().await?;
                }
                Ok(outcome)
            }
        }
    }

    /// A row that failed outside its turn, so that its name has to be looked up.
    pub(super) async fn failed(&self, key: &Key, no: No) -> Result<Outcome, DbError> {
        let label = self.seen.label_for(key).await?.unwrap_or_else(|| self.resource().fallback_label(key));
        Ok(Outcome::Failed(RowFailure { key: key.clone(), label, words: self.words(no) }))
    }

    async fn transaction(
        &self,
        action: &dyn DynAction,
        given: &Given,
        walk: &Walk,
        keys: &[Key],
        beside: Option<&dyn Beside>,
    ) -> Result<Vec<Outcome>, DbError> {
        let resource = self.resource().clone();
        let mut ctx = self.seen.ctx().await?;
        if let Some(beside) = beside {
            beside.begin(ctx.tx.lend()).await?;
        }
        let locked = self.seen.lock_all(&mut ctx.tx, keys).await?;
        let matching = walk.matching(&self.seen, &mut ctx.tx, keys).await?;
        let by_key = |record: &Record| resource.key_of(record).map(|key| key.segment(&resource));
        let mut locked: HashMap<_, _> = locked.into_iter().filter_map(|it| Some((by_key(&it)?, it))).collect();
        let since = Instant::now();
        let patience = if beside.is_some() { BACKGROUND_PATIENCE } else { PATIENCE };
        let (mut outcomes, mut done) = (Vec::with_capacity(keys.len()), Vec::new());
        for key in keys {
            let segment = key.segment(&resource);
            let is_meant = matching.as_ref().is_none_or(|matching| matching.contains(&segment));
            outcomes.push(match locked.remove(&segment).filter(|_| is_meant) {
                Some(record) => {
                    let outcome = self.row(action, given, &mut ctx, key, &record).await?;
                    if matches!(outcome, Outcome::Done(_)) {
                        done.push((key.clone(), record));
                    }
                    outcome
                }
                None => Outcome::Gone,
            });
            if since.elapsed() > patience || beside.is_some_and(Beside::is_over) {
                break;
            }
        }
        self.note(&mut ctx, &done).await?;
        if let Some(beside) = beside {
            beside.end(ctx.tx.lend(), &Turn::of(&resource, keys, &outcomes)).await?;
        }
        ctx.commit().await?;
        Ok(outcomes)
    }

    /// One row: done, or as it was before.
    async fn row(
        &self,
        action: &dyn DynAction,
        given: &Given,
        ctx: &mut Ctx,
        key: &Key,
        record: &Record,
    ) -> Result<Outcome, DbError> {
        let label = self.resource().label_of(record);
        if !self.may_touch(record) {
            let words = self.words(No::Refused(Refusal::message(tr!("action-not-to-this"))));
            return Ok(Outcome::Failed(RowFailure { key: key.clone(), label, words }));
        }
        let row = ctx.begin_row().await?;
        let no = match self.limited(key, action.run(ctx, record, &given.inputs)).await {
            Ok(()) => {
                ctx.keep_row(row).await?;
                return Ok(Outcome::Done(label));
            }
            Err(no) => no,
        };
        ctx.undo_row(row).await?;
        match no {
            No::Refused(Refusal::Database(error)) if is_lost(&error) => Err(error),
            no => Ok(Outcome::Failed(RowFailure { key: key.clone(), label, words: self.words(no) })),
        }
    }

    /// Somebody's code, whose panic ends its own work only, in the time that a save has.
    pub(super) async fn limited<T: Send>(
        &self,
        key: &Key,
        work: impl Future<Output = Result<T, Refusal>> + Send,
    ) -> Result<T, No> {
        let limit = self.admin().save_timeout();
        let (action, resource) = (self.meta().key(), self.resource().meta.rust_name);
        match tokio::time::timeout(limit, unwinding(work)).await {
            Ok(Ok(done)) => done.map_err(No::Refused),
            Ok(Err(Panicked(panic))) => {
                tracing::error!(action, resource, record = key.words(self.resource()), panic, "an action panicked");
                Err(No::Panicked)
            }
            Err(_) => {
                tracing::error!(action, resource, record = key.words(self.resource()), ?limit, "an action was stopped");
                Err(No::TooSlow(limit))
            }
        }
    }

    /// A refusal as one text.
    pub(super) fn words(&self, no: No) -> String {
        let (errors, general) = self.explained(no);
        let label = |field: &str| self.input_label(field).unwrap_or_else(|| field.to_owned());
        let beside = errors.iter().map(|(field, words)| format!("{}: {words}", label(field)));
        general.into_iter().chain(beside).collect::<Vec<_>>().join(" ")
    }

    /// A refusal as errors beside fields and about the whole.
    pub(super) fn explained(&self, no: No) -> (FormErrors, Vec<String>) {
        let whole = |words: String| (FormErrors::new(), vec![words]);
        match no {
            No::Refused(Refusal::Message(words)) => whole(words),
            No::Refused(Refusal::Field { field, message }) => (FormErrors::from([(field.into(), message)]), Vec::new()),
            // On whatever table: the columns that the database names need not be those of the resource.
            No::Refused(Refusal::Database(error)) => whole(refusal::of_hook(error).unwrap_or_else(|error| {
                let action = self.meta().key();
                tracing::error!(action, resource = self.resource().meta.rust_name, %error, "an action failed");
                tr!("action-database-failed")
            })),
            No::Panicked => whole(panic_words("changed")),
            No::TooSlow(limit) => whole(slow_words("changed", limit)),
        }
    }

    /// What people call a field: an input, or else a field of the resource.
    fn input_label(&self, field: &str) -> Option<String> {
        let input = self.inputs().and_then(|inputs| inputs.resource().column(field));
        let column = input.or_else(|| self.resource().column(field));
        column.map(|column| column.meta.label.to_owned())
    }
}

/// Whether the database itself is gone or busy, so that the next row would fare no better.
pub(super) fn is_lost(error: &DbError) -> bool {
    matches!(error, DbError::Unavailable(_))
}
