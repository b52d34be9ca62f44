//! A sqlx pool as a [`Backend`]: what is the same for all three.
//!
//! This is the only file where a text becomes SQL (`AssertSqlSafe`). The text comes from sea-query,
//! which takes names from metadata and binds every value.

use std::sync::Arc;

use sea_query_sqlx::SqlxValues;
use sqlx::{AssertSqlSafe, Database as Db, Pool, Row, Transaction, error::DatabaseError};

use super::{
    Catalog, DbError, IndexCatalog, Read,
    backend::{Backend, BoxFuture, Done, Listening, Rows, Statements, Work},
    decode::decode,
    read::Raw,
    statement::Statement,
};
use crate::Dialect;

/// A statement as sqlx takes it.
pub(super) type Query = (AssertSqlSafe<Arc<str>>, SqlxValues);

/// What differs between the databases.
pub(super) trait Driver: Db {
    const DIALECT: Dialect;
    /// How a transaction starts.
    const BEGIN: &'static str;

    fn rows(conn: &mut Self::Connection, query: Query) -> impl Future<Output = sqlx::Result<Vec<Self::Row>>> + Send;
    fn run(conn: &mut Self::Connection, query: Query) -> impl Future<Output = sqlx::Result<Done>> + Send;
    fn script(conn: &mut Self::Connection, sql: &'static str) -> impl Future<Output = sqlx::Result<()>> + Send;
    fn catalog(conn: &mut Self::Connection, schemas: &[&str]) -> impl Future<Output = sqlx::Result<Catalog>> + Send;
    fn indexes(
        conn: &mut Self::Connection,
        schemas: &[&str],
    ) -> impl Future<Output = sqlx::Result<IndexCatalog>> + Send;
    /// A cell by the type the database gives it.
    fn raw(row: &Self::Row, index: usize) -> Raw;
    /// What an error of the database means.
    fn refused(error: &dyn DatabaseError) -> Option<DbError>;
    /// Another pool with the options of this one; `None` where the database ends with its connection.
    fn reserve(pool: &Pool<Self>, connections: u32) -> Option<Pool<Self>>;
    /// Listens on a channel, where the database has such.
    fn listen(
        _pool: &Pool<Self>,
        _channel: &'static str,
    ) -> impl Future<Output = sqlx::Result<Option<Box<dyn Listening>>>> + Send {
        async { Ok(None) }
    }
}

pub(super) struct Pooled<D: Db> {
    pool: Pool<D>,
}

impl<D: Db> Pooled<D> {
    pub(super) fn new(pool: Pool<D>) -> Self {
        Self { pool }
    }
}

impl<D: Driver> Backend for Pooled<D> {
    fn dialect(&self) -> Dialect {
        D::DIALECT
    }

    fn fetch<'a>(&'a self, statement: Statement, reads: &'a [Read]) -> BoxFuture<'a, Rows> {
        Box::pin(async move {
            let mut conn = self.pool.acquire().await.map_err(error::<D>)?;
            fetch::<D>(&mut conn, statement, reads).await
        })
    }

    fn begin(&self) -> BoxFuture<'_, Box<dyn Work>> {
        Box::pin(async move {
            let transaction = self.pool.begin_with(D::BEGIN).await.map_err(error::<D>)?;
            Ok(Box::new(Open::<D> { transaction }) as Box<dyn Work>)
        })
    }

