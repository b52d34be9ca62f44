//! The database as a chore has it: transactions that last together with how far the run is, or are taken back in a dry
//! run.

use std::fmt;

use kaffy_core::{
    DbError, Dialect,
    inside::{Lend, Lent, Tx},
};
use sea_query::{MysqlQueryBuilder, PostgresQueryBuilder, QueryStatementBuilder, SelectStatement, SqliteQueryBuilder};

use super::{ChoreRun, FromRow, changes::Changes};
use crate::{
    chores::{ChoreError, error::Broken},
    store::chores::working::{self, Step},
};

/// An open transaction of a run.
///
/// Jobs are enqueued in it with [`Enqueue::in_ctx`](crate::Enqueue::in_ctx), and go with it where it is taken back.
pub struct ChoreTx<'t> {
    pub(super) tx: &'t mut Tx,
    pub(super) changes: Option<&'t mut Changes>,
    pub(super) later: Vec<Box<dyn FnOnce() + Send>>,
}

impl<'t> ChoreTx<'t> {
    pub(super) fn new(tx: &'t mut Tx, changes: Option<&'t mut Changes>) -> Self {
        Self { tx, changes, later: Vec::new() }
    }

    /// What is to be done once it is committed.
    pub(super) fn into_later(self) -> Vec<Box<dyn FnOnce() + Send>> {
        self.later
    }

    /// Which database it is.
    pub fn dialect(&mut self) -> Dialect {
        self.tx.lend().dialect()
    }

    /// Runs a statement and says how many rows it changed. A dry run shows the statement and that number; it shows each
    /// row where [`update_rows`](Self::update_rows), [`insert_row`](Self::insert_row) or
    /// [`delete_rows`](Self::delete_rows) change it.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn execute(&mut self, statement: &(impl QueryStatementBuilder + Sync)) -> Result<u64, DbError> {
        let changed = self.tx.execute(statement).await?;
        if self.changes.is_some() {
            // Without the values, which may be secrets, and are in the rows anyway.
            let sql = match self.dialect() {
                Dialect::Sqlite => statement.build_any(&SqliteQueryBuilder).0,
                Dialect::Postgres => statement.build_any(&PostgresQueryBuilder).0,
                Dialect::MySql => statement.build_any(&MysqlQueryBuilder).0,
            };
            if let Some(changes) = &mut self.changes {
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
    /// async fn names(tx: &mut ChoreTx<'_>) -> Result<Vec<(i64, String)>, ChoreError> {
    ///     let select = Query::select().columns(["id", "name"]).from("products").to_owned();
    ///     tx.fetch::<(i64, String)>(&select).await
    /// }
    /// ```
    ///
    /// # Errors
    /// What the database refuses, and values that do not fit.
    pub async fn fetch<R: FromRow>(&mut self, select: &SelectStatement) -> Result<Vec<R>, ChoreError> {
        let rows = self.tx.fetch(select, &R::reads()).await?;
        rows.into_iter().map(|row| R::from_row(row).map_err(ChoreError::from)).collect()
    }
}

impl fmt::Debug for ChoreTx<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChoreTx").field("is_dry", &self.changes.is_some()).finish_non_exhaustive()
    }
}

impl Lend for ChoreTx<'_> {
    fn lend(&mut self) -> Lent<'_> {
        self.tx.lend()
    }

    fn once_committed(&mut self, work: Box<dyn FnOnce() + Send>) -> Result<(), Box<dyn FnOnce() + Send>> {
        // Of a dry run nothing is ever committed.
        if self.changes.is_none() {
            self.later.push(work);
        }
        Ok(())
    }
}

impl ChoreRun {
    /// Works in a transaction: all of it lasts, or nothing. In a dry run nothing does.
    ///
    /// A run that was given to another worker meanwhile, or was ended by force, writes nothing.
    ///
    /// # Errors
    /// What the work returns; what the database refuses.
    pub async fn transaction<T>(
        &self,
        work: impl AsyncFnOnce(&mut ChoreTx<'_>) -> Result<T, ChoreError>,
    ) -> Result<T, ChoreError> {
        if let Some(dry) = &self.0.dry {
            let mut dry = dry.lock().await;
            let (tx, changes) = dry.parts()?;
            tx.mark().await?;
            let at = changes.len();
            return match work(&mut ChoreTx::new(tx, Some(changes))).await {
                Ok(done) => {
                    tx.keep().await?;
                    Ok(done)
                }
                Err(error) => {
                    changes.cut(at);
                    tx.undo().await?;
                    Err(error)
                }
            };
        }
        let mut tx = self.db().begin().await?;
        let mut open = ChoreTx::new(&mut tx, None);
        let done = work(&mut open).await?;
        let later = open.into_later();
        self.commit(tx, &Step::default(), later).await?;
        Ok(done)
    }

    /// Lets a transaction last together with how far the run is, if it is still this worker's.
    pub(super) async fn commit(
        &self,
        mut tx: Tx,
        step: &Step,
        later: Vec<Box<dyn FnOnce() + Send>>,
    ) -> Result<(), ChoreError> {
        if !working::step(&mut tx, self.id(), self.0.ctx.token(), step, self.jobs().clock().now()).await? {
            return Err(ChoreError(Broken::Lost));
        }
        tx.commit().await?;
        later.into_iter().for_each(|work| work());
        Ok(())
    }
}
