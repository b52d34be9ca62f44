//! The database as a chore has it: transactions that last together with how far the run is, or are taken back in a dry
//! run.

use std::{fmt, future::Future, sync::Arc};

use kaffy_core::{
    DbError, Dialect,
    inside::{Lend, Lent, Tx},
};
use sea_query::{MysqlQueryBuilder, PostgresQueryBuilder, QueryStatementBuilder, SelectStatement, SqliteQueryBuilder};

use tokio::sync::{Mutex, OwnedMutexGuard};

use super::{ChoreRun, FromRow, changes::Changes};
use crate::{
    chores::{ChoreError, error::Broken},
    store::chores::working::{self, Step},
};

/// An open transaction of a run.
///
/// Jobs are enqueued in it with [`Enqueue::in_tx`](crate::Enqueue::in_tx), and go with it where it is taken back.
///
/// It is given by value, so that what works in it may be sent from thread to thread, and ends when that is over: one
/// that is kept for longer, in a task for instance, fails the run.
pub struct ChoreTx(OwnedMutexGuard<Open>);

/// What is in a transaction.
pub(super) struct Open {
    pub(super) tx: Tx,
    /// What a dry run has done.
    pub(super) changes: Option<Changes>,
    pub(super) later: Vec<Box<dyn FnOnce() + Send>>,
}

/// A transaction that is given to one piece of work after the other.
#[derive(Clone)]
pub(super) struct Shared(Arc<Mutex<Open>>);

impl Shared {
    pub(super) fn new(tx: Tx) -> Self {
        Self(Arc::new(Mutex::new(Open { tx, changes: None, later: Vec::new() })))
    }

    pub(super) fn dry(tx: Tx) -> Self {
        Self(Arc::new(Mutex::new(Open { tx, changes: Some(Changes::default()), later: Vec::new() })))
    }

    /// The transaction, unless somebody has kept it.
    pub(super) fn open(&self) -> Result<ChoreTx, ChoreError> {
        let kept = || ChoreError::failed("a transaction was kept for longer than the work that it was given to");
        self.0.clone().try_lock_owned().map(ChoreTx).map_err(|_| kept())
    }

    /// What is in it, once nobody else has it.
    pub(super) fn into_open(self) -> Result<Open, ChoreError> {
        let inner = Arc::try_unwrap(self.0).map(Mutex::into_inner);
        inner.map_err(|_| ChoreError::failed("a transaction was kept for longer than the work that it was given to"))
    }
}

impl ChoreTx {
    pub(super) fn parts(&mut self) -> &mut Open {
        &mut self.0
    }

    /// Which database it is.
    pub fn dialect(&mut self) -> Dialect {
        self.0.tx.lend().dialect()
    }

    /// Runs a statement and says how many rows it changed. A dry run shows the statement and that number; it shows each
    /// row where [`update_rows`](Self::update_rows), [`insert_row`](Self::insert_row) or
    /// [`delete_rows`](Self::delete_rows) change it.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn execute(&mut self, statement: &(impl QueryStatementBuilder + Sync)) -> Result<u64, DbError> {
        let changed = self.0.tx.execute(statement).await?;
        if self.0.changes.is_some() {
            // Without the values, which may be secrets, and are in the rows anyway.
            let sql = match self.dialect() {
                Dialect::Sqlite => statement.build_any(&SqliteQueryBuilder).0,
                Dialect::Postgres => statement.build_any(&PostgresQueryBuilder).0,
                Dialect::MySql => statement.build_any(&MysqlQueryBuilder).0,
            };
            if let Some(changes) = &mut self.0.changes {
                changes.statement(&sql, changed);
            }
        }
        Ok(changed)
    }

    /// Reads rows as tuples of field types, in the order of the columns selected.
    ///
    /// ```
    /// # use kaffy_core::sea_query::Query;
    /// # use kaffy_jobs::chores::{ChoreError, ChoreTx};
    /// async fn names(tx: &mut ChoreTx) -> Result<Vec<(i64, String)>, ChoreError> {
    ///     let select = Query::select().columns(["id", "name"]).from("products").to_owned();
    ///     tx.fetch::<(i64, String)>(&select).await
    /// }
    /// ```
    ///
    /// # Errors
    /// What the database refuses, and values that do not fit.
    pub async fn fetch<R: FromRow>(&mut self, select: &SelectStatement) -> Result<Vec<R>, ChoreError> {
        let rows = self.0.tx.fetch(select, &R::reads()).await?;
        rows.into_iter().map(|row| R::from_row(row).map_err(ChoreError::from)).collect()
    }
}

