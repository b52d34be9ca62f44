//! Running an action: on one record, or on all rows of a selection in bounded memory.

use std::ops::ControlFlow;

use super::{
    ActionError, ActionReport, AllowedAction, Selection,
    allowed::{Given, Work},
    batch::{No, is_lost},
    report::Outcome,
    walk::Walk,
};
use crate::{Ctx, DbError, FormErrors, Key, Record, Refusal, tr};

/// Rows of one transaction.
const BATCH: usize = 100;

impl AllowedAction {
    /// Runs it on one record, and says what people call the record.
    ///
    /// # Errors
    /// See [`ActionError`]; nothing is changed then.
    pub async fn run_on(&self, key: &Key, given: Given) -> Result<String, ActionError> {
        let Work::Custom(action) = &self.work else { return Err(ActionError::NotFound) };
        let mut ctx = self.seen.ctx().await?;
        let record = self.seen.lock(&mut ctx.tx, key).await?.ok_or(ActionError::NotFound)?;
        if !self.allows(&record) {
            return Err(ActionError::NotAllowed);
        }
        if given.asked.as_ref().is_some_and(|asked| *asked != self.seen_of(key, &record)) {
            let words = tr!("conflict-action", thing = self.resource().meta().singular);
            return Err(ActionError::Changed(ActionError::rejected(given.posted, FormErrors::new(), vec![words])));
        }
        let label = self.resource().label_of(&record);
        let no = match self.limited(key, action.run(&mut ctx, &record, &given.inputs)).await {
            Ok(()) => match self.committed(ctx, key, record).await {
                Ok(()) => return Ok(label),
                Err(error) => No::Refused(Refusal::Database(error)),
            },
            Err(no) => no,
        };
        let keep = match no {
            No::Refused(Refusal::Database(error)) if is_lost(&error) => return Err(error.into()),
            No::Refused(_) => ActionError::Invalid,
            No::Panicked => ActionError::Panicked,
            No::TooSlow(_) => ActionError::TooSlow,
        };
        let (errors, general) = self.explained(no);
        Err(keep(ActionError::rejected(given.posted, errors, general)))
    }

    async fn committed(&self, mut ctx: Ctx, key: &Key, record: Record) -> Result<(), DbError> {
        self.note(&mut ctx, &[(key.clone(), record)]).await?;
        ctx.commit().await
    }

    /// Runs it on all rows of a selection, a hundred to a transaction, and says what became of them.
    ///
    /// Rows are walked by primary key and each is looked up again when its turn comes, so the memory
    /// this takes does not depend on how many there are. `watch` hears how it goes after each
    /// transaction and may end the run there.
    pub async fn run(
        &self,
        selection: Selection,
        given: &Given,
        mut watch: impl FnMut(&ActionReport) -> ControlFlow<()> + Send,
    ) -> ActionReport {
        let mut report = ActionReport::default();
        if let Err(error) = self.run_all(selection, given, &mut report, &mut watch).await {
            let action = self.meta().key();
            tracing::error!(action, resource = self.resource().meta.rust_name, %error, "a run ended early");
            report.stopped = Some(match error {
                DbError::Unavailable(_) | DbError::Timeout => tr!("action-ended-unreachable"),
                _ => tr!("action-ended-failed"),
            });
        }
        report
    }

    async fn run_all(
        &self,
        selection: Selection,
        given: &Given,
        report: &mut ActionReport,
        watch: &mut (impl FnMut(&ActionReport) -> ControlFlow<()> + Send),
    ) -> Result<(), DbError> {
        let mut walk = match selection {
            Selection::Keys(keys) => Walk::keys(keys),
            Selection::Query(query) => Walk::query(&self.seen, query).await?,
        };
        loop {
            let keys = walk.next(&self.seen, BATCH).await?;
            if keys.is_empty() {
                return Ok(());
            }
            let mut rest = keys.as_slice();
            while !rest.is_empty() {
                let outcomes = match &self.work {
                    Work::Custom(action) => self.batch(&**action, given, &walk, rest, None).await?,
                    Work::Delete(delete) => {
                        vec![self.alone_of(&rest[0], delete.row(&walk, &self.seen, &rest[0])).await?]
                    }
                    Work::Restore(restore) => vec![self.alone_of(&rest[0], restore.row(&self.seen, &rest[0])).await?],
                };
                rest = rest.get(outcomes.len()..).unwrap_or_default();
                outcomes.into_iter().for_each(|outcome| report.add(outcome));
                if watch(report).is_break() {
                    report.stopped = Some(tr!("action-ended-stopped"));
                    return Ok(());
                }
            }
        }
    }

    /// What became of a row that had a transaction of its own.
    async fn alone_of(
        &self,
        key: &Key,
        work: impl Future<Output = Result<Outcome, DbError>> + Send,
    ) -> Result<Outcome, DbError> {
        match work.await {
            Err(error) if !is_lost(&error) => self.failed(key, No::Refused(Refusal::Database(error))).await,
            outcome => outcome,
        }
    }
}
