//! What a database must be able to do, without saying which one it is.
//!
//! [`Database`](super::Database) holds one of these behind a pointer, so that no code outside the
//! folder of a backend is generic over it or asks which features are on.

use std::pin::Pin;

use super::{Catalog, DbError, Read, statement::Statement};
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
}

/// An open transaction; dropping it rolls it back.
pub(super) trait Work: Send {
    fn fetch<'a>(&'a mut self, statement: Statement, reads: &'a [Read]) -> BoxFuture<'a, Rows>;
    fn execute(&mut self, statement: Statement) -> BoxFuture<'_, Done>;
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