impl Open {
    /// How much has been changed so far, in a dry run.
    pub(super) fn changed(&self) -> usize {
        self.changes.as_ref().map_or(0, Changes::len)
    }

    /// Takes back what was done since the mark, and forgets what was noted of it.
    pub(super) async fn undo(&mut self, changed: usize) -> Result<(), DbError> {
        if let Some(changes) = &mut self.changes {
            changes.cut(changed);
        }
        self.tx.undo().await
    }
}

impl fmt::Debug for ChoreTx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChoreTx").field("is_dry", &self.0.changes.is_some()).finish_non_exhaustive()
    }
}

impl Lend for ChoreTx {
    fn lend(&mut self) -> Lent<'_> {
        self.0.tx.lend()
    }

    fn once_committed(&mut self, work: Box<dyn FnOnce() + Send>) -> Result<(), Box<dyn FnOnce() + Send>> {
        // Of a dry run nothing is ever committed.
        if self.0.changes.is_none() {
            self.0.later.push(work);
        }
        Ok(())
    }
}

impl ChoreRun {
    /// Works in a transaction: all of it lasts, or nothing. In a dry run nothing does.
    ///
    /// A run that was given to another worker meanwhile, or was ended by force, writes nothing. One transaction inside of
    /// another waits for itself.
    ///
    /// ```
    /// # use kaffy_core::sea_query::{Expr, ExprTrait, Query};
    /// # use kaffy_jobs::chores::{ChoreError, ChoreRun};
    /// async fn close(order: i64, run: ChoreRun) -> Result<u64, ChoreError> {
    ///     let changed = run.transaction(async move |mut tx| {
    ///         let mut update = Query::update();
    ///         update.table("orders").value("is_open", false).and_where(Expr::col("id").eq(order));
    ///         Ok(tx.execute(&update).await?)
    ///     });
    ///     changed.await
    /// }
    /// ```
    ///
    /// # Errors
    /// What the work returns; what the database refuses.
    pub async fn transaction<T, Working>(&self, work: impl FnOnce(ChoreTx) -> Working + Send) -> Result<T, ChoreError>
    where
        Working: Future<Output = Result<T, ChoreError>> + Send,
    {
        if let Some(dry) = &self.0.dry {
            let dry = dry.lock().await;
            let shared = dry.shared()?;
            let mut open = shared.open()?;
            open.0.tx.mark().await?;
            let at = open.0.changed();
            let done = work(open).await;
            let mut open = shared.open()?;
            match &done {
                Ok(_) => open.0.tx.keep().await?,
                Err(_) => open.0.undo(at).await?,
            }
            return done;
        }
        let shared = Shared::new(self.db().begin().await?);
        let done = work(shared.open()?).await?;
        self.commit(shared, &Step::default()).await?;
        Ok(done)
    }

    /// Lets a transaction last together with how far the run is, if it is still this worker's.
    pub(super) async fn commit(&self, open: Shared, step: &Step) -> Result<(), ChoreError> {
        let Open { mut tx, later, .. } = open.into_open()?;
        if !working::step(&mut tx, self.id(), self.0.ctx.token(), step, self.jobs().clock().now()).await? {
            return Err(ChoreError(Broken::Lost));
        }
        tx.commit().await?;
        later.into_iter().for_each(|work| work());
        Ok(())
    }
}
