//! What a database must be able to do, without saying which one it is.
//!
//! [`Database`](super::Database) holds one of these behind a pointer, so that no code outside the
//! folder of a backend is generic over it or asks which features are on.

use std::{pin::Pin, sync::Arc};

use super::{Catalog, DbError, IndexCatalog, Read, statement::Statement};
use crate::{Cell, Dialect};

pub(super) type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, DbError>> + Send + 'a>>;
pub(super) type Row = Vec<Cell>;
pub(super) type Rows = Vec<Row>;

/// A pool of connections.
pub(super) trait Backend: Send + Sync {
    fn dialect(&self) -> Dialect;
    fn fetch<'a>(&'a self, statement: Statement, reads: &'a [Read]) -> BoxFuture<'a, Rows>;
    fn begin(&self) -> BoxFuture<'_, Box<dyn Work>>;
    fn script(&self, sql: &'static str) -> BoxFuture<'_, ()>;
    /// `schemas` are those that structs name.
    fn catalog<'a>(&'a self, schemas: &'a [&'a str]) -> BoxFuture<'a, Catalog>;
    /// The same for indexes.
    fn indexes<'a>(&'a self, schemas: &'a [&'a str]) -> BoxFuture<'a, IndexCatalog>;
    /// Other connections to the same database, opened when they are needed; `None` where there can be no other.
    fn reserve(&self, connections: u32) -> Option<Arc<dyn Backend>>;
    /// Listens on a channel, where the database has such.
    fn listen(&self, _channel: &'static str) -> BoxFuture<'_, Option<Box<dyn Listening>>> {
        Box::pin(async { Ok(None) })
    }
}

/// A connection that hears what others notify.
pub(super) trait Listening: Send {
    /// The next payload. After a connection was lost it says an empty one: something may have been missed.
    fn next(&mut self) -> BoxFuture<'_, String>;
}

/// Whatever runs statements in a transaction: one of ours, or one of the application's.
pub(super) trait Statements: Send {
    fn fetch<'a>(&'a mut self, statement: Statement, reads: &'a [Read]) -> BoxFuture<'a, Rows>;
    fn execute(&mut self, statement: Statement) -> BoxFuture<'_, Done>;
}

/// An open transaction; dropping it rolls it back.
pub(super) trait Work: Statements {
    /// As what only runs statements.
    fn statements(&mut self) -> &mut dyn Statements;
    /// Sets, releases or goes back to a savepoint.
    fn mark(&mut self, sql: &'static str) -> BoxFuture<'_, ()>;
    fn commit(self: Box<Self>) -> BoxFuture<'static, ()>;
}

/// What a write did.
#[derive(Clone, Copy, Debug)]
pub(super) struct Done {
    pub(super) rows: u64,
    /// The key that MySQL made; elsewhere `RETURNING` says it.
    pub(super) last_insert_id: Option<u64>,
}
