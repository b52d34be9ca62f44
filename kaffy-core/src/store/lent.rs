//! A transaction that somebody else opened and will end: one of kaffy's, or one of the application's own.

use std::fmt;

use sea_query::QueryStatementBuilder;

use super::{
    DbError, Read,
    backend::{Rows, Statements},
    calls::Calls,
    statement::Statement,
};
use crate::Dialect;

/// A transaction of somebody else's, to run statements in.
pub struct Lent<'a> {
    work: Own<'a>,
    dialect: Dialect,
    calls: Option<&'a Calls>,
}

enum Own<'a> {
    Tx(&'a mut dyn Statements),
    #[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
    Connection(Box<dyn Statements + 'a>),
}

impl<'a> Lent<'a> {
    pub(super) fn new(work: &'a mut dyn Statements, dialect: Dialect, calls: &'a Calls) -> Self {
        Self { work: Own::Tx(work), dialect, calls: Some(calls) }
    }

    /// Which database it is.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Runs a statement that answers with rows, one that writes among them; `reads` stand in the order of its columns.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn fetch(
        &mut self,
        statement: &(impl QueryStatementBuilder + Sync),
        reads: &[Read],
    ) -> Result<Rows, DbError> {
        let statement = Statement::write(statement, self.dialect)?;
        self.calls.map_or(Ok(()), Calls::statement)?;
        self.work().fetch(statement, reads).await
    }

    /// Changes or deletes rows and says how many.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn execute(&mut self, statement: &(impl QueryStatementBuilder + Sync)) -> Result<u64, DbError> {
        let statement = Statement::write(statement, self.dialect)?;
        self.calls.map_or(Ok(()), Calls::statement)?;
        Ok(self.work().execute(statement).await?.rows)
    }

    fn work(&mut self) -> &mut (dyn Statements + 'a) {
        match &mut self.work {
            Own::Tx(work) => *work,
            #[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
            Own::Connection(work) => &mut **work,
        }
    }
}

impl fmt::Debug for Lent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lent").field("dialect", &self.dialect).finish_non_exhaustive()
    }
}

/// A transaction that other code may work in: a [`Ctx`](crate::Ctx), or a transaction of sqlx, given as the connection
/// inside (`&mut *tx`).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no transaction to work in",
    note = "give a `&mut Ctx`, or the connection of a transaction of sqlx: `&mut *tx`"
)]
pub trait Lend: Send {
    /// Lends it.
    fn lend(&mut self) -> Lent<'_>;

    /// Does something once it is committed, where that is known.
    fn once_committed(&mut self, work: Box<dyn FnOnce() + Send>) -> Result<(), Box<dyn FnOnce() + Send>> {
        Err(work)
    }
}

impl Lend for crate::Ctx {
    fn lend(&mut self) -> Lent<'_> {
        self.tx.lend()
    }

    fn once_committed(&mut self, work: Box<dyn FnOnce() + Send>) -> Result<(), Box<dyn FnOnce() + Send>> {
        self.after_commit(async move { work() });
        Ok(())
    }
}

impl Lend for super::Tx {
    fn lend(&mut self) -> Lent<'_> {
        Self::lend(self)
    }
}

#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
macro_rules! lend_connection {
    ($($feature:literal: $connection:ty => $driver:ty),+) => {$(
        #[cfg(feature = $feature)]
        impl Lend for $connection {
            fn lend(&mut self) -> Lent<'_> {
                let work = Box::new(super::pooled::Borrowed::<$driver>(self));
                let dialect = <$driver as super::pooled::Driver>::DIALECT;
                Lent { work: Own::Connection(work), dialect, calls: None }
            }
        }
    )+};
}

#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
lend_connection!(
    "sqlite": sqlx::SqliteConnection => sqlx::Sqlite,
    "postgres": sqlx::PgConnection => sqlx::Postgres,
    "mysql": sqlx::MySqlConnection => sqlx::MySql
);