    fn script(&self, sql: &'static str) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let mut conn = self.pool.acquire().await.map_err(error::<D>)?;
            D::script(&mut conn, sql).await.map_err(error::<D>)
        })
    }

    fn catalog<'a>(&'a self, schemas: &'a [&'a str]) -> BoxFuture<'a, Catalog> {
        Box::pin(async move {
            let mut conn = self.pool.acquire().await.map_err(error::<D>)?;
            D::catalog(&mut conn, schemas).await.map_err(error::<D>)
        })
    }

    fn indexes<'a>(&'a self, schemas: &'a [&'a str]) -> BoxFuture<'a, IndexCatalog> {
        Box::pin(async move {
            let mut conn = self.pool.acquire().await.map_err(error::<D>)?;
            D::indexes(&mut conn, schemas).await.map_err(error::<D>)
        })
    }

    fn reserve(&self, connections: u32) -> Option<Arc<dyn Backend>> {
        D::reserve(&self.pool, connections).map(|pool| Arc::new(Self::new(pool)) as Arc<dyn Backend>)
    }

    fn listen(&self, channel: &'static str) -> BoxFuture<'_, Option<Box<dyn Listening>>> {
        Box::pin(async move { D::listen(&self.pool, channel).await.map_err(error::<D>) })
    }
}

struct Open<D: Db> {
    transaction: Transaction<'static, D>,
}

impl<D: Driver> Statements for Open<D> {
    fn fetch<'a>(&'a mut self, statement: Statement, reads: &'a [Read]) -> BoxFuture<'a, Rows> {
        Box::pin(async move { fetch::<D>(&mut self.transaction, statement, reads).await })
    }

    fn execute(&mut self, statement: Statement) -> BoxFuture<'_, Done> {
        Box::pin(async move { D::run(&mut self.transaction, query(statement)).await.map_err(error::<D>) })
    }
}

impl<D: Driver> Work for Open<D> {
    fn statements(&mut self) -> &mut dyn Statements {
        self
    }

    fn mark(&mut self, sql: &'static str) -> BoxFuture<'_, ()> {
        Box::pin(async move { D::script(&mut self.transaction, sql).await.map_err(error::<D>) })
    }

    fn commit(self: Box<Self>) -> BoxFuture<'static, ()> {
        Box::pin(async move { self.transaction.commit().await.map_err(error::<D>) })
    }
}

/// A connection of the application's, in whatever transaction it is.
pub(super) struct Borrowed<'a, D: Driver>(pub(super) &'a mut D::Connection);

impl<D: Driver> Statements for Borrowed<'_, D> {
    fn fetch<'a>(&'a mut self, statement: Statement, reads: &'a [Read]) -> BoxFuture<'a, Rows> {
        Box::pin(async move { fetch::<D>(self.0, statement, reads).await })
    }

    fn execute(&mut self, statement: Statement) -> BoxFuture<'_, Done> {
        Box::pin(async move { D::run(self.0, query(statement)).await.map_err(error::<D>) })
    }
}

async fn fetch<D: Driver>(conn: &mut D::Connection, statement: Statement, reads: &[Read]) -> Result<Rows, DbError> {
    let rows = D::rows(conn, query(statement)).await.map_err(error::<D>)?;
    Ok(cells::<D>(&rows, reads))
}

/// The values in rows.
pub(super) fn cells<D: Driver>(rows: &[D::Row], reads: &[Read]) -> Rows {
    let cells = |row: &D::Row| {
        debug_assert_eq!(row.len(), reads.len(), "a read for each column");
        reads.iter().enumerate().map(|(index, read)| decode(read, D::raw(row, index))).collect()
    };
    rows.iter().map(cells).collect()
}

/// A statement as sqlx takes it.
pub(super) fn query(statement: Statement) -> Query {
    // Without its values, which are the users' own.
    tracing::debug!(sql = &*statement.sql, "statement");
    (AssertSqlSafe(statement.sql), SqlxValues(statement.values))
}

/// What went wrong, by what a caller can do about it.
pub(super) fn error<D: Driver>(error: sqlx::Error) -> DbError {
    if let Some(known) = error.as_database_error().and_then(D::refused) {
        return known;
    }
    match error {
        sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Io(_)
        | sqlx::Error::Tls(_) => DbError::Unavailable(error.into()),
        sqlx::Error::Configuration(reason) => {
            DbError::Address(format!("the database address is not understood: {reason}"))
        }
        other => DbError::Other(other.into()),
    }
}
